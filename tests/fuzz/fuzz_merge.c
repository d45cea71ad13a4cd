/*
 * A bundle that is whole and says anything: it is merged, all of it or nothing, and again
 * without a change; the record is sound, can be recorded in, and its own bundle makes the
 * same record elsewhere.
 *
 * The first byte of an input: even, it is the file as it is; odd, events are made of it,
 * with links and a digest that hold.
 */
#include "bundle.h"
#include "room.h"
#include <berpijar/arena.h>
#include <berpijar/json.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EVENTS   24
#define REPLICAS 4
#define RECORD   "store/learners/" ROOM_LEARNER ".db"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- an input as events ---- */

static const int64_t numbers[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT32_MAX, INT32_MIN,
	UINT32_MAX, CHAIN_MOST, CHAIN_MOST - 1, INT64_C(1764400000000),
	INT64_C(7258118400000), INT64_C(7258118399999), 1999, 2000, 1 << 20};
static const double reals[] = {0, 0.5, 1, -1, 1e308, -1e308, 1e-300, 2, 1e8};
static const char *const texts[] = {"", "ux", "satu", "q", "{}", "[]", "null",
	"{\"response\":\"b\"}", "{\"voids\":\"019a0000-0000-7000-8000-000000000001\"}",
	"{\"attempt\":\"019a0000-0000-7000-8000-000000000001\",\"response\":\"a\"}",
	"{\"seed\":\"00ff\",\"questions\":[\"q\",\"r\"],\"time\":60,\"feedback\":\"deferred\"}",
	"{\"of\":\"019a0000-0000-7000-8000-000000000001\",\"text\":\"lagi\"}",
	"{\"report\":\"keliru\"}", "{\"block\":4294967296,\"text\":\"a\"}"};
#define CHOOSE(table, n) (table)[(n) % (sizeof(table) / sizeof *(table))]

static int64_t take_number(struct room_input *input)
{
	uint64_t kind = room_take(input, 1);

	return kind & 0x80 ? (int64_t)room_take(input, 8) : CHOOSE(numbers, kind);
}

static struct bp_str take_text(struct room_input *input, struct bp_arena *arena)
{
	struct bp_buf clean = {0};
	uint64_t kind = room_take(input, 1);

	if (!(kind & 0x80))
		return bp_str(CHOOSE(texts, kind));
	bp_buf_add_clean(&clean, room_take_text(input, 60)); /* valid UTF-8 */
	struct bp_str text = bp_arena_str(arena, bp_buf_str(&clean));
	bp_buf_release(&clean);
	return text;
}

static struct bp_str take_verb(struct room_input *input, struct bp_arena *arena)
{
	uint64_t kind = room_take(input, 1);

	return kind & 0x80 ? take_text(input, arena)
			   : bp_str(bp_verb_name((enum bp_verb)(kind % BP_VERB_COUNT)));
}

/* A few ids come again and again; others are any bytes. */
static void take_id(struct room_input *input, uint8_t id[16])
{
	static const uint8_t known[16] = {1, 0x9a, 0, 0, 0, 0, 0x70, 0, 0x80};
	uint64_t kind = room_take(input, 1);

	memcpy(id, known, sizeof known);
	id[15] = (uint8_t)(kind & 15);
	for (int i = 0; kind & 0x80 && i < 16; i++)
		id[i] = (uint8_t)room_take(input, 1);
}

struct chains {
	uint8_t ids[REPLICAS][16]; /* of the record itself, and others */
	int64_t numbers[REPLICAS];
	struct bp_digest links[REPLICAS];
};

static json_t *make_event(
	struct room_input *input, struct bp_arena *arena, struct chains *chains)
{
	uint64_t kind = room_take(input, 1);
	size_t replica = kind % REPLICAS;
	int64_t number = kind & 0x80 ? take_number(input)
				     : (int64_t)((uint64_t)chains->numbers[replica] + 1);
	struct bp_event event = {.at = take_number(input)};
	struct bp_str verb = take_verb(input, arena);
	char id[BP_UUID_LEN + 1];

	take_id(input, event.id);
	event.course = take_text(input, arena);
	event.module = take_text(input, arena);
	event.question = take_text(input, arena);
	event.grade = CHOOSE(reals, room_take(input, 1));
	event.seconds = CHOOSE(reals, room_take(input, 1));
	int64_t jp = take_number(input);
	event.jp_halves = (int)jp;
	event.body = take_text(input, arena);
	struct bp_digest link = chain_link(
		&chains->links[replica], chains->ids[replica], number, &event, verb);
	chains->numbers[replica] = number;
	chains->links[replica] = link;
	bp_uuid_write(event.id, id);
	return json_pack(
		"{s:o, s:I, s:o, s:s, s:I, s:o, s:o, s:o, s:o, s:f, s:f, s:I, s:o}",
		"replica", bp_json_hex(chains->ids[replica], 16), "number",
		(json_int_t)number, "chain", bp_json_hex(link.at, sizeof link.at), "id",
		id, "at", (json_int_t)event.at, "verb", bp_json_text(verb), "course",
		bp_json_text(event.course), "module", bp_json_text(event.module),
		"question", bp_json_text(event.question), "grade", event.grade, "seconds",
		event.seconds, "jp_halves", (json_int_t)jp, "body",
		bp_json_text(event.body));
}

static void put_line(struct bp_buf *out, json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);

	bp_buf_printf(out, "%s\n", text ? text : "");
	free(text);
	json_decref(json);
}

static void make_bundle(
	struct room_input *input, const uint8_t own[16], struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf rows = {0};
	struct chains chains = {.numbers = {0}};
	int events = 0;

	memcpy(chains.ids[0], own, 16);
	for (int i = 1; i < REPLICAS; i++)
		chains.ids[i][0] = (uint8_t)i;
	for (; events < EVENTS && input->left; events++)
		put_line(&rows, make_event(input, arena, &chains));
	put_line(out,
		json_pack("{s:s, s:i, s:s, s:i, s:i}", "berpijar", "bundle", "version",
			BUNDLE_VERSION, "learner", ROOM_LEARNER, "events", events,
			"places", 0));
	bp_buf_add_str(out, bp_buf_str(&rows));
	struct bp_digest digest = bp_digest_of(bp_buf_str(out));
	put_line(out,
		json_pack("{s:o}", "sha256", bp_json_hex(digest.at, sizeof digest.at)));
	bp_buf_release(&rows);
	bp_arena_free(arena);
}

/* ---- merging it ---- */

struct sum {
	struct bp_progress *progress;
	size_t events;
};

static void add_event(void *context, const struct bp_event *event)
{
	struct sum *sum = context;

	sum->events++;
	bp_progress_apply(sum->progress, event);
}

static struct bp_store *open_record(const char *folder)
{
	struct bp_store *store;
	struct bp_error err;

	if (!bp_store_open(&store, room_path(folder), ROOM_LEARNER, BP_STORE_WRITE, &err))
		room_wrong("%s: %s", folder, err.message);
	return store;
}

static size_t count_events(struct bp_store *store, int *halves)
{
	struct sum sum = {bp_progress_new(), 0};
	struct bp_error err;

	if (!bp_store_replay(store, 0, add_event, &sum, &err))
		room_wrong("%s", err.message);
	*halves = bp_progress_jp_halves(sum.progress, 2025);
	bp_progress_free(sum.progress);
	return sum.events;
}

/* Its own bundle makes the same record elsewhere, but for what may not be told of an exam
 * that runs. */
static void check_elsewhere(struct bp_store *store)
{
	struct bp_merge merge;
	struct bp_error err;
	bool withheld;
	int halves, others;

	if (!bp_store_bundle(store, ROOM_LEARNER, room_path("own"),
		    (struct bp_bundle_how){.replace = true}, &withheld, &err))
		room_wrong("%s", err.message);
	struct bp_store *other = open_record("other");
	if (!bp_store_merge(other, room_path("own"), &merge, &err))
		room_wrong("its own bundle: %s", err.message);
	size_t events = count_events(store, &halves);
	size_t others_events = count_events(other, &others);
	if (others_events > events || (others_events < events && !withheld) ||
		others != halves)
		room_wrong(
			"another record: %zu events, JP %d, %d", events, halves, others);
	bp_store_close(other);
}

static void check_merge(struct bp_store *store)
{
	struct bp_merge merge;
	struct bp_error err;
	int halves;
	size_t before = count_events(store, &halves);
	bool ok = bp_store_merge(store, room_path("bundle"), &merge, &err);

	if (!ok && count_events(store, &halves) != before)
		room_wrong("refused, and merged in part: %s", err.message);
	if (ok &&
		(!bp_store_merge(store, room_path("bundle"), &merge, &err) ||
			merge.added))
		room_wrong("merged again: %zu added", merge.added);
	check_elsewhere(store);
}

static void check_sound(void)
{
	struct bp_health health;
	struct bp_error err = {0};

	bp_store_health(room_path("store"), ROOM_LEARNER, &health);
	if (!health.sound ||
		bp_store_try(room_path("store"), ROOM_LEARNER, &err) != BP_TRIAL_WELL)
		room_wrong("not sound: \"%s\", \"%s\"; last %lld of %lld, %lld changed, "
			   "%lld vanished, misfolded %d",
			health.fault, err.message, (long long)health.last,
			(long long)health.events, (long long)health.changed,
			(long long)health.vanished, health.misfolded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bp_buf record, lock;
	static uint8_t own[16];
	struct room_input input = {data, size};
	struct bp_buf bundle = {0};

	if (!record.len) {
		room_record("store", 5);
		room_read(RECORD, &record);
		room_read("store/learners/" ROOM_LEARNER ".lock", &lock);
		struct bp_store *store = open_record("store");
		memcpy(own, store->chain.id, sizeof own);
		bp_store_close(store);
	}
	if (room_take(&input, 1) & 1)
		make_bundle(&input, own, &bundle);
	else
		bp_buf_add(&bundle, input.at, input.left);
	room_clear("other");
	unlink(room_path(RECORD "-wal"));
	unlink(room_path(RECORD "-shm"));
	room_write(RECORD, bp_buf_str(&record));
	room_write("store/learners/" ROOM_LEARNER ".lock", bp_buf_str(&lock));
	room_write("bundle", bp_buf_str(&bundle));
	struct bp_store *store = open_record("store");
	check_merge(store);
	bp_store_close(store);
	check_sound();
	room_goes_on("store");
	bp_buf_release(&bundle);
	return 0;
}
