/* A report as pages to look through: what to look at first, and what each of that is about;
 * below it the learners, who passed, the units, the modules, the questions. */
#include "pages.h"
#include <berpijar/lang.h>
#include <stdlib.h>

/* ---- what all pages are made of ---- */

struct bp_page *pages_new(
	struct pages *pages, const char *title, const char *side, int labels)
{
	struct bp_page *page = bp_arena_alloc(pages->class->arena, 1, sizeof *page);

	page->title = title;
	page->side = side;
	page->labels = labels;
	return page;
}

struct bp_page_row *pages_add(struct pages *pages, struct bp_page *page,
	enum bp_page_kind kind, const char *text)
{
	struct bp_page_row *row =
		BP_PUSH(pages->class->arena, page->rows, page->count, page->room);

	*row = (struct bp_page_row){.kind = kind, .text = text, .bar = -1};
	return row;
}

const char *pages_take(struct pages *pages, struct bp_buf *text)
{
	const char *kept = bp_arena_cstr(pages->class->arena, bp_buf_str(text));

	bp_buf_clear(text);
	return kept;
}

void pages_link(struct pages *pages, struct bp_page *page, const struct bp_page *opens,
	const char *state)
{
	struct bp_page_row *row = pages_add(pages, page, BP_PAGE_ITEM, opens->title);

	row->opens = opens;
	row->state = state;
}

/* ---- orders ---- */

struct pages_sort {
	const struct bp_class *class;
	const size_t *things;
	pages_compare *order;
};

static int pages_sort_order(const void *left, const void *right, void *context)
{
	const struct pages_sort *sort = context;
	size_t a = *(const size_t *)left, b = *(const size_t *)right;
	int order = sort->order(sort->class, sort->things[a], sort->things[b]);

	return order ? order : (a > b) - (a < b);
}

void pages_order(struct pages *pages, struct bp_page *page, const char *name,
	const size_t *things, size_t count, pages_compare *order)
{
	struct pages_sort sort = {pages->class, things, order};
	size_t *rows = bp_arena_alloc(pages->class->arena, count + 1, sizeof *rows);

	for (size_t i = 0; i < count; i++)
		rows[i] = i;
	qsort_r(rows, count, sizeof *rows, pages_sort_order, &sort);
	for (size_t i = 0; i < count; i++)
		rows[i] += page->count - count;
	*BP_PUSH(pages->class->arena, page->orders, page->order_count, page->order_room) =
		(struct bp_page_order){name, rows, count};
}

/* ---- what a finding is about ---- */

static const char *pages_finding_title(enum bp_finding_kind kind)
{
	static const char *const titles[] = {
		[BP_FINDING_NEW] = N_("Belum mulai"),
		[BP_FINDING_QUIET] = N_("Berhenti"),
		[BP_FINDING_FAILED] = N_("Belum lulus"),
		[BP_FINDING_STUCK] = N_("Tersendat"),
		[BP_FINDING_UNUSED] = N_("Pilihan yang tidak pernah diambil"),
		[BP_FINDING_UNREAD] = N_("Tidak terbaca"),
	};

	return kind < sizeof titles / sizeof *titles && titles[kind] ? _(titles[kind])
								     : "";
}

/* One thing is opened itself, several as a list. */
static const struct bp_page *pages_about(struct pages *pages,
	const struct bp_finding *finding, const struct bp_page *complaints)
{
	const struct bp_class *class = pages->class;
	const char *title = pages_finding_title(finding->kind);

	if (finding->kind == BP_FINDING_REPORTED)
		return complaints;
	if (finding->module)
		return pages->module[finding->module - class->modules];
	if (finding->question_count == 1)
		return pages->question[finding->questions[0]];
	if (finding->question_count)
		return pages_questions(
			pages, title, finding->questions, finding->question_count);
	if (finding->learner_count == 1)
		return pages->person[finding->learners[0]];
	return pages_people(pages, title, class->course->title, finding->learners,
		finding->learner_count);
}

static void pages_findings(
	struct pages *pages, struct bp_page *page, const struct bp_page *complaints)
{
	const struct bp_class *class = pages->class;

	pages_add(pages, page, BP_PAGE_HEADING, _("Perlu dilihat"));
	for (size_t i = 0; i < class->finding_count; i++)
		pages_add(pages, page, BP_PAGE_ITEM, class->findings[i].text)->opens =
			pages_about(pages, &class->findings[i], complaints);
	if (!class->finding_count)
		pages_add(pages, page, BP_PAGE_TEXT, _("Tidak ada yang menonjol."));
	if (words_gain(pages->class))
		pages_add(pages, page, BP_PAGE_TEXT, words_gain(pages->class));
	if (words_one_test(pages->class))
		pages_add(pages, page, BP_PAGE_TEXT, words_one_test(pages->class));
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
}

/* ---- the first page ---- */

static struct bp_page *pages_notes(struct pages *pages)
{
	struct bp_page *page =
		pages_new(pages, _("Keterangan"), pages->class->course->title, 0);

	for (size_t i = 0; words_definitions[i]; i++)
		pages_add(pages, page, BP_PAGE_TEXT, _(words_definitions[i]));
	return page;
}

static void pages_count(struct pages *pages, struct bp_page *page,
	const struct bp_page *opens, size_t count)
{
	pages_link(
		pages, page, opens, bp_arena_printf(pages->class->arena, "%zu", count));
}

static void pages_add_people(struct pages *pages, struct bp_page *page)
{
	const struct bp_class *class = pages->class;
	struct bp_page *passed = pages_passed(pages), *units = pages_units(pages);

	pages_count(pages, page,
		pages_people(pages, _("Peserta"), class->course->title, class->order,
			class->learner_count),
		class->learner_count);
	pages_count(pages, page, passed, passed->count);
	if (units)
		pages_count(pages, page, units, units->count);
}

static void pages_add_questions(struct pages *pages, struct bp_page *page)
{
	struct bp_class *class = pages->class;
	size_t *all =
		bp_arena_alloc(class->arena, class->question_count + 1, sizeof *all);

	for (size_t i = 0; i < class->question_count; i++)
		all[i] = i;
	pages_count(pages, page,
		pages_questions(pages, _("Soal"), all, class->question_count),
		class->question_count);
}

static const struct bp_page *pages_first(struct pages *pages)
{
	struct bp_class *class = pages->class;
	struct bp_page *complaints = pages_complaints(pages);
	char day[40];

	words_day(class->now, day);
	struct bp_page *page = pages_new(pages, class->course->title,
		bp_arena_printf(
			class->arena, _("%zu peserta · %s"), class->learner_count, day),
		0);
	if (words_edition(class))
		pages_add(pages, page, BP_PAGE_TEXT, words_edition(class));
	pages_findings(pages, page, complaints);
	pages_add_people(pages, page);
	pages_count(pages, page, pages_modules(pages), class->course->module_count);
	pages_add_questions(pages, page);
	if (class->complaint_count)
		pages_count(pages, page, complaints, class->complaint_count);
	pages_link(pages, page, pages_year(pages), NULL);
	pages_link(pages, page, pages_evaluation(pages), NULL);
	pages_link(pages, page, pages_notes(pages), NULL);
	pages_add(pages, page, BP_PAGE_ITEM, _("Simpan laporan ke berkas"))->saves = true;
	return page;
}

const struct bp_page *bp_class_pages(struct bp_class *class, enum bp_class_bars bars)
{
	struct bp_arena *arena = class->arena;
	struct pages pages = {
		.class = class,
		.bars = bars,
		.person = bp_arena_alloc(
			arena, class->learner_count + 1, sizeof(struct bp_page *)),
		.module = bp_arena_alloc(
			arena, class->course->module_count + 1, sizeof(struct bp_page *)),
		.question = bp_arena_alloc(
			arena, class->question_count + 1, sizeof(struct bp_page *)),
	};

	pages_make_modules(&pages);
	pages_make_questions(&pages);
	pages_make_people(&pages);
	return pages_first(&pages);
}
