/*
 * Questions that a learner has reported as wrong: BP_ANNOTATED events with a question,
 * whose body is that of bp_report_write() (answer.h). Voiding the event takes the report
 * back.
 */
#ifndef BERPIJAR_REPORTS_H
#define BERPIJAR_REPORTS_H

#include <berpijar/arena.h>
#include <berpijar/progress.h>

struct bp_report {
	uint8_t id[16];                         /* of the event */
	int64_t at;                             /* ms since 1970 */
	struct bp_str course, module, question; /* ids */
	struct bp_str text;     /* what is wrong, in the learner's words */
	struct bp_str response; /* what was answered so far; may be empty */
	struct bp_str version;  /* of the course; may be empty */
};

struct bp_reports;

/* All reports, sorted by course, module, question and time. Borrowed until the next
 * list. */
const struct bp_report *bp_reports_list(struct bp_reports *reports, size_t *count);

#endif
