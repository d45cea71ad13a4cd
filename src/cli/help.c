/* --help, made from the tables of the commands. */
#include "command.h"
#include <berpijar/text.h>
#include <stdio.h>

void help_add_text(const struct option_row *row, struct bp_buf *out)
{
	struct bp_str text = bp_str(_(row->help));
	size_t limits = row->kind == OPTION_NUMBER ? bp_str_find(text, BP_STR("%s"), 0)
						   : SIZE_MAX;

	if (limits == SIZE_MAX) {
		bp_buf_add_str(out, text);
		return;
	}
	bp_buf_add_str(out, bp_str_part(text, 0, limits));
	bp_buf_printf(out, "%d-%d", row->least, row->most);
	bp_buf_add_str(out, bp_str_from(text, limits + 2));
}

static void help_print_options(const struct command *command)
{
	printf("\n%s\n", _("Pilihan:"));
	for (const struct option_row *row = command->options; row->name; row++) {
		struct bp_buf text = {0};
		help_add_text(row, &text);
		bp_say_beside(
			stdout, printf("  %-26s ", _(row->name)), bp_buf_str(&text));
		bp_buf_release(&text);
	}
}

static void help_print_commands(const struct command *const *list, int columns)
{
	printf("\n%s\n", _("Perintah:"));
	for (; *list; list++)
		bp_say_beside(stdout,
			printf("  berpijar %-*s ", columns,
				(*list)->name ? (*list)->name : ""),
			bp_str(_((*list)->summary)));
	printf("\n%s\n", _("Bantuan tiap perintah: berpijar help PERINTAH"));
}

static void help_print_environment(void)
{
	printf("\n%s\n"
	       "  BERPIJAR_CONTENT, BERPIJAR_STORE, BERPIJAR_LEARNER, BERPIJAR_LANG, BERPIJAR_ESC,\n  NO_COLOR\n",
		_("Variabel lingkungan:"));
}

int help_print(const struct command *command)
{
	bp_say(stdout, "%s berpijar%s%s %s %s\n", _("Pemakaian:"),
		command->name ? " " : "", command->name ? command->name : "",
		_("[PILIHAN]"), command->arguments ? _(command->arguments) : "");
	putchar('\n');
	bp_say_beside(stdout, 0, bp_str(_(command->description)));
	help_print_options(command);
	if (!command->name) {
		help_print_commands(commands, 9);
		help_print_environment();
	} else if (command->subs) {
		help_print_commands(command->subs, 14);
	}
	return BP_EXIT_DONE;
}
