/* What the command line says. */
#ifndef BERPIJAR_CLI_OPTIONS_H
#define BERPIJAR_CLI_OPTIONS_H

#include <berpijar/config.h>
#include <berpijar/say.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

/* The usual one is text, or for exports GIFT. */
enum format {
	FORMAT_USUAL,
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_GIFT,
	FORMAT_XML,
	FORMAT_PDF,
	FORMAT_CSV
};

struct options {
	struct bp_config config;
	int width;               /* 0: not given */
	const char *format_word; /* as given; NULL: not given */
	enum format format;      /* known once options_fit() was asked */
	const char *output;      /* the file to be written; NULL: not given */
	bool force;              /* even if it is there, or without asking */
	bool dry_run;            /* learner import: only says what it would do */
	bool bundle;             /* learner export, import: a record on its way */
	const char *name, *nip, *unit, *agency; /* proof, learner: the person; NULL: not
						 * given */
	const char *verify; /* proof: a file that is looked at; NULL: not given */
	const char *key;    /* … the server's public key */
	bool notes;         /* progress: bookmarks and notes */
	bool stat;          /* the player says at its end what it sent */
	bool help, version;
	char **args; /* what is left, after the command's name */
	int arg_count;
};

#define ANY_NUMBER INT_MAX

struct bp_session;

struct command {
	const char *name;        /* NULL: the player */
	const char *arguments;   /* "FILE|COURSE/MODULE" */
	int least, most;         /* of them */
	const char *summary;     /* N_() */
	const char *description; /* N_() */
	const char *options;     /* letters of the options that it takes, see options.c */
	int (*run)(const struct options *options);
};

/* Each list ends with one without run. */
extern const struct command commands[];
extern const struct command learner_commands[], store_commands[];
extern const struct command *const player;

/* A command with sub-commands, which are named "learner list" in their list. */
struct command_group {
	const char *name;
	const struct command *commands;
};
extern const struct command_group command_groups[]; /* ends with one without name */
/* The sub-commands of a command; NULL: it has none. */
const struct command *subcommands(const struct command *command);

/* Reads the options in front of, among and behind the arguments. */
bool options_read(int argc, char **argv, struct options *options, const char **command,
	struct bp_error *err);
void options_release(struct options *options);
/* Whether the options given are ones that the command takes, and so many arguments as it
 * takes; reads its format. */
bool options_fit(
	struct options *options, const struct command *command, struct bp_error *err);

int help_print(const struct command *command);
int version_print(void);

/* A command that is only the name of a group: says what is missing. */
int run_group(const char *name, const struct options *options);
int run_learner(const struct options *options);
int run_player(const struct options *options);
int run_review(const struct options *options);
int run_render(const struct options *options);
int run_check(const struct options *options);
int run_export(const struct options *options);
int run_import(const struct options *options);
int run_progress(const struct options *options);
int run_proof(const struct options *options);
int run_store(const struct options *options);

/* The learner's bookmarks and notes as Markdown, to standard output. */
void print_notes(const struct bp_session *session);

#endif
