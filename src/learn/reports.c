/* Reports of questions: their fold, and their list. */
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct bp_reports {
	struct bp_arena *arena;
	struct bp_report *at;
	size_t count, room;
};

struct bp_reports *reports_new(void)
{
	struct bp_reports *reports = bp_alloc(1, sizeof *reports);

	reports->arena = bp_arena_new();
	return reports;
}

void reports_free(struct bp_reports *reports)
{
	bp_arena_free(reports->arena);
	free(reports);
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
	struct bp_report *report =
		BP_PUSH(reports->arena, reports->at, reports->count, reports->room);
	*report = (struct bp_report){
		.at = event->at,
		.course = reports_copy(reports, event->course),
		.module = reports_copy(reports, event->module),
		.question = reports_copy(reports, event->question),
		.text = reports_copy(reports, text),
		.response = reports_copy(reports, body_text(object, "response")),
		.version = reports_copy(reports, body_text(object, "version")),
	};
	memcpy(report->id, event->id, sizeof report->id);
}

void reports_void(struct bp_reports *reports, const uint8_t id[16])
{
	size_t kept = 0;

	for (size_t i = 0; i < reports->count; i++)
		if (memcmp(reports->at[i].id, id, 16) != 0)
			reports->at[kept++] = reports->at[i];
	reports->count = kept;
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
	if (reports->count)
		qsort(reports->at, reports->count, sizeof *reports->at, reports_order);
	*count = reports->count;
	return reports->at;
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

/* Writes them in the list's order: that in memory depends on when it was last sorted. */
void reports_tape(struct bp_reports *reports, struct tape *tape)
{
	size_t count = tape_count(tape, reports->count, sizeof(uint64_t));

	if (!tape->out && count) {
		reports->at = bp_arena_alloc(reports->arena, count, sizeof *reports->at);
		reports->count = reports->room = count;
	}
	if (tape->out)
		bp_reports_list(reports, &count);
	for (size_t i = 0; i < count; i++)
		reports_tape_one(tape, &reports->at[i]);
}
