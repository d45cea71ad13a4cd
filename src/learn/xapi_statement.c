/* One statement: a row for each verb says what its object is and what its result holds. */
#include "xapi.h"
#include <berpijar/answer.h>
#include <berpijar/json.h>
#include <berpijar/pseudonym.h>
#include <berpijar/regrades.h>
#include <berpijar/seal.h>
#include <string.h>

#define ADL        "http://adlnet.gov/expapi/verbs/"
#define ADB        "https://w3id.org/xapi/adb/verbs/" /* for books */
#define EXTENSION  "https://berpijar.internal/xapi/"
#define JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(6))

/* ---- results ---- */

/* A text of the learner's. Some stores cannot hold characters that are none. */
static json_t *stated_text(struct bp_str text)
{
	struct bp_buf out = {0};

	bp_buf_add_harmless(&out, text);
	json_t *harmless = json_stringn(out.at ? out.at : "", out.len);
	bp_buf_release(&out);
	return harmless;
}

/* "a,c" becomes "a[,]c", "1=2" "1[.]2"; what was typed stays. */
static json_t *stated_response(struct bp_str response, bool typed)
{
	struct bp_buf out = {0};

	for (size_t i = 0; i < response.len && !typed; i++)
		if (response.at[i] == ',')
			bp_buf_add_cstr(&out, "[,]");
		else if (response.at[i] == '=')
			bp_buf_add_cstr(&out, "[.]");
		else
			bp_buf_add_char(&out, response.at[i]);
	json_t *text = stated_text(typed ? response : bp_buf_str(&out));
	bp_buf_release(&out);
	return text;
}

static void stated_set_grade(struct stated *stated)
{
	if (stated->grade < 0)
		return;
	json_object_set_new(stated->result, "success", json_boolean(stated->grade >= 1));
	json_object_set_new(
		stated->result, "score", json_pack("{s:f}", "scaled", stated->grade));
}

static void stated_set_answer(struct stated *stated)
{
	struct bp_str response = body_text(body_object(&stated->body), "response");
	bool typed = stated->interaction ? stated->interaction->typed
					 : !bp_answer_is_picked(response);

	if (response.len && (stated->xapi->of.words || !stated->is_private))
		json_object_set_new(
			stated->result, "response", stated_response(response, typed));
	stated_set_grade(stated);
}

static void stated_set_end(struct stated *stated)
{
	double grade = stated->grade;

	json_object_set_new(stated->result, "success",
		json_boolean(stated->event->verb == BP_PASSED));
	if (grade >= 0)
		json_object_set_new(stated->result, "score",
			json_pack("{s:f, s:f, s:i, s:i}", "scaled", grade, "raw",
				100 * grade, "min", 0, "max", 100));
}

static void stated_set_completion(struct stated *stated)
{
	struct bp_str version = body_text(body_object(&stated->body), "version");
	json_t *more = json_pack("{s:f}", EXTENSION "jp", stated->event->jp_halves / 2.0);

	if (version.len)
		json_object_set_new(more, EXTENSION "version", stated_text(version));
	json_object_set_new(stated->result, "completion", json_true());
	if (stated->grade >= 0)
		json_object_set_new(stated->result, "score",
			json_pack("{s:f}", "scaled", stated->grade));
	json_object_set_new(stated->result, "extensions", more);
}

static void stated_set_note(struct stated *stated)
{
	json_t *body = body_object(&stated->body);
	struct bp_str text =
		body_text(body, stated->event->question.len ? "report" : "text");

	if (text.len)
		json_object_set_new(stated->result, "response", stated_text(text));
}

/* What a module comes to, since a question of it was graded anew. */
static void stated_set_regrade(struct stated *stated)
{
	json_t *body = body_object(&stated->body),
	       *after = json_object_get(body, "after");

	if (json_is_number(after))
		json_object_set_new(stated->result, "score",
			json_pack("{s:f}", "scaled", json_number_value(after)));
	if (body_is_true(body, "void"))
		json_object_set_new(stated->result, "extensions",
			json_pack("{s:b}", EXTENSION "dropped", true));
}

/* "PT12M5.5S". */
static void stated_set_duration(struct stated *stated)
{
	double seconds = stated->event->seconds;
	char text[48];

	if (!(seconds > 0) || seconds > BP_EVENT_SECONDS_MOST)
		return;
	int64_t hundredths = (int64_t)(seconds * 100 + 0.5);
	int64_t minutes = hundredths / 6000;
	snprintf(text, sizeof text, "PT%lldM%lld.%02lldS", (long long)minutes,
		(long long)(hundredths % 6000 / 100), (long long)(hundredths % 100));
	json_object_set_new(stated->result, "duration", json_string(text));
}

/* ---- the verbs ---- */

static void stated_set_nothing(struct stated *stated)
{
	(void)stated;
}

struct stated_verb {
	const char *iri;
	json_t *(*object)(const struct stated *stated);
	void (*result)(struct stated *stated);
};

/* A verb without a row has no statements: what was learned elsewhere (elsewhere.h) is for the
 * other organiser to state. */
static const struct stated_verb stated_verbs[BP_VERB_COUNT] = {
	[BP_INITIALIZED] = {ADL "initialized", stated_course, stated_set_nothing},
	[BP_EXPERIENCED] = {ADL "experienced", stated_module, stated_set_nothing},
	[BP_PROGRESSED] = {ADL "progressed", stated_module, stated_set_nothing},
	[BP_ANSWERED] = {ADL "answered", stated_question, stated_set_answer},
	[BP_ATTEMPTED] = {ADL "attempted", stated_quiz, stated_set_nothing},
	[BP_PASSED] = {ADL "passed", stated_quiz, stated_set_end},
	[BP_FAILED] = {ADL "failed", stated_quiz, stated_set_end},
	[BP_COMPLETED] = {ADL "completed", stated_module, stated_set_completion},
	[BP_TERMINATED] = {ADL "terminated", stated_module, stated_set_nothing},
	[BP_BOOKMARKED] = {ADB "bookmarked", stated_module, stated_set_nothing},
	[BP_ANNOTATED] = {ADB "noted", stated_marked, stated_set_note},
	[BP_VOIDED] = {ADL "voided", stated_voided, stated_set_nothing},
	[BP_SCORED] = {ADL "scored", stated_module, stated_set_regrade},
};

/* An answer that is recorded once more, with its grade. */
static const struct stated_verb stated_graded = {
	ADL "scored", stated_question, stated_set_grade};

static json_t *stated_verb(const struct stated_verb *verb)
{
	return json_pack("{s:s, s:{s:s}}", "id", verb->iri, "display", "en",
		strrchr(verb->iri, '/') + 1);
}

/* ---- actor and context ---- */

static json_t *stated_actor(const struct bp_xapi_of *of)
{
	char name[BP_UUID_LEN + 1];

	bp_pseudonym_write(of->learner, BP_PSEUDONYM_XAPI, name);
	return json_pack("{s:s, s:{s:s, s:s}}", "objectType", "Agent", "account",
		"homePage", of->home, "name", name);
}

/* One for each learner and course: a name-based UUID (RFC 9562, version 8). */
static json_t *stated_registration(const struct stated *stated)
{
	struct bp_digester digester;
	char text[BP_UUID_LEN + 1];

	bp_digest_begin(&digester);
	bp_digest_add(&digester, stated->xapi->of.learner, 16);
	bp_digest_add(&digester, stated->event->course.at, stated->event->course.len);
	const struct bp_digest digest = bp_digest_end(&digester);
	bp_uuid_of(&digest, text);
	return json_string(text);
}

static json_t *stated_around(const struct stated *stated)
{
	json_t *around = json_pack("{s:[o]}", "grouping", stated_course(stated));

	if (!stated->event->question.len)
		return around;
	if (stated->event->verb == BP_SCORED)
		json_object_set_new(
			around, "other", json_pack("[o]", stated_question(stated)));
	else
		json_object_set_new(
			around, "parent", json_pack("[o]", stated_quiz(stated)));
	return around;
}

static json_t *stated_extensions(struct stated *stated, struct bp_xapi_place place)
{
	static const char *const flags[] = {
		"review", BP_BY_REGRADE, "timed_out", "round"};
	json_t *body = body_object(&stated->body), *all;
	char replica[BP_UUID_LEN + 1], key[64];
	struct bp_str attempt = body_text(body, "attempt");

	bp_uuid_write(place.replica, replica);
	all = json_pack("{s:s, s:I}", EXTENSION "replica", replica, EXTENSION "seq",
		(json_int_t)place.number);
	if (attempt.len)
		json_object_set_new(all, EXTENSION "attempt", stated_text(attempt));
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		snprintf(key, sizeof key, EXTENSION "%s", flags[i]);
		if (body_is_true(body, flags[i]))
			json_object_set_new(all, key, json_true());
	}
	return all;
}

/* A platform is only allowed where the object is an activity. */
static json_t *stated_context(struct stated *stated, struct bp_xapi_place place)
{
	json_t *context =
		json_pack("{s:o}", "extensions", stated_extensions(stated, place));

	if (!stated->event->course.len)
		return context;
	json_object_set_new(context, "registration", stated_registration(stated));
	json_object_set_new(context, "contextActivities", stated_around(stated));
	if (place.language && *place.language)
		json_object_set_new(
			context, "language", bp_json_text(bp_str(place.language)));
	if (stated->event->verb != BP_VOIDED)
		json_object_set_new(context, "platform", json_string("berpijar"));
	return context;
}

/* ---- a statement ---- */

static json_t *stated_make(struct stated *stated, struct bp_xapi_place place)
{
	const struct bp_event *event = stated->event;
	bool again = event->verb == BP_ANSWERED &&
		body_is_true(body_object(&stated->body), "graded");
	const struct stated_verb *verb =
		again ? &stated_graded : &stated_verbs[event->verb];
	json_t *object = verb->object(stated), *all = NULL;
	char id[BP_UUID_LEN + 1], at[BP_TIME_ROOM];

	bp_uuid_write(event->id, id);
	bp_time_iso(event->at, at);
	verb->result(stated);
	stated_set_duration(stated);
	if (object && (!again || stated->grade >= 0))
		all = json_pack("{s:s, s:o, s:o, s:O, s:o}", "id", id, "actor",
			stated_actor(&stated->xapi->of), "verb", stated_verb(verb),
			"object", object, "context", stated_context(stated, place));
	if (all && json_object_size(stated->result))
		json_object_set(all, "result", stated->result);
	if (all && *at)
		json_object_set_new(all, "timestamp", json_string(at));
	json_decref(object);
	return all;
}

/* Only a grade that was recorded with the event, and may be told. */
static double stated_grade(
	const struct bp_xapi *xapi, struct bp_arena *arena, const struct bp_event *event)
{
	struct bp_event told = *event;

	bp_attempts_tell(bp_progress_attempts(xapi->progress), arena, &told);
	return event->grade >= 0 && event->grade <= 1 && told.grade >= 0 ? event->grade
									 : -1;
}

static void stated_look(struct stated *stated, struct bp_arena *arena)
{
	const struct bp_event *event = stated->event;
	uint64_t hash = event->question.len && event->verb != BP_SCORED
		? body_hash(body_object(&stated->body), "hash")
		: 0;
	int type = xapi_type(stated->xapi, hash);

	stated->hash = hash;
	stated->interaction = type < 0 ? NULL : &stated_interactions[type];
	stated->grade = stated_grade(stated->xapi, arena, event);
	stated->is_private = event->verb == BP_ANSWERED && stated->interaction
		? stated->interaction->typed
		: bp_event_is_private(event, arena);
}

bool bp_xapi_state(struct bp_xapi *xapi, const struct bp_event *event,
	struct bp_xapi_place place, struct bp_buf *out)
{
	struct stated stated = {.xapi = xapi, .event = event, .body.text = event->body};
	struct bp_arena *arena = bp_arena_new();
	bool about = stated_verbs[event->verb].object &&
		(event->course.len || event->verb == BP_VOIDED);

	stated_look(&stated, arena);
	bool kept = stated.is_private && event->verb != BP_ANSWERED && !xapi->of.words;
	stated.result = json_object();
	json_t *all = about && !kept && !xapi_is_voided(xapi, event->id)
		? stated_make(&stated, place)
		: NULL;
	if (all)
		bp_json_write(all, JSON_FLAGS, out);
	json_decref(all);
	json_decref(stated.result);
	body_release(&stated.body);
	bp_arena_free(arena);
	return all != NULL;
}
