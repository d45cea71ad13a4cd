/*
 * Questions that come back, from any module: one after another, for ten minutes at most,
 * and to be left at any time.
 */
#include "review.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/review.h>
#include <stdlib.h>

#define ENOUGH_MS        (10 * 60 * 1000)
#define SECONDS_FOR_EACH 45 /* a guess, for saying how long a review will take */

/* ---- keys ---- */

static const struct bp_keymap review_keymap = {
	.title = N_("Ulangan"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

struct review {
	struct bp_due *queue;
	size_t count, at; /* of the queue; the next one */
	size_t asked, right;
	int64_t since;
	bool asking; /* a question is open */
	bool over;   /* ten minutes have passed */
};

static struct review *review_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_REVIEW);
}

static void review_release(void *state)
{
	free(((struct review *)state)->queue);
}

/* ---- what is due ---- */

size_t bp_review_count(struct bp_app *app)
{
	if (!app->due.known)
		app->due.count =
			bp_review_asked(app->options.progress, app->now, NULL, 0);
	app->due.known = true;
	return app->due.count;
}

const char *bp_review_words(struct bp_app *app)
{
	size_t count = bp_review_count(app);

	return bp_app_text(app, _("%zu soal untuk diulang, kira-kira %zu menit"), count,
		(count * SECONDS_FOR_EACH + 59) / 60);
}

/* The module of a question that is due, if it can be asked now. */
static const struct bp_module *review_module_of(const struct bp_app *app,
	const struct bp_due *due, const struct bp_course **course)
{
	*course = bp_library_find(app->options.library, due->course);
	const struct bp_module *module =
		*course ? bp_course_find(*course, due->module) : NULL;

	return module && !module->fault && !bp_module_lock(app, *course, module) ? module
										 : NULL;
}

static void review_take_due(struct bp_app *app)
{
	struct review *review = review_of(app);

	review->count = bp_review_asked(app->options.progress, app->now, NULL, 0);
	review->queue =
		bp_realloc(review->queue, review->count + 1, sizeof *review->queue);
	bp_review_asked(app->options.progress, app->now, review->queue, review->count);
	review->at = review->asked = review->right = 0;
	review->since = app->now;
}

/* ---- asking ---- */

/* Asks for the module of the next question; questions of deleted or locked modules are
 * skipped. */
static void review_next(struct bp_app *app)
{
	struct review *review = review_of(app);
	const struct bp_course *course;

	review->over = app->now - review->since > ENOUGH_MS;
	for (; review->at < review->count && !review->over; review->at++) {
		const struct bp_module *module =
			review_module_of(app, &review->queue[review->at], &course);
		if (!module)
			continue;
		bp_study_ask_anyway(app, course, module,
			&(struct arrival){.why = BP_ARRIVE_FOR_REVIEW});
		return;
	}
}

/* Afterwards no module counts as studied last: the list of its course should not point at
 * a module that only lent a question. */
static void review_close(struct bp_app *app)
{
	bp_study_close(app);
	app->study.course = NULL;
	app->study.module = NULL;
}

void bp_review_opened(struct bp_app *app)
{
	struct review *review = review_of(app);
	const struct bp_due *due = &review->queue[review->at++];
	const struct bp_document *document = app->study.document;

	uint32_t block = bp_document_question(
		document, bp_quiz_find(&document->quiz, due->question));
	if (block == UINT32_MAX) {
		review_close(app);
		review_next(app);
		return;
	}
	review->asking = true;
	bp_mode_begin(app, BP_MODE_QUESTION, &block);
}

bool bp_review_asking(const struct bp_app *app)
{
	const struct review *review = review_of(app);

	return review && review->asking;
}

void bp_review_number(const struct bp_app *app, int *nth, int *all)
{
	*nth = (int)review_of(app)->at;
	*all = (int)review_of(app)->count;
}

/* A question that was left without an answer is the next one still. */
static void review_count_answer(struct bp_app *app, const struct study_answer *answer)
{
	struct review *review = review_of(app);

	review->asking = false;
	app->due.known = false;
	review->asked += answer->graded;
	review->right += answer->right;
	review->at -= !answer->graded;
}

/* ---- the mode ---- */

static void review_begin(struct bp_app *app, const void *with)
{
	(void)with;
	bp_mode_push(app, BP_MODE_REVIEW);
	review_take_due(app);
}

static void review_go_on(struct bp_app *app)
{
	review_of(app)->since = app->now;
	review_next(app);
}

static void review_view(struct bp_app *app, struct bp_view *view)
{
	struct review *review = review_of(app);
	static const struct bp_command go_on = {.run = review_go_on},
				       stop = {.run = bp_app_pop};
	struct list_state *list = bp_mode_list(app, BP_MODE_REVIEW);
	size_t left = review->count - review->at;

	bp_list_start(app, list, true);
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
		bp_list_item(list,
			bp_app_text(app,
				review->asked ? _("Teruskan: %zu soal lagi")
					      : _("Mulai: %zu soal"),
				left),
			BP_THING_COMMAND, &go_on);
	bp_list_item(list,
		left ? _("Sisihkan dahulu") : _("Selesai; kembali ke daftar kursus"),
		BP_THING_COMMAND, &stop);
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = _("Ulangan");
	view->side = bp_app_text(app, _("%zu soal"), left);
}

static void review_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_REVIEW);

	if (action == BP_ACT_OPEN)
		bp_list_run(app, list);
	else
		bp_list_act(list, action);
}

/* After an answer the next question comes by itself, unless the learner went back. */
static void review_back(struct bp_app *app)
{
	if (!app->study.answer.left)
		return;
	app->study.answer.left = false;
	review_count_answer(app, &app->study.answer);
	bp_study_record_time(app);
	review_close(app);
	bp_list_restart(bp_mode_list(app, BP_MODE_REVIEW));
	if (app->study.answer.graded && !bp_effects_find(app->effects, BP_EFFECT_QUIT))
		review_next(app);
}

static void review_leave(struct bp_app *app)
{
	app->due.known = false;
}

const struct bp_mode bp_mode_review = {
	.size = sizeof(struct review),
	.release = review_release,
	.begin = review_begin,
	.keymap = &review_keymap,
	.act = review_act,
	.view = review_view,
	.leave = review_leave,
	.back = review_back,
};
