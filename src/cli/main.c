/* The command line. */
#include "options.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>

static const struct command *find(const char *name)
{
	for (const struct command *command = commands; command->run; command++)
		if (command->name && name && strcmp(command->name, name) == 0)
			return command;
	return player;
}

/* The sub-command that the first argument names, which is then taken away. */
static const struct command *find_sub(
	const struct command *command, struct options *options, char **args, int count)
{
	const struct command *sub = subcommands(command);

	for (; sub && count && sub->run; sub++)
		if (strcmp(sub->name + strlen(command->name) + 1, args[0]) == 0) {
			options->args = args + 1;
			options->arg_count = count - 1;
			return sub;
		}
	return command;
}

static int run(struct options *options, const char *name)
{
	struct bp_error err = {0};
	bool help = name && strcmp(name, "help") == 0;
	bool of = help && options->arg_count; /* help for a command */
	const struct command *command = find(of ? options->args[0] : name);

	command = find_sub(command, options, options->args + of, options->arg_count - of);
	if (options->version)
		return version_print();
	if (help || options->help)
		return help_print(command);
	if (!options_fit(options, command, &err))
		return report(&err);
	return command->run(options);
}

/* An answer without its response is none: out of memory ends the program here as well. */
static void *alloc_or_end(size_t size)
{
	return bp_alloc(1, size);
}

/*
 * What was printed counts once it has been taken: a full disk is told, a reader who has
 * gone away is not. An output that was closed from the start and that nothing was printed
 * to is none.
 */
static int finish_output(int status)
{
	struct bp_error err = {0};
	bool pending = __fpending(stdout) > 0, lost = ferror(stdout) != 0;

	errno = 0;
	if (fclose(stdout) != 0 && (pending || errno != EBADF))
		lost = true;
	if (!lost)
		return status;
	int cause = errno;
	bp_fail(&err, BP_ERROR_SYSTEM, _("keluaran tidak dapat ditulis: %s"),
		cause ? bp_strerror(cause) : _("sebagian tidak diterima"));
	int failed = cause == EPIPE ? EXIT_FAILED : report(&err);
	return status == EXIT_DONE ? failed : status;
}

int main(int argc, char **argv)
{
	json_set_alloc_funcs(alloc_or_end, free);

	const char *lang = getenv("BERPIJAR_LANG"), *command;
	struct options options;
	struct bp_error err = {0};

	if (lang)
		bp_lang_set(lang);
	int status = options_read(argc, argv, &options, &command, &err)
		? run(&options, command)
		: report(&err);
	options_release(&options);
	return finish_output(status);
}
