/*
 * berpijar-sync: what its files share. A learner's record is the truth; what a centre has
 * acknowledged stands beside it (sent.h). Nothing here is shown before it was read back.
 */
#ifndef BERPIJAR_SYNC_H
#define BERPIJAR_SYNC_H

#include "link.h"
#include <berpijar/config.h>
#include <berpijar/file.h>
#include <berpijar/sent.h>
#include <berpijar/travel.h>

#define SYNC_BATCH      200       /* events of a statement */
#define SYNC_BATCH_SIZE (1 << 20) /* bytes of them */
#define SYNC_PAGE       500       /* events of an answer */

/* The words of a command line. */
struct sync {
	struct bp_config config;
	struct bp_arena *arena;
	const char *store; /* the folder of all records */
	const char *to;    /* the address; NULL: not said */
	const char *print, *format, *learner, *by, *code;
	char place[LINK_PLACE];
	struct bp_names learners;
	bool all, plain; /* plain: http to an LRS on another machine */
	int timeout;     /* seconds for an answer; 0: as is usual */
	char **command;  /* behind "--" */
	struct link link;
	struct bp_buf insert; /* the statement for so many events (rows.c) */
	size_t insert_events;
	int batch;   /* events of a statement, 1 to SYNC_BATCH */
	bool quiet;  /* only what failed is told */
	bool failed; /* of some learner */
};

/* A line on the standard error, cleaned, with the learner if it is about one. */
void sync_tell(const char *learner, const char *what);
/* A line on the standard output, unless it should be quiet. */
void sync_say(const struct sync *sync, const char *learner, const char *what);

/* ---- one learner's record and its centre (person.c) ---- */

struct person {
	struct sync *sync;
	const char *id;
	struct bp_store *store;
	struct bp_arena *arena;
	uint8_t uuid[16];
	char word[BP_UUID_LEN + 1]; /* the same */
	struct bp_sent sent;
	struct bp_replica *centre; /* what the centre has; see vector_read() */
	size_t centre_count;
	bool joined;           /* the centre knows that the person has another UUID: */
	uint8_t into[16];      /* … this */
	bool writes;           /* the record is open to be written */
	size_t pushed, pulled; /* events */
};

/* STORE/sync/ID, which is made if it is not there. Whatever stands in it goes when the learner
 * is erased. */
bool person_folder(const struct sync *sync, const char *id, struct bp_buf *path,
	struct bp_error *err);
/* Reads who the record is of, and the marks of that. */
bool person_identify(struct person *person, struct bp_error *err);
bool person_open(struct person *person, struct sync *sync, const char *id,
	enum bp_store_mode mode, struct bp_error *err);
/* Opens the record anew, to write to it, unless that was done. BP_ERROR_BUSY: somebody learns. */
bool person_reopen(struct person *person, struct bp_error *err);
void person_close(struct person *person);
/* Writes the marks. */
bool person_mark(struct person *person, struct bp_error *err);

/* ---- what both have (vector.c) ---- */

/* Asks the centre. A learner whom it does not know is made known, for this office. Fails
 * for one whose data was erased there. */
bool vector_read(struct person *person, struct bp_error *err);
/* The same, and nobody is made known. */
bool vector_look(struct person *person, struct bp_error *err);
const struct bp_replica *vector_of(
	const struct bp_replica *list, size_t count, const uint8_t replica[16]);
/* After which number a replica's events are to be sent; -1: none. `centre` may be NULL. */
int64_t vector_push_after(const struct bp_replica *ours, const struct bp_replica *centre,
	const struct bp_sent_replica *marks);
/* After which number they are to be fetched; -1: none. `ours` may be NULL. */
int64_t vector_pull_after(const struct bp_replica *ours, const struct bp_replica *centre,
	const struct bp_sent_replica *marks);
/* Looks for the first number of a replica at which the centre has another event than the
 * record; 0: there is none. */
bool vector_differs(struct person *person, const struct bp_replica *ours,
	const struct bp_replica *centre, int64_t *number, struct bp_error *err);
/* Makes a replica of its own of what differs, so that both can stand side by side. */
bool vector_part(struct person *person, const uint8_t replica[16], int64_t from,
	struct bp_error *err);

/* ---- events in a statement (rows.c) ---- */

/* Whether it holds words of the learner's own, which travel only if the learner agreed. */
bool rows_is_private(const struct bp_origin *item, struct bp_arena *arena);
/* Whether the server can hold its texts as they are. */
bool rows_is_text(const struct bp_origin *item);
/* Sends events of one replica, in their order; what is withheld goes without its body.
 * False: see link->why. */
bool rows_insert(struct person *person, const struct bp_origin *items, size_t count,
	struct bp_error *err);
/* Reads back what the centre has of them: *same of them, from the first on; *fork: the
 * number of the first that is another event there; 0: none. */
bool rows_confirm(struct person *person, const struct bp_origin *items, size_t count,
	size_t *same, int64_t *fork, struct bp_error *err);
/* Reads events of a replica after a number; they are in the arena. */
bool rows_select(struct person *person, const uint8_t replica[16], int64_t after,
	struct bp_arena *arena, struct bp_origin **items, size_t *count,
	struct bp_error *err);

/* ---- records of one person (join.c) ---- */

/* Tells the centre which UUIDs were given up here. */
bool join_send_all(struct sync *sync, struct bp_error *err);
/* Goes on under the UUID that the centre has for the person, and asks what it has of that. */
bool join_follow(struct person *person, struct bp_error *err);

/* ---- the commands ---- */

/* Tells the centre whose records were destroyed here (erase.c). */
bool erase_send_all(struct sync *sync, struct bp_error *err);

bool push_run(struct person *person, struct bp_error *err);
bool pull_run(struct person *person, struct bp_error *err);
/* Push, pull or both for one learner, told and marked. */
enum sync_way { SYNC_PUSH = 1, SYNC_PULL = 2 };
bool person_sync(
	struct sync *sync, const char *id, int ways, bool *down, struct bp_error *err);

int command_init(struct sync *sync, struct bp_error *err);
int command_push(struct sync *sync, struct bp_error *err);
int command_pull(struct sync *sync, struct bp_error *err);
int command_both(struct sync *sync, struct bp_error *err);
int command_status(struct sync *sync, struct bp_error *err);
int command_watch(struct sync *sync, struct bp_error *err);
int command_with(struct sync *sync, struct bp_error *err);
int command_bring(struct sync *sync, struct bp_error *err);
int command_receive(struct sync *sync, struct bp_error *err);
int command_pair(struct sync *sync, struct bp_error *err);
int command_report(struct sync *sync, struct bp_error *err);
int command_xapi(struct sync *sync, struct bp_error *err);
int command_erase(struct sync *sync, struct bp_error *err);

/* Exit statuses. */
enum { SYNC_DONE, SYNC_FAILED, SYNC_USAGE, SYNC_STORE };

#endif
