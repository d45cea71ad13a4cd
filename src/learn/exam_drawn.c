/*
 * The questions of an attempt as they were drawn. The event that begins it keeps them as
 * GIFT, so that answers are graded by what was asked, and shown in its words, whatever
 * becomes of the module meanwhile.
 */
#include "fold.h"
#include <berpijar/bank.h>

#define DRAWN_ROOM \
	(400 * 1024) /* bytes; a body of more than a megabyte is not recorded */

/* NULL: the text is not one sound question. */
static struct bp_question *drawn_read(struct bp_arena *arena, struct bp_str gift)
{
	struct bp_quiz quiz = {0};

	bp_gift_read(arena,
		(struct bp_gift_source){
			.text = gift, .line = 1, .format = BP_FORMAT_MARKDOWN},
		NULL, &quiz);
	return quiz.count == 1 ? &quiz.questions[0] : NULL;
}

/* Whether it is the same question when it is read back: not all that a module can hold
 * can be said in GIFT. */
static bool drawn_survives(const struct bp_question *question, struct bp_str gift)
{
	struct bp_arena *arena = bp_arena_new();
	const struct bp_question *again = drawn_read(arena, gift);
	bool same = again && again->content_hash == question->content_hash;

	bp_arena_free(arena);
	return same;
}

json_t *drawn_write(
	const struct bp_attempt *attempt, const struct bp_question *const *drawn)
{
	json_t *all = json_array();
	size_t room = DRAWN_ROOM;

	for (size_t i = 0; i < attempt->count; i++) {
		struct bp_buf gift = {0};
		bp_gift_write_question(drawn[i], BP_FORMAT_MARKDOWN, NULL, &gift);
		bool kept =
			gift.len <= room && drawn_survives(drawn[i], bp_buf_str(&gift));
		room -= kept ? gift.len : 0;
		json_array_append_new(
			all, kept ? json_stringn(gift.at, gift.len) : json_null());
		bp_buf_release(&gift);
	}
	return all;
}

void bp_attempt_read_drawn(const struct bp_attempt *attempt, struct bp_str body,
	struct bp_arena *arena, const struct bp_question **drawn)
{
	json_t *object = body_read(body), *all = json_object_get(object, "drawn");

	for (size_t i = 0; i < attempt->count; i++) {
		const json_t *gift = json_array_get(all, i);
		struct bp_question *question = json_is_string(gift)
			? drawn_read(arena,
				  bp_arena_str(arena,
					  (struct bp_str){json_string_value(gift),
						  json_string_length(gift)}))
			: NULL;
		if (question)
			question->id = bp_arena_str(arena, attempt->given[i].question);
		drawn[i] = question;
	}
	json_decref(object);
}

double bp_attempt_score(
	const struct bp_attempt *attempt, const struct bp_question *const *drawn)
{
	double sum = 0;
	unsigned graded = 0;

	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_given *one = &attempt->given[i];
		if (!drawn[i] || one->dropped || !bp_question_graded(drawn[i]))
			continue;
		if (one->response.len)
			sum += bp_grade_counted(drawn[i], one->grade, one->response);
		graded++;
	}
	return sum > 0 ? sum / graded : 0;
}

bool bp_attempt_defers(const struct bp_attempt *attempt, const struct bp_module *module)
{
	if (attempt->deferred || attempt->immediate)
		return attempt->deferred;
	return module->feedback == BP_FEEDBACK_DEFERRED;
}
