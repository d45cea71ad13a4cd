/* What the author's terms mean: those on the page first, then the others. */
#include "reader.h"
#include "terms.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_keymap terms_keymap = {
	.title = N_("Arti istilah"),
	.parent = &bp_keymap_moving,
	.bindings = bp_text_keys,
	.hints = bp_text_hints,
};

bool bp_terms_any(const struct bp_app *app)
{
	return app->study.module->glossary.count || app->study.course->glossary.count;
}

static void terms_begin(struct bp_app *app, const void *with)
{
	(void)with;
	if (!bp_terms_any(app)) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Penulis modul ini tidak menjelaskan istilah."));
		return;
	}
	bp_mode_push(app, BP_MODE_TERMS);
}

bool bp_terms_on_page(const struct bp_app *app)
{
	const struct bp_terms *both[] = {
		&app->study.module->glossary, &app->study.course->glossary};

	for (size_t i = 0; i < sizeof both / sizeof *both; i++)
		for (size_t k = 0; k < both[i]->count; k++)
			if (bp_reader_shows(app, both[i]->at[k].name))
				return true;
	return false;
}

static bool terms_has(const struct bp_terms *terms, struct bp_str name)
{
	for (size_t i = 0; i < terms->count; i++)
		if (bp_text_equal_folded(terms->at[i].name, name))
			return true;
	return false;
}

/* Adds the terms of one glossary that are on the page (or those that are not), except the
 * ones that another glossary explains as well. */
static void terms_add(struct bp_app *app, const struct bp_terms *terms,
	const struct bp_terms *hiding, const char *title, bool shown)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_TERMS);

	for (size_t i = 0; i < terms->count; i++) {
		const struct bp_term *term = &terms->at[i];
		if (bp_reader_shows(app, term->name) != shown ||
			(hiding && terms_has(hiding, term->name)))
			continue;
		bool first = list->count < 2 ||
			list->rows[list->count - 1].kind == BP_ROW_BLANK;
		if (first)
			bp_list_add(list, BP_ROW_HEADING, title);
		bp_list_add(
			list, BP_ROW_TEXT, bp_arena_cstr(app->view_arena, term->meaning))
			->label = bp_arena_cstr(app->view_arena, term->name);
	}
}

static void terms_add_all(struct bp_app *app, struct list_state *list)
{
	const struct bp_terms *own = &app->study.module->glossary;
	const struct bp_terms *all = &app->study.course->glossary;

	bp_list_start(app, list, true);
	terms_add(app, own, NULL, _("Di layar ini"), true);
	terms_add(app, all, own, _("Di layar ini"), true);
	if (list->count > 1)
		bp_list_add(list, BP_ROW_BLANK, NULL);
	terms_add(app, own, NULL, _("Istilah lain"), false);
	terms_add(app, all, own, _("Istilah lain"), false);
}

static void terms_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_TERMS);

	if (!bp_list_stands(app, list))
		terms_add_all(app, list);
	bp_list_view(list, view->columns >= 60 ? 20 : 10, view);
	view->title = app->study.module->title;
	view->side = _("arti istilah");
}

static void terms_act(struct bp_app *app, enum bp_action action)
{
	bp_list_scroll(bp_mode_list(app, BP_MODE_TERMS), action);
}

const struct bp_mode bp_mode_terms = {
	.begin = terms_begin,
	.keymap = &terms_keymap,
	.act = terms_act,
	.view = terms_view,
};
