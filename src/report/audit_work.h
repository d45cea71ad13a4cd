/* An audit while it runs: audit.c draws and reads, the others find. */
#ifndef BERPIJAR_REPORT_AUDIT_WORK_H
#define BERPIJAR_REPORT_AUDIT_WORK_H

#include <berpijar/audit.h>
#include <berpijar/document.h>

/* A module that was met, with its questions as they are now. */
struct audit_module {
	const char *course, *id;
	const struct bp_course *of;     /* NULL: the course is not here */
	const struct bp_module *module; /* NULL likewise */
	struct bp_document *document;   /* NULL: it cannot be read */
};

/* A first answer of a learner that was graded. */
struct audit_answer {
	uint64_t question, response; /* hashes */
	bool wrong;
};
struct audit_answers {
	const char *id;
	struct audit_answer *at; /* by question */
	size_t count, room;
};

struct audit_work {
	struct audit_module *modules;
	size_t module_count, module_room;
	struct audit_answers *all; /* of everybody who is drawn from */
	size_t all_count;
};

/* The events of one learner, while they are looked at. */
struct audit_record {
	struct bp_audit *audit;
	size_t person;
	struct bp_arena *arena;  /* until the next learner */
	struct bp_event *events; /* in the order of their ids */
	size_t count, room;
	const struct bp_event **groups; /* the same by module, then in that order */
	struct bp_progress *progress;   /* of all of them */
};

/* Those of one module. */
struct audit_group {
	const struct bp_event *const *at;
	size_t count;
};
/* The group that begins at a number; its end is the next one's beginning. */
struct audit_group audit_group(const struct audit_record *record, size_t from);

/* The module of an event, opened once for all learners. */
const struct audit_module *audit_module(
	struct bp_audit *audit, const struct bp_event *event);

/* Notes a finding; `event` may be NULL. The text is borrowed from the audit's arena. */
void audit_note(struct bp_audit *audit, size_t person, enum bp_audit_rule rule,
	const struct bp_event *event, const char *text);

/* audit_events.c: what cannot be, by order and time; audit_scores.c: grades and JP. */
void audit_events(struct audit_record *record);
void audit_scores(struct audit_record *record);
/* audit_sums.c: what the events come to; the store is open. */
void audit_sums(struct audit_record *record, struct bp_store *store);

/* audit_twins.c: keeps an answer, if it is one that is compared; sorts what was kept; looks
 * for those of the learners who were drawn in all others'. */
void audit_twins_take(
	struct bp_audit *audit, struct audit_answers *to, const struct bp_event *event);
void audit_twins_sort(struct audit_answers *answers);
void audit_twins(struct bp_audit *audit);

#endif
