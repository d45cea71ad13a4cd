/*
 * The outbox: what learners on a shared server have written for themselves (proofs, copies
 * of their record, their works), a folder for each, STORE/outbox/ID. It is the only place
 * that a kiosk writes such files to, and what is handed over is the newest of them.
 */
#ifndef BERPIJAR_OUTBOX_H
#define BERPIJAR_OUTBOX_H

#include <berpijar/error.h>
#include <berpijar/text.h>

#define BP_OUTBOX_MOST  40         /* files; the oldest make room */
#define BP_OUTBOX_LIMIT (64 << 20) /* bytes of one */

/* Appends the path of a learner's outbox, which is made for us alone if it is missing. */
bool bp_outbox_open(const char *store, const char *learner, struct bp_buf *path,
	struct bp_error *err);

/* Removes the oldest files of an outbox so that there is room for another one. */
void bp_outbox_make_room(const char *path);

/* An outbox goes with its learner to another id; there may be none. */
bool bp_outbox_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);

/* Opens the newest file of a learner's outbox to be read; nothing but a plain file is
 * one. Appends its name. The caller closes *fd. */
bool bp_outbox_newest(const char *store, const char *learner, int *fd,
	struct bp_buf *name, struct bp_error *err);

#endif
