/* `berpijar export`: the questions of a module, course or GIFT file, as JSON. */
#include "session.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#define GIFT_LIMIT (16 * 1024 * 1024)

static json_t *string(struct bp_str text)
{
	json_t *value = json_stringn(text.at ? text.at : "", text.len);

	if (value)
		return value;
	struct bp_buf clean = {0}; /* not UTF-8 */
	bp_buf_add_clean(&clean, text);
	value = json_stringn(clean.at ? clean.at : "", clean.len);
	bp_buf_release(&clean);
	return value;
}

static const char *format_name(enum bp_text_format format)
{
	switch (format) {
	case BP_FORMAT_HTML: return "html";
	case BP_FORMAT_PLAIN: return "plain";
	case BP_FORMAT_MARKDOWN: return "markdown";
	case BP_FORMAT_MOODLE: break;
	}
	return "moodle";
}

static json_t *choice(const struct bp_choice *choice)
{
	return json_pack("{s:o, s:s, s:f, s:o}", "text", string(choice->text.text),
		"format", format_name(choice->text.format), "weight", choice->weight,
		"feedback", string(choice->feedback.text));
}

static json_t *choices(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->choice_count; i++)
		json_array_append_new(list, choice(&question->choices[i]));
	return list;
}

/* Accepted answers: texts, or numbers with their tolerance. */
static json_t *answers(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->choice_count; i++) {
		json_t *answer = choice(&question->choices[i]);
		if (question->type == BP_NUMERICAL &&
			question->choices[i].text.text.len &&
			!bp_str_is(question->choices[i].text.text, "*")) {
			json_object_set_new(
				answer, "value", json_real(question->choices[i].value));
			json_object_set_new(answer, "tolerance",
				json_real(question->choices[i].tolerance));
		}
		json_array_append_new(list, answer);
	}
	return list;
}

static json_t *pairs(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->pair_count; i++)
		json_array_append_new(list,
			json_pack("[o, o]", string(question->pairs[i].left.text),
				string(question->pairs[i].right)));
	return list;
}

static json_t *tags(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->tag_count; i++)
		json_array_append_new(list, string(question->tags[i]));
	return list;
}

static json_t *describe(const struct bp_question *question)
{
	bool typed = question->type == BP_SHORTANSWER || question->type == BP_NUMERICAL;
	json_t *all = json_pack("{s:o, s:o, s:s, s:o, s:s, s:b, s:b}", "id",
		string(question->id), "name", string(question->name), "type",
		bp_question_type_name(question->type), "text",
		string(question->text.text), "format", format_name(question->text.format),
		"embedded", question->embedded, "single", question->single);

	json_object_set_new(all, "choices", typed ? json_array() : choices(question));
	json_object_set_new(all, "answers", typed ? answers(question) : json_array());
	json_object_set_new(all, "pairs", pairs(question));
	json_object_set_new(
		all, "general_feedback", string(question->general_feedback.text));
	json_object_set_new(all, "tags", tags(question));
	json_object_set_new(all, "idnumber", string(question->idnumber));
	json_object_set_new(all, "category", string(question->category));
	json_object_set_new(all, "line", json_integer(question->line));
	return all;
}

static void add_quiz(json_t *list, const struct bp_quiz *quiz)
{
	for (size_t i = 0; i < quiz->count; i++)
		json_array_append_new(list, describe(&quiz->questions[i]));
}

static bool add_gift(json_t *list, const char *path, struct bp_diagnostics *faults,
	struct bp_error *err)
{
	struct bp_buf text = {0};
	struct bp_quiz quiz = {0};

	if (!bp_file_read(path, GIFT_LIMIT, &text, err))
		return false;
	struct bp_arena *arena = bp_arena_new();
	bp_diagnostics_file(faults, path);
	bp_gift_read(arena,
		(struct bp_gift_source){
			.text = bp_buf_str(&text), .line = 1, .format = BP_FORMAT_MOODLE},
		faults, &quiz);
	add_quiz(list, &quiz);
	bp_arena_free(arena);
	bp_buf_release(&text);
	return true;
}

static bool add_module(json_t *list, const struct bp_course *course,
	const struct bp_module *module, struct bp_diagnostics *faults,
	struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();

	bp_diagnostics_file(faults, bp_module_path(arena, course, module));
	bp_arena_free(arena);
	struct bp_document *document = session_read_module(course, module, faults, err);
	if (!document)
		return false;
	add_quiz(list, &document->quiz);
	bp_document_free(document);
	return true;
}

static bool add_named(json_t *list, struct bp_library *library, const char *name,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	const struct bp_course *course;
	const struct bp_module *module;
	size_t len = strlen(name);
	bool ok = true;

	if (bp_is_file(name) && !(len > 3 && strcmp(name + len - 3, ".md") == 0))
		return add_gift(list, name, faults, err);
	if (!session_find(library, name, faults, &course, &module, err))
		return false;
	if (module)
		return add_module(list, course, module, faults, err);
	for (size_t i = 0; ok && i < course->module_count; i++)
		ok = add_module(list, course, &course->modules[i], faults, err);
	return ok;
}

int run_export(const struct options *options)
{
	struct bp_library library;
	struct bp_diagnostics faults = {0};
	struct bp_error err = {0};
	json_t *list = json_array();

	bp_library_init(&library);
	bool ok = true;
	if (options->arg_count == 0 || options->format != FORMAT_JSON)
		ok = bp_fail(&err, BP_ERROR_USAGE,
			_("pemakaian: berpijar export BERKAS|KURSUS[/MODUL] --format "
			  "json"));
	ok = ok && session_library(options, &library, NULL, &err);
	for (int i = 0; ok && i < options->arg_count; i++)
		ok = add_named(list, &library, options->args[i], &faults, &err);
	print_diagnostics(&faults);
	if (ok) {
		json_dumpf(list, stdout, JSON_INDENT(1));
		putchar('\n');
	}
	int status = !ok ? report(&err) : faults.errors ? EXIT_FAILED : EXIT_DONE;
	json_decref(list);
	bp_diagnostics_release(&faults);
	bp_library_release(&library);
	return status;
}
