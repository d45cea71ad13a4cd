/*
 * The fold. Events are kept in a compact form, for two reasons: one that comes again
 * must not count again, and one that is voided must leave no trace, which a maximum
 * or a minimum cannot undo; then its module is folded anew.
 */
#include "body.h"
#include "fold.h"
#include <berpijar/changes.h>
#include <berpijar/record.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS_MAX 1e8 /* three years; what is longer is nonsense */

struct bp_progress *bp_progress_new(void)
{
	struct bp_progress *progress = bp_alloc(1, sizeof *progress);
	progress->arena = bp_arena_new();
	progress->marks = bp_marks_new();
	progress->reports = bp_reports_new();
	progress->attempts = bp_attempts_new();
	progress->times.first_at = progress->times.last_at = INT64_MIN;
	return progress;
}

void bp_progress_free(struct bp_progress *progress)
{
	if (!progress)
		return;
	bp_index_release(&progress->by_id);
	bp_index_release(&progress->by_module);
	bp_index_release(&progress->by_question);
	bp_marks_free(progress->marks);
	bp_reports_free(progress->reports);
	bp_attempts_free(progress->attempts);
	bp_arena_free(progress->arena);
	free(progress->events);
	free(progress);
}

void bp_progress_swap(struct bp_progress *one, struct bp_progress *other)
{
	struct bp_progress held = *one;

	*one = *other;
	*other = held;
}

/* Finding by name. */

static uint32_t short_hash(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t module_hash(struct bp_str course, struct bp_str name)
{
	uint64_t hash = bp_hash(BP_HASH_START, course);
	return short_hash(bp_hash(bp_hash(hash, BP_STR("/")), name));
}

uint32_t fold_find_module(
	const struct bp_progress *progress, struct bp_str course, struct bp_str name)
{
	uint32_t hash = module_hash(course, name), n;
	size_t probe = hash;

	while ((n = bp_index_next(&progress->by_module, hash, &probe)) != NONE) {
		const struct module *module = &progress->modules[n];
		if (bp_str_equal(module->name, name) &&
			bp_str_equal(module->course, course))
			break;
	}
	return n;
}

static void clear_module(struct module *module)
{
	*module = (struct module){
		.course = module->course,
		.name = module->name,
		.record.score = -1,
	};
}

void fold_index_module(struct bp_progress *progress, uint32_t n)
{
	const struct module *module = &progress->modules[n];

	bp_index_add(&progress->by_module, module_hash(module->course, module->name), n);
}

static uint32_t need_module(
	struct bp_progress *progress, struct bp_str course, struct bp_str name)
{
	uint32_t n = fold_find_module(progress, course, name);
	if (n != NONE)
		return n;
	n = (uint32_t)progress->module_count;
	struct module *module = BP_PUSH(progress->arena, progress->modules,
		progress->module_count, progress->module_room);
	module->course = bp_arena_str(progress->arena, course);
	module->name = bp_arena_str(progress->arena, name);
	clear_module(module);
	fold_index_module(progress, n);
	return n;
}

static uint32_t question_hash(uint32_t module, struct bp_str name)
{
	return short_hash(bp_hash(BP_HASH_START + module, name));
}

uint32_t fold_find_question(
	const struct bp_progress *progress, uint32_t module, struct bp_str name)
{
	uint32_t hash = question_hash(module, name), n;
	size_t probe = hash;

	while ((n = bp_index_next(&progress->by_question, hash, &probe)) != NONE) {
		const struct question *question = &progress->questions[n];
		if (question->module == module && bp_str_equal(question->name, name))
			break;
	}
	return n;
}

static void clear_question(struct question *question)
{
	*question = (struct question){
		.name = question->name,
		.module = question->module,
		.record = {.best = -1, .last = -1},
	};
}

void fold_index_question(struct bp_progress *progress, uint32_t n)
{
	const struct question *question = &progress->questions[n];

	bp_index_add(&progress->by_question,
		question_hash(question->module, question->name), n);
}

static uint32_t need_question(
	struct bp_progress *progress, uint32_t module, struct bp_str name)
{
	uint32_t n = fold_find_question(progress, module, name);
	if (n != NONE)
		return n;
	n = (uint32_t)progress->question_count;
	struct question *question = BP_PUSH(progress->arena, progress->questions,
		progress->question_count, progress->question_room);
	question->name = bp_arena_str(progress->arena, name);
	question->module = module;
	clear_question(question);
	fold_index_question(progress, n);
	return n;
}

/* The fold itself: each step may come in any order. */

static bool is_later(const struct kept *event, const struct moment *than)
{
	struct moment moment = moment_of(event->id, event->at);

	return moment_order(&moment, than) > 0;
}

static void fold_completion(struct module *module, const struct kept *event)
{
	struct bp_module_record *record = &module->record;

	if (event->grade > record->score)
		record->score = event->grade;
	if (record->done && is_later(event, &module->done))
		return;
	module->done = moment_of(event->id, event->at);
	record->done = true;
	record->done_at = event->at;
	record->jp_halves = event->jp_halves;
	record->version = event->said;
}

static void fold_answer(
	struct module *module, struct question *question, const struct kept *event)
{
	struct bp_question_record *record = &question->record;

	if (record->answered == 0)
		module->record.questions_answered++;
	if (event->grade > record->best)
		record->best = event->grade;
	if (record->answered == 0 || is_later(event, &question->last)) {
		question->last = moment_of(event->id, event->at);
		record->last = event->grade;
		record->last_at = event->at;
		record->last_correct = event->grade >= 1;
		record->last_body = event->said;
	}
	record->answered++;
}

static void fold_times(struct module *module, const struct kept *event)
{
	struct bp_module_record *record = &module->record;

	if (module->events == 0 || event->at < record->first_at)
		record->first_at = event->at;
	if (module->events == 0 || is_later(event, &module->last)) {
		module->last = moment_of(event->id, event->at);
		record->last_at = event->at;
	}
	module->events++;
}

static void add_active(struct bp_progress *progress, int64_t at, int64_t active_ms)
{
	struct bp_day day = bp_day_of(at);
	struct month *month = progress->months;
	size_t i = 0;

	if (!active_ms)
		return;
	while (i < progress->month_count &&
		(month[i].year != day.year || month[i].month != day.month))
		i++;
	if (i == progress->month_count)
		*BP_PUSH(progress->arena, progress->months, progress->month_count,
			progress->month_room) =
			(struct month){.year = day.year, .month = day.month};
	progress->months[i].active_ms += active_ms;
}

static void fold_text(const struct bp_progress *progress, struct module *module,
	const struct kept *event)
{
	struct bp_module_record *record = &module->record;

	if (event->text == NONE)
		return;
	if (record->read.hashes && !is_later(event, &module->read))
		return;
	module->read = moment_of(event->id, event->at);
	record->read = progress->texts[event->text];
}

static void fold(struct bp_progress *progress, const struct kept *event)
{
	struct module *module = &progress->modules[event->module];
	struct bp_module_record *record = &module->record;

	fold_times(module, event);
	fold_text(progress, module, event);
	record->started = record->started || event->verb != BP_INITIALIZED;
	switch (event->verb) {
	case BP_PROGRESSED:
		module->active_ms += event->active_ms;
		record->active_seconds = (double)module->active_ms / 1000;
		break;
	case BP_ANSWERED:
		if (event->question != NONE && !event->review)
			fold_answer(module, &progress->questions[event->question], event);
		break;
	case BP_ATTEMPTED: record->attempts++; break;
	case BP_PASSED: record->passed = true; break;
	case BP_FAILED: record->failed = true; break;
	case BP_COMPLETED: fold_completion(module, event); break;
	default: break;
	}
}

static void fold_module_anew(struct bp_progress *progress, uint32_t module)
{
	clear_module(&progress->modules[module]);
	for (size_t i = 0; i < progress->question_count; i++)
		if (progress->questions[i].module == module)
			clear_question(&progress->questions[i]);
	for (size_t i = 0; i < progress->event_count; i++)
		if (progress->events[i].module == module && !progress->events[i].voided)
			fold(progress, &progress->events[i]);
}

/* Keeping events. */

static bool has_id(const uint8_t id[16])
{
	static const uint8_t none[16];
	return memcmp(id, none, sizeof none) != 0;
}

static uint32_t id_hash(const uint8_t id[16])
{
	return short_hash(bp_hash(BP_HASH_START, (struct bp_str){(const char *)id, 16}));
}

static struct kept *find_event(const struct bp_progress *progress, const uint8_t id[16])
{
	uint32_t hash = id_hash(id), n;
	size_t probe = hash;

	while ((n = bp_index_next(&progress->by_id, hash, &probe)) != NONE)
		if (memcmp(progress->events[n].id, id, 16) == 0)
			return &progress->events[n];
	return NULL;
}

static struct kept *keep(struct bp_progress *progress, const uint8_t id[16])
{
	if (progress->event_count == progress->event_room) {
		progress->event_room += progress->event_room / 2 + 16;
		progress->events = bp_realloc(
			progress->events, progress->event_room, sizeof *progress->events);
	}
	struct kept *event = &progress->events[progress->event_count];
	*event = (struct kept){.module = NONE, .question = NONE, .text = NONE};
	memcpy(event->id, id, sizeof event->id);
	if (has_id(id))
		bp_index_add(
			&progress->by_id, id_hash(id), (uint32_t)progress->event_count);
	progress->event_count++;
	return event;
}

/* A voided event that has not come yet is kept as well: when it comes, its id is known.
 */
static void void_event(struct bp_progress *progress, struct bp_str body)
{
	json_t *object = bp_body_read(body);
	uint8_t id[16];
	bool names = bp_body_id(object, "voids", id) && has_id(id);

	json_decref(object);
	if (!names)
		return;
	bp_marks_void(progress->marks, id);
	bp_reports_void(progress->reports, id);
	struct kept *event = find_event(progress, id);
	if (!event)
		keep(progress, id)->voided = true;
	else if (!event->voided) {
		event->voided = true;
		add_active(progress, event->at, -event->active_ms);
		fold_module_anew(progress, event->module);
	}
}

/* The text that an event says was read, with a number. */
static uint32_t text_of(struct bp_progress *progress, const struct bp_event *event)
{
	struct bp_read_text read;

	if ((event->verb != BP_COMPLETED && event->verb != BP_EXPERIENCED) ||
		!bp_changes_read(event->body, progress->arena, &read))
		return NONE;
	*BP_PUSH(progress->arena, progress->texts, progress->text_count,
		progress->text_room) = read;
	return (uint32_t)(progress->text_count - 1);
}

/* Of the course as it was when the module was completed. */
static struct bp_str version_of(
	struct bp_progress *progress, const struct bp_event *event)
{
	json_t *body = bp_body_read(event->body);
	struct bp_str version =
		bp_arena_str(progress->arena, bp_body_text(body, "version"));

	json_decref(body);
	return version;
}

static double grade_of(const struct bp_event *event)
{
	if (!(event->grade >= 0)) /* NaN as well */
		return -1;
	return event->grade < 1 ? event->grade : 1;
}

static int16_t jp_of(const struct bp_event *event)
{
	int halves = event->jp_halves;
	return (int16_t)(halves < 0 ? 0 : halves > INT16_MAX ? INT16_MAX : halves);
}

static int64_t active_ms_of(const struct bp_event *event)
{
	if (event->verb != BP_PROGRESSED || !(event->seconds > 0))
		return 0;
	double seconds = event->seconds < SECONDS_MAX ? event->seconds : SECONDS_MAX;
	return (int64_t)(seconds * 1000 + 0.5);
}

/* What is in the snapshot is no longer known by its events: none of them can be taken
 * back, or be told from this one. */
static bool fits_snapshot(
	const struct bp_progress *progress, const struct bp_event *event)
{
	struct moment moment = moment_of(event->id, event->at);

	return !progress->loaded ||
		(moment_order(&moment, &progress->snapshot) > 0 &&
			event->verb != BP_VOIDED);
}

static void note_times(struct times *times, const struct bp_event *event)
{
	struct moment moment = moment_of(event->id, event->at);
	bool any = times->last_at != INT64_MIN;

	if (!any || moment_order(&moment, &times->first) < 0) {
		times->first = moment;
		times->first_at = event->at;
	}
	if (!any || moment_order(&moment, &times->last) > 0) {
		times->last = moment;
		times->last_at = event->at;
	}
}

static void add(struct bp_progress *progress, const struct bp_event *event)
{
	struct kept *kept = keep(progress, event->id);
	kept->at = event->at;
	kept->active_ms = active_ms_of(event);
	kept->grade = grade_of(event);
	kept->jp_halves = jp_of(event);
	kept->text = text_of(progress, event);
	kept->verb = (uint8_t)event->verb;
	kept->module = need_module(progress, event->course, event->module);
	if (event->verb == BP_ANSWERED && event->question.len) {
		kept->question = need_question(progress, kept->module, event->question);
		kept->said = bp_arena_str(progress->arena, event->body);
		kept->review = bp_record_is_review(event->body);
	} else if (event->verb == BP_COMPLETED)
		kept->said = version_of(progress, event);
	fold(progress, kept);
	add_active(progress, kept->at, kept->active_ms);
	bp_marks_apply(progress->marks, event);
	bp_reports_apply(progress->reports, event);
	bp_attempts_apply(progress->attempts, event);
}

bool bp_progress_apply(struct bp_progress *progress, const struct bp_event *event)
{
	if (!fits_snapshot(progress, event))
		return false;
	note_times(&progress->times, event);
	if (event->verb == BP_VOIDED)
		void_event(progress, event->body);
	else if (!has_id(event->id) || !find_event(progress, event->id))
		add(progress, event);
	return true;
}
