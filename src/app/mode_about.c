/* "Tentang berpijar": which version this is, and where it keeps and finds things: what an
 * administrator asks for on the telephone. */
#include "app.h"
#include <berpijar/lang.h>

static const struct bp_keymap about_keymap = {
	.title = N_("Tentang berpijar"),
	.parent = &bp_keymap_moving,
	.bindings = bp_text_keys,
	.hints = bp_text_hints,
};

/* A kiosk names no path. */
static const char *about_course(struct bp_app *app, const struct bp_course *course)
{
	return app->options.policy.closed ? course->title
					  : bp_app_text(app, "%s: %s", course->title,
						    bp_app_clean(app, course->path));
}

static const char *about_record(struct bp_app *app)
{
	const struct bp_own_data *data = app->options.data;

	if (!data)
		return _("Sekarang tidak ada catatan yang dibuka.");
	return data->file ? bp_app_clean(app, data->file) : _("Hanya di server ini.");
}

static void about_add_courses(struct bp_app *app, struct list_state *list)
{
	struct bp_library *library = app->options.library;
	size_t count = bp_library_all(library);

	bp_list_add(list, BP_ROW_HEADING, _("Asal kursus"));
	for (size_t i = 0; i < count; i++)
		bp_list_add(list, BP_ROW_TEXT, about_course(app, library->courses[i]));
	if (count == 0)
		bp_list_add(list, BP_ROW_TEXT, _("Belum ada kursus."));
}

static void about_add_all(struct bp_app *app, struct list_state *list)
{
	bp_list_start(app, list, true);
	bp_list_add(list, BP_ROW_HEADING, _("Versi"));
	bp_list_add(list, BP_ROW_TEXT, "berpijar " BERPIJAR_VERSION);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_HEADING, _("Letak catatan Anda"));
	bp_list_add(list, BP_ROW_TEXT, about_record(app));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	about_add_courses(app, list);
}

static void about_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_ABOUT);

	if (!bp_list_stands(app, list))
		about_add_all(app, list);
	bp_list_view(list, 0, view);
	view->title = _("Tentang berpijar");
}

static void about_act(struct bp_app *app, enum bp_action action)
{
	bp_list_scroll(bp_mode_list(app, BP_MODE_ABOUT), action);
}

const struct bp_mode bp_mode_about = {
	.keymap = &about_keymap,
	.act = about_act,
	.view = about_view,
};
