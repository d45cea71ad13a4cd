/* Bundles as text: written from the tables. */
#include "bundle.h"
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/file.h>
#include <berpijar/json.h>
#include <berpijar/learners.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define GZIP (MAX_WBITS + 16) /* tells zlib to write gzip's format */

struct bundle_writing {
	struct bp_store *store;
	struct bp_progress *progress; /* of all events: it knows which attempts run */
	struct bp_buf rows;
	struct bp_arena *arena;
	const struct bp_bundle_how *how;
	size_t lacking, events; /* that they lack; of those, that go in this one */
	int64_t first;          /* ms, the earliest that they lack */
	bool withheld;          /* something of an exam that runs */
};

static void bundle_put_line(struct bp_buf *out, json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);

	bp_buf_add_cstr(out, text);
	bp_buf_add_char(out, '\n');
	free(text);
	json_decref(json);
}

static json_t *bundle_hex(struct bp_str bytes)
{
	return bp_json_hex(bytes.at, bytes.len);
}

static json_t *number_or_null(double value)
{
	return value >= 0 ? json_real(value) : json_null();
}

/* What may not be told of an exam as long as it runs (bp_attempts_tell()) stays out, since
 * whoever takes it may read a bundle: its questions with their keys, and grades that earlier
 * programs recorded. The chain has a gap there, which the next bundle fills. */
static bool bundle_withholds(struct bundle_writing *writing, const struct bp_event *event)
{
	struct bp_event told = *event;

	bp_attempts_tell(bp_progress_attempts(writing->progress), writing->arena, &told);
	return told.grade < event->grade || told.body.len < event->body.len;
}

static bool bundle_is_there(const struct bp_bundle_how *how, sqlite3_stmt *row)
{
	struct bp_str replica = column_str(row, 11);

	for (size_t i = 0; i < how->have_count; i++)
		if (replica.len == sizeof how->have[i].id &&
			memcmp(how->have[i].id, replica.at, replica.len) == 0)
			return sqlite3_column_int64(row, 12) <= how->have[i].last;
	return false;
}

/* Whether an event that they lack went before, or goes another time. */
static bool bundle_is_apart(struct bundle_writing *writing, int64_t at)
{
	const struct bp_bundle_how *how = writing->how;

	if (!writing->lacking++ || at < writing->first)
		writing->first = at;
	if (writing->lacking <= how->skip || (how->most && writing->events >= how->most))
		return true;
	writing->events++;
	return false;
}

/* NULL: it stays out. */
static json_t *describe_event(struct bundle_writing *writing, sqlite3_stmt *row)
{
	struct bp_event event;
	char id[BP_UUID_LEN + 1];
	bool known = event_read(row, &event);

	if (bundle_is_there(writing->how, row))
		return NULL;
	if (known && bundle_withholds(writing, &event)) {
		writing->withheld = true;
		return NULL;
	}
	if (bundle_is_apart(writing, event.at))
		return NULL;
	bp_uuid_write(event.id, id);
	return json_pack(
		"{s:o, s:I, s:o, s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:o}",
		"replica", bundle_hex(column_str(row, 11)), "number",
		(json_int_t)sqlite3_column_int64(row, 12), "chain",
		bundle_hex(column_str(row, 13)), "id", id, "at", (json_int_t)event.at,
		"verb", bp_json_text(column_str(row, 3)), "course",
		bp_json_text(event.course), "module", bp_json_text(event.module),
		"question", bp_json_text(event.question), "grade",
		number_or_null(event.grade), "seconds", number_or_null(event.seconds),
		"jp_halves", event.jp_halves, "body", bp_json_text(event.body));
}

static json_t *describe_place(struct bundle_writing *writing, sqlite3_stmt *row)
{
	const struct bp_bundle_how *how = writing->how;

	if (how->skip ||
		(how->have_count && sqlite3_column_int64(row, 6) < writing->first))
		return NULL;
	return json_pack("{s:{s:o, s:o, s:I, s:I, s:I, s:i, s:I}}", "place", "course",
		bp_json_text(column_str(row, 4)), "module",
		bp_json_text(column_str(row, 5)), "block",
		(json_int_t)sqlite3_column_int64(row, 0), "offset",
		(json_int_t)sqlite3_column_int64(row, 1), "hash",
		(json_int_t)sqlite3_column_int64(row, 2), "permille",
		sqlite3_column_int(row, 3), "at",
		(json_int_t)sqlite3_column_int64(row, 6));
}

/* Writes a line for each row, and counts the lines. */
static bool bundle_put_rows(struct bundle_writing *writing, enum statement which,
	json_t *(*describe)(struct bundle_writing *writing, sqlite3_stmt *row),
	size_t *count, struct bp_error *err)
{
	struct bp_store *store = writing->store;
	sqlite3_stmt *row;
	int rc = store_bind(store, which, &row, "");

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row)) {
		json_t *line = describe(writing, row);
		*count += line != NULL;
		if (line)
			bundle_put_line(&writing->rows, line);
	}
	if (rc != SQLITE_DONE)
		return store_abandon(store, rc, err);
	sqlite3_reset(row);
	return true;
}

static void bundle_fold(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

static json_t *bundle_setting(struct bp_store *store, const char *name)
{
	struct bp_buf value = {0};

	bp_store_load_setting(store, name, &value);
	json_t *text = bp_json_text(bp_buf_str(&value));
	bp_buf_release(&value);
	return text;
}

/* Without names an older program reads it as well. */
static json_t *bundle_header(const struct bundle_writing *writing, const char *learner,
	size_t events, size_t places)
{
	uint8_t uuid[16];
	char words[BP_UUID_LEN + 1];
	json_t *header = json_pack("{s:s, s:i, s:s, s:I, s:I}", "berpijar", "bundle",
		"version", writing->how->named ? BUNDLE_VERSION : 1, "learner", learner,
		"events", (json_int_t)events, "places", (json_int_t)places);

	if (bp_store_identity(writing->store, uuid)) {
		bp_uuid_write(uuid, words);
		json_object_set_new(header, "uuid", json_string(words));
	}
	if (writing->how->named)
		json_object_update_new(header,
			json_pack("{s:o, s:o}", "name",
				bundle_setting(writing->store, BP_PROFILE_NAME), "unit",
				bundle_setting(writing->store, BP_PROFILE_UNIT)));
	return header;
}

static bool bundle_describe(struct bundle_writing *writing, const char *learner,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_store *store = writing->store;
	size_t events = 0, places = 0;
	bool ok = store_readable(store, err) &&
		(!store->db ||
			(bp_store_replay(store, 0, bundle_fold, writing->progress, err) &&
				bundle_put_rows(writing, ST_EVENT_ORIGIN, describe_event,
					&events, err) &&
				bundle_put_rows(writing, ST_PLACE_ALL, describe_place,
					&places, err)));

	bundle_put_line(out, bundle_header(writing, learner, events, places));
	bp_buf_add_str(out, bp_buf_str(&writing->rows));
	struct bp_digest digest = bp_digest_of(bp_buf_str(out));
	bundle_put_line(out,
		json_pack("{s:o}", "sha256", bp_json_hex(digest.at, sizeof digest.at)));
	return ok;
}

/* Compresses a text with gzip. */
static void pack(struct bp_str text, struct bp_buf *out)
{
	char piece[1 << 14];
	z_stream stream = {
		.next_in = (Bytef *)(uintptr_t)text.at, .avail_in = (uInt)text.len};
	int rc = deflateInit2(
		&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP, 9, Z_DEFAULT_STRATEGY);

	if (rc != Z_OK) /* zlib has no other reason than lack of memory */
		abort();
	do {
		stream.next_out = (Bytef *)piece;
		stream.avail_out = sizeof piece;
		rc = deflate(&stream, Z_FINISH);
		bp_buf_add(out, piece, sizeof piece - stream.avail_out);
	} while (rc == Z_OK);
	deflateEnd(&stream);
}

bool bp_store_bundle(struct bp_store *store, const char *learner, const char *path,
	struct bp_bundle_how how, bool *withheld, struct bp_error *err)
{
	struct bundle_writing writing = {.store = store,
		.progress = bp_progress_new(),
		.arena = bp_arena_new(),
		.how = &how};
	struct bp_buf text = {0}, packed = {0};
	bool ok = bp_store_unaltered(store, learner, err) &&
		bundle_describe(&writing, learner, &text, err);

	if (ok)
		pack(bp_buf_str(&text), &packed);
	ok = ok && bp_file_write_private(path, bp_buf_str(&packed), how.replace, err);
	if (withheld)
		*withheld = writing.withheld;
	if (how.sent)
		*how.sent = writing.events;
	bp_progress_free(writing.progress);
	bp_arena_free(writing.arena);
	bp_buf_release(&writing.rows);
	bp_buf_release(&text);
	bp_buf_release(&packed);
	return ok;
}
