/* Pages of the learners of a class: each of them, lists of them, their units, who passed. */
#include "pages.h"
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <berpijar/time.h>
#include <stdlib.h>
#include <string.h>

/* ---- one learner ---- */

static const char *people_part_state(
	struct pages *pages, const struct bp_class_part *part)
{
	const char *word = part->done ? _("selesai")
		: part->started       ? _("sebagian")
				      : _("belum");

	return part->score < 0 ? word
			       : bp_arena_printf(pages->class->arena, "%s · %d", word,
					 bp_score_percent(part->score));
}

static void people_add_stuck(
	struct pages *pages, struct bp_page *page, const struct bp_class_learner *learner)
{
	struct bp_class *class = pages->class;
	const char *text;

	if (!learner->stuck)
		return;
	text = bp_arena_printf(
		class->arena, _("Tersendat di \"%s\"."), learner->stuck->title);
	for (size_t i = 0; learner->stuck_at && i < class->question_count; i++)
		if (class->questions[i].question == learner->stuck_at) {
			struct bp_page_row *row =
				pages_add(pages, page, BP_PAGE_ITEM, text);
			row->tone = BP_PAGE_BAD;
			row->detail = words_stem(class, &class->questions[i]);
			row->opens = pages->question[i];
			return;
		}
	pages_add(pages, page, BP_PAGE_TEXT, text)->tone = BP_PAGE_BAD;
}

static struct bp_page *people_learner(struct pages *pages, size_t at)
{
	struct bp_class *class = pages->class;
	const struct bp_class_learner *learner = &class->learners[at];
	struct bp_page *page = pages_new(
		pages, words_person(class, at), bp_class_state_word(learner->state), 0);

	if (learner->fault)
		pages_add(pages, page, BP_PAGE_TEXT, learner->fault);
	people_add_stuck(pages, page, learner);
	if (learner->factor > 1 && !class->nameless)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(class->arena,
				_("Waktu ujian: %s kali yang biasa."),
				words_factor(class, learner)));
	if (learner->papers)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(class->arena,
				_("Dari kertas: %zu percobaan ujian."), learner->papers));
	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_part *part = &learner->parts[i];
		struct bp_page_row *row = pages_add(
			pages, page, BP_PAGE_ITEM, class->modules[i].module->title);
		row->state = people_part_state(pages, part);
		row->tone = part->done ? BP_PAGE_GOOD : BP_PAGE_PLAIN;
		row->detail = bp_arena_printf(class->arena, _("%.0f menit tercatat%s"),
			part->active_seconds / 60,
			class->modules[i].module->optional ? _(" · boleh dilewati") : "");
		row->opens = pages->module[i];
	}
	return page;
}

void pages_make_people(struct pages *pages)
{
	for (size_t i = 0; i < pages->class->learner_count; i++)
		pages->person[i] = people_learner(pages, i);
}

/* ---- orders ---- */

/* Usually by state, which is the order of the class. */
static int people_by_state(const struct bp_class *class, size_t a, size_t b)
{
	return (class->learners[a].number > class->learners[b].number) -
		(class->learners[a].number < class->learners[b].number);
}

static int people_by_name(const struct bp_class *class, size_t a, size_t b)
{
	const struct bp_class_learner *one = &class->learners[a],
				      *other = &class->learners[b];

	return strcmp(
		*one->name ? one->name : one->id, *other->name ? other->name : other->id);
}

static int people_by_unit(const struct bp_class *class, size_t a, size_t b)
{
	return strcmp(class->learners[a].unit, class->learners[b].unit);
}

static int people_by_jp(const struct bp_class *class, size_t a, size_t b)
{
	return class->learners[b].jp_halves - class->learners[a].jp_halves;
}

static int people_by_score(const struct bp_class *class, size_t a, size_t b)
{
	double one = class->learners[a].score, other = class->learners[b].score;

	return (one < other) - (one > other);
}

static int people_by_last(const struct bp_class *class, size_t a, size_t b)
{
	int64_t one = class->learners[a].last_at, other = class->learners[b].last_at;

	return (one > other) - (one < other);
}

static const struct {
	const char *name;
	pages_compare *order;
	bool names; /* it would tell something where nobody is named */
} people_orders[] = {
	{N_("keadaan"), people_by_state, false},
	{N_("nama"), people_by_name, true},
	{N_("unit"), people_by_unit, true},
	{"JP", people_by_jp, false},
	{N_("nilai"), people_by_score, false},
	{N_("lama tidak belajar"), people_by_last, false},
};

/* All of them, or those from one on. */
static void people_add_orders(struct pages *pages, struct bp_page *page,
	const size_t *learners, size_t count, size_t from)
{
	for (size_t i = from;
		count > 1 && i < sizeof people_orders / sizeof *people_orders; i++)
		if (!people_orders[i].names || !pages->class->nameless)
			pages_order(pages, page, _(people_orders[i].name), learners,
				count, people_orders[i].order);
}

/* ---- lists ---- */

static enum bp_page_tone people_tone(const struct bp_class_learner *learner)
{
	return learner->state == BP_CLASS_DONE      ? BP_PAGE_GOOD
		: learner->state == BP_CLASS_ACTIVE ? BP_PAGE_PLAIN
						    : BP_PAGE_BAD;
}

static const char *people_unit(const struct pages *pages, size_t at)
{
	return pages->class->nameless ? "" : pages->class->learners[at].unit;
}

static const char *people_about(struct pages *pages, size_t at)
{
	struct bp_class *class = pages->class;
	const struct bp_class_learner *learner = &class->learners[at];
	char day[BP_TIME_ROOM], jp[BP_JP_ROOM];
	const char *unit = people_unit(pages, at), *dot = *unit ? " · " : "";

	words_day(learner->since, day);
	bp_jp_write(learner->jp_halves, bp_decimal_point(), jp);
	return !learner->since
		? unit
		: bp_arena_printf(class->arena, _("sejak %s · modul %zu/%zu · %s JP%s%s"),
			  day, learner->done, class->asked, jp, dot, unit);
}

struct bp_page *pages_people(struct pages *pages, const char *title, const char *side,
	const size_t *learners, size_t count)
{
	struct bp_class *class = pages->class;
	struct bp_page *page = pages_new(pages, title, side, 0);

	for (size_t i = 0; i < count; i++) {
		const struct bp_class_learner *learner = &class->learners[learners[i]];
		struct bp_page_row *row = pages_add(
			pages, page, BP_PAGE_ITEM, words_person(class, learners[i]));
		row->state = learner->fault ? _("tak terbaca")
					    : bp_class_state_word(learner->state);
		row->tone = people_tone(learner);
		row->detail = people_about(pages, learners[i]);
		row->detail = *row->detail ? row->detail : NULL;
		row->opens = pages->person[learners[i]];
	}
	people_add_orders(pages, page, learners, count, 0);
	return page;
}

struct bp_page *pages_passed(struct pages *pages)
{
	struct bp_class *class = pages->class;
	size_t count;
	const size_t *list = words_passed(class, &count);
	struct bp_page *page = pages_new(pages, _("Lulus"), class->course->title, 0);

	for (size_t i = 0; i < count; i++) {
		const struct bp_class_learner *learner = &class->learners[list[i]];
		struct bp_page_row *row = pages_add(
			pages, page, BP_PAGE_ITEM, words_person(class, list[i]));
		const char *unit = people_unit(pages, list[i]);
		char day[BP_TIME_ROOM], jp[BP_JP_ROOM];
		words_day(learner->since, day);
		row->state = bp_arena_printf(
			class->arena, _("nilai %s"), words_score(class, learner->score));
		row->detail = bp_arena_printf(class->arena, "%s · %s JP%s%s", day,
			bp_jp_write(learner->jp_halves, bp_decimal_point(), jp),
			*unit ? " · " : "", unit);
		row->opens = pages->person[list[i]];
	}
	people_add_orders(pages, page, list, count, 1); /* all are in one state */
	return page;
}

/* ---- units ---- */

static int people_unit_order(const void *left, const void *right, void *context)
{
	const struct bp_class *class = context;
	size_t a = *(const size_t *)left, b = *(const size_t *)right;
	int order = people_by_unit(class, a, b);

	return order ? order : people_by_state(class, a, b);
}

static void people_add_unit(
	struct pages *pages, struct bp_page *page, const size_t *learners, size_t count)
{
	struct bp_class *class = pages->class;
	const char *unit = class->learners[learners[0]].unit;
	size_t done = 0;

	for (size_t i = 0; i < count; i++)
		done += class->learners[learners[i]].state == BP_CLASS_DONE;
	unit = *unit ? unit : _("Tanpa unit");
	pages_link(pages, page,
		pages_people(pages, unit, class->course->title, learners, count),
		bp_arena_printf(class->arena, _("%zu dari %zu lulus"), done, count));
	page->rows[page->count - 1].bar = (int)(done * 1000 / count);
}

struct bp_page *pages_units(struct pages *pages)
{
	struct bp_class *class = pages->class;
	size_t count = class->learner_count;
	size_t *list = bp_arena_alloc(class->arena, count + 1, sizeof *list);
	struct bp_page *page = pages_new(pages, _("Unit kerja"), class->course->title, 0);

	memcpy(list, class->order, count * sizeof *list);
	if (count)
		qsort_r(list, count, sizeof *list, people_unit_order, class);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1;
			to < count && !people_by_unit(class, list[from], list[to]); to++)
			;
		people_add_unit(pages, page, list + from, to - from);
	}
	return page->count > 1 && !class->nameless ? page : NULL;
}
