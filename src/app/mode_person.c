/* Whom proofs are about, as it is kept: shown, corrected, taken away (UU 27/2022). */
#include "app.h"
#include <berpijar/lang.h>

#define STEP_LIST BP_PERSON_FIELDS /* none is typed */

static bool is_typing(const struct bp_app *app)
{
	return app->person.step < STEP_LIST;
}

void bp_person_begin(struct bp_app *app)
{
	app->person.step = STEP_LIST;
	bp_list_begin(app, &app->person.list, BP_MODE_PERSON);
}

/* ---- changing ---- */

static void save(struct bp_app *app, size_t field)
{
	bp_app_save_setting(app, bp_person_setting((enum bp_person_field)field),
		bp_buf_str(&app->person.typed[field]), NULL);
}

static bool is_writable(struct bp_app *app)
{
	if (!app->options.recording)
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak dapat diubah."));
	return app->options.recording;
}

static void take(struct bp_app *app)
{
	size_t field = app->person.step;

	if (!bp_person_take(app))
		return;
	save(app, field);
	app->person.step = STEP_LIST;
}

static void remove_nth(struct bp_app *app, size_t nth)
{
	bp_buf_clear(&app->person.typed[nth]);
	save(app, nth);
}

/* ---- the mode ---- */

static const char *about(const struct bp_app *app)
{
	if (!is_typing(app))
		return _("Dipakai di bukti belajar dan di daftar pelajar komputer ini.");
	if (app->person.doubt)
		return _("Betulkan, atau Enter sekali lagi untuk memakainya.");
	return _("Enter menyimpan yang tertulis; - mengosongkan.");
}

/* What is kept is fetched each time: what could not be saved is not shown as if it were.
 */
static void person_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct list_state *list = &app->person.list;
	const char *doubt = is_typing(app) ? app->person.doubt : NULL;

	(void)rows;
	(void)columns;
	if (!is_typing(app))
		bp_person_recall(app);
	bp_list_start(list);
	if (doubt) /* in the place of the blank, so that all stays where it is */
		bp_list_add(list, BP_ROW_HEADING,
			bp_app_text(app, _("Periksa NIP/NI PPPK: %s."), doubt))
			->color = BP_COLOR_ACCENT;
	else
		bp_list_add(list, BP_ROW_BLANK, NULL);
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		enum bp_person_field field = (enum bp_person_field)i;
		struct bp_row *row =
			bp_list_add(list, BP_ROW_ITEM, bp_person_label(field));
		row->label = bp_app_text(app, "%d", i + 1);
		row->detail = app->person.typed[i].len ? bp_person_shown(app, field)
						       : _("tidak disimpan");
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT, about(app))->color = BP_COLOR_FAINT;
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Identitas Anda");
	if (is_typing(app))
		bp_person_ask(app, view);
}

static void person_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->person.list;
	size_t nth = bp_list_nth(list);

	if (is_typing(app) && action == BP_ACT_OPEN)
		take(app);
	else if (action == BP_ACT_EDIT && is_writable(app))
		bp_person_type(app, (enum bp_person_field)nth);
	else if (action == BP_ACT_REMOVE && is_writable(app))
		remove_nth(app, nth);
	else if (action != BP_ACT_EDIT && action != BP_ACT_REMOVE)
		bp_list_act(list, action);
}

static bool person_can(const struct bp_app *app, enum bp_action action)
{
	size_t nth = bp_list_nth(&app->person.list);

	return action != BP_ACT_REMOVE ||
		(nth < BP_PERSON_FIELDS && app->person.typed[nth].len);
}

static bool person_key(struct bp_app *app, uint32_t key)
{
	struct list_state *list = &app->person.list;
	bool opens;

	if (is_typing(app) && key == BP_KEY_ESCAPE) {
		app->person.step = STEP_LIST;
		return true;
	}
	if (is_typing(app))
		return bp_person_key(app, key);
	if (!bp_list_digit(app, list, key, 0, BP_PERSON_FIELDS, &opens))
		return false;
	if (opens)
		person_act(app, BP_ACT_EDIT);
	return true;
}

static const struct bp_keymap *person_keys(const struct bp_app *app)
{
	return is_typing(app) ? &bp_keymap_person_typing : &bp_keymap_person;
}

static struct field *person_field(struct bp_app *app)
{
	return is_typing(app) ? bp_person_field(app) : NULL;
}

const struct bp_mode bp_mode_person = {
	.keymap = &bp_keymap_person,
	.keys = person_keys,
	.key = person_key,
	.field = person_field,
	.act = person_act,
	.can = person_can,
	.view = person_view,
};
