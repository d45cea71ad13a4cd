/*
 * One learner's record on the disk: an SQLite file, STORE/learners/ID.db.
 *
 * What bp_store_append() has returned true for is durable: it survives kill -9
 * and a power cut (WAL with synchronous=FULL). Nothing is buffered, so there is
 * nothing to save on exit. The only user of SQLite.
 *
 * One process at a time records for a learner. A second one gets BP_ERROR_BUSY
 * from opening for writing and may open for reading.
 */
#ifndef BERPIJAR_STORE_H
#define BERPIJAR_STORE_H

#include <berpijar/error.h>
#include <berpijar/progress.h>
#include <berpijar/seal.h>
#include <sys/types.h>

enum bp_store_mode {
	BP_STORE_WRITE, /* makes the folder and the file if missing */
	BP_STORE_READ,  /* changes nothing, but for what a dead writer left half
			 * committed; a missing file reads as empty */
};

struct bp_store;

/* [A-Za-z0-9._-]{1,64}, not starting with a dot. */
bool bp_learner_valid(struct bp_str id);

/*
 * Opens the record of one learner. Errors: BP_ERROR_BUSY (another process records),
 * BP_ERROR_READ_ONLY (may be opened for reading: no rights to write, a medium that
 * cannot be written or is full, a newer version's record), BP_ERROR_DAMAGED (it is
 * left as it is; see bp_store_recover()), BP_ERROR_STORE (foreign, somebody else's, a
 * link: the message says which and what to do), BP_ERROR_USAGE (no valid id).
 */
bool bp_store_open(struct bp_store **out, const char *folder, const char *learner,
	enum bp_store_mode mode, struct bp_error *err);
void bp_store_close(struct bp_store *store); /* NULL is fine */
/* Something in it proved to be damaged since it was opened. */
bool bp_store_is_damaged(const struct bp_store *store);
/* How many events it had when it was left last, on this machine, and has no more: the
 * file was put back to an earlier state, or its journal was lost. For writing; 0: none.
 */
int64_t bp_store_vanished(const struct bp_store *store);

/* Of the disk where the records lie, for us; -1: not known. A quota is not looked at. */
int64_t bp_store_free_bytes(const char *folder);

/* The process on this machine that has a record open for writing; 0: none, or it cannot
 * be known (on a network file system it may be another machine's). */
pid_t bp_store_writer(const char *folder, const char *learner);

/*
 * Records events in one transaction. On true they are on the disk, and their seq has
 * been filled in; events whose id is in the record already are not recorded again.
 * Ids that are missing are made, and stay when recording fails.
 *
 * On BP_ERROR_UNSURE the connection was closed and opened anew and the events may or
 * may not be there; appending the same events (same ids) again is safe and is the way
 * to find out. On any other error nothing was recorded. A full disk is such an error
 * (BP_ERROR_READ_ONLY): reading goes on, and so does recording once there is room.
 *
 * What is saved below (places, drafts, settings) is as durable and fails in the same way.
 */
bool bp_store_append(struct bp_store *store, struct bp_event *events, size_t count,
	struct bp_error *err);

/*
 * Calls each for every event behind a seq (0: for all) in their order; verbs that only a
 * newer version knows are passed over. Slices live until each returns, and each must not
 * use the store.
 */
bool bp_store_replay(struct bp_store *store, int64_t after,
	void (*each)(void *context, const struct bp_event *event), void *context,
	struct bp_error *err);

/*
 * A snapshot of the progress (bp_progress_save()) of all events up to a seq, so that a
 * start folds only what came after it. It is a copy that may be thrown away at any time:
 * one that is too large, or that the log does not bear out, is as good as none.
 */
bool bp_store_save_snapshot(struct bp_store *store, int64_t seq, struct bp_str snapshot,
	struct bp_error *err);
/* Appends it to out; false: there is none. */
bool bp_store_load_snapshot(struct bp_store *store, int64_t *seq, struct bp_buf *out);

/*
 * The record's hash chain (store/chain.c says what a link covers) up to the last event of
 * a course, so that what is learned elsewhere changes nothing. A record that was copied
 * to another machine, or taken back to an earlier state, begins a new chain there; of
 * several chains with events of the course the link is the digest of their replicas' ids
 * and links, in the order of ids. Events are missing where a damaged record was
 * recovered.
 */
bool bp_store_chain(struct bp_store *store, struct bp_str course, struct bp_chain *chain,
	struct bp_error *err);

/* Whether every event is as it was recorded; of gaps, which damage leaves, nothing is
 * said. Else err says how many are not, and how the record is recovered. */
bool bp_store_unaltered(
	struct bp_store *store, const char *learner, struct bp_error *err);

/*
 * A learner's events and places as one small file (store/bundle.h), that only we may
 * read; one of that name stays unless `replace`. A record with altered events is refused,
 * as it would be where the file is merged.
 */
bool bp_store_bundle(struct bp_store *store, const char *learner, const char *path,
	bool replace, struct bp_error *err);

/*
 * Takes over what a bundle has and this record has not: any number of times, in any
 * order, what events add up to is the same. All of it or nothing. An event keeps its id,
 * its replica and its link there; where a replica's events differ from ours (a copy went
 * on beside the original) the bundle's go on as a replica of their own.
 */
struct bp_merge {
	size_t events, added; /* in the bundle; new here */
	size_t branched;      /* of those, in a replica that went two ways */
};
bool bp_store_merge(struct bp_store *store, const char *path, struct bp_merge *merge,
	struct bp_error *err);
/* What a merge would find, for a record that is open in any mode; nothing is changed, and
 * how many are in a branch is not known. */
bool bp_store_merge_count(struct bp_store *store, const char *path,
	struct bp_merge *merge, struct bp_error *err);
/* Whose bundle it is. */
bool bp_bundle_learner(const char *path, char learner[65], struct bp_error *err);

/* A copy of the record as it is now, in a file of its own that only we may read; it may
 * be in use meanwhile. The folder is the caller's to sync. */
bool bp_store_backup(struct bp_store *store, const char *path, struct bp_error *err);

/*
 * How a record is. It is read beside its writer, whole: that takes a while where there
 * are thousands of events.
 */
struct bp_health {
	bool sound;      /* all of the below is as it should be */
	char fault[512]; /* what is wrong with the file; empty: nothing */
	int version;     /* of the schema */
	int64_t events;  /* in the file … */
	int64_t last;    /* … the seq of the newest: the same where there are no gaps */
	int64_t known;   /* of those, with a verb that this version knows */
	int64_t missing; /* gaps in the chains: lost to damage at some time */
	int64_t changed; /* events that are not as they were recorded */
	int64_t vanished;      /* events that it had when it was left, and now has not */
	bool damaged;          /* of the faults, one that bp_store_recover() mends */
	int64_t snapshot;      /* the seq up to which there is one; 0: none */
	bool misfolded;        /* it is not what the events add up to */
	int64_t size, journal; /* bytes */
	bool ours, closed;     /* the file is ours; nobody else may read it */
	bool network;          /* it lies on a file system that machines share */
};
void bp_store_health(const char *folder, const char *learner, struct bp_health *health);

/*
 * Puts a damaged record aside whole, with its journal, under STORE/damaged/, and makes
 * one in its place of all events that can still be read; places, drafts and settings as
 * far as SQLite reads them. Nothing is ever deleted. BP_ERROR_BUSY: it is in use.
 */
#define BP_RECOVERED "recovered" /* a setting of the new record: "KEPT LOST FOLDER" */
struct bp_recovery {
	int64_t kept, lost; /* events; lost: of those whose numbers are known */
	char aside[1024];   /* the folder where the damaged files are */
};
bool bp_store_recover(const char *folder, const char *learner,
	struct bp_recovery *recovery, struct bp_error *err);

/*
 * Where the reader stands in a module: the last writer wins. Places and drafts of the
 * module in hand are kept in a page of memory that survives the process (not a power
 * cut), without a system call; they go into the file when another module's come, when
 * the store is closed, and once a minute while they change.
 */
bool bp_store_save_place(struct bp_store *store, struct bp_str course,
	struct bp_str module, const struct bp_place *place, int64_t at,
	struct bp_error *err);
/* False if there is none. */
bool bp_store_load_place(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_place *place);
/* Calls each, as above, for every saved place, with the time when it was saved. */
bool bp_store_each_place(struct bp_store *store,
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		const struct bp_place *place, int64_t at),
	void *context, struct bp_error *err);

/*
 * The answer that is being typed or picked, so that it survives a dropped line: at
 * most one for each question. An empty text removes it.
 */
bool bp_store_save_draft(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_str text,
	struct bp_error *err);
/* Appends the draft to out; false if there is none. */
bool bp_store_load_draft(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out);

/* The learner's settings ("lang", later "theme" …); load appends to out. */
bool bp_store_save_setting(struct bp_store *store, const char *name, struct bp_str value,
	struct bp_error *err);
bool bp_store_load_setting(struct bp_store *store, const char *name, struct bp_buf *out);

#endif
