/* What the JP book tells of a year: the rules, the quarters and months, the minutes that were
 * measured, the modules that were finished. */
#include "app.h"
#include "ledger.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <limits.h>
#include <stdlib.h>

static struct bp_row *ledger_add_text(
	struct list_state *list, const char *label, const char *text)
{
	struct bp_row *row = bp_list_add(list, BP_ROW_TEXT, text);

	row->label = label;
	return row;
}

void bp_ledger_add_heading(struct list_state *list, const char *text)
{
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_HEADING, text);
}

static int ledger_minutes_of(double seconds)
{
	return seconds < INT_MAX ? (int)(seconds / 60) : INT_MAX / 60;
}

/* What both kinds of JP add up to, in one sentence. */
static const char *ledger_sentence(const struct ledger_page *page)
{
	struct bp_app *app = page->app;
	struct bp_buf said = {0};

	bp_year_say(&page->sum, (enum bp_employment)app->settings.employment,
		app->options.symbols[BP_SYMBOL_DOT], &said);
	const char *copy = bp_arena_cstr(app->view_arena, bp_buf_str(&said));
	bp_buf_release(&said);
	return copy;
}

void bp_ledger_add_rules(const struct ledger_page *page)
{
	struct bp_app *app = page->app;
	struct list_state *list = page->list;
	enum bp_employment employment = (enum bp_employment)app->settings.employment;

	ledger_add_text(list, "JP",
		bp_app_text(app, _("%s%s JP pada tahun %d"),
			bp_words_year_bar(app, page->sum.here, page->bar),
			bp_words_jp(app, page->sum.here), page->year));
	ledger_add_text(list, NULL, ledger_sentence(page));
	if (employment != BP_EMPLOYMENT_PPPK)
		ledger_add_text(list, "PNS",
			bp_app_text(
				app, _("paling sedikit %d JP setahun"), BP_JP_PNS_LEAST));
	if (employment != BP_EMPLOYMENT_PNS)
		ledger_add_text(list, "PPPK",
			bp_app_text(app, _("paling banyak %d JP dalam setahun kontrak"),
				BP_JP_PPPK_MOST));
	ledger_add_text(list, NULL, _("Pengakuan JP ditetapkan oleh instansi Anda."));
	ledger_add_text(list, NULL,
		_("Ketentuan yang dirujuk: PP 11/2017 jo. PP 17/2020; PP 49/2018. Periksa aturan terbaru."))
		->color = BP_COLOR_FAINT;
}

/* ---- quarters, months ---- */

static void ledger_add_quarter(struct bp_app *app, struct list_state *list, int quarter,
	const struct bp_year *year)
{
	bool empty = year->here_by[quarter] + year->elsewhere_by[quarter] == 0;

	if (empty && app->options.spoken)
		return;
	ledger_add_text(list, bp_quarter_name(quarter),
		bp_app_text(app, _("di berpijar %s JP, dari tempat lain %s JP"),
			bp_words_jp(app, year->here_by[quarter]),
			bp_words_jp(app, year->elsewhere_by[quarter])))
		->color = empty ? BP_COLOR_FAINT : BP_COLOR_TEXT;
}

/* In plain lines nothing is said of a time without anything. */
static void ledger_end_times(struct list_state *list)
{
	if (list->rows[list->count - 1].kind == BP_ROW_HEADING)
		ledger_add_text(list, NULL, _("Belum ada."));
}

static void ledger_add_quarters(
	struct bp_app *app, struct list_state *list, const struct bp_year *year)
{
	bp_ledger_add_heading(list, _("Tiap triwulan"));
	for (int i = 0; i < BP_QUARTERS; i++)
		ledger_add_quarter(app, list, i, year);
	ledger_end_times(list);
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
			bp_words_year_bar(app, sum->jp_halves, columns),
			bp_words_jp(app, sum->jp_halves),
			ledger_minutes_of(sum->active_seconds)))
		->color = empty ? BP_COLOR_FAINT : BP_COLOR_TEXT;
}

static void ledger_add_months(struct bp_app *app, struct list_state *list,
	const struct bp_month months[BP_MONTHS], int columns)
{
	if (app->options.spoken)
		bp_ledger_add_heading(list, _("Tiap bulan"));
	else
		bp_list_add(list, BP_ROW_BLANK, NULL);
	for (int i = 0; i < BP_MONTHS; i++)
		ledger_add_month(app, list, i + 1, &months[i], columns);
	ledger_end_times(list);
}

static void ledger_add_times(const struct ledger_page *page,
	const struct bp_month months[BP_MONTHS], const struct bp_finished *finished,
	size_t count)
{
	struct bp_app *app = page->app;
	struct list_state *list = page->list;
	double here = 0, all = 0;
	int halves = 0;

	for (size_t i = 0; i < count; i++) {
		here += finished[i].record->active_seconds;
		halves += finished[i].record->jp_halves;
	}
	for (size_t i = 0; i < BP_MONTHS; i++)
		all += months[i].active_seconds;
	bp_ledger_add_heading(list, _("JP rencana dan menit tercatat"));
	ledger_add_text(list, NULL,
		bp_app_text(app,
			_("Rencana dari %zu modul yang selesai tahun ini: %s JP, yaitu %s menit (1 JP = %d menit)."),
			count, bp_words_jp(app, halves),
			bp_words_number(app, halves * BP_JP_MINUTES / 2.0),
			BP_JP_MINUTES));
	ledger_add_text(list, NULL,
		bp_app_text(app,
			_("Tercatat di modul-modul itu sejak awal: %d menit. Tercatat di semua modul selama tahun %d: %d menit."),
			ledger_minutes_of(here), page->year, ledger_minutes_of(all)));
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
	bp_ledger_add_heading(list, _("Modul yang selesai"));
	for (size_t i = 0; i < count; i++)
		ledger_add_finished(app, list, &finished[i]);
	if (count == 0)
		ledger_add_text(list, NULL, _("Belum ada."));
}

void bp_ledger_add_figures(const struct ledger_page *page)
{
	const struct bp_progress *progress = page->app->options.progress;
	struct bp_month months[BP_MONTHS];
	size_t count;

	struct bp_finished *finished = ledger_finished_in(page->app, page->year, &count);
	bp_progress_months(progress, page->year, months);
	ledger_add_quarters(page->app, page->list, &page->sum);
	ledger_add_months(page->app, page->list, months, page->bar);
	ledger_add_times(page, months, finished, count);
	ledger_add_modules(page->app, page->list, finished, count);
}
