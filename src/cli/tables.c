/*
 * Prints the tables of the commands, a row a line and its fields between tabs: from them
 * completions are made (data/completions), and with them tests compare what texts say. A
 * program of its own, which is not installed.
 *
 *	command  PATH  ARGUMENTS  SUMMARY
 *	option   PATH  LETTER  NAME  VALUE  HELP
 *
 * PATH is "learner key add", and empty for the player. LETTER is "-o", NAME "--output", VALUE
 * "BERKAS", or what is allowed: "text|json". What there is none of is "-".
 */
#include "command.h"
#include <berpijar/text.h>
#include <stdio.h>
#include <string.h>

static void tables_print_option(const char *path, const struct option_row *row)
{
	const char *name = strstr(row->name, "--"), *value = strchr(name, ' ');
	struct bp_buf help = {0};

	help_add_text(row, &help);
	printf("option\t%s\t%.*s\t%.*s\t%s\t%s\n", path, name == row->name ? 1 : 2,
		name == row->name ? "-" : row->name, (int)strcspn(name, " "), name,
		value ? value + 1 : "-", help.at);
	bp_buf_release(&help);
}

static void tables_print(const struct command *command)
{
	const char *path = command->name ? command->name : "";

	printf("command\t%s\t%s\t%s\n", path,
		command->arguments ? command->arguments : "-", command->summary);
	for (const struct option_row *row = command->options; row->name; row++)
		tables_print_option(path, row);
	for (const struct command *const *sub = command->subs; sub && *sub; sub++)
		tables_print(*sub);
}

int main(void)
{
	for (const struct command *const *command = commands; *command; command++)
		tables_print(*command);
	return 0;
}
