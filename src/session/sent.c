/* The marks of what was sent: STORE/sync/ID/marks. */
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/sent.h>
#include <berpijar/travel.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define SENT_LIMIT (4 << 20) /* bytes of the file */

static void sent_folder(const char *store, const char *learner, struct bp_buf *path)
{
	bp_buf_printf(path, "%s/sync/%s", store, learner);
}

/* A number that can be one; else 0. */
static int64_t sent_number(const json_t *json, const char *name)
{
	int64_t value = json_integer_value(json_object_get(json, name));

	return value > 0 && value < INT64_C(1) << 53 ? value : 0;
}

static void sent_text(const json_t *json, const char *name, char *out, size_t room)
{
	const char *text = json_string_value(json_object_get(json, name));

	snprintf(out, room, "%s", text ? text : "");
}

static void sent_take_replica(
	struct bp_sent *sent, struct bp_arena *arena, const char *name, json_t *json)
{
	struct bp_sent_replica marks = {.acked = sent_number(json, "acked"),
		.seen = sent_number(json, "seen"),
		.pulled = sent_number(json, "pulled"),
		.skipped = sent_number(json, "skipped")};

	if (sent->count < BP_SENT_REPLICAS_MOST &&
		bp_hex_read(bp_str(name), marks.id, sizeof marks.id))
		*BP_PUSH(arena, sent->replicas, sent->count, sent->room) = marks;
}

static bool sent_take(struct bp_sent *sent, struct bp_arena *arena, json_t *json)
{
	const char *uuid = json_string_value(json_object_get(json, "learner"));
	const char *event = json_string_value(json_object_get(json, "event"));
	const char *name;
	json_t *one;

	if (!bp_uuid_read(bp_str(uuid), sent->learner))
		return false;
	sent_text(json, "to", sent->to, sizeof sent->to);
	sent_text(json, "trouble", sent->trouble, sizeof sent->trouble);
	sent->at = sent_number(json, "at");
	sent->answered = sent_number(json, "answered");
	sent->seq = sent_number(json, "seq");
	bp_uuid_read(bp_str(event), sent->event);
	json_object_foreach(json_object_get(json, "replicas"), name, one)
		sent_take_replica(sent, arena, name, one);
	return true;
}

bool bp_sent_read_named(const char *store, const char *learner, const char *name,
	struct bp_arena *arena, struct bp_sent *sent)
{
	struct bp_buf folder = {0}, text = {0};
	int root = -1;

	*sent = (struct bp_sent){.at = 0};
	sent_folder(store, learner, &folder);
	json_t *json = bp_is_folder(folder.at) && bp_root_open(folder.at, &root, NULL) &&
			bp_root_read(root, name, SENT_LIMIT, &text, NULL)
		? json_loadb(text.len ? text.at : "", text.len, 0, NULL)
		: NULL;
	bool ok = json && sent_take(sent, arena, json);
	if (!ok)
		*sent = (struct bp_sent){.at = 0};
	json_decref(json);
	if (root >= 0)
		close(root);
	bp_buf_release(&folder);
	bp_buf_release(&text);
	return ok;
}

bool bp_sent_read(const char *store, const char *learner, struct bp_arena *arena,
	struct bp_sent *sent)
{
	return bp_sent_read_named(store, learner, "marks", arena, sent);
}

static json_t *sent_describe_replica(const struct bp_sent_replica *marks)
{
	return json_pack("{s:I, s:I, s:I, s:I}", "acked", (json_int_t)marks->acked,
		"seen", (json_int_t)marks->seen, "pulled", (json_int_t)marks->pulled,
		"skipped", (json_int_t)marks->skipped);
}

static json_t *sent_describe(const struct bp_sent *sent)
{
	json_t *replicas = json_object();
	char uuid[BP_UUID_LEN + 1], event[BP_UUID_LEN + 1];

	for (size_t i = 0; i < sent->count; i++) {
		struct bp_buf id = {0};
		bp_hex_add(&id, sent->replicas[i].id, sizeof sent->replicas[i].id);
		json_object_set_new(
			replicas, id.at, sent_describe_replica(&sent->replicas[i]));
		bp_buf_release(&id);
	}
	bp_uuid_write(sent->learner, uuid);
	bp_uuid_write(sent->event, event);
	return json_pack("{s:s, s:i, s:o, s:s, s:I, s:I, s:I, s:s, s:o, s:o}", "berpijar",
		"sync", "version", 1, "to", bp_json_text(bp_str(sent->to)), "learner",
		uuid, "at", (json_int_t)sent->at, "answered", (json_int_t)sent->answered,
		"seq", (json_int_t)sent->seq, "event", event, "trouble",
		bp_json_text(bp_str(sent->trouble)), "replicas", replicas);
}

bool bp_sent_write_named(const char *store, const char *learner, const char *name,
	const struct bp_sent *sent, struct bp_error *err)
{
	struct bp_buf path = {0}, text = {0};
	json_t *json = sent_describe(sent);

	bp_json_write(json, JSON_COMPACT, &text);
	bp_buf_add_char(&text, '\n');
	json_decref(json);
	sent_folder(store, learner, &path);
	bool ok = bp_make_folder(path.at, err);
	bp_buf_printf(&path, "/%s", name);
	ok = ok && bp_file_write_private(path.at, bp_buf_str(&text), true, err);
	bp_buf_release(&path);
	bp_buf_release(&text);
	return ok;
}

bool bp_sent_write(const char *store, const char *learner, const struct bp_sent *sent,
	struct bp_error *err)
{
	return bp_sent_write_named(store, learner, "marks", sent, err);
}

bool bp_sent_rename(
	const char *store, const char *from, const char *to, struct bp_error *err)
{
	struct bp_buf old = {0}, new = {0};

	sent_folder(store, from, &old);
	sent_folder(store, to, &new);
	bool ok = rename(old.at, new.at) == 0 || errno == ENOENT ||
		bp_fail(err, BP_ERROR_SYSTEM, "%s: %s", old.at, bp_strerror(errno));
	bp_buf_release(&old);
	bp_buf_release(&new);
	return ok;
}

struct bp_sent_replica *bp_sent_of(
	struct bp_sent *sent, struct bp_arena *arena, const uint8_t replica[16])
{
	for (size_t i = 0; i < sent->count; i++)
		if (memcmp(sent->replicas[i].id, replica, 16) == 0)
			return &sent->replicas[i];
	struct bp_sent_replica *marks =
		BP_PUSH(arena, sent->replicas, sent->count, sent->room);
	*marks = (struct bp_sent_replica){.acked = 0};
	memcpy(marks->id, replica, sizeof marks->id);
	return marks;
}

struct sent_counted {
	const struct bp_sent *sent;
	int64_t answers, results;
	bool known; /* the event up to which all is acknowledged is there */
};

static void sent_count(void *context, const struct bp_event *event)
{
	struct sent_counted *counted = context;
	const struct bp_sent *sent = counted->sent;

	if (event->seq == sent->seq) {
		counted->known = memcmp(event->id, sent->event, sizeof event->id) == 0;
		return;
	}
	counted->answers += event->verb == BP_ANSWERED;
	counted->results += event->verb == BP_COMPLETED || event->verb == BP_PASSED ||
		event->verb == BP_FAILED;
}

bool bp_sent_waiting(struct bp_store *store, const struct bp_sent *sent, int64_t *answers,
	int64_t *results)
{
	struct sent_counted counted = {.sent = sent, .known = sent->seq == 0};
	uint8_t learner[16];

	if (!bp_store_identity(store, learner) ||
		memcmp(learner, sent->learner, sizeof learner) != 0 ||
		!bp_store_replay(
			store, sent->seq ? sent->seq - 1 : 0, sent_count, &counted, NULL))
		return false;
	*answers = counted.answers;
	*results = counted.results;
	return counted.known;
}

static json_t *sent_time(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return at && *text ? json_string(text) : json_null();
}

void bp_sent_print(const char *id, const struct bp_sent *sent, int64_t events,
	int64_t answers, int64_t since, struct bp_buf *out)
{
	json_t *json = json_pack("{s:s, s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "id", id,
		"waiting", (json_int_t)events, "waiting_answers", (json_int_t)answers,
		"since", events ? sent_time(since) : json_null(), "acknowledged",
		sent_time(sent->at), "answered", sent_time(sent->answered), "to",
		bp_json_text(bp_str(sent->to)), "trouble",
		bp_json_text(bp_str(sent->trouble)));

	bp_json_write(json, JSON_COMPACT, out);
	bp_buf_add_char(out, '\n');
	json_decref(json);
}

/* ---- tombstones ---- */

#define ERASED_MOST 1000000 /* names in the folder */

static void erased_path(const char *store, const char *learner, struct bp_buf *path)
{
	bp_buf_printf(path, "%s/sync/erased%s%s", store, *learner ? "/" : "", learner);
}

bool bp_erased_note(const char *store, const uint8_t learner[16], struct bp_error *err)
{
	struct bp_buf path = {0};
	char word[BP_UUID_LEN + 1];

	bp_uuid_write(learner, word);
	erased_path(store, "", &path);
	bool ok = bp_make_folder(path.at, err);
	bp_buf_clear(&path);
	erased_path(store, word, &path);
	ok = ok && bp_file_write_private(path.at, (struct bp_str){0}, true, err);
	bp_buf_release(&path);
	return ok;
}

void bp_erased_forget(const char *store, const uint8_t learner[16])
{
	struct bp_buf path = {0};
	char word[BP_UUID_LEN + 1];

	bp_uuid_write(learner, word);
	erased_path(store, word, &path);
	unlink(path.at);
	bp_buf_release(&path);
}

/* Whether who has a UUID, or had it before records were joined, was erased. */
static bool erased_is(const char *store, const uint8_t learner[16])
{
	char word[BP_UUID_LEN + 1];
	struct bp_buf path = {0};
	bool erased = false, more = true;

	bp_uuid_write(learner, word);
	for (int hops = 0; !erased && more && hops < BP_JOINED_HOPS; hops++) {
		bp_buf_clear(&path);
		erased_path(store, word, &path);
		erased = bp_is_file(path.at);
		more = bp_joined_into(store, word, word);
	}
	bp_buf_release(&path);
	return erased;
}

bool bp_erased_allows(
	const char *store, const struct bp_bundle_info *info, struct bp_error *err)
{
	return !info->identified || !erased_is(store, info->uuid) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("data peserta ini sudah dihapus dan tidak diterima lagi"));
}

void bp_erased_list(const char *store, struct bp_arena *arena, struct bp_names *names)
{
	struct bp_names all = {0};
	struct bp_buf path = {0};
	uint8_t id[16];
	int root = -1;

	erased_path(store, "", &path);
	if (bp_is_folder(path.at) && bp_root_open(path.at, &root, NULL))
		bp_root_names(root, ERASED_MOST, arena, &all, NULL);
	for (size_t i = 0; i < all.count; i++) {
		struct bp_buf told = {0};
		if (bp_uuid_read(bp_str(all.at[i]), id) &&
			bp_root_read(root, all.at[i], 100, &told, NULL) && !told.len)
			*BP_PUSH(arena, names->at, names->count, names->room) = all.at[i];
		bp_buf_release(&told);
	}
	if (root >= 0)
		close(root);
	bp_buf_release(&path);
}

bool bp_erased_told(const char *store, const char *learner, struct bp_error *err)
{
	struct bp_buf path = {0};

	erased_path(store, learner, &path);
	bool ok = bp_file_write_private(path.at, BP_STR("told\n"), true, err);
	bp_buf_release(&path);
	return ok;
}
