/* Words and figures that several screens share. */
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <string.h>

const char *bp_words_number(struct bp_app *app, double value)
{
	struct bp_buf text = {0};

	bp_number_write(value, &text);
	const char *copy = bp_arena_cstr(app->view_arena, bp_buf_str(&text));
	bp_buf_release(&text);
	return copy;
}

const char *bp_words_jp(struct bp_app *app, int halves)
{
	char jp[BP_JP_ROOM];

	return bp_arena_cstr(
		app->view_arena, bp_str(bp_jp_write(halves, bp_decimal_point(), jp)));
}

const char *bp_words_year(struct bp_app *app, const struct bp_year *year)
{
	int of = bp_year_measure((enum bp_employment)app->settings.employment);

	if (!year->elsewhere)
		return bp_app_text(
			app, _("%s dari %d"), bp_words_jp(app, year->here), of);
	return bp_app_text(app, _("%s + %s dari %d"), bp_words_jp(app, year->here),
		bp_words_jp(app, year->elsewhere), of);
}

const char *bp_words_year_bar(struct bp_app *app, int halves, int columns)
{
	int of = bp_year_measure((enum bp_employment)app->settings.employment);

	return bp_words_bar(app, halves, of * 2, columns);
}

const char *bp_words_bar(struct bp_app *app, int part, int whole, int columns)
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

static const char *words_with_symbol(
	struct bp_app *app, enum bp_symbol symbol, const char *word)
{
	return bp_app_text(app, "%s %s", app->options.symbols[symbol], word);
}

/* How much of a text fits, up to the end of a word if it has to be cut. */
static size_t words_fit(struct bp_str text, int columns)
{
	size_t fits = bp_text_fit(text, columns), cut = fits;

	if (fits == text.len)
		return fits;
	while (cut > 0 && text.at[cut] != ' ')
		cut--;
	return cut ? cut : fits;
}

const char *bp_words_stem(struct bp_app *app, const struct bp_document *stem, int columns)
{
	struct bp_buf words = {0};

	bp_document_words(stem, &words);
	struct bp_str text = bp_str_trim(bp_buf_str(&words));
	size_t cut = words_fit(text, columns);
	const char *copy = bp_app_text(app, "%.*s%s", (int)cut, text.at ? text.at : "",
		cut < text.len ? "…" : "");
	bp_buf_release(&words);
	return copy;
}

const char *bp_words_outcome(struct bp_app *app, const struct bp_question *question,
	double grade, bool right, enum bp_color *color)
{
	*color = BP_COLOR_FAINT;
	if (!question || !bp_question_graded(question))
		return words_with_symbol(app, BP_SYMBOL_DONE, _("dijawab"));
	*color = BP_COLOR_GOOD;
	if (grade >= 1)
		return words_with_symbol(app, BP_SYMBOL_DONE, _("benar"));
	if (right)
		return words_with_symbol(app, BP_SYMBOL_DONE,
			bp_app_text(app, "%s %d", _("benar · nilai"),
				bp_score_percent(grade)));
	*color = BP_COLOR_BAD;
	if (grade <= 0)
		return words_with_symbol(app, BP_SYMBOL_WRONG, _("belum benar"));
	*color = BP_COLOR_ACCENT;
	return words_with_symbol(app, BP_SYMBOL_PART,
		bp_app_text(app, "%s %d", _("sebagian benar · nilai"),
			bp_score_percent(grade)));
}

const char *bp_words_edition(struct bp_app *app, const struct bp_course *course)
{
	size_t planned = (size_t)course->planned;

	return planned > course->module_count
		? bp_app_text(app, _("Edisi percobaan: %zu dari %zu modul."),
			  course->module_count, planned)
		: NULL;
}

static int words_percent(const struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_place place;

	if (recall->place && recall->place(recall->context, course, module, &place))
		return place.permille / 10;
	return 0;
}

void bp_words_module_state(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_row *row)
{
	const struct bp_module_record *record = bp_module_record_of(app, course, module);

	row->color = BP_COLOR_FAINT;
	if (module->fault) {
		row->state = words_with_symbol(app, BP_SYMBOL_WRONG, _("rusak"));
		row->color = BP_COLOR_BAD;
	} else if (record && record->done) {
		row->state = words_with_symbol(app, BP_SYMBOL_DONE,
			bp_changed_in(app, course, module) ? _("berubah") : _("selesai"));
		row->color = BP_COLOR_GOOD;
		if (record->score >= 0)
			row->state = bp_app_text(app, "%s %3d", row->state,
				bp_score_percent(record->score));
	} else if (bp_attempt_open(bp_progress_attempts(app->options.progress),
			   bp_str(course->id), bp_str(module->id))) {
		row->state = words_with_symbol(app, BP_SYMBOL_PART, _("berjalan"));
		row->color = BP_COLOR_ACCENT;
	} else if (record && record->failed) {
		row->state = words_with_symbol(app, BP_SYMBOL_WRONG, _("belum lulus"));
		row->color = BP_COLOR_BAD;
	} else if (module->kind == BP_EXAM && !bp_module_lock(app, course, module)) {
		row->state = words_with_symbol(app, BP_SYMBOL_NONE, _("belum"));
	} else if (record && record->started) {
		row->state =
			bp_app_text(app, "%s %d%%", app->options.symbols[BP_SYMBOL_PART],
				words_percent(app, course, module));
		row->color = BP_COLOR_ACCENT;
	} else if (bp_module_lock(app, course, module)) {
		row->state = words_with_symbol(app, BP_SYMBOL_NONE, _("terkunci"));
	} else {
		row->state = words_with_symbol(app, BP_SYMBOL_NONE, _("belum"));
	}
}

const char *bp_words_sent(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_sending sending = {0};
	char clock[BP_TIME_ROOM];

	if (!recall->sent || !recall->sent(recall->context, &sending) || !sending.known)
		return NULL;
	if (sending.answers)
		return bp_app_text(app, _("%lld jawaban menunggu sambungan"),
			(long long)sending.answers);
	if (sending.results)
		return _("hasilnya menunggu sambungan");
	if (!sending.at)
		return NULL;
	bp_time_clock(sending.at, app->now, app->options.zone, clock);
	return bp_app_text(app, _("terkirim %s"), clock);
}
