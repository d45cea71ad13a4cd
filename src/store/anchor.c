/*
 * The anchor: what the lock file, outside the database, remembers of the record.
 *
 * If a file and a copy of it both went on under one replica id, they would give the same
 * numbers to different events. So a record goes on under its id only if it is the very
 * file that was left last: on the same machine, with the same inode, and with the link
 * in its chain that was remembered. A copy, a backup that was put back, or a home that
 * was moved begins a new replica; that costs nothing but a row.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define ANCHOR_AT 64 /* in the lock file */

struct anchor {
	char magic[8];
	uint64_t machine, inode;
	uint8_t replica[16];
	int64_t number, events; /* of the last event in its replica; of all events */
	struct bp_digest link;
	uint64_t sum; /* of all fields before it */
};

static const char anchor_magic[8] = "bpAnchr2";

static uint64_t anchor_sum_of(const struct anchor *anchor)
{
	return bp_hash(BP_HASH_START,
		(struct bp_str){(const char *)anchor, offsetof(struct anchor, sum)});
}

/* A hash of this machine's id; 0 if it has none. */
static uint64_t machine(void)
{
	struct bp_buf id = {0};
	uint64_t hash = 0;

	if (bp_file_read("/etc/machine-id", 100, &id, NULL) && id.len)
		hash = bp_hash(BP_HASH_START, bp_str_trim(bp_buf_str(&id)));
	bp_buf_release(&id);
	return hash;
}

static uint64_t inode_of(const struct bp_store *store)
{
	struct stat info;

	return stat(store->at.file, &info) == 0 ? (uint64_t)info.st_ino : 0;
}

static bool anchor_load(int lock, struct anchor *anchor)
{
	return pread(lock, anchor, sizeof *anchor, ANCHOR_AT) ==
		(ssize_t)sizeof *anchor &&
		memcmp(anchor->magic, anchor_magic, sizeof anchor_magic) == 0 &&
		anchor->sum == anchor_sum_of(anchor);
}

/* The machine and the inode are looked up once, when the record is opened. */
void anchor_set(struct bp_store *store)
{
	struct anchor anchor = {.machine = store->machine,
		.inode = store->inode,
		.number = store->chain.number,
		.events = store->events,
		.link = store->chain.link};

	memcpy(anchor.magic, anchor_magic, sizeof anchor_magic);
	memcpy(anchor.replica, store->chain.id, sizeof anchor.replica);
	anchor.sum = anchor_sum_of(&anchor);
	/* If this cannot be written, the next start begins a new replica, which is no
	 * harm. */
	if (pwrite(store->lock, &anchor, sizeof anchor, ANCHOR_AT) < 0)
		return;
}

void anchor_forget(const struct bp_store *store)
{
	static const struct anchor none;

	if (pwrite(store->lock, &none, sizeof none, ANCHOR_AT) < 0)
		return; /* then the next start says once more what is missing */
}

static bool is_as_left(struct bp_store *store, const struct anchor *anchor)
{
	return anchor->machine == store->machine && anchor->inode == store->inode &&
		memcmp(anchor->replica, store->chain.id, sizeof anchor->replica) == 0 &&
		anchor->number <= store->chain.number &&
		chain_holds(store, anchor->number, &anchor->link);
}

/* A statement that binds one replica id. */
static bool run_with(struct bp_store *store, enum statement which, const uint8_t id[16],
	struct bp_error *err)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, which, &statement, "u", id);

	return store_step(store, rc, statement, err);
}

static bool begin_replica(struct bp_store *store, struct bp_error *err)
{
	uint8_t id[16];

	if (getrandom(id, sizeof id, 0) != sizeof id)
		return bp_fail(err, BP_ERROR_SYSTEM, _("angka acak tidak tersedia"));
	if (!store_begin(store, err) || !run_with(store, ST_REPLICA_NEW, id, err) ||
		!run_with(store, ST_REPLICA_OWN, id, err) || !store_commit(store, err))
		return false;
	int rc = chain_load(store);
	return rc == SQLITE_OK || store_abandon(store, rc, err);
}

bool anchor_check(struct bp_store *store, struct bp_error *err)
{
	struct anchor anchor;
	int rc = chain_load(store);

	if (rc != SQLITE_OK)
		return store_abandon(store, rc, err);
	bool known = anchor_load(store->lock, &anchor);
	if (known && anchor.events > store->events)
		store->vanished = anchor.events - store->events;
	store->machine = machine();
	store->inode = inode_of(store);
	if (known && is_as_left(store, &anchor))
		return true;
	if (store->chain.number && !store->migrated && !begin_replica(store, err))
		return false;
	anchor_set(store);
	return true;
}

int64_t anchor_events(const struct bp_store *store)
{
	struct anchor anchor;

	return anchor_load(store->lock, &anchor) ? anchor.events : -1;
}

int64_t anchor_peek(const struct location *at)
{
	struct anchor anchor;
	int lock = open(at->lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (lock < 0)
		return -1;
	bool known = anchor_load(lock, &anchor);
	close(lock);
	return known ? anchor.events : -1;
}
