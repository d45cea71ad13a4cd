/*
 * Prints the commands and the options of berpijar-sync, in the form of src/cli/tables.c, from
 * which completions are made. A program of its own, which is not installed.
 */
#include "options.h"
#include <berpijar/text.h>
#include <stdio.h>
#include <string.h>

/* Each option stands for every command. */
static void tables_print_option(const char *path, const struct sync_option *option)
{
	const char *name = strstr(option->name, "--");
	const char *value = name ? strchr(name, ' ') : NULL;

	if (name)
		printf("option\t%s\t%.*s\t%.*s\t%s\t%s\n", path,
			name == option->name ? 1 : 2,
			name == option->name ? "-" : option->name,
			(int)strcspn(name, " "), name, value ? value + 1 : "-",
			option->about);
}

static void tables_print(const char *path, const char *arguments, const char *summary)
{
	printf("command\t%s\t%s\t%s\n", path, arguments, summary);
	for (size_t i = 0; sync_option_rows[i].name; i++)
		tables_print_option(path, &sync_option_rows[i]);
}

int main(void)
{
	tables_print("", "-", "-");
	for (size_t i = 0; sync_commands[i].name; i++)
		tables_print(sync_commands[i].name, sync_commands[i].arguments,
			sync_commands[i].summary);
	return 0;
}
