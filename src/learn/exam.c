#include "body.h"
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct kept_attempt {
	struct bp_attempt attempt;
	bool begun; /* its beginning has come; others may have come before */
};

struct bp_attempts {
	struct bp_arena *arena;
	struct kept_attempt *at;
	size_t count, room;
};

struct bp_attempts *bp_attempts_new(void)
{
	return bp_alloc(1, sizeof(struct bp_attempts));
}

void bp_attempts_free(struct bp_attempts *attempts)
{
	if (!attempts)
		return;
	bp_arena_free(attempts->arena);
	free(attempts);
}

static struct kept_attempt *need(struct bp_attempts *attempts, const uint8_t id[16])
{
	for (size_t i = 0; i < attempts->count; i++)
		if (memcmp(attempts->at[i].attempt.id, id, 16) == 0)
			return &attempts->at[i];
	if (!attempts->arena)
		attempts->arena = bp_arena_new();
	struct kept_attempt *kept =
		BP_PUSH(attempts->arena, attempts->at, attempts->count, attempts->room);
	*kept = (struct kept_attempt){.attempt.score = -1};
	memcpy(kept->attempt.id, id, 16);
	return kept;
}

/* The place of a question's answer; it is made where the draw has not come yet. */
static struct bp_given *given(
	struct bp_attempts *attempts, struct bp_attempt *attempt, struct bp_str question)
{
	for (size_t i = 0; i < attempt->count; i++)
		if (bp_str_equal(attempt->given[i].question, question))
			return &attempt->given[i];
	struct bp_given *made =
		BP_PUSH(attempts->arena, attempt->given, attempt->count, attempt->room);
	*made = (struct bp_given){
		.question = bp_arena_str(attempts->arena, question), .at = INT64_MIN};
	return made;
}

/* ---- bodies ---- */

void bp_attempt_write(const struct bp_attempt *attempt, struct bp_buf *out)
{
	json_t *body = json_object(), *questions = json_array();

	for (size_t i = 0; i < attempt->count; i++)
		json_array_append_new(questions,
			json_stringn(attempt->given[i].question.at,
				attempt->given[i].question.len));
	bp_body_set_hash(body, "seed", attempt->seed);
	json_object_set_new(body, "questions", questions);
	json_object_set_new(body, "time", json_integer(attempt->time_seconds));
	bp_body_write(body, out);
}

void bp_attempt_write_cut(
	const struct bp_attempt *attempt, int64_t away_seconds, struct bp_buf *out)
{
	json_t *body = json_object();

	bp_body_set_id(body, "attempt", attempt->id);
	json_object_set_new(body, "away", json_integer(away_seconds));
	bp_body_write(body, out);
}

void bp_attempt_write_end(const struct bp_attempt *attempt, struct bp_buf *out)
{
	json_t *body = json_object();

	bp_body_set_id(body, "attempt", attempt->id);
	if (attempt->timed_out)
		json_object_set_new(body, "timed_out", json_true());
	bp_body_write(body, out);
}

/* ---- the fold ---- */

/* Answers that came before the draw keep their places behind it, in no order that shows:
 * the draw's order is put in front. */
static void take_draw(
	struct bp_attempts *attempts, struct bp_attempt *attempt, json_t *questions)
{
	size_t index;
	json_t *value;

	json_array_foreach(questions, index, value)
	{
		struct bp_str id = {json_string_value(value), json_string_length(value)};
		struct bp_given *found =
			json_is_string(value) ? given(attempts, attempt, id) : NULL;
		if (!found)
			continue;
		size_t at = (size_t)(found - attempt->given), to = index;
		struct bp_given held = *found;
		for (; at > to; at--)
			attempt->given[at] = attempt->given[at - 1];
		attempt->given[at] = held;
	}
}

static void begin(struct bp_attempts *attempts, const struct bp_event *event)
{
	json_t *body = bp_body_read(event->body);
	struct kept_attempt *kept = need(attempts, event->id);
	struct bp_attempt *attempt = &kept->attempt;

	if (body && !kept->begun) {
		kept->begun = true;
		attempt->at = event->at;
		attempt->course = bp_arena_str(attempts->arena, event->course);
		attempt->module = bp_arena_str(attempts->arena, event->module);
		attempt->seed = bp_body_hash(body, "seed");
		attempt->time_seconds =
			(int)json_integer_value(json_object_get(body, "time"));
		take_draw(attempts, attempt, json_object_get(body, "questions"));
	}
	json_decref(body);
}

static void answer(struct bp_attempts *attempts, struct bp_attempt *attempt,
	const struct bp_event *event, json_t *body)
{
	struct bp_given *to = given(attempts, attempt, event->question);

	if (event_order(event->id, event->at, to->by, to->at) <= 0 ||
		!json_is_string(json_object_get(body, "response")))
		return;
	to->response = bp_arena_str(attempts->arena, bp_body_text(body, "response"));
	to->grade = event->grade;
	to->at = event->at;
	memcpy(to->by, event->id, sizeof to->by);
}

static void end(struct bp_attempt *attempt, const struct bp_event *event, json_t *body)
{
	if (attempt->ended && event->at >= attempt->ended_at)
		return;
	attempt->ended = true;
	attempt->ended_at = event->at;
	attempt->passed = event->verb == BP_PASSED;
	attempt->timed_out = json_is_true(json_object_get(body, "timed_out"));
	attempt->score = event->grade;
}

static void cut(struct bp_attempt *attempt, json_t *body)
{
	json_int_t away = json_integer_value(json_object_get(body, "away"));

	attempt->cuts++;
	attempt->away_seconds += away > 0 ? away : 0;
}

void bp_attempts_apply(struct bp_attempts *attempts, const struct bp_event *event)
{
	bool ends = event->verb == BP_PASSED || event->verb == BP_FAILED;
	uint8_t id[16];

	if (event->verb == BP_ATTEMPTED)
		begin(attempts, event);
	if ((event->verb != BP_ANSWERED && event->verb != BP_PROGRESSED && !ends) ||
		bp_str_find(event->body, BP_STR("\"attempt\""), 0) == SIZE_MAX)
		return;
	json_t *body = bp_body_read(event->body);
	if (bp_body_id(body, "attempt", id)) {
		struct kept_attempt *kept = need(attempts, id);
		if (ends)
			end(&kept->attempt, event, body);
		else if (event->verb == BP_PROGRESSED)
			cut(&kept->attempt, body);
		else
			answer(attempts, &kept->attempt, event, body);
	}
	json_decref(body);
}

/* ---- snapshots ---- */

static void tape_given(struct tape *tape, struct bp_given *given)
{
	tape_str(tape, &given->question);
	tape_str(tape, &given->response);
	tape_double(tape, &given->grade, -1, 1);
	TAPE(tape, given->at);
	TAPE(tape, given->by);
}

static void tape_attempt(
	struct tape *tape, struct bp_arena *arena, struct bp_attempt *attempt)
{
	TAPE(tape, attempt->id);
	TAPE(tape, attempt->at);
	tape_str(tape, &attempt->course);
	tape_str(tape, &attempt->module);
	TAPE(tape, attempt->seed);
	TAPE(tape, attempt->time_seconds);
	tape_bool(tape, &attempt->ended);
	tape_bool(tape, &attempt->passed);
	tape_bool(tape, &attempt->timed_out);
	tape_double(tape, &attempt->score, -1, 1);
	TAPE(tape, attempt->ended_at);
	TAPE(tape, attempt->cuts);
	TAPE(tape, attempt->away_seconds);
	attempt->count = tape_count(tape, attempt->count, sizeof(uint64_t));
	if (!tape->out && attempt->count) {
		attempt->room = attempt->count;
		attempt->given =
			bp_arena_alloc(arena, attempt->count, sizeof *attempt->given);
	}
	for (size_t i = 0; i < attempt->count; i++)
		tape_given(tape, &attempt->given[i]);
}

void attempts_tape(struct bp_attempts *attempts, struct tape *tape)
{
	size_t count = tape_count(tape, attempts->count, sizeof(uint64_t));

	if (!tape->out && count) {
		attempts->arena = bp_arena_new();
		attempts->at =
			bp_arena_alloc(attempts->arena, count, sizeof *attempts->at);
		attempts->count = attempts->room = count;
	}
	for (size_t i = 0; i < count; i++) {
		tape_attempt(tape, attempts->arena, &attempts->at[i].attempt);
		tape_bool(tape, &attempts->at[i].begun);
	}
}

/* ---- what there is ---- */

static int compare(const void *left, const void *right)
{
	const struct bp_attempt *a = *(const struct bp_attempt *const *)left;
	const struct bp_attempt *b = *(const struct bp_attempt *const *)right;

	return event_order(a->id, a->at, b->id, b->at);
}

size_t bp_attempts_list(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, const struct bp_attempt **out, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < attempts->count; i++) {
		const struct kept_attempt *kept = &attempts->at[i];
		if (!kept->begun || !bp_str_equal(kept->attempt.course, course) ||
			!bp_str_equal(kept->attempt.module, module))
			continue;
		if (count < room)
			out[count] = &kept->attempt;
		count++;
	}
	if (room)
		qsort(out, count < room ? count : room, sizeof *out, compare);
	return count;
}

const struct bp_attempt *bp_attempts_find(
	const struct bp_attempts *attempts, const uint8_t id[16])
{
	for (size_t i = 0; i < attempts->count; i++)
		if (attempts->at[i].begun &&
			memcmp(attempts->at[i].attempt.id, id, 16) == 0)
			return &attempts->at[i].attempt;
	return NULL;
}

const struct bp_attempt *bp_attempt_open(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	const struct bp_attempt *open = NULL;

	for (size_t i = 0; i < attempts->count; i++) {
		const struct bp_attempt *attempt = &attempts->at[i].attempt;
		if (attempts->at[i].begun && !attempt->ended &&
			bp_str_equal(attempt->course, course) &&
			bp_str_equal(attempt->module, module) &&
			(!open || compare(&attempt, &open) > 0))
			open = attempt;
	}
	return open;
}

double bp_attempt_score(const struct bp_attempt *attempt, const struct bp_quiz *quiz)
{
	double sum = 0;
	unsigned graded = 0;

	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_given *one = &attempt->given[i];
		const struct bp_question *question = bp_quiz_find(quiz, one->question);
		if (!question || !bp_question_graded(question))
			continue;
		sum += one->response.len && one->grade > 0 ? one->grade : 0;
		graded++;
	}
	return graded ? sum / graded : 0;
}
