/* The state of one learner's record, for whoever looks after the store. */
#include "connection.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t size_of(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 ? (int64_t)info.st_size : 0;
}

static void look_at_file(const struct location *at, struct bp_health *health)
{
	struct stat info;
	struct bp_buf journal = {0};

	if (stat(at->file, &info) == 0) {
		health->size = (int64_t)info.st_size;
		health->ours = info.st_uid == geteuid();
		health->closed = location_is_closed(at, &info);
	}
	bp_buf_printf(&journal, "%s-wal", at->file);
	health->journal = size_of(journal.at);
	bp_buf_release(&journal);
	health->network = at->network;
}

/* SQLite's own words, for whoever repairs it, without the line that names the database.
 */
static void tell_fault(struct bp_health *health, const char *words)
{
	const char *end = words[0] == '*' ? strchr(words, '\n') : NULL;

	snprintf(health->fault, sizeof health->fault,
		_("isinya tidak lulus pemeriksaan (SQLite: %s)"), end ? end + 1 : words);
}

/* Checks the whole file, and every index against its table. */
static int check_integrity(struct bp_store *store, struct bp_health *health)
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(
		store->db, "PRAGMA integrity_check(1)", -1, &row, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc == SQLITE_ROW) {
		const char *words = (const char *)sqlite3_column_text(row, 0);
		if (words && strcmp(words, "ok") != 0)
			tell_fault(health, words);
	}
	sqlite3_finalize(row);
	return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* What is not as we make it: a table that is not there or takes values of any type, an
 * index that is not ours, which may keep some later event from being written, and a seq
 * that we never give. Version 1 has no replicas. */
static const char misshapen[] =
	"SELECT column1 FROM (VALUES"
	"  ('meta'), ('event'), ('place'), ('draft'), ('setting'), ('replica'))"
	" WHERE column1 NOT IN (SELECT name FROM pragma_table_list"
	"  WHERE schema = 'main' AND type = 'table' AND strict)"
	" AND (column1 <> 'replica' OR (SELECT user_version FROM pragma_user_version) > 1)"
	" UNION ALL SELECT name FROM sqlite_schema"
	" WHERE type = 'index' AND sql IS NOT NULL AND name <> 'event_origin'"
	" UNION ALL SELECT 'event' FROM event WHERE seq < 1 LIMIT 1";

static int check_shape(struct bp_store *store, struct bp_health *health)
{
	char name[80];
	int rc = database_ask(store->db, misshapen, NULL, name, sizeof name);

	if (rc == SQLITE_OK && !health->fault[0])
		snprintf(health->fault, sizeof health->fault,
			_("tabel atau indeks \"%s\" bukan seperti yang dibuat berpijar"),
			name);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Counts all events, and folds those that the snapshot covers. */
struct count {
	struct bp_health *health;
	struct bp_progress *progress;
};

static void count_event(void *context, const struct bp_event *event)
{
	struct count *count = context;
	struct bp_health *health = count->health;

	health->known++;
	if (event->seq > health->last)
		health->last = event->seq;
	if (event->seq <= health->snapshot)
		bp_progress_apply(count->progress, event);
}

/* A snapshot that this program cannot read is not a fault. */
static bool is_misfolded(const struct bp_progress *progress, struct bp_buf *snapshot)
{
	struct bp_progress *loaded = bp_progress_new();
	struct bp_buf wanted = {0};

	bp_progress_save(progress, &wanted);
	bool differs = !bp_str_equal(bp_buf_str(&wanted), bp_buf_str(snapshot)) &&
		bp_progress_load(loaded, snapshot);
	bp_buf_release(&wanted);
	bp_progress_free(loaded);
	return differs;
}

static bool replay(struct bp_store *store, struct bp_health *health, struct bp_error *err)
{
	struct bp_buf snapshot = {0};
	struct count count = {health, bp_progress_new()};

	if (!bp_store_load_snapshot(store, &health->snapshot, &snapshot))
		health->snapshot = 0;
	bool ok = bp_store_replay(store, 0, count_event, &count, err);
	if (ok && health->snapshot)
		health->misfolded = is_misfolded(count.progress, &snapshot);
	bp_progress_free(count.progress);
	bp_buf_release(&snapshot);
	return ok;
}

/* Reads everything as of one moment, although the writer may go on. */
static bool look_inside(
	struct bp_store *store, struct bp_health *health, struct bp_error *err)
{
	struct chain_faults chain = {0};
	int version = 0;
	int rc = sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = check_integrity(store, health);
	if (rc == SQLITE_OK)
		rc = database_version(store->db, &version);
	if (rc == SQLITE_OK && version <= schema_version())
		rc = check_shape(store, health);
	health->version = version;
	if (rc == SQLITE_OK && schema_has_chains(version))
		rc = chain_verify(store, &chain);
	/* a row that is larger than we could write is not ours */
	if (rc != SQLITE_OK)
		return store_abandon(
			store, rc == SQLITE_TOOBIG ? SQLITE_CORRUPT : rc, err);
	health->missing = chain.missing;
	health->changed = chain.changed;
	health->first_missing = chain.first_missing;
	health->first_changed = chain.first_changed;
	if (!replay(store, health, err))
		return false;
	if (chain.last > health->last) /* its verb may be one of a newer version */
		health->last = chain.last;
	health->events = schema_has_chains(version) ? chain.events : health->known;
	sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	return true;
}

void bp_store_health(const char *folder, const char *learner, struct bp_health *health)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	struct location at = {0};

	*health = (struct bp_health){0};
	bool ok = location_find(&at, folder, learner, &err);
	look_at_file(&at, health);
	int64_t left = ok ? anchor_peek(&at) : 0; /* before the file, which may grow */
	location_release(&at);
	ok = ok && bp_store_open(&store, folder, learner, BP_STORE_READ, &err) &&
		(!store->db || look_inside(store, health, &err));
	if (!ok && !health->fault[0])
		snprintf(health->fault, sizeof health->fault, "%s", err.message);
	bp_store_close(store);
	if (ok && left > health->last)
		health->vanished = left - health->last;
	health->damaged = (ok && health->fault[0]) || err.kind == BP_ERROR_DAMAGED ||
		health->changed || health->misfolded || health->last != health->events;
	health->sound = ok && !health->fault[0] && !health->changed &&
		!health->misfolded && !health->vanished && health->last == health->events;
}
