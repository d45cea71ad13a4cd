/*
 * One learner's record on the disk: an SQLite file, STORE/learners/ID.db.
 *
 * When bp_store_append() has returned true, the events are durable: they survive
 * kill -9 and a power cut (WAL with synchronous=FULL). Nothing is buffered, so
 * there is nothing to save on exit.
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
	BP_STORE_READ,  /* changes nothing, except that it rolls back what a dead
			 * writer left half committed; a missing file reads as empty */
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
/* All that is read until the other call, or until something is recorded, is of one moment
 * and takes one lock. A record that was opened for writing is held already. */
void bp_store_hold(struct bp_store *store);
/* Also gives back memory that only reading needed. NULL is fine. */
void bp_store_let_go(struct bp_store *store);
/* Whether something in it proved to be damaged since it was opened. */
bool bp_store_is_damaged(const struct bp_store *store);
/*
 * A long record is checked for damage after its first screen: whoever opened it for writing
 * calls this while nobody waits for it, which goes on for about so long. True: there is
 * more to look at. What it finds shows in bp_store_is_damaged().
 */
bool bp_store_verify_some(struct bp_store *store, int microseconds);
/* How many of the events that it had when it was left last, on this machine, are missing
 * now: the file was put back to an earlier state, or its journal was lost. Only known to
 * a writer. */
int64_t bp_store_vanished(const struct bp_store *store);

/* The random UUID of the learner, the same wherever the learner's records are. It says
 * nothing about the person. False: a record of an older version that was only read, or
 * none. */
bool bp_store_identity(struct bp_store *store, uint8_t id[16]);
/* Gives the record another one, for a learner who has a record elsewhere. Merging does it
 * by itself: a record without events takes the bundle's, else the smaller one holds, so
 * that both sides agree in whichever order they are merged. */
bool bp_store_adopt(struct bp_store *store, const uint8_t id[16], struct bp_error *err);

/* The free bytes, for us, of the disk with the records; -1: not known. Quotas are not
 * considered. */
int64_t bp_store_free_bytes(const char *folder);

/* The process on this machine that has a record open for writing; 0: none, or it cannot
 * be known (on a network file system it may be another machine's). */
pid_t bp_store_writer(const char *folder, const char *learner);

/*
 * Records events in one transaction. On true they are on the disk, and their seq has been
 * filled in; events whose id is in the record already are not recorded again. Ids that
 * are missing are made, and stay when recording fails.
 *
 * After BP_ERROR_UNSURE the events may or may not be there, and the connection has been
 * opened again. Appending the same events (same ids) again is safe, and is the way to
 * find out. After any other error nothing was recorded. A full disk is such an error
 * (BP_ERROR_READ_ONLY): reading goes on, and so does recording once there is room.
 *
 * Settings are as durable, and fail in the same way; places and drafts see below.
 */
/* Gives events that have none their ids beforehand, so that they can name one another. */
bool bp_store_name(struct bp_store *store, struct bp_event *events, size_t count,
	struct bp_error *err);
bool bp_store_append(struct bp_store *store, struct bp_event *events, size_t count,
	struct bp_error *err);

/*
 * Calls each for every event after a seq (0: for all), in their order; events with verbs
 * that only a newer version knows are left out. Slices live until each returns, and each
 * must not use the store.
 */
bool bp_store_replay(struct bp_store *store, int64_t after,
	void (*each)(void *context, const struct bp_event *event), void *context,
	struct bp_error *err);

/* Whether some may have come by an import (bp_store_merge()). */
bool bp_store_has_brought(struct bp_store *store);
/* The same as bp_store_replay() without those, for all. */
bool bp_store_replay_here(struct bp_store *store,
	void (*each)(void *context, const struct bp_event *event), void *context,
	struct bp_error *err);

/* Appends the body of the event with an id to out; false if there is none. */
bool bp_store_load_body(struct bp_store *store, const uint8_t id[16], struct bp_buf *out);

/*
 * A snapshot of the progress (bp_progress_save()) of all events up to a seq, so that a
 * start only folds those after it. It is a copy and may be thrown away at any time; one of
 * more than 64 MiB is not kept, and one that was made of other events than the record
 * has now is not loaded.
 */
bool bp_store_save_snapshot(struct bp_store *store, int64_t seq, struct bp_str snapshot,
	struct bp_error *err);
/* Appends it to out; false if there is none. */
bool bp_store_load_snapshot(struct bp_store *store, int64_t *seq, struct bp_buf *out);

/*
 * The record's hash chain (store/chain.c says what a link covers) up to the last event of
 * a course, so that what is learned in other courses later changes nothing. A record that
 * was copied to another machine, or put back to an earlier state, begins a new chain
 * there. If several chains have events of the course, the link is the digest of their
 * replicas' ids and links, in the order of ids. Events can be missing after a damaged
 * record was recovered.
 */
bool bp_store_chain(struct bp_store *store, struct bp_str course, struct bp_chain *chain,
	struct bp_error *err);

/* Whether every event that is there is as it was recorded; gaps, which damage leaves, do
 * not matter. If not, err says how many were changed and how to recover the record. */
bool bp_store_unaltered(
	struct bp_store *store, const char *learner, struct bp_error *err);

/*
 * Writes a learner's events and places to one small file (store/bundle.h) that only we
 * may read. A file of that name is only replaced if `how` says so. A record with altered
 * events is refused, as merging its bundle would be.
 *
 * A bundle is the learner's to read. So events of an exam that is not handed in, which hold
 * the keys of what was drawn or grades, stay out of it, and *withheld says so (it may be
 * NULL); answers without grades come along. Where it is merged, such an attempt is unknown
 * until a bundle that was made after the hand-in brings the rest. The record itself holds
 * the keys for grading: who owns its file can read them there.
 */
struct bp_replica; /* travel.h */
struct bp_bundle_how {
	bool replace;
	bool named; /* with the learner's name and unit; only if the learner agrees */
	/* For who has some of it: up to which number of each replica (travel.h), and how many
	 * of the events that they lack went before. Places go with the first of those events,
	 * if they are not older than all of them. */
	const struct bp_replica *have;
	size_t have_count, skip;
	size_t most;  /* events; 0: all of them */
	size_t *sent; /* counts the events; may be NULL */
};
bool bp_store_bundle(struct bp_store *store, const char *learner, const char *path,
	struct bp_bundle_how how, bool *withheld, struct bp_error *err);

/*
 * Adds the events and places of a bundle that this record does not have, all or none.
 * However often and in whichever order bundles are merged, the events add up to the same.
 * An event keeps its id, its replica and its link. If a replica's events differ from
 * ours, since a copy went on beside the original, the bundle's become a replica of their
 * own. A bundle that goes on where this very record is recording is refused: it was made
 * by a copy that went on beside it, or by nobody's record.
 *
 * What comes in this way was not seen here, and the record notes so, as a setting whose
 * name is BP_BROUGHT and the replica in hexadecimal: its value is the number of the first
 * event of the replica that came by an import. A recovery keeps the notes. Imports by
 * programs of before the notes left none and count as recorded here: their replicas cannot
 * be told from those that the record itself began when it was put back or moved.
 */
#define BP_BROUGHT "brought."
struct bp_merge {
	size_t events, added; /* in the bundle; new here */
	size_t branched;      /* of those, in a replica that went on in two copies */
};
bool bp_store_merge(struct bp_store *store, const char *path, struct bp_merge *merge,
	struct bp_error *err);
/* Counts what a merge would do, for a record that is open in any mode; changes nothing,
 * and does not count branched events. */
bool bp_store_merge_count(struct bp_store *store, const char *path,
	struct bp_merge *merge, struct bp_error *err);
/*
 * The same for another copy of the record, such as a backup, with its drafts and settings:
 * adds what this one does not have and replaces nothing. A copy has all its events, also of
 * an exam that runs, and what was recorded in it is not noted as brought, unless it went on
 * beside this record. A copy with altered events is refused.
 */
bool bp_store_restore(struct bp_store *store, struct bp_store *copy, const char *learner,
	struct bp_merge *merge, struct bp_error *err);
/* Whose bundle it is; reads and checks all of it. A name and a unit are there only if the
 * learner agreed to that; a merge keeps them where the record has none. */
#define BP_BUNDLE_WORDS 201 /* bytes, with the NUL */
struct bp_bundle_info {
	char learner[65];
	char name[BP_BUNDLE_WORDS], unit[BP_BUNDLE_WORDS]; /* "": not told */
	size_t events;
	bool identified; /* it says whose it is, by the UUID: */
	uint8_t uuid[16];
};
bool bp_bundle_look(const char *path, struct bp_bundle_info *info, struct bp_error *err);
/* Calls back for each event and each place of a bundle, as bp_store_replay() and
 * bp_store_each_place() do. What is wrong with it shows only at its end. */
bool bp_bundle_replay(const char *path,
	void (*each)(void *context, const struct bp_event *event),
	void (*place)(void *context, struct bp_str course, struct bp_str module,
		const struct bp_place *place, int64_t at),
	void *context, struct bp_error *err);

/* Copies the record as it is now to a file that only we may read; the record may be in
 * use meanwhile. It is not on the disk yet: a thousand copies are synced at once, by the
 * caller (bp_sync_disk()), before anything relies on them. */
bool bp_store_backup(struct bp_store *store, const char *path, struct bp_error *err);

/*
 * The health of a record. The whole file is read, while its writer may go on; with
 * thousands of events this takes a while.
 */
struct bp_health {
	bool sound;            /* nothing below is wrong */
	char fault[512];       /* what is wrong with the file; empty: nothing */
	int version;           /* of the schema */
	int64_t events;        /* in the file */
	int64_t last;          /* the seq of the newest; the same if there are no gaps */
	int64_t known;         /* those with a verb that this version knows */
	int64_t missing;       /* gaps in the chains, left by damage */
	int64_t changed;       /* events that are not as they were recorded */
	int64_t first_missing; /* the seq of the event behind the first gap … */
	int64_t first_changed; /* … and of the first that was changed; 0: none */
	int64_t vanished;      /* events that it had when it was left, and now has not */
	bool damaged;          /* in a way that bp_store_recover() repairs */
	int64_t snapshot;      /* the seq of its last event; 0: no snapshot */
	bool misfolded;        /* the snapshot is not what its events add up to */
	int64_t size, journal; /* bytes */
	bool ours,
		closed; /* owned by us; readable by nobody else but a server's signer */
	bool network;   /* on a file system that machines share */
};
void bp_store_health(const char *folder, const char *learner, struct bp_health *health);

/* Records an event for trial and takes it back. It is not tried where the record is in
 * use, another user's, of a newer version, or on a medium or over a network where it
 * cannot be; err then says why, if there is a reason. */
enum bp_trial { BP_TRIAL_WELL, BP_TRIAL_FAILED, BP_TRIAL_NOT_MADE };
enum bp_trial bp_store_try(const char *folder, const char *learner, struct bp_error *err);

/*
 * Puts a damaged record aside whole, with its journal, under STORE/damaged/, and makes a
 * new one of all events that can still be read, and of the places, drafts and settings.
 * Nothing is ever deleted. BP_ERROR_BUSY: the record is in use.
 */
#define BP_RECOVERED "recovered" /* a setting of the new record: "KEPT LOST FOLDER" */
struct bp_recovery {
	int64_t kept, lost; /* events; lost: as far as their numbers show */
	bool uncounted;     /* what came last is not known, since the lock file is gone:
			     * more may be lost; "LOST+" in the setting */
	char aside[1024];   /* the folder where the damaged files are */
};
/* Appends how many were lost, in words, such as "3 hilang". */
void bp_recovery_lost(const struct bp_recovery *recovery, struct bp_buf *out);
bool bp_store_recover(const char *folder, const char *learner,
	struct bp_recovery *recovery, struct bp_error *err);

/*
 * The place where the reader is in a module; only the newest is kept. The place and the
 * draft of the module that is being read are in a page of memory that survives the
 * process (not a power cut), so that saving them needs no system call. They go into the
 * tables when those of another module come, when the store is closed, and once a minute
 * while they change.
 */
bool bp_store_save_place(struct bp_store *store, struct bp_str course,
	struct bp_str module, const struct bp_place *place, int64_t at,
	struct bp_error *err);
/* False if no place was saved. */
bool bp_store_load_place(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_place *place);
/* Calls each, as with bp_store_replay(), for every place with the time when it was saved.
 */
bool bp_store_each_place(struct bp_store *store,
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		const struct bp_place *place, int64_t at),
	void *context, struct bp_error *err);

/*
 * The draft of an answer that is not given yet, so that it survives a lost connection:
 * one for each question. An empty text removes it.
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
