/* The proof of a finished course, as it would be printed now. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define LABEL_COLUMNS 12

/* ---- keys ---- */

static const struct bp_binding proof_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'r', BP_ACT_CODE},
	{'c', BP_ACT_PRINT},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint proof_hints[] = {
	{BP_ACT_OPEN, NULL, N_("lakukan")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_CODE, NULL, N_("kode QR")},
	{BP_ACT_PRINT, NULL, N_("cetak")},
	{0},
};
static const struct bp_keymap proof_keymap = {
	.title = N_("Bukti belajar"),
	.parent = &bp_keymap_moving,
	.bindings = proof_keys,
	.hints = proof_hints,
};

struct proof {
	const struct bp_course *course;
	struct bp_arena *arena; /* of all it says */
	struct bp_proof document;
	struct bp_proof_rows rows;
	bool asks; /* a server's signer is asked for it; what became of that: */
	struct bp_arena *signing_arena;
	struct bp_signing signing;
};

static struct proof *proof_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_PROOF);
}

static void proof_release(void *state)
{
	bp_arena_free(((struct proof *)state)->arena);
	bp_arena_free(((struct proof *)state)->signing_arena);
}

/* The signer answers when it likes, so this is asked again with each key. True: what
 * became of it is not what it was. */
static bool proof_look(struct bp_app *app, struct proof *proof)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_signing now = {.state = BP_SIGNING_NONE}, before = proof->signing;

	proof->asks = recall->signing && proof->document.servers;
	if (!proof->asks)
		return false;
	struct bp_arena *arena = bp_arena_new();
	recall->signing(recall->context, proof->course, arena, &now);
	bp_arena_free(proof->signing_arena);
	proof->signing_arena = arena;
	proof->signing = now;
	return now.state != before.state || now.at != before.at;
}

/* Makes the proof from the record as it is now. If that fails, the old one stays. */
static bool proof_load(struct bp_app *app, struct proof *proof, struct bp_error *err)
{
	const struct bp_recall *recall = &app->options.recall;
	struct proof now = {.course = proof->course, .arena = bp_arena_new()};

	if (!recall->proof(recall->context, now.course, now.arena, &now.document,
		    &now.rows, err)) {
		bp_arena_free(now.arena);
		return false;
	}
	bp_arena_free(proof->arena);
	now.signing = proof->signing;
	now.signing_arena = proof->signing_arena;
	*proof = now;
	proof_look(app, proof);
	return true;
}

/* `with` is a course. If the record cannot be read, the course does not count as finished
 * either; what is said then is that error. */
static void proof_begin(struct bp_app *app, const void *with)
{
	struct proof proof = {.course = with};
	struct bp_error err = {0};

	if (app->options.recall.proof && proof_load(app, &proof, &err))
		*(struct proof *)bp_mode_push(app, BP_MODE_PROOF) = proof;
	else if (err.kind && err.kind != BP_ERROR_INPUT)
		bp_app_say(app, BP_COLOR_BAD, err.message);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Bukti belajar ada setelah semua modul kursus ini selesai."));
}

void bp_app_proof_saved(struct bp_app *app, const char *path, const char *number)
{
	struct proof *proof = proof_of(app);
	struct saved_proof *saved = &app->saved_proof;
	struct bp_error err = {0};

	if (bp_app_is_at(app, BP_MODE_PROOF_SAVE))
		bp_app_pop(app);
	saved->course = proof ? proof->course : NULL;
	bp_buf_clear(&saved->path);
	bp_buf_add_cstr(&saved->path, path);
	snprintf(saved->number, sizeof saved->number, "%s", number);
	bp_app_say(app, BP_COLOR_GOOD,
		bp_app_text(app, _("Bukti disimpan: %s"), bp_app_clean(app, path)));
	if (proof && !proof_load(app, proof, &err))
		bp_app_say(app, BP_COLOR_BAD, err.message);
}

void bp_app_proof_asked(struct bp_app *app)
{
	struct proof *proof = proof_of(app);

	if (bp_app_is_at(app, BP_MODE_PROOF_SAVE))
		bp_app_pop(app);
	bp_app_say(app, BP_COLOR_GOOD,
		_("Permintaan sudah di kotak keluar Anda: bukti akan ditandatangani server."));
	if (proof)
		proof_look(app, proof);
}

/* ---- rows ---- */

/* "30 November 2026 17.40 WIB", in the learner's language. */
static const char *proof_moment(struct bp_app *app, int64_t at)
{
	struct bp_day day = bp_day_of(at);
	int minutes = (int)((at / 60000 + 7 * 60) % (24 * 60));

	return bp_app_text(app, "%d %s %d %02d.%02d WIB", day.day,
		bp_month_name(day.month), day.year, minutes / 60, minutes % 60);
}

static const char *proof_signing_words(
	struct bp_app *app, const struct bp_signing *signing)
{
	const char *moment = proof_moment(app, signing->at);

	switch (signing->state) {
	case BP_SIGNING_NONE: break;
	case BP_SIGNING_ASKED:
		return bp_app_text(app, _("diminta %s; akan ditandatangani"), moment);
	case BP_SIGNING_SIGNED:
		return bp_app_text(app,
			_("ditandatangani sejak %s, nomor %s, di kotak keluar: %s"),
			moment, signing->number, signing->file);
	case BP_SIGNING_REFUSED:
		return bp_app_text(app, _("ditolak %s: %s"), moment, signing->reason);
	}
	return NULL;
}

/* What became of it on a server. */
static void proof_add_signing(struct bp_app *app, struct list_state *list)
{
	static const enum bp_color colors[] = {
		[BP_SIGNING_ASKED] = BP_COLOR_ACCENT,
		[BP_SIGNING_SIGNED] = BP_COLOR_GOOD,
		[BP_SIGNING_REFUSED] = BP_COLOR_BAD,
	};
	const struct bp_signing *signing = &proof_of(app)->signing;
	const char *words = proof_signing_words(app, signing);

	if (!words)
		return;
	struct bp_row *row = bp_list_add(list, BP_ROW_TEXT, words);
	row->label = _("Server");
	row->color = colors[signing->state];
}

static bool proof_is_saved(const struct bp_app *app)
{
	return app->saved_proof.course &&
		app->saved_proof.course == proof_of(app)->course;
}

static bool proof_can_save(const struct bp_app *app)
{
	return app->options.data && app->options.data->copies;
}

/* Plain lines go to no terminal that could print. */
static bool proof_can_print(const struct bp_app *app)
{
	return app->options.data && app->options.data->printer && !app->options.spoken;
}

/* The QR code shows the number of the file, so there must be a file; plain lines have no
 * QR codes. */
static bool proof_can_show_code(const struct bp_app *app)
{
	return proof_is_saved(app) && !app->options.spoken;
}

static void proof_show_code(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_CODE, app->saved_proof.number);
}

static void proof_print(struct bp_app *app)
{
	if (proof_can_print(app))
		bp_effect_add(app, BP_EFFECT_PRINT)->as.printed = proof_of(app)->course;
}

static void proof_save(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_PROOF_SAVE, proof_of(app)->course);
}

static void proof_add_items(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command save = {N_("Simpan sebagai berkas"), proof_save},
				       ask = {N_("Minta tanda tangan server"),
					       proof_save},
				       code = {N_("Kode QR nomornya"), proof_show_code};

	if (proof_can_save(app) && proof_of(app)->asks) {
		bp_list_item(list, _(ask.title), BP_THING_COMMAND, &ask)->detail =
			_("nama, NIP, dan unit ditanyakan; bukti datang ke kotak keluar");
		bp_list_number(app, list, 1);
	} else if (proof_can_save(app)) {
		bp_list_item(list, _(save.title), BP_THING_COMMAND, &save)->detail =
			app->options.pdf
			? _("PDF, teks, atau JSON; nama, NIP, dan unit ditanyakan dahulu")
			: _("teks atau JSON; nama, NIP, dan unit ditanyakan dahulu");
		bp_list_number(app, list, 1);
	} else {
		bp_list_add(list, BP_ROW_TEXT,
			_("Tidak dapat disimpan di sini: folder rumah Anda (HOME) tidak diketahui."));
	}
	if (proof_can_show_code(app)) {
		bp_list_item(list, _(code.title), BP_THING_COMMAND, &code);
		bp_list_number(app, list, 1);
	}
}

/* The number covers all that is in the file, also who it is about: so there is none
 * before there is a file, and each file has its own. */
static void proof_add_number(struct bp_app *app)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PROOF);

	if (proof_is_saved(app)) {
		bp_list_add(list, BP_ROW_TEXT, app->saved_proof.number)->label =
			_("Nomor");
		bp_list_add(
			list, BP_ROW_TEXT, bp_app_clean(app, app->saved_proof.path.at))
			->label = _("Berkas");
	}
	bp_list_add(list, BP_ROW_TEXT,
		_("Nomor adalah milik berkas yang disimpan. Setelah kursus ini dipelajari lagi, berkas baru bernomor lain."))
		->color = BP_COLOR_FAINT;
}

/* Rows without a label continue the value above, and are not shown here; nor is the number
 * of this proof, since that of the saved file counts. */
static void proof_add_rows(
	struct list_state *list, const struct proof *proof, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct bp_proof_row *row = &proof->rows.at[i];
		if (row->label[0] && strcmp(row->value, proof->document.number) != 0)
			bp_list_add(
				list, BP_ROW_TEXT, row->screen ? row->screen : row->value)
				->label = row->label;
	}
}

/* The document's words are Indonesian in either language: see proof.h. */
static void proof_add_module(struct bp_app *app, struct list_state *list, size_t index)
{
	const struct bp_proof_module *module = &proof_of(app)->document.modules[index];
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *score = module->percent < 0
		? ""
		: bp_app_text(app, " %s nilai %d", dot, module->percent);

	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app, "%s%s %s %s JP %s %d menit %s %s%s", module->title,
			module->brought ? " *" : "", dot,
			bp_proof_jp(app->view_arena, module->jp_halves), dot,
			module->minutes, dot,
			bp_proof_date(app->view_arena, module->done_at, true), score))
		->label = bp_app_text(app, "Modul %zu", index + 1);
}

static void proof_add_document(struct bp_app *app, struct list_state *list)
{
	const struct proof *proof = proof_of(app);

	bp_list_add(list, BP_ROW_HEADING, _("Isi dokumen"));
	proof_add_rows(list, proof, 0, proof->rows.head);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < proof->document.module_count; i++)
		proof_add_module(app, list, i);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	proof_add_rows(list, proof, proof->rows.head, proof->rows.count);
	bp_list_add(list, BP_ROW_TEXT, BP_PROOF_NOTICE)->label = "Perhatian";
}

static void proof_add_all(struct bp_app *app, struct list_state *list)
{
	bp_list_start(app, list, true);
	proof_add_items(app, list);
	proof_add_signing(app, list);
	proof_add_number(app);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	proof_add_document(app, list);
}

static void proof_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PROOF);

	if (proof_look(app, proof_of(app)) || !bp_list_stands(app, list))
		proof_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, LABEL_COLUMNS, view);
	view->title = BP_PROOF_TITLE;
	view->side = proof_of(app)->course->title;
}

/* ---- the mode ---- */

static void proof_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PROOF);

	if (action == BP_ACT_CODE)
		proof_show_code(app);
	else if (action == BP_ACT_PRINT)
		proof_print(app);
	else if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (!bp_list_reveal(list))
		bp_list_run(app, list);
}

static bool proof_can(const struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_CODE: return proof_can_show_code(app);
	case BP_ACT_PRINT: return proof_can_print(app);
	case BP_ACT_OPEN: return proof_can_save(app) || proof_can_show_code(app);
	default: return true;
	}
}

const struct bp_mode bp_mode_proof = {
	.size = sizeof(struct proof),
	.release = proof_release,
	.begin = proof_begin,
	.keymap = &proof_keymap,
	.numbers = BP_ACT_OPEN,
	.act = proof_act,
	.can = proof_can,
	.view = proof_view,
};
