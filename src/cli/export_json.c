/* Questions as JSON. */
#include "export.h"
#include <string.h>

json_t *json_text(struct bp_str text)
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
	return json_pack("{s:o, s:s, s:f, s:o}", "text", json_text(choice->text.text),
		"format", format_name(choice->text.format), "weight", choice->weight,
		"feedback", json_text(choice->feedback.text));
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

static json_t *pairs(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->pair_count; i++)
		json_array_append_new(list,
			json_pack("[o, o]", json_text(question->pairs[i].left.text),
				json_text(question->pairs[i].right)));
	return list;
}

static json_t *tags(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->tag_count; i++)
		json_array_append_new(list, json_text(question->tags[i]));
	return list;
}

static json_t *hints(const struct bp_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->hint_count; i++)
		json_array_append_new(list, json_text(question->hints[i].text));
	return list;
}

static json_t *describe(const struct bp_question *question)
{
	bool typed = bp_question_is(question, BP_TYPED | BP_GRADED);
	json_t *all = json_pack("{s:o, s:o, s:s, s:o, s:s, s:b, s:b}", "id",
		json_text(question->id), "name", json_text(question->name), "type",
		bp_question_type_name(question->type), "text",
		json_text(question->text.text), "format",
		format_name(question->text.format), "embedded", question->embedded,
		"single", bp_question_is(question, BP_SINGLE));

	json_object_set_new(all, "choices", typed ? json_array() : choices(question));
	json_object_set_new(all, "answers", typed ? answers(question) : json_array());
	json_object_set_new(all, "pairs", pairs(question));
	json_object_set_new(
		all, "general_feedback", json_text(question->general_feedback.text));
	json_object_set_new(all, "hints", hints(question));
	json_object_set_new(all, "tags", tags(question));
	json_object_set_new(all, "idnumber", json_text(question->idnumber));
	json_object_set_new(all, "category", json_text(question->category));
	json_object_set_new(all, "line", json_integer(question->line));
	return all;
}

void export_json(json_t *list, const struct bp_quiz *quiz)
{
	for (size_t i = 0; i < quiz->count; i++)
		json_array_append_new(list, describe(&quiz->questions[i]));
}
