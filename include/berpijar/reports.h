/*
 * Questions that a learner reported as being at fault themselves: BP_ANNOTATED events
 * with a question, whose body bp_report_write() wrote. Voiding the event takes one away.
 * The fold does not depend on the order of events.
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
	struct bp_str response; /* what was given so far; may be empty */
	struct bp_str version;  /* of the course; may be empty */
};

struct bp_reports;

/* By course, module, question and time: says how many there are; borrowed until the next
 * apply or void. */
const struct bp_report *bp_reports_list(struct bp_reports *reports, size_t *count);

#endif
