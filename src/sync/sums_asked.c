/*
 * What a learner's answers come to for each question, by the rules of the class report
 * (class.h): in a lesson the first answer, in an exam those of the attempt that was handed in
 * first, with marks of 0 for what was left blank. The centre has no courses, so a module with
 * attempts is an exam, and a question is told with the content that it had.
 */
#include "sums.h"
#include <berpijar/answer.h>
#include <berpijar/exam.h>
#include <string.h>

static const struct sums_table asked_table = {
	"INSERT INTO berpijar.asked (learner, course, module, question, version, mark, blank,"
	" withheld, at_ms) VALUES ",
	8,
	{LINK_TEXT, LINK_TEXT, LINK_TEXT, LINK_TEXT, LINK_FLOAT, LINK_INT4, LINK_INT4,
		LINK_INT8}};

struct asked {
	struct sums_place place;
	uint64_t hash; /* 0: not known */
	double mark;   /* negative: none */
	bool blank, withheld;
	int64_t at;
};

static void asked_put(struct sums_fold *fold, const struct asked *asked)
{
	struct bp_arena *arena = fold->person.arena;

	sums_put(fold, &asked_table,
		(const char *const[SUMS_COLUMNS]){
			bp_arena_cstr(arena, asked->place.course),
			bp_arena_cstr(arena, asked->place.module),
			bp_arena_cstr(arena, asked->place.question),
			asked->hash ? bp_arena_printf(arena, "%016llx",
					      (unsigned long long)asked->hash)
				    : "",
			asked->mark >= 0 ? bp_arena_printf(arena, "%.17g", asked->mark)
					 : NULL,
			asked->blank ? "1" : "0", asked->withheld ? "1" : "0",
			bp_arena_printf(arena, "%lld", (long long)asked->at)});
}

/* ---- lessons ---- */

static bool asked_is_exam(
	const struct sums_fold *fold, struct bp_str course, struct bp_str module)
{
	return bp_attempts_list(
		       bp_progress_attempts(fold->progress), course, module, NULL, 0) > 0;
}

static void asked_take_first(void *context, const struct bp_first_answer *answer)
{
	struct sums_fold *fold = context;

	if (asked_is_exam(fold, answer->course, answer->module))
		return;
	asked_put(fold,
		&(struct asked){
			.place = {answer->course, answer->module, answer->question},
			.hash = bp_answer_said(answer->body, fold->person.arena).hash,
			.mark = answer->grade,
			.at = answer->at,
		});
}

/* ---- exams ---- */

/* An answer that says nothing here does not even say of which attempt it is. */
static bool asked_is_withheld(
	const struct sums_fold *fold, const struct sums_place *place)
{
	for (size_t i = 0; i < fold->withheld_count; i++)
		if (bp_str_equal(fold->withheld[i].question, place->question) &&
			bp_str_equal(fold->withheld[i].module, place->module) &&
			bp_str_equal(fold->withheld[i].course, place->course))
			return true;
	return false;
}

/* `drawn` is the question as it was asked; NULL: it was not kept, and counts as graded. */
static void asked_put_given(struct sums_fold *fold, const struct bp_attempt *attempt,
	const struct bp_given *given, const struct bp_question *drawn)
{
	struct asked asked = {
		.place = {attempt->course, attempt->module, given->question},
		.hash = given->hash ? given->hash
			: drawn     ? drawn->content_hash
				    : 0,
		.mark = given->grade,
		.at = attempt->ended_at};
	bool graded = !drawn || bp_question_graded(drawn);

	if (given->dropped)
		return;
	asked.withheld = asked_is_withheld(fold, &asked.place);
	asked.blank = !asked.withheld && given->at == INT64_MIN;
	if (asked.withheld || (asked.blank && !graded))
		asked.mark = -1;
	else if (asked.mark < 0 && graded)
		asked.mark = 0;
	asked_put(fold, &asked);
}

static void asked_put_attempt(struct sums_fold *fold, const struct bp_attempt *attempt)
{
	struct bp_arena *arena = bp_arena_new();
	const struct bp_question **drawn =
		bp_arena_alloc(arena, attempt->count + 1, sizeof *drawn);

	for (size_t i = 0; i < fold->begun_count; i++)
		if (memcmp(fold->begun[i].id, attempt->id, sizeof attempt->id) == 0)
			bp_attempt_read_drawn(attempt, fold->begun[i].body, arena, drawn);
	for (size_t i = 0; i < attempt->count; i++)
		asked_put_given(fold, attempt, &attempt->given[i], drawn[i]);
	bp_arena_free(arena);
}

static void asked_put_exam(struct sums_fold *fold, const struct sums_place *module)
{
	const struct bp_attempts *attempts = bp_progress_attempts(fold->progress);
	const struct bp_attempt *first = NULL;
	size_t count =
		bp_attempts_list(attempts, module->course, module->module, NULL, 0);
	const struct bp_attempt **list =
		bp_arena_alloc(fold->person.arena, count + 1, sizeof *list);

	bp_attempts_list(attempts, module->course, module->module, list, count);
	for (size_t i = 0; i < count; i++)
		if (list[i]->ended && (!first || list[i]->ended_at < first->ended_at))
			first = list[i];
	if (first)
		asked_put_attempt(fold, first);
}

/* ---- all ---- */

/* A course is told of where the first of its modules stands. */
static bool asked_is_first(const struct sums_fold *fold, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (bp_str_equal(fold->modules[i].course, fold->modules[at].course))
			return false;
	return true;
}

void sums_put_asked(struct sums_fold *fold)
{
	for (size_t i = 0; i < fold->module_count; i++) {
		if (asked_is_first(fold, i))
			bp_progress_first_answers(fold->progress, fold->modules[i].course,
				asked_take_first, fold);
		asked_put_exam(fold, &fold->modules[i]);
	}
	sums_flush(fold, &asked_table);
}
