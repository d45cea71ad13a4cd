/* What can be asked of a progress. */
#include "fold.h"
#include <stdlib.h>
#include <string.h>

const struct bp_module_record *bp_progress_module(
	const struct bp_progress *progress, struct bp_str course, struct bp_str module)
{
	uint32_t n = names_module(progress, course, module);

	progress_settle(progress);
	if (n == NONE || progress->modules[n].events == 0)
		return NULL;
	return &progress->modules[n].record;
}

const struct bp_question_record *bp_progress_question(const struct bp_progress *progress,
	struct bp_str course, struct bp_str module, struct bp_str question)
{
	uint32_t in = names_module(progress, course, module);
	uint32_t n = in == NONE ? NONE : names_question(progress, in, question);

	progress_settle(progress);
	if (n == NONE || progress->questions[n]->record.answered == 0)
		return NULL;
	return &progress->questions[n]->record;
}

const struct bp_question_record *bp_progress_told(const struct bp_progress *progress,
	struct bp_str course, struct bp_str module, struct bp_str question)
{
	if (bp_attempts_withhold(progress->attempts, course, module, question))
		return NULL;
	return bp_progress_question(progress, course, module, question);
}

/* ---- first answers ---- */

static bool progress_read_begins(
	const struct bp_progress *progress, const struct fold_entry *entry)
{
	const struct body body = {.text = entry->said};

	return entry->question != NONE && !entry->review && !entry->graded &&
		!entry->dropped && !entry->voided &&
		progress->modules[entry->module].name.len &&
		!body_mentions(&body, "\"attempt\"");
}

void bp_progress_first_answers(const struct bp_progress *progress, struct bp_str course,
	void (*each)(void *context, const struct bp_first_answer *answer), void *context)
{
	const struct fold_entry **first =
		bp_alloc(progress->question_count + 1, sizeof(struct fold_entry *));

	progress_settle(progress);
	for (size_t i = 0; i < progress->entry_count; i++) {
		const struct fold_entry *entry = &progress->entries[i];
		if (!progress_read_begins(progress, entry))
			continue;
		const struct fold_entry **kept = &first[entry->question];
		if (!*kept ||
			event_order(entry->id, entry->at, (*kept)->id, (*kept)->at) < 0)
			*kept = entry;
	}
	for (size_t i = 0; i < progress->question_count; i++) {
		const struct fold_entry *entry = first[i];
		if (entry &&
			bp_str_equal(progress->modules[entry->module].course, course))
			each(context,
				&(struct bp_first_answer){course,
					progress->modules[entry->module].name,
					progress->questions[i]->name, entry->said,
					entry->grade, entry->at});
	}
	free(first);
}

struct bp_marks *bp_progress_marks(const struct bp_progress *progress)
{
	return progress->marks;
}

struct bp_reports *bp_progress_reports(const struct bp_progress *progress)
{
	return progress->reports;
}

struct bp_regrades *bp_progress_regrades(const struct bp_progress *progress)
{
	return progress->regrades;
}

struct bp_elsewheres *bp_progress_elsewheres(const struct bp_progress *progress)
{
	return progress->elsewheres;
}

struct bp_attempts *bp_progress_attempts(const struct bp_progress *progress)
{
	return progress->attempts;
}

int64_t bp_progress_first_at(const struct bp_progress *progress)
{
	return progress->times.first_at;
}

int64_t bp_progress_last_at(const struct bp_progress *progress)
{
	return progress->times.last_at;
}

bool bp_progress_latest(
	const struct bp_progress *progress, struct bp_str *course, struct bp_str *module)
{
	const struct module *latest = NULL;

	progress_settle(progress);
	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *one = &progress->modules[i];
		if (one->name.len && one->record.started &&
			(!latest || moment_order(&one->last, &latest->last) > 0))
			latest = one;
	}
	if (!latest)
		return false;
	*course = latest->course;
	*module = latest->name;
	return true;
}

/* The completion of a course (no module) does not count, since its modules do. */
static bool progress_read_is_finished(const struct module *module)
{
	return module->name.len && module->record.done;
}

size_t bp_progress_modules_done(const struct bp_progress *progress)
{
	size_t count = 0;

	progress_settle(progress);
	for (size_t i = 0; i < progress->module_count; i++)
		count += progress_read_is_finished(&progress->modules[i]);
	return count;
}

static bool earns(const struct module *module)
{
	return progress_read_is_finished(module) && module->record.jp_halves > 0;
}

int bp_progress_jp_halves(const struct bp_progress *progress, int year)
{
	int halves = 0;

	progress_settle(progress);
	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *module = &progress->modules[i];
		if (earns(module) && bp_year_of(module->record.done_at) == year)
			halves += module->record.jp_halves;
	}
	return halves;
}

/* Finds the first year after another; there are so few that nothing is sorted. */
static bool next_year(const struct bp_progress *progress, int64_t after, int *year)
{
	bool found = false;

	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *module = &progress->modules[i];
		if (!earns(module))
			continue;
		int of = bp_year_of(module->record.done_at);
		if (of > after && (!found || of < *year)) {
			*year = of;
			found = true;
		}
	}
	return found;
}

size_t bp_progress_years(const struct bp_progress *progress, int *years, size_t room)
{
	size_t count = 0;
	int year = 0;

	progress_settle(progress);
	for (int64_t after = INT64_MIN; next_year(progress, after, &year); after = year) {
		if (count < room)
			years[count] = year;
		count++;
	}
	return count;
}

void bp_progress_months(
	const struct bp_progress *progress, int year, struct bp_month months[BP_MONTHS])
{
	progress_settle(progress);
	memset(months, 0, BP_MONTHS * sizeof *months);
	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *module = &progress->modules[i];
		struct bp_day day = bp_day_of(module->record.done_at);
		if (earns(module) && day.year == year)
			months[day.month - 1].jp_halves += module->record.jp_halves;
	}
	for (size_t i = 0; i < progress->month_count; i++) {
		const struct month *month = &progress->months[i];
		if (month->year == year)
			months[month->month - 1].active_seconds =
				(double)month->active_ms / 1000;
	}
}

size_t bp_progress_finished(const struct bp_progress *progress, int year,
	struct bp_finished *out, size_t room)
{
	size_t count = 0;

	progress_settle(progress);
	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *module = &progress->modules[i];
		if (!progress_read_is_finished(module) ||
			bp_year_of(module->record.done_at) != year)
			continue;
		if (count < room)
			out[count] = (struct bp_finished){
				module->course, module->name, &module->record};
		count++;
	}
	return count;
}

/* Replaces the nearest year found so far if this one is nearer, in the direction of step.
 */
static void take_nearer(int year, int from, int step, bool *found, int *nearest)
{
	bool ahead = step > 0 ? year > from : year < from;
	bool nearer = !*found || (step > 0 ? year < *nearest : year > *nearest);

	if (!ahead || !nearer)
		return;
	*nearest = year;
	*found = true;
}

bool bp_progress_next_year(
	const struct bp_progress *progress, int year, int step, int *next)
{
	bool found = false;

	progress_settle(progress);
	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *module = &progress->modules[i];
		if (progress_read_is_finished(module))
			take_nearer(bp_year_of(module->record.done_at), year, step,
				&found, next);
	}
	for (size_t i = 0; i < progress->month_count; i++)
		if (progress->months[i].active_ms > 0)
			take_nearer(progress->months[i].year, year, step, &found, next);
	return found;
}
