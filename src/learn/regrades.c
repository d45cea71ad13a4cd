/*
 * What was graded anew: the fold of BP_SCORED events. Each makes a row for every answer
 * and attempt that it names; the rows of one of these hang on its target, so that they are
 * found by its id, whichever of the two comes first.
 */
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct regrade_state {
	struct bp_regrade regrade;
	bool voided; /* taken back */
};

struct regrade_target {
	uint8_t id[16]; /* first, for bp_index_find_id() */
	uint32_t last;  /* its newest row, or NONE */
};

struct regrade_row {
	struct bp_rescored now;
	uint32_t of;   /* the regrade that says so */
	uint32_t next; /* an older row of the same target, or NONE */
};

struct bp_regrades {
	struct bp_arena *arena;
	struct regrade_state *at;
	struct regrade_row *rows;
	struct regrade_target *targets;
	size_t count, room, row_count, row_room, target_count, target_room;
	struct bp_index by_target;
};

struct bp_regrades *regrades_new(void)
{
	struct bp_regrades *regrades = bp_alloc(1, sizeof *regrades);

	regrades->arena = bp_arena_new();
	return regrades;
}

void regrades_free(struct bp_regrades *regrades)
{
	bp_index_release(&regrades->by_target);
	bp_arena_free(regrades->arena);
	free(regrades);
}

/* ---- bodies ---- */

static json_t *regrades_describe(
	const struct bp_rescored *list, size_t count, bool attempts)
{
	json_t *all = json_object();
	char id[BP_UUID_LEN + 1];

	for (size_t i = 0; i < count; i++) {
		bp_uuid_write(list[i].id, id);
		json_t *grade =
			list[i].grade < 0 ? json_null() : json_real(list[i].grade);
		json_object_set_new(all, id,
			attempts ? json_pack("{s:o, s:b}", "score", grade, "passed",
					   list[i].passed)
				 : grade);
	}
	return all;
}

static void regrades_set_score(json_t *body, const char *key, double score)
{
	if (score >= 0)
		json_object_set_new(body, key, json_real(score));
}

void bp_regrade_write(const struct bp_regrade *regrade, struct bp_buf *out)
{
	json_t *body = json_object();

	body_set_text(body, "name", regrade->name);
	body_set_text(body, "title", regrade->title);
	if (regrade->dropped)
		json_object_set_new(body, "void", json_true());
	json_object_set_new(body, "answers",
		regrades_describe(regrade->answers, regrade->answer_count, false));
	json_object_set_new(body, "attempts",
		regrades_describe(regrade->attempts, regrade->attempt_count, true));
	regrades_set_score(body, "before", regrade->before);
	regrades_set_score(body, "after", regrade->after);
	if (regrade->proved)
		body_set_text(body, "proof", regrade->proof);
	body_write(body, out);
}

/* A number of 0..1; -1: it is something else. */
static double regrades_grade(const json_t *value)
{
	double grade = json_is_number(value) ? json_number_value(value) : -1;

	return grade >= 0 && grade <= 1 ? grade : -1;
}

/* ---- the fold ---- */

static struct regrade_target *regrades_target(
	struct bp_regrades *regrades, const uint8_t id[16])
{
	_Static_assert(offsetof(struct regrade_target, id) == 0, "found by its id");
	uint32_t n = bp_index_find_id(
		&regrades->by_target, regrades->targets, sizeof *regrades->targets, id);

	if (n != NONE)
		return &regrades->targets[n];
	bp_index_add_id(&regrades->by_target, id, (uint32_t)regrades->target_count);
	struct regrade_target *made = BP_PUSH(regrades->arena, regrades->targets,
		regrades->target_count, regrades->target_room);
	*made = (struct regrade_target){.last = NONE};
	memcpy(made->id, id, sizeof made->id);
	return made;
}

/* Makes a row for each id in one of the body's objects. */
static void regrades_take_rows(
	struct bp_regrades *regrades, const json_t *all, bool attempts)
{
	void *at = json_object_iter((json_t *)all);

	for (; at; at = json_object_iter_next((json_t *)all, at)) {
		const json_t *value = json_object_iter_value(at);
		const json_t *grade = attempts ? json_object_get(value, "score") : value;
		struct regrade_row row = {
			.now = {.grade = regrades_grade(grade),
				.passed = body_is_true(value, "passed")},
			.of = (uint32_t)regrades->count - 1,
		};
		if (!bp_uuid_read(bp_str(json_object_iter_key(at)), row.now.id))
			continue;
		struct regrade_target *target = regrades_target(regrades, row.now.id);
		row.next = target->last;
		target->last = (uint32_t)regrades->row_count;
		*BP_PUSH(regrades->arena, regrades->rows, regrades->row_count,
			regrades->row_room) = row;
	}
}

static struct bp_str regrades_copy(struct bp_regrades *regrades, struct bp_str text)
{
	return bp_arena_str(regrades->arena, text);
}

void regrades_take(
	struct bp_regrades *regrades, const struct bp_event *event, struct body *body)
{
	const json_t *object = body_object(body);
	struct regrade_state *made =
		BP_PUSH(regrades->arena, regrades->at, regrades->count, regrades->room);

	*made = (struct regrade_state){.voided = false};
	made->regrade = (struct bp_regrade){
		.at = event->at,
		.course = regrades_copy(regrades, event->course),
		.module = regrades_copy(regrades, event->module),
		.question = regrades_copy(regrades, event->question),
		.name = regrades_copy(regrades, body_text(object, "name")),
		.title = regrades_copy(regrades, body_text(object, "title")),
		.proof = regrades_copy(regrades, body_text(object, "proof")),
		.dropped = body_is_true(object, "void"),
		.proved = json_is_string(json_object_get(object, "proof")),
		.before = regrades_grade(json_object_get(object, "before")),
		.after = regrades_grade(json_object_get(object, "after")),
	};
	memcpy(made->regrade.id, event->id, sizeof made->regrade.id);
	regrades_take_rows(regrades, json_object_get(object, "answers"), false);
	regrades_take_rows(regrades, json_object_get(object, "attempts"), true);
}

void regrades_void(struct bp_regrades *regrades, const uint8_t id[16])
{
	for (size_t i = 0; i < regrades->count; i++)
		regrades->at[i].voided |= memcmp(regrades->at[i].regrade.id, id, 16) == 0;
}

/* ---- what is asked of it ---- */

/* Whether a regrade is about this question, or about any if that has no name. */
static bool regrades_is_of(const struct regrade_state *state, struct regrade_of of)
{
	return !state->voided && bp_str_equal(state->regrade.module, of.module) &&
		bp_str_equal(state->regrade.course, of.course) &&
		(!of.question.at || bp_str_equal(state->regrade.question, of.question));
}

static void regrades_add_up(struct regraded *sum, const struct regrade_row *row,
	const struct bp_regrade *by, struct moment *newest)
{
	struct moment moment = moment_of(by->id, by->at);

	sum->best = row->now.grade > sum->best ? row->now.grade : sum->best;
	sum->passed |= row->now.passed;
	if (moment_order(&moment, newest) <= 0)
		return;
	*newest = moment;
	sum->found = true;
	sum->grade = row->now.grade;
	sum->dropped = by->dropped;
}

struct regraded regrades_find(
	const struct bp_regrades *regrades, const uint8_t id[16], struct regrade_of of)
{
	struct regraded sum = {.grade = -1, .best = -1};
	struct moment newest = moment_of(id, of.at);
	uint32_t target = bp_index_find_id(&regrades->by_target, regrades->targets,
			 sizeof *regrades->targets, id),
		 n = target == NONE ? NONE : regrades->targets[target].last;

	for (; n != NONE; n = regrades->rows[n].next) {
		const struct regrade_row *row = &regrades->rows[n];
		const struct regrade_state *by = &regrades->at[row->of];
		if (regrades_is_of(by, of))
			regrades_add_up(&sum, row, &by->regrade, &newest);
	}
	return sum;
}

struct bp_rescored bp_regrades_answer(
	const struct bp_regrades *regrades, const struct bp_event *answer)
{
	struct bp_rescored now = {.grade = answer->grade};
	struct regraded again = regrades_find(regrades, answer->id,
		(struct regrade_of){
			answer->course, answer->module, answer->question, answer->at});

	memcpy(now.id, answer->id, sizeof now.id);
	now.dropped = again.found && again.dropped;
	if (again.found)
		now.grade = again.grade;
	return now;
}

static int regrades_order(const void *left, const void *right)
{
	const struct bp_regrade *a = left, *b = right;

	return event_order(a->id, a->at, b->id, b->at);
}

const struct bp_regrade *bp_regrades_list(struct bp_regrades *regrades, size_t *count)
{
	struct bp_regrade *list =
		bp_arena_alloc(regrades->arena, regrades->count + 1, sizeof *list);

	*count = 0;
	for (size_t i = 0; i < regrades->count; i++)
		if (!regrades->at[i].voided)
			list[(*count)++] = regrades->at[i].regrade;
	qsort(list, *count, sizeof *list, regrades_order);
	return list;
}

/* ---- snapshots ---- */

static void regrades_tape_one(struct tape *tape, struct bp_regrade *regrade)
{
	TAPE(tape, regrade->id);
	TAPE(tape, regrade->at);
	tape_str(tape, &regrade->course);
	tape_str(tape, &regrade->module);
	tape_str(tape, &regrade->question);
	tape_str(tape, &regrade->name);
	tape_str(tape, &regrade->title);
	tape_str(tape, &regrade->proof);
	tape_bool(tape, &regrade->dropped);
	tape_bool(tape, &regrade->proved);
	tape_double(tape, &regrade->before, -1, 1);
	tape_double(tape, &regrade->after, -1, 1);
}

/* Their rows are not kept: with any of them, all events are folded (progress.c). */
void regrades_tape(struct bp_regrades *regrades, struct tape *tape)
{
	size_t count = 0;
	const struct bp_regrade *list =
		tape->out ? bp_regrades_list(regrades, &count) : NULL;

	count = tape_count(tape, count, sizeof(uint64_t));
	for (size_t i = 0; i < count && !tape->failed; i++) {
		struct bp_regrade one = list ? list[i] : (struct bp_regrade){0};
		regrades_tape_one(tape, &one);
		if (!list)
			*BP_PUSH(regrades->arena, regrades->at, regrades->count,
				regrades->room) = (struct regrade_state){.regrade = one};
	}
}
