/*
 * What of a record has been sent to a centre and acknowledged there: the marks that
 * berpijar-sync keeps in STORE/sync/ID/marks, beside the record and never in it. A program
 * that only shows them needs no network.
 */
#ifndef BERPIJAR_SENT_H
#define BERPIJAR_SENT_H

#include <berpijar/file.h>
#include <berpijar/store.h>

#define BP_SENT_REPLICAS_MOST 10000

/* What is known of a replica (travel.h). */
struct bp_sent_replica {
	uint8_t id[16];
	int64_t acked;   /* every event up to this number was read back from the centre */
	int64_t seen;    /* so many of it the centre had then */
	int64_t pulled;  /* every event up to this number came from there, */
	int64_t skipped; /* … of which so many were not added here */
};

struct bp_sent {
	char to[256];        /* the centre, without who asks; empty: none was asked */
	uint8_t learner[16]; /* whose record it was (bp_store_identity()) */
	int64_t at;          /* ms since 1970: of the last acknowledgement; 0: none */
	int64_t answered;    /* when the centre answered last */
	int64_t seq;       /* every event of the record up to this one is acknowledged */
	uint8_t event[16]; /* its id, so that a record that was put back is noticed */
	char trouble[256]; /* why the last try ended; empty: it did not */
	struct bp_sent_replica *replicas; /* the arena's */
	size_t count, room;
};

/* Reads the marks of a learner; what cannot be read counts as none. False: there are none,
 * and *sent is empty. */
bool bp_sent_read(const char *store, const char *learner, struct bp_arena *arena,
	struct bp_sent *sent);
/* Puts them in the place of those before, whole or not at all. */
bool bp_sent_write(const char *store, const char *learner, const struct bp_sent *sent,
	struct bp_error *err);
/* The same two of another place that a record goes to: STORE/sync/ID/NAME. */
#define BP_SENT_LRS "xapi" /* a learning record store (statements.h) */
bool bp_sent_read_named(const char *store, const char *learner, const char *name,
	struct bp_arena *arena, struct bp_sent *sent);
bool bp_sent_write_named(const char *store, const char *learner, const char *name,
	const struct bp_sent *sent, struct bp_error *err);
/* Gives all that stands there of a learner another id, as bp_learner_rename() does. */
bool bp_sent_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);
/* The marks of a replica, which are made if there are none. */
struct bp_sent_replica *bp_sent_of(
	struct bp_sent *sent, struct bp_arena *arena, const uint8_t replica[16]);

/* How many answers of an open record the centre has not acknowledged, and how many results:
 * modules that were finished, exams that were handed in. False: the marks are not this
 * record's. */
bool bp_sent_waiting(struct bp_store *store, const struct bp_sent *sent, int64_t *answers,
	int64_t *results);

/* Appends a line of JSON: the marks, and what waits (`since`: ms since 1970 of the first). */
void bp_sent_print(const char *id, const struct bp_sent *sent, int64_t events,
	int64_t answers, int64_t since, struct bp_buf *out);

/* ---- records of one person that were joined: theirs is one UUID from then on ---- */

/* Notes in STORE/sync/joined that a record went on under another UUID, so that the centre is
 * told, too. */
bool bp_joined_note(const char *store, const uint8_t from[16], const uint8_t into[16],
	struct bp_error *err);
/* Goes on under the UUID of a person who has it elsewhere, and notes it if the record had
 * events. */
bool bp_joined_adopt(struct bp_store *store, const char *folder, const uint8_t into[16],
	struct bp_error *err);
/* Whether a merge of a bundle makes one person's of two records; *word: the UUID that holds,
 * the smaller one. Not so for a record without events, which has the bundle's. */
bool bp_joined_by(struct bp_store *store, const char *path, char word[BP_UUID_LEN + 1]);
/* Merges a bundle (bp_store_merge()), and notes it. */
bool bp_joined_merge(struct bp_store *store, const char *folder, const char *path,
	struct bp_merge *merge, struct bp_error *err);
/* The UUIDs, as texts, that were given up and of which the centre has not been told. */
void bp_joined_list(const char *store, struct bp_arena *arena, struct bp_names *names);
#define BP_JOINED_HOPS 8 /* a UUID went into another, and that into a third … */
/* What one of them went into, which may stand in its place; false: it is not noted. */
bool bp_joined_into(const char *store, const char *from, char into[BP_UUID_LEN + 1]);
/* The centre has been told. */
bool bp_joined_told(const char *store, const char *from, struct bp_error *err);

/* ---- tombstones: records that were destroyed after they had been sent ---- */

/* Notes that the learner of a UUID wants to be forgotten, in STORE/sync/erased. It stays
 * there for ever, so that no old copy brings the learner back. */
bool bp_erased_note(const char *store, const uint8_t learner[16], struct bp_error *err);
/* Takes the note back. */
void bp_erased_forget(const char *store, const uint8_t learner[16]);
/* Whether a bundle is of none of them, nor of a UUID that went into one of them; false: err
 * says so. One of version 1, or of a program
 * that knew no UUID, does not tell whose it is and is taken. */
bool bp_erased_allows(
	const char *store, const struct bp_bundle_info *info, struct bp_error *err);
/* The UUIDs, as texts, that the centre has not been told of. */
void bp_erased_list(const char *store, struct bp_arena *arena, struct bp_names *names);
/* The centre has been. */
bool bp_erased_told(const char *store, const char *learner, struct bp_error *err);

#endif
