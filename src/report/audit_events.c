/* What cannot be or hardly can, by the order of a record's events and their times. */
#include "audit_work.h"
#include <berpijar/lang.h>
#include <berpijar/regrades.h>
#include <string.h>

#define DAY_MS      INT64_C(86400000)
#define JP_HALF_SEC (BP_JP_MINUTES * 60 / 2)

/* What a trainer's program recorded is dated when the answers were given. */
static bool events_is_regrade(const struct bp_event *event)
{
	return event->verb == BP_SCORED ||
		bp_str_find(event->body, bp_str("\"" BP_BY_REGRADE "\""), 0) != SIZE_MAX;
}

/* An attempt on paper is recorded at one moment, whatever the exam took. */
static bool events_is_paper(const struct bp_event *event)
{
	return event->verb == BP_ATTEMPTED &&
		bp_str_find(event->body, BP_STR("\"paper\":"), 0) != SIZE_MAX;
}

/* ---- clocks ---- */

/* An id never goes back, and an event's own time does where the clock was put back. */
static void events_clock(struct audit_record *record)
{
	struct bp_audit *audit = record->audit;
	bool behind = false, ahead = false;

	for (size_t i = 0; i < record->count; i++) {
		const struct bp_event *event = &record->events[i];
		int64_t back = bp_event_id_time(event->id) - event->at;
		if (events_is_regrade(event))
			continue;
		bool now_behind = back > BP_AUDIT_CLOCK_MS;
		bool now_ahead = event->at > audit->now + DAY_MS;
		if (now_behind && !behind)
			audit_note(audit, record->person, BP_AUDIT_CLOCK, event,
				bp_arena_printf(audit->arena, _("mundur %lld detik"),
					(long long)(back / 1000)));
		if (now_ahead && !ahead)
			audit_note(audit, record->person, BP_AUDIT_FUTURE, event, "");
		behind = now_behind;
		ahead = now_ahead;
	}
}

/* ---- a module ---- */

struct events_module {
	const struct bp_event *opened, *first, *last;
	int64_t typed_at; /* when an exam was typed in from paper last; 0: never */
	double active_seconds;
	bool early, done;
};

static void events_done(struct audit_record *record, struct events_module *module,
	const struct bp_event *event)
{
	struct bp_audit *audit = record->audit;
	int64_t planned = (int64_t)event->jp_halves * JP_HALF_SEC;

	if (module->done || events_is_regrade(event))
		return;
	module->done = true;
	if (!module->opened) {
		audit_note(audit, record->person, BP_AUDIT_UNOPENED, event, "");
		return;
	}
	if (module->typed_at == event->at)
		return;
	int64_t taken = (event->at - module->opened->at) / 1000;
	if (taken >= 0 && taken * 100 < planned * BP_AUDIT_FAST_PERCENT)
		audit_note(audit, record->person, BP_AUDIT_FAST, event,
			bp_arena_printf(audit->arena,
				_("rencana %lld menit, selesai %lld detik sesudah dibuka"),
				(long long)((planned + 30) / 60), (long long)taken));
}

static void events_take(struct audit_record *record, struct events_module *module,
	const struct bp_event *event)
{
	switch (event->verb) {
	case BP_EXPERIENCED:
	case BP_ATTEMPTED:
		module->opened = module->opened ? module->opened : event;
		if (events_is_paper(event))
			module->typed_at = event->at;
		break;
	case BP_PROGRESSED:
		module->active_seconds += event->seconds > 0 ? event->seconds : 0;
		break;
	case BP_ANSWERED:
		if (!module->opened && !module->early)
			audit_note(
				record->audit, record->person, BP_AUDIT_EARLY, event, "");
		module->early = true;
		break;
	case BP_COMPLETED: events_done(record, module, event); break;
	default: break;
	}
}

/* Nobody reads for longer than the time between the first and the last event. */
static void events_minutes(
	struct audit_record *record, const struct events_module *module)
{
	struct bp_audit *audit = record->audit;
	double between = (double)(module->last->at - module->first->at) / 1000;

	if (module->active_seconds <= between + BP_AUDIT_SLACK_SEC)
		return;
	audit_note(audit, record->person, BP_AUDIT_MINUTES, module->last,
		bp_arena_printf(audit->arena,
			_("tercatat %.0f menit, padahal dari kejadian pertama sampai terakhir %.0f menit"),
			module->active_seconds / 60, between > 0 ? between / 60 : 0));
}

static void events_group(struct audit_record *record, struct audit_group group)
{
	struct events_module module = {.first = group.at[0], .last = group.at[0]};

	for (size_t i = 0; i < group.count; i++) {
		const struct bp_event *event = group.at[i];
		events_take(record, &module, event);
		if (events_is_regrade(event))
			continue;
		module.first = event->at < module.first->at ? event : module.first;
		module.last = event->at > module.last->at ? event : module.last;
	}
	events_minutes(record, &module);
}

void audit_events(struct audit_record *record)
{
	events_clock(record);
	for (size_t i = 0; i < record->count;) {
		struct audit_group group = audit_group(record, i);
		if (group.at[0]->module.len) /* else the course's own */
			events_group(record, group);
		i += group.count;
	}
}
