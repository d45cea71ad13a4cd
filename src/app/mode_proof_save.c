/*
 * From a proof on the screen to a file: whom it is about, whether that is to be kept, and
 * in what form it is wanted. Going back leads one step back.
 */
#include "app.h"
#include "person.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

/* The steps after the fields of a person: what to keep, what to write. */
static const struct bp_keymap proof_save_keymap = {
	.title = N_("Menyimpan bukti"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_choices,
};

struct saving {
	const struct bp_course *course;
	struct person person;
	size_t step; /* a field of the person, or what comes after them */
	bool keep;   /* what was typed */
};

enum { STEP_KEEP = BP_PERSON_FIELDS, STEP_FORM };

struct saving_choice {
	const char *title, *about; /* N_() */
};

static const struct saving_choice saving_keeping[] = {
	{N_("Pakai kali ini saja"), N_("tidak disimpan di catatan Anda")},
	{N_("Simpan juga di catatan saya"),
		N_("di komputer ini, untuk bukti berikutnya; dapat dihapus di Data Anda")},
};

static const struct saving_choice saving_forms[BP_PROOF_FORMS] = {
	[BP_PROOF_PDF] = {"PDF", N_("untuk dicetak dan dikirim")},
	[BP_PROOF_TEXT] = {N_("Teks"), N_("dapat dibuka di mana saja")},
	[BP_PROOF_JSON] = {"JSON", N_("untuk dibaca program lain")},
	[BP_PROOF_BADGE] = {"Open Badge",
		N_("lencana tanpa nama, ditandatangani server")},
};

/* ---- steps ---- */

static struct saving *saving_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_PROOF_SAVE);
}

static bool saving_is_typing(const struct bp_app *app)
{
	return bp_person_is_typing(&saving_of(app)->person);
}

/* Consent is only asked for if what was typed differs from what is kept already. */
static bool saving_asks_to_keep(const struct bp_app *app)
{
	const struct person *person = &saving_of(app)->person;
	bool changed = false;

	for (int i = 0; i < BP_PERSON_FIELDS; i++)
		changed |= !bp_str_equal(
			bp_buf_str(&person->kept[i]), bp_buf_str(&person->typed[i]));
	return changed && app->options.recording;
}

static void saving_go_to(struct bp_app *app, size_t step)
{
	struct saving *saving = saving_of(app);

	saving->step = step;
	bp_list_restart(bp_mode_list(app, BP_MODE_PROOF_SAVE));
	if (step < BP_PERSON_FIELDS)
		bp_person_ask(&saving->person, (enum bp_person_field)step);
	else
		saving->person.asked = BP_PERSON_FIELDS;
}

static void saving_go_on(struct bp_app *app)
{
	size_t next = saving_of(app)->step + 1;

	saving_go_to(
		app, next == STEP_KEEP && !saving_asks_to_keep(app) ? STEP_FORM : next);
}

static void saving_go_back(struct bp_app *app)
{
	size_t next = saving_of(app)->step - 1;

	saving_go_to(app,
		next == STEP_KEEP && !saving_asks_to_keep(app) ? BP_PERSON_AGENCY : next);
}

/* `with` is the course. */
static void saving_begin(struct bp_app *app, const void *with)
{
	struct saving *saving = bp_mode_push(app, BP_MODE_PROOF_SAVE);

	saving->course = with;
	bp_person_recall(app, &saving->person);
	saving_go_to(app, BP_PERSON_NAME);
}

static void saving_release(void *state)
{
	bp_person_release(&((struct saving *)state)->person);
}

/* ---- choices ---- */

/* The choices of a step; a PDF is the first form, where it can be had, and a badge the last,
 * where a server signs. */
static const struct saving_choice *saving_choices(const struct bp_app *app, size_t *count)
{
	size_t first = app->options.pdf ? BP_PROOF_PDF : BP_PROOF_PDF + 1;
	size_t last = app->options.recall.signing ? BP_PROOF_FORMS : BP_PROOF_BADGE;
	bool form = saving_of(app)->step == STEP_FORM;

	*count = form ? last - first : sizeof saving_keeping / sizeof *saving_keeping;
	return form ? saving_forms + first : saving_keeping;
}

/* The step stays until the file is written: another form may be chosen if it cannot be.
 */
static void saving_write(struct bp_app *app, enum bp_proof_form form)
{
	const struct saving *saving = saving_of(app);
	const struct bp_buf *typed = saving->person.typed;
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_PROOF);

	effect->as.proof.course = saving->course;
	effect->as.proof.form = form;
	effect->as.proof.keep_person = saving->keep;
	effect->as.proof.person = (struct bp_person){
		.name = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_NAME])),
		.nip = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_NIP])),
		.unit = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_UNIT])),
		.agency = bp_effect_text(app, bp_buf_str(&typed[BP_PERSON_AGENCY])),
	};
}

static void saving_choose(struct bp_app *app, const struct saving_choice *choice)
{
	struct saving *saving = saving_of(app);

	if (choice && saving->step == STEP_FORM) {
		saving_write(app, (enum bp_proof_form)(choice - saving_forms));
	} else if (choice) {
		saving->keep = choice == &saving_keeping[1];
		saving_go_on(app);
	}
}

/* ---- the mode ---- */

static void saving_add_person(struct bp_app *app, struct list_state *list)
{
	const struct person *person = &saving_of(app)->person;
	const char *doubt = person->doubt;

	bp_list_add(list, BP_ROW_HEADING,
		doubt ? bp_app_text(app,
				_("Periksa NIP/NI PPPK: %s. Betulkan, atau Enter sekali lagi untuk memakainya."),
				doubt)
		      : _("Untuk siapa bukti ini?"))
		->color = doubt ? BP_COLOR_ACCENT : BP_COLOR_TEXT;
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		enum bp_person_field field = (enum bp_person_field)i;
		bp_list_add(list, BP_ROW_TEXT, bp_person_shown(app, person, field))
			->label = bp_person_label(field);
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT,
		_("Semuanya boleh dilewati. Enter memakai yang tertulis; - mengosongkan. Dari NIP hanya 3 angka akhir yang tercetak, kecuali Anda menghendakinya utuh atau daftar instansi memuatnya."))
		->color = BP_COLOR_FAINT;
}

static void saving_add_choices(struct bp_app *app, struct list_state *list)
{
	const struct saving *saving = saving_of(app);
	size_t count;
	const struct saving_choice *choices = saving_choices(app, &count);
	const char *person = bp_person_summary(app, &saving->person);

	bp_list_add(list, BP_ROW_HEADING,
		saving->step == STEP_FORM ? _("Dalam bentuk apa?")
					  : _("Simpan isian ini?"));
	for (size_t i = 0; i < count; i++) {
		bp_list_item(list, _(choices[i].title), BP_THING_ROW, &choices[i])
			->detail = _(choices[i].about);
		bp_list_number(app, list, 1);
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT, person ? person : _("Tanpa nama"))->color =
		BP_COLOR_FAINT;
	bp_list_fix(list);
}

static void saving_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PROOF_SAVE);
	bool typing = saving_is_typing(app);

	bp_list_start(app, list, true);
	if (typing)
		saving_add_person(app, list);
	else
		saving_add_choices(app, list);
	bp_list_view(list, typing ? 12 : 1, view);
	view->title = _("Simpan bukti");
	if (typing)
		bp_person_view(app, &saving_of(app)->person, view);
}

static void saving_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PROOF_SAVE);

	if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (!saving_is_typing(app))
		saving_choose(app, bp_list_thing(list, BP_THING_ROW));
	else if (bp_person_take(&saving_of(app)->person))
		saving_go_on(app);
}

static bool saving_key(struct bp_app *app, uint32_t key)
{
	if (saving_of(app)->step > 0 &&
		bp_app_action(app, app->top, key) == BP_ACT_BACK) {
		saving_go_back(app);
		return true;
	}
	return saving_is_typing(app) && bp_person_key(&saving_of(app)->person, key);
}

static const struct bp_keymap *saving_keys(const struct bp_app *app)
{
	return saving_is_typing(app) ? &bp_keymap_person_typing : &proof_save_keymap;
}

static struct field *saving_field(struct bp_app *app)
{
	return bp_person_field(&saving_of(app)->person);
}

const struct bp_mode bp_mode_proof_save = {
	.size = sizeof(struct saving),
	.release = saving_release,
	.begin = saving_begin,
	.keymap = &proof_save_keymap,
	.keys = saving_keys,
	.key = saving_key,
	.numbers = BP_ACT_OPEN,
	.field = saving_field,
	.act = saving_act,
	.view = saving_view,
};
