/* Writes questions in Moodle XML, as writequestion() of question/format/xml does. */
#include "bank.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <string.h>

struct xml_writer {
	const struct bp_question *question;
	struct bp_buf *out;
	bool lost_character;
};

/* ---- texts ---- */

/* Whether XML 1.0 allows the character (its production Char). */
static bool is_xml_char(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' ||
		(code >= 0x20 && code != 0xfffe && code != 0xffff);
}

static const char *entity(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *entity;
	} entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"},
		{'\r', "&#13;"}};

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (entities[i].code == code)
			return entities[i].entity;
	return NULL;
}

static void xml_write_escaped(struct xml_writer *writer, struct bp_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t start = at;
		at += bp_utf8_next(text, at, &code);
		bool is_broken = code == 0xfffd &&
			!bp_str_starts(bp_str_from(text, start), "\xef\xbf\xbd");
		if (is_broken || !is_xml_char(code)) {
			bp_buf_add_code(writer->out, 0xfffd);
			writer->lost_character = true;
		} else if (entity(code)) {
			bp_buf_add_cstr(writer->out, entity(code));
		} else {
			bp_buf_add_str(writer->out, bp_str_part(text, start, at));
		}
	}
}

static const char *format_name(enum bp_text_format format)
{
	static const char *const names[] = {
		[BP_FORMAT_MOODLE] = "moodle_auto_format",
		[BP_FORMAT_HTML] = "html",
		[BP_FORMAT_PLAIN] = "plain_text",
		[BP_FORMAT_MARKDOWN] = "markdown",
	};

	return names[format];
}

/* Appends `<element>words</element>`. */
static void write_words(struct xml_writer *writer, const char *indent,
	const char *element, struct bp_str words)
{
	bp_buf_printf(writer->out, "%s<%s>", indent, element);
	xml_write_escaped(writer, words);
	bp_buf_printf(writer->out, "</%s>\n", element);
}

/* Appends `<element format="html"><text>…`. */
static void xml_write_text(struct xml_writer *writer, const char *indent,
	const char *element, struct bp_text text)
{
	bp_buf_printf(writer->out, "%s<%s format=\"%s\"><text>", indent, element,
		format_name(text.format));
	xml_write_escaped(writer, text.text);
	bp_buf_printf(writer->out, "</text></%s>\n", element);
}

/* ---- answers ---- */

/* The value is a parameter because a number is not written as in the question; the
 * tolerance is left out if it is empty. */
static void write_answer(struct xml_writer *writer, const struct bp_choice *choice,
	struct bp_str text, struct bp_str tolerance)
{
	bp_buf_add_cstr(writer->out, "    <answer fraction=\"");
	gift_write_percent(choice->weight, writer->out);
	bp_buf_printf(
		writer->out, "\" format=\"%s\">\n", format_name(choice->text.format));
	write_words(writer, "      ", "text", text);
	if (tolerance.len)
		write_words(writer, "      ", "tolerance", tolerance);
	xml_write_text(writer, "      ", "feedback", choice->feedback);
	bp_buf_add_cstr(writer->out, "    </answer>\n");
}

static void write_choices(struct xml_writer *writer)
{
	const struct bp_question *question = writer->question;

	for (size_t i = 0; i < question->choice_count; i++)
		write_answer(writer, &question->choices[i],
			question->choices[i].text.text, (struct bp_str){0});
}

static void xml_write_multichoice(struct xml_writer *writer)
{
	bool single = bp_question_is(writer->question, BP_SINGLE);

	write_words(writer, "    ", "single", bp_str(single ? "true" : "false"));
	write_words(writer, "    ", "shuffleanswers", BP_STR("true"));
	write_words(writer, "    ", "answernumbering", BP_STR("abc"));
	write_choices(writer);
}

static void xml_write_truefalse(struct xml_writer *writer)
{
	const struct bp_choice *choices = writer->question->choices;

	write_answer(writer, &choices[0], BP_STR("true"), (struct bp_str){0});
	write_answer(writer, &choices[1], BP_STR("false"), (struct bp_str){0});
}

static void xml_write_shortanswer(struct xml_writer *writer)
{
	write_words(writer, "    ", "usecase", BP_STR("0"));
	write_choices(writer);
}

static void xml_write_number(struct xml_writer *writer, const struct bp_choice *choice)
{
	struct bp_buf value = {0}, tolerance = {0};

	gift_write_number(choice->value, &value);
	gift_write_number(choice->tolerance, &tolerance);
	write_answer(writer, choice, bp_buf_str(&value), bp_buf_str(&tolerance));
	bp_buf_release(&value);
	bp_buf_release(&tolerance);
}

static void xml_write_numerical(struct xml_writer *writer)
{
	const struct bp_question *question = writer->question;

	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		if (bp_str_is(choice->text.text, "*"))
			write_answer(writer, choice, BP_STR("*"), BP_STR("0"));
		else
			xml_write_number(writer, choice);
	}
}

static void xml_write_match(struct xml_writer *writer)
{
	const struct bp_question *question = writer->question;

	write_words(writer, "    ", "shuffleanswers", BP_STR("true"));
	for (size_t i = 0; i < question->pair_count; i++) {
		const struct bp_pair *pair = &question->pairs[i];
		bp_buf_printf(writer->out, "    <subquestion format=\"%s\">\n",
			format_name(pair->left.format));
		write_words(writer, "      ", "text", pair->left.text);
		bp_buf_add_cstr(writer->out, "      <answer><text>");
		xml_write_escaped(writer, pair->right);
		bp_buf_add_cstr(writer->out, "</text></answer>\n    </subquestion>\n");
	}
}

static void xml_write_ordering(struct xml_writer *writer)
{
	const struct bp_question *question = writer->question;

	write_words(writer, "    ", "layouttype", BP_STR("VERTICAL"));
	write_words(writer, "    ", "selecttype", BP_STR("ALL"));
	write_words(writer, "    ", "selectcount", BP_STR("0"));
	write_words(writer, "    ", "gradingtype", BP_STR("ABSOLUTE_POSITION"));
	write_words(writer, "    ", "showgrading", BP_STR("SHOW"));
	write_words(writer, "    ", "numberingstyle", BP_STR("none"));
	for (size_t i = 0; i < question->choice_count; i++) {
		struct bp_choice item = question->choices[i];
		item.weight = 1; /* Moodle numbers them itself */
		write_answer(writer, &item, item.text.text, (struct bp_str){0});
	}
}

static void write_essay(struct xml_writer *writer)
{
	write_words(writer, "    ", "responseformat", BP_STR("editor"));
	write_words(writer, "    ", "responserequired", BP_STR("1"));
}

static void xml_write_nothing(struct xml_writer *writer)
{
	(void)writer;
}

/* ---- questions ---- */

static const struct {
	const char *name;
	void (*write)(struct xml_writer *);
} types[] = {
	[BP_MULTICHOICE] = {"multichoice", xml_write_multichoice},
	[BP_SEVERAL] = {"multichoice", xml_write_multichoice},
	[BP_TRUEFALSE] = {"truefalse", xml_write_truefalse},
	[BP_SHORTANSWER] = {"shortanswer", xml_write_shortanswer},
	[BP_NUMERICAL] = {"numerical", xml_write_numerical},
	[BP_MATCH] = {"matching", xml_write_match},
	[BP_ORDERING] = {"ordering", xml_write_ordering},
	[BP_ESSAY] = {"essay", write_essay},
	[BP_DESCRIPTION] = {"description", xml_write_nothing},
	[BP_FORK] = {"multichoice", xml_write_multichoice},
};

static void write_tags(struct xml_writer *writer)
{
	const struct bp_question *question = writer->question;

	if (question->tag_count == 0)
		return;
	bp_buf_add_cstr(writer->out, "    <tags>\n");
	for (size_t i = 0; i < question->tag_count; i++) {
		bp_buf_add_cstr(writer->out, "      <tag><text>");
		xml_write_escaped(writer, question->tags[i]);
		bp_buf_add_cstr(writer->out, "</text></tag>\n");
	}
	bp_buf_add_cstr(writer->out, "    </tags>\n");
}

static void write_question(struct xml_writer *writer)
{
	const struct bp_question *question = writer->question;
	bool graded = bp_question_asks(question);

	bp_buf_printf(writer->out, "  <question type=\"%s\">\n    <name><text>",
		types[question->type].name);
	xml_write_escaped(writer, question->name);
	bp_buf_add_cstr(writer->out, "</text></name>\n");
	xml_write_text(writer, "    ", "questiontext", question->text);
	xml_write_text(writer, "    ", "generalfeedback", question->general_feedback);
	write_words(writer, "    ", "defaultgrade", graded ? BP_STR("1") : BP_STR("0"));
	write_words(writer, "    ", "hidden", BP_STR("0"));
	write_words(writer, "    ", "idnumber", question->idnumber);
	types[question->type].write(writer);
	for (size_t i = 0; i < question->hint_count; i++)
		xml_write_text(writer, "    ", "hint", question->hints[i]);
	write_tags(writer);
	bp_buf_add_cstr(writer->out, "  </question>\n");
}

void xml_write_category(struct bp_str category, struct bp_buf *out)
{
	struct xml_writer writer = {.out = out};

	bp_buf_add_cstr(out, "  <question type=\"category\">\n    <category><text>");
	xml_write_escaped(&writer, category);
	bp_buf_add_cstr(out, "</text></category>\n  </question>\n");
}

void xml_write_question(const struct bp_question *question, struct bp_diagnostics *losses,
	struct bp_buf *out)
{
	struct xml_writer writer = {.question = question, .out = out};

	write_question(&writer);
	if (writer.lost_character)
		bp_diagnose(losses, BP_FAULT_LOSS_CHARACTER, question->line,
			question->column, _("tanda yang tidak dikenal XML diganti �"));
}
