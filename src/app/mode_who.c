/*
 * "Siapa yang belajar?": on a machine whose users share one login, before anybody's
 * record is opened.
 */
#include "app.h"
#include <berpijar/lang.h>

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
		_("Satu akun dipakai bersama: siapa pun dapat membuka catatan yang lain; "
		  "berpijar tidak dapat memisahkannya."))
		->color = BP_COLOR_FAINT;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < options->person_count; i++)
		add_person(app, &options->people[i], i + 1);
	bp_list_add(list, BP_ROW_ITEM, _("Orang lain"))->label =
		bp_app_text(app, "%zu", options->person_count + 1);
	bp_list_fix(list);
	bp_list_view(list, options->person_count < 9 ? 1 : 2, view);
	view->title = _("Siapa yang belajar?");
	view->side = "berpijar";
}

/* Whether it is a valid id is for the store to say. */
static void take_typed(struct bp_app *app)
{
	struct bp_str typed = bp_str_trim(bp_field_text(&app->prompt.field));

	if (typed.len == 0)
		return;
	snprintf(app->learner, sizeof app->learner, "%.*s", (int)typed.len, typed.at);
	app->effects->learner = app->learner;
}

static void open_nth(struct bp_app *app, size_t nth)
{
	if (nth < app->options.person_count)
		app->effects->learner = app->options.people[nth].id;
	else
		bp_prompt_begin(app, _("ID Anda (huruf, angka, titik, _ atau -):"), 64,
			(struct bp_str){0}, take_typed);
}

static void who_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_OPEN)
		open_nth(app, bp_list_nth(&app->who_list));
	else
		bp_list_act(&app->who_list, action);
}

static bool who_key(struct bp_app *app, uint32_t key)
{
	if (key < '1' || key > '9' || key - '1' > app->options.person_count)
		return false;
	bp_list_pick(&app->who_list, bp_list_row(&app->who_list, key - '1'));
	open_nth(app, key - '1');
	return true;
}

const struct bp_mode bp_mode_who = {
	.keymap = &bp_keymap_who,
	.key = who_key,
	.act = who_act,
	.view = who_view,
};
