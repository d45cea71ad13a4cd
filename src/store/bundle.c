/* Bundles as text: read back and checked. bundle_write.c writes them. */
#include "bundle.h"
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

/* ---- lines ---- */

/* A bundle while it is read, of which two lines are kept: the last one is the digest of those
 * before it, and shows only by being the last. */
struct reading {
	const char *path;
	const struct bundle_taker *taker;
	struct bundle *bundle;
	gzFile file;
	char piece[1 << 14];
	size_t at, end;  /* of the piece that has not been taken */
	size_t unpacked; /* bytes so far */
	bool broken;     /* the file cannot be unpacked */
	int cause;       /* … an errno; 0: its content is to blame */
	struct bp_buf line, next;
	bool whole;                  /* the next line ends as a line does */
	size_t number;               /* of the line */
	struct bp_digester digester; /* of the lines before it */
	struct bp_origin last;       /* without its texts; number 0: none yet */
	const char *fault; /* the field in the line that cannot be; NULL: none */
	bool refused;      /* by the taker */
};

/* Unpacks the next piece; false: there is none. */
static bool bundle_unpack(struct reading *reading)
{
	errno = 0;
	int got = reading->unpacked > BUNDLE_LIMIT
		? 0
		: gzread(reading->file, reading->piece, sizeof reading->piece);

	if (got < 0 && !reading->broken)
		reading->cause = errno;
	reading->broken |= got < 0;
	reading->at = 0;
	reading->end = got > 0 ? (size_t)got : 0;
	reading->unpacked += reading->end;
	return reading->end > 0;
}

/* Takes a line, without its end, off what is unpacked. */
static void bundle_take_line(struct reading *reading, struct bp_buf *line)
{
	const char *end = NULL;

	bp_buf_clear(line);
	while (!end && line->len <= BUNDLE_LINE &&
		(reading->at < reading->end || bundle_unpack(reading))) {
		const char *from = reading->piece + reading->at;
		end = memchr(from, '\n', reading->end - reading->at);
		size_t len = end ? (size_t)(end - from) : reading->end - reading->at;
		bp_buf_add(line, from, len);
		reading->at += len + (end != NULL);
	}
	reading->whole = end != NULL;
}

/* Goes on to the next line; false: it is the last. */
static bool bundle_advance(struct reading *reading)
{
	struct bp_buf spent = reading->line;

	bp_digest_add(&reading->digester, spent.at, spent.len);
	if (reading->number++)
		bp_digest_add(&reading->digester, "\n", 1);
	reading->line = reading->next;
	reading->next = spent;
	bool ends = reading->whole;
	bundle_take_line(reading, &reading->next);
	if (reading->whole || reading->next.len)
		return true;
	reading->whole = ends;
	return false;
}

/* ---- what they say ---- */

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

/* Whether an event follows from the one before it, if the bundle has that one. */
static bool bundle_follows(const struct bp_origin *before, const struct bp_origin *item)
{
	static const struct bp_digest none;
	bool same = before->number &&
		memcmp(before->replica, item->replica, sizeof item->replica) == 0;

	if (same && before->number >= item->number)
		return false;
	if (item->number > 1 && !(same && before->number == item->number - 1))
		return true; /* the one before was lost to damage earlier */
	struct bp_digest link = chain_link(item->number == 1 ? &none : &before->link,
		item->replica, item->number, &item->event, item->verb);
	return bp_digest_equal(&link, &item->link);
}

static bool bundle_read_event(
	struct reading *reading, const json_t *json, struct bp_error *err)
{
	struct bp_origin item = {
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
	reading->fault = bundle_fault(json, &item.event);
	if (reading->fault || !bundle_follows(&reading->last, &item))
		return false;
	reading->last = item;
	reading->bundle->events++;
	const struct bundle_taker *taker = reading->taker;
	reading->refused = taker->event && !taker->event(taker->context, &item, err);
	return !reading->refused;
}

static bool bundle_read_place(
	struct reading *reading, const json_t *place, struct bp_error *err)
{
	const struct bundle_taker *taker = reading->taker;
	struct bundle_place item = {
		.course = bundle_text_of(place, "course"),
		.module = bundle_text_of(place, "module"),
		.place = {.block = (uint32_t)integer_of(place, "block"),
			.offset = (uint32_t)integer_of(place, "offset"),
			.hash = (uint64_t)integer_of(place, "hash"),
			.permille = (uint16_t)integer_of(place, "permille")},
		.at = integer_of(place, "at"),
	};

	if (!bundle_number(place, "block", 0, UINT32_MAX) ||
		!bundle_number(place, "offset", 0, UINT32_MAX) ||
		!bundle_number(place, "permille", 0, 1000) ||
		!bundle_number(place, "at", 0, BP_TIME_MOST) ||
		item.course.len > BP_EVENT_NAME_MOST ||
		item.module.len > BP_EVENT_NAME_MOST) {
		reading->fault = "place";
		return false;
	}
	reading->bundle->places++;
	reading->refused = taker->place && !taker->place(taker->context, &item, err);
	return !reading->refused;
}

static bool bundle_read_line(struct reading *reading, struct bp_error *err)
{
	if (!reading->line.len)
		return true;
	json_t *json = json_loadb(reading->line.at, reading->line.len, 0, NULL);
	const json_t *place = json_object_get(json, "place");
	bool ok = place ? bundle_read_place(reading, place, err)
			: bundle_read_event(reading, json, err);
	json_decref(json);
	return ok;
}

/* A name, on one line and without what commands a terminal; "" if it is too long. */
static void bundle_words(const json_t *json, const char *key, char out[BP_BUNDLE_WORDS])
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, bp_str_trim(bundle_text_of(json, key)));
	snprintf(out, BP_BUNDLE_WORDS, "%s",
		clean.len && clean.len < BP_BUNDLE_WORDS ? clean.at : "");
	bp_buf_release(&clean);
}

/* Reads the header with its counts; false if it is not a bundle's. */
static bool bundle_read_header(
	struct reading *reading, size_t *expected, struct bp_error *err)
{
	json_t *json = json_loadb(
		reading->line.len ? reading->line.at : "", reading->line.len, 0, NULL);
	bool is_one = bp_str_is(bundle_text_of(json, "berpijar"), "bundle") &&
		bp_learner_valid(bundle_text_of(json, "learner")) &&
		bundle_number(json, "events", 0, BUNDLE_LIMIT) &&
		bundle_number(json, "places", 0, BUNDLE_LIMIT);
	int64_t version = integer_of(json, "version");

	if (is_one)
		snprintf(reading->bundle->learner, sizeof reading->bundle->learner, "%s",
			bundle_text_of(json, "learner").at);
	reading->bundle->identified =
		bp_uuid_read(bundle_text_of(json, "uuid"), reading->bundle->uuid);
	bundle_words(json, "name", reading->bundle->name);
	bundle_words(json, "unit", reading->bundle->unit);
	*expected = is_one
		? (size_t)(integer_of(json, "events") + integer_of(json, "places"))
		: 0;
	json_decref(json);
	if (!is_one)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s bukan bundel catatan belajar; buatlah dengan: berpijar learner export --bundle"),
			reading->path);
	return (version >= 1 && version <= BUNDLE_VERSION) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s dibuat berpijar yang lebih baru; perbarui berpijar"),
			reading->path);
}

/* Whether the last line is the digest of all before it. */
static bool bundle_digest_holds(struct reading *reading)
{
	struct bp_digest digest = bp_digest_end(&reading->digester), read;
	json_t *json = json_loadb(
		reading->line.len ? reading->line.at : "", reading->line.len, 0, NULL);
	bool ok = reading->whole &&
		bp_hex_read(bundle_text_of(json, "sha256"), read.at, sizeof read.at) &&
		bp_digest_equal(&digest, &read);

	json_decref(json);
	return ok;
}

/* A line that is at fault is told only of a file that is as it was made, so what stands
 * behind it is read as well. */
static bool bundle_read_lines(struct reading *reading, struct bp_error *err)
{
	struct bundle *bundle = reading->bundle;
	size_t expected, faulty = 0;
	bool more = bundle_advance(reading), ok = true;

	if (!bundle_read_header(reading, &expected, err))
		return false;
	while (more && !reading->refused && (more = bundle_advance(reading)))
		if (ok && !(ok = bundle_read_line(reading, err)))
			faulty = reading->number;
	if (reading->refused)
		return false;
	bool held = bundle_digest_holds(reading);
	if (held && reading->fault)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s memuat yang tidak mungkin (%s di baris %zu), jadi tidak ada yang ditambahkan"),
			reading->path, reading->fault, faulty);
	return (held && ok && bundle->events + bundle->places == expected) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s rusak, diubah, atau tidak lengkap; mintalah yang baru"),
			reading->path);
}

/* ---- the file ---- */

/* What is wrong with the file itself is told first. */
static bool bundle_close(struct reading *reading, bool ok, struct bp_error *err)
{
	bool sound = gzclose_r(reading->file) == Z_OK && !reading->broken;

	bp_buf_release(&reading->line);
	bp_buf_release(&reading->next);
	if (reading->refused)
		return false;
	if (reading->unpacked > BUNDLE_LIMIT)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s terlalu besar untuk catatan seorang peserta"),
			reading->path);
	return sound ? ok
		     : cannot_read(reading->path,
			       reading->cause ? bp_strerror(reading->cause)
					      : _("berkasnya rusak"),
			       err);
}

bool bundle_read(const char *path, const struct bundle_taker *taker,
	struct bundle *bundle, struct bp_error *err)
{
	struct reading reading = {.path = path, .taker = taker, .bundle = bundle};
	int fd = open_regular(path, err);

	*bundle = (struct bundle){0};
	reading.file = fd < 0 ? NULL : gzdopen(fd, "rb");
	if (!reading.file) /* out of memory; else gzclose() closes the descriptor */
		return false;
	bp_digest_begin(&reading.digester);
	bundle_take_line(&reading, &reading.next);
	return bundle_close(&reading, bundle_read_lines(&reading, err), err);
}
