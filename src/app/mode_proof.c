/* The proof of a finished course, as it would be printed now. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define LABEL_COLUMNS 12

bool bp_proof_any(const struct bp_app *app, const struct bp_course *course)
{
	int earned;

	return app->options.recall.proof && course->module_count &&
		bp_course_done(app, course, &earned) == course->module_count;
}

static void close(struct bp_app *app)
{
	bp_arena_free(app->proof.arena);
	app->proof.arena = NULL;
}

void bp_proof_begin(struct bp_app *app, const struct bp_course *course)
{
	struct proof_state *state = &app->proof;
	struct bp_error err = {0};

	if (!bp_proof_any(app, course)) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Bukti belajar ada setelah semua modul kursus ini selesai."));
		return;
	}
	close(app);
	state->arena = bp_arena_new();
	state->course = course;
	if (app->options.recall.proof(app->options.recall.context, course, state->arena,
		    &state->proof, &state->rows, &err)) {
		bp_list_begin(app, &state->list, &bp_mode_proof);
		return;
	}
	close(app);
	bp_app_say(app, BP_COLOR_BAD, err.message);
}

/* ---- rows ---- */

/* A second line of a value has no label; a hash is nothing to read on a screen. */
static void add_rows(struct bp_app *app, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct bp_proof_row *row = &app->proof.rows.at[i];
		if (row->label[0])
			bp_list_add(&app->proof.list, BP_ROW_TEXT, row->value)->label =
				row->label;
	}
}

static void add_module(struct bp_app *app, size_t index)
{
	const struct bp_proof_module *module = &app->proof.proof.modules[index];
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *score = module->percent < 0
		? ""
		: bp_app_text(app, _(" %s nilai %d"), dot, module->percent);

	bp_list_add(&app->proof.list, BP_ROW_TEXT,
		bp_app_text(app, _("%s %s %s JP %s %d menit %s %s%s"), module->title, dot,
			bp_words_jp(app, module->jp_halves), dot, module->minutes, dot,
			bp_proof_date(app->view_arena, module->done_at, true), score))
		->label = bp_app_text(app, _("Modul %zu"), index + 1);
}

static void proof_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct proof_state *state = &app->proof;
	struct list_state *list = &state->list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_rows(app, 0, state->rows.head);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < state->proof.module_count; i++)
		add_module(app, i);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_rows(app, state->rows.head, state->rows.count);
	bp_list_add(list, BP_ROW_TEXT, BP_PROOF_NOTICE)->label = _("Perhatian");
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app,
			_("berpijar proof %s -o bukti.txt (atau .pdf, .json); nama, NIP, "
			  "dan unit ditanyakan saat itu"),
			state->course->id))
		->label = _("Menyimpan");
	list->selected = SIZE_MAX;
	bp_list_view(list, LABEL_COLUMNS, view);
	view->title = BP_PROOF_TITLE;
	view->side = state->proof.number;
}

static void proof_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_CODE)
		bp_code_begin(app, bp_str(app->proof.proof.number));
	else
		bp_list_scroll(&app->proof.list, action);
}

/* A code is for the screen alone. */
static bool proof_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_CODE || !app->options.spoken;
}

const struct bp_mode bp_mode_proof = {
	.keymap = &bp_keymap_proof,
	.act = proof_act,
	.can = proof_can,
	.view = proof_view,
	.leave = close,
};
