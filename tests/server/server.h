/*
 * What a shared server must hold, measured with many sessions at once. Each part prints its
 * figures beside their limits; a sample of each, whose times nobody judges, is a test.
 */
#ifndef TESTS_SERVER_H
#define TESTS_SERVER_H

#include "figures.h"
#include "learner.h"

struct server {
	char *program;   /* full paths: as it is measured, */
	char *sanitized; /* … and with sanitizers; NULL: none */
	char *relay;     /* relay.c */
	char *course;    /* tests/storm/course */
	char *courses;   /* a copy of what is shipped */
	/* How to log in over the network as "@" (learner.h), where the records are then;
	 * NULL: not at all. */
	const char *const *over;
	const char *store;
	bool sample;
	struct figures figures;
	unsigned judged, passed_over;
};

/* Logins over ssh, all at once, and all lines cut (logins.c). */
void server_logins(struct server *server);
/* … the logins alone, to a command that only shows a screen. */
void server_bare(struct server *server);
/* Many sessions on pseudo-terminals: a key's answer, memory, idle (many.c). */
void server_many(struct server *server);
/* Told to end while the terminal does not read (ends.c). */
void server_ends(struct server *server);
/* A lesson over a modem's line (slow.c). */
void server_slow(struct server *server);
/* An exam whose line is cut again and again (cuts.c). */
void server_cuts(struct server *server);
/* Many sessions for long (soak.c). */
void server_soak(struct server *server);

/* ---- figures and limits ---- */

/* How many, for how long: the number in a variable of the environment, else this one, or
 * that of a sample. */
long server_wish(
	const struct server *server, const char *variable, long whole, long sample);
/* A figure and its limit: it must not be more. Only counts ("x") are judged in a sample. */
void server_judge(struct server *server, const char *what, double found, double limit,
	const char *unit);
/* … must not be less. */
void server_judge_least(struct server *server, const char *what, double found,
	double limit, const char *unit);
/* A figure without a limit. */
void server_tell(
	const struct server *server, const char *what, double found, const char *unit);

/* A row of what was noted under a name (figures.h): this part of it, from 0, the least, to 1,
 * the most. A limit of 0 is none. */
struct server_row {
	const char *what, *name;
	double part, limit;
	const char *unit;
};
void server_rows(struct server *server, const struct server_row *rows, size_t count);

/* ---- sessions ---- */

/* A lab whose command is a fenced session of the kiosk, with these courses. `words` is room
 * for it. */
#define SERVER_WORDS 16
void server_lab(const struct server *server, struct lab *lab, const char *courses,
	const char *words[SERVER_WORDS]);

/* What the records hold, of learners with the numbers 1 to count: lost, doubled, unsound
 * are to be none. */
void server_survey(struct server *server, const struct learner *learners, size_t count);

/* Reads until the screen shows this text; ends all if it never does. */
void server_see(struct session *session, const char *text);

/* How many processes run this program; with `ours`, of those that this one started, or that
 * were left to it by those. */
size_t server_processes(const char *program, bool ours);

/* Many learners and the wait for any of them. */
struct crowd {
	struct learner *learners;
	size_t count;
	void *context;
	struct pollfd *fds;
};
void crowd_init(struct crowd *crowd, size_t count);
void crowd_release(struct crowd *crowd);
/* Waits at most so long, and calls back for each of whom something came. */
void crowd_wait(struct crowd *crowd, int milliseconds,
	void (*take)(struct crowd *crowd, size_t which));

#endif
