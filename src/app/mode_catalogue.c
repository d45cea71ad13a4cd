/* The catalogue: go on where you were, all courses, this year's JP. */
#include "app.h"
#include "facts.h"
#include "review.h"
#include "settings.h"
#include "words.h"
#include <berpijar/lang.h>
#include <string.h>

#define BAR         10 /* columns of the year's bar */
#define BAR_COLUMNS 60 /* narrower windows have none */

/* ---- keys ---- */

static const struct bp_binding catalogue_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'q', BP_ACT_QUIT},
	{'/', BP_ACT_SEARCH},
	{'\'', BP_ACT_MARKS},
	{'J', BP_ACT_LEDGER},
	{'s', BP_ACT_SETTINGS},
	{'D', BP_ACT_DATA},
	{'O', BP_ACT_PEOPLE},
	{'T', BP_ACT_ABOUT},
	{'L', BP_ACT_LANGUAGE},
	{'A', BP_ACT_SIGNS},
	{0, 0},
};
static const struct bp_hint catalogue_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_SEARCH, NULL, N_("cari")},
	{BP_ACT_MARKS, NULL, N_("catatan")},
	{BP_ACT_LEDGER, NULL, "JP"},
	{BP_ACT_SETTINGS, NULL, N_("setelan")},
	{BP_ACT_DATA, NULL, N_("data")},
	{BP_ACT_QUIT, NULL, N_("keluar")},
	{0},
};
static const struct bp_keymap catalogue_keymap = {
	.title = N_("Daftar kursus"),
	.parent = &bp_keymap_moving,
	.bindings = catalogue_keys,
	.hints = catalogue_hints,
};

/* The module that was touched last, if it still exists. */
static const struct bp_module *catalogue_latest(
	const struct bp_app *app, const struct bp_course **course)
{
	struct bp_str course_id, module_id;

	if (!bp_progress_latest(app->options.progress, &course_id, &module_id))
		return NULL;
	*course = bp_library_find(app->options.library, course_id);
	return *course ? bp_course_find(*course, module_id) : NULL;
}

/* Where "Lanjutkan" leads: the latest module, or the one after it if that is done. */
static const struct bp_module *catalogue_next(
	const struct bp_app *app, const struct bp_course **course)
{
	const struct bp_module *module = catalogue_latest(app, course);
	const struct bp_module_record *record;

	if (!module)
		return NULL;
	size_t index = bp_module_index(*course, module);
	for (; index < (*course)->module_count; index++) {
		module = &(*course)->modules[index];
		record = bp_module_record_of(app, *course, module);
		if (!(record && record->done) && !module->fault &&
			!bp_module_lock(app, *course, module))
			return module;
	}
	return NULL;
}

/* Minutes that are left of the planned reading time, or of an exam with a time limit. The
 * place of an exam holds its elapsed seconds, see exam_keep.c. */
static int catalogue_minutes_left(const struct bp_app *app,
	const struct bp_module *module, const struct bp_place *place)
{
	int elapsed = (int)place->offset, planned = module->jp_halves * BP_JP_MINUTES;
	int time = bp_exam_time(app, module);

	if (!module->time_seconds)
		return (planned * (1000 - place->permille) / 1000 + 1) / 2;
	return elapsed < time ? (time - elapsed + 59) / 60 : 0;
}

static const char *catalogue_left(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_place place = {0};

	if (recall->place)
		recall->place(recall->context, course, module, &place);
	int percent = place.permille / 10,
	    left = catalogue_minutes_left(app, module, &place);
	if (module->kind == BP_EXAM && !module->time_seconds)
		return _("ujian"); /* nothing of it is read */
	if (percent == 100 && !module->time_seconds)
		return _("100% · tinggal soalnya");
	if (left == 0)
		return bp_app_text(app, "%d%%", percent);
	return bp_app_text(app, "%d%% · %s", percent,
		bp_app_text(app, _("kira-kira %d menit lagi"), left));
}

static void catalogue_add_continue(struct bp_app *app, struct list_state *list)
{
	const struct bp_course *course = NULL;
	const struct bp_module *module = catalogue_next(app, &course);

	if (!module)
		return;
	bp_list_add(list, BP_ROW_HEADING, _("LANJUTKAN"));
	struct bp_row *row = bp_list_item(list, module->title, BP_THING_MODULE, module);
	row->detail = bp_app_text(app, _("%s, modul %zu dari %zu · %s"), course->title,
		bp_module_index(course, module) + 1, course->module_count,
		catalogue_left(app, course, module));
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

static bool catalogue_is_started(const struct bp_app *app, const struct bp_course *course)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (bp_module_record_of(app, course, &course->modules[i]))
			return true;
	return false;
}

static void catalogue_add_course(
	struct bp_app *app, struct list_state *list, const struct bp_course *course)
{
	struct bp_row *row = bp_list_item(list, course->title, BP_THING_COURSE, course);
	int earned;
	size_t done = bp_course_done(app, course, &earned);

	if (bp_course_jp_halves(course))
		row->side = bp_app_text(
			app, _("%s JP"), bp_words_jp(app, bp_course_jp_halves(course)));
	size_t asked = bp_course_asked(course);
	row->bar = asked ? (int)(done * 1000 / asked) : 0;
	if (asked && done == asked) {
		row->state = _("selesai");
		row->color = BP_COLOR_GOOD;
	} else if (catalogue_is_started(app, course)) {
		row->state = bp_app_text(app, _("%zu dari %zu"), done, asked);
	} else {
		row->state = _("belum mulai");
		row->color = BP_COLOR_FAINT;
	}
	if (course->fault)
		bp_list_add(list, BP_ROW_FAULT, course->fault);
}

static void catalogue_review(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_REVIEW, NULL);
}

static void catalogue_add_review(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command review = {.run = catalogue_review};

	if (bp_review_count(app) == 0)
		return;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_HEADING, _("ULANGAN"));
	bp_list_item(list, bp_review_words(app), BP_THING_COMMAND, &review);
}

/* Where lines come out as letters, or as boxes, nothing else on the screen tells why. */
static void catalogue_add_signs(struct bp_app *app, struct list_state *list)
{
	const char *const *symbols = app->options.symbols;

	if (!bp_settings_has_signs(app) || app->settings.ascii)
		return;
	const char *one = symbols[BP_SYMBOL_LINE];
	const char *line = bp_app_text(app, "%s%s%s%s", one, one, one, one);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app, "%s%s%s%s %s %s %s%s %s", symbols[BP_SYMBOL_TOP_LEFT],
			line, line, line, symbols[BP_SYMBOL_DONE],
			symbols[BP_SYMBOL_NONE], symbols[BP_SYMBOL_BAR_FULL],
			symbols[BP_SYMBOL_BAR_EMPTY],
			_("Bila bukan garis lurus, tekan A.")));
}

/* For whoever has not opened anything yet; plain lines begin with words of their own. */
static void catalogue_add_welcome(struct bp_app *app, struct list_state *list)
{
	struct bp_str course, module;

	if (app->options.spoken || bp_library_all(app->options.library) == 0 ||
		bp_progress_latest(app->options.progress, &course, &module))
		return;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app,
			_("Selamat datang. Enter membuka kursus yang ditunjuk; %s menampilkan semua yang dapat Anda lakukan, di layar mana pun."),
			app->options.symbols[BP_SYMBOL_ARROW]))
		->color = BP_COLOR_FAINT;
	catalogue_add_signs(app, list);
}

/* This year's JP, with a bar if there is room. */
static const char *catalogue_jp(struct bp_app *app, int columns)
{
	int year = bp_year_of(app->now);
	struct bp_year sum;

	bp_year_sum(app->options.progress, year, &sum);
	const char *words =
		bp_app_text(app, _("JP %d: %s"), year, bp_words_year(app, &sum));

	if (columns < BAR_COLUMNS || app->options.spoken)
		return words;
	return bp_app_text(app, "%s  %s", words, bp_words_year_bar(app, sum.here, BAR));
}

static void catalogue_add_all(struct bp_app *app, struct list_state *list)
{
	struct bp_library *library = app->options.library;
	size_t count = bp_library_all(library);
	const void *pointed = bp_list_thing(list, BP_THING_COURSE);

	bp_list_start(app, list, true);
	catalogue_add_continue(app, list);
	bp_list_add(list, BP_ROW_HEADING, _("KURSUS"));
	for (size_t i = 0; i < count; i++)
		catalogue_add_course(app, list, library->courses[i]);
	if (count == 0)
		bp_list_add(list, BP_ROW_TEXT,
			_("Belum ada kursus. Taruh folder kursus di ~/.local/share/berpijar/content, atau sebutkan foldernya: berpijar --content FOLDER"));
	catalogue_add_review(app, list);
	catalogue_add_welcome(app, list);
	bp_list_keep(list, pointed);
}

static void catalogue_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_CATALOGUE);

	if (!bp_list_stands(app, list))
		catalogue_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = app->options.data && app->options.data->name
		? bp_app_text(app, "berpijar %s %s", app->options.symbols[BP_SYMBOL_DOT],
			  bp_app_clean(app, app->options.data->name))
		: "berpijar";
	view->side = catalogue_jp(app, view->columns);
}

static void catalogue_open_course(struct bp_app *app, const struct bp_course *course)
{
	app->study.listed = course;
	if (course->module_count == 1 && !course->modules[0].fault)
		bp_study_ask(app, course, &course->modules[0], NULL);
	else
		bp_mode_push(app, BP_MODE_COURSE);
}

/* The module under "Lanjutkan" is the only one in the list. */
static void catalogue_open(struct bp_app *app, const struct list_state *list)
{
	const struct bp_course *course = bp_list_thing(list, BP_THING_COURSE);
	const struct bp_module *module = bp_list_thing(list, BP_THING_MODULE);

	if (module && catalogue_next(app, &course) == module)
		bp_study_ask(app, course, module, NULL);
	else if (!module && course)
		catalogue_open_course(app, course);
	else
		bp_list_run(app, list);
}

/* There is nothing to go back to. */
static void catalogue_say_out(struct bp_app *app)
{
	bp_app_say(app, BP_COLOR_ACCENT,
		app->options.spoken
			? _("Ini layar pertama; ketik keluar untuk menutup berpijar.")
			: _("Ini layar pertama; q menutup berpijar."));
}

static void catalogue_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_CATALOGUE);

	if (action == BP_ACT_OPEN)
		catalogue_open(app, list);
	else if (action == BP_ACT_SEARCH)
		bp_mode_begin(app, BP_MODE_SEARCH, NULL);
	else if (action == BP_ACT_LEDGER)
		bp_mode_begin(app, BP_MODE_LEDGER, NULL);
	else if (action == BP_ACT_BACK)
		catalogue_say_out(app);
	else if (action == BP_ACT_LANGUAGE)
		bp_settings_language(app);
	else if (action == BP_ACT_SIGNS)
		bp_settings_signs(app);
	else if (action == BP_ACT_PEOPLE && app->options.shared)
		bp_effect_add(app, BP_EFFECT_CHANGE_LEARNER);
	else
		bp_list_act(list, action);
}

static bool catalogue_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_SIGNS || bp_settings_has_signs(app);
}

const struct bp_mode bp_mode_catalogue = {
	.keymap = &catalogue_keymap,
	.act = catalogue_act,
	.can = catalogue_can,
	.view = catalogue_view,
};
