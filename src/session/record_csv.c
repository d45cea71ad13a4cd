/* The events of one learner as a table. */
#include <berpijar/arena.h>
#include <berpijar/csv.h>
#include <berpijar/exam.h>
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/time.h>
#include <stdio.h>

static void record_csv_number(struct bp_buf *out, double value)
{
	char text[32] = "";

	if (value >= 0)
		snprintf(text, sizeof text, "%.6g", value);
	bp_csv_put(out, bp_str(text));
}

struct table {
	struct bp_progress *progress; /* of all events */
	struct bp_arena *arena;
	struct bp_buf *out;
};

static void record_csv_apply(void *context, const struct bp_event *event)
{
	bp_progress_apply(((struct table *)context)->progress, event);
}

static void record_csv_event(
	void *context, const struct bp_event *recorded, struct bp_str verb)
{
	struct table *table = context;
	struct bp_buf *out = table->out;
	struct bp_event told = *recorded, *event = &told;
	char id[BP_UUID_LEN + 1], at[BP_TIME_ROOM], seq[24];

	if (bp_verb_find(verb, &event->verb))
		bp_attempts_tell(
			bp_progress_attempts(table->progress), table->arena, event);
	bp_uuid_write(event->id, id);
	bp_time_iso(event->at, at);
	snprintf(seq, sizeof seq, "%lld", (long long)event->seq);
	bp_csv_put(out, bp_str(seq));
	bp_csv_put(out, bp_str(id));
	bp_csv_put(out, bp_str(at));
	bp_csv_put(out, verb);
	bp_csv_put(out, event->course);
	bp_csv_put(out, event->module);
	bp_csv_put(out, event->question);
	record_csv_number(out, event->grade);
	record_csv_number(out, event->seconds);
	record_csv_number(out, event->jp_halves / 2.0);
	bp_csv_put(out, event->body);
	bp_csv_end(out);
}

bool bp_learner_export_csv(
	struct bp_store *store, struct bp_buf *out, struct bp_error *err)
{
	static const char *const heads[] = {"seq", "id", "at", "verb", "course", "module",
		"question", "grade", "seconds", "jp", "body"};

	struct table table = {bp_progress_new(), bp_arena_new(), out};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(out, bp_str(heads[i]));
	bp_csv_end(out);
	bool ok = bp_store_replay(store, 0, record_csv_apply, &table, err) &&
		bp_store_each_event(store, record_csv_event, &table, err);
	bp_progress_free(table.progress);
	bp_arena_free(table.arena);
	return ok;
}
