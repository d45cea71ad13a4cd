/* The command line. */
#include "options.h"
#include <assert.h>
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
		if (command->name && strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

static void drop_argument(struct options *options)
{
	options->args++;
	options->arg_count--;
}

/* The sub-command that the first argument names, which is then taken away. */
static const struct command *find_sub(
	const struct command *command, struct options *options)
{
	const struct command *sub = subcommands(command);

	for (; sub && options->arg_count && sub->run; sub++)
		if (strcmp(sub->name + strlen(command->name) + 1, options->args[0]) ==
			0) {
			drop_argument(options);
			return sub;
		}
	return command;
}

/* `berpijar help`, of the program or of a command. */
static int run_help(struct options *options)
{
	struct bp_error err = {0};
	const struct command *command =
		options->arg_count ? find(options->args[0]) : player;

	if (command && command != player) {
		drop_argument(options);
		command = find_sub(command, options);
	}
	if (options->arg_count == 0)
		return help_print(command);
	bp_fail(&err, BP_ERROR_USAGE,
		_("tidak ada perintah \"%s\"; lihat: berpijar --help"), options->args[0]);
	return bp_say_error(&err);
}

static int run(struct options *options, const char *name)
{
	struct bp_error err = {0};

	if (options->version)
		return version_print();
	if (name && strcmp(name, "help") == 0)
		return run_help(options);
	const struct command *command = name ? find(name) : player;
	assert(command); /* options_read() takes no other word for one */
	command = find_sub(command, options);
	if (options->help)
		return help_print(command);
	if (!options_fit(options, command, &err))
		return bp_say_error(&err);
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
	int failed = cause == EPIPE ? BP_EXIT_FAILED : bp_say_error(&err);
	return status == BP_EXIT_DONE ? failed : status;
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
		: bp_say_error(&err);
	options_release(&options);
	return finish_output(status);
}
