/*
 * How each verb is folded: BP_VERBS (progress.h) names for each a take_ function, which
 * reads the event when it comes for the first time, and a fold_ function, which adds it
 * to its module. The second runs again when another event of the module is voided, and
 * in any order, so it may only use what the entry holds.
 */
#include "fold.h"
#include <string.h>

#define SECONDS_MAX 1e8 /* three years; more is nonsense */

/* An event while it is read for the first time. */
struct fold_new {
	struct bp_progress *progress;
	const struct bp_event *event;
	struct body body;
	struct fold_entry *entry;
};

/* ---- what an event says ---- */

static void take_nothing(struct fold_new *new)
{
	(void)new;
}

/* The text of the module that the event says was read. */
static void take_text(struct fold_new *new)
{
	struct bp_progress *progress = new->progress;
	struct bp_read_text read;

	if (!bp_changes_read(new->event->body, progress->arena, &read))
		return;
	new->entry->text = (uint32_t)progress->text_count;
	*BP_PUSH(progress->arena, progress->texts, progress->text_count,
		progress->text_room) = read;
}

bool fold_begins_round(const struct bp_event *event)
{
	struct body body = {.text = event->body};
	bool begins = event->verb == BP_EXPERIENCED &&
		body_mentions(&body, "\"round\"") &&
		body_is_true(body_object(&body), "round");

	body_release(&body);
	return begins;
}

static void take_reading(struct fold_new *new)
{
	take_text(new);
	new->entry->round = fold_begins_round(new->event);
}

static void take_time(struct fold_new *new)
{
	double seconds = new->event->seconds;

	if (seconds > 0) { /* not NaN */
		seconds = seconds < SECONDS_MAX ? seconds : SECONDS_MAX;
		new->entry->active_ms = (int64_t)(seconds * 1000 + 0.5);
		fold_active(new->progress, new->entry->at, new->entry->active_ms);
	}
	attempts_resume(new->progress->attempts, new->event, &new->body);
}

static void take_answer(struct fold_new *new)
{
	struct fold_entry *entry = new->entry;

	if (new->event->question.len) {
		entry->question = names_need_question(
			new->progress, entry->module, new->event->question);
		entry->said = bp_arena_str(new->progress->arena, new->event->body);
		entry->review = body_mentions(&new->body, "\"review\"") &&
			body_is_true(body_object(&new->body), "review");
		entry->graded = body_mentions(&new->body, "\"graded\"") &&
			body_is_true(body_object(&new->body), "graded");
		fold_regrade(new->progress, entry);
	}
	attempts_answer(new->progress->attempts, new->event, &new->body);
}

static void take_attempt(struct fold_new *new)
{
	attempts_begin(new->progress->attempts, new->event, &new->body);
}

static void take_end(struct fold_new *new)
{
	attempts_end(new->progress->attempts, new->event, &new->body);
}

static void take_completion(struct fold_new *new)
{
	take_text(new);
	new->entry->said = bp_arena_str(
		new->progress->arena, body_text(body_object(&new->body), "version"));
}

static void take_mark(struct fold_new *new)
{
	if (!new->event->question.len)
		marks_take(new->progress->marks, new->event, &new->body);
}

static void take_note(struct fold_new *new)
{
	if (new->event->question.len)
		reports_take(new->progress->reports, new->event, &new->body);
	else
		marks_take(new->progress->marks, new->event, &new->body);
}

static void take_regrade(struct fold_new *new)
{
	regrades_take(new->progress->regrades, new->event, &new->body);
}

static void take_elsewhere(struct fold_new *new)
{
	elsewheres_take(new->progress->elsewheres, new->event, &new->body);
}

/* ---- what it adds to its module ---- */

static bool fold_is_later(const struct fold_entry *entry, const struct moment *than)
{
	struct moment moment = moment_of(entry->id, entry->at);

	return moment_order(&moment, than) > 0;
}

static void fold_nothing(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	(void)progress, (void)module, (void)entry;
}

static void fold_text(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	struct bp_module_record *record = &module->record;

	if (entry->text == NONE)
		return;
	if (record->read.hashes && !fold_is_later(entry, &module->read))
		return;
	module->read = moment_of(entry->id, entry->at);
	record->read = progress->texts[entry->text];
}

void fold_note_round(struct bp_progress *progress, const struct fold_entry *entry)
{
	struct module *module = &progress->modules[entry->module];

	if (entry->round && fold_is_later(entry, &module->round))
		module->round = moment_of(entry->id, entry->at);
}

/* The answers so far belong to an earlier round. If one that is later than this came
 * before it, the module is folded anew. */
static void fold_round(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	struct bp_module_record *record = &module->record;

	record->rounds++;
	if (entry->grade > record->round_score)
		record->round_score = entry->grade;
	if (!fold_is_later(entry, &module->round))
		return;
	fold_note_round(progress, entry);
	if (moment_order(&module->last, &module->round) > 0)
		module->stale = progress->stale = true;
	struct question *question = snapshot_questions(progress, entry->module);
	for (; question; question = question->next) {
		question->first = (struct moment){.at = INT64_MAX};
		question->record.round = NO_ROUND;
	}
}

static void fold_reading(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	fold_text(progress, module, entry);
	if (entry->round)
		fold_round(progress, module, entry);
}

static void fold_time(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	(void)progress;
	module->active_ms += entry->active_ms;
	module->record.active_seconds = (double)module->active_ms / 1000;
}

/* An answer in the round that the learner is in; the last one is that of all rounds. */
static void fold_round_answer(struct question *question, const struct fold_entry *entry)
{
	struct bp_round_record *round = &question->record.round;

	if (entry->grade > round->best)
		round->best = entry->grade;
	round->last = question->record.last;
	round->answered += !entry->graded;
	if (fold_is_later(entry, &question->first))
		return;
	question->first = moment_of(entry->id, entry->at);
	round->first = entry->grade;
}

static void fold_answer(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	if (entry->question == NONE || entry->review || entry->dropped)
		return;
	struct question *question = progress->questions[entry->question];
	struct bp_question_record *record = &question->record;
	if (!question->seen)
		module->record.questions_answered++;
	if (entry->grade > record->best)
		record->best = entry->grade;
	if (!question->seen || fold_is_later(entry, &question->last)) {
		question->last = moment_of(entry->id, entry->at);
		record->last = entry->grade;
		record->last_at = entry->at;
		record->last_correct = entry->grade >= 1;
		record->last_body = entry->said;
	}
	record->answered += !entry->graded;
	question->seen = true;
	if (fold_is_later(entry, &module->round))
		fold_round_answer(question, entry);
}

static void fold_attempt(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	(void)progress, (void)entry;
	module->record.attempts++;
}

static void fold_pass(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	(void)progress, (void)entry;
	module->record.passed = true;
}

static void fold_fail(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	(void)progress, (void)entry;
	module->record.failed = true;
}

static void fold_completion(struct bp_progress *progress, struct module *module,
	const struct fold_entry *entry)
{
	struct bp_module_record *record = &module->record;

	fold_text(progress, module, entry);
	if (entry->grade > record->score)
		record->score = entry->grade;
	if (record->done && fold_is_later(entry, &module->done))
		return;
	module->done = moment_of(entry->id, entry->at);
	record->done = true;
	record->done_at = entry->at;
	record->jp_halves = entry->jp_halves;
	record->version = entry->said;
}

/* ---- the table ---- */

#define FOLD_VERB(id, name, take, fold) [BP_##id] = {take_##take, fold_##fold},
static const struct {
	void (*take)(struct fold_new *new);
	void (*fold)(struct bp_progress *progress, struct module *module,
		const struct fold_entry *entry);
} fold_verbs[BP_VERB_COUNT] = {BP_VERBS(FOLD_VERB)};

static double fold_grade(const struct bp_event *event)
{
	if (!(event->grade >= 0)) /* NaN as well */
		return -1;
	return event->grade < 1 ? event->grade : 1;
}

static int16_t fold_jp(const struct bp_event *event)
{
	int halves = event->jp_halves;

	return (int16_t)(halves < 0                  ? 0
			: halves > BP_JP_HALVES_MOST ? BP_JP_HALVES_MOST
						     : halves);
}

void fold_take(struct bp_progress *progress, const struct bp_event *event,
	struct fold_entry *entry)
{
	struct fold_new new = {
		.progress = progress,
		.event = event,
		.body.text = event->body,
		.entry = entry,
	};

	entry->at = event->at;
	entry->grade = entry->recorded = fold_grade(event);
	entry->jp_halves = fold_jp(event);
	entry->verb = (uint8_t)event->verb;
	entry->module = names_need_module(progress, event->course, event->module);
	fold_verbs[event->verb].take(&new);
	body_release(&new.body);
}

static void fold_times(struct module *module, const struct fold_entry *entry)
{
	struct bp_module_record *record = &module->record;

	if (module->events == 0 || entry->at < record->first_at)
		record->first_at = entry->at;
	if (module->events == 0 || fold_is_later(entry, &module->last)) {
		module->last = moment_of(entry->id, entry->at);
		record->last_at = entry->at;
	}
	module->events++;
}

void fold_event(struct bp_progress *progress, const struct fold_entry *entry)
{
	struct module *module = &progress->modules[entry->module];

	if (entry->learned) {
		fold_times(module, entry);
		module->record.started |= entry->verb != BP_INITIALIZED;
	}
	fold_verbs[entry->verb].fold(progress, module, entry);
}

/* A month's own number, as its hash. */
static uint32_t fold_month_hash(int year, int month)
{
	return bp_index_hash(((uint64_t)(uint32_t)year * BP_MONTHS + (uint64_t)month) *
		UINT64_C(0x9e3779b97f4a7c15));
}

void fold_add_month(struct bp_progress *progress, uint32_t n)
{
	const struct month *month = &progress->months[n];

	bp_index_add(&progress->by_month, fold_month_hash(month->year, month->month), n);
}

static struct month *fold_need_month(struct bp_progress *progress, struct bp_day day)
{
	uint32_t hash = fold_month_hash(day.year, day.month), n;
	size_t probe = hash;

	while ((n = bp_index_next(&progress->by_month, hash, &probe)) != NONE)
		if (progress->months[n].year == day.year &&
			progress->months[n].month == day.month)
			return &progress->months[n];
	struct month *month = BP_PUSH(progress->arena, progress->months,
		progress->month_count, progress->month_room);
	*month = (struct month){.year = day.year, .month = day.month};
	fold_add_month(progress, (uint32_t)(progress->month_count - 1));
	return month;
}

void fold_regrade(const struct bp_progress *progress, struct fold_entry *entry)
{
	const struct module *module = &progress->modules[entry->module];
	struct regraded again = regrades_find(progress->regrades, entry->id,
		(struct regrade_of){module->course, module->name,
			progress->questions[entry->question]->name, entry->at});

	entry->grade = again.found ? again.grade : entry->recorded;
	entry->dropped = again.found && again.dropped;
}

void fold_active(struct bp_progress *progress, int64_t at, int64_t active_ms)
{
	if (active_ms)
		fold_need_month(progress, bp_day_of(at))->active_ms += active_ms;
}
