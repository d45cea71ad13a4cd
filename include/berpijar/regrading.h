/*
 * Grading a question anew in the record of a learner: what regrade.h plans, recorded. The
 * learner is told once, when the record is opened for the next time (session.h).
 */
#ifndef BERPIJAR_REGRADING_H
#define BERPIJAR_REGRADING_H

#include <berpijar/regrade.h>
#include <berpijar/store.h>

/* Plans it for a record that is opened for reading, and changes nothing. The plan is in
 * the rule's arena. */
bool bp_regrading_plan(struct bp_regrade_rule *rule, const char *store,
	const char *learner, struct bp_regrade_plan *plan, struct bp_error *err);

/* Plans it and records it, all or nothing, also the completion that follows. Where nothing
 * changes, nothing is recorded; so it can be done again at any time. */
bool bp_regrading_record(struct bp_regrade_rule *rule, const char *store,
	const char *learner, struct bp_regrade_plan *plan, struct bp_error *err);

#endif
