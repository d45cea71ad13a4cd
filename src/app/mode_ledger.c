/* The JP of a year: how much of what the rules speak of, month by month, and beside it
 * the minutes that were measured. */
#include "app.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <limits.h>
#include <stdlib.h>

#define NARROW     60 /* columns; below, bars are short */
#define BAR        24
#define BAR_NARROW 8
#define LABEL      6 /* columns of "PPPK", "31 Des" */

/* ---- keys ---- */

static const struct bp_binding ledger_keys[] = {
	{BP_KEY_LEFT, BP_ACT_PREVIOUS_YEAR},
	{'[', BP_ACT_PREVIOUS_YEAR},
	{BP_KEY_RIGHT, BP_ACT_NEXT_YEAR},
	{']', BP_ACT_NEXT_YEAR},
	{BP_KEY_ENTER, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint ledger_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_PREVIOUS_YEAR, NULL, N_("tahun sebelumnya")},
	{BP_ACT_NEXT_YEAR, NULL, N_("tahun berikutnya")},
	{0},
};
static const struct bp_keymap ledger_keymap = {
	.title = N_("Buku JP"),
	.parent = &bp_keymap_moving,
	.bindings = ledger_keys,
	.hints = ledger_hints,
};

struct ledger {
	int year; /* that is shown */
};

static struct ledger *ledger_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_LEDGER);
}

static struct bp_row *ledger_add_text(
	struct list_state *list, const char *label, const char *text)
{
	struct bp_row *row = bp_list_add(list, BP_ROW_TEXT, text);

	row->label = label;
	return row;
}

static void ledger_add_heading(struct list_state *list, const char *text)
{
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_HEADING, text);
}

static int ledger_minutes_of(double seconds)
{
	return seconds < INT_MAX ? (int)(seconds / 60) : INT_MAX / 60;
}

/* ---- the parts of the page ---- */

static void ledger_add_rules(
	struct bp_app *app, struct list_state *list, int halves, int columns)
{
	const int least = BP_JP_PNS_LEAST * 2;
	const char *jp = bp_words_jp(app, halves);

	ledger_add_text(list, "JP",
		bp_app_text(app, _("%s%s JP pada tahun %d"),
			bp_words_bar(app, halves, least, columns), jp,
			ledger_of(app)->year));
	ledger_add_text(list, "PNS",
		halves < least
			? bp_app_text(app,
				  _("paling sedikit %d JP setahun: kurang %s JP"),
				  BP_JP_PNS_LEAST, bp_words_jp(app, least - halves))
			: bp_app_text(app, _("paling sedikit %d JP setahun: tercapai"),
				  BP_JP_PNS_LEAST));
	ledger_add_text(list, "PPPK",
		bp_app_text(app, _("paling banyak %d JP dalam setahun kontrak"),
			BP_JP_PPPK_MOST));
	ledger_add_text(list, NULL, _("Pengakuan JP ditetapkan oleh instansi Anda."));
	ledger_add_text(list, NULL,
		_("Ketentuan yang dirujuk: PP 11/2017 jo. PP 17/2020; PP 49/2018. Periksa aturan terbaru."))
		->color = BP_COLOR_FAINT;
}

/* Its bar has the scale of the year's bar above, so that the two can be compared. */
static void ledger_add_month(struct bp_app *app, struct list_state *list, int month,
	const struct bp_month *sum, int columns)
{
	bool empty = sum->jp_halves == 0 && ledger_minutes_of(sum->active_seconds) == 0;

	if (empty && app->options.spoken)
		return;
	ledger_add_text(list,
		app->options.spoken ? bp_month_name(month) : bp_month_short(month),
		bp_app_text(app, _("%s%s JP, %d menit"),
			bp_words_bar(app, sum->jp_halves, BP_JP_PNS_LEAST * 2, columns),
			bp_words_jp(app, sum->jp_halves),
			ledger_minutes_of(sum->active_seconds)))
		->color = empty ? BP_COLOR_FAINT : BP_COLOR_TEXT;
}

static void ledger_add_months(struct bp_app *app, struct list_state *list,
	const struct bp_month months[BP_MONTHS], int columns)
{
	if (app->options.spoken)
		ledger_add_heading(list, _("Tiap bulan"));
	else
		bp_list_add(list, BP_ROW_BLANK, NULL);
	for (int i = 0; i < BP_MONTHS; i++)
		ledger_add_month(app, list, i + 1, &months[i], columns);
	if (list->rows[list->count - 1].kind == BP_ROW_HEADING)
		ledger_add_text(list, NULL, _("Belum ada."));
}

static void ledger_add_times(struct bp_app *app, struct list_state *list,
	const struct bp_month months[BP_MONTHS], const struct bp_finished *finished,
	size_t count)
{
	double here = 0, all = 0;
	int halves = 0;

	for (size_t i = 0; i < count; i++) {
		here += finished[i].record->active_seconds;
		halves += finished[i].record->jp_halves;
	}
	for (size_t i = 0; i < BP_MONTHS; i++)
		all += months[i].active_seconds;
	ledger_add_heading(list, _("JP rencana dan menit tercatat"));
	ledger_add_text(list, NULL,
		bp_app_text(app,
			_("Rencana dari %zu modul yang selesai tahun ini: %s JP, yaitu %s menit (1 JP = %d menit)."),
			count, bp_words_jp(app, halves),
			bp_words_number(app, halves * BP_JP_MINUTES / 2.0),
			BP_JP_MINUTES));
	ledger_add_text(list, NULL,
		bp_app_text(app,
			_("Tercatat di modul-modul itu sejak awal: %d menit. Tercatat di semua modul selama tahun %d: %d menit."),
			ledger_minutes_of(here), ledger_of(app)->year,
			ledger_minutes_of(all)));
	ledger_add_text(list, NULL,
		bp_app_text(app,
			_("Menit tercatat ialah waktu modul terbuka dan dipakai, tanpa ulangan; jeda lebih dari %d menit tanpa tombol tidak dihitung. JP mengikuti rencana kursus, bukan menit tercatat."),
			BP_IDLE_MINUTES))
		->color = BP_COLOR_FAINT;
}

/* ---- the modules ---- */

static int ledger_by_time(const void *one, const void *other)
{
	const struct bp_finished *a = one, *b = other;

	return (a->record->done_at > b->record->done_at) -
		(a->record->done_at < b->record->done_at);
}

static struct bp_finished *ledger_finished_in(struct bp_app *app, int year, size_t *count)
{
	const struct bp_progress *progress = app->options.progress;

	*count = bp_progress_finished(progress, year, NULL, 0);
	struct bp_finished *list =
		bp_arena_alloc(app->view_arena, *count ? *count : 1, sizeof *list);
	bp_progress_finished(progress, year, list, *count);
	qsort(list, *count, sizeof *list, ledger_by_time);
	return list;
}

/* The title of a module, or its ids if it has been deleted. */
static const char *ledger_title_of(struct bp_app *app, const struct bp_finished *finished)
{
	const struct bp_course *course =
		bp_library_find(app->options.library, finished->course);
	const struct bp_module *module =
		course ? bp_course_find(course, finished->module) : NULL;

	if (module)
		return module->title;
	return bp_app_text(app, _("%.*s/%.*s (sudah tidak ada)"),
		(int)finished->course.len, finished->course.at, (int)finished->module.len,
		finished->module.at);
}

static void ledger_add_finished(
	struct bp_app *app, struct list_state *list, const struct bp_finished *finished)
{
	const struct bp_module_record *record = finished->record;
	struct bp_day day = bp_day_of(record->done_at);

	ledger_add_text(list,
		bp_app_text(app, "%2d %s", day.day,
			app->options.spoken ? bp_month_name(day.month)
					    : bp_month_short(day.month)),
		bp_app_text(app, _("%s: %s JP, %d menit"), ledger_title_of(app, finished),
			bp_words_jp(app, record->jp_halves),
			ledger_minutes_of(record->active_seconds)));
}

static void ledger_add_modules(struct bp_app *app, struct list_state *list,
	const struct bp_finished *finished, size_t count)
{
	ledger_add_heading(list, _("Modul yang selesai"));
	for (size_t i = 0; i < count; i++)
		ledger_add_finished(app, list, &finished[i]);
	if (count == 0)
		ledger_add_text(list, NULL, _("Belum ada."));
}

/* ---- the mode ---- */

static void ledger_begin(struct bp_app *app, const void *with)
{
	struct ledger *ledger = bp_mode_push(app, BP_MODE_LEDGER);

	(void)with;
	ledger->year = bp_year_of(app->now);
}

static void ledger_add_all(
	struct bp_app *app, struct list_state *list, int halves, int bar_columns)
{
	const struct bp_progress *progress = app->options.progress;
	int year = ledger_of(app)->year;
	struct bp_month months[BP_MONTHS];
	size_t count;

	struct bp_finished *finished = ledger_finished_in(app, year, &count);
	bp_progress_months(progress, year, months);
	bp_list_start(app, list, true);
	ledger_add_rules(app, list, halves, bar_columns);
	ledger_add_months(app, list, months, bar_columns);
	ledger_add_times(app, list, months, finished, count);
	ledger_add_modules(app, list, finished, count);
}

static void ledger_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_LEDGER);
	int year = ledger_of(app)->year,
	    halves = bp_progress_jp_halves(app->options.progress, year);

	if (!bp_list_stands(app, list))
		ledger_add_all(
			app, list, halves, view->columns < NARROW ? BAR_NARROW : BAR);
	bp_list_view(list, LABEL, view);
	view->title = bp_app_text(app, _("Buku JP %d"), year);
	view->side = bp_app_text(
		app, _("%s dari %d JP"), bp_words_jp(app, halves), BP_JP_PNS_LEAST);
}

/* The nearest year in a direction that has records; the current year always counts. */
static bool ledger_other_year(const struct bp_app *app, int step, int *year)
{
	int from = ledger_of(app)->year, now = bp_year_of(app->now);
	bool found = bp_progress_next_year(app->options.progress, from, step, year);

	bool ahead = step > 0 ? now > from : now < from;

	if (!ahead || (found && (step > 0) == (*year < now)))
		return found;
	*year = now;
	return true;
}

static void ledger_act(struct bp_app *app, enum bp_action action)
{
	struct ledger *ledger = ledger_of(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_LEDGER);
	int step = action == BP_ACT_NEXT_YEAR ? 1 : -1, year;

	if (action != BP_ACT_NEXT_YEAR && action != BP_ACT_PREVIOUS_YEAR) {
		bp_list_scroll(list, action);
	} else if (ledger_other_year(app, step, &year)) {
		ledger->year = year;
		list->top = 0;
	} else {
		bp_app_say(app, BP_COLOR_ACCENT,
			step > 0 ? _("Sesudah tahun ini tidak ada catatan.")
				 : _("Sebelum tahun ini tidak ada catatan."));
	}
}

/* The hints are hidden if there is no other year; the keys then say why. */
static bool ledger_offers(const struct bp_app *app, enum bp_action action)
{
	int year;

	if (action != BP_ACT_NEXT_YEAR && action != BP_ACT_PREVIOUS_YEAR)
		return true;
	return ledger_other_year(app, action == BP_ACT_NEXT_YEAR ? 1 : -1, &year);
}

const struct bp_mode bp_mode_ledger = {
	.size = sizeof(struct ledger),
	.begin = ledger_begin,
	.keymap = &ledger_keymap,
	.act = ledger_act,
	.offers = ledger_offers,
	.view = ledger_view,
};
