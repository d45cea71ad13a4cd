#include "body.h"
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct bp_reports {
	struct bp_arena *arena;
	struct bp_report *at;
	size_t count, room;
};

struct bp_reports *bp_reports_new(void)
{
	struct bp_reports *reports = bp_alloc(1, sizeof *reports);

	reports->arena = bp_arena_new();
	return reports;
}

void bp_reports_free(struct bp_reports *reports)
{
	if (!reports)
		return;
	bp_arena_free(reports->arena);
	free(reports);
}

static struct bp_str copy(struct bp_reports *reports, struct bp_str text)
{
	return bp_arena_str(reports->arena, text);
}

void bp_reports_apply(struct bp_reports *reports, const struct bp_event *event)
{
	if (event->verb != BP_ANNOTATED || !event->question.len)
		return;
	json_t *body = bp_body_read(event->body);
	struct bp_str text = bp_body_text(body, "report");
	if (text.len) {
		struct bp_report *report = BP_PUSH(
			reports->arena, reports->at, reports->count, reports->room);
		*report = (struct bp_report){
			.at = event->at,
			.course = copy(reports, event->course),
			.module = copy(reports, event->module),
			.question = copy(reports, event->question),
			.text = copy(reports, text),
			.response = copy(reports, bp_body_text(body, "response")),
			.version = copy(reports, bp_body_text(body, "version")),
		};
		memcpy(report->id, event->id, sizeof report->id);
	}
	json_decref(body);
}

void bp_reports_void(struct bp_reports *reports, const uint8_t id[16])
{
	size_t kept = 0;

	for (size_t i = 0; i < reports->count; i++)
		if (memcmp(reports->at[i].id, id, 16) != 0)
			reports->at[kept++] = reports->at[i];
	reports->count = kept;
}

static int compare_str(struct bp_str a, struct bp_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare(const void *left, const void *right)
{
	const struct bp_report *a = left, *b = right;
	int order = compare_str(a->course, b->course);

	if (!order)
		order = compare_str(a->module, b->module);
	if (!order)
		order = compare_str(a->question, b->question);
	if (!order)
		order = (a->at > b->at) - (a->at < b->at);
	return order ? order : memcmp(a->id, b->id, sizeof a->id);
}

const struct bp_report *bp_reports_list(struct bp_reports *reports, size_t *count)
{
	if (reports->count)
		qsort(reports->at, reports->count, sizeof *reports->at, compare);
	*count = reports->count;
	return reports->at;
}

static void tape_report(struct tape *tape, struct bp_report *report)
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

/* In the order of the list, not of when it was last asked for. */
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
		tape_report(tape, &reports->at[i]);
}
