/*
 * The outbox: what learners on a shared server have written for themselves (proofs, copies
 * of their record, their works), a folder for each, STORE/outbox/ID. It is the only place
 * that a kiosk writes such files to. What is handed over is the newest of them, or the one
 * that the learner chose in a session, until something is written there again.
 */
#ifndef BERPIJAR_OUTBOX_H
#define BERPIJAR_OUTBOX_H

#include <berpijar/error.h>
#include <berpijar/text.h>

struct bp_arena;

#define BP_OUTBOX_MOST  40         /* files; the oldest make room */
#define BP_OUTBOX_LIMIT (64 << 20) /* bytes of one */
#define BP_OUTBOX_TEXT  (64 << 10) /* bytes of one that is read in a session */

struct bp_outbox_file {
	const char *name;
	int64_t bytes, at; /* written, ms since 1970 */
	bool next;         /* it is handed over next */
};

struct bp_outbox_files {
	struct bp_outbox_file *at;
	size_t count, room;
};

/* Appends the path of a learner's outbox, which is made for us alone if it is missing. */
bool bp_outbox_open(const char *store, const char *learner, struct bp_buf *path,
	struct bp_error *err);

/* Removes the oldest files of an outbox so that there is room for another one, which is
 * going to be handed over next, whatever was chosen before. */
void bp_outbox_make_room(const char *path);

/* An outbox goes with its learner to another id; there may be none. */
bool bp_outbox_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);

/* Finds the files, the newest first; names are in the arena. Files that begin with a dot are
 * none. */
bool bp_outbox_files(const char *path, struct bp_arena *arena,
	struct bp_outbox_files *files, struct bp_error *err);
/* Chooses the file that is handed over next; it must be there. */
bool bp_outbox_choose(const char *path, const char *name, struct bp_error *err);
/* Appends the text of a file of at most BP_OUTBOX_TEXT bytes. */
bool bp_outbox_read(
	const char *path, const char *name, struct bp_buf *out, struct bp_error *err);

/* Opens the file of a learner's outbox that is handed over next; nothing but a plain file
 * is one. Appends its name. The caller closes *fd. */
bool bp_outbox_next(const char *store, const char *learner, int *fd, struct bp_buf *name,
	struct bp_error *err);

#endif
