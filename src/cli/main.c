/* The program: finds the command that was named, and runs it. */
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/near.h>
#include <berpijar/proofs.h>
#include <berpijar/session.h>
#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>

/* ---- which command ---- */

static bool main_takes(struct options *options, const char *word)
{
	if (!options->arg_count || strcmp(options->args[0], word) != 0)
		return false;
	options->args++;
	options->arg_count--;
	return true;
}

/* The sub-command that the next word names; NULL: it names none. */
static const struct command *main_find_sub(
	struct options *options, const struct command *group)
{
	for (size_t i = 0; group->subs && group->subs[i]; i++)
		if (main_takes(options, group->subs[i]->name + strlen(group->name) + 1))
			return group->subs[i];
	return NULL;
}

/* Finds the command or sub-command that the arguments begin with, and takes its words off
 * them; without one it is the player. */
static const struct command *main_find(struct options *options)
{
	const struct command *found = NULL, *sub;

	for (size_t i = 1; !found && commands[i]; i++)
		if (main_takes(options, commands[i]->name))
			found = commands[i];
	if (!found)
		return &command_player;
	while ((sub = main_find_sub(options, found)))
		found = sub;
	return found;
}

/* `berpijar help`, of the program or of a command. */
static int main_help(struct options *options)
{
	struct bp_error err = {0};
	const struct command *command = main_find(options);

	if (options->arg_count == 0)
		return help_print(command);
	bp_fail(&err, BP_ERROR_USAGE,
		_("tidak ada perintah \"%s\"; lihat: berpijar --help"), options->args[0]);
	return bp_say_error(&err);
}

/* ---- running it ---- */

/* The name of a group alone does nothing: says what is missing. */
static int main_refuse(const struct command *group, const struct options *options)
{
	struct bp_error err = {0};

	if (options->arg_count)
		bp_fail(&err, BP_ERROR_USAGE,
			_("berpijar %s tidak mengenal \"%s\"; lihat: berpijar help %s"),
			group->name, options->args[0], group->name);
	else
		bp_fail(&err, BP_ERROR_USAGE,
			_("sebutkan apa yang dilakukan; lihat: berpijar help %s"),
			group->name);
	return bp_say_error(&err);
}

static int main_print_version(void)
{
	if (bp_proof_has_pdf())
		printf("berpijar %s\n", BERPIJAR_VERSION);
	else
		bp_say(stdout, _("berpijar %s (tanpa PDF)\n"), BERPIJAR_VERSION);
	return BP_EXIT_DONE;
}

/* After the player could not open what was named: the command that was meant, if the name
 * looks like one. */
static int main_suggest(const char *word, int status)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 1; word && status != BP_EXIT_DONE && commands[i]; i++)
		bp_near_offer(&near, bp_str(word), commands[i]->name);
	if (near.word)
		bp_say(stderr, _("maksud Anda: berpijar %s?\n"), near.word);
	return status;
}

/* A mistake in a configuration file must not keep anybody from reading the help. */
static int main_run(struct options *options, bool configured, struct bp_error *err)
{
	if (options_given(options, "version"))
		return main_print_version();
	if (main_takes(options, "help"))
		return main_help(options);
	const struct command *command = main_find(options);
	const char *word = command == &command_player && options->arg_count
		? options->args[0]
		: NULL;
	if (options_given(options, "help"))
		return help_print(command);
	if (!configured || !options_apply(options, command, err))
		return main_suggest(word, bp_say_error(err));
	if (options->config.notice.kind)
		bp_say(stderr, _("berpijar: peringatan: %s\n"),
			options->config.notice.message);
	return command->run ? main_suggest(word, command->run(options))
			    : main_refuse(command, options);
}

/* Whoever starts a kiosk from afar decides nothing by the environment or by files of the
 * account. The language is set before anything can go wrong, so that it is told in it. */
static int main_begin(struct options *options, int argc, char **argv)
{
	struct bp_error err = {0};

	if (argc > 1 && strcmp(argv[1], command_kiosk.name) == 0)
		bp_kiosk_enter(&options->visitor);
	const char *lang = getenv("BERPIJAR_LANG");
	if (lang)
		bp_lang_set(lang);
	if (!options_read(options, argc, argv, &err))
		return bp_say_error(&err);
	bool configured = bp_config_read(&options->config, !options->visitor.known, &err);
	lang = options_given(options, "lang");
	if (!lang || !bp_lang_set(lang))
		bp_session_reset_language(&options->config);
	return main_run(options, configured, &err);
}

/* ---- the end of the output ---- */

/*
 * Output counts once the system has taken it. A full disk is an error that is told; a
 * reader that has gone away (EPIPE) is not told. Standard output that was closed from the
 * start is no error if nothing was printed.
 */
static int main_finish_output(int status)
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

/* jansson would go on and leave out what it has no memory for; with this the program ends
 * there, as it does everywhere else. */
static void *main_alloc(size_t size)
{
	return bp_alloc(1, size);
}

int main(int argc, char **argv)
{
	struct options options = {.arena = bp_arena_new()};

	json_set_alloc_funcs(main_alloc, free);
	signal(SIGXFSZ, SIG_IGN); /* of a file that may not grow: write() says so */
	int status = main_begin(&options, argc, argv);
	bp_config_release(&options.config);
	bp_visitor_release(&options.visitor);
	bp_arena_free(options.arena);
	return main_finish_output(status);
}
