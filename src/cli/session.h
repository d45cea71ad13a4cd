/* What several commands need: courses, a learner's record and what it adds up to. */
#ifndef BERPIJAR_CLI_SESSION_H
#define BERPIJAR_CLI_SESSION_H

#include "options.h"
#include <berpijar/course.h>
#include <berpijar/document.h>
#include <berpijar/progress.h>
#include <berpijar/store.h>

/* Adds the courses that the options, the environment or the installed folders name. */
bool session_library(const struct options *options, struct bp_library *library,
	struct bp_diagnostics *faults, struct bp_error *err);

/* The folder of the store, appended; the learner's id (see --learner), appended. */
bool session_store_folder(
	const struct options *options, struct bp_buf *out, struct bp_error *err);
bool session_learner(
	const struct options *options, struct bp_buf *out, struct bp_error *err);

struct session {
	struct bp_library library;
	struct bp_store *store; /* NULL: none can be used */
	struct bp_progress *progress;
	struct bp_buf learner;
	bool recording;
	struct bp_error trouble; /* why nothing is recorded; empty: all is well */
	struct bp_error notice;  /* that the record was recovered, lost something, or the
				  * clock is wrong; empty: none of these */
	int64_t seq, snapshot;   /* of the last event in the progress, in its snapshot */
	bool whole;              /* the progress is of all events, not of a snapshot */
	struct bp_progress *before; /* an earlier one, see session_fold_all() */
};

/* Opens the learner's record and folds it. A record that cannot be written, or not even
 * read, leaves session->trouble and reading goes on; false only for wrong usage or no
 * courses. */
bool session_open(struct session *session, const struct options *options,
	enum bp_store_mode mode, struct bp_error *err);
void session_close(struct session *session);
/* The language that is in force before a learner's own. */
void session_reset_language(const struct options *options);

/* The part of session_open() that is the record's: a damaged one is mended. False only
 * for wrong usage. */
bool session_open_record(struct session *session, const struct options *options,
	enum bp_store_mode mode, struct bp_error *err);
/* Where it could only be read: anew for writing. False: that is still so. */
bool session_reopen(
	struct session *session, const struct options *options, struct bp_error *err);
/* A record that proved to be damaged is mended and opened anew; session->notice says what
 * became of it. False: nothing is recorded any more. */
bool session_mend(
	struct session *session, const struct options *options, struct bp_error *err);

/*
 * The progress of an open record: of its snapshot and the events since, or of all its
 * events, which is what a proof is made of. What was there before is kept, so that what
 * was borrowed from it can still be read, until it is folded once more.
 */
bool session_fold(struct session *session, struct bp_error *err);
bool session_fold_all(struct session *session, struct bp_error *err);
/* Events that were recorded just now; their seq is set. */
void session_apply(struct session *session, const struct bp_event *events, size_t count);
/* Writes a snapshot where there are enough events that have none. Without one the next
 * start takes longer, so it is no matter if it fails. */
void session_save_snapshot(struct session *session);

/* Reads a module into a document; faults of its questions go to `faults` (may be NULL).
 */
struct bp_document *session_read_module(const struct bp_course *course,
	const struct bp_module *module, struct bp_diagnostics *faults,
	struct bp_error *err);

/* Reads a file of questions, in whichever format it is, into a quiz. */
bool session_read_bank(struct bp_arena *arena, const char *path,
	struct bp_diagnostics *faults, struct bp_quiz *quiz, struct bp_error *err);

/* "COURSE/MODULE" in the library, or a path of a file, which is then added to it. With
 * only a course, *module is NULL. */
bool session_find(struct bp_library *library, const char *name,
	struct bp_diagnostics *faults, const struct bp_course **course,
	const struct bp_module **module, struct bp_error *err);

/* Milliseconds since 1970, UTC. */
int64_t session_now(void);

/* The learner's bookmarks and notes as Markdown, to standard output. */
void print_notes(const struct session *session);

/* Prints diagnostics to standard error, a line each. */
void print_diagnostics(const struct bp_diagnostics *diagnostics);

#endif
