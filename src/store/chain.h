/* The log of events (event.c) and the hash chains that its events form (chain.c). */
#ifndef BERPIJAR_STORE_CHAIN_H
#define BERPIJAR_STORE_CHAIN_H

#include <berpijar/store.h>
#include <sqlite3.h>

/* No record has as many events; a number that is greater is damage. */
#define CHAIN_MOST (INT64_C(1) << 53)

/* A place in a replica's chain, such as its end. */
struct chain {
	int64_t replica; /* its key in the table */
	uint8_t id[16];
	int64_t number; /* of the event; 0: before the first */
	struct bp_digest link;
};

/* The link of an event with this number, and its verb as it is written in the file. */
struct bp_digest chain_link(const struct bp_digest *before, const uint8_t replica[16],
	int64_t number, const struct bp_event *event, struct bp_str verb);
/* Reads store->chain, the end of this file's own replica; an SQLite result. */
int chain_load(struct bp_store *store);
/* The link of a replica's event with this number; false if it is not there. */
bool chain_find(
	struct bp_store *store, int64_t replica, int64_t number, struct bp_digest *link);
/* Fills the number and link of the end of the replica whose key is in *chain. */
bool chain_end(struct bp_store *store, struct chain *chain, struct bp_error *err);
/* Whether the own replica's event with this number has this link. */
bool chain_holds(struct bp_store *store, int64_t number, const struct bp_digest *link);
/* The link of the event with this seq; false if it is not there. */
bool chain_link_at(struct bp_store *store, int64_t seq, struct bp_digest *link);

struct chain_faults {
	int64_t events, last; /* how many; the highest seq */
	int64_t missing;      /* gaps in the chains */
	int64_t changed;      /* events that are not as they were recorded */
	int64_t first_missing,
		first_changed; /* the seq behind the first gap; of the first */
};
/* Follows all chains; an SQLite result, as from the next two. */
int chain_verify(struct bp_store *store, struct chain_faults *faults);
/* The same for the events after a seq alone. */
int chain_verify_after(struct bp_store *store, int64_t seq, struct chain_faults *faults);
/* The same for at most so many events behind the place `last` (zeroed: from the first),
 * which becomes the place of the last of them. There are no more if they were fewer. */
int chain_verify_some(struct bp_store *store, struct chain *last, int64_t most,
	struct chain_faults *faults);
/* Links the events of a record that had no chain; an SQLite result. */
int chain_begin(sqlite3 *db);

/* The key of a replica, which is made if it is new; within a transaction. */
bool replica_find(
	struct bp_store *store, const uint8_t id[16], int64_t *key, struct bp_error *err);

/* Reads a row of ST_EVENT_ALL; its texts live until the next step. False for a verb that
 * this program does not know. */
bool event_read(sqlite3_stmt *row, struct bp_event *event);
/* Adds an event at the end of a replica, within a transaction. Of one whose id is there
 * already it only finds the seq. */
bool event_add(struct bp_store *store, const struct bp_event *event, struct bp_str verb,
	struct chain *chain, int64_t *seq, struct bp_error *err);
/* Records an event for trial, as bp_store_append() would; the caller takes it back. */
bool event_try(struct bp_store *store, struct bp_error *err);
/* Adds an event at this very place, unless its id is in the record already. */
bool event_insert(struct bp_store *store, const struct bp_event *event,
	struct bp_str verb, const struct chain *place, struct bp_error *err);

#endif
