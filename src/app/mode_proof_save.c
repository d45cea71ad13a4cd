/*
 * From a proof on the screen to a file: whom it is about, whether that is to be kept, and
 * in what form it is wanted. Going back leads one step back.
 */
#include "app.h"
#include <berpijar/lang.h>

enum { STEP_KEEP = BP_PERSON_FIELDS, STEP_FORM };

struct choice {
	const char *title, *about; /* N_() */
};

static const struct choice keeping[] = {
	{N_("Pakai kali ini saja"), N_("tidak disimpan di catatan Anda")},
	{N_("Simpan juga di catatan saya"),
		N_("di komputer ini, untuk bukti berikutnya; dapat dihapus di Data Anda")},
};
#define KEEPING (sizeof keeping / sizeof *keeping)

static const struct choice forms[BP_PROOF_FORMS] = {
	[BP_PROOF_PDF] = {"PDF", N_("untuk dicetak dan dikirim")},
	[BP_PROOF_TEXT] = {N_("Teks"), N_("dapat dibuka di mana saja")},
	[BP_PROOF_JSON] = {"JSON", N_("untuk dibaca program lain")},
};

/* ---- steps ---- */

static bool is_typing(const struct bp_app *app)
{
	return app->person.step < BP_PERSON_FIELDS;
}

/* What is kept already needs no new consent. */
static bool asks_to_keep(const struct bp_app *app)
{
	const struct person_state *state = &app->person;
	bool changed = false;

	for (int i = 0; i < BP_PERSON_FIELDS; i++)
		changed |= !bp_str_equal(
			bp_buf_str(&state->kept[i]), bp_buf_str(&state->typed[i]));
	return changed && app->options.recording;
}

static void go_to(struct bp_app *app, size_t step)
{
	struct person_state *state = &app->person;

	state->step = step;
	state->list.selected = SIZE_MAX;
	state->list.top = 0;
	if (is_typing(app))
		bp_person_type(app, (enum bp_person_field)step);
}

static void go_on(struct bp_app *app)
{
	size_t next = app->person.step + 1;

	go_to(app, next == STEP_KEEP && !asks_to_keep(app) ? STEP_FORM : next);
}

static void go_back(struct bp_app *app)
{
	size_t next = app->person.step - 1;

	go_to(app, next == STEP_KEEP && !asks_to_keep(app) ? BP_PERSON_AGENCY : next);
}

void bp_proof_save_begin(struct bp_app *app)
{
	bp_person_recall(app);
	app->person.keep = false;
	bp_mode_push(app, BP_MODE_PROOF_SAVE);
	go_to(app, BP_PERSON_NAME);
}

/* ---- choices ---- */

/* PDF is the first form, where it can be had. */
static size_t first_form(const struct bp_app *app)
{
	return app->options.pdf ? BP_PROOF_PDF : BP_PROOF_PDF + 1;
}

static size_t count_choices(const struct bp_app *app)
{
	return is_typing(app)                   ? 0
		: app->person.step == STEP_KEEP ? KEEPING
						: BP_PROOF_FORMS - first_form(app);
}

/* The step stays until the file is written: another form may be chosen if it cannot be.
 */
static void save(struct bp_app *app, size_t form)
{
	const struct bp_buf *typed = app->person.typed;

	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_PROOF);

	effect->as.proof.course = app->proof.course;
	effect->as.proof.form = (enum bp_proof_form)form;
	effect->as.proof.keep_person = app->person.keep;
	effect->as.proof.person = (struct bp_person){
		.name = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_NAME])),
		.nip = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_NIP])),
		.unit = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_UNIT])),
		.agency = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_AGENCY])),
	};
}

static void choose(struct bp_app *app, size_t nth)
{
	if (app->person.step == STEP_FORM) {
		save(app, first_form(app) + nth);
		return;
	}
	app->person.keep = nth == 1;
	go_on(app);
}

/* ---- the mode ---- */

static void add_person(struct bp_app *app)
{
	struct list_state *list = &app->person.list;
	const char *doubt = app->person.doubt;

	bp_list_add(list, BP_ROW_HEADING,
		doubt ? bp_app_text(app,
				_("Periksa NIP/NI PPPK: %s. Betulkan, atau Enter sekali lagi untuk memakainya."),
				doubt)
		      : _("Untuk siapa bukti ini?"))
		->color = doubt ? BP_COLOR_ACCENT : BP_COLOR_TEXT;
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		enum bp_person_field field = (enum bp_person_field)i;
		bp_list_add(list, BP_ROW_TEXT, bp_person_shown(app, field))->label =
			bp_person_label(field);
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT,
		_("Semuanya boleh dilewati. Enter memakai yang tertulis; - mengosongkan. Dari NIP hanya 3 angka akhir yang tercetak."))
		->color = BP_COLOR_FAINT;
	list->selected = SIZE_MAX;
}

static void add_choices(struct bp_app *app)
{
	struct list_state *list = &app->person.list;
	bool form = app->person.step == STEP_FORM;
	const struct choice *choices = form ? forms + first_form(app) : keeping;
	const char *person = bp_person_summary(app);

	bp_list_add(list, BP_ROW_HEADING,
		form ? _("Dalam bentuk apa?") : _("Simpan isian ini?"));
	for (size_t i = 0; i < count_choices(app); i++) {
		struct bp_row *row = bp_list_add(list, BP_ROW_ITEM, _(choices[i].title));
		row->label = bp_app_text(app, "%zu", i + 1);
		row->detail = _(choices[i].about);
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT, person ? person : _("Tanpa nama"))->color =
		BP_COLOR_FAINT;
	bp_list_fix(list);
}

static void proof_save_view(
	struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct list_state *list = &app->person.list;
	bool typing = is_typing(app);

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (typing)
		add_person(app);
	else
		add_choices(app);
	bp_list_view(list, typing ? 12 : 1, view);
	view->title = _("Simpan bukti");
	if (typing)
		bp_person_ask(app, view);
}

static void proof_save_act(struct bp_app *app, enum bp_action action)
{
	if (action != BP_ACT_OPEN)
		bp_list_act(&app->person.list, action);
	else if (!is_typing(app))
		choose(app, bp_list_nth(&app->person.list));
	else if (bp_person_take(app))
		go_on(app);
}

static bool proof_save_key(struct bp_app *app, uint32_t key)
{
	struct list_state *list = &app->person.list;

	if (app->person.step > 0 && bp_app_action(app, app->top, key) == BP_ACT_BACK) {
		go_back(app);
		return true;
	}
	if (is_typing(app))
		return bp_person_key(app, key);
	bool opens;
	if (!bp_list_digit(app, list, key, 0, count_choices(app), &opens))
		return false;
	choose(app, bp_list_nth(list));
	return true;
}

static const struct bp_keymap *proof_save_keys(const struct bp_app *app)
{
	return is_typing(app) ? &bp_keymap_person_typing : &bp_keymap_proof_save;
}

static struct field *proof_save_field(struct bp_app *app)
{
	return is_typing(app) ? bp_person_field(app) : NULL;
}

const struct bp_mode bp_mode_proof_save = {
	.keymap = &bp_keymap_proof_save,
	.keys = proof_save_keys,
	.key = proof_save_key,
	.field = proof_save_field,
	.act = proof_save_act,
	.view = proof_save_view,
};
