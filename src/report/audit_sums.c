/* What a record's events come to, course by course: folded as the learner's own screens are,
 * from all events and no snapshot. */
#include "audit_work.h"
#include <berpijar/exam.h>
#include <string.h>

static struct bp_audit_course *sums_course(
	struct audit_record *record, const struct bp_event *event)
{
	struct bp_audit_person *person = &record->audit->people[record->person];
	struct bp_audit_course *last =
		person->course_count ? &person->courses[person->course_count - 1] : NULL;

	/* the groups are sorted by course */
	if (last && bp_str_is(event->course, last->id))
		return last;
	last = BP_PUSH(record->audit->arena, person->courses, person->course_count,
		person->course_room);
	*last = (struct bp_audit_course){
		.id = bp_arena_cstr(record->audit->arena, event->course),
		.exam = -1,
		.first_at = event->at,
		.last_at = event->at,
	};
	return last;
}

static void sums_events(struct bp_audit_course *course, struct audit_group group)
{
	for (size_t i = 0; i < group.count; i++) {
		const struct bp_event *event = group.at[i];
		if (event->at < course->first_at)
			course->first_at = event->at;
		if (event->at > course->last_at)
			course->last_at = event->at;
		/* one that is graded later is recorded once more */
		course->answers += event->verb == BP_ANSWERED &&
			bp_str_find(event->body, bp_str("\"graded\""), 0) == SIZE_MAX;
	}
}

static void sums_module(struct audit_record *record, struct audit_group group)
{
	const struct bp_event *first = group.at[0];
	struct bp_audit_course *course = sums_course(record, first);
	const struct bp_module_record *module =
		bp_progress_module(record->progress, first->course, first->module);
	double best = bp_attempts_best(
		bp_progress_attempts(record->progress), first->course, first->module);

	sums_events(course, group);
	if (!module || !first->module.len)
		return;
	/* one that may be skipped counts nowhere else either */
	const struct bp_module *at = audit_module(record->audit, first)->module;
	bool counts = !at || !at->optional;
	course->modules += counts && (module->started || module->done);
	course->done += counts && module->done;
	course->attempts += module->attempts;
	course->jp_halves += module->done ? module->jp_halves : 0;
	course->active_seconds += module->active_seconds;
	if (counts && best >= 0 && (course->exam < 0 || best < course->exam))
		course->exam = best;
}

void audit_sums(struct audit_record *record, struct bp_store *store)
{
	struct bp_audit_person *person = &record->audit->people[record->person];

	for (size_t i = 0; i < record->count;) {
		struct audit_group group = audit_group(record, i);
		sums_module(record, group);
		i += group.count;
	}
	for (size_t i = 0; i < person->course_count; i++)
		bp_store_chain(store, bp_str(person->courses[i].id),
			&person->courses[i].chain, NULL);
}
