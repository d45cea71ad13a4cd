/* Events as statements of xAPI: what each says, and what none may say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/xapi.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define HOME    "https://dinas.go.id/berpijar"
#define LESSON  HOME "/course/ux/module/uji"
#define ATTEMPT "00000000-0000-0000-0000-0000000000aa"
#define AT      INT64_C(1796068800089)

static struct bp_event event(uint8_t id, enum bp_verb verb, const char *question,
	double grade, const char *body)
{
	return (struct bp_event){.id = {[15] = id},
		.at = AT,
		.verb = verb,
		.course = BP_STR("ux"),
		.module = BP_STR("uji"),
		.question = bp_str(question),
		.grade = grade,
		.body = bp_str(body)};
}

/* A maker that knows one question of a type, with the hash 1. */
static struct bp_xapi *maker(bool words, int type)
{
	struct bp_xapi *xapi = bp_xapi_new((struct bp_xapi_of){
		.home = HOME, .learner = {[0] = 0xee}, .words = words});

	if (type >= 0)
		bp_xapi_know(xapi,
			&(struct bp_question){
				.type = (enum bp_question_type)type, .content_hash = 1});
	return xapi;
}

static json_t *state_of(struct bp_xapi *xapi, const struct bp_event *event)
{
	const struct bp_xapi_place place = {{[0] = 0xab}, 7, "id"};
	struct bp_buf out = {0};
	json_t *statement = NULL;

	if (bp_xapi_state(xapi, event, place, &out)) {
		statement = json_loadb(out.at, out.len, 0, NULL);
		assert_non_null(statement);
	} else {
		assert_int_equal(out.len, 0);
	}
	bp_buf_release(&out);
	return statement;
}

/* Whether a part of a statement is this JSON; "" is none. */
static bool is(const json_t *part, const char *wanted)
{
	json_t *json = *wanted ? json_loads(wanted, JSON_DECODE_ANY, NULL) : NULL;
	bool same = *wanted ? json_equal(json, part) : !part;

	json_decref(json);
	return same;
}

#define HASH "\"hash\":\"0000000000000001\""
#define Q    LESSON "/question/q/0000000000000001"

static void test_rows(void **state)
{
	static const struct {
		const char *what;
		enum bp_verb verb;
		int type; /* of the question; -1: not known */
		bool words;
		const char *question;
		double grade, seconds;
		const char *body;
		const char *verb_iri; /* its end; NULL: there is no statement */
		const char *object, *interaction, *result;
	} rows[] = {
		{"a course is opened", BP_INITIALIZED, -1, false, "", -1, -1, "",
			"/initialized", HOME "/course/ux", "", ""},
		{"a lesson is read", BP_PROGRESSED, -1, false, "", -1, 725.5, "",
			"/progressed", LESSON, "", "{\"duration\":\"PT12M5.50S\"}"},
		{"one choice", BP_ANSWERED, BP_MULTICHOICE, false, "q", 1, 2.25,
			"{\"response\":\"b\"," HASH "}", "/answered", Q, "\"choice\"",
			"{\"response\":\"b\",\"success\":true,\"score\":{\"scaled\":1.0},"
			"\"duration\":\"PT0M2.25S\"}"},
		{"several choices", BP_ANSWERED, BP_SEVERAL, false, "q", 0.5, -1,
			"{\"response\":\"a,c\"," HASH "}", "/answered", Q, "\"choice\"",
			"{\"response\":\"a[,]c\",\"success\":false,\"score\":{\"scaled\":0.5}}"},
		{"true or false", BP_ANSWERED, BP_TRUEFALSE, false, "q", 0, -1,
			"{\"response\":\"true\"," HASH "}", "/answered", Q,
			"\"true-false\"",
			"{\"response\":\"true\",\"success\":false,\"score\":{\"scaled\":0.0}}"},
		{"pairs", BP_ANSWERED, BP_MATCH, false, "q", 1, -1,
			"{\"response\":\"1=2,2=1\"," HASH "}", "/answered", Q,
			"\"matching\"",
			"{\"response\":\"1[.]2[,]2[.]1\",\"success\":true,"
			"\"score\":{\"scaled\":1.0}}"},
		{"an order", BP_ANSWERED, BP_ORDERING, false, "q", 1, -1,
			"{\"response\":\"c,a,b\"," HASH "}", "/answered", Q,
			"\"sequencing\"",
			"{\"response\":\"c[,]a[,]b\",\"success\":true,"
			"\"score\":{\"scaled\":1.0}}"},
		{"typed, with consent", BP_ANSWERED, BP_SHORTANSWER, true, "q", 1, -1,
			"{\"response\":\"a,b\"," HASH "}", "/answered", Q, "\"fill-in\"",
			"{\"response\":\"a,b\",\"success\":true,\"score\":{\"scaled\":1.0}}"},
		{"typed, without", BP_ANSWERED, BP_SHORTANSWER, false, "q", 1, -1,
			"{\"response\":\"a,b\"," HASH "}", "/answered", Q, "\"fill-in\"",
			"{\"success\":true,\"score\":{\"scaled\":1.0}}"},
		{"typed, to a question that is not known", BP_ANSWERED, -1, false, "q", 1,
			-1, "{\"response\":\"Jakarta\"," HASH "}", "/answered", Q, "",
			"{\"success\":true,\"score\":{\"scaled\":1.0}}"},
		{"a number", BP_ANSWERED, BP_NUMERICAL, true, "q", 0, -1,
			"{\"response\":\"2,5\"," HASH "}", "/answered", Q, "\"numeric\"",
			"{\"response\":\"2,5\",\"success\":false,\"score\":{\"scaled\":0.0}}"},
		{"an essay, without consent", BP_ANSWERED, BP_ESSAY, false, "q", -1, -1,
			"{\"response\":\"x\",\"written\":true," HASH "}", "/answered", Q,
			"\"long-fill-in\"", ""},
		{"a fork is not right or wrong", BP_ANSWERED, BP_FORK, false, "q", -1, -1,
			"{\"response\":\"a\"," HASH "}", "/answered", Q, "\"choice\"",
			"{\"response\":\"a\"}"},
		{"a name with anything in it", BP_ANSWERED, -1, false, "Soal 1/é", 1, -1,
			"{\"response\":\"a\"}", "/answered",
			LESSON "/question/Soal%201%2F%C3%A9", "",
			"{\"response\":\"a\",\"success\":true,\"score\":{\"scaled\":1.0}}"},
		{"passed", BP_PASSED, -1, false, "", 0.875, -1, "", "/passed",
			LESSON "/quiz", "",
			"{\"success\":true,\"score\":{\"scaled\":0.875,\"raw\":87.5,"
			"\"min\":0,\"max\":100}}"},
		{"failed", BP_FAILED, -1, false, "", 0, -1, "", "/failed", LESSON "/quiz",
			"",
			"{\"success\":false,\"score\":{\"scaled\":0.0,\"raw\":0.0,"
			"\"min\":0,\"max\":100}}"},
		{"completed", BP_COMPLETED, -1, false, "", -1, -1,
			"{\"version\":\"1.2\"}", "/completed", LESSON, "",
			"{\"completion\":true,\"extensions\":{"
			"\"https://berpijar.internal/xapi/jp\":1.5,"
			"\"https://berpijar.internal/xapi/version\":\"1.2\"}}"},
		{"a note, with consent", BP_ANNOTATED, -1, true, "", -1, -1,
			"{\"text\":\"ingat\"}", "/noted", LESSON, "",
			"{\"response\":\"ingat\"}"},
		{"a note with what is no text", BP_ANNOTATED, -1, true, "", -1, -1,
			"{\"text\":\"a\\u001b[31mb\"}", "/noted", LESSON, "",
			"{\"response\":\"a\xef\xbf\xbd[31mb\"}"},
		{"a note, without", BP_ANNOTATED, -1, false, "", -1, -1,
			"{\"text\":\"ingat\"}", NULL, "", "", ""},
		{"a report, without", BP_ANNOTATED, -1, false, "q", -1, -1,
			"{\"report\":\"keliru\"," HASH "}", NULL, "", "", ""},
		{"a bookmark, without", BP_BOOKMARKED, -1, false, "", -1, -1, "{}", NULL,
			"", "", ""},
		{"learned elsewhere", BP_ATTENDED, -1, true, "", -1, -1, "{}", NULL, "",
			"", ""},
		{"graded anew", BP_SCORED, -1, false, "q", -1, -1,
			"{\"after\":0.75,\"before\":0.5,\"void\":true,\"answers\":{}}",
			"/scored", LESSON, "",
			"{\"score\":{\"scaled\":0.75},\"extensions\":"
			"{\"https://berpijar.internal/xapi/dropped\":true}}"},
		{"what no body can be", BP_ANSWERED, -1, true, "q", 7, 1e300, "{[",
			"/answered", LESSON "/question/q", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_xapi *xapi = maker(rows[i].words, rows[i].type);
		struct bp_event one = event(
			1, rows[i].verb, rows[i].question, rows[i].grade, rows[i].body);
		one.seconds = rows[i].seconds;
		one.jp_halves = rows[i].verb == BP_COMPLETED ? 3 : 0;
		bp_xapi_take(xapi, &one);
		json_t *statement = state_of(xapi, &one),
		       *object = json_object_get(statement, "object");
		const char *verb = json_string_value(
			json_object_get(json_object_get(statement, "verb"), "id"));
		const char *id = json_string_value(json_object_get(object, "id"));
		const char *end = rows[i].verb_iri;
		bool same = end ? verb && strlen(verb) > strlen(end) &&
				strcmp(verb + strlen(verb) - strlen(end), end) == 0 &&
				strcmp(id, rows[i].object) == 0 &&
				is(json_object_get(json_object_get(object, "definition"),
					   "interactionType"),
					rows[i].interaction) &&
				is(json_object_get(statement, "result"), rows[i].result)
				: !statement;
		if (!same)
			fail_msg("%s: %s", rows[i].what,
				statement ? json_dumps(statement, 0) : "none");
		json_decref(statement);
		bp_xapi_free(xapi);
	}
}

/* All that stands around it, once. */
static void test_whole(void **state)
{
	static const char wanted[] =
		"{\"id\":\"00000000-0000-0000-0000-000000000001\",\"actor\":{\"objectType\":\"Agent\","
		"\"account\":{\"homePage\":\"" HOME
		"\",\"name\":\"eea409cd-7b26-8078-af7e-2e92e3f3308d\"}},"
		"\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/answered\","
		"\"display\":{\"en\":\"answered\"}},"
		"\"object\":{\"objectType\":\"Activity\",\"id\":\"" LESSON
		"/question/q\",\"definition\":"
		"{\"type\":\"http://adlnet.gov/expapi/activities/cmi.interaction\"}},"
		"\"context\":{\"extensions\":{"
		"\"https://berpijar.internal/xapi/replica\":\"ab000000-0000-0000-0000-000000000000\","
		"\"https://berpijar.internal/xapi/seq\":7,"
		"\"https://berpijar.internal/xapi/review\":true},"
		"\"registration\":\"@\",\"contextActivities\":{\"grouping\":[{\"objectType\":\"Activity\","
		"\"id\":\"" HOME "/course/ux\",\"definition\":"
		"{\"type\":\"http://adlnet.gov/expapi/activities/course\"}}],"
		"\"parent\":[{\"objectType\":\"Activity\",\"id\":\"" LESSON
		"/quiz\",\"definition\":"
		"{\"type\":\"http://adlnet.gov/expapi/activities/assessment\"}}]},"
		"\"language\":\"id\",\"platform\":\"berpijar\"},"
		"\"result\":{\"response\":\"b\"},\"timestamp\":\"2026-11-30T20:00:00.089Z\"}";
	struct bp_xapi *xapi = maker(false, -1);
	struct bp_event one =
		event(1, BP_ANSWERED, "q", -1, "{\"response\":\"b\",\"review\":true}");
	uint8_t registration[16];

	(void)state;
	bp_xapi_take(xapi, &one);
	json_t *first = state_of(xapi, &one), *again = state_of(xapi, &one);
	json_t *context = json_object_get(first, "context");
	assert_true(json_equal(first, again));
	assert_true(bp_uuid_read(
		bp_str(json_string_value(json_object_get(context, "registration"))),
		registration));
	assert_int_equal(registration[6] >> 4, 8);
	assert_int_equal(registration[8] >> 6, 2);
	json_object_set_new(context, "registration", json_string("@"));
	if (!is(first, wanted))
		fail_msg("%s", json_dumps(first, 0));
	json_decref(first);
	json_decref(again);
	bp_xapi_free(xapi);
}

static bool mentions(
	struct bp_xapi *xapi, const struct bp_event *event, const char *words)
{
	json_t *statement = state_of(xapi, event);
	char *text = statement ? json_dumps(statement, JSON_COMPACT) : NULL;
	bool found = text && strstr(text, words);

	free(text);
	json_decref(statement);
	return found;
}

/* An exam that tells nothing before its end: no grade of an answer, not even one that an older
 * program recorded; afterwards the answer is scored. */
static void test_silent(void **state)
{
	static const char of[] = "{\"attempt\":\"" ATTEMPT "\",\"response\":\"b\"}";
	struct bp_event events[] = {
		event(0xaa, BP_ATTEMPTED, "", -1,
			"{\"questions\":[\"q\"],\"seed\":\"01\",\"time\":0,\"feedback\":\"deferred\"}"),
		event(1, BP_ANSWERED, "q", 1, of),
		event(2, BP_ANSWERED, "q", 1,
			"{\"attempt\":\"" ATTEMPT
			"\",\"response\":\"b\",\"graded\":true}"),
		event(3, BP_PASSED, "", 1, "{\"attempt\":\"" ATTEMPT "\"}"),
	};
	struct bp_xapi *xapi = maker(false, -1);

	(void)state;
	for (int i = 0; i < 3; i++)
		bp_xapi_take(xapi, &events[i]);
	assert_true(mentions(xapi, &events[1], "verbs/answered"));
	assert_false(mentions(xapi, &events[1], "score"));
	assert_false(mentions(xapi, &events[1], "success"));
	assert_null(state_of(xapi, &events[2]));
	bp_xapi_take(xapi, &events[3]);
	assert_true(mentions(xapi, &events[2], "verbs/scored"));
	assert_true(mentions(xapi, &events[2], "\"success\":true"));
	assert_true(mentions(xapi, &events[2], "xapi/attempt\":\"" ATTEMPT));
	bp_xapi_free(xapi);
}

/* What was taken back is not told; that it was, is, and names no platform. */
static void test_voided(void **state)
{
	struct bp_event note = event(4, BP_ANNOTATED, "", -1, "{\"text\":\"ingat\"}");
	struct bp_event back = event(5, BP_VOIDED, "", -1,
		"{\"voids\":\"00000000-0000-0000-0000-000000000004\"}");
	struct bp_event none = event(6, BP_VOIDED, "", -1, "{\"voids\":\"x\"}");
	struct bp_xapi *xapi = maker(true, -1);

	(void)state;
	bp_xapi_take(xapi, &note);
	assert_true(mentions(xapi, &note, "ingat"));
	bp_xapi_take(xapi, &back);
	bp_xapi_take(xapi, &none);
	assert_null(state_of(xapi, &note));
	assert_true(mentions(xapi, &back,
		"\"object\":{\"objectType\":\"StatementRef\",\"id\":\"00000000-0000-0000-0000-000000000004\"}"));
	assert_false(mentions(xapi, &back, "platform"));
	assert_null(state_of(xapi, &none));
	bp_xapi_free(xapi);
}

static void test_homes(void **state)
{
	static const struct {
		const char *home;
		bool sound;
	} rows[] = {
		{"https://dinas.go.id/berpijar", true},
		{"http://10.0.0.1:8080", true},
		{"https://dinas.go.id/", false},
		{"https://", false},
		{"https:///a", false},
		{"dinas.go.id", false},
		{"https://a b", false},
		{"https://siti:rahasia@dinas.go.id", false},
		{"https://dinas.go.id/?a=1", false},
		{"https://dinas.go.id/\"", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!bp_xapi_home_fault(bp_str(rows[i].home)) != rows[i].sound)
			fail_msg("%s", rows[i].home);
}

/* Only an answer that names each statement says that they were taken. */
static void test_answers(void **state)
{
#define ONE "\"00000000-0000-0000-0000-000000000001\""
#define TWO "\"00000000-0000-0000-0000-0000000000AB\""
	static const struct {
		const char *answer;
		bool taken;
	} rows[] = {
		{"[" ONE "," TWO "]", true},
		{"[" TWO "," ONE "]", false},
		{"[" ONE "]", false},
		{"[" ONE "," TWO "," TWO "]", false},
		{"", false},
		{"<html>OK</html>", false},
		{"[" ONE ",7]", false},
		{"{\"a\":" ONE "}", false},
		{"[[[[[[", false},
	};
	static const uint8_t ids[2][16] = {{[15] = 1}, {[15] = 0xab}};
	static const char ours[] =
		"{\"actor\":{\"account\":{\"name\":\"n\",\"homePage\":\"h\"}},"
		"\"verb\":{\"id\":\"v\"},\"object\":{\"id\":\"o\"}}";
	static const char theirs[] =
		"{\"stored\":1,\"actor\":{\"account\":{\"homePage\":\"h\",\"name\":\"n\"}},"
		"\"verb\":{\"id\":\"v\"},\"object\":{\"id\":\"o\",\"definition\":{}}}";
	static const char renamed[] =
		"{\"actor\":{\"account\":{\"homePage\":\"h\",\"name\":\"m\"}},"
		"\"verb\":{\"id\":\"v\"},\"object\":{\"id\":\"o\"}}";
	static const char other[] =
		"{\"actor\":{\"account\":{\"homePage\":\"h\",\"name\":\"n\"}},"
		"\"verb\":{\"id\":\"w\"},\"object\":{\"id\":\"o\"}}";

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (bp_xapi_is_taken(bp_str(rows[i].answer), ids, 2) != rows[i].taken)
			fail_msg("%s", rows[i].answer);
	assert_true(bp_xapi_is_same(bp_str(ours), bp_str(theirs)));
	assert_true(bp_xapi_is_same(bp_str(ours), bp_str(renamed)));
	assert_false(bp_xapi_is_same(bp_str(ours), bp_str(other)));
	assert_false(bp_xapi_is_same(bp_str(ours), bp_str("{}")));
	assert_false(bp_xapi_is_same(bp_str(ours), bp_str("<html>")));
}

/* What was learned elsewhere is no course's here, whatever an event of it names. */
static void test_elsewhere(void **state)
{
	struct bp_xapi *xapi = maker(true, -1);
	struct bp_event forged = event(5, BP_ATTENDED, "q", 1,
		"{\"title\":\"Arsip\",\"organizer\":\"BPSDM\",\"begins\":\"2026-01-01\","
		"\"ends\":\"2026-01-01\",\"halves\":2}");

	(void)state;
	bp_xapi_take(xapi, &forged);
	assert_null(state_of(xapi, &forged));
	forged.course = bp_str("");
	assert_null(state_of(xapi, &forged));
	bp_xapi_free(xapi);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_silent),
		cmocka_unit_test(test_voided),
		cmocka_unit_test(test_homes),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
