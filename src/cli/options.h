/* What the command line says. */
#ifndef BERPIJAR_CLI_OPTIONS_H
#define BERPIJAR_CLI_OPTIONS_H

#include <berpijar/error.h>
#include <berpijar/term.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_STORE = 3 };

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
	const char **content; /* --content, in order; NULL-terminated */
	size_t content_count;
	const char *store, *learner, *lang; /* NULL: not given */
	enum bp_term_colors color;
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
	bool plain;
	bool review; /* the player begins with the questions that come back */
	bool stat;   /* the player says at its end what it sent */
	bool help, version;
	char **args; /* what is left, after the command's name */
	int arg_count;
};

#define ANY_NUMBER INT_MAX

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
/* "berpijar: galat: …" on standard error; returns the exit status for the kind of error.
 */
int report(const struct bp_error *err);
/* A message of one line, whatever the names and paths in it hold; the format ends it. On
 * a terminal standard output is broken at words. */
void say(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same of a text that begins at a column, which its further lines keep to. */
void say_beside(FILE *out, int column, struct bp_str text);
/* Of a terminal; 0: it is none. */
int say_columns(FILE *out);

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

#endif
