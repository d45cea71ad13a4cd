/*
 * "Siapa yang belajar?": on a machine whose users share one login, before anybody's
 * record is opened.
 */
#include "app.h"
#include <berpijar/lang.h>

static void who_choose(struct bp_app *app, const char *id)
{
	bp_effect_add(app, BP_EFFECT_LEARNER)->as.learner = id;
}

static void add_person(
	struct bp_app *app, const struct bp_known_learner *person, size_t number)
{
	bool named = person->name && *person->name;
	struct bp_row *row = bp_list_add(&app->who_list, BP_ROW_ITEM,
		named ? bp_app_clean(app, person->name) : person->id);

	row->label = bp_app_text(app, "%zu", number);
	row->side = named ? person->id : NULL;
	row->state = person->last ? person->last : _("belum pernah");
	row->color = BP_COLOR_FAINT;
}

static void who_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_app_options *options = &app->options;
	struct list_state *list = &app->who_list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_TEXT,
		_("Satu akun dipakai bersama: siapa pun dapat membuka catatan yang lain; berpijar tidak dapat memisahkannya."))
		->color = BP_COLOR_FAINT;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < options->person_count; i++)
		add_person(app, &options->people[i], i + 1);
	bp_list_add(list, BP_ROW_ITEM, _("Orang lain"))->label =
		bp_app_text(app, "%zu", options->person_count + 1);
	bp_list_fix(list);
	bp_list_view(list,
		options->person_count < 9            ? 1
			: options->person_count < 99 ? 2
						     : 3,
		view);
	view->title = _("Siapa yang belajar?");
	view->side = "berpijar";
}

/* ---- somebody who is not in the list ---- */

static void take_typed(struct bp_app *app, struct bp_str typed, const void *with);

/* Asks for the id; what was refused stands there to be mended. */
static void ask_id(struct bp_app *app, struct bp_str typed)
{
	bp_prompt_begin(app, _("ID Anda (huruf, angka, titik, _ atau -):"), 64, typed,
		take_typed, NULL)
		->offered = false;
}

/* Somebody of the list, by id or by name; NULL: nobody, or several of that name. */
static const struct bp_known_learner *known(const struct bp_app *app, struct bp_str typed)
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

static void take_typed(struct bp_app *app, struct bp_str typed, const void *with)
{
	typed = bp_str_trim(typed);
	const struct bp_known_learner *person = known(app, typed);

	(void)with;
	snprintf(app->learner, sizeof app->learner, "%.*s", (int)typed.len,
		typed.at ? typed.at : "");
	if (person) {
		who_choose(app, person->id);
	} else if (typed.len == 0) {
		ask_id(app, (struct bp_str){0});
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Ketik ID Anda dahulu, misalnya ratna. Esc: kembali ke daftar."));
	} else if (!app->options.valid_learner(bp_str(app->learner))) {
		ask_id(app, bp_str(app->learner));
		bp_app_say(app, BP_COLOR_BAD,
			_("ID ditulis tanpa spasi dan tanpa titik di depan, hanya huruf, angka, titik, _ atau -, misalnya ibu.ratna"));
	} else {
		bp_list_begin(app, &app->new_list, BP_MODE_NEW);
	}
}

/* A record is made only on purpose: the id may be mistyped. */
static void new_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	static const char *const answers[] = {
		N_("Ya, buat catatan baru"), N_("Tidak, perbaiki ID-nya")};
	struct list_state *list = &app->new_list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app, _("Belum ada catatan untuk \"%s\". Buat baru?"),
			app->learner));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < 2; i++)
		bp_list_add(list, BP_ROW_ITEM, _(answers[i]))->label =
			bp_app_text(app, "%zu", i + 1);
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Buat catatan baru?");
	view->side = "berpijar";
}

static void answer_new(struct bp_app *app, bool yes)
{
	bp_app_pop(app);
	if (yes)
		who_choose(app, app->learner);
	else
		ask_id(app, bp_str(app->learner));
}

static void new_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_OPEN)
		answer_new(app, bp_list_nth(&app->new_list) == 0);
	else
		bp_list_act(&app->new_list, action);
}

static bool new_key(struct bp_app *app, uint32_t key)
{
	bool opens;

	if (!bp_list_digit(app, &app->new_list, key, 0, 2, &opens))
		return false;
	new_act(app, BP_ACT_OPEN);
	return true;
}

const struct bp_mode bp_mode_new = {
	.keymap = &bp_keymap_new,
	.key = new_key,
	.act = new_act,
	.view = new_view,
};

/* ---- looking for a name ---- */

static bool holds(const struct bp_known_learner *person, struct bp_str words)
{
	return bp_text_holds(bp_str(person->id), words) ||
		bp_text_holds(bp_str(person->name), words);
}

/* Points at the next one whose name or id has the words in it, round the end. */
static void find_typed(struct bp_app *app, struct bp_str words, const void *with)
{
	size_t count = app->options.person_count, from = bp_list_nth(&app->who_list);

	(void)with;
	words = bp_str_trim(words);
	for (size_t i = 1; words.len && i <= count; i++) {
		size_t nth = (from + i) % count;
		if (!holds(&app->options.people[nth], words))
			continue;
		bp_list_pick(&app->who_list, bp_list_row(&app->who_list, nth));
		return;
	}
	if (words.len)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada nama atau ID yang memuat kata itu."));
}

/* ---- the mode ---- */

static void open_nth(struct bp_app *app, size_t nth)
{
	if (nth < app->options.person_count)
		who_choose(app, app->options.people[nth].id);
	else
		ask_id(app, (struct bp_str){0});
}

static void who_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_SEARCH)
		bp_prompt_begin(
			app, _("Cari nama:"), 64, (struct bp_str){0}, find_typed, NULL);
	else if (action == BP_ACT_OPEN && bp_list_reveal(&app->who_list))
		return; /* nobody's record is opened that is not seen */
	else if (action == BP_ACT_OPEN)
		open_nth(app, bp_list_nth(&app->who_list));
	else
		bp_list_act(&app->who_list, action);
}

static bool who_key(struct bp_app *app, uint32_t key)
{
	bool opens;

	if (!bp_list_digit(
		    app, &app->who_list, key, 0, app->options.person_count + 1, &opens))
		return false;
	if (opens)
		open_nth(app, bp_list_nth(&app->who_list));
	return true;
}

const struct bp_mode bp_mode_who = {
	.keymap = &bp_keymap_who,
	.key = who_key,
	.act = who_act,
	.view = who_view,
};
