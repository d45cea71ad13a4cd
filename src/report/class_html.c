/* A report as one page: no script, nothing that is loaded, for a screen, a telephone and
 * A4 paper. Nothing is told by colour alone. */
#include "html.h"
#include "words.h"
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <berpijar/time.h>

#define HTML_FINDINGS 5 /* sentences of what to look at */

static const char class_html_style[] =
	"@page{size:A4;margin:14mm}"
	"body{font:15px/1.45 system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;margin:0 auto;padding:1rem}"
	"h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:2px solid #b45f06}"
	"table{border-collapse:collapse;width:100%}"
	"th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ddd}"
	"th{font-weight:600}svg.key{vertical-align:-1px}.k{white-space:nowrap}"
	".look li{margin:.3rem 0}.few{color:#666}.warn{font-weight:600}"
	".q{margin:1.2rem 0;break-inside:avoid}.q p{margin:.2rem 0}.q td.t{width:50%}"
	"svg text{font:12px system-ui,sans-serif;fill:#111}svg line{stroke:#888}"
	".all{fill:#f2f2f2}.part{fill:#f2b866}.s0{fill:#e3e3e3}.s1{fill:#f4cfa0}.s2{fill:#e7b3a8}.s3{fill:#cfdcea}.s4{fill:#bcd8b8}"
	"dl{margin:0}dd{margin:0 0 .4rem}footer{margin-top:2rem;color:#555;font-size:.85rem}"
	"@media screen and (max-width:40rem){table,tbody,tr{display:block}thead,td:empty{display:none}tr{border-bottom:1px solid #ddd;padding:.3rem 0}td{display:inline-block;border:0;padding:0 .8em 0 0}td[data-k=\"\"],td.d,.q td{display:block}td[data-k=\"\"]{font-weight:600}td[data-k]:not([data-k=\"\"])::before{content:attr(data-k) \": \";color:#555}.q td.t{width:auto}}"
	"@media print{body{padding:0;font-size:11px}h2,h3{break-after:avoid}svg text{font-size:10px}tr{break-inside:avoid}}";

struct class_html {
	struct bp_class *class;
	struct bp_buf *out;
};

static void class_html_head(struct class_html *page)
{
	struct bp_buf *out = page->out;
	const struct bp_class *class = page->class;
	char day[BP_TIME_ROOM];

	bp_buf_printf(out,
		"<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
		bp_lang());
	html_element(out, "title", class->course->title);
	bp_buf_printf(
		out, "<style>%s</style>\n</head>\n<body>\n<header>\n", class_html_style);
	html_element(out, "h1", class->course->title);
	words_day(class->now, day);
	bp_buf_add_cstr(out, "<p>");
	if (class->group) {
		bp_buf_printf(out, "%s ", _("Kelas"));
		html_text(out, bp_str(class->group));
		bp_buf_add_cstr(out, " · ");
	}
	bp_buf_printf(out, _("%zu peserta"), class->learner_count);
	bp_buf_printf(out, " · %s</p>\n", day);
	if (words_edition(page->class))
		html_element(out, "p", words_edition(page->class));
	bp_buf_add_cstr(out, "</header>\n");
}

static void class_html_findings(struct class_html *page)
{
	html_element(page->out, "h2", _("Perlu dilihat"));
	bp_buf_add_cstr(page->out, "<ul class=\"look\">\n");
	for (size_t i = 0; i < page->class->finding_count && i < HTML_FINDINGS; i++)
		html_element(page->out, "li", page->class->findings[i].text);
	if (!page->class->finding_count)
		html_element(page->out, "li", _("Tidak ada yang menonjol."));
	bp_buf_add_cstr(page->out, "</ul>\n");
}

static void class_html_states(struct class_html *page)
{
	const struct bp_class *class = page->class;

	html_element(page->out, "h2", _("Keadaan"));
	html_stack(page->out, class->states, BP_CLASS_STATES);
	bp_buf_add_cstr(page->out, "<p>");
	for (int i = 0; i < BP_CLASS_STATES; i++) {
		bp_buf_add_cstr(page->out, "<span class=\"k\">");
		html_key(page->out, (size_t)i);
		bp_buf_printf(page->out, "%s %zu</span> &emsp; ",
			bp_class_state_word((enum bp_class_state)i), class->states[i]);
	}
	if (class->outside)
		bp_buf_printf(
			page->out, _(" · %zu catatan di luar daftar"), class->outside);
	bp_buf_add_cstr(page->out, "</p>\n");
}

/* ---- participants ---- */

/* Begins a table; the heads end with NULL. */
static void class_html_table(struct class_html *page, const char *const *heads)
{
	bp_buf_add_cstr(page->out, "<table>\n<thead><tr>");
	for (size_t i = 0; heads[i]; i++)
		html_element(page->out, "th", heads[i]);
	bp_buf_add_cstr(page->out, "</tr></thead>\n<tbody>\n");
}

static void class_html_learner(struct class_html *page, size_t at)
{
	struct bp_class *class = page->class;
	const struct bp_class_learner *learner = &class->learners[at];
	char day[BP_TIME_ROOM], jp[BP_JP_ROOM];

	words_day(learner->since, day);
	bp_buf_add_cstr(page->out, "<tr>");
	html_cell(page->out, "", words_person(class, at));
	if (!class->nameless)
		html_cell(page->out, _("Unit"), learner->unit);
	html_cell(page->out, _("Keadaan"),
		learner->fault ? _("tak terbaca") : bp_class_state_word(learner->state));
	html_cell(page->out, _("sejak"), day);
	html_cell(page->out, _("Modul"),
		bp_arena_printf(class->arena, "%zu/%zu", learner->done, class->asked));
	html_cell(
		page->out, "JP", bp_jp_write(learner->jp_halves, bp_decimal_point(), jp));
	html_cell(page->out, _("Ujian"), words_score(class, learner->exam));
	if (words_factored(class))
		html_cell(page->out, _("Waktu"), words_factor(class, learner));
	bp_buf_add_cstr(page->out, "</tr>\n");
}

static void class_html_learners(struct class_html *page)
{
	const struct bp_class *class = page->class;
	const char *named[] = {_("Nama"), _("Unit"), _("Keadaan"), _("sejak"), _("Modul"),
		"JP", _("Ujian"), words_factored(class) ? _("Waktu") : NULL, NULL};
	const char *nameless[] = {
		_("Nama"), _("Keadaan"), _("sejak"), _("Modul"), "JP", _("Ujian"), NULL};

	html_element(page->out, "h2", _("Peserta"));
	class_html_table(page, class->nameless ? nameless : named);
	for (size_t i = 0; i < class->learner_count; i++)
		class_html_learner(page, class->order[i]);
	bp_buf_add_cstr(page->out, "</tbody></table>\n");
	if (words_papers(page->class))
		html_element(page->out, "p", words_papers(page->class));
}

static void class_html_passed(struct class_html *page)
{
	struct bp_class *class = page->class;
	size_t count;
	const size_t *list = words_passed(class, &count);
	const char *heads[] = {
		_("Nama"), _("Unit"), "JP", _("Tanggal"), _("Nilai"), NULL};
	const char *nameless[] = {_("Nama"), "JP", _("Tanggal"), _("Nilai"), NULL};

	html_element(page->out, "h2",
		bp_arena_printf(class->arena, "%s (%zu)", _("Lulus"), count));
	if (!count)
		return;
	class_html_table(page, class->nameless ? nameless : heads);
	for (size_t i = 0; i < count; i++) {
		const struct bp_class_learner *learner = &class->learners[list[i]];
		char day[BP_TIME_ROOM], jp[BP_JP_ROOM];
		words_day(learner->since, day);
		bp_jp_write(learner->jp_halves, bp_decimal_point(), jp);
		bp_buf_add_cstr(page->out, "<tr>");
		html_cell(page->out, "", words_person(class, list[i]));
		if (!class->nameless)
			html_cell(page->out, _("Unit"), learner->unit);
		html_cell(page->out, "JP", jp);
		html_cell(page->out, _("Tanggal"), day);
		html_cell(page->out, _("Nilai"), words_score(class, learner->score));
		bp_buf_add_cstr(page->out, "</tr>\n");
	}
	bp_buf_add_cstr(page->out, "</tbody></table>\n");
}

/* ---- modules ---- */

/* Columns from `first` to `last`. */
struct class_html_drawing {
	const char *label, *first, *last, *below;
	const size_t *counts;
};

static void class_html_draw(
	struct class_html *page, const struct class_html_drawing *drawing)
{
	bp_buf_add_cstr(page->out, "<td class=\"d\" data-k=\"");
	html_text(page->out, bp_str(drawing->label));
	bp_buf_add_cstr(page->out, "\">");
	html_columns(page->out, drawing->counts, BP_CLASS_STOPS, drawing->first,
		drawing->last);
	bp_buf_add_cstr(page->out, "<br>");
	html_text(page->out, bp_str(drawing->below));
	bp_buf_add_cstr(page->out, "</td>");
}

static void class_html_stops(struct class_html *page, const struct bp_class_module *one)
{
	if (one->stopped)
		class_html_draw(page,
			&(struct class_html_drawing){_("Berhenti di"), _("awal"),
				_("akhir"), one->stop, one->stops});
	else
		html_cell(page->out, _("Berhenti di"),
			one->module->kind == BP_LESSON ? _("tidak ada") : "-");
}

static const char *class_html_minutes(
	struct class_html *page, const struct bp_class_module *one)
{
	int planned = bp_jp_minutes(one->module->jp_halves);
	double minutes =
		one->median_active_seconds < 0 ? 0 : one->median_active_seconds / 60;

	return planned ? bp_arena_printf(page->class->arena, _("%.0f, rencana %d"),
				 minutes, planned)
		       : bp_arena_printf(page->class->arena, "%.0f", minutes);
}

static void class_html_module(struct class_html *page, const struct bp_class_module *one)
{
	struct bp_class *class = page->class;
	const char *score = one->median_score < 0
		? "-"
		: bp_arena_printf(class->arena, _("nilai tengah %d"),
			  bp_score_percent(one->median_score));

	bp_buf_add_cstr(page->out, "<tr>");
	html_cell(page->out, "",
		bp_arena_printf(class->arena, "%s%s", one->module->title,
			one->module->optional ? _(" · boleh dilewati") : ""));
	html_cell(page->out, _("Selesai"),
		bp_arena_printf(class->arena, _("%zu dari %zu yang mulai"), one->done,
			one->started));
	html_cell(page->out, _("Menit"), class_html_minutes(page, one));
	class_html_draw(page,
		&(struct class_html_drawing){_("Nilai"), "0", "100", score, one->scores});
	class_html_stops(page, one);
	bp_buf_add_cstr(page->out, "</tr>\n");
}

static void class_html_modules(struct class_html *page)
{
	const char *heads[] = {
		_("Modul"), _("Selesai"), _("Menit"), _("Nilai"), _("Berhenti di"), NULL};

	html_element(page->out, "h2", _("Modul"));
	class_html_table(page, heads);
	for (size_t i = 0; i < page->class->course->module_count; i++)
		class_html_module(page, &page->class->modules[i]);
	bp_buf_add_cstr(page->out, "</tbody></table>\n");
}

/* ---- questions ---- */

static void class_html_choice(struct class_html *page,
	const struct bp_class_question *one, const struct bp_class_choice *choice)
{
	char letter[WORDS_CHOICE] = "";

	bp_buf_add_cstr(page->out, "<tr><td class=\"t\">");
	if (words_has_choices(one) && one->question->type != BP_TRUEFALSE) {
		words_choice(one, choice, letter);
		bp_buf_printf(page->out, "%s. ", letter);
	}
	html_text(page->out, words_choice_text(one, choice));
	if (choice->correct)
		bp_buf_printf(page->out, " <b>✔ %s</b>", _("kunci"));
	bp_buf_add_cstr(page->out, "</td><td>");
	double share = one->answers ? (double)choice->chosen / (double)one->answers : 0;
	html_bar(page->out, choice->chosen, one->answers,
		bp_arena_printf(page->class->arena, "%zu · %d%%%s", choice->chosen,
			words_percent(share),
			!choice->chosen && words_unused(one) && !choice->correct
				? _(" · tidak pernah diambil")
				: ""));
	bp_buf_add_cstr(page->out, "</td></tr>\n");
}

static void class_html_figures(
	struct class_html *page, const struct bp_class_question *one)
{
	struct bp_buf line = {0};

	words_figures(one, &line);
	bp_buf_add_cstr(page->out, "<p>");
	html_text(page->out, bp_buf_str(&line));
	line.len = 0;
	words_discrimination(one, &line);
	if (line.len) {
		bp_buf_printf(page->out, "<span%s>",
			one->marks < BP_CLASS_FEW ? " class=\"few\"" : "");
		html_text(page->out, bp_buf_str(&line));
		bp_buf_add_cstr(page->out, "</span>");
	}
	bp_buf_add_cstr(page->out, "</p>\n");
	line.len = 0;
	if (one->doubt)
		bp_buf_printf(&line, "! %s", _("Periksa kuncinya."));
	for (size_t i = 0; i < one->version_count; i++)
		words_version(&one->versions[i], &line);
	if (line.len)
		html_element(page->out, "p class=\"warn\"", line.at);
	bp_buf_release(&line);
}

static void class_html_question(
	struct class_html *page, const struct bp_class_question *one)
{
	struct bp_class *class = page->class;

	bp_buf_add_cstr(page->out, "<div class=\"q\">\n");
	html_element(page->out, "p class=\"warn\"",
		bp_arena_printf(class->arena, "%s. %s", words_name(class, one),
			words_text(class, one)));
	html_element(page->out, "p class=\"few\"", words_place(class, one));
	class_html_figures(page, one);
	bp_buf_add_cstr(page->out, "<table><tbody>\n");
	for (size_t i = 0; i < words_rows(one); i++)
		class_html_choice(page, one, &one->choices[i]);
	bp_buf_add_cstr(page->out, "</tbody></table>\n</div>\n");
}

static void class_html_questions(struct class_html *page)
{
	const struct bp_class *class = page->class;
	size_t module = SIZE_MAX;

	html_element(page->out, "h2", _("Soal"));
	for (size_t i = 0; i < class->question_count; i++) {
		const struct bp_class_question *one = &class->questions[i];
		if (!one->answers && !one->blank && !one->version_count)
			continue;
		if (one->module != module)
			html_element(page->out, "h3",
				class->modules[one->module].module->title);
		module = one->module;
		class_html_question(page, one);
	}
	if (module == SIZE_MAX)
		html_element(page->out, "p", _("Belum ada jawaban."));
}

static void class_html_complaints(struct class_html *page)
{
	struct bp_class *class = page->class;

	if (!class->complaint_count)
		return;
	html_element(page->out, "h2", _("Laporan peserta"));
	bp_buf_add_cstr(page->out, "<dl>\n");
	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *one = &class->complaints[i];
		char day[BP_TIME_ROOM];
		words_day(one->at, day);
		html_element(page->out, "dt",
			bp_arena_printf(class->arena, "%s/%s · %s · %s", one->module,
				one->question, day, words_person(class, one->learner)));
		html_element(page->out, "dd", one->text);
	}
	bp_buf_add_cstr(page->out, "</dl>\n");
}

static void class_html_gain(struct class_html *page)
{
	const char *gain = words_gain(page->class), *one = words_one_test(page->class);

	if (!gain)
		return;
	html_element(page->out, "h2", _("Tes awal dan akhir"));
	html_element(page->out, "p", gain);
	if (one)
		html_element(page->out, "p", one);
}

static void class_html_evaluation(struct class_html *page)
{
	const struct bp_class_evaluation *evaluation = &page->class->evaluation;

	html_element(page->out, "h2", _("Penilaian peserta"));
	html_element(page->out, "p", words_evaluation(page->class));
	if (!evaluation->count)
		return;
	bp_buf_add_cstr(page->out, "<ul>\n");
	for (size_t i = 0; i < BP_EVALUATION_ITEMS; i++)
		html_element(page->out, "li", words_evaluation_item(page->class, i));
	bp_buf_add_cstr(page->out, "</ul>\n");
	if (evaluation->word_count)
		html_element(page->out, "p", _("Saran dan kesan, dalam urutan acak:"));
	for (size_t i = 0; i < evaluation->word_count; i++)
		html_element(page->out, "blockquote", evaluation->words[i]);
}

static void class_html_quarter(struct class_html *page, const char *const heads[],
	const struct bp_class_unit *unit, int quarter)
{
	struct bp_arena *arena = page->class->arena;
	char here[BP_JP_ROOM], elsewhere[BP_JP_ROOM], point = bp_decimal_point();
	const char *const cells[] = {words_unit(page->class, unit),
		bp_quarter_name(quarter), bp_arena_printf(arena, "%zu", unit->staff),
		bp_arena_printf(arena, "%zu", unit->under[quarter]),
		bp_jp_write(unit->here[quarter], point, here),
		bp_jp_write(unit->elsewhere[quarter], point, elsewhere)};

	bp_buf_add_cstr(page->out, "<tr>");
	for (size_t i = 0; heads[i]; i++)
		html_cell(page->out, heads[i], cells[i]);
	bp_buf_add_cstr(page->out, "</tr>\n");
}

static void class_html_year(struct class_html *page)
{
	const char *heads[] = {_("Unit"), _("triwulan"), _("orang"),
		words_under(page->class), _("JP di berpijar"), _("JP dari tempat lain"),
		NULL};
	const struct bp_class_unit *unit;

	html_element(page->out, "h2", words_year_title(page->class));
	class_html_table(page, heads);
	for (size_t i = 0; (unit = words_units(page->class, i)); i++)
		for (int n = 0; n < page->class->yearly.quarters; n++)
			class_html_quarter(page, heads, unit, n);
	bp_buf_add_cstr(page->out, "</tbody></table>\n");
	html_element(page->out, "p", words_year_note(page->class));
}

static void class_html_definitions(struct class_html *page)
{
	html_element(page->out, "h2", _("Keterangan"));
	bp_buf_add_cstr(page->out, "<ul>\n");
	for (size_t i = 0; words_definitions[i]; i++)
		html_element(page->out, "li", _(words_definitions[i]));
	bp_buf_add_cstr(page->out, "</ul>\n");
}

static const struct {
	void (*print)(struct class_html *page);
	unsigned told; /* also where only this is told of: WORDS_PASSED … */
} class_html_sections[] = {{class_html_head, WORDS_TOPMOST}, {class_html_findings, 0},
	{class_html_states, 0}, {class_html_learners, 0},
	{class_html_passed, WORDS_PASSED}, {class_html_gain, 0},
	{class_html_year, WORDS_YEAR}, {class_html_evaluation, WORDS_EVALUATED},
	{class_html_modules, 0}, {class_html_questions, 0}, {class_html_complaints, 0},
	{class_html_definitions, 0}};

void bp_class_html(struct bp_class *class, struct bp_buf *out)
{
	struct class_html page = {class, out};

	for (size_t i = 0; i < sizeof class_html_sections / sizeof *class_html_sections;
		i++)
		if (words_tells(class, class_html_sections[i].told))
			class_html_sections[i].print(&page);
	bp_buf_add_cstr(out, "</body>\n</html>\n");
}
