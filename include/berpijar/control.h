/*
 * What those who run a shared server tell its sessions: messages, that it closes, and which
 * exams may begin. It is in files of the folder `control` beside the store, which sessions
 * only read:
 *
 *	control/         the administrator's: `messages`, `closed`
 *	control/gates/   the trainers' group's: `exams`
 *
 * The commands write them; each write also touches control/gates, so that a session sees by
 * one fstat() for each key whether there is anything new, and reads only then. A folder that
 * is not there when a session begins says nothing to it.
 */
#ifndef BERPIJAR_CONTROL_H
#define BERPIJAR_CONTROL_H

#include <berpijar/config.h>
#include <berpijar/error.h>
#include <berpijar/text.h>

#define BP_CONTROL_TEXT_MOST 300 /* bytes of a message */
#define BP_CONTROL_GRACE     5   /* minutes between being told of a closing and the end */
#define BP_GATES_MOST        500

/* Appends the path of a store's folder of control. */
void bp_control_folder(const char *store, struct bp_buf *path);
/* Whether there is one: the store is that of a server. */
bool bp_control_is_there(const char *store);
/* Why a text cannot be a message, in the user's language; NULL: it can. */
const char *bp_control_text_fault(struct bp_str text);

/* ---- writing, for whoever may write there ---- */

/* Sessions that begin before `until` are shown it, too. Times are in ms since 1970. */
bool bp_message_send(const char *store, struct bp_str text, int64_t now, int64_t until,
	struct bp_error *err);
/* Closes the server from `at` on; the text may be empty. */
bool bp_server_close(
	const char *store, struct bp_str text, int64_t at, struct bp_error *err);
/* *was: whether it was closed, or going to be. */
bool bp_server_open(const char *store, bool *was, struct bp_error *err);

enum bp_gate_state { BP_GATE_OPEN, BP_GATE_CLOSED, BP_GATE_WINDOW };

/* A gate: a class may begin an exam, or not. */
struct bp_gate {
	struct bp_str group; /* as the roster names the class; "-": who has none; "*": all
			      * for whom no other gate of the exam is meant */
	struct bp_str exam;  /* COURSE/MODULE */
	enum bp_gate_state state;
	int64_t from, until; /* of a window */
};

/* Reads "open", "closed" or "09.00-10.00" (also with colons). A window is the next one that
 * is not over: today's, or tomorrow's; it opens once. */
bool bp_gate_read(struct bp_gate *gate, struct bp_str text, int64_t now,
	enum bp_zone zone, struct bp_error *err);
/* "dibuka 09.00 WIB - 10.00 WIB". */
void bp_gate_tell(
	const struct bp_gate *gate, int64_t now, enum bp_zone zone, struct bp_buf *out);
/* In the place of the gate of the same class and exam. */
bool bp_gate_set(const char *store, const struct bp_gate *gate, struct bp_error *err);
/* Calls back for each. False: the file cannot be read, or is damaged. */
bool bp_gates_each(const char *store,
	void (*each)(void *context, const struct bp_gate *gate), void *context,
	struct bp_error *err);

/* ---- what a session knows ---- */

struct bp_control;

/* Never NULL. The folders are opened here, before a fence. */
struct bp_control *bp_control_open(const char *store, enum bp_zone zone, int64_t now);
void bp_control_free(struct bp_control *control); /* NULL is fine */
/* Looks whether something is new, and reads it: one system call if not. True: it was. */
bool bp_control_look(struct bp_control *control, int64_t now);

/* Whether no session begins now; appends why, for the learner. */
bool bp_control_is_closed(
	const struct bp_control *control, int64_t now, struct bp_buf *why);
/* Whether there is something to be told. */
bool bp_control_has_news(const struct bp_control *control);
/* Appends what the learner has to be told next; false: nothing. Each is told once. */
bool bp_control_news(struct bp_control *control, int64_t now, struct bp_buf *out);
/* Whether the session is to end now, unless an exam runs: it is closed, and the learner was
 * told at least BP_CONTROL_GRACE minutes ago. */
bool bp_control_ends(const struct bp_control *control, int64_t now);

/*
 * Whether a learner of a class may begin an exam; appends what is to be known: why not, or
 * until when. An exam for which there is no gate is open to everybody. With a gate it is
 * open to the classes for which one says so, and to nobody else. If the file of gates cannot
 * be read or is damaged, all exams are closed.
 */
bool bp_control_may_begin(const struct bp_control *control, struct bp_str group,
	const char *course, const char *module, int64_t now, struct bp_buf *why);

#endif
