/* Events as rows of the centre's table, there and back. */
#include "sync.h"
#include <berpijar/answer.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_COLUMNS 12 /* of an event, beside learner and replica */

static const char rows_head[] =
	"INSERT INTO berpijar.event (learner, replica, seq, id, chain, at_ms, verb, course,"
	" module, question, grade, seconds, jp_halves, body) VALUES ";
static const char rows_back[] =
	"SELECT seq, encode(substr(chain, 1, 33), 'hex') FROM berpijar.event"
	" WHERE learner = $1 AND replica = $2 AND seq >= $3 AND seq <= $4 ORDER BY seq";
/* A page ends where its texts come to 8 MiB, after one event at least; of an event that none
 * of ours can be, only how large it is comes over the line. */
static const char rows_ask[] =
	"SELECT seq, id::text, encode(substr(chain, 1, 33), 'hex'), at_ms,"
	" left(verb, 1025), left(course, 1025), left(module, 1025), left(question, 1025),"
	" grade, seconds, jp_halves, CASE WHEN size < 1048576 THEN body END, body IS NULL,"
	" size FROM (SELECT e.*, sum(size) OVER (ORDER BY seq) - size AS above FROM"
	" (SELECT *, octet_length(verb) + octet_length(course) + octet_length(module) +"
	" octet_length(question) + coalesce(octet_length(body), 0) AS size FROM"
	" berpijar.event WHERE learner = $1 AND replica = $2 AND seq > $3 ORDER BY seq"
	" LIMIT 500) e) p WHERE above < 8388608 ORDER BY seq";

/* ---- what may travel ---- */

/* Of a verb that only a newer version knows, nobody can tell what is in its body. */
bool rows_is_private(const struct bp_origin *item, struct bp_arena *arena)
{
	struct bp_event event = item->event;

	return !bp_verb_find(item->verb, &event.verb) ||
		bp_event_is_private(&event, arena);
}

static bool rows_is_clean(struct bp_str text)
{
	return bp_utf8_valid(text, NULL) && (!text.len || !memchr(text.at, 0, text.len));
}

bool rows_is_text(const struct bp_origin *item)
{
	return rows_is_clean(item->verb) && rows_is_clean(item->event.course) &&
		rows_is_clean(item->event.module) &&
		rows_is_clean(item->event.question) && rows_is_clean(item->event.body) &&
		!bp_origin_fault(item);
}

/* ---- going ---- */

/* The values of a statement that is being made; all of them stay until it was run. */
struct rows_values {
	struct bp_arena *arena;
	const char **at;
	Oid *types;
	int *sizes, *formats;
	size_t count;
};

static void rows_put(struct rows_values *values, Oid type, const void *at, size_t size)
{
	size_t i = values->count++;

	values->at[i] = at;
	values->types[i] = type;
	values->sizes[i] = (int)size;
	values->formats[i] = size > 0;
}

static void rows_put_bytes(
	struct rows_values *values, Oid type, const void *bytes, size_t size)
{
	char *copy = bp_arena_alloc(values->arena, size, 1);

	memcpy(copy, bytes, size);
	rows_put(values, type, copy, size);
}

static void rows_put_long(struct rows_values *values, int64_t number)
{
	uint64_t bytes = htobe64((uint64_t)number);

	rows_put_bytes(values, LINK_INT8, &bytes, sizeof bytes);
}

static void rows_put_int(struct rows_values *values, int number)
{
	uint32_t bytes = htobe32((uint32_t)number);

	rows_put_bytes(values, LINK_INT4, &bytes, sizeof bytes);
}

/* Below 0: there is none. */
static void rows_put_real(struct rows_values *values, double number)
{
	uint64_t bytes;

	memcpy(&bytes, &number, sizeof bytes);
	bytes = htobe64(bytes);
	if (number >= 0)
		rows_put_bytes(values, LINK_FLOAT, &bytes, sizeof bytes);
	else
		rows_put(values, LINK_FLOAT, NULL, 0);
}

static void rows_put_text(
	struct rows_values *values, const struct bp_origin *item, struct bp_str text)
{
	bool told = !item->withheld || rows_is_clean(text);

	rows_put(values, LINK_TEXT, told ? bp_arena_cstr(values->arena, text) : "", 0);
}

/* In the order of rows_head. */
static void rows_put_event(struct rows_values *values, const struct bp_origin *item)
{
	const struct bp_event *event = &item->event;

	rows_put_long(values, item->number);
	rows_put_bytes(values, LINK_UUID, event->id, sizeof event->id);
	rows_put_bytes(values, LINK_BYTEA, item->link.at, sizeof item->link.at);
	rows_put_long(values, event->at);
	rows_put_text(values, item, item->verb);
	rows_put_text(values, item, event->course);
	rows_put_text(values, item, event->module);
	rows_put_text(values, item, event->question);
	rows_put_real(values, event->grade);
	rows_put_real(values, event->seconds);
	rows_put_int(values, event->jp_halves);
	rows_put(values, LINK_TEXT,
		item->withheld ? NULL : bp_arena_cstr(values->arena, event->body), 0);
}

/* The statement for so many events; the last one is kept, since most batches are alike. */
static const char *rows_statement(struct sync *sync, size_t count)
{
	struct bp_buf *sql = &sync->insert;
	int at = 3;

	if (sync->insert_events == count)
		return sql->at;
	sync->insert_events = count;
	bp_buf_clear(sql);
	bp_buf_add_cstr(sql, rows_head);
	for (size_t i = 0; i < count; i++) {
		bp_buf_add_cstr(sql, i ? ",($1,$2" : "($1,$2");
		for (int c = 0; c < ROWS_COLUMNS; c++)
			bp_buf_printf(sql, ",$%d", at++);
		bp_buf_add_char(sql, ')');
	}
	bp_buf_add_cstr(sql, " ON CONFLICT DO NOTHING");
	return sql->at;
}

bool rows_insert(struct person *person, const struct bp_origin *items, size_t count,
	struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	size_t all = 2 + count * ROWS_COLUMNS;
	struct rows_values row = {.arena = arena,
		.at = bp_arena_alloc(arena, all, sizeof *row.at),
		.types = bp_arena_alloc(arena, all, sizeof *row.types),
		.sizes = bp_arena_alloc(arena, all, sizeof *row.sizes),
		.formats = bp_arena_alloc(arena, all, sizeof *row.formats)};

	rows_put_bytes(&row, LINK_UUID, person->uuid, sizeof person->uuid);
	rows_put_bytes(&row, LINK_UUID, items->replica, sizeof items->replica);
	for (size_t i = 0; i < count; i++)
		rows_put_event(&row, &items[i]);
	const struct link_values values = {
		row.at, row.types, (int)row.count, row.sizes, row.formats};
	bool ok = link_run(&person->sync->link, rows_statement(person->sync, count),
		&values, NULL, 0, err);
	bp_arena_free(arena);
	return ok;
}

bool rows_confirm(struct person *person, const struct bp_origin *items, size_t count,
	size_t *same, int64_t *fork, struct bp_error *err)
{
	char replica[BP_UUID_LEN + 1], first[24], last[24];
	const char *const at[] = {person->word, replica, first, last};
	const Oid types[] = {LINK_UUID, LINK_UUID, LINK_INT8, LINK_INT8};
	const struct link_values values = {.at = at, .types = types, .count = 4};
	struct link_rows rows = {0};

	*same = 0;
	*fork = 0;
	bp_uuid_write(items->replica, replica);
	snprintf(first, sizeof first, "%lld", (long long)items[0].number);
	snprintf(last, sizeof last, "%lld", (long long)items[count - 1].number);
	if (!link_run(&person->sync->link, rows_back, &values, &rows,
		    (size_t)(items[count - 1].number - items[0].number) + 1, err))
		return false;
	for (size_t row = 0; row < rows.count && *same < count && !*fork; row++) {
		struct bp_digest link;
		const struct bp_origin *item = &items[*same];
		if (link_number(&rows, row, 0) < item->number)
			continue;
		if (link_number(&rows, row, 0) > item->number ||
			!bp_hex_read(link_field(&rows, row, 1), link.at, sizeof link.at))
			break;
		if (bp_digest_equal(&link, &item->link))
			++*same;
		else
			*fork = item->number;
	}
	link_release(&rows);
	return true;
}

/* ---- coming ---- */

#define ROWS_LARGEST (1 << 20) /* bytes of the texts of an event, as in rows_ask */

static double rows_number(struct bp_str text)
{
	return text.len && text.len < 64 ? strtod(text.at, NULL) : -1;
}

/* False: it cannot be an event. */
static bool rows_take(const struct link_rows *rows, size_t row, const uint8_t replica[16],
	struct bp_arena *arena, struct bp_origin *item)
{
	int64_t halves = link_number(rows, row, 10);

	*item = (struct bp_origin){
		.event = {.at = link_number(rows, row, 3),
			.course = bp_arena_str(arena, link_field(rows, row, 5)),
			.module = bp_arena_str(arena, link_field(rows, row, 6)),
			.question = bp_arena_str(arena, link_field(rows, row, 7)),
			.grade = rows_number(link_field(rows, row, 8)),
			.seconds = rows_number(link_field(rows, row, 9)),
			.jp_halves = halves >= 0 && halves <= BP_JP_HALVES_MOST
				? (int)halves
				: -1,
			.body = bp_arena_str(arena, link_field(rows, row, 11))},
		.verb = bp_arena_str(arena, link_field(rows, row, 4)),
		.number = link_number(rows, row, 0),
		.withheld = bp_str_is(link_field(rows, row, 12), "t"),
	};
	memcpy(item->replica, replica, sizeof item->replica);
	return bp_uuid_read(link_field(rows, row, 1), item->event.id) &&
		bp_hex_read(
			link_field(rows, row, 2), item->link.at, sizeof item->link.at) &&
		item->number > 0 && (item->withheld || !bp_origin_fault(item));
}

/* Says which of them cannot be an event. */
static bool rows_refuse(const struct link_rows *rows, size_t row, const char *replica,
	struct bp_error *err)
{
	long long number = (long long)link_number(rows, row, 0);
	long long size = (long long)link_number(rows, row, 13);

	return bp_fail(err, BP_ERROR_INPUT,
		size >= ROWS_LARGEST
			? _("pusat memegang kejadian nomor %lld dari replika %s sebesar %lld byte, yang tidak mungkin; beri tahu pengelola pusat")
			: _("pusat memberi kejadian nomor %lld dari replika %s yang tidak mungkin (%lld byte); beri tahu pengelola pusat"),
		number, replica, size);
}

bool rows_select(struct person *person, const uint8_t replica[16], int64_t after,
	struct bp_arena *arena, struct bp_origin **items, size_t *count,
	struct bp_error *err)
{
	char word[BP_UUID_LEN + 1], number[24];
	const char *const at[] = {person->word, word, number};
	const Oid types[] = {LINK_UUID, LINK_UUID, LINK_INT8};
	const struct link_values values = {.at = at, .types = types, .count = 3};
	struct link_rows rows = {0};
	bool ok = true;

	bp_uuid_write(replica, word);
	snprintf(number, sizeof number, "%lld", (long long)after);
	*count = 0;
	if (!link_run(&person->sync->link, rows_ask, &values, &rows, SYNC_PAGE, err))
		return false;
	*items = bp_arena_alloc(arena, rows.count + 1, sizeof **items);
	for (size_t i = 0; i < rows.count && ok; i++) {
		struct bp_origin *item = &(*items)[*count];
		ok = (link_number(&rows, i, 13) < ROWS_LARGEST &&
			     rows_take(&rows, i, replica, arena, item) &&
			     item->number > after) ||
			rows_refuse(&rows, i, word, err);
		after = item->number;
		*count += ok;
	}
	link_release(&rows);
	return ok;
}
