/*
 * Looks for damage, after an unclean end and once a day. A start does not wait for all of a
 * long record: it looks at the events that are newer than its snapshot, whose link vouches
 * for the others until they have been read, a few at a time, while nobody waits.
 */
#include "connection.h"
#include <string.h>
#include <time.h>

#define VERIFY_AT_ONCE 1000 /* events: so many take no time that is felt */
#define VERIFY_SLICE   100  /* events; half a millisecond */

/* The tables beside the events; damage in one of them is found by SQLite alone. */
static const char *const verify_tables[] = {
	"meta", "place", "draft", "setting", "replica"};

/* Whether SQLite finds a table, or (NULL) the whole file, sound. */
static int verify_pages(struct bp_store *store, const char *table)
{
	char question[64], answer[8] = "";

	snprintf(question, sizeof question, "PRAGMA main.quick_check(%s)",
		table ? table : "1");
	int rc = database_ask(store->db, question, NULL, answer, sizeof answer);
	return rc == SQLITE_OK && strcmp(answer, "ok") != 0 ? SQLITE_CORRUPT : rc;
}

/* Ends the check that was begun; if it cannot be noted, the next start checks again. */
static void verify_done(struct bp_store *store)
{
	store->verify.left = false;
	location_checked(store->lock);
}

/* A file that is sound to SQLite may still not hold what was recorded, such as after the
 * journal of another record was played into it. */
static int verify_all(struct bp_store *store, int version)
{
	struct chain_faults faults = {0};
	int rc = verify_pages(store, NULL);

	if (rc == SQLITE_OK && schema_has_chains(version))
		rc = chain_verify(store, &faults);
	if (rc == SQLITE_OK && faults.changed)
		rc = SQLITE_CORRUPT;
	if (rc == SQLITE_OK)
		verify_done(store);
	return rc;
}

/* Whether most events can wait: there are many, and a snapshot of them that the record
 * bears out. *seq: of the last event in it. */
static bool verify_can_wait(struct bp_store *store, int version, int64_t *seq)
{
	int last = 0;

	return schema_has_chains(version) &&
		database_ask(store->db, "SELECT max(seq) FROM event", &last, NULL, 0) ==
		SQLITE_OK &&
		last > VERIFY_AT_ONCE && snapshot_holds(store, seq);
}

int verify_start(struct bp_store *store, int version)
{
	struct chain_faults faults = {0};
	int64_t seq = 0;

	store->verify = (struct verify){.left = false};
	if (!store->doubt && !location_check_due(store->lock))
		return SQLITE_OK;
	if (!verify_can_wait(store, version, &seq))
		return verify_all(store, version);
	store->verify.left = true;
	int rc = chain_verify_after(store, seq, &faults);
	return rc == SQLITE_OK && faults.changed ? SQLITE_CORRUPT : rc;
}

/* The next part: a table, then events. */
static int verify_part(struct bp_store *store)
{
	struct verify *verify = &store->verify;
	struct chain_faults faults = {0};

	if (verify->tables < sizeof verify_tables / sizeof *verify_tables)
		return verify_pages(store, verify_tables[verify->tables++]);
	int rc = chain_verify_some(store, &verify->last, VERIFY_SLICE, &faults);
	if (rc == SQLITE_OK && faults.changed)
		return SQLITE_CORRUPT;
	if (rc == SQLITE_OK && faults.events < VERIFY_SLICE)
		verify_done(store);
	return rc;
}

static int64_t verify_now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

bool bp_store_verify_some(struct bp_store *store, int microseconds)
{
	int64_t end = verify_now_us() + microseconds;

	while (store->verify.left && store->db && verify_now_us() < end) {
		int rc = verify_part(store);
		if (rc != SQLITE_OK) { /* the next start tries again */
			store->verify.left = false;
			store_abandon(store, rc, NULL);
		}
	}
	return store->verify.left && store->db;
}
