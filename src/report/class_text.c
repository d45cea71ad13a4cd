/* A report as lines of text, for a terminal, a screen reader, or paper. */
#include "bars.h"
#include "words.h"
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <berpijar/time.h>
#include <math.h>

#define TEXT_INDENT 2
#define TEXT_BAR    20 /* cells of a bar of choices */
#define TEXT_LEAST  40 /* columns that a report needs */
#define TEXT_WIDE   76 /* columns from which tables have their numbers */
#define TEXT_PASSED 54 /* … and what a row of who passed has beside the unit */
#define TEXT_UNIT   92 /* … and the units */
#define TEXT_FACTOR 7  /* columns that the name gives to more time in exams */

struct class_page {
	struct bp_class *class;
	struct bp_buf *out;
	int columns;
	bool unicode, wide, factored;
};

/* ---- lines ---- */

/* Appends the text broken at words, its lines beginning at a column, the first one behind
 * what stands there already. */
static void page_fill(struct class_page *page, int column, const char *text)
{
	struct bp_str rest = bp_str(text);
	int width = page->columns - column;

	while (rest.len) {
		size_t fits = bp_text_fit(rest, width), cut = fits;
		if (fits < rest.len)
			while (cut && rest.at[cut] != ' ')
				cut--;
		cut = cut ? cut : fits ? fits : rest.len;
		bp_buf_add(page->out, rest.at, cut);
		bp_buf_add_char(page->out, '\n');
		rest = bp_str_trim(bp_str_from(rest, cut));
		if (rest.len)
			bp_buf_printf(page->out, "%*s", column, "");
	}
}

static void page_heading(struct class_page *page, const char *title)
{
	bp_buf_printf(page->out, "\n%s\n", title);
}

static void page_item(struct class_page *page, const char *text)
{
	bp_buf_printf(page->out, "%*s- ", TEXT_INDENT, "");
	page_fill(page, TEXT_INDENT + 2, text);
}

/* Ends a line of cells, without the blanks of the last one. */
static void page_end(struct class_page *page)
{
	while (page->out->len && page->out->at[page->out->len - 1] == ' ')
		page->out->len--;
	bp_buf_add_char(page->out, '\n');
}

static void page_cell(struct class_page *page, const char *text, int width)
{
	bars_cell(page->out, text, width, page->unicode);
	bp_buf_add_cstr(page->out, "  ");
}

/* ---- the sections ---- */

static void page_title(struct class_page *page)
{
	const struct bp_class *class = page->class;
	struct bp_buf title = {0};
	char day[BP_TIME_ROOM];

	words_day(class->now, day);
	if (class->group)
		bp_buf_printf(&title, "%s %s · ", _("Kelas"), class->group);
	bp_buf_printf(&title, "%s · ", class->course->title);
	bp_buf_printf(&title, _("%zu peserta"), class->learner_count);
	bp_buf_printf(&title, " · %s", day);
	page_fill(page, 0, title.at);
	bp_buf_release(&title);
	if (words_edition(page->class))
		page_fill(page, 0, words_edition(page->class));
}

static void page_findings(struct class_page *page)
{
	page_heading(page, _("Perlu dilihat"));
	for (size_t i = 0; i < page->class->finding_count; i++)
		page_item(page, page->class->findings[i].text);
	if (!page->class->finding_count)
		page_item(page, _("Tidak ada yang menonjol."));
}

static void page_states(struct class_page *page)
{
	const struct bp_class *class = page->class;
	struct bp_buf line = {0};

	for (int i = 0; i < BP_CLASS_STATES; i++)
		if (class->states[i])
			bp_buf_printf(&line, "%s%s %zu", line.len ? " · " : "",
				bp_class_state_word((enum bp_class_state)i),
				class->states[i]);
	if (class->outside)
		bp_buf_printf(&line, _(" · %zu catatan di luar daftar"), class->outside);
	bp_buf_printf(page->out, "%*s", TEXT_INDENT, "");
	page_fill(page, TEXT_INDENT, line.at ? line.at : "-");
	bp_buf_release(&line);
}

static bool page_has_unit(const struct class_page *page)
{
	return !page->class->nameless && page->columns >= TEXT_UNIT;
}

static void page_learner_name(struct class_page *page, const char *name)
{
	int width = page->wide ? 22 : 14;

	bp_buf_printf(page->out, "%*s", TEXT_INDENT, "");
	page_cell(page, name, page->factored ? width - TEXT_FACTOR : width);
}

static void page_learner_head(struct class_page *page)
{
	page_learner_name(page, _("Nama"));
	page_cell(page, _("Keadaan"), 11);
	page_cell(page, _("sejak"), 11);
	if (page->wide) {
		page_cell(page, _("Modul"), -7);
		page_cell(page, "JP", -5);
		page_cell(page, _("Ujian"), -5);
		if (page->factored)
			page_cell(page, _("Waktu"), -5);
		if (page_has_unit(page))
			page_cell(page, _("Unit"), page->columns - TEXT_WIDE);
	}
	page_end(page);
}

static void page_learner(struct class_page *page, size_t at)
{
	const struct bp_class *class = page->class;
	const struct bp_class_learner *learner = &class->learners[at];
	char day[BP_TIME_ROOM], jp[BP_JP_ROOM], done[32], exam[16] = "-";

	words_day(learner->since, day);
	if (learner->exam >= 0)
		snprintf(exam, sizeof exam, "%d", bp_score_percent(learner->exam));
	snprintf(done, sizeof done, "%zu/%zu", learner->done, class->asked);
	page_learner_name(page, words_person(page->class, at));
	page_cell(page,
		learner->fault ? _("tak terbaca") : bp_class_state_word(learner->state),
		11);
	page_cell(page, day, 11);
	if (page->wide) {
		page_cell(page, done, -7);
		page_cell(page, bp_jp_write(learner->jp_halves, bp_decimal_point(), jp),
			-5);
		page_cell(page, exam, -5);
		if (page->factored)
			page_cell(page, words_factor(page->class, learner), -5);
		if (page_has_unit(page))
			page_cell(page, learner->unit, page->columns - TEXT_WIDE);
	}
	page_end(page);
}

static void page_learners(struct class_page *page)
{
	page_heading(page, _("Peserta"));
	page_states(page);
	if (page->class->learner_count)
		page_learner_head(page);
	for (size_t i = 0; i < page->class->learner_count; i++)
		page_learner(page, page->class->order[i]);
	if (words_papers(page->class))
		page_item(page, words_papers(page->class));
}

static void page_passed_row(struct class_page *page, const char *name, const char *unit,
	const char *const cells[3])
{
	bp_buf_printf(page->out, "%*s", TEXT_INDENT, "");
	page_cell(page, name, page->wide ? 22 : 14);
	if (page->wide && !page->class->nameless)
		page_cell(page, unit, page->columns - TEXT_PASSED);
	page_cell(page, cells[0], -4);
	page_cell(page, cells[1], 11);
	page_cell(page, cells[2], -5);
	page_end(page);
	if (!page->wide && !page->class->nameless && *unit) {
		bp_buf_printf(page->out, "%*s", TEXT_INDENT + 2, "");
		page_fill(page, TEXT_INDENT + 2, unit);
	}
}

static void page_passed(struct class_page *page)
{
	struct bp_class *class = page->class;
	size_t count;
	const size_t *list = words_passed(class, &count);
	const char *const heads[] = {"JP", _("Tanggal"), _("Nilai")};

	page_heading(page, bp_arena_printf(class->arena, "%s (%zu)", _("Lulus"), count));
	if (count)
		page_passed_row(page, _("Nama"), page->wide ? _("Unit") : "", heads);
	for (size_t i = 0; i < count; i++) {
		const struct bp_class_learner *learner = &class->learners[list[i]];
		char day[BP_TIME_ROOM], jp[BP_JP_ROOM];
		words_day(learner->since, day);
		bp_jp_write(learner->jp_halves, bp_decimal_point(), jp);
		page_passed_row(page, words_person(class, list[i]), learner->unit,
			(const char *const[]){
				jp, day, words_score(class, learner->score)});
	}
}

static void page_module(struct class_page *page, size_t at)
{
	const struct bp_class_module *one = &page->class->modules[at];
	struct bp_buf line = {0};

	bp_buf_printf(page->out, "%*s%zu  ", TEXT_INDENT, "", at + 1);
	page_fill(page, TEXT_INDENT + 4, one->module->title);
	bp_buf_printf(&line, _("mulai %zu, selesai %zu"), one->started, one->done);
	if (one->median_score >= 0) {
		bp_buf_printf(&line, _(" · nilai tengah %d "),
			bp_score_percent(one->median_score));
		bars_spark(&line, one->scores, BP_CLASS_STOPS, page->unicode);
	}
	if (one->median_active_seconds >= 60)
		bp_buf_printf(&line, _(" · %.0f menit, rencana %d"),
			one->median_active_seconds / 60,
			bp_jp_minutes(one->module->jp_halves));
	if (one->stopped) {
		bp_buf_printf(&line, _(" · %zu di tengah "), one->stopped);
		bars_spark(&line, one->stops, BP_CLASS_STOPS, page->unicode);
		if (*one->stop)
			bp_buf_printf(&line, " (%s)", one->stop);
	}
	bp_buf_printf(page->out, "%*s", TEXT_INDENT + 3, "");
	page_fill(page, TEXT_INDENT + 3, line.at);
	bp_buf_release(&line);
}

static void page_modules(struct class_page *page)
{
	page_heading(page, _("Modul"));
	for (size_t i = 0; i < page->class->course->module_count; i++)
		page_module(page, i);
}

/* ---- questions ---- */

static void page_choice(struct class_page *page, const struct bp_class_question *one,
	const struct bp_class_choice *choice)
{
	struct bp_str text = words_choice_text(one, choice);
	size_t all = one->answers;

	bp_buf_printf(page->out, "%*s", TEXT_INDENT + 3, "");
	if (words_has_choices(one))
		bp_buf_printf(page->out, "%c", (char)('a' + (choice - one->choices)));
	bp_buf_printf(page->out, "%s ", choice->correct ? "*" : " ");
	bars_add(page->out, choice->chosen, all, page->wide ? TEXT_BAR : TEXT_BAR / 2,
		page->unicode);
	bp_buf_printf(page->out, " %4zu  ", choice->chosen);
	int used = TEXT_INDENT + 15 + (page->wide ? TEXT_BAR : TEXT_BAR / 2);
	bars_cell(page->out, bp_arena_cstr(page->class->arena, text),
		page->columns - used, page->unicode);
	page_end(page);
}

static void page_question(struct class_page *page, const struct bp_class_question *one)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, "%s  %s (%s)", words_name(page->class, one),
		words_text(page->class, one), words_place(page->class, one));
	bp_buf_printf(page->out, "%*s", TEXT_INDENT, "");
	page_fill(page, TEXT_INDENT + 3, line.at);
	line.len = 0;
	words_figures(one, &line);
	words_discrimination(one, &line);
	if (one->reports)
		bp_buf_printf(&line, _(" · %zu laporan"), one->reports);
	bp_buf_printf(page->out, "%*s", TEXT_INDENT + 3, "");
	page_fill(page, TEXT_INDENT + 3, line.at);
	line.len = 0;
	if (one->doubt)
		bp_buf_printf(&line, "! %s", _("Periksa kuncinya."));
	for (size_t i = 0; i < one->version_count; i++)
		words_version(&one->versions[i], &line);
	if (line.len) {
		bp_buf_printf(page->out, "%*s", TEXT_INDENT + 3, "");
		page_fill(page, TEXT_INDENT + 3, line.at);
	}
	for (size_t i = 0; i < words_rows(one); i++)
		page_choice(page, one, &one->choices[i]);
	bp_buf_release(&line);
}

static void page_questions(struct class_page *page)
{
	page_heading(page, _("Soal"));
	for (size_t i = 0; i < page->class->question_count; i++) {
		const struct bp_class_question *one = &page->class->questions[i];
		if (one->answers || one->blank || one->version_count)
			page_question(page, one);
	}
}

static void page_gain(struct class_page *page)
{
	const char *gain = words_gain(page->class), *one = words_one_test(page->class);

	if (!gain)
		return;
	page_heading(page, _("Tes awal dan akhir"));
	page_item(page, gain);
	if (one)
		page_item(page, one);
}

static void page_evaluation(struct class_page *page)
{
	const struct bp_class_evaluation *evaluation = &page->class->evaluation;

	page_heading(page, _("Penilaian peserta"));
	page_item(page, words_evaluation(page->class));
	for (size_t i = 0; evaluation->count && i < BP_EVALUATION_ITEMS; i++)
		page_item(page, words_evaluation_item(page->class, i));
	if (evaluation->word_count)
		page_item(page, _("Saran dan kesan, dalam urutan acak:"));
	for (size_t i = 0; i < evaluation->word_count; i++)
		page_item(page, evaluation->words[i]);
}

static void page_year(struct class_page *page)
{
	struct bp_class *class = page->class;
	const struct bp_class_unit *unit;

	page_heading(page, words_year_title(class));
	for (size_t i = 0; (unit = words_units(class, i)); i++) {
		page_item(page, words_unit_staff(class, unit));
		for (int n = 0; n < class->yearly.quarters; n++) {
			bp_buf_printf(page->out, "%*s", 2 * TEXT_INDENT, "");
			page_fill(page, 3 * TEXT_INDENT,
				words_unit_quarter(class, unit, n));
		}
	}
	page_item(page, words_year_note(class));
}

static void page_definitions(struct class_page *page)
{
	page_heading(page, _("Keterangan"));
	for (size_t i = 0; words_definitions[i]; i++)
		page_item(page, _(words_definitions[i]));
}

static void page_complaints(struct class_page *page)
{
	struct bp_class *class = page->class;

	if (!class->complaint_count)
		return;
	page_heading(page, _("Laporan peserta"));
	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *one = &class->complaints[i];
		char day[BP_TIME_ROOM];
		words_day(one->at, day);
		page_item(page,
			bp_arena_printf(class->arena, "%s/%s, %s, %s: %s", one->module,
				one->question, day, words_person(class, one->learner),
				one->text));
	}
}

static const struct {
	void (*print)(struct class_page *page);
	unsigned told; /* also where only this is told of: WORDS_PASSED … */
} page_sections[] = {{page_title, WORDS_TOPMOST}, {page_findings, 0}, {page_learners, 0},
	{page_passed, WORDS_PASSED}, {page_gain, 0}, {page_year, WORDS_YEAR},
	{page_evaluation, WORDS_EVALUATED}, {page_modules, 0}, {page_questions, 0},
	{page_complaints, 0}, {page_definitions, 0}};

void bp_class_text(struct bp_class *class, int columns, bool unicode, struct bp_buf *out)
{
	struct bp_buf lines = {0};
	struct class_page page = {
		.class = class,
		.out = &lines,
		.columns = columns < TEXT_LEAST ? TEXT_LEAST : columns,
		.unicode = unicode,
		.wide = columns >= TEXT_WIDE,
		.factored = columns >= TEXT_WIDE && words_factored(class),
	};

	for (size_t i = 0; i < sizeof page_sections / sizeof *page_sections; i++)
		if (words_tells(class, page_sections[i].told))
			page_sections[i].print(&page);
	bp_buf_add_clean(out, bp_buf_str(&lines)); /* titles may hold anything */
	bp_buf_release(&lines);
}
