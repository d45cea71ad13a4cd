/* A snapshot of any bytes: what is read of it can be asked for, saved, and read again. */
#include "tape.h"
#include <berpijar/exam.h>
#include <berpijar/marks.h>
#include <berpijar/progress.h>
#include <berpijar/reports.h>
#include <berpijar/review.h>
#include <berpijar/year.h>
#include <stdlib.h>

#define COUNTS 7 /* bytes: of modules, months … that there are none of */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(struct bp_progress *progress)
{
	struct bp_finished finished[4];
	const struct bp_attempt *attempts[4];
	const struct bp_mark *marks[4];
	struct bp_month months[BP_MONTHS];
	struct bp_due due[4];
	struct bp_str course, module;
	struct bp_year sum;
	size_t reports;
	int year = 1970;

	if (!bp_progress_latest(progress, &course, &module))
		course = module = BP_STR("");
	bp_progress_question(progress, course, module, BP_STR("q"));
	bp_progress_finished(progress, year, finished, 4);
	bp_progress_months(progress, year, months);
	bp_progress_next_year(progress, year, 1, &year);
	bp_progress_years(progress, &year, 1);
	bp_review_due(progress, INT64_MAX, due, 4);
	bp_marks_list(bp_progress_marks(progress), marks, 4);
	bp_reports_list(bp_progress_reports(progress), &reports);
	bp_attempts_list(bp_progress_attempts(progress), course, module, attempts, 4);
	for (year = 0; bp_year_next(progress, year, 1, &year);)
		bp_year_sum(progress, year, &sum);
}

/* Years of study go on from it. */
static void go_on(struct bp_progress *progress)
{
	struct bp_event event = {.at = INT64_MAX,
		.verb = BP_ANSWERED,
		.course = BP_STR("ux"),
		.module = BP_STR("a"),
		.question = BP_STR("q"),
		.grade = 0};

	bp_progress_apply(progress, &event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_progress *progress = bp_progress_new(), *again = bp_progress_new();
	struct bp_buf bytes = {0}, head = {0};
	uint64_t sum;

	bp_progress_save(progress, &head); /* of an empty one: its format is right */
	bp_buf_add(&bytes, head.at, head.len - COUNTS - sizeof sum);
	bp_buf_add(&bytes, data, size);
	sum = tape_sum(bp_buf_str(&bytes));
	bp_buf_add(&bytes, &sum, sizeof sum);
	if (bp_progress_load(progress, &bytes)) {
		ask(progress);
		bp_buf_clear(&bytes);
		bp_progress_save(progress, &bytes);
		if (!bp_progress_load(again, &bytes))
			abort();
		go_on(progress);
		ask(progress);
	}
	bp_buf_release(&bytes);
	bp_buf_release(&head);
	bp_progress_free(progress);
	bp_progress_free(again);
	return 0;
}
