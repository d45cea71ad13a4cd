/*
 * "Siapa yang belajar?": on a machine whose users share one login, before anybody's
 * record is opened.
 */
#include "app.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_keymap new_keymap = {
	.title = N_("Catatan belajar baru"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

/* ---- keys ---- */

static const struct bp_binding who_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'/', BP_ACT_SEARCH},
	{'q', BP_ACT_QUIT},
	{0, 0},
};
static const struct bp_hint who_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("mulai")},
	{BP_ACT_SEARCH, NULL, N_("cari nama")},
	{BP_ACT_QUIT, NULL, N_("keluar")},
	{0},
};
static const struct bp_meaning who_meanings[] = {
	{BP_ACT_SEARCH, N_("cari nama")},
	{0},
};
static const struct bp_keymap who_keymap = {
	.title = N_("Siapa yang belajar?"),
	.parent = &bp_keymap_moving,
	.bindings = who_keys,
	.hints = who_hints,
	.meanings = who_meanings,
};

struct who {
	char typed[80]; /* the id that was typed last */
};

static struct who *who_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_WHO);
}

static void who_choose(struct bp_app *app, const char *id)
{
	bp_effect_add(app, BP_EFFECT_LEARNER)->as.learner = id;
}

static void who_ask_id(struct bp_app *app, struct bp_str typed);

static void who_add(struct bp_app *app, struct list_state *list,
	const struct bp_known_learner *person)
{
	bool named = person->name && *person->name;
	struct bp_row *row =
		bp_list_item(list, named ? bp_app_clean(app, person->name) : person->id,
			BP_THING_PERSON, person);

	bp_list_number(app, list, 1);
	row->side = named ? person->id : NULL;
	row->state = person->last ? person->last : _("belum pernah");
	row->color = BP_COLOR_FAINT;
}

static void who_ask(struct bp_app *app)
{
	who_ask_id(app, (struct bp_str){0});
}

static const struct bp_command who_other = {N_("Orang lain"), who_ask};

static void who_add_all(struct bp_app *app, struct list_state *list)
{
	const struct bp_app_options *options = &app->options;

	bp_list_start(app, list, false);
	bp_list_add(list, BP_ROW_TEXT,
		_("Satu akun dipakai bersama: siapa pun dapat membuka catatan yang lain; berpijar tidak dapat memisahkannya."))
		->color = BP_COLOR_FAINT;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < options->person_count; i++)
		who_add(app, list, &options->people[i]);
	bp_list_item(list, _(who_other.title), BP_THING_COMMAND, &who_other);
	bp_list_number(app, list, 1);
}

static void who_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_WHO);
	size_t people = app->options.person_count;

	if (!bp_list_stands(app, list))
		who_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, people < 9 ? 1 : people < 99 ? 2 : 3, view);
	view->title = _("Siapa yang belajar?");
	view->side = "berpijar";
}

/* ---- somebody who is not in the list ---- */

static void who_take_typed(struct bp_app *app, struct bp_str typed, const void *with);

/* Asks for the id, offering what was typed and refused so that it can be corrected. */
static void who_ask_id(struct bp_app *app, struct bp_str typed)
{
	bp_prompt_begin(app, _("ID Anda (huruf, angka, titik, _ atau -):"), 64, typed,
		who_take_typed, NULL)
		->offered = false;
}

/* Somebody of the list, by id or by name; NULL: nobody, or several of that name. */
static const struct bp_known_learner *who_known(
	const struct bp_app *app, struct bp_str typed)
{
	const struct bp_app_options *options = &app->options;
	const struct bp_known_learner *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < options->person_count; i++) {
		const struct bp_known_learner *person = &options->people[i];
		if (bp_str_is(typed, person->id))
			return person;
		if (typed.len && bp_text_equal_folded(typed, bp_str(person->name))) {
			found = person;
			count++;
		}
	}
	return count == 1 ? found : NULL;
}

static void who_take_typed(struct bp_app *app, struct bp_str typed, const void *with)
{
	typed = bp_str_trim(typed);
	const struct bp_known_learner *person = who_known(app, typed);

	(void)with;
	snprintf(who_of(app)->typed, sizeof who_of(app)->typed, "%.*s", (int)typed.len,
		typed.at ? typed.at : "");
	if (person) {
		who_choose(app, person->id);
	} else if (typed.len == 0) {
		who_ask_id(app, (struct bp_str){0});
		bp_app_say(app, BP_COLOR_ACCENT,
			app->options.spoken
				? _("Ketik ID Anda dahulu, misalnya ratna; :kembali menuju daftar.")
				: _("Ketik ID Anda dahulu, misalnya ratna. Esc: kembali ke daftar."));
	} else if (!app->options.valid_learner(bp_str(who_of(app)->typed))) {
		who_ask_id(app, bp_str(who_of(app)->typed));
		bp_app_say(app, BP_COLOR_BAD,
			_("ID ditulis tanpa spasi dan tanpa titik di depan, hanya huruf, angka, titik, _ atau -, misalnya ibu.ratna"));
	} else {
		bp_mode_push(app, BP_MODE_NEW);
	}
}

/* A new record is only made if that is confirmed, since the id may be mistyped. */
static void new_make(struct bp_app *app)
{
	bp_app_pop(app);
	who_choose(app, who_of(app)->typed);
}

static void new_correct(struct bp_app *app)
{
	bp_app_pop(app);
	who_ask_id(app, bp_str(who_of(app)->typed));
}

static void new_view(struct bp_app *app, struct bp_view *view)
{
	static const struct bp_command answers[] = {
		{N_("Ya, buat catatan belajar baru"), new_make},
		{N_("Tidak, perbaiki ID-nya"), new_correct},
	};
	struct list_state *list = bp_mode_list(app, BP_MODE_NEW);

	bp_list_start(app, list, false);
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app,
			_("Belum ada catatan belajar untuk \"%s\". Buat yang baru?"),
			who_of(app)->typed));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		bp_list_item(list, _(answers[i].title), BP_THING_COMMAND, &answers[i]);
		bp_list_number(app, list, 1);
	}
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Buat catatan belajar baru?");
	view->side = "berpijar";
}

static void new_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_NEW);

	if (action == BP_ACT_OPEN)
		bp_list_run(app, list);
	else
		bp_list_act(list, action);
}

const struct bp_mode bp_mode_new = {
	.keymap = &new_keymap,
	.numbers = BP_ACT_OPEN,
	.act = new_act,
	.view = new_view,
};

/* ---- looking for a name ---- */

static bool who_holds(const struct bp_known_learner *person, struct bp_str words)
{
	return bp_text_holds(bp_str(person->id), words) ||
		bp_text_holds(bp_str(person->name), words);
}

/* Points at the next one whose name or id has the words in it, round the end. */
static void who_find_typed(struct bp_app *app, struct bp_str words, const void *with)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_WHO);
	const struct bp_known_learner *people = app->options.people,
				      *from = bp_list_thing(list, BP_THING_PERSON);
	size_t count = app->options.person_count,
	       at = from ? (size_t)(from - people) : count;

	(void)with;
	words = bp_str_trim(words);
	for (size_t i = 1; words.len && i <= count; i++) {
		const struct bp_known_learner *person = &people[(at + i) % count];
		if (!who_holds(person, words))
			continue;
		bp_list_point(list, person);
		return;
	}
	if (words.len)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada nama atau ID yang memuat kata itu."));
}

/* ---- the mode ---- */

static void who_open(struct bp_app *app, const struct list_state *list)
{
	const struct bp_known_learner *person = bp_list_thing(list, BP_THING_PERSON);

	if (person)
		who_choose(app, person->id);
	else
		bp_list_run(app, list);
}

static void who_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_WHO);

	if (action == BP_ACT_SEARCH)
		bp_prompt_begin(app, _("Cari nama:"), 64, (struct bp_str){0},
			who_find_typed, NULL);
	else if (action == BP_ACT_OPEN && bp_list_reveal(list))
		return; /* a person out of sight is first shown */
	else if (action == BP_ACT_OPEN)
		who_open(app, list);
	else
		bp_list_act(list, action);
}

const struct bp_mode bp_mode_who = {
	.size = sizeof(struct who),
	.keymap = &who_keymap,
	.numbers = BP_ACT_OPEN,
	.act = who_act,
	.view = who_view,
};
