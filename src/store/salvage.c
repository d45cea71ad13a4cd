/*
 * Reads a damaged record page by page: which rows are events, which replica and place
 * each has, and which of them are still as they were recorded.
 */
#include "salvage.h"
#include "sqlite_pages.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT    (256u << 20)
#define COLUMNS_LEAST 11 /* of an event of version 1 */
#define COLUMNS_ALL   14

const struct kept_table kept_tables[KEPT_TABLES] = {
	{"ttiiiii", "SELECT course, module, block, byte, hash, permille, at FROM place",
		"INSERT OR IGNORE INTO place VALUES(?, ?, ?, ?, ?, ?, ?)"},
	{"tttt", "SELECT course, module, question, text FROM draft",
		"INSERT OR IGNORE INTO draft VALUES(?, ?, ?, ?)"},
	{"tt", "SELECT name, value FROM setting",
		"INSERT OR IGNORE INTO setting VALUES(?, ?)"},
};

struct replica {
	int64_t key;
	uint8_t id[16];
	bool newer; /* it was found in a journal */
};

/* One file with its journal. */
struct image {
	struct salvage *salvage;
	struct replica *replicas;
	size_t replica_count, replica_room;
	bool in_journal; /* the page that is being read */
	bool foreign;    /* the journal belongs to another record */
};

/* ---- events ---- */

/* A row that no connection of ours could write again was not written by one. */
static bool columns_fit(const struct column *columns, size_t count)
{
	size_t all = 0;

	for (size_t i = 0; i < count; i++)
		all += columns[i].size;
	return all < DATABASE_ROW_MOST;
}

/* The columns of schema.c's event table, in their order. */
static bool is_event(const struct column *columns, size_t count)
{
	bool first = count >= COLUMNS_LEAST && column_is_none(&columns[0]) &&
		column_is_blob(&columns[1], 16) && column_is_integer(&columns[2]) &&
		column_is_text(&columns[3]) && columns[3].size &&
		column_is_text(&columns[4]) && column_is_text(&columns[5]) &&
		column_is_text(&columns[6]) && column_is_real(&columns[7]) &&
		column_is_real(&columns[8]) && column_is_integer(&columns[9]) &&
		column_is_text(&columns[10]);

	return first && columns_fit(columns, count) &&
		(count == COLUMNS_LEAST ||
			(count == COLUMNS_ALL && column_is_integer(&columns[11]) &&
				column_is_integer(&columns[12]) &&
				column_is_blob(&columns[13], BP_DIGEST_SIZE)));
}

static struct bp_str salvage_text_of(struct salvage *salvage, const struct column *column)
{
	return bp_arena_str(salvage->arena, column_text(column));
}

static void take_event(
	struct image *image, int64_t seq, const struct column *columns, size_t count)
{
	struct salvage *salvage = image->salvage;
	struct salvaged *found =
		BP_PUSH(salvage->arena, salvage->events, salvage->count, salvage->room);

	*found = (struct salvaged){
		.event = {.seq = seq,
			.at = column_integer(&columns[2]),
			.course = salvage_text_of(salvage, &columns[4]),
			.module = salvage_text_of(salvage, &columns[5]),
			.question = salvage_text_of(salvage, &columns[6]),
			.grade = column_real(&columns[7]),
			.seconds = column_real(&columns[8]),
			.jp_halves = (int)column_integer(&columns[9]),
			.body = salvage_text_of(salvage, &columns[10])},
		.verb = salvage_text_of(salvage, &columns[3]),
		.newer = image->in_journal,
	};
	memcpy(found->event.id, columns[1].at, sizeof found->event.id);
	if (count == COLUMNS_ALL) {
		found->key = column_integer(&columns[11]);
		found->number = column_integer(&columns[12]);
		memcpy(found->link.at, columns[13].at, sizeof found->link.at);
	}
	if (seq > salvage->newest && seq < CHAIN_MOST)
		salvage->newest = seq;
}

static int replica_order(const void *a, const void *b)
{
	const struct replica *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->newer - y->newer;
}

static const uint8_t *replica_of(const struct image *image, int64_t key)
{
	const struct replica wanted = {.key = key};
	size_t low = 0, high = image->replica_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (replica_order(&image->replicas[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* the first of that key that is not before it: a file's comes before a journal's */
	return low < image->replica_count && image->replicas[low].key == key
		? image->replicas[low].id
		: NULL;
}

static void take_replica(struct image *image, int64_t key, const uint8_t *id)
{
	struct replica *replica = BP_PUSH(image->salvage->arena, image->replicas,
		image->replica_count, image->replica_room);

	*replica = (struct replica){.key = key, .newer = image->in_journal};
	memcpy(replica->id, id, sizeof replica->id);
}

/* Makes replicas be found. A key always means the same one: a journal where it does not is
 * another file's. */
static void sort_replicas(struct image *image)
{
	struct replica *replicas = image->replicas;

	if (image->replica_count)
		qsort(replicas, image->replica_count, sizeof *replicas, replica_order);
	for (size_t i = 1; i < image->replica_count; i++)
		image->foreign |= replicas[i].newer &&
			replicas[i].key == replicas[i - 1].key &&
			memcmp(replicas[i].id, replicas[i - 1].id, 16) != 0;
}

/* Takes what a journal said back. */
static void drop_newer_replicas(struct image *image)
{
	size_t kept = 0;

	for (size_t i = 0; i < image->replica_count; i++)
		if (!image->replicas[i].newer)
			image->replicas[kept++] = image->replicas[i];
	image->replica_count = kept;
}

static void take_row(
	void *context, int64_t rowid, const struct column *columns, size_t count)
{
	struct image *image = context;

	if (rowid > 0 && count == 2 && column_is_none(&columns[0]) &&
		column_is_blob(&columns[1], 16))
		take_replica(image, rowid, columns[1].at);
	if (is_event(columns, count))
		take_event(image, rowid, columns, count);
}

/* Gives the events of this image their replicas. A key is only valid within its file: in
 * another file it may mean another replica. */
static void place_events(struct image *image, size_t first)
{
	struct salvage *salvage = image->salvage;

	for (size_t i = first; i < salvage->count; i++) {
		struct salvaged *found = &salvage->events[i];
		const uint8_t *id = replica_of(image, found->key);
		found->placed = id && found->number > 0;
		if (id)
			memcpy(found->replica, id, sizeof found->replica);
	}
}

/* ---- places, drafts, settings ---- */

static bool fits(
	const struct kept_table *table, const struct column *columns, size_t count)
{
	if (strlen(table->types) != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (table->types[i] == 't' ? !column_is_text(&columns[i])
					   : !column_is_integer(&columns[i]))
			return false;
	return true;
}

static void take_kept(
	void *context, int64_t rowid, const struct column *columns, size_t count)
{
	struct salvage *salvage = context;
	size_t table = 0;

	if (!rowid && count == 2 && column_is_text(&columns[0]) &&
		bp_str_is(column_text(&columns[0]), "learner") &&
		column_is_blob(&columns[1], sizeof salvage->uuid)) {
		salvage->identified = true;
		memcpy(salvage->uuid, columns[1].at, sizeof salvage->uuid);
	}
	while (table < KEPT_TABLES && !fits(&kept_tables[table], columns, count))
		table++;
	if (table == KEPT_TABLES || rowid) /* they have none */
		return;
	struct salvaged_row *row = BP_PUSH(
		salvage->arena, salvage->rows, salvage->row_count, salvage->row_room);
	*row = (struct salvaged_row){.table = table};
	for (size_t i = 0; i < count; i++)
		if (kept_tables[table].types[i] == 't')
			row->values[i].text = salvage_text_of(salvage, &columns[i]);
		else
			row->values[i].integer = column_integer(&columns[i]);
}

/* ---- images ---- */

static void read_journal(struct image *image, const struct pages *pages)
{
	size_t events = image->salvage->count;

	image->in_journal = true;
	for (size_t i = 0; i < pages_frames(pages); i++)
		pages_rows(pages, pages_frame(pages, i), take_row, image);
	sort_replicas(image);
	if (image->foreign) {
		image->salvage->count = events;
		drop_newer_replicas(image);
	}
}

void salvage_bytes(struct salvage *salvage, struct bp_str file, struct bp_str journal)
{
	struct image image = {.salvage = salvage};
	struct pages pages;
	size_t first = salvage->count;

	pages_open(&pages, file, journal);
	for (size_t i = 1; i <= pages_in_file(&pages); i++)
		pages_rows(&pages, pages_file(&pages, i), take_row, &image);
	read_journal(&image, &pages);
	place_events(&image, first);
	salvage->row_count = 0;
	for (size_t i = 1; i <= pages.count; i++) {
		const uint8_t *page = image.foreign && i <= pages_in_file(&pages)
			? pages_file(&pages, i)
			: pages_now(&pages, i);
		if (page)
			pages_rows(&pages, page, take_kept, salvage);
	}
	pages_close(&pages);
}

void salvage_scan(struct salvage *salvage, const char *file, const char *journal)
{
	struct bp_buf pages = {0}, frames = {0};

	bp_file_read(file, FILE_LIMIT, &pages, NULL);
	bp_file_read(journal, FILE_LIMIT, &frames, NULL);
	salvage_bytes(salvage, bp_buf_str(&pages), bp_buf_str(&frames));
	bp_buf_release(&pages);
	bp_buf_release(&frames);
}

/* ---- each once, and only those that are unchanged ---- */

/* Of two copies of an event, the one from a file comes before the one from a journal. */
static int by_id(const void *a, const void *b)
{
	const struct salvaged *x = a, *y = b;
	int order = memcmp(x->event.id, y->event.id, sizeof x->event.id);

	return order ? order : x->newer - y->newer;
}

static bool is_same_event(const struct salvaged *x, const struct salvaged *y)
{
	return memcmp(x->event.id, y->event.id, sizeof x->event.id) == 0;
}

static int by_place(const void *a, const void *b)
{
	const struct salvaged *x = a, *y = b;

	if (x->placed != y->placed)
		return x->placed - y->placed;
	int order = memcmp(x->replica, y->replica, sizeof x->replica);
	if (order)
		return order;
	if (x->number != y->number)
		return (x->number > y->number) - (x->number < y->number);
	if (x->newer != y->newer)
		return x->newer - y->newer;
	return (x->event.seq > y->event.seq) - (x->event.seq < y->event.seq);
}

enum verdict { UNCHANGED, CHANGED, UNKNOWN };

static bool is_next(const struct salvaged *before, const struct salvaged *event)
{
	return before && before->placed && event->placed &&
		memcmp(before->replica, event->replica, sizeof before->replica) == 0 &&
		before->number == event->number - 1;
}

/* Judges an event by its link, which depends on the link of the one before it, even if
 * that event itself is lost or was changed. */
static enum verdict judge(const struct salvaged *before, const struct salvaged *event)
{
	static const struct bp_digest none;

	if (!event->placed || (event->number > 1 && !is_next(before, event)))
		return UNKNOWN;
	struct bp_digest link = chain_link(event->number == 1 ? &none : &before->link,
		event->replica, event->number, &event->event, event->verb);
	return bp_digest_equal(&link, &event->link) ? UNCHANGED : CHANGED;
}

static bool is_same_place(const struct salvaged *before, const struct salvaged *event)
{
	return before && before->placed && event->placed &&
		memcmp(before->replica, event->replica, sizeof before->replica) == 0 &&
		before->number == event->number;
}

/* Whether a journal holds events that do not fit their links. Then it may be another
 * record's, and its events that cannot be judged are not trusted. */
static bool salvage_is_doubtful(const struct salvage *salvage)
{
	const struct salvaged *before = NULL, *event = salvage->events;

	for (size_t i = 0; i < salvage->count; i++, event++) {
		if (event->newer &&
			(is_same_place(before, event) || judge(before, event) == CHANGED))
			return true;
		before = event;
	}
	return false;
}

/* If an event was changed, perhaps in its link, the next one may only look changed; if it
 * comes from the file itself, it is kept. */
static bool salvage_is_dropped(const struct salvaged *event, enum verdict verdict,
	enum verdict before, bool doubtful)
{
	if (verdict == CHANGED)
		return event->newer || before != CHANGED;
	return verdict == UNKNOWN && event->newer && doubtful;
}

static void drop_changed(struct salvage *salvage)
{
	bool doubtful = salvage_is_doubtful(salvage);
	struct salvaged *events = salvage->events, last = {0};
	enum verdict before = UNKNOWN;
	bool follows = false; /* the one before is kept, at its place */
	size_t kept = 0;

	for (size_t i = 0; i < salvage->count; i++) {
		struct salvaged event = events[i];
		if (is_same_place(&last, &event))
			continue;
		enum verdict verdict = judge(&last, &event);
		bool keep = !salvage_is_dropped(&event, verdict, before, doubtful);
		before = verdict;
		last = event;
		/* Behind the one before it, it would look changed for ever. */
		event.placed &= verdict != CHANGED || !follows;
		follows = keep && event.placed;
		if (keep)
			events[kept++] = event;
	}
	salvage->count = kept;
}

void salvage_finish(struct salvage *salvage)
{
	size_t kept = 0;

	if (!salvage->count)
		return;
	qsort(salvage->events, salvage->count, sizeof *salvage->events, by_id);
	for (size_t i = 0; i < salvage->count; i++)
		if (!kept ||
			!is_same_event(&salvage->events[kept - 1], &salvage->events[i]))
			salvage->events[kept++] = salvage->events[i];
	salvage->count = kept;
	qsort(salvage->events, salvage->count, sizeof *salvage->events, by_place);
	drop_changed(salvage);
}
