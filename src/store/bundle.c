/* Bundles as text: read back and checked. bundle_write.c writes them. */
#include "bundle.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static bool cannot_read(const char *path, const char *why, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_INPUT, _("%s tidak dapat dibaca: %s"), path, why);
}

/* Opens a regular file only: a pipe would make us wait. */
static int open_regular(const char *path, struct bp_error *err)
{
	struct stat info;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &info) != 0) {
		cannot_read(path, bp_strerror(errno), err);
	} else if (!S_ISREG(info.st_mode)) {
		bp_fail(err, BP_ERROR_INPUT, _("%s bukan berkas biasa"), path);
	} else {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool unpack(const char *path, struct bp_buf *text, struct bp_error *err)
{
	static char piece[1 << 16];
	int fd = open_regular(path, err), got = 0;
	gzFile file = fd < 0 ? NULL : gzdopen(fd, "rb");

	if (!file) /* out of memory; else gzclose() closes the descriptor */
		return false;
	errno = 0;
	while (text->len <= BUNDLE_LIMIT && (got = gzread(file, piece, sizeof piece)) > 0)
		bp_buf_add(text, piece, (size_t)got);
	int cause = errno;
	bool ok = gzclose_r(file) == Z_OK && got == 0;
	if (text->len > BUNDLE_LIMIT)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s terlalu besar untuk catatan seorang peserta"), path);
	return ok ||
		cannot_read(path, cause ? bp_strerror(cause) : _("berkasnya rusak"), err);
}

static struct bp_str bundle_text_of(const json_t *json, const char *name)
{
	const json_t *value = json_object_get(json, name);
	return (struct bp_str){json_string_value(value), json_string_length(value)};
}

static double real_of(const json_t *json, const char *name)
{
	const json_t *value = json_object_get(json, name);
	return json_is_number(value) ? json_number_value(value) : -1;
}

static int64_t integer_of(const json_t *json, const char *name)
{
	return json_integer_value(json_object_get(json, name));
}

/* A whole number within bounds. */
static bool bundle_number(
	const json_t *json, const char *name, int64_t least, int64_t most)
{
	const json_t *value = json_object_get(json, name);

	return json_is_integer(value) && json_integer_value(value) >= least &&
		json_integer_value(value) <= most;
}

/* The field of an event that holds what cannot be; NULL: none. */
static const char *bundle_fault(const json_t *json, const struct bp_event *event)
{
	if (!bundle_number(json, "number", 1, CHAIN_MOST - 1))
		return "number";
	if (!bundle_number(json, "jp_halves", 0, BP_JP_HALVES_MOST))
		return "jp_halves"; /* before it was made an int */
	if (bundle_text_of(json, "verb").len > BP_EVENT_NAME_MOST)
		return "verb";
	return bp_event_fault(event);
}

static bool read_event(struct bundle *bundle, json_t *json)
{
	struct bundle_event item = {
		.json = json,
		.verb = bundle_text_of(json, "verb"),
		.number = integer_of(json, "number"),
		.event = {.at = integer_of(json, "at"),
			.course = bundle_text_of(json, "course"),
			.module = bundle_text_of(json, "module"),
			.question = bundle_text_of(json, "question"),
			.grade = real_of(json, "grade"),
			.seconds = real_of(json, "seconds"),
			.jp_halves = (int)integer_of(json, "jp_halves"),
			.body = bundle_text_of(json, "body")},
	};

	if (!bp_hex_read(
		    bundle_text_of(json, "replica"), item.replica, sizeof item.replica) ||
		!bp_hex_read(bundle_text_of(json, "chain"), item.link.at,
			sizeof item.link.at) ||
		!bp_uuid_read(bundle_text_of(json, "id"), item.event.id) ||
		!item.verb.len)
		return false;
	bundle->fault = bundle_fault(json, &item.event);
	if (bundle->fault)
		return false;
	*BP_PUSH(bundle->arena, bundle->events, bundle->event_count, bundle->event_room) =
		item;
	return true;
}

static bool bundle_read_place(struct bundle *bundle, json_t *json)
{
	const json_t *place = json_object_get(json, "place");

	if (!bundle_number(place, "block", 0, UINT32_MAX) ||
		!bundle_number(place, "offset", 0, UINT32_MAX) ||
		!bundle_number(place, "permille", 0, 1000) ||
		!bundle_number(place, "at", 0, BP_TIME_MOST) ||
		bundle_text_of(place, "course").len > BP_EVENT_NAME_MOST ||
		bundle_text_of(place, "module").len > BP_EVENT_NAME_MOST) {
		bundle->fault = "place";
		json_decref(json);
		return false;
	}
	*BP_PUSH(bundle->arena, bundle->places, bundle->place_count, bundle->place_room) =
		(struct bundle_place){
			.json = json,
			.course = bundle_text_of(place, "course"),
			.module = bundle_text_of(place, "module"),
			.place = {.block = (uint32_t)integer_of(place, "block"),
				.offset = (uint32_t)integer_of(place, "offset"),
				.hash = (uint64_t)integer_of(place, "hash"),
				.permille = (uint16_t)integer_of(place, "permille")},
			.at = integer_of(place, "at"),
		};
	return true;
}

/* Whether the event that was read last follows from the one before it, if the bundle has
 * that one. */
static bool bundle_follows(const struct bundle *bundle)
{
	static const struct bp_digest none;
	const struct bundle_event *last = &bundle->events[bundle->event_count - 1];
	const struct bundle_event *before = bundle->event_count > 1 ? last - 1 : NULL;
	bool same = before &&
		memcmp(before->replica, last->replica, sizeof last->replica) == 0;

	if (same && before->number >= last->number)
		return false;
	if (last->number > 1 && !(same && before->number == last->number - 1))
		return true; /* the one before was lost to damage earlier */
	struct bp_digest link = chain_link(last->number == 1 ? &none : &before->link,
		last->replica, last->number, &last->event, last->verb);
	return bp_digest_equal(&link, &last->link);
}

static bool bundle_read_line(struct bundle *bundle, struct bp_str line)
{
	json_t *json = json_loadb(line.at, line.len, 0, NULL);

	if (json_object_get(json, "place"))
		return bundle_read_place(bundle, json);
	if (read_event(bundle, json))
		return bundle_follows(bundle);
	json_decref(json);
	return false;
}

/* Reads the header with its counts; false if it is not a bundle's. */
static bool read_header(struct bundle *bundle, struct bp_str line, const char *path,
	size_t *lines, struct bp_error *err)
{
	json_t *json = json_loadb(line.at, line.len, 0, NULL);
	bool is_one = bp_str_is(bundle_text_of(json, "berpijar"), "bundle") &&
		bp_learner_valid(bundle_text_of(json, "learner")) &&
		bundle_number(json, "events", 0, BUNDLE_LIMIT) &&
		bundle_number(json, "places", 0, BUNDLE_LIMIT);
	int64_t version = integer_of(json, "version");

	if (is_one)
		snprintf(bundle->learner, sizeof bundle->learner, "%s",
			bundle_text_of(json, "learner").at);
	*lines = is_one
		? (size_t)(integer_of(json, "events") + integer_of(json, "places"))
		: 0;
	json_decref(json);
	if (!is_one)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s bukan bundel catatan belajar; buatlah dengan: berpijar learner export --bundle"),
			path);
	return version == BUNDLE_VERSION ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s dibuat berpijar yang lebih baru; perbarui berpijar"), path);
}

/* Takes a line off the front of the text. */
static struct bp_str bundle_take_line(struct bp_str *text)
{
	size_t end = bp_str_find(*text, BP_STR("\n"), 0);
	struct bp_str line = bp_str_part(*text, 0, end == SIZE_MAX ? text->len : end);

	*text = bp_str_from(*text, end == SIZE_MAX ? text->len : end + 1);
	return line;
}

/* Takes the last line off the text; it must be the digest of what is left. */
static bool take_digest(struct bp_str *text)
{
	struct bp_digest digest, read;
	size_t end = text->len ? text->len - 1 : 0;

	if (!text->len || text->at[end] != '\n')
		return false;
	while (end && text->at[end - 1] != '\n')
		end--;
	json_t *json = json_loadb(text->at + end, text->len - end, 0, NULL);
	*text = bp_str_part(*text, 0, end);
	digest = bp_digest_of(*text);
	bool ok = bp_hex_read(bundle_text_of(json, "sha256"), read.at, sizeof read.at) &&
		bp_digest_equal(&digest, &read);
	json_decref(json);
	return ok;
}

static bool bundle_read_text(
	struct bundle *bundle, struct bp_str text, const char *path, struct bp_error *err)
{
	struct bp_str all = text;
	size_t expected;

	if (!read_header(bundle, bundle_take_line(&all), path, &expected, err))
		return false;
	bool ok = take_digest(&text);
	for (bundle_take_line(&text); text.len && ok;) {
		struct bp_str line = bundle_take_line(&text);
		ok = !line.len || bundle_read_line(bundle, line);
	}
	if (bundle->fault)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s memuat yang tidak mungkin (%s di baris %zu), jadi tidak ada yang ditambahkan"),
			path, bundle->fault,
			bundle->event_count + bundle->place_count + 2);
	return (ok && bundle->event_count + bundle->place_count == expected) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s rusak, diubah, atau tidak lengkap; mintalah yang baru"),
			path);
}

bool bundle_read(const char *path, struct bundle *bundle, struct bp_error *err)
{
	struct bp_buf text = {0};

	*bundle = (struct bundle){.arena = bp_arena_new()};
	bool ok = unpack(path, &text, err) &&
		bundle_read_text(bundle, bp_buf_str(&text), path, err);
	bp_buf_release(&text);
	return ok;
}

void bundle_release(struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->event_count; i++)
		json_decref(bundle->events[i].json);
	for (size_t i = 0; i < bundle->place_count; i++)
		json_decref(bundle->places[i].json);
	bp_arena_free(bundle->arena);
}
