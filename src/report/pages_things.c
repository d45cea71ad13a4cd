/* Pages of a report's modules and questions, and of what learners said of these. */
#include "bars.h"
#include "pages.h"
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <berpijar/time.h>
#include <math.h>

#define THINGS_BAR 20 /* cells of a bar of choices */

/* ---- modules ---- */

static void things_counts(struct pages *pages, struct bp_page *page, const char *title,
	const size_t *counts)
{
	struct bp_buf text = {0};

	bp_buf_printf(&text, "%s  ", title);
	for (size_t i = 0; pages->bars == BP_CLASS_BARS_NONE && i < BP_CLASS_STOPS; i++)
		bp_buf_printf(&text, "%s%zu", i ? ", " : "", counts[i]);
	if (pages->bars != BP_CLASS_BARS_NONE)
		bars_spark(&text, counts, BP_CLASS_STOPS,
			pages->bars == BP_CLASS_BARS_UNICODE);
	pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &text));
	bp_buf_release(&text);
}

static struct bp_page *things_module(
	struct pages *pages, const struct bp_class_module *one)
{
	struct bp_arena *arena = pages->class->arena;
	struct bp_page *page = pages_new(pages, one->module->title, _("modul"), 0);

	pages_add(pages, page, BP_PAGE_TEXT,
		bp_arena_printf(
			arena, _("mulai %zu, selesai %zu"), one->started, one->done));
	if (one->median_score >= 0)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(arena, _("nilai tengah %d"),
				bp_score_percent(one->median_score)));
	if (one->median_active_seconds >= 60)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(arena, _("%.0f menit, rencana %d menit"),
				one->median_active_seconds / 60,
				bp_jp_minutes(one->module->jp_halves)));
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	things_counts(pages, page, _("Nilai, dari 0 sampai 100:"), one->scores);
	if (one->stopped)
		things_counts(
			pages, page, _("Berhenti, dari awal sampai akhir:"), one->stops);
	if (*one->stop)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(arena, _("Terbanyak (%zu) di bagian \"%s\"."),
				one->stop_count, one->stop));
	return page;
}

void pages_make_modules(struct pages *pages)
{
	for (size_t i = 0; i < pages->class->course->module_count; i++)
		pages->module[i] = things_module(pages, &pages->class->modules[i]);
}

struct bp_page *pages_modules(struct pages *pages)
{
	const struct bp_class *class = pages->class;
	struct bp_page *page = pages_new(pages, _("Modul"), class->course->title, 0);

	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_module *one = &class->modules[i];
		pages_link(pages, page, pages->module[i],
			bp_arena_printf(class->arena, _("%zu dari %zu"), one->done,
				class->learner_count));
		page->rows[page->count - 1].bar = class->learner_count
			? (int)(one->done * 1000 / class->learner_count)
			: 0;
	}
	return page;
}

/* ---- one question ---- */

static void things_choice(struct pages *pages, struct bp_page *page,
	const struct bp_class_question *one, const struct bp_class_choice *choice)
{
	struct bp_str text = words_choice_text(one, choice);
	struct bp_buf line = {0};
	char label[8];

	snprintf(label, sizeof label, "%c%s",
		words_has_choices(one) ? (char)('a' + (choice - one->choices)) : ' ',
		choice->correct ? "*" : "");
	if (pages->bars != BP_CLASS_BARS_NONE) {
		bars_add(&line, choice->chosen, one->answers, THINGS_BAR,
			pages->bars == BP_CLASS_BARS_UNICODE);
		bp_buf_add_char(&line, ' ');
	}
	bp_buf_printf(&line, "%zu  %.*s", choice->chosen, (int)text.len, text.at);
	if (choice->correct)
		bp_buf_printf(&line, " (%s)", _("kunci"));
	pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &line))->label =
		bp_arena_cstr(pages->class->arena, bp_str(label));
	bp_buf_release(&line);
}

static bool things_is_reported(const struct bp_class *class,
	const struct bp_class_question *one, const struct bp_class_complaint *complaint)
{
	return bp_str_is(one->question->id, complaint->question) &&
		bp_str_is(bp_str(complaint->module),
			class->modules[one->module].module->id);
}

static void things_add_reports(
	struct pages *pages, struct bp_page *page, const struct bp_class_question *one)
{
	const struct bp_class *class = pages->class;

	if (one->reports)
		pages_add(pages, page, BP_PAGE_HEADING, _("Laporan peserta"));
	for (size_t i = 0; one->reports && i < class->complaint_count; i++)
		if (things_is_reported(class, one, &class->complaints[i]))
			pages_add(pages, page, BP_PAGE_TEXT, class->complaints[i].text);
}

static struct bp_page *things_question(
	struct pages *pages, const struct bp_class_question *one)
{
	struct bp_class *class = pages->class;
	struct bp_page *page = pages_new(pages, words_name(class, one),
		class->modules[one->module].module->title, 2);
	struct bp_buf line = {0};

	pages_add(pages, page, BP_PAGE_TEXT, words_text(class, one));
	pages_add(pages, page, BP_PAGE_TEXT, words_place(class, one))->tone =
		BP_PAGE_FAINT;
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	for (size_t i = 0; i < words_rows(one); i++)
		things_choice(pages, page, one, &one->choices[i]);
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	words_figures(one, &line);
	words_discrimination(one, &line);
	pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &line));
	for (size_t i = 0; i < one->version_count; i++) {
		words_version(&one->versions[i], &line);
		pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &line));
	}
	if (one->doubt)
		pages_add(pages, page, BP_PAGE_TEXT, _("Periksa kuncinya."))->tone =
			BP_PAGE_BAD;
	bp_buf_release(&line);
	things_add_reports(pages, page, one);
	return page;
}

void pages_make_questions(struct pages *pages)
{
	for (size_t i = 0; i < pages->class->question_count; i++)
		pages->question[i] = things_question(pages, &pages->class->questions[i]);
}

/* ---- lists of questions ---- */

static int things_number(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) - isnan(b);
	return (a > b) - (a < b);
}

static int things_by_facility(const struct bp_class *class, size_t a, size_t b)
{
	return things_number(class->questions[a].facility, class->questions[b].facility);
}

static int things_by_discrimination(const struct bp_class *class, size_t a, size_t b)
{
	return things_number(
		class->questions[a].discrimination, class->questions[b].discrimination);
}

static int things_by_reports(const struct bp_class *class, size_t a, size_t b)
{
	size_t one = class->questions[a].reports, other = class->questions[b].reports;

	return (one < other) - (one > other);
}

static const struct {
	const char *name;
	pages_compare *order;
} things_orders[] = {
	{N_("yang paling sering keliru"), things_by_facility},
	{N_("daya beda, terendah dahulu"), things_by_discrimination},
	{N_("laporan terbanyak"), things_by_reports},
};

static struct bp_page_row *things_add_question(
	struct pages *pages, struct bp_page *page, size_t at)
{
	struct bp_class *class = pages->class;
	const struct bp_class_question *one = &class->questions[at];
	struct bp_page_row *row = pages_add(pages, page, BP_PAGE_ITEM,
		bp_arena_printf(class->arena, "%s  %s", words_name(class, one),
			words_stem(class, one)));
	bool spoken = pages->bars == BP_CLASS_BARS_NONE;

	row->state = isnan(one->facility)
		? "-"
		: bp_arena_printf(class->arena, "%d%%%s", words_percent(one->facility),
			  !one->doubt      ? ""
				  : spoken ? _(", periksa kuncinya")
					   : " !");
	row->bar = isnan(one->facility) ? -1 : (int)(one->facility * 1000);
	row->tone = one->doubt ? BP_PAGE_BAD : BP_PAGE_PLAIN;
	row->opens = pages->question[at];
	return row;
}

/* In another order they stand below no heading, so each says where it is. */
static void things_add_orders(
	struct pages *pages, struct bp_page *page, const size_t *questions, size_t count)
{
	size_t first = page->count;

	if (count < 2)
		return;
	*BP_PUSH(pages->class->arena, page->orders, page->order_count, page->order_room) =
		(struct bp_page_order){_("letak"), NULL, first};
	for (size_t i = 0; i < count; i++)
		things_add_question(pages, page, questions[i])->detail =
			words_place(pages->class, &pages->class->questions[questions[i]]);
	for (size_t i = 0; i < sizeof things_orders / sizeof *things_orders; i++)
		pages_order(pages, page, _(things_orders[i].name), questions, count,
			things_orders[i].order);
}

struct bp_page *pages_questions(
	struct pages *pages, const char *title, const size_t *questions, size_t count)
{
	struct bp_class *class = pages->class;
	struct bp_page *page = pages_new(pages, title, class->course->title, 0);
	size_t module = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		const struct bp_class_question *one = &class->questions[questions[i]];
		if (one->module != module)
			pages_add(pages, page, BP_PAGE_HEADING,
				class->modules[one->module].module->title);
		module = one->module;
		things_add_question(pages, page, questions[i]);
	}
	things_add_orders(pages, page, questions, count);
	return page;
}

/* ---- what learners reported ---- */

struct bp_page *pages_complaints(struct pages *pages)
{
	struct bp_class *class = pages->class;
	struct bp_page *page =
		pages_new(pages, _("Laporan peserta"), class->course->title, 0);

	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *one = &class->complaints[i];
		char day[BP_TIME_ROOM];
		struct bp_page_row *row = pages_add(pages, page, BP_PAGE_ITEM, one->text);
		words_day(one->at, day);
		row->detail =
			bp_arena_printf(class->arena, "%s/%s · %s · %s", one->module,
				one->question, day, words_person(class, one->learner));
		for (size_t n = 0; n < class->question_count; n++)
			if (things_is_reported(class, &class->questions[n], one))
				row->opens = pages->question[n];
	}
	return page;
}
