#include <berpijar/exam.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct kept {
	struct bp_attempt attempt;
	bool begun; /* its beginning has come; others may have come before */
};

struct bp_attempts {
	struct bp_arena *arena;
	struct kept *at;
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

static struct kept *need(struct bp_attempts *attempts, const uint8_t id[16])
{
	for (size_t i = 0; i < attempts->count; i++)
		if (memcmp(attempts->at[i].attempt.id, id, 16) == 0)
			return &attempts->at[i];
	if (!attempts->arena)
		attempts->arena = bp_arena_new();
	struct kept *kept =
		BP_PUSH(attempts->arena, attempts->at, attempts->count, attempts->room);
	*kept = (struct kept){.attempt.score = -1};
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

static json_t *load(struct bp_str body)
{
	json_t *object = json_loadb(body.at ? body.at : "", body.len, 0, NULL);

	if (json_is_object(object))
		return object;
	json_decref(object);
	return NULL;
}

static void dump(json_t *body, struct bp_buf *out)
{
	char *text = json_dumps(body, JSON_COMPACT);

	if (text)
		bp_buf_add_cstr(out, text);
	free(text);
	json_decref(body);
}

void bp_attempt_write(const struct bp_attempt *attempt, struct bp_buf *out)
{
	char seed[17];
	json_t *body = json_object(), *questions = json_array();

	snprintf(seed, sizeof seed, "%016" PRIx64, attempt->seed);
	for (size_t i = 0; i < attempt->count; i++)
		json_array_append_new(questions,
			json_stringn(attempt->given[i].question.at,
				attempt->given[i].question.len));
	json_object_set_new(body, "seed", json_string(seed));
	json_object_set_new(body, "questions", questions);
	json_object_set_new(body, "time", json_integer(attempt->time_seconds));
	dump(body, out);
}

void bp_attempt_write_end(const struct bp_attempt *attempt, struct bp_buf *out)
{
	char uuid[BP_UUID_LEN + 1];

	bp_uuid_write(attempt->id, uuid);
	bp_buf_printf(out, "{\"attempt\":\"%s\"}", uuid);
}

static bool attempt_of(json_t *body, uint8_t id[16])
{
	const char *uuid = json_string_value(json_object_get(body, "attempt"));

	return uuid && bp_uuid_read(bp_str(uuid), id);
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
	json_t *body = load(event->body);
	struct kept *kept = need(attempts, event->id);
	struct bp_attempt *attempt = &kept->attempt;

	if (body && !kept->begun) {
		const char *seed = json_string_value(json_object_get(body, "seed"));
		kept->begun = true;
		attempt->at = event->at;
		attempt->course = bp_arena_str(attempts->arena, event->course);
		attempt->module = bp_arena_str(attempts->arena, event->module);
		attempt->seed = seed ? strtoull(seed, NULL, 16) : 0;
		attempt->time_seconds =
			(int)json_integer_value(json_object_get(body, "time"));
		take_draw(attempts, attempt, json_object_get(body, "questions"));
	}
	json_decref(body);
}

static void answer(struct bp_attempts *attempts, struct bp_attempt *attempt,
	const struct bp_event *event, json_t *body)
{
	json_t *response = json_object_get(body, "response");
	struct bp_given *to = given(attempts, attempt, event->question);
	bool later = event->at != to->at ? event->at > to->at
					 : memcmp(event->id, to->by, 16) > 0;

	if (!later || !json_is_string(response))
		return;
	to->response = bp_arena_str(attempts->arena,
		(struct bp_str){
			json_string_value(response), json_string_length(response)});
	to->grade = event->grade;
	to->at = event->at;
	memcpy(to->by, event->id, sizeof to->by);
}

static void end(struct bp_attempt *attempt, const struct bp_event *event)
{
	if (attempt->ended && event->at >= attempt->ended_at)
		return;
	attempt->ended = true;
	attempt->ended_at = event->at;
	attempt->passed = event->verb == BP_PASSED;
	attempt->score = event->grade;
}

void bp_attempts_apply(struct bp_attempts *attempts, const struct bp_event *event)
{
	bool ends = event->verb == BP_PASSED || event->verb == BP_FAILED;
	uint8_t id[16];

	if (event->verb == BP_ATTEMPTED)
		begin(attempts, event);
	if ((event->verb != BP_ANSWERED && !ends) ||
		bp_str_find(event->body, BP_STR("\"attempt\""), 0) == SIZE_MAX)
		return;
	json_t *body = load(event->body);
	if (body && attempt_of(body, id)) {
		struct kept *kept = need(attempts, id);
		if (ends)
			end(&kept->attempt, event);
		else
			answer(attempts, &kept->attempt, event, body);
	}
	json_decref(body);
}

/* ---- what there is ---- */

static int compare(const void *left, const void *right)
{
	const struct bp_attempt *a = *(const struct bp_attempt *const *)left;
	const struct bp_attempt *b = *(const struct bp_attempt *const *)right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return memcmp(a->id, b->id, sizeof a->id);
}

size_t bp_attempts_list(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, const struct bp_attempt **out, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < attempts->count; i++) {
		const struct kept *kept = &attempts->at[i];
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
