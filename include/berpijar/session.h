/*
 * A learner's record and the courses, opened together. Two calls are enough for any
 * program (tests/session/ has one):
 *
 *	struct bp_config config = {0};
 *	struct bp_session session;
 *
 *	if (bp_config_read(&config, true, &err) &&
 *		bp_session_open(&session, &config, BP_STORE_READ, &err)) ...
 */
#ifndef BERPIJAR_SESSION_H
#define BERPIJAR_SESSION_H

#include <berpijar/config.h>
#include <berpijar/course.h>
#include <berpijar/error.h>
#include <berpijar/progress.h>
#include <berpijar/store.h>

struct bp_session {
	const struct bp_config *config; /* the caller's; it outlives the session */
	struct bp_library library;
	struct bp_buf folder;   /* of the store; empty: none is known */
	struct bp_buf learner;  /* the id */
	struct bp_store *store; /* NULL: the record cannot even be read */
	struct bp_progress *progress;
	bool recording;
	struct bp_error trouble; /* why nothing is recorded; empty: all is well */
	struct bp_error
		notice;        /* what the learner should know, such as what was lost of a
				  * damaged record; empty: nothing */
	int64_t seq, snapshot; /* the last event in the progress, and in its snapshot */
	bool whole;            /* every event was folded; no snapshot was used */
	struct bp_progress *before; /* the progress before the last fold */
};

/*
 * Opens the learner's record, folds it into the progress, and reads the catalogue of the
 * courses; sets the language (lang.h) that the configuration or the learner asks for. A
 * record that cannot be written, or not even read, is no failure: it leaves
 * session->trouble, and the courses can be read. False only for a wrong learner's id or
 * for courses that cannot be read. Call bp_session_close() in either case. A record
 * that is open for writing is held (bp_store_hold()); who keeps it open lets it go once all is
 * read.
 */
bool bp_session_open(struct bp_session *session, const struct bp_config *config,
	enum bp_store_mode mode, struct bp_error *err);
void bp_session_close(struct bp_session *session);

/* Tries to get a record that could only be read for writing. False: that failed. */
bool bp_session_reopen(struct bp_session *session, struct bp_error *err);
/* Recovers a record that turned out to be damaged while it was open; session->notice says
 * what was lost. False: nothing is recorded any more. */
bool bp_session_mend(struct bp_session *session, struct bp_error *err);

/*
 * Computes the progress of an open record anew: from its snapshot and the events since
 * then, or from all its events, which is what a proof is made of. The progress before is
 * kept until the next fold, so that pointers into it stay valid until then.
 */
bool bp_session_fold(struct bp_session *session, struct bp_error *err);
bool bp_session_fold_all(struct bp_session *session, struct bp_error *err);
/* Adds events that have just been recorded; their seq is set. */
void bp_session_apply(
	struct bp_session *session, const struct bp_event *events, size_t count);
/* Writes a snapshot once enough events have come since the last one. It only makes the
 * next start faster, so failing is harmless. bp_session_close() does it, too. */
void bp_session_save_snapshot(struct bp_session *session);

/* Milliseconds since 1970 (UTC) by a clock that is not set while the program runs: a
 * clock that is put forward must not end an exam, nor one that is put back prolong it. */
int64_t bp_session_now(void);
/* Puts that clock forward, for a preview alone: nothing may be recorded after it. */
void bp_session_advance(int64_t milliseconds);
/* Sets the language that holds before a learner's own choice is known. */
void bp_session_reset_language(const struct bp_config *config);

/* ---- the parts, for programs that need only one of them ---- */

/* Appends the folder of the store, or the learner's id. */
bool bp_session_store_folder(
	const struct bp_config *config, struct bp_buf *out, struct bp_error *err);
bool bp_session_learner(
	const struct bp_config *config, struct bp_buf *out, struct bp_error *err);

/* False: the store is another account's, whom the command is for. A file that root left there
 * could not be read by that account when somebody logs in. */
bool bp_store_is_ours(const char *store, struct bp_error *err);

/* Adds the courses that the configuration names, else those of the standard folders; with
 * `faults`, else it offers them (bp_library_offer()). */
bool bp_session_library(const struct bp_config *config, struct bp_library *library,
	struct bp_diagnostics *faults, struct bp_error *err);

/* Whether a name can only be meant as the path of a file or folder. */
bool bp_session_names_path(const char *name);
/* The course of the library at a path, or the module if it is a file of one (else *module
 * is NULL). NULL: what is there is none of the library's. */
const struct bp_course *bp_session_at(
	struct bp_library *library, const char *path, const struct bp_module **module);

/* Finds "COURSE/MODULE" or "COURSE" in the library (then *module is NULL), or what is at a
 * path, as above. Fails for what is not the library's: nothing of that is recorded. */
bool bp_session_find_recorded(struct bp_library *library, const char *name,
	const struct bp_course **course, const struct bp_module **module,
	struct bp_error *err);

/* The same, but a path may lead anywhere: the course or the lone file there is added to
 * the library. */
bool bp_session_find(struct bp_library *library, const char *name,
	struct bp_diagnostics *faults, const struct bp_course **course,
	const struct bp_module **module, struct bp_error *err);

#endif
