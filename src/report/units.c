/* A year by unit and quarter: JP that were earned here and those from elsewhere, and who is
 * below what is asked of a PNS at the end of each quarter. */
#include "pages.h"
#include "words.h"
#include "work.h"
#include <berpijar/course.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define UNITS_HALVES_MOST 2000000000 /* a sum that is more is told as this */

/* ---- sums ---- */

void class_read_year(const struct bp_class *class, const struct bp_progress *progress,
	struct bp_class_learner *learner)
{
	bp_year_sum(progress, bp_year_of(class->now), &learner->year);
}

static void units_add(int *sum, int halves)
{
	*sum = *sum < UNITS_HALVES_MOST - halves ? *sum + halves : UNITS_HALVES_MOST;
}

/* A year up to the end of a quarter. */
static struct bp_year units_until(const struct bp_year *year, int quarter)
{
	struct bp_year until = {0};

	for (int i = 0; i <= quarter; i++) {
		until.here += year->here_by[i];
		until.elsewhere += year->elsewhere_by[i];
	}
	return until;
}

static void units_count(struct bp_class_unit *unit, const struct bp_class_learner *one)
{
	unit->staff++;
	unit->pppk += one->employment == BP_EMPLOYMENT_PPPK;
	unit->unsaid += one->employment == BP_EMPLOYMENT_UNSAID;
	for (int i = 0; i < BP_QUARTERS; i++) {
		struct bp_year until = units_until(&one->year, i);
		unit->under[i] += bp_year_lacks(&until, one->employment) > 0;
		units_add(&unit->here[i], one->year.here_by[i]);
		units_add(&unit->elsewhere[i], one->year.elsewhere_by[i]);
	}
}

static int units_order(const void *left, const void *right, void *context)
{
	const struct bp_class *class = context;

	return strcmp(class->learners[*(const size_t *)left].unit,
		class->learners[*(const size_t *)right].unit);
}

static void units_add_learner(
	struct bp_class *class, const struct bp_class_learner *learner)
{
	struct bp_class_yearly *yearly = &class->yearly;
	const char *name = class->nameless ? "" : learner->unit;
	bool new = !yearly->count ||
		strcmp(yearly->units[yearly->count - 1].unit, name) != 0;

	if (new)
		*BP_PUSH(class->arena, yearly->units, yearly->count, yearly->room) =
			(struct bp_class_unit){.unit = name};
	units_count(&yearly->units[yearly->count - 1], learner);
	units_count(&yearly->all, learner);
}

/* Of a record that cannot be read nobody knows what is in it. */
void class_add_year(struct bp_class *class)
{
	struct bp_class_yearly *yearly = &class->yearly;
	struct bp_day today = bp_day_of(class->now);
	size_t *list =
		bp_arena_alloc(class->arena, class->learner_count + 1, sizeof *list);

	yearly->year = today.year;
	yearly->quarters = (today.month - 1) * BP_QUARTERS / BP_MONTHS + 1;
	for (size_t i = 0; i < class->learner_count; i++)
		list[i] = i;
	if (class->learner_count)
		qsort_r(list, class->learner_count, sizeof *list, units_order, class);
	for (size_t i = 0; i < class->learner_count; i++)
		if (!class->learners[list[i]].fault)
			units_add_learner(class, &class->learners[list[i]]);
}

/* ---- in words ---- */

const char *words_under(struct bp_class *class)
{
	return bp_arena_printf(class->arena, _("di bawah %d JP"), BP_JP_PNS_LEAST);
}

const char *words_unit(const struct bp_class *class, const struct bp_class_unit *unit)
{
	return unit == &class->yearly.all || class->nameless ? _("Semua")
		: *unit->unit                                ? unit->unit
							     : _("Tanpa unit");
}

const char *words_year_title(struct bp_class *class)
{
	return bp_arena_printf(class->arena, _("JP tahun %d menurut unit dan triwulan"),
		class->yearly.year);
}

const char *words_unit_staff(struct bp_class *class, const struct bp_class_unit *unit)
{
	return bp_arena_printf(
		class->arena, _("%s: %zu orang"), words_unit(class, unit), unit->staff);
}

const char *words_unit_quarter(
	struct bp_class *class, const struct bp_class_unit *unit, int quarter)
{
	char here[BP_JP_ROOM], elsewhere[BP_JP_ROOM], point = bp_decimal_point();

	return bp_arena_printf(class->arena,
		_("triwulan %s: %zu %s · di berpijar %s JP, dari tempat lain %s JP"),
		bp_quarter_name(quarter), unit->under[quarter], words_under(class),
		bp_jp_write(unit->here[quarter], point, here),
		bp_jp_write(unit->elsewhere[quarter], point, elsewhere));
}

const char *words_year_note(struct bp_class *class)
{
	const struct bp_class_unit *all = &class->yearly.all;

	return bp_arena_printf(class->arena,
		_("Di bawah %d JP: sampai akhir triwulan itu, dari semua kursus dan dari tempat lain. Yang dari tempat lain dicatat peserta sendiri menurut sertifikatnya dan tidak masuk ke bukti. PPPK (%zu) tidak dihitung; yang belum menyebut kepegawaiannya (%zu) dihitung seperti PNS."),
		BP_JP_PNS_LEAST, all->pppk, all->unsaid);
}

const struct bp_class_unit *words_units(const struct bp_class *class, size_t n)
{
	const struct bp_class_yearly *yearly = &class->yearly;

	if (n < yearly->count)
		return &yearly->units[n];
	return n == yearly->count && n > 1 ? &yearly->all : NULL;
}

/* ---- as a page to look through ---- */

struct bp_page *pages_year(struct pages *pages)
{
	struct bp_class *class = pages->class;
	struct bp_page *page =
		pages_new(pages, words_year_title(class), class->course->title, 0);
	const struct bp_class_unit *unit;

	for (size_t i = 0; (unit = words_units(class, i)); i++) {
		pages_add(pages, page, BP_PAGE_HEADING, words_unit_staff(class, unit));
		for (int n = 0; n < class->yearly.quarters; n++)
			pages_add(pages, page, BP_PAGE_TEXT,
				words_unit_quarter(class, unit, n));
	}
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	pages_add(pages, page, BP_PAGE_TEXT, words_year_note(class));
	return page;
}
