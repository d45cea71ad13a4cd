/* `berpijar export`: questions as GIFT, as Moodle XML or as JSON, on standard output. */
#include "session.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- JSON ---- */

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

/* ---- the formats ---- */

struct exporter {
	json_t *list;
	struct bp_buf out;
	struct bp_str category;       /* in force in `out` */
	struct bp_arena *arena;       /* what is read, until the end */
	struct bp_diagnostics faults; /* of reading, and losses of writing */
	void (*add)(struct exporter *, const struct bp_quiz *);
};

static void add_json(struct exporter *exporter, const struct bp_quiz *quiz)
{
	for (size_t i = 0; i < quiz->count; i++)
		json_array_append_new(exporter->list, describe(&quiz->questions[i]));
}

static void end_json(struct exporter *exporter)
{
	char *text = json_dumps(exporter->list, JSON_INDENT(1));

	bp_buf_add_cstr(&exporter->out, text ? text : "[]");
	bp_buf_add_char(&exporter->out, '\n');
	free(text);
}

static void add_gift(struct exporter *exporter, const struct bp_quiz *quiz)
{
	bp_gift_write(quiz, &exporter->category, &exporter->faults, &exporter->out);
}

static void add_xml(struct exporter *exporter, const struct bp_quiz *quiz)
{
	bp_xml_write(quiz, &exporter->category, &exporter->faults, &exporter->out);
}

static void begin_xml(struct exporter *exporter)
{
	bp_xml_begin(&exporter->out);
}

static void end_xml(struct exporter *exporter)
{
	bp_xml_end(&exporter->out);
}

static const struct {
	void (*begin)(struct exporter *);
	void (*add)(struct exporter *, const struct bp_quiz *);
	void (*end)(struct exporter *);
} formats[] = {
	[FORMAT_NONE] = {NULL, add_gift, NULL},
	[FORMAT_GIFT] = {NULL, add_gift, NULL},
	[FORMAT_XML] = {begin_xml, add_xml, end_xml},
	[FORMAT_JSON] = {NULL, add_json, end_json},
};

/* ---- what is exported ---- */

static bool add_bank(struct exporter *exporter, const char *path, struct bp_error *err)
{
	struct bp_quiz quiz = {0};

	if (!session_read_bank(path, exporter->arena, &exporter->faults, &quiz, err))
		return false;
	exporter->add(exporter, &quiz);
	return true;
}

static bool add_module(struct exporter *exporter, const struct bp_course *course,
	const struct bp_module *module, struct bp_error *err)
{
	bp_diagnostics_file(
		&exporter->faults, bp_module_path(exporter->arena, course, module));
	struct bp_document *document =
		session_read_module(course, module, &exporter->faults, err);
	if (!document)
		return false;
	exporter->add(exporter, &document->quiz);
	exporter->category = bp_arena_str(exporter->arena, exporter->category);
	bp_document_free(document);
	return true;
}

static bool add_named(struct exporter *exporter, struct bp_library *library,
	const char *name, struct bp_error *err)
{
	const struct bp_course *course;
	const struct bp_module *module;
	bool ok = true;

	if (bp_is_file(name) && !session_is_module(name))
		return add_bank(exporter, name, err);
	if (!session_find(library, name, &exporter->faults, &course, &module, err))
		return false;
	if (module)
		return add_module(exporter, course, module, err);
	for (size_t i = 0; ok && i < course->module_count; i++)
		ok = add_module(exporter, course, &course->modules[i], err);
	return ok;
}

static bool export_all(
	struct exporter *exporter, const struct options *options, struct bp_error *err)
{
	struct bp_library library;

	bp_library_init(&library);
	if (formats[options->format].begin)
		formats[options->format].begin(exporter);
	bool ok = session_library(options, &library, NULL, err);
	for (int i = 0; ok && i < options->arg_count; i++)
		ok = add_named(exporter, &library, options->args[i], err);
	if (formats[options->format].end)
		formats[options->format].end(exporter);
	bp_library_release(&library);
	return ok;
}

int run_export(const struct options *options)
{
	struct exporter exporter = {.list = json_array(),
		.arena = bp_arena_new(),
		.add = formats[options->format].add};
	struct bp_error err = {0};
	bool ok = options->arg_count > 0
		? export_all(&exporter, options, &err)
		: bp_fail(&err, BP_ERROR_USAGE,
			  _("sebutkan berkas, kursus, atau modul yang soalnya diekspor"));

	bp_diagnostics_sort(&exporter.faults);
	print_diagnostics(&exporter.faults);
	if (ok && exporter.out.len)
		fwrite(exporter.out.at, 1, exporter.out.len, stdout);
	int status = !ok                 ? report(&err)
		: exporter.faults.errors ? EXIT_FAILED
					 : EXIT_DONE;
	json_decref(exporter.list);
	bp_buf_release(&exporter.out);
	bp_diagnostics_release(&exporter.faults);
	bp_arena_free(exporter.arena);
	return status;
}
