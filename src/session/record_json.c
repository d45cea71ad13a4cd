/*
 * Everything that is kept of one learner as JSON, for them to take away: a copy is
 * everybody's right (UU 27/2022, articles 7 and 13).
 */
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/json.h>
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/marks.h>
#include <berpijar/session.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct export
{
	struct bp_store *store;
	struct bp_progress *progress;
	struct bp_arena *arena;
	struct bp_unsettled hand; /* place and draft that are newer than the tables */
	bool has_hand;
	json_t *settings, *places, *events, *drafts;
};

static json_t *record_json_number(double value)
{
	return value >= 0 ? json_real(value) : json_null();
}

/* The body of an event is JSON itself; one that is damaged is put out as a text. */
static json_t *record_json_body_of(struct bp_str body)
{
	if (body.len == 0)
		return json_null();
	json_t *object = json_loadb(body.at, body.len, JSON_DECODE_ANY, NULL);
	return object ? object : bp_json_text(body);
}

static json_t *record_json_iso(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return json_string(text);
}

static void record_json_apply(void *context, const struct bp_event *event)
{
	bp_progress_apply(((struct export *)context)->progress, event);
}

static void record_json_add_event(
	void *context, const struct bp_event *recorded, struct bp_str verb)
{
	struct export *export = context;
	struct bp_event told = *recorded, *event = &told;
	char id[BP_UUID_LEN + 1];

	bp_uuid_write(event->id, id);
	if (bp_verb_find(verb, &event->verb))
		bp_attempts_tell(
			bp_progress_attempts(export->progress), export->arena, event);
	json_array_append_new(export->events,
		json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:f, s:o}",
			"seq", (json_int_t)event->seq, "id", id, "at",
			record_json_iso(event->at), "verb", bp_json_text(verb), "course",
			bp_json_text(event->course), "module",
			bp_json_text(event->module), "question",
			bp_json_text(event->question), "grade",
			record_json_number(event->grade), "seconds",
			record_json_number(event->seconds), "jp", event->jp_halves / 2.0,
			"body", record_json_body_of(event->body)));
}

static void record_json_add_setting(
	void *context, struct bp_str name, struct bp_str value)
{
	struct export *export = context;
	json_t *key = bp_json_text(name);

	json_object_set_new(
		export->settings, json_string_value(key), bp_json_text(value));
	json_decref(key);
}

static bool record_json_in_hand(
	const struct export *export, struct bp_str course, struct bp_str module)
{
	return export->has_hand && bp_str_equal(export->hand.course, course) &&
		bp_str_equal(export->hand.module, module);
}

static void record_json_put_place(struct export *export, struct bp_str course,
	struct bp_str module, const struct bp_place *place, int64_t at)
{
	char hash[20];

	snprintf(hash, sizeof hash, "%016llx", (unsigned long long)place->hash);
	json_array_append_new(export->places,
		json_pack("{s:o, s:o, s:I, s:I, s:s, s:f, s:o}", "course",
			bp_json_text(course), "module", bp_json_text(module), "block",
			(json_int_t)place->block, "offset", (json_int_t)place->offset,
			"hash", hash, "position", place->permille / 1000.0, "at",
			record_json_iso(at)));
}

static void record_json_add_place(void *context, struct bp_str course,
	struct bp_str module, const struct bp_place *place, int64_t at)
{
	struct export *export = context;

	if (!record_json_in_hand(export, course, module) || !export->hand.has_place)
		record_json_put_place(export, course, module, place, at);
}

static void record_json_put_draft(struct export *export, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_str text)
{
	json_array_append_new(export->drafts,
		json_pack("{s:o, s:o, s:o, s:o}", "course", bp_json_text(course),
			"module", bp_json_text(module), "question",
			bp_json_text(question), "text", bp_json_text(text)));
}

static void record_json_add_draft(void *context, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_str text)
{
	struct export *export = context;

	if (!record_json_in_hand(export, course, module) ||
		!bp_str_equal(export->hand.question, question))
		record_json_put_draft(export, course, module, question, text);
}

static void record_json_add_hand(struct export *export)
{
	struct bp_unsettled *hand = &export->hand;

	export->has_hand = bp_store_unsettled(export->store, hand);
	hand->course = bp_arena_str(export->arena, hand->course);
	hand->module = bp_arena_str(export->arena, hand->module);
	hand->question = bp_arena_str(export->arena, hand->question);
	hand->draft = bp_arena_str(export->arena, hand->draft);
	if (export->has_hand && hand->has_place)
		record_json_put_place(
			export, hand->course, hand->module, &hand->place, hand->at);
	if (export->has_hand && hand->question.len)
		record_json_put_draft(
			export, hand->course, hand->module, hand->question, hand->draft);
}

/* Bookmarks and notes as the learner sees them, in addition to their events. */
static json_t *record_json_describe_marks(const struct export *export)
{
	struct bp_marks *marks = bp_progress_marks(export->progress);
	size_t count = bp_marks_list(marks, NULL, 0);
	const struct bp_mark **list = bp_alloc(count + 1, sizeof *list);
	json_t *all = json_array();

	bp_marks_list(marks, list, count);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all,
			json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "kind",
				list[i]->verb == BP_ANNOTATED ? "note" : "bookmark",
				"course", bp_json_text(list[i]->course), "module",
				bp_json_text(list[i]->module), "heading",
				bp_json_text(list[i]->heading), "text",
				bp_json_text(list[i]->text), "made",
				record_json_iso(list[i]->made_at), "changed",
				record_json_iso(list[i]->at)));
	free(list);
	return all;
}

static json_t *record_json_describe_profile(struct bp_store *store)
{
	struct bp_profile profile = {0};

	bp_profile_load(&profile, store);
	json_t *all = json_pack("{s:o, s:o, s:o}", "name",
		bp_json_text(bp_buf_str(&profile.name)), "unit",
		bp_json_text(bp_buf_str(&profile.unit)), "nip",
		bp_json_text(bp_buf_str(&profile.nip)));
	bp_profile_release(&profile);
	return all;
}

static bool record_json_gather(struct export *export, struct bp_error *err)
{
	struct bp_store *store = export->store;

	record_json_add_hand(export);
	return bp_store_replay(store, 0, record_json_apply, export, err) &&
		bp_store_each_event(store, record_json_add_event, export, err) &&
		bp_store_each_setting(store, record_json_add_setting, export, err) &&
		bp_store_each_place(store, record_json_add_place, export, err) &&
		bp_store_each_draft(store, record_json_add_draft, export, err);
}

static void record_json_dump(struct export *export, const char *id, struct bp_buf *out)
{
	json_t *all = json_pack("{s:s, s:i, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o}",
		"format", "berpijar-learner", "version", 1, "exported",
		record_json_iso(bp_session_now()), "learner", id, "profile",
		record_json_describe_profile(export->store), "settings",
		json_incref(export->settings), "places", json_incref(export->places),
		"events", json_incref(export->events), "drafts",
		json_incref(export->drafts), "marks", record_json_describe_marks(export));

	bp_json_write(all, JSON_INDENT(1) | JSON_REAL_PRECISION(6), out);
	bp_buf_add_char(out, '\n');
	json_decref(all);
}

bool bp_learner_export(
	struct bp_store *store, const char *id, struct bp_buf *out, struct bp_error *err)
{
	struct export export = {
		.store = store,
		.arena = bp_arena_new(),
		.progress = bp_progress_new(),
		.settings = json_object(),
		.places = json_array(),
		.events = json_array(),
		.drafts = json_array(),
	};
	bool ok = record_json_gather(&export, err);

	if (ok)
		record_json_dump(&export, id, out);
	json_decref(export.settings);
	json_decref(export.places);
	json_decref(export.events);
	json_decref(export.drafts);
	bp_progress_free(export.progress);
	bp_arena_free(export.arena);
	return ok;
}
