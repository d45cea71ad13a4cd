/* Reports of questions: their fold, and their list. */
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct report_state {
	struct bp_report report;
	bool voided;
};

struct bp_reports {
	struct bp_arena *arena;
	struct report_state *at; /* in the order in which they came */
	size_t count, room;
	struct bp_index by_id;
	struct bp_report *listed; /* those that are not voided, on the heap */
};

struct bp_reports *reports_new(void)
{
	struct bp_reports *reports = bp_alloc(1, sizeof *reports);

	reports->arena = bp_arena_new();
	return reports;
}

void reports_free(struct bp_reports *reports)
{
	bp_index_release(&reports->by_id);
	bp_arena_free(reports->arena);
	free(reports->listed);
	free(reports);
}

/* Makes the last one be found by its id. */
static void reports_index(struct bp_reports *reports)
{
	uint32_t last = (uint32_t)(reports->count - 1);

	_Static_assert(offsetof(struct report_state, report.id) == 0, "found by its id");
	bp_index_add_id(&reports->by_id, reports->at[last].report.id, last);
}

static struct bp_str reports_copy(struct bp_reports *reports, struct bp_str text)
{
	return bp_arena_str(reports->arena, text);
}

void reports_take(
	struct bp_reports *reports, const struct bp_event *event, struct body *body)
{
	const json_t *object = body_object(body);
	struct bp_str text = body_text(object, "report");

	if (!text.len)
		return;
	struct report_state *state =
		BP_PUSH(reports->arena, reports->at, reports->count, reports->room);
	state->voided = false;
	state->report = (struct bp_report){
		.at = event->at,
		.course = reports_copy(reports, event->course),
		.module = reports_copy(reports, event->module),
		.question = reports_copy(reports, event->question),
		.text = reports_copy(reports, text),
		.response = reports_copy(reports, body_text(object, "response")),
		.version = reports_copy(reports, body_text(object, "version")),
	};
	memcpy(state->report.id, event->id, sizeof state->report.id);
	reports_index(reports);
}

void reports_void(struct bp_reports *reports, const uint8_t id[16])
{
	uint32_t n =
		bp_index_find_id(&reports->by_id, reports->at, sizeof *reports->at, id);

	if (n != NONE)
		reports->at[n].voided = true;
}

static int reports_order(const void *left, const void *right)
{
	const struct bp_report *a = left, *b = right;
	int order = bp_str_order(a->course, b->course);

	if (!order)
		order = bp_str_order(a->module, b->module);
	if (!order)
		order = bp_str_order(a->question, b->question);
	if (!order)
		order = (a->at > b->at) - (a->at < b->at);
	return order ? order : memcmp(a->id, b->id, sizeof a->id);
}

const struct bp_report *bp_reports_list(struct bp_reports *reports, size_t *count)
{
	free(reports->listed);
	reports->listed = bp_alloc(reports->count + 1, sizeof *reports->listed);
	*count = 0;
	for (size_t i = 0; i < reports->count; i++)
		if (!reports->at[i].voided)
			reports->listed[(*count)++] = reports->at[i].report;
	qsort(reports->listed, *count, sizeof *reports->listed, reports_order);
	return reports->listed;
}

static void reports_tape_one(struct tape *tape, struct bp_report *report)
{
	TAPE(tape, report->id);
	TAPE(tape, report->at);
	tape_str(tape, &report->course);
	tape_str(tape, &report->module);
	tape_str(tape, &report->question);
	tape_str(tape, &report->text);
	tape_str(tape, &report->response);
	tape_str(tape, &report->version);
}

static void reports_save(struct bp_reports *reports, struct tape *tape)
{
	size_t count;

	bp_reports_list(reports, &count);
	tape_count(tape, count, sizeof(uint64_t));
	for (size_t i = 0; i < count; i++)
		reports_tape_one(tape, &reports->listed[i]);
}

static void reports_load(struct bp_reports *reports, struct tape *tape)
{
	size_t count = tape_count(tape, 0, sizeof(uint64_t));

	for (size_t i = 0; i < count && !tape->failed; i++) {
		struct report_state *state = BP_PUSH(
			reports->arena, reports->at, reports->count, reports->room);
		*state = (struct report_state){.voided = false};
		reports_tape_one(tape, &state->report);
		reports_index(reports);
	}
}

/* In the list's order, so that the bytes do not depend on how the events came. */
void reports_tape(struct bp_reports *reports, struct tape *tape)
{
	if (tape->out)
		reports_save(reports, tape);
	else
		reports_load(reports, tape);
}
