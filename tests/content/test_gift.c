/* GIFT: read as Moodle reads it, but for the differences that are written down here. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/file.h>
#include <berpijar/quiz.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct reading {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_quiz quiz;
};

static struct reading read_gift(struct bp_str text)
{
	struct reading reading = {.arena = bp_arena_new()};
	bp_gift_read(reading.arena, (struct bp_gift_source){.text = text, .line = 1},
		&reading.faults, &reading.quiz);
	return reading;
}

static void release(struct reading *reading)
{
	bp_arena_free(reading->arena);
	bp_diagnostics_release(&reading->faults);
}

/* ---- Moodle's reading, from JSON ---------------------------------------- */

static const char *context; /* what is compared, for a message */

static struct bp_str json_str(const json_t *value)
{
	assert_true(json_is_string(value));
	return (struct bp_str){json_string_value(value), json_string_length(value)};
}

static void same_str(const char *field, struct bp_str ours, const json_t *moodle)
{
	struct bp_str theirs = json_str(moodle);
	if (!bp_str_equal(ours, theirs))
		fail_msg("%s: %s is \"%.*s\", Moodle has \"%.*s\"", context, field,
			(int)ours.len, ours.at ? ours.at : "", (int)theirs.len,
			theirs.at);
}

static void same_int(const char *field, long long ours, const json_t *moodle)
{
	if (!json_is_integer(moodle) || json_integer_value(moodle) != ours)
		fail_msg("%s: %s is %lld, Moodle has %lld", context, field, ours,
			(long long)json_integer_value(moodle));
}

static void same_text(const char *field, struct bp_text ours, const json_t *moodle)
{
	same_str(field, ours.text, json_object_get(moodle, "text"));
	same_int(field, ours.format, json_object_get(moodle, "format"));
}

/* Moodle keeps some numbers as they were written. */
static double json_double(const json_t *value)
{
	return json_is_string(value) ? strtod(json_string_value(value), NULL)
				     : json_number_value(value);
}

static void same_number(const char *field, double ours, const json_t *moodle)
{
	if (!(fabs(ours - json_double(moodle)) <= 1e-5))
		fail_msg("%s: %s is %g, Moodle has %g", context, field, ours,
			json_double(moodle));
}

static void same_answers(const struct bp_question *ours, const json_t *moodle)
{
	const json_t *answers = json_object_get(moodle, "answer");
	if (ours->choice_count != json_array_size(answers))
		fail_msg("%s: %zu answers, Moodle has %zu", context, ours->choice_count,
			json_array_size(answers));
	for (size_t i = 0; i < ours->choice_count; i++) {
		const struct bp_choice *choice = &ours->choices[i];
		const json_t *answer = json_array_get(answers, i);
		if (ours->type == BP_MULTICHOICE || ours->type == BP_SEVERAL)
			same_text("choice", choice->text, answer);
		else if (ours->type == BP_SHORTANSWER)
			same_str("answer", choice->text.text, answer);
		else if (bp_str_is(choice->text.text, "*"))
			same_str("answer", choice->text.text, answer);
		else
			same_number("answer", choice->value, answer);
		same_number("weight", choice->weight,
			json_array_get(json_object_get(moodle, "fraction"), i));
		same_text("feedback", choice->feedback,
			json_array_get(json_object_get(moodle, "feedback"), i));
		if (ours->type == BP_NUMERICAL)
			same_number("tolerance", choice->tolerance,
				json_array_get(json_object_get(moodle, "tolerance"), i));
	}
}

static void same_pairs(const struct bp_question *ours, const json_t *moodle)
{
	const json_t *left = json_object_get(moodle, "subquestions");
	const json_t *right = json_object_get(moodle, "subanswers");
	assert_int_equal(ours->pair_count, json_array_size(left));
	for (size_t i = 0; i < ours->pair_count; i++) {
		same_text("left side", ours->pairs[i].left, json_array_get(left, i));
		same_str("right side", ours->pairs[i].right, json_array_get(right, i));
	}
}

static void same_truefalse(const struct bp_question *ours, const json_t *moodle)
{
	assert_int_equal(ours->choice_count, 2);
	assert_true(ours->choices[0].weight + ours->choices[1].weight == 1);
	same_int("right answer", ours->choices[0].weight == 1,
		json_object_get(moodle, "correctanswer"));
	same_text("feedback on true", ours->choices[0].feedback,
		json_object_get(moodle, "feedbacktrue"));
	same_text("feedback on false", ours->choices[1].feedback,
		json_object_get(moodle, "feedbackfalse"));
}

static void same_tags(const struct bp_question *ours, const json_t *moodle)
{
	const json_t *tags = json_object_get(moodle, "tags");
	assert_int_equal(ours->tag_count, json_array_size(tags));
	for (size_t i = 0; i < ours->tag_count; i++)
		same_str("tag", ours->tags[i], json_array_get(tags, i));
}

static void same_question(const struct bp_question *ours, const json_t *moodle)
{
	const json_t *name = json_object_get(moodle, "name");
	same_str("type", bp_str(bp_question_type_name(ours->type)),
		json_object_get(moodle, "qtype"));
	if (!bp_str_is(json_str(name),
		    "question:questionname")) /* Moodle's word for "no name" */
		same_str("name", ours->name, name);
	same_str("text", ours->text.text, json_object_get(moodle, "questiontext"));
	same_int("format", ours->text.format,
		json_object_get(moodle, "questiontextformat"));
	same_str("general feedback", ours->general_feedback.text,
		json_object_get(moodle, "generalfeedback"));
	same_str("id number", ours->idnumber, json_object_get(moodle, "idnumber"));
	same_tags(ours, moodle);
	if (ours->type == BP_MULTICHOICE || ours->type == BP_SEVERAL)
		same_int("single", ours->type == BP_MULTICHOICE,
			json_object_get(moodle, "single"));
	if (ours->type == BP_TRUEFALSE)
		same_truefalse(ours, moodle);
	else if (ours->type == BP_MATCH)
		same_pairs(ours, moodle);
	else
		same_answers(ours, moodle);
}

static void fixture_path(char *path, size_t size, const char *name)
{
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	if (snprintf(path, size, "%s/gift/%s", fixtures ? fixtures : "", name) >=
		(int)size)
		fail_msg("%s: the path is too long", name);
}

static json_t *load_json(const char *name)
{
	char path[4096];
	json_error_t error;
	fixture_path(path, sizeof path, name);
	json_t *loaded = json_load_file(path, 0, &error);
	if (!loaded)
		fail_msg("%s: %s", path, error.text);
	return loaded;
}

/* ---- one-line inputs ----------------------------------------------------- */

/* Where we differ on purpose, and why; the code is that of our complaint. */
static const struct {
	const char *input, *code;
} refused[] = {
	/* Moodle takes what is no number as "any number is right". */
	{"Q{#1,5}", "gift-number"},
	{"Q{#abc}", "gift-number"},
	/* Moodle reads 1..5 and drops the rest. */
	{"Q{#1..5..9}", "gift-number"},
	/* A range from 5 down to 1 is a slip; Moodle makes a negative tolerance of it. */
	{"Q{#5..1}", "gift-range"},
	/* Nobody could get these right. */
	{"Q{=}", "gift-no-right"},
	{"Q{==}", "gift-no-right"},
	{"Q{~a ~b}", "gift-no-right"},
	{"Q{~% 50%a ~b}", "gift-no-right"},
	/* Moodle makes an essay of it, with the text "Q }a_____{". */
	{"Q }a{", "gift-brace"},
	/* Moodle takes the question as a part of the category's name and drops it. */
	{"$CATEGORY: a/b\nQ{T}", "gift-glued"},
};

static const char *refusal(const char *input)
{
	for (size_t i = 0; i < COUNT(refused); i++) {
		if (strcmp(refused[i].input, input) == 0)
			return refused[i].code;
	}
	return NULL;
}

static void is_refused(const struct reading *reading, const char *code)
{
	if (reading->quiz.count > 0 || reading->faults.errors == 0)
		fail_msg("%s: not refused", context);
	if (code &&
		strcmp(bp_fault_row(reading->faults.at[reading->faults.count - 1].fault)
				->code,
			code) != 0)
		fail_msg("%s: %s", context,
			bp_fault_row(reading->faults.at[reading->faults.count - 1].fault)
				->code);
}

/* Accepted by both, but read otherwise: checked in tests of their own. */
static bool is_read_otherwise(const char *input)
{
	return strncmp(input, "Q {>2 ALL", 9) == 0 || strcmp(input, "Q &&058; {=a}") == 0;
}

static void compare_edge_case(
	const char *input, const json_t *moodle, const json_t *error)
{
	struct reading reading = read_gift(bp_str(input));
	const char *code = refusal(input);

	context = input;
	if (code || json_is_string(error)) {
		is_refused(&reading, code);
	} else if (json_is_null(moodle)) {
		assert_int_equal(reading.quiz.count + reading.faults.count, 0);
	} else if (bp_str_is(json_str(json_object_get(moodle, "qtype")), "category")) {
		same_str("category", reading.quiz.category,
			json_object_get(moodle, "category"));
	} else if (!is_read_otherwise(input)) {
		if (reading.faults.errors)
			fail_msg("%s: %s", input, reading.faults.at[0].message);
		assert_int_equal(reading.quiz.count, 1);
		same_question(&reading.quiz.questions[0], moodle);
	}
	release(&reading);
}

static void test_edge_cases(void **state)
{
	(void)state;
	json_t *cases = load_json("edge-cases.json"), *entry;
	size_t i;

	json_array_foreach(cases, i, entry) compare_edge_case(
		json_string_value(json_object_get(entry, "input")),
		json_object_get(entry, "moodle"), json_object_get(entry, "error"));
	assert_int_equal(i, 76);
	json_decref(cases);
}

/* ---- files of others ------------------------------------------------------ */

static void read_fixture(const char *name, struct bp_buf *text)
{
	char path[4096];
	struct bp_error err;
	fixture_path(path, sizeof path, name);
	if (!bp_file_read(path, 1 << 20, text, &err))
		fail_msg("%s", err.message);
}

/* No choice of it is right, so nobody could pass it: we refuse it. */
static bool is_refused_by_us(const char *file, const json_t *question)
{
	return strstr(file, "ejemplo-matematicas.gift") &&
		bp_str_is(json_str(json_object_get(question, "name")), "Cálculo");
}

/* Returns how many questions were compared. */
static size_t compare_file(const char *name)
{
	char json_name[400], where[400];
	struct bp_buf text = {0};
	read_fixture(name, &text);
	snprintf(json_name, sizeof json_name, "%.300s.moodle.json", name);
	json_t *moodle = load_json(json_name), *question;
	struct reading reading = read_gift(bp_buf_str(&text));
	struct bp_str category = {0};
	size_t i, ours = 0;

	json_array_foreach(json_object_get(moodle, "questions"), i, question)
	{
		snprintf(where, sizeof where, "%.300s, question %zu", name, i + 1);
		context = where;
		if (json_object_get(question, "category")) {
			category = json_str(json_object_get(question, "category"));
			continue;
		}
		if (is_refused_by_us(name, question))
			continue;
		if (ours == reading.quiz.count)
			fail_msg("%s: not read (%s)", where,
				reading.faults.errors ? reading.faults.at[0].message
						      : "?");
		same_question(&reading.quiz.questions[ours], question);
		assert_true(
			bp_str_equal(reading.quiz.questions[ours].category, category));
		ours++;
	}
	assert_int_equal(ours, reading.quiz.count);
	release(&reading);
	json_decref(moodle);
	bp_buf_release(&text);
	return ours;
}

static int is_reading(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);
	return len > 12 && strcmp(entry->d_name + len - 12, ".moodle.json") == 0;
}

static void test_corpus(void **state)
{
	(void)state;
	char path[4096];
	struct dirent **files;
	size_t questions = 0;
	fixture_path(path, sizeof path, "corpus");
	int count = scandir(path, &files, is_reading, alphasort);

	for (int i = 0; i < count; i++) {
		char name[300];
		snprintf(name, sizeof name, "corpus/%.*s",
			(int)strlen(files[i]->d_name) - 12, files[i]->d_name);
		questions += compare_file(name);
		free(files[i]);
	}
	free(files);
	print_message("%zu questions in %d files are read as Moodle reads them\n",
		questions, count);
	assert_int_equal(count, 41);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edge_cases),
		cmocka_unit_test(test_corpus),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
