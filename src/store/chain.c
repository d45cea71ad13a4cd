/*
 * The hash chain. A replica is one file in which one machine records; its events are
 * numbered 1, 2, 3 …, and the link of each is the SHA-256 of
 *
 *	link before (zeros for the first) · replica · number · the event's fields
 *
 * so that no event can be changed, left out or inserted without all later links changing.
 * Numbers are 8 bytes, the lowest byte first. A text has its length before it; grade and
 * seconds have a byte that says whether there is one, then the bits of the double.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <string.h>

static void add_number(struct bp_digester *digester, uint64_t number)
{
	uint8_t bytes[8];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(number >> 8 * i);
	bp_digest_add(digester, bytes, sizeof bytes);
}

static void chain_add_text(struct bp_digester *digester, struct bp_str text)
{
	add_number(digester, text.len);
	bp_digest_add(digester, text.at, text.len);
}

static void add_double(struct bp_digester *digester, double value)
{
	uint8_t given = value >= 0;
	uint64_t bits = 0;

	if (given)
		memcpy(&bits, &value, sizeof bits);
	bp_digest_add(digester, &given, sizeof given);
	add_number(digester, bits);
}

struct bp_digest chain_link(const struct bp_digest *before, const uint8_t replica[16],
	int64_t number, const struct bp_event *event, struct bp_str verb)
{
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bp_digest_add(&digester, before->at, sizeof before->at);
	bp_digest_add(&digester, replica, 16);
	add_number(&digester, (uint64_t)number);
	bp_digest_add(&digester, event->id, sizeof event->id);
	add_number(&digester, (uint64_t)event->at);
	chain_add_text(&digester, verb);
	chain_add_text(&digester, event->course);
	chain_add_text(&digester, event->module);
	chain_add_text(&digester, event->question);
	add_double(&digester, event->grade);
	add_double(&digester, event->seconds);
	add_number(&digester, (uint64_t)(int64_t)event->jp_halves);
	chain_add_text(&digester, event->body);
	return bp_digest_end(&digester);
}

/* A link as the file holds it; zeros if the column is not a link. */
static struct bp_digest link_of(sqlite3_stmt *row, int column)
{
	struct bp_digest link = {{0}};
	struct bp_str bytes = column_str(row, column);

	if (bytes.len == sizeof link.at)
		memcpy(link.at, bytes.at, sizeof link.at);
	return link;
}

/* Whether an event can follow: from an extreme number there is no next one. */
static bool chain_is_possible(const struct bp_store *store)
{
	return store->chain.number >= 0 && store->chain.number < CHAIN_MOST &&
		store->events >= 0 && store->events < CHAIN_MOST;
}

int chain_load(struct bp_store *store)
{
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_CHAIN_HEAD, &row, "");

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc == SQLITE_ROW) {
		struct bp_str id = column_str(row, 1);
		store->chain = (struct chain){
			.replica = sqlite3_column_int64(row, 0),
			.number = sqlite3_column_int64(row, 2),
			.link = link_of(row, 3),
		};
		if (id.len == sizeof store->chain.id)
			memcpy(store->chain.id, id.at, sizeof store->chain.id);
		store->events = sqlite3_column_int64(row, 4);
	}
	sqlite3_reset(row);
	if (rc == SQLITE_ROW)
		return chain_is_possible(store) ? SQLITE_OK : SQLITE_CORRUPT;
	return rc == SQLITE_DONE ? SQLITE_CORRUPT : rc;
}

/* The link in the one row of a bound statement. */
static bool one_link(int rc, sqlite3_stmt *row, struct bp_digest *link)
{
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc == SQLITE_ROW)
		*link = link_of(row, 0);
	sqlite3_reset(row);
	return rc == SQLITE_ROW;
}

bool chain_find(
	struct bp_store *store, int64_t replica, int64_t number, struct bp_digest *link)
{
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_CHAIN_LINK, &row, "ii", replica, number);

	return one_link(rc, row, link);
}

bool chain_link_at(struct bp_store *store, int64_t seq, struct bp_digest *link)
{
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_EVENT_LINK, &row, "i", seq);

	return one_link(rc, row, link);
}

bool chain_end(struct bp_store *store, struct chain *chain, struct bp_error *err)
{
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_CHAIN_END, &row, "i", chain->replica);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return store_abandon(store, rc, err);
	chain->number = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
	chain->link = rc == SQLITE_ROW ? link_of(row, 1) : (struct bp_digest){{0}};
	sqlite3_reset(row);
	return true;
}

bool chain_holds(struct bp_store *store, int64_t number, const struct bp_digest *link)
{
	struct bp_digest found = {{0}};

	return (number == 0 || chain_find(store, store->chain.replica, number, &found)) &&
		bp_digest_equal(&found, link);
}

bool replica_find(
	struct bp_store *store, const uint8_t id[16], int64_t *key, struct bp_error *err)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, ST_REPLICA_FIND, &statement, "u", id);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	if (rc == SQLITE_ROW) {
		*key = sqlite3_column_int64(statement, 0);
		sqlite3_reset(statement);
		return true;
	}
	if (rc != SQLITE_DONE)
		return store_abandon(store, rc, err);
	sqlite3_reset(statement);
	rc = store_bind(store, ST_REPLICA_NEW, &statement, "u", id);
	if (!store_step(store, rc, statement, err))
		return false;
	*key = sqlite3_last_insert_rowid(store->db);
	return true;
}

/* Links the events of a record that had no chain. */
int chain_begin(sqlite3 *db)
{
	static const char read[] =
		"SELECT seq, id, at, verb, course, module, question, grade, seconds,"
		" jp_halves, body, (SELECT value FROM meta WHERE name = 'replica')"
		" FROM event ORDER BY seq";
	sqlite3_stmt *row = NULL, *write = NULL;
	struct bp_digest link = {{0}};
	struct bp_event event;
	int rc = sqlite3_prepare_v2(db, read, -1, &row, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(
			db, "UPDATE event SET chain = ? WHERE seq = ?", -1, &write, NULL);
	while (rc == SQLITE_OK && (rc = sqlite3_step(row)) == SQLITE_ROW) {
		struct bp_str replica = column_str(row, 11);
		if (replica.len != sizeof event.id) { /* the record has lost its own id */
			rc = SQLITE_CORRUPT;
			break;
		}
		event_read(row, &event);
		link = chain_link(&link, (const uint8_t *)replica.at, event.seq, &event,
			column_str(row, 3));
		sqlite3_bind_blob(write, 1, link.at, sizeof link.at, SQLITE_STATIC);
		sqlite3_bind_int64(write, 2, event.seq);
		rc = sqlite3_step(write) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode(db);
		sqlite3_reset(write);
	}
	sqlite3_finalize(row);
	sqlite3_finalize(write);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Joins the chains of all replicas that have events of the course. */
static int join_chains(struct bp_store *store, struct bp_str course, struct bp_chain *all)
{
	struct bp_digester digester;
	sqlite3_stmt *row;
	int chains = 0;
	int rc = store_bind(store, ST_CHAIN_ENDS, &row, "s", course);

	bp_digest_begin(&digester);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row), chains++) {
		struct bp_str id = column_str(row, 0);
		int64_t number = sqlite3_column_int64(row, 2);
		int64_t there = sqlite3_column_int64(row, 3);
		all->link = link_of(row, 1);
		all->events += there;
		all->missing += number - there;
		all->brought += sqlite3_column_int64(row, 4);
		bp_digest_add(&digester, id.at, id.len);
		bp_digest_add(&digester, all->link.at, sizeof all->link.at);
	}
	sqlite3_reset(row);
	if (chains > 1)
		all->link = bp_digest_end(&digester);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

bool bp_store_chain(struct bp_store *store, struct bp_str course, struct bp_chain *chain,
	struct bp_error *err)
{
	*chain = (struct bp_chain){.events = 0};
	if (!store_readable(store, err))
		return false;
	int rc = store->db ? join_chains(store, course, chain) : SQLITE_OK;
	return rc == SQLITE_OK || store_abandon(store, rc, err);
}

/* ---- verifying ---- */

/* The columns of ST_EVENT_ORIGIN and its kind. */
enum { ORIGIN_REPLICA = 11, ORIGIN_NUMBER, ORIGIN_LINK, ORIGIN_KEY };

/* Whether an event follows from the one before it. Of that one, whose number is one less,
 * `before` has the link. */
static bool chain_follows(sqlite3_stmt *row, const struct chain *before)
{
	struct bp_event event;
	struct bp_digest link = link_of(row, ORIGIN_LINK);

	event_read(row, &event);
	struct bp_digest made = chain_link(&before->link, before->id, before->number + 1,
		&event, column_str(row, 3));
	return bp_digest_equal(&made, &link);
}

/* Makes `before` the place before an event, which it may be already; false if the event
 * there is missing. */
static bool chain_step_before(
	struct bp_store *store, sqlite3_stmt *row, struct chain *before)
{
	int64_t key = sqlite3_column_int64(row, ORIGIN_KEY);
	int64_t number = sqlite3_column_int64(row, ORIGIN_NUMBER);
	int64_t previous = number > 1 ? number - 1 : 0; /* any number may be there */
	struct bp_str id = column_str(row, ORIGIN_REPLICA);

	if (before->replica == key && before->number == previous)
		return true;
	*before = (struct chain){.replica = key, .number = previous};
	if (id.len == sizeof before->id)
		memcpy(before->id, id.at, sizeof before->id);
	return number <= 1 || chain_find(store, key, previous, &before->link);
}

static void chain_count(int64_t *count, int64_t *first, int64_t seq)
{
	if (!(*count)++)
		*first = seq;
}

/* Follows the chains through the rows of a bound statement. `last` becomes the place of the
 * last of them. */
static int chain_follow(struct bp_store *store, int rc, sqlite3_stmt *row,
	struct chain *last, struct chain_faults *faults)
{
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row), faults->events++) {
		int64_t seq = sqlite3_column_int64(row, 0);
		faults->last = seq > faults->last ? seq : faults->last;
		if (!chain_step_before(store, row, last))
			chain_count(&faults->missing, &faults->first_missing, seq);
		else if (!chain_follows(row, last))
			chain_count(&faults->changed, &faults->first_changed, seq);
		last->number++;
		last->link = link_of(row, ORIGIN_LINK);
	}
	sqlite3_reset(row);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int chain_verify_after(struct bp_store *store, int64_t seq, struct chain_faults *faults)
{
	struct chain last = {0};
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_EVENT_ORIGIN_AFTER, &row, "i", seq);

	*faults = (struct chain_faults){0};
	return chain_follow(store, rc, row, &last, faults);
}

/* In the order in which they lie: as a rule that is the order of their chains as well, and
 * what is looked up by its number is found wherever it lies. */
int chain_verify(struct bp_store *store, struct chain_faults *faults)
{
	return chain_verify_after(store, INT64_MIN, faults);
}

int chain_verify_some(struct bp_store *store, struct chain *last, int64_t most,
	struct chain_faults *faults)
{
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_EVENT_ORIGIN_FROM, &row, "iii", last->replica,
		last->number, most);

	*faults = (struct chain_faults){0};
	return chain_follow(store, rc, row, last, faults);
}

static bool verify(
	struct bp_store *store, struct chain_faults *found, struct bp_error *err)
{
	*found = (struct chain_faults){0};
	if (!store_readable(store, err))
		return false;
	int rc = store->db ? chain_verify(store, found) : SQLITE_OK;
	return rc == SQLITE_OK || store_abandon(store, rc, err);
}

bool bp_store_unaltered(struct bp_store *store, const char *learner, struct bp_error *err)
{
	struct chain_faults found;

	if (!verify(store, &found, err))
		return false;
	return !found.changed ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%lld kejadian peserta %s tidak lagi seperti ketika dicatat; pulihkan dahulu dengan: berpijar store recover --learner %s"),
			(long long)found.changed, learner, learner);
}
