/* Tries at a question of a lesson: how many, what they are worth, and what is said. */
#include "question.h"
#include <berpijar/answer.h>
#include <berpijar/lang.h>

const struct bp_question_record *bp_question_record_of(
	const struct bp_app *app, const struct bp_question *question)
{
	return bp_progress_told(app->options.progress, bp_str(app->study.course->id),
		bp_str(app->study.module->id), question->id);
}

unsigned bp_question_tries(const struct bp_app *app, const struct bp_question *question)
{
	const struct bp_question_record *record = bp_question_record_of(app, question);

	return record ? record->round.answered : 0;
}

/* `attempts` of a module are the tries that it allows; 0: any number. */
static bool tries_leave_one(const struct bp_app *app, unsigned tries)
{
	int most = app->study.module->attempts;

	return most == 0 || tries < (unsigned)most;
}

bool bp_question_may_try_again(
	const struct bp_app *app, const struct question_state *state)
{
	return !state->exam && state->question->type != BP_FORK &&
		tries_leave_one(app, bp_question_tries(app, state->question));
}

unsigned bp_question_hint_due(
	const struct bp_app *app, const struct question_state *state)
{
	bool wrong = bp_question_graded(state->question) && !state->grade.correct;

	if (state->exam || state->review || !wrong ||
		!tries_leave_one(app, state->tries + 1) ||
		state->tries >= state->question->hint_count)
		return 0;
	return state->tries + 1;
}

static bool tries_is_choice(const struct bp_question *question)
{
	return question->type == BP_MULTICHOICE || question->type == BP_SEVERAL ||
		question->type == BP_TRUEFALSE;
}

bool bp_question_hides(const struct bp_app *app, const struct question_state *state)
{
	const struct bp_module *module = app->study.module;

	return state->hint ||
		(tries_is_choice(state->question) && !state->exam && !state->review &&
			!state->grade.correct && tries_leave_one(app, state->tries + 1) &&
			state->tries + 1 < (unsigned)module->reveal);
}

const char *bp_question_hidden_words(
	struct bp_app *app, const struct question_state *state)
{
	if (!state->hidden || state->hint)
		return NULL;
	return bp_app_text(app,
		_("Pilih lagi: kuncinya ditunjukkan sesudah percobaan ke-%d."),
		app->study.module->reveal);
}

static const char *tries_verdict(struct bp_app *app, const struct question_state *state)
{
	const struct bp_grade *grade = &state->grade;

	if (grade->correct && grade->fraction < 1)
		return bp_app_text(app, _("BENAR pada percobaan %u"), state->tries + 1);
	return grade->correct         ? _("BENAR")
		: grade->fraction > 0 ? _("SEBAGIAN BENAR")
				      : _("BELUM BENAR");
}

void bp_question_show_verdict(struct bp_app *app, struct question_state *state)
{
	const struct bp_grade *grade = &state->grade;
	const char *kept =
		state->unrecorded || app->preview ? _("tidak dicatat") : _("tersimpan");
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];

	state->graded = true;
	state->follow = true;
	bp_question_open_checks(app, state);
	if (state->unanswered)
		snprintf(state->verdict, sizeof state->verdict, "%s", _("TIDAK DIJAWAB"));
	else if (state->question->type == BP_FORK)
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s", _("DIPILIH"),
			dot, kept);
	else if (!bp_question_graded(state->question))
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s",
			state->question->general_feedback.text.len
				? _("Bandingkan dengan jawaban penulis")
				: _("Dijawab"),
			dot, kept);
	else
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s %d %s %s",
			tries_verdict(app, state), dot, _("nilai"),
			bp_score_percent(grade->fraction), dot, kept);
}

void bp_question_say_try(struct bp_app *app, const struct question_state *state)
{
	const struct bp_module *module = app->study.module;
	int worth = bp_score_percent(bp_score_penalised(module, 1, state->tries)),
	    next = bp_score_percent(bp_score_penalised(module, 1, state->tries + 1));
	const char *nth = "", *cost = "";

	if (module->kind != BP_LESSON || state->review ||
		state->question->type == BP_FORK)
		return;
	if (module->attempts)
		nth = bp_app_text(app, _("Percobaan %u dari %d. "), state->tries + 1,
			module->attempts);
	if (state->tries && worth < 100)
		cost = bp_app_text(app, _("Jawaban benar bernilai %d."), worth);
	else if (next < 100 && module->attempts != 1)
		cost = bp_app_text(
			app, _("Mengulang mengurangi nilai %d."), worth - next);
	if (*nth || *cost)
		bp_app_say(app, BP_COLOR_ACCENT, bp_app_text(app, "%s%s", nth, cost));
}

/* An answer of a lesson is shown again, and can be tried again from there. If its record
 * does not say what was answered, only the grade can be shown: then the question is asked
 * again as long as it may be. */
bool bp_question_was_answered(struct bp_app *app, const struct question_state *state)
{
	const struct bp_question_record *record =
		bp_question_record_of(app, state->question);
	struct bp_str response;

	return record && record->round.answered && !state->exam && !state->review &&
		(!bp_question_may_try_again(app, state) ||
			bp_answer_read(record->last_body, state->question,
				app->view_arena, &response));
}

void bp_question_penalise(const struct bp_app *app, struct question_state *state)
{
	if (app->study.module->kind == BP_LESSON)
		state->grade.fraction = bp_score_penalised(
			app->study.module, state->grade.fraction, state->tries);
}

void bp_question_show_key(struct bp_app *app)
{
	struct question_state *state = bp_mode_state(app, BP_MODE_QUESTION);
	struct bp_response right = bp_response_right(state->question);
	struct bp_buf text = {0};

	bp_response_write(state->question, &right, &text);
	bp_question_take_response(state, bp_buf_str(&text));
	bp_question_take_typed(state);
	bp_question_grade(state);
	state->hint = 0;
	state->hidden = false;
	state->unfolded = true;
	state->unrecorded = true;
	bp_question_show_verdict(app, state);
	snprintf(state->verdict, sizeof state->verdict, "%s", _("KUNCI JAWABAN"));
	bp_buf_release(&text);
}
