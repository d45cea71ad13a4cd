/* Tries at a question of a lesson: how many, what they are worth, and what is said. */
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/record.h>

const struct bp_question_record *bp_question_record_of(
	const struct bp_app *app, const struct bp_question *question)
{
	return bp_progress_question(app->options.progress, bp_str(app->study.course->id),
		bp_str(app->study.module->id), question->id);
}

/* Answers to the open question that are recorded. */
unsigned bp_question_tries(const struct bp_app *app)
{
	const struct bp_question_record *record =
		bp_question_record_of(app, app->question.question);

	return record ? record->answered : 0;
}

bool bp_question_may_try_again(const struct bp_app *app)
{
	int most = app->study.module->attempts;

	return !bp_exam_attempt(app) &&
		(most == 0 || bp_question_tries(app) < (unsigned)most);
}

/* A wrong answer in a lesson first gets the author's hints, one each time. */
unsigned bp_question_hint_due(const struct bp_app *app)
{
	const struct question_state *state = &app->question;
	int most = app->study.module->attempts;
	bool again = !bp_exam_attempt(app) && !bp_review_asking(app) &&
		(most == 0 || state->tries + 1 < (unsigned)most);

	return again && bp_question_graded(state->question) && !state->grade.correct &&
			state->tries < state->question->hint_count
		? state->tries + 1
		: 0;
}

/* A right answer that is worth less because of earlier tries says so. */
static const char *verdict_word(struct bp_app *app)
{
	const struct question_state *state = &app->question;
	const struct bp_grade *grade = &state->grade;

	if (grade->correct && grade->fraction < 1)
		return bp_app_text(app, _("BENAR pada percobaan %u"), state->tries + 1);
	return grade->correct         ? _("BENAR")
		: grade->fraction > 0 ? _("SEBAGIAN BENAR")
				      : _("BELUM BENAR");
}

void bp_question_show_verdict(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_grade *grade = &state->grade;
	const char *kept = state->unrecorded ? _("tidak dicatat") : _("tersimpan");
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];

	state->graded = true;
	state->follow = true;
	if (state->unanswered)
		snprintf(state->verdict, sizeof state->verdict, "%s", _("TIDAK DIJAWAB"));
	else if (!bp_question_graded(state->question))
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s",
			state->question->general_feedback.text.len
				? _("Bandingkan dengan jawaban penulis")
				: _("Dijawab"),
			dot, kept);
	else
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s %s %s %s",
			verdict_word(app), dot, _("nilai"),
			bp_words_grade(app, grade->fraction), dot, kept);
}

/* In a lesson: which try this is, and what it is worth. */
void bp_question_say_try(struct bp_app *app)
{
	const struct bp_module *module = app->study.module;
	unsigned tries = app->question.tries;
	double worth = bp_score_penalised(module, 1, tries), next;
	const char *nth = "", *cost = "";

	if (module->kind != BP_LESSON || bp_review_asking(app))
		return;
	next = bp_score_penalised(module, 1, tries + 1);
	if (module->attempts)
		nth = bp_app_text(
			app, _("Percobaan %u dari %d. "), tries + 1, module->attempts);
	if (tries && worth < 1)
		cost = bp_app_text(
			app, _("Jawaban benar bernilai %s."), bp_words_grade(app, worth));
	else if (next < 1 && module->attempts != 1)
		cost = bp_app_text(app, _("Mengulang mengurangi nilai %s."),
			bp_words_grade(app, worth - next));
	if (*nth || *cost)
		bp_app_say(app, BP_COLOR_ACCENT, bp_app_text(app, "%s%s", nth, cost));
}

/* What was answered in a lesson is looked at, rather than asked again; it can be tried
 * again from there. If it is not known any more, that is only so without a further try.
 */
bool bp_question_was_answered(struct bp_app *app)
{
	const struct question_state *state = &app->question;
	const struct bp_question_record *record =
		bp_question_record_of(app, state->question);
	struct bp_str response;

	return record && !bp_exam_attempt(app) && !bp_review_asking(app) &&
		(!bp_question_may_try_again(app) ||
			bp_record_read_answer(record->last_body, state->question,
				app->view_arena, &response));
}

/* In a lesson each further try may cost something. */
void bp_question_penalise(struct bp_app *app)
{
	struct bp_grade *grade = &app->question.grade;

	if (app->study.module->kind == BP_LESSON)
		grade->fraction = bp_score_penalised(
			app->study.module, grade->fraction, app->question.tries);
}
