/*
 * JP from elsewhere, entered or corrected: a list of fields, each typed in a line of its
 * own. What was typed of a new one and not recorded yet is kept as a draft when the screen is
 * left, in whatever way, and stands there when the next one is entered. What was changed in an
 * old one is kept only where nobody chose to leave.
 */
#include "app.h"
#include "ledger.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

/* ---- keys ---- */

static const struct bp_binding elsewhere_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint elsewhere_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("ubah")},
	{0},
};
static const struct bp_meaning elsewhere_meanings[] = {
	{BP_ACT_OPEN, N_("isi yang ditunjuk, atau simpan")},
	{0},
};
static const struct bp_keymap elsewhere_keymap = {
	.title = N_("JP dari tempat lain"),
	.parent = &bp_keymap_moving,
	.bindings = elsewhere_keys,
	.hints = elsewhere_hints,
	.meanings = elsewhere_meanings,
};

struct elsewhere {
	struct bp_buf typed[BP_ELSEWHERE_FIELDS];
	struct bp_elsewhere old; /* that is corrected; jp_halves 0: a new one */
	bool chained;            /* a field leads to the next one */
	bool removing;           /* the next press takes it back */
	bool settled;            /* recorded, or given up: there is no draft */
	bool changed;            /* a field is another one than it was */
	bool recalled;           /* there is a draft */
	const void *point;       /* the item to be pointed at; NULL: leave it */
};

static struct elsewhere *elsewhere_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_ELSEWHERE);
}

static bool elsewhere_is_new(const struct elsewhere *state)
{
	return state->old.jp_halves == 0;
}

static void elsewhere_set(struct elsewhere *state, int field, struct bp_str text)
{
	bp_buf_clear(&state->typed[field]);
	bp_buf_add_str(&state->typed[field], text);
}

static void elsewhere_texts(
	const struct elsewhere *state, struct bp_str texts[BP_ELSEWHERE_FIELDS])
{
	for (int i = 0; i < BP_ELSEWHERE_FIELDS; i++)
		texts[i] = bp_buf_str(&state->typed[i]);
}

/* ---- the draft ---- */

/* Whoever leaves a correction gives it up, but for one that was cut off. */
static bool elsewhere_waits(const struct bp_app *app, const struct elsewhere *state)
{
	size_t typed = 0;

	for (int i = 0; i < BP_ELSEWHERE_FIELDS; i++)
		typed += state->typed[i].len;
	return !state->settled &&
		(elsewhere_is_new(state) ? typed > 0 : state->changed && app->ending);
}

static void elsewhere_leave(struct bp_app *app)
{
	const struct elsewhere *state = elsewhere_of(app);
	bool waits = elsewhere_waits(app, state);

	if (app->options.recording && (waits || state->recalled))
		bp_elsewhere_save_draft(app, &state->old, waits ? state->typed : NULL);
	if (!elsewhere_is_new(state) && state->changed && !state->settled)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Perubahannya tidak disimpan; yang lama tetap berlaku."));
	else if (waits && app->options.recording)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Belum tersimpan; isiannya menunggu di Catat JP dari tempat lain."));
}

/* ---- typing ---- */

static void elsewhere_ask(struct bp_app *app, enum bp_elsewhere_field field);

/* The digest of a file that was named takes the place of its path. */
static bool elsewhere_take_path(struct bp_app *app, struct bp_error *err)
{
	struct elsewhere *state = elsewhere_of(app);
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf *typed = &state->typed[BP_ELSEWHERE_SHA256], hex = {0};
	struct bp_str texts[BP_ELSEWHERE_FIELDS];

	elsewhere_texts(state, texts);
	bool fits = bp_elsewhere_fits(texts, app->now, BP_ELSEWHERE_SHA256, err);
	if (fits || !recall->digest)
		return fits;
	fits = recall->digest(recall->context, typed->at, &hex, err);
	if (fits)
		elsewhere_set(state, BP_ELSEWHERE_SHA256, bp_buf_str(&hex));
	bp_buf_release(&hex);
	return fits;
}

static bool elsewhere_check(
	struct bp_app *app, enum bp_elsewhere_field field, struct bp_error *err)
{
	struct bp_str texts[BP_ELSEWHERE_FIELDS];

	if (field == BP_ELSEWHERE_SHA256)
		return elsewhere_take_path(app, err);
	elsewhere_texts(elsewhere_of(app), texts);
	return bp_elsewhere_fits(texts, app->now, field, err);
}

static void elsewhere_say_fault(
	struct bp_app *app, enum bp_elsewhere_field field, const struct bp_error *err)
{
	bp_app_say(app, BP_COLOR_BAD,
		bp_app_text(app, "%s: %s", bp_elsewhere_label(field), err->message));
	elsewhere_of(app)->point = &elsewhere_of(app)->typed[field];
}

/* Keeps it, whatever it is. */
static enum bp_elsewhere_field elsewhere_keep(
	struct bp_app *app, struct bp_str text, const void *with)
{
	struct elsewhere *state = elsewhere_of(app);
	enum bp_elsewhere_field field =
		(enum bp_elsewhere_field)((const struct bp_buf *)with - state->typed);

	text = bp_str_trim(text);
	text = bp_str_is(text, "-") ? (struct bp_str){0} : text;
	state->changed |= !bp_str_equal(text, bp_buf_str(&state->typed[field]));
	elsewhere_set(state, (int)field, text);
	return field;
}

static void elsewhere_cut(struct bp_app *app, struct bp_str text, const void *with)
{
	elsewhere_keep(app, text, with);
}

static void elsewhere_typed(struct bp_app *app, struct bp_str text, const void *with)
{
	struct elsewhere *state = elsewhere_of(app);
	enum bp_elsewhere_field field = elsewhere_keep(app, text, with);
	struct bp_error err = {0};

	if (!elsewhere_check(app, field, &err)) {
		elsewhere_say_fault(app, field, &err);
		return;
	}
	bool last = field + 1 == BP_ELSEWHERE_FIELDS;
	state->point = last ? (const void *)&state->old : &state->typed[field + 1];
	if (state->chained && !last)
		elsewhere_ask(app, (enum bp_elsewhere_field)(field + 1));
}

/* What is asked for in a field. */
static const char *elsewhere_label(
	const struct bp_app *app, enum bp_elsewhere_field field)
{
	switch (field) {
	case BP_ELSEWHERE_BEGINS: return _("Mulai, misalnya 02-03-2026 (boleh kosong)");
	case BP_ELSEWHERE_ENDS: return _("Selesai, misalnya 04-03-2026");
	case BP_ELSEWHERE_NUMBER: return _("Nomor sertifikat (boleh kosong)");
	case BP_ELSEWHERE_SHA256:
		return app->options.recall.digest
			? _("Jalur berkas sertifikat (boleh kosong)")
			: _("SHA-256 berkas sertifikat (boleh kosong)");
	default: return bp_elsewhere_label(field);
	}
}

static void elsewhere_ask(struct bp_app *app, enum bp_elsewhere_field field)
{
	struct elsewhere *state = elsewhere_of(app);

	state->removing = false;
	bp_prompt_begin(app, bp_app_text(app, "%s:", elsewhere_label(app, field)),
		BP_ELSEWHERE_TEXT_MOST, bp_buf_str(&state->typed[field]), elsewhere_typed,
		&state->typed[field])
		->cut = elsewhere_cut;
}

/* ---- recording ---- */

static void elsewhere_close(struct bp_app *app, const char *said)
{
	if (bp_app_is_at(app, BP_MODE_ELSEWHERE)) {
		elsewhere_of(app)->settled = true;
		bp_app_pop(app);
	}
	bp_app_say_kept(app, said);
}

static void elsewhere_say_kept(struct bp_app *app)
{
	elsewhere_close(app, _("Tersimpan."));
}

static void elsewhere_say_taken_back(struct bp_app *app)
{
	elsewhere_close(app, _("Ditarik."));
}

void bp_elsewhere_take_back(struct bp_app *app, const struct bp_elsewhere *one)
{
	bp_elsewhere_record(app, one, NULL);
	app->then = elsewhere_say_taken_back;
}

static void elsewhere_save(struct bp_app *app)
{
	struct elsewhere *state = elsewhere_of(app);
	struct bp_str texts[BP_ELSEWHERE_FIELDS];
	struct bp_elsewhere one = {0};
	enum bp_elsewhere_field field;
	struct bp_error err = {0};

	state->removing = false;
	if (!bp_app_may_change(app)) /* it may have been when this was opened */
		return;
	if (!elsewhere_is_new(state) && !state->changed) {
		elsewhere_close(app, _("Tidak ada yang diubah."));
		return;
	}
	elsewhere_texts(state, texts);
	if (!bp_elsewhere_read(texts, app->now, &one, &field, &err)) {
		elsewhere_say_fault(app, field, &err);
		return;
	}
	if (!elsewhere_is_new(state))
		bp_elsewhere_correct(&state->old, &one);
	if (bp_elsewhere_same(bp_progress_elsewheres(app->options.progress), &one)) {
		bp_app_say(app, BP_COLOR_BAD, _("Yang sama sudah tercatat."));
		return;
	}
	bp_elsewhere_record(app, elsewhere_is_new(state) ? NULL : &state->old, &one);
	bp_ledger_show_year(app, one.ends.year);
	app->then = elsewhere_say_kept;
}

static void elsewhere_remove(struct bp_app *app)
{
	struct elsewhere *state = elsewhere_of(app);

	if (!bp_app_may_change(app))
		return;
	if (state->removing) {
		bp_elsewhere_take_back(app, &state->old);
		return;
	}
	state->removing = true;
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Enter sekali lagi menariknya; tombol lain membatalkan."));
}

/* ---- the mode ---- */

static void elsewhere_take_old(
	struct bp_app *app, struct elsewhere *state, const struct bp_elsewhere *old)
{
	struct bp_str texts[BP_ELSEWHERE_FIELDS];

	bp_elsewhere_type(old, app->view_arena, texts);
	for (int i = 0; i < BP_ELSEWHERE_FIELDS; i++)
		elsewhere_set(state, i, texts[i]);
	state->old = *old; /* of its texts nothing is read any more */
}

/* `with` is the one to be corrected; NULL: a new one, asked for field by field. */
static void elsewhere_begin(struct bp_app *app, const void *with)
{
	if (!bp_app_may_change(app))
		return;
	struct elsewhere *state = bp_mode_push(app, BP_MODE_ELSEWHERE);
	if (with)
		elsewhere_take_old(app, state, with);
	state->recalled = bp_elsewhere_recall_draft(app, &state->old, state->typed);
	state->changed = with && state->recalled;
	if (state->changed)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Perubahan yang belum tersimpan ada di sini; kembali berarti membuangnya."));
	if (with)
		return;
	state->chained = state->typed[BP_ELSEWHERE_TITLE].len == 0;
	if (state->chained)
		elsewhere_ask(app, BP_ELSEWHERE_TITLE);
}

static void elsewhere_release(void *from)
{
	struct elsewhere *state = from;

	for (int i = 0; i < BP_ELSEWHERE_FIELDS; i++)
		bp_buf_release(&state->typed[i]);
}

/* An empty field says whether it may be so; one that cannot be, why. */
static const char *elsewhere_value(
	struct bp_app *app, enum bp_elsewhere_field field, enum bp_color *color)
{
	const struct elsewhere *state = elsewhere_of(app);
	struct bp_str texts[BP_ELSEWHERE_FIELDS];
	struct bp_error err = {0};

	elsewhere_texts(state, texts);
	bool fits = bp_elsewhere_fits(texts, app->now, field, &err);
	*color = fits ? BP_COLOR_TEXT : BP_COLOR_ACCENT;
	if (!texts[field].len)
		return fits ? _("kosong; boleh") : _("belum diisi");
	const char *shown =
		bp_app_clean(app, bp_arena_cstr(app->view_arena, texts[field]));
	return fits ? shown
		    : bp_app_text(app, "%s %s %s", shown,
			      app->options.symbols[BP_SYMBOL_DOT], err.message);
}

static const struct bp_command elsewhere_commands[] = {
	{N_("Simpan"), elsewhere_save},
	{N_("Tarik dari catatan"), elsewhere_remove},
};

static void elsewhere_add_command(
	struct bp_app *app, struct list_state *list, size_t n, const char *detail)
{
	bp_list_item(list, _(elsewhere_commands[n].title), BP_THING_COMMAND,
		&elsewhere_commands[n])
		->detail = detail;
	bp_list_number(app, list, 1);
}

static void elsewhere_add_all(struct bp_app *app, struct list_state *list)
{
	struct elsewhere *state = elsewhere_of(app);

	for (int i = 0; i < BP_ELSEWHERE_FIELDS; i++) {
		enum bp_elsewhere_field field = (enum bp_elsewhere_field)i;
		enum bp_color color;
		const char *value = elsewhere_value(app, field, &color);
		struct bp_row *row = bp_list_item(
			list, bp_elsewhere_label(field), BP_THING_ROW, &state->typed[i]);
		bp_list_number(app, list, 1);
		row->detail = value;
		row->color = color;
	}
	elsewhere_add_command(app, list, 0,
		elsewhere_is_new(state)
			? _("terpisah dari JP berpijar dan tidak masuk ke bukti")
			: _("yang lama tetap ada di catatan, sebagai yang ditarik"));
	if (!elsewhere_is_new(state))
		elsewhere_add_command(app, list, 1, _("bila salah tercatat"));
}

static void elsewhere_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_ELSEWHERE);
	struct elsewhere *state = elsewhere_of(app);

	bp_list_start(app, list, true);
	elsewhere_add_all(app, list);
	bp_list_fix(list);
	if (state->point)
		bp_list_point(list,
			state->point == &state->old ? &elsewhere_commands[0]
						    : state->point);
	state->point = NULL;
	bp_list_view(list, 1, view);
	view->title = _("JP dari tempat lain");
}

static void elsewhere_open(struct bp_app *app)
{
	const struct list_state *list = bp_mode_list(app, BP_MODE_ELSEWHERE);
	const struct bp_buf *typed = bp_list_thing(list, BP_THING_ROW);
	struct elsewhere *state = elsewhere_of(app);

	if (typed)
		elsewhere_ask(app, (enum bp_elsewhere_field)(typed - state->typed));
	else
		bp_list_run(app, list);
}

static void elsewhere_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_OPEN)
		elsewhere_open(app);
	else
		bp_list_act(bp_mode_list(app, BP_MODE_ELSEWHERE), action);
}

/* Taking back asks for Enter, or for its number, twice in a row. */
static bool elsewhere_key(struct bp_app *app, uint32_t key)
{
	if (key != BP_KEY_ENTER && (key < '0' || key > '9'))
		elsewhere_of(app)->removing = false;
	return false;
}

const struct bp_mode bp_mode_elsewhere = {
	.size = sizeof(struct elsewhere),
	.release = elsewhere_release,
	.begin = elsewhere_begin,
	.keymap = &elsewhere_keymap,
	.key = elsewhere_key,
	.numbers = BP_ACT_OPEN,
	.act = elsewhere_act,
	.view = elsewhere_view,
	.leave = elsewhere_leave,
};
