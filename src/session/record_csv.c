/* The events of one learner as a table. */
#include <berpijar/csv.h>
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

static void record_csv_event(
	void *context, const struct bp_event *event, struct bp_str verb)
{
	struct bp_buf *out = context;
	char id[BP_UUID_LEN + 1], at[BP_TIME_ROOM], seq[24];

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

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(out, bp_str(heads[i]));
	bp_csv_end(out);
	return bp_store_each_event(store, record_csv_event, out, err);
}
