/* The course player, on the full screen or in plain lines. */
#ifndef BERPIJAR_PLAYER_H
#define BERPIJAR_PLAYER_H

#include <berpijar/action.h>
#include <berpijar/config.h>

struct bp_control;
struct bp_session;

/* What ended a session that was ready. */
enum bp_player_end {
	BP_END_LEFT,
	BP_END_IDLE,
	BP_END_CLOSED, /* the server is */
	BP_END_TAKEN_OVER,
	BP_END_SIGNAL,
};

struct bp_player_options {
	struct bp_config config;
	const char
		*place; /* "COURSE[/MODULE[#HEADING]]" or a path; NULL: the catalogue */
	bool preview;   /* the place is only looked at, even if it is in the library */
	bool review;    /* begins with the questions that have come back */
	bool stat;      /* says at the end how many bytes were sent */
	/* Called once, when the record and the terminal are open; false ends the session, and
	 * the error is told. NULL: nothing is done. */
	bool (*ready)(
		void *context, const struct bp_session *session, struct bp_error *err);
	/* Called at the end of a session that was ready; `signal` of BP_END_SIGNAL, else 0. */
	void (*ended)(void *context, enum bp_player_end why, int signal);
	/* Called when something could not be recorded. */
	void (*failed)(void *context, const struct bp_error *err);
	void *context;              /* of the three; `ended` and `failed` may be NULL */
	struct bp_control *control; /* of a server; NULL: this is none */
};

/* Runs the player until the learner leaves; without a terminal and without input it
 * prints the catalogue. Returns the program's exit status. */
int bp_player_run(const struct bp_player_options *options);

/* The names of the keys of the full screen, as lessons name them. */
void bp_player_key_names(const char *const *symbols, struct bp_key_names *names);

/* Looks through pages until they are left. False: there is neither a terminal nor input, or
 * it cannot be opened, and nothing was shown. */
struct bp_page;
struct bp_player_pages {
	const struct bp_page *page; /* the first one */
	/* Writes what they show to a new file. NULL: it cannot be saved. */
	bool (*save)(void *context, const char *path, struct bp_error *err);
	const char *file; /* the name that is offered for it */
	void *context;
};
bool bp_player_look(
	const struct bp_config *config, const struct bp_player_pages *pages, int *status);

#endif
