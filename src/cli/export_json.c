/* Writes questions as JSON. */
#include "export.h"
#include <berpijar/json.h>
#include <string.h>

static const char *export_json_format_name(enum bp_text_format format)
{
	switch (format) {
	case BP_FORMAT_HTML: return "html";
	case BP_FORMAT_PLAIN: return "plain";
	case BP_FORMAT_MARKDOWN: return "markdown";
	case BP_FORMAT_MOODLE: break;
	}
	return "moodle";
}

static json_t *export_json_choice(const struct bp_choice *choice)
{
	return json_pack("{s:o, s:s, s:f, s:o}", "text", bp_json_text(choice->text.text),
		"format", export_json_format_name(choice->text.format), "weight",
		choice->weight, "feedback", bp_json_text(choice->feedback.text));
}

static json_t *export_json_choices(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->choice_count; i++) {
		json_t *choice = export_json_choice(&question->choices[i]);
		if (question->type == BP_TRUEFALSE)
			json_object_set_new(
				choice, "text", json_string(i == 0 ? "true" : "false"));
		json_array_append_new(list, choice);
	}
	return list;
}

/* The accepted answers: texts, or numbers with their tolerance. */
static json_t *export_json_answers(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->choice_count; i++) {
		json_t *answer = export_json_choice(&question->choices[i]);
		if (bp_question_is(question, BP_NUMBERS) &&
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

static json_t *export_json_pairs(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->pair_count; i++)
		json_array_append_new(list,
			json_pack("[o, o]", bp_json_text(question->pairs[i].left.text),
				bp_json_text(question->pairs[i].right)));
	return list;
}

static json_t *export_json_tags(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->tag_count; i++)
		json_array_append_new(list, bp_json_text(question->tags[i]));
	return list;
}

static json_t *export_json_hints(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->hint_count; i++)
		json_array_append_new(list, bp_json_text(question->hints[i].text));
	return list;
}

static json_t *export_json_describe(const struct bp_question *question)
{
	bool typed = bp_question_is(question, BP_TYPED | BP_GRADED);
	json_t *all = json_pack("{s:o, s:o, s:s, s:o, s:s, s:b, s:b}", "id",
		bp_json_text(question->id), "name", bp_json_text(question->name), "type",
		bp_question_type_name(question->type), "text",
		bp_json_text(question->text.text), "format",
		export_json_format_name(question->text.format), "embedded",
		question->embedded, "single", bp_question_is(question, BP_SINGLE));

	json_object_set_new(
		all, "choices", typed ? json_array() : export_json_choices(question));
	json_object_set_new(
		all, "answers", typed ? export_json_answers(question) : json_array());
	json_object_set_new(all, "pairs", export_json_pairs(question));
	json_object_set_new(
		all, "general_feedback", bp_json_text(question->general_feedback.text));
	json_object_set_new(all, "hints", export_json_hints(question));
	json_object_set_new(all, "tags", export_json_tags(question));
	json_object_set_new(all, "idnumber", bp_json_text(question->idnumber));
	json_object_set_new(all, "category", bp_json_text(question->category));
	json_object_set_new(all, "line", json_integer(question->line));
	return all;
}

void export_json(json_t *list, const struct bp_quiz *quiz)
{
	for (size_t i = 0; i < quiz->count; i++)
		json_array_append_new(list, export_json_describe(&quiz->questions[i]));
}
