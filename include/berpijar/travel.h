/*
 * Events on their way from one store to another: each with the place where it was
 * recorded. A replica is one file in which one machine records; its events are numbered 1,
 * 2, 3 … without gaps, and each has a link that covers all before it (store/chain.c). So
 * what a store lacks is known by one number for each replica, and whoever has an event and
 * the link before it can check that nobody changed it.
 */
#ifndef BERPIJAR_TRAVEL_H
#define BERPIJAR_TRAVEL_H

#include <berpijar/store.h>

/* Texts are borrowed. */
struct bp_origin {
	struct bp_event
		event;      /* its verb is only valid if bp_verb_find() knows the word */
	struct bp_str verb; /* as it was recorded */
	uint8_t replica[16];
	int64_t number;
	struct bp_digest link;
	bool withheld; /* what it says did not come along: only its place is known */
};

/* What of a replica is in a store. */
struct bp_replica {
	uint8_t id[16];
	int64_t last, count; /* the highest number; how many are there */
	bool own;            /* the record goes on under it */
};

/* The replicas of a record, in the order of their ids; in the arena. */
bool bp_store_replicas(struct bp_store *store, struct bp_arena *arena,
	struct bp_replica **list, size_t *count, struct bp_error *err);
/* Hands on at most so many events of a replica after a number, in their order. Texts live
 * until each returns, and it must not use the store; false from it ends the walk. */
bool bp_store_origins(struct bp_store *store, const uint8_t replica[16], int64_t after,
	int64_t most, bool (*each)(void *context, const struct bp_origin *item),
	void *context, struct bp_error *err);
/* The link of a replica's event; zeros before the first one. False: it is not there. */
bool bp_store_link(struct bp_store *store, const uint8_t replica[16], int64_t number,
	struct bp_digest *link);
/* The seq and the id of the newest event of the record; zeros: there is none. */
void bp_store_newest(struct bp_store *store, int64_t *seq, uint8_t id[16]);

/* Hands on each event of a bundle (store.h), with its place. What is wrong with it shows
 * only at its end. */
bool bp_bundle_origins(const char *path,
	bool (*each)(void *context, const struct bp_origin *item), void *context,
	struct bp_error *err);

/* The field that holds what cannot be; NULL: none. */
const char *bp_origin_fault(const struct bp_origin *item);
/* Whether an event that was not withheld follows from the link before it. */
bool bp_origin_follows(const struct bp_digest *before, const struct bp_origin *item);

/*
 * Adds events of other replicas, all or none; each once, however often it comes. They are
 * noted as brought (BP_BROUGHT). What was withheld is passed over. *added counts what was
 * new. An event that differs from ours at the same place, or is of the replica under which
 * the record goes on, is refused: see bp_store_fork().
 */
bool bp_store_take(struct bp_store *store, const struct bp_origin *items, size_t count,
	size_t *added, struct bp_error *err);

/*
 * Two files went on under one replica: a copy was made, and both recorded. The events of
 * this record from a number on become a replica of their own, with their ids and all that
 * they say, so that the other file's can stand beside them. If the record goes on under
 * that replica, it does so under the new one. With `from` behind the last event only that
 * happens.
 */
bool bp_store_fork(struct bp_store *store, const uint8_t replica[16], int64_t from,
	struct bp_error *err);

#endif
