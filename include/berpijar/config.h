/*
 * Where the courses and the records are, who is learning, and how a program speaks: what
 * every program that opens a record has to know. It is collected from four sources, each
 * of which overrides those before it:
 *
 * 1. the system's file, /etc/berpijar/config, if it is root's and nobody else can write
 *    to it;
 * 2. the user's file, $XDG_CONFIG_HOME/berpijar/config, else ~/.config/berpijar/config;
 * 3. the environment: BERPIJAR_CONTENT (folders, with ":" between them), BERPIJAR_STORE,
 *    BERPIJAR_LEARNER, BERPIJAR_LANG, BERPIJAR_ESC, and ACCESSIBLE (plain lines, unless it
 *    is empty or 0);
 * 4. the program's own options: bp_config_set().
 *
 * A line of a file is "key = value", is empty, or begins with "#". The keys are the names
 * of the options: color, content (may be repeated), esc, lang, learner, plain (yes or
 * no), printer (likewise), store; and an agency's: bound, homepage, kind, office, official, official-nip, organiser, tag,
 * zone (WIB, WITA, WIT). Folders are absolute. No key names a program to be run.
 */
#ifndef BERPIJAR_CONFIG_H
#define BERPIJAR_CONFIG_H

#include <berpijar/agency.h>
#include <berpijar/arena.h>
#include <berpijar/colors.h>
#include <berpijar/error.h>
#include <berpijar/policy.h>
#include <berpijar/time.h>

#define BP_CONFIG_SYSTEM "/etc/berpijar/config"
#define BP_CONFIG_LIMIT  (64 * 1024) /* bytes of a file */

/* Milliseconds for which a lone escape byte may be the start of a key. */
#define BP_CONFIG_ESC_LEAST 25
#define BP_CONFIG_ESC_MOST  1000

/* Zeroed, it is what holds where nothing was said; texts may also be set directly. */
struct bp_config {
	const char **content;     /* folders of courses, in order */
	size_t content_count;     /* 0: the standard folders */
	const char *store;        /* the folder of all records; NULL: the user's own */
	const char *learner;      /* an id; NULL: the login name */
	const char *lang;         /* "id" or "en"; NULL: as the learner has chosen */
	const char *default_lang; /* where the learner has chosen none (from files) */
	enum bp_term_colors color;
	int esc;              /* 25-1000 ms; 0: as suits the line */
	bool plain;           /* lines of words in place of the full screen */
	const char *plain_by; /* what said so, as an error names it: "--plain" */
	bool printer; /* a proof may go to the printer of the learner's own terminal */
	enum bp_zone zone; /* in which a server tells the time */
	struct bp_agency agency;
	struct bp_policy policy; /* what the session may do; of a kiosk */

	struct bp_error notice; /* which file was ignored, and why; empty: none */
	struct bp_arena *arena; /* what was read; NULL: nothing was */
	size_t content_room;
	bool same_source; /* one more `content` is added, not the first of a new list */
};

/*
 * Reads the files and the environment into a zeroed configuration. The user's own file is
 * left out where the user must not decide (a kiosk). False for a file with a mistake in
 * it: a line that is passed over may have said where the records are. A file that cannot
 * be used as a whole is ignored, which the notice says. Release it in either case.
 */
bool bp_config_read(struct bp_config *config, bool user_file, struct bp_error *err);
/* One file. With `trusted_only` it must be root's and writable by root alone. */
bool bp_config_read_file(struct bp_config *config, const char *path, bool trusted_only,
	struct bp_error *err);
void bp_config_release(struct bp_config *config);

/* Sets a key to a value, which has to outlive the configuration; `where` names its place
 * in an error. Asserts that the key exists. */
bool bp_config_set(struct bp_config *config, const char *key, const char *value,
	const char *where, struct bp_error *err);

/* Why a learner's id is not valid, in the user's language; NULL: it is. */
const char *bp_config_learner_fault(struct bp_str id);

/* The place of a value among words like "auto|always|never"; -1, and an error that begins
 * with `where` and lists them, if it is none of them. */
int bp_config_word(
	const char *words, const char *value, const char *where, struct bp_error *err);

#endif
