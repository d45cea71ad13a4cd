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

/* What it says now; what it said before stays if that is not to be had. */
static bool load(struct bp_app *app, const struct bp_course *course, struct bp_error *err)
{
	const struct bp_recall *recall = &app->options.recall;
	struct proof_state *state = &app->proof;
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof;
	struct bp_proof_rows rows;

	if (!recall->proof(recall->context, course, arena, &proof, &rows, err)) {
		bp_arena_free(arena);
		return false;
	}
	close(app);
	state->arena = arena;
	state->course = course;
	state->proof = proof;
	state->rows = rows;
	return true;
}

/* Where nothing can be read, nothing is finished either: that is the reason then. */
void bp_proof_begin(struct bp_app *app, const struct bp_course *course)
{
	struct bp_error err = {0};

	if (app->options.recall.proof && load(app, course, &err))
		bp_list_begin(app, &app->proof.list, BP_MODE_PROOF);
	else if (err.kind && err.kind != BP_ERROR_INPUT)
		bp_app_say(app, BP_COLOR_BAD, err.message);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Bukti belajar ada setelah semua modul kursus ini selesai."));
}

void bp_app_proof_saved(struct bp_app *app, const char *path, const char *number)
{
	struct proof_state *state = &app->proof;
	struct bp_error err = {0};

	if (bp_app_is_at(app, BP_MODE_PROOF_SAVE))
		bp_app_pop(app);
	state->saved = state->course;
	bp_buf_clear(&state->saved_path);
	bp_buf_add_cstr(&state->saved_path, path);
	snprintf(state->saved_number, sizeof state->saved_number, "%s", number);
	bp_app_say(app, BP_COLOR_GOOD,
		bp_app_text(app, _("Bukti disimpan: %s"), bp_app_clean(app, path)));
	if (state->course && !load(app, state->course, &err))
		bp_app_say(app, BP_COLOR_BAD, err.message);
}

/* ---- rows ---- */

static bool is_saved(const struct bp_app *app)
{
	return app->proof.saved && app->proof.saved == app->proof.course;
}

static bool can_save(const struct bp_app *app)
{
	return app->options.data && app->options.data->copies;
}

/* A code is for the screen alone, and for the number of something that exists. */
static bool can_show_code(const struct bp_app *app)
{
	return is_saved(app) && !app->options.spoken;
}

static void add_items(struct bp_app *app)
{
	struct list_state *list = &app->proof.list;
	struct bp_row *row;

	if (can_save(app)) {
		row = bp_list_add(list, BP_ROW_ITEM, _("Simpan sebagai berkas"));
		row->label = "1";
		row->detail = app->options.pdf
			? _("PDF, teks, atau JSON; nama, NIP, dan unit ditanyakan dahulu")
			: _("teks atau JSON; nama, NIP, dan unit ditanyakan dahulu");
	} else {
		bp_list_add(list, BP_ROW_TEXT,
			_("Tidak dapat disimpan di sini: folder rumah Anda (HOME) tidak diketahui."));
	}
	if (can_show_code(app)) {
		row = bp_list_add(list, BP_ROW_ITEM, _("Kode QR nomornya"));
		row->label = can_save(app) ? "2" : "1";
	}
}

/* The number covers all that is in the file, also who it is about: so there is none
 * before there is a file, and each file has its own. */
static void add_number(struct bp_app *app)
{
	struct list_state *list = &app->proof.list;

	if (is_saved(app)) {
		bp_list_add(list, BP_ROW_TEXT, app->proof.saved_number)->label =
			_("Nomor");
		bp_list_add(
			list, BP_ROW_TEXT, bp_app_clean(app, app->proof.saved_path.at))
			->label = _("Berkas");
	}
	bp_list_add(list, BP_ROW_TEXT,
		_("Nomor adalah milik berkas yang disimpan. Setelah kursus ini dipelajari lagi, berkas baru bernomor lain."))
		->color = BP_COLOR_FAINT;
}

/* A second line of a value has no label; a hash is nothing to read on a screen. */
static void add_rows(struct bp_app *app, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct bp_proof_row *row = &app->proof.rows.at[i];
		if (row->label[0] && strcmp(row->value, app->proof.proof.number) != 0)
			bp_list_add(&app->proof.list, BP_ROW_TEXT, row->value)->label =
				row->label;
	}
}

/* The document's words are Indonesian in either language: see proof.h. */
static void add_module(struct bp_app *app, size_t index)
{
	const struct bp_proof_module *module = &app->proof.proof.modules[index];
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *score = module->percent < 0
		? ""
		: bp_app_text(app, " %s nilai %d", dot, module->percent);

	bp_list_add(&app->proof.list, BP_ROW_TEXT,
		bp_app_text(app, "%s %s %s JP %s %d menit %s %s%s", module->title, dot,
			bp_proof_jp(app->view_arena, module->jp_halves), dot,
			module->minutes, dot,
			bp_proof_date(app->view_arena, module->done_at, true), score))
		->label = bp_app_text(app, "Modul %zu", index + 1);
}

static void add_document(struct bp_app *app)
{
	struct proof_state *state = &app->proof;
	struct list_state *list = &state->list;

	bp_list_add(list, BP_ROW_HEADING, _("Isi dokumen"));
	add_rows(app, 0, state->rows.head);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < state->proof.module_count; i++)
		add_module(app, i);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_rows(app, state->rows.head, state->rows.count);
	bp_list_add(list, BP_ROW_TEXT, BP_PROOF_NOTICE)->label = "Perhatian";
}

static void proof_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct list_state *list = &app->proof.list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_items(app);
	add_number(app);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_document(app);
	bp_list_fix(list);
	bp_list_view(list, LABEL_COLUMNS, view);
	view->title = BP_PROOF_TITLE;
	view->side = app->proof.course->id;
}

/* ---- the mode ---- */

static void open_nth(struct bp_app *app, size_t nth)
{
	if (nth == 0 && can_save(app))
		bp_proof_save_begin(app);
	else
		bp_code_begin(app, bp_str(app->proof.saved_number));
}

static size_t count_items(const struct bp_app *app)
{
	return (size_t)can_save(app) + can_show_code(app);
}

static void proof_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->proof.list;

	if (action == BP_ACT_CODE)
		bp_code_begin(app, bp_str(app->proof.saved_number));
	else if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (!bp_list_reveal(list))
		open_nth(app, bp_list_nth(list));
}

static bool proof_can(const struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_CODE: return can_show_code(app);
	case BP_ACT_OPEN: return count_items(app) > 0;
	default: return true;
	}
}

static bool proof_key(struct bp_app *app, uint32_t key)
{
	bool opens;

	if (!bp_list_digit(app, &app->proof.list, key, 0, count_items(app), &opens))
		return false;
	open_nth(app, bp_list_nth(&app->proof.list));
	return true;
}

const struct bp_mode bp_mode_proof = {
	.keymap = &bp_keymap_proof,
	.key = proof_key,
	.act = proof_act,
	.can = proof_can,
	.view = proof_view,
	.leave = close,
};
