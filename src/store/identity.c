/*
 * Who a record belongs to, wherever it is: a random UUID (RFC 9562, version 4) in `meta`
 * that says nothing about the person. A record gets one when it is made, or when it is
 * brought to version 3 of the schema.
 */
#include "connection.h"
#include <string.h>
#include <sys/random.h>

#define IDENTITY_READ  "SELECT value FROM meta WHERE name = 'learner'"
#define IDENTITY_WRITE "INSERT OR REPLACE INTO meta(name, value) VALUES('learner', ?)"

int identity_set(sqlite3 *db, const uint8_t id[16])
{
	sqlite3_stmt *write = NULL;
	int rc = sqlite3_prepare_v2(db, IDENTITY_WRITE, -1, &write, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_blob(write, 1, id, 16, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(write);
	sqlite3_finalize(write);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int identity_begin(sqlite3 *db)
{
	uint8_t id[16];

	if (getrandom(id, sizeof id, 0) != sizeof id)
		return SQLITE_IOERR;
	id[6] = (uint8_t)(0x40 | (id[6] & 0x0f)); /* version 4 */
	id[8] = (uint8_t)(0x80 | (id[8] & 0x3f)); /* variant of RFC 9562 */
	return identity_set(db, id);
}

bool identity_get(sqlite3 *db, uint8_t id[16])
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(db, IDENTITY_READ, -1, &row, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	struct bp_str bytes = rc == SQLITE_ROW ? column_str(row, 0) : (struct bp_str){0};
	bool there = bytes.len == 16;
	if (there)
		memcpy(id, bytes.at, 16);
	sqlite3_finalize(row);
	return there;
}

bool bp_store_identity(struct bp_store *store, uint8_t id[16])
{
	return store_readable(store, NULL) && store->db && identity_get(store->db, id);
}

bool bp_store_adopt(struct bp_store *store, const uint8_t id[16], struct bp_error *err)
{
	uint8_t own[16];

	if (bp_store_identity(store, own) && memcmp(own, id, sizeof own) == 0)
		return true;
	if (!store_begin(store, err))
		return false;
	int rc = identity_set(store->db, id);
	return rc == SQLITE_OK ? store_commit(store, err) : store_abandon(store, rc, err);
}

bool identity_join(
	struct bp_store *store, const uint8_t other[16], bool fresh, struct bp_error *err)
{
	uint8_t own[16];

	if (!fresh && bp_store_identity(store, own) &&
		memcmp(own, other, sizeof own) <= 0)
		return true;
	return bp_store_adopt(store, other, err);
}
