/*
 * What a learner did, event by event. Events are remembered in a compact form, for two
 * reasons: one that comes again must not count again, and one that is voided must leave
 * no trace, which a maximum or a minimum cannot undo; then its module is folded anew.
 */
#include "fold.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct bp_progress *bp_progress_new(void)
{
	struct bp_progress *progress = bp_alloc(1, sizeof *progress);
	progress->arena = bp_arena_new();
	progress->marks = marks_new();
	progress->reports = reports_new();
	progress->regrades = regrades_new();
	progress->elsewheres = elsewheres_new();
	progress->attempts = attempts_new(progress->regrades);
	progress->times = (struct times){
		.first.at = INT64_MAX,
		.last.at = INT64_MIN,
		.learned.at = INT64_MIN,
		.first_at = INT64_MIN,
		.last_at = INT64_MIN,
	};
	return progress;
}

void bp_progress_free(struct bp_progress *progress)
{
	if (!progress)
		return;
	bp_index_release(&progress->by_id);
	bp_index_release(&progress->by_module);
	bp_index_release(&progress->by_question);
	bp_index_release(&progress->by_month);
	marks_free(progress->marks);
	reports_free(progress->reports);
	attempts_free(progress->attempts);
	regrades_free(progress->regrades);
	elsewheres_free(progress->elsewheres);
	bp_arena_free(progress->arena);
	bp_buf_release(&progress->bytes);
	free(progress->entries);
	free(progress);
}

void bp_progress_swap(struct bp_progress *one, struct bp_progress *other)
{
	struct bp_progress held = *one;

	*one = *other;
	*other = held;
}

/* ---- entries ---- */

static bool progress_has_id(const uint8_t id[16])
{
	static const uint8_t none[16];

	return memcmp(id, none, sizeof none) != 0;
}

/* The number of the entry with an id, or NONE. */
static uint32_t progress_find(const struct bp_progress *progress, const uint8_t id[16])
{
	_Static_assert(
		offsetof(struct fold_entry, id) == 0, "bp_index_find_id() reads it");
	return bp_index_find_id(
		&progress->by_id, progress->entries, sizeof *progress->entries, id);
}

static struct fold_entry *progress_add(struct bp_progress *progress, const uint8_t id[16])
{
	if (progress->entry_count == progress->entry_room) {
		progress->entry_room += progress->entry_room / 2 + 16;
		progress->entries = bp_realloc(progress->entries, progress->entry_room,
			sizeof *progress->entries);
	}
	struct fold_entry *entry = &progress->entries[progress->entry_count];
	*entry = (struct fold_entry){.module = NONE, .question = NONE, .text = NONE};
	memcpy(entry->id, id, sizeof entry->id);
	if (progress_has_id(id))
		bp_index_add_id(&progress->by_id, id, (uint32_t)progress->entry_count);
	progress->entry_count++;
	return entry;
}

/* ---- voiding ---- */

static void progress_fold_stale(struct bp_progress *progress)
{
	bool *stale = bp_alloc(progress->module_count, sizeof *stale);

	for (size_t i = 0; i < progress->module_count; i++)
		stale[i] = progress->modules[i].stale;
	names_clear_stale(progress);
	for (size_t i = 0; i < progress->entry_count; i++)
		if (progress->entries[i].round && !progress->entries[i].voided)
			fold_note_round(progress, &progress->entries[i]);
	for (size_t i = 0; i < progress->entry_count; i++) {
		struct fold_entry *entry = &progress->entries[i];
		if (entry->module == NONE || !stale[entry->module] || entry->voided)
			continue;
		if (entry->question != NONE)
			fold_regrade(progress, entry);
		fold_event(progress, entry);
	}
	free(stale);
	progress->stale = false;
}

/* To whoever reads, nothing changes by this. */
void progress_settle(const struct bp_progress *progress)
{
	if (progress->stale)
		progress_fold_stale((struct bp_progress *)(uintptr_t)progress);
}

/* The answers of a module may have other grades from now on. */
static void progress_regrade(struct bp_progress *progress, uint32_t module)
{
	progress->modules[module].stale = progress->stale = true;
	attempts_regrade(progress->attempts, progress->modules[module].course,
		progress->modules[module].name);
}

/* The id that a body voids; false if there is none. */
static bool progress_voids(struct bp_str body, uint8_t id[16])
{
	json_t *object = body_read(body);
	bool names = body_id(object, "voids", id) && progress_has_id(id);

	json_decref(object);
	return names;
}

/* An event that is voided before it has come gets an entry as well, so that its id is
 * known when it comes. */
static void progress_void(struct bp_progress *progress, struct bp_str body)
{
	uint8_t id[16];

	if (!progress_voids(body, id))
		return;
	marks_void(progress->marks, id);
	reports_void(progress->reports, id);
	regrades_void(progress->regrades, id);
	elsewheres_void(progress->elsewheres, id);
	uint32_t n = progress_find(progress, id);
	if (n == NONE) {
		progress_add(progress, id)->voided = true;
	} else if (!progress->entries[n].voided) {
		struct fold_entry *entry = &progress->entries[n];
		entry->voided = true;
		fold_active(progress, entry->at, -entry->active_ms);
		if (entry->verb == BP_SCORED)
			progress_regrade(progress, entry->module);
		progress->modules[entry->module].stale = progress->stale = true;
	}
}

/* ---- applying ---- */

/* The events in a snapshot are no longer known one by one: none of them can be voided, or
 * be recognised when it comes again. So only what is later than all of them fits. */
static bool progress_fits(
	const struct bp_progress *progress, const struct bp_event *event)
{
	struct moment moment = moment_of(event->id, event->at);

	if (!progress->loaded)
		return true;
	return moment_order(&moment, &progress->snapshot) > 0 &&
		event->verb != BP_VOIDED && event->verb != BP_SCORED &&
		(moment_order(&moment, &progress->times.last) > 0 ||
			!fold_begins_round(event));
}

/* Not so: what somebody else did about the learner's answers, what follows from it, and
 * what was learned elsewhere. */
static bool progress_is_learned(const struct bp_event *event)
{
	const struct body body = {.text = event->body};

	return event->verb != BP_SCORED && event->verb != BP_ATTENDED &&
		((event->verb != BP_COMPLETED && event->verb != BP_PASSED) ||
			!body_mentions(&body, "\"" BP_BY_REGRADE "\""));
}

static void progress_times(
	struct times *times, const struct bp_event *event, bool learned)
{
	struct moment moment = moment_of(event->id, event->at);

	if (moment_order(&moment, &times->last) > 0)
		times->last = moment;
	if (!learned)
		return;
	if (moment_order(&moment, &times->first) < 0) {
		times->first = moment;
		times->first_at = event->at;
	}
	if (moment_order(&moment, &times->learned) > 0) {
		times->learned = moment;
		times->last_at = event->at;
	}
}

/* A record may hold a time that no clock ever says: sums with it must not overflow. */
static int64_t progress_bounded(int64_t at)
{
	return at > BP_TIME_MOST ? BP_TIME_MOST : at < -BP_TIME_MOST ? -BP_TIME_MOST : at;
}

bool bp_progress_apply(struct bp_progress *progress, const struct bp_event *given)
{
	struct bp_event bounded = *given, *event = &bounded;

	assert((unsigned)event->verb < BP_VERB_COUNT);
	if (!progress_fits(progress, event))
		return false;
	event->at = progress_bounded(event->at);
	bool learned = progress_is_learned(event);
	progress_times(&progress->times, event, learned);
	if (event->verb == BP_VOIDED) {
		progress_void(progress, event->body);
	} else if (!progress_has_id(event->id) ||
		progress_find(progress, event->id) == NONE) {
		struct fold_entry *entry = progress_add(progress, event->id);
		entry->learned = learned;
		fold_take(progress, event, entry);
		fold_event(progress, entry);
		if (event->verb == BP_SCORED)
			progress_regrade(progress, entry->module);
	}
	return true;
}
