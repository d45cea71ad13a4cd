/* An audit: who is drawn, what of their records is read, in which order findings stand. */
#include "audit_work.h"
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <stdlib.h>
#include <string.h>

/* ---- rules ---- */

static const struct {
	const char *name, *text;
	enum bp_audit_weight weight;
} audit_rules[] = {
#define AUDIT_ROW(id, name, weight, text) {name, text, BP_AUDIT_##weight},
	BP_AUDIT_RULES(AUDIT_ROW)};

static const struct {
	const char *name, *text;
} audit_weights[BP_AUDIT_WEIGHTS] = {
	[BP_AUDIT_UNPROVED] = {"unproved", N_("tidak terbukti")},
	[BP_AUDIT_IMPOSSIBLE] = {"impossible", N_("mustahil")},
	[BP_AUDIT_ODD] = {"odd", N_("janggal")},
};

const char *bp_audit_rule_name(enum bp_audit_rule rule)
{
	return audit_rules[rule].name;
}

const char *bp_audit_rule_text(enum bp_audit_rule rule)
{
	return _(audit_rules[rule].text);
}

enum bp_audit_weight bp_audit_rule_weight(enum bp_audit_rule rule)
{
	return audit_rules[rule].weight;
}

const char *bp_audit_weight_name(enum bp_audit_weight weight)
{
	return audit_weights[weight].name;
}

const char *bp_audit_weight_text(enum bp_audit_weight weight)
{
	return _(audit_weights[weight].text);
}

/* ---- who is drawn ---- */

struct bp_audit *bp_audit_new(
	const char *store, const char *seed, struct bp_library *library, int64_t now)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_audit *audit = bp_arena_alloc(arena, 1, sizeof *audit);

	audit->arena = arena;
	audit->store = store;
	audit->seed = seed;
	audit->library = library;
	audit->now = now;
	return audit;
}

void bp_audit_free(struct bp_audit *audit)
{
	if (audit)
		bp_arena_free(audit->arena);
}

static const char *audit_clean(struct bp_audit *audit, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	const char *kept = bp_arena_cstr(audit->arena, bp_buf_str(&clean));
	bp_buf_release(&clean);
	return kept;
}

static struct bp_digest audit_rank(const struct bp_audit *audit, const char *id)
{
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bp_digest_add(&digester, audit->seed, strlen(audit->seed));
	bp_digest_add(&digester, "\n", 1);
	bp_digest_add(&digester, id, strlen(id));
	return bp_digest_end(&digester);
}

void bp_audit_add(struct bp_audit *audit, const char *id, const char *name)
{
	struct bp_audit_person *person =
		BP_PUSH(audit->arena, audit->people, audit->count, audit->room);

	*person = (struct bp_audit_person){
		.id = bp_arena_cstr(audit->arena, bp_str(id)),
		.name = audit_clean(audit, bp_str(name)),
		.rank = audit_rank(audit, id),
	};
}

static int audit_person_order(const void *left, const void *right)
{
	const struct bp_audit_person *a = left, *b = right;
	int order = memcmp(a->rank.at, b->rank.at, sizeof a->rank.at);

	return order ? order : strcmp(a->id, b->id);
}

/* ---- findings ---- */

void audit_note(struct bp_audit *audit, size_t person, enum bp_audit_rule rule,
	const struct bp_event *event, const char *text)
{
	struct bp_buf place = {0};

	if (event) {
		bp_buf_add_str(&place, event->course);
		if (event->module.len)
			bp_buf_add_char(&place, '/');
		bp_buf_add_str(&place, event->module);
		if (event->question.len)
			bp_buf_add_char(&place, '/');
		bp_buf_add_str(&place, event->question);
	}
	*BP_PUSH(audit->arena, audit->findings, audit->finding_count,
		audit->finding_room) = (struct bp_audit_finding){
		.rule = rule,
		.person = person,
		.seq = event ? event->seq : 0,
		.at = event ? event->at : 0,
		.place = audit_clean(audit, bp_buf_str(&place)),
		.text = text,
	};
	audit->weights[audit_rules[rule].weight]++;
	bp_buf_release(&place);
}

static int audit_finding_order(const void *left, const void *right)
{
	const struct bp_audit_finding *a = left, *b = right;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	return strcmp(a->text, b->text);
}

/* ---- the modules that are met ---- */

const struct audit_module *audit_module(
	struct bp_audit *audit, const struct bp_event *event)
{
	struct audit_work *work = audit->work;
	struct audit_module *made;

	for (size_t i = 0; i < work->module_count; i++)
		if (bp_str_is(event->course, work->modules[i].course) &&
			bp_str_is(event->module, work->modules[i].id))
			return &work->modules[i];
	made = BP_PUSH(
		audit->arena, work->modules, work->module_count, work->module_room);
	*made = (struct audit_module){
		.course = bp_arena_cstr(audit->arena, event->course),
		.id = bp_arena_cstr(audit->arena, event->module),
		.of = bp_library_find(audit->library, event->course),
	};
	made->module = made->of ? bp_course_find(made->of, event->module) : NULL;
	if (made->module && !made->module->fault)
		made->document = bp_document_open(made->of, made->module, NULL, NULL);
	return made;
}

static void audit_close_modules(struct bp_audit *audit)
{
	for (size_t i = 0; i < audit->work->module_count; i++)
		bp_document_free(audit->work->modules[i].document);
}

/* ---- a record ---- */

/* JP from elsewhere are of no module, whatever their event says: it bounds no time there. */
static void audit_take(void *context, const struct bp_event *event)
{
	struct audit_record *record = context;
	struct bp_event *kept =
		BP_PUSH(record->arena, record->events, record->count, record->room);

	*kept = *event;
	kept->course = bp_arena_str(record->arena, event->course);
	kept->module = bp_arena_str(record->arena, event->module);
	kept->question = bp_arena_str(record->arena, event->question);
	kept->body = bp_arena_str(record->arena, event->body);
	if (event->verb == BP_ATTENDED)
		kept->course = kept->module = kept->question = bp_str("");
	bp_progress_apply(record->progress, event);
}

static int audit_event_order(const struct bp_event *a, const struct bp_event *b)
{
	int order = memcmp(a->id, b->id, sizeof a->id);

	return order ? order : a->seq < b->seq ? -1 : a->seq > b->seq;
}

static int audit_id_order(const void *left, const void *right)
{
	return audit_event_order(left, right);
}

static int audit_group_order(const void *left, const void *right)
{
	const struct bp_event *a = *(const struct bp_event *const *)left;
	const struct bp_event *b = *(const struct bp_event *const *)right;
	int order = bp_str_order(a->course, b->course);

	if (!order)
		order = bp_str_order(a->module, b->module);
	return order ? order : audit_event_order(a, b);
}

/* Ids never go back in a record, so their order is that of what happened, even if it
 * happened on two machines. */
static void audit_sort(struct audit_record *record)
{
	record->groups =
		bp_arena_alloc(record->arena, record->count + 1, sizeof *record->groups);
	if (record->count)
		qsort(record->events, record->count, sizeof *record->events,
			audit_id_order);
	for (size_t i = 0; i < record->count; i++)
		record->groups[i] = &record->events[i];
	if (record->count)
		qsort(record->groups, record->count, sizeof *record->groups,
			audit_group_order);
}

struct audit_group audit_group(const struct audit_record *record, size_t from)
{
	size_t to = from;

	while (to < record->count &&
		bp_str_equal(record->groups[to]->course, record->groups[from]->course) &&
		bp_str_equal(record->groups[to]->module, record->groups[from]->module))
		to++;
	return (struct audit_group){record->groups + from, to - from};
}

static const struct bp_event *audit_event_at(
	const struct audit_record *record, int64_t seq)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->events[i].seq == seq)
			return &record->events[i];
	return NULL;
}

static void audit_note_count(const struct audit_record *record, enum bp_audit_rule rule,
	int64_t count, int64_t first)
{
	struct bp_audit *audit = record->audit;

	if (count)
		audit_note(audit, record->person, rule, audit_event_at(record, first),
			bp_arena_printf(
				audit->arena, _("%lld kejadian"), (long long)count));
}

/* The file, the chains and the snapshot. */
static void audit_health(struct audit_record *record)
{
	struct bp_audit *audit = record->audit;
	struct bp_health health;

	bp_store_health(audit->store, audit->people[record->person].id, &health);
	if (health.fault[0])
		audit_note(audit, record->person, BP_AUDIT_UNREAD, NULL,
			audit_clean(audit, bp_str(health.fault)));
	audit_note_count(record, BP_AUDIT_CHANGED, health.changed, health.first_changed);
	audit_note_count(record, BP_AUDIT_MISSING, health.missing, health.first_missing);
	audit_note_count(record, BP_AUDIT_VANISHED, health.vanished, 0);
	audit_note_count(record, BP_AUDIT_MISFOLDED, health.misfolded, health.snapshot);
}

static void audit_count_here(void *context, const struct bp_event *event)
{
	(void)event;
	++*(int64_t *)context;
}

static bool audit_read(struct audit_record *record, struct bp_store *store)
{
	struct bp_audit_person *person = &record->audit->people[record->person];
	struct bp_buf name = {0};
	int64_t here = 0;
	bool ok = bp_store_replay(store, 0, audit_take, record, NULL) &&
		bp_store_replay_here(store, audit_count_here, &here, NULL);

	if (!*person->name && bp_store_load_setting(store, BP_PROFILE_NAME, &name))
		person->name = audit_clean(record->audit, bp_buf_str(&name));
	person->events = (int64_t)record->count;
	person->brought = person->events - here;
	bp_buf_release(&name);
	return ok;
}

static void audit_person(struct bp_audit *audit, size_t at)
{
	struct bp_audit_person *person = &audit->people[at];
	struct audit_record record = {.audit = audit,
		.person = at,
		.arena = bp_arena_new(),
		.progress = bp_progress_new()};
	struct bp_store *store = NULL;

	person->there = bp_learner_exists(audit->store, person->id);
	if (!person->there)
		audit_note(audit, at, BP_AUDIT_ABSENT, NULL, "");
	else if (bp_store_open(&store, audit->store, person->id, BP_STORE_READ, NULL) &&
		audit_read(&record, store)) {
		audit_sort(&record);
		audit_sums(&record, store);
	}
	bp_store_close(store);
	if (person->there)
		audit_health(&record);
	audit_events(&record);
	audit_scores(&record);
	bp_progress_free(record.progress);
	bp_arena_free(record.arena);
}

/* ---- what everybody answered ---- */

struct audit_reading {
	struct bp_audit *audit;
	struct audit_answers *to;
};

static void audit_take_answer(void *context, const struct bp_event *event)
{
	const struct audit_reading *reading = context;

	audit_twins_take(reading->audit, reading->to, event);
}

static void audit_read_answers(struct bp_audit *audit)
{
	struct audit_work *work = audit->work;

	work->all = bp_arena_alloc(audit->arena, audit->count + 1, sizeof *work->all);
	for (size_t i = 0; i < audit->count; i++) {
		struct audit_answers *to = &work->all[work->all_count++];
		struct bp_store *store = NULL;
		to->id = audit->people[i].id;
		if (bp_learner_exists(audit->store, to->id) &&
			bp_store_open(&store, audit->store, to->id, BP_STORE_READ, NULL))
			bp_store_replay(store, 0, audit_take_answer,
				&(struct audit_reading){audit, to}, NULL);
		bp_store_close(store);
		audit_twins_sort(to);
	}
}

void bp_audit_run(struct bp_audit *audit, size_t sample)
{
	audit->work = bp_arena_alloc(audit->arena, 1, sizeof *audit->work);
	audit->population = audit->count;
	if (audit->count)
		qsort(audit->people, audit->count, sizeof *audit->people,
			audit_person_order);
	audit_read_answers(audit);
	audit->count = sample < audit->count ? sample : audit->count;
	for (size_t i = 0; i < audit->count; i++)
		audit_person(audit, i);
	audit_twins(audit);
	if (audit->finding_count)
		qsort(audit->findings, audit->finding_count, sizeof *audit->findings,
			audit_finding_order);
	audit_close_modules(audit);
	audit->work = NULL;
}
