/*
 * forge_record STORE LEARNER HOW [OTHER]: writes into a record what the player never writes,
 * with a chain that holds, as whoever can write the file could:
 *
 *	answer   the last right answer once more, with another response and the same grade
 *	minutes  a hundred hours of reading
 *	empty    all of it but its answers, into the record of OTHER
 *	elsewhere  JP from elsewhere that say they are of the module of the last right answer
 */
#include <berpijar/arena.h>
#include <berpijar/course.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <string.h>

#define HUNDRED_HOURS 360000.0 /* seconds */

struct record {
	struct bp_arena *arena;
	struct bp_event *events;
	size_t count, room;
};

static void record_take(void *context, const struct bp_event *event)
{
	struct record *record = context;
	struct bp_event *mine =
		BP_PUSH(record->arena, record->events, record->count, record->room);

	*mine = *event;
	mine->seq = 0;
	memset(mine->id, 0, sizeof mine->id);
	mine->course = bp_arena_str(record->arena, event->course);
	mine->module = bp_arena_str(record->arena, event->module);
	mine->question = bp_arena_str(record->arena, event->question);
	mine->body = bp_arena_str(record->arena, event->body);
}

/* The last event with that verb, to be changed and recorded again. */
static struct bp_event *record_last(struct record *record, enum bp_verb verb)
{
	for (size_t i = record->count; i-- > 0;)
		if (record->events[i].verb == verb)
			return &record->events[i];
	return NULL;
}

static bool forge_answer(
	struct record *record, struct bp_store *store, struct bp_error *err)
{
	static const char given[] = "\"response\":\"a\"";
	struct bp_event *event = record_last(record, BP_ANSWERED);
	size_t at = event ? bp_str_find(event->body, bp_str(given), 0) : 0;

	if (!event || at >= event->body.len)
		return bp_fail(err, BP_ERROR_INPUT, "no such answer");
	char *body = bp_arena_cstr(record->arena, event->body);
	body[at + strlen(given) - 2] = 'b';
	event->body = bp_str(body);
	return bp_store_append(store, event, 1, err);
}

static bool forge_minutes(
	struct record *record, struct bp_store *store, struct bp_error *err)
{
	struct bp_event *event = record_last(record, BP_COMPLETED);

	if (!event)
		return bp_fail(err, BP_ERROR_INPUT, "nothing is finished");
	event->verb = BP_PROGRESSED;
	event->grade = -1;
	event->seconds = HUNDRED_HOURS;
	event->jp_halves = 0;
	event->body = BP_STR("");
	return bp_store_append(store, event, 1, err);
}

static bool forge_empty(
	struct record *record, struct bp_store *store, struct bp_error *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < record->count; i++)
		if (record->events[i].verb != BP_ANSWERED)
			ok = bp_store_append(store, &record->events[i], 1, err);
	return ok;
}

/* With everything that an event may carry. */
static bool forge_elsewhere(
	struct record *record, struct bp_store *store, struct bp_error *err)
{
	struct bp_event *event = record_last(record, BP_ANSWERED);

	if (!event)
		return bp_fail(err, BP_ERROR_INPUT, "nothing is answered");
	event->verb = BP_ATTENDED;
	event->grade = 1;
	event->seconds = HUNDRED_HOURS;
	event->jp_halves = BP_JP_HALVES_MOST;
	event->body = BP_STR("{\"title\":\"Palsu\",\"organizer\":\"Palsu\","
			     "\"begins\":\"2026-01-01\",\"ends\":\"2026-01-01\","
			     "\"halves\":1999,\"version\":\"9\",\"round\":true}");
	return bp_store_append(store, event, 1, err);
}

static const struct way {
	const char *name;
	bool (*forge)(
		struct record *record, struct bp_store *store, struct bp_error *err);
} ways[] = {{"answer", forge_answer}, {"minutes", forge_minutes}, {"empty", forge_empty},
	{"elsewhere", forge_elsewhere}};

static const struct way *way_named(const char *name)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(ways[i].name, name) == 0)
			return &ways[i];
	return NULL;
}

static bool forge(const char *folder, const char *from, const char *to,
	const struct way *way, struct bp_error *err)
{
	struct record record = {.arena = bp_arena_new()};
	struct bp_store *store;
	bool ok = bp_store_open(&store, folder, from, BP_STORE_READ, err);

	if (ok) {
		ok = bp_store_replay(store, 0, record_take, &record, err);
		bp_store_close(store);
	}
	if (ok && bp_store_open(&store, folder, to, BP_STORE_WRITE, err)) {
		ok = way->forge(&record, store, err);
		bp_store_close(store);
	} else {
		ok = false;
	}
	bp_arena_free(record.arena);
	return ok;
}

int main(int argc, char **argv)
{
	const struct way *way = argc > 3 ? way_named(argv[3]) : NULL;
	struct bp_error err = {0};

	if (!way || !forge(argv[1], argv[2], argc > 4 ? argv[4] : argv[2], way, &err)) {
		fprintf(stderr, "forge_record: %s\n", way ? err.message : "how?");
		return 1;
	}
	return 0;
}
