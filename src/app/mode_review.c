/*
 * Questions that come back, from any module: one after another, for ten minutes at most,
 * and to be left at any time.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/review.h>
#include <stdlib.h>

#define ENOUGH_MS        (10 * 60 * 1000)
#define SECONDS_FOR_EACH 45 /* a guess, to say how long it takes */

/* ---- what is due ---- */

size_t bp_review_count(struct bp_app *app)
{
	if (!app->review.known)
		app->review.due = bp_review_due(app->options.progress, app->now, NULL, 0);
	app->review.known = true;
	return app->review.due;
}

const char *bp_review_words(struct bp_app *app)
{
	size_t count = bp_review_count(app);

	return bp_app_text(app, _("%zu soal untuk diulang, kira-kira %zu menit"), count,
		(count * SECONDS_FOR_EACH + 59) / 60);
}

/* The module of a question that is due, if it can be asked now. */
static const struct bp_module *module_of(const struct bp_app *app,
	const struct bp_due *due, const struct bp_course **course)
{
	*course = bp_library_find(app->options.library, due->course);
	const struct bp_module *module =
		*course ? bp_course_find(*course, due->module) : NULL;

	return module && !module->fault && !bp_module_lock(app, *course, module) ? module
										 : NULL;
}

static void take_due(struct bp_app *app)
{
	struct review_state *review = &app->review;

	review->count = bp_review_due(app->options.progress, app->now, NULL, 0);
	review->queue =
		bp_realloc(review->queue, review->count + 1, sizeof *review->queue);
	bp_review_due(app->options.progress, app->now, review->queue, review->count);
	review->at = review->asked = review->right = 0;
	review->since = app->now;
}

/* ---- asking ---- */

/* Asks for the module of the next question; those that are gone are passed over. */
static void next(struct bp_app *app)
{
	struct review_state *review = &app->review;
	const struct bp_course *course;

	review->over = app->now - review->since > ENOUGH_MS;
	for (; review->at < review->count && !review->over; review->at++) {
		const struct bp_module *module =
			module_of(app, &review->queue[review->at], &course);
		if (!module)
			continue;
		bp_app_ask_for(app, course, module);
		review->opening = true;
		return;
	}
}

void bp_review_opened(struct bp_app *app, struct bp_document *document)
{
	struct review_state *review = &app->review;
	const struct bp_due *due = &review->queue[review->at++];

	review->opening = false;
	bp_reader_take(app, document);
	uint32_t block = bp_document_question(
		document, bp_quiz_find(&document->quiz, due->question));
	if (block == UINT32_MAX) {
		bp_reader_close(app);
		next(app);
		return;
	}
	review->asking = true;
	bp_mode_begin(app, BP_MODE_QUESTION, &block);
}

bool bp_review_asking(const struct bp_app *app)
{
	return app->review.asking;
}

void bp_review_number(const struct bp_app *app, int *nth, int *all)
{
	*nth = (int)app->review.at;
	*all = (int)app->review.count;
}

/* A question that was left without an answer is the next one still. */
static void review_count_answer(struct bp_app *app, const struct study_answer *answer)
{
	struct review_state *review = &app->review;

	review->asking = false;
	review->known = false;
	review->asked += answer->graded;
	review->right += answer->right;
	review->at -= !answer->graded;
}

/* ---- the mode ---- */

void bp_review_begin(struct bp_app *app)
{
	take_due(app);
	bp_list_begin(app, &app->review.list, BP_MODE_REVIEW);
}

static void review_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct review_state *review = &app->review;
	struct list_state *list = &review->list;
	size_t left = review->count - review->at;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (review->asked)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app, _("Diulang: %zu soal, %zu benar. Tersimpan."),
				review->asked, review->right));
	else
		bp_list_add(list, BP_ROW_TEXT,
			left == 0
				? _("Hari ini tidak ada soal untuk diulang.")
				: _("Soal yang pernah keliru datang lagi sampai Anda mengingatnya. Berhentilah kapan saja."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (review->over && left)
		bp_list_add(list, BP_ROW_TEXT, _("Sepuluh menit cukup untuk hari ini."));
	if (left)
		bp_list_add(list, BP_ROW_ITEM,
			bp_app_text(app,
				review->asked ? _("Teruskan: %zu soal lagi")
					      : _("Mulai: %zu soal"),
				left));
	bp_list_add(list, BP_ROW_ITEM,
		left ? _("Sisihkan dahulu") : _("Selesai; kembali ke daftar kursus"));
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = _("Ulangan");
	view->side = bp_app_text(app, _("%zu soal"), left);
}

static void review_act(struct bp_app *app, enum bp_action action)
{
	struct review_state *review = &app->review;
	bool left = review->at < review->count;

	if (action != BP_ACT_OPEN) {
		bp_list_act(&review->list, action);
	} else if (left && bp_list_nth(&review->list) == 0) {
		review->since = app->now;
		next(app);
	} else {
		bp_app_pop(app);
	}
}

/* After an answer the next question comes by itself, unless the learner went back. */
static void review_back(struct bp_app *app)
{
	if (!app->study.answer.left)
		return;
	app->study.answer.left = false;
	review_count_answer(app, &app->study.answer);
	bp_study_record_time(app);
	bp_reader_close(app);
	app->review.list.selected = SIZE_MAX;
	if (app->study.answer.graded && !bp_effects_find(app->effects, BP_EFFECT_QUIT))
		next(app);
}

static void review_leave(struct bp_app *app)
{
	app->review.known = false;
}

const struct bp_mode bp_mode_review = {
	.keymap = &bp_keymap_review,
	.act = review_act,
	.view = review_view,
	.leave = review_leave,
	.back = review_back,
};
