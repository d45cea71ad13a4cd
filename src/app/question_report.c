/* A question that is at fault itself: the learner says what is wrong with it. */
#include "question.h"
#include <berpijar/answer.h>
#include <berpijar/lang.h>

#define REPORT_LIMIT 500 /* bytes */

static void report_said(struct bp_app *app)
{
	bp_app_say_kept(app, _("Laporan tersimpan untuk widyaiswara."));
}

static void report_record(
	struct bp_app *app, struct question_state *state, struct bp_str text)
{
	struct bp_event *event = bp_app_record(app, BP_ANNOTATED, state->question);
	struct bp_buf body = {0};
	size_t count;

	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
		return;
	}
	bp_question_take_typed(state);
	const uint8_t *order = bp_question_order(state, &count);
	bp_report_write(state->question, &state->response, order, count,
		app->study.course->version, text, &body);
	bp_app_event_body(app, event, &body);
	app->then = report_said;
}

static void report_typed(struct bp_app *app, struct bp_str text, const void *with)
{
	(void)with;
	text = bp_str_trim(text);
	if (text.len)
		report_record(app, bp_mode_state(app, BP_MODE_QUESTION), text);
}

void bp_question_report(struct bp_app *app)
{
	bp_prompt_begin(app, _("Apa yang keliru pada soal ini?"), REPORT_LIMIT,
		(struct bp_str){0}, report_typed, NULL)
		->keymap = &bp_keymap_saving;
}
