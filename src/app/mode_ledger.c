/* The JP of a year: how much of what the rules speak of, month by month, and beside it
 * the minutes that were measured. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <limits.h>
#include <stdlib.h>

#define NARROW     60 /* columns; below, bars are short */
#define BAR        24
#define BAR_NARROW 8
#define LABEL      6 /* columns of "PPPK", "31 Des" */

static struct bp_row *add_text(struct bp_app *app, const char *label, const char *text)
{
	struct bp_row *row = bp_list_add(&app->ledger.list, BP_ROW_TEXT, text);

	row->label = label;
	return row;
}

static void add_heading(struct bp_app *app, const char *text)
{
	bp_list_add(&app->ledger.list, BP_ROW_BLANK, NULL);
	bp_list_add(&app->ledger.list, BP_ROW_HEADING, text);
}

/* A bar and a blank; full and empty only where that is so, nothing in plain lines. */
static const char *bar(struct bp_app *app, int part, int whole, int columns)
{
	const char *const *symbols = app->options.symbols;
	struct bp_buf text = {0};
	int full = whole > 0 && part < whole ? (int)((int64_t)part * columns / whole)
					     : columns;

	if (app->options.spoken)
		return "";
	if (part <= 0)
		full = 0;
	else if (full == 0)
		full = 1;
	for (int i = 0; i < columns; i++)
		bp_buf_add_cstr(&text,
			symbols[i < full ? BP_SYMBOL_BAR_FULL : BP_SYMBOL_BAR_EMPTY]);
	bp_buf_add_char(&text, ' ');
	const char *copy = bp_arena_cstr(app->view_arena, bp_buf_str(&text));
	bp_buf_release(&text);
	return copy;
}

static int minutes_of(double seconds)
{
	return seconds < INT_MAX ? (int)(seconds / 60) : INT_MAX / 60;
}

/* ---- the parts of the page ---- */

static void add_rules(struct bp_app *app, int halves, int columns)
{
	const int least = BP_JP_PNS_LEAST * 2;
	const char *jp = bp_words_jp(app, halves);

	add_text(app, "JP",
		bp_app_text(app, _("%s%s JP pada tahun %d"),
			bar(app, halves, least, columns), jp, app->ledger.year));
	add_text(app, "PNS",
		halves < least
			? bp_app_text(app,
				  _("paling sedikit %d JP setahun: kurang %s JP"),
				  BP_JP_PNS_LEAST, bp_words_jp(app, least - halves))
			: bp_app_text(app, _("paling sedikit %d JP setahun: tercapai"),
				  BP_JP_PNS_LEAST));
	add_text(app, "PPPK",
		bp_app_text(app, _("paling banyak %d JP dalam setahun kontrak"),
			BP_JP_PPPK_MOST));
	add_text(app, NULL, _("Pengakuan JP ditetapkan oleh instansi Anda."));
	add_text(app, NULL,
		_("Ketentuan yang dirujuk: PP 11/2017 jo. PP 17/2020; PP 49/2018. Periksa aturan terbaru."))
		->color = BP_COLOR_FAINT;
}

/* On the scale of the year's bar above. */
static void add_month(
	struct bp_app *app, int month, const struct bp_month *sum, int columns)
{
	bool empty = sum->jp_halves == 0 && minutes_of(sum->active_seconds) == 0;

	if (empty && app->options.spoken)
		return;
	add_text(app, app->options.spoken ? bp_month_name(month) : bp_month_short(month),
		bp_app_text(app, _("%s%s JP, %d menit"),
			bar(app, sum->jp_halves, BP_JP_PNS_LEAST * 2, columns),
			bp_words_jp(app, sum->jp_halves),
			minutes_of(sum->active_seconds)))
		->color = empty ? BP_COLOR_FAINT : BP_COLOR_TEXT;
}

static void add_months(
	struct bp_app *app, const struct bp_month months[BP_MONTHS], int columns)
{
	if (app->options.spoken)
		add_heading(app, _("Tiap bulan"));
	else
		bp_list_add(&app->ledger.list, BP_ROW_BLANK, NULL);
	for (int i = 0; i < BP_MONTHS; i++)
		add_month(app, i + 1, &months[i], columns);
	if (app->ledger.list.rows[app->ledger.list.count - 1].kind == BP_ROW_HEADING)
		add_text(app, NULL, _("Belum ada."));
}

static void add_times(struct bp_app *app, const struct bp_month months[BP_MONTHS],
	const struct bp_finished *finished, size_t count)
{
	double here = 0, all = 0;
	int halves = 0;

	for (size_t i = 0; i < count; i++) {
		here += finished[i].record->active_seconds;
		halves += finished[i].record->jp_halves;
	}
	for (size_t i = 0; i < BP_MONTHS; i++)
		all += months[i].active_seconds;
	add_heading(app, _("JP rencana dan menit tercatat"));
	add_text(app, NULL,
		bp_app_text(app,
			_("Rencana dari %zu modul yang selesai tahun ini: %s JP, yaitu %s menit (1 JP = %d menit)."),
			count, bp_words_jp(app, halves),
			bp_words_number(app, halves * BP_JP_MINUTES / 2.0),
			BP_JP_MINUTES));
	add_text(app, NULL,
		bp_app_text(app,
			_("Tercatat di modul-modul itu sejak awal: %d menit. Tercatat di semua modul selama tahun %d: %d menit."),
			minutes_of(here), app->ledger.year, minutes_of(all)));
	add_text(app, NULL,
		bp_app_text(app,
			_("Menit tercatat ialah waktu modul terbuka dan dipakai, tanpa ulangan; jeda lebih dari %d menit tanpa tombol tidak dihitung. JP mengikuti rencana kursus, bukan menit tercatat."),
			BP_IDLE_MINUTES))
		->color = BP_COLOR_FAINT;
}

/* ---- the modules ---- */

static int by_time(const void *one, const void *other)
{
	const struct bp_finished *a = one, *b = other;

	return (a->record->done_at > b->record->done_at) -
		(a->record->done_at < b->record->done_at);
}

static struct bp_finished *finished_in(struct bp_app *app, int year, size_t *count)
{
	const struct bp_progress *progress = app->options.progress;

	*count = bp_progress_finished(progress, year, NULL, 0);
	struct bp_finished *list =
		bp_arena_alloc(app->view_arena, *count ? *count : 1, sizeof *list);
	bp_progress_finished(progress, year, list, *count);
	qsort(list, *count, sizeof *list, by_time);
	return list;
}

/* Its title, or its ids where the module is gone. */
static const char *title_of(struct bp_app *app, const struct bp_finished *finished)
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

static void add_finished(struct bp_app *app, const struct bp_finished *finished)
{
	const struct bp_module_record *record = finished->record;
	struct bp_day day = bp_day_of(record->done_at);

	add_text(app,
		bp_app_text(app, "%2d %s", day.day,
			app->options.spoken ? bp_month_name(day.month)
					    : bp_month_short(day.month)),
		bp_app_text(app, _("%s: %s JP, %d menit"), title_of(app, finished),
			bp_words_jp(app, record->jp_halves),
			minutes_of(record->active_seconds)));
}

static void add_modules(
	struct bp_app *app, const struct bp_finished *finished, size_t count)
{
	add_heading(app, _("Modul yang selesai"));
	for (size_t i = 0; i < count; i++)
		add_finished(app, &finished[i]);
	if (count == 0)
		add_text(app, NULL, _("Belum ada."));
}

/* ---- the mode ---- */

void bp_ledger_begin(struct bp_app *app)
{
	app->ledger.year = bp_year_of(app->now);
	app->ledger.list.top = 0;
	bp_mode_push(app, BP_MODE_LEDGER);
}

static void ledger_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_progress *progress = app->options.progress;
	struct list_state *list = &app->ledger.list;
	int year = app->ledger.year, halves = bp_progress_jp_halves(progress, year);
	int bar_columns = columns < NARROW ? BAR_NARROW : BAR;
	struct bp_month months[BP_MONTHS];
	size_t count;

	(void)rows;
	struct bp_finished *finished = finished_in(app, year, &count);
	bp_progress_months(progress, year, months);
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_rules(app, halves, bar_columns);
	add_months(app, months, bar_columns);
	add_times(app, months, finished, count);
	add_modules(app, finished, count);
	list->selected = SIZE_MAX;
	bp_list_view(list, LABEL, view);
	view->title = bp_app_text(app, _("Buku JP %d"), year);
	view->side = bp_app_text(
		app, _("%s dari %d JP"), bp_words_jp(app, halves), BP_JP_PNS_LEAST);
}

/* The nearest year that has anything, or the one that it is now. */
static bool other_year(const struct bp_app *app, int step, int *year)
{
	int from = app->ledger.year, now = bp_year_of(app->now);
	bool found = bp_progress_next_year(app->options.progress, from, step, year);

	bool ahead = step > 0 ? now > from : now < from;

	if (!ahead || (found && (step > 0) == (*year < now)))
		return found;
	*year = now;
	return true;
}

static void ledger_act(struct bp_app *app, enum bp_action action)
{
	struct ledger_state *ledger = &app->ledger;
	int step = action == BP_ACT_NEXT_YEAR ? 1 : -1, year;

	if (action != BP_ACT_NEXT_YEAR && action != BP_ACT_PREVIOUS_YEAR) {
		bp_list_scroll(&ledger->list, action);
	} else if (other_year(app, step, &year)) {
		ledger->year = year;
		ledger->list.top = 0;
	} else {
		bp_app_say(app, BP_COLOR_ACCENT,
			step > 0 ? _("Sesudah tahun ini tidak ada catatan.")
				 : _("Sebelum tahun ini tidak ada catatan."));
	}
}

/* The keys say so themselves where there is no other year. */
static bool ledger_offers(const struct bp_app *app, enum bp_action action)
{
	int year;

	if (action != BP_ACT_NEXT_YEAR && action != BP_ACT_PREVIOUS_YEAR)
		return true;
	return other_year(app, action == BP_ACT_NEXT_YEAR ? 1 : -1, &year);
}

const struct bp_mode bp_mode_ledger = {
	.keymap = &bp_keymap_ledger,
	.act = ledger_act,
	.offers = ledger_offers,
	.view = ledger_view,
};
