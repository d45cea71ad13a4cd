/* Questions as Moodle XML, laid out as question/format/xml/format.php writes them. */
#include "bank.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <string.h>

struct writer {
	const struct bp_question *question;
	struct bp_diagnostics *losses;
	struct bp_buf *out;
	bool lost_character;
};

/* ---- texts ---- */

/* Char of XML 1.0; U+FFFD stands for what UTF-8 does not allow as well. */
static bool is_allowed(uint32_t code)
{
	return code == '\t' || code == '\n' || (code >= 0x20 && code < 0xd800) ||
		(code >= 0xe000 && code != 0xfffe && code != 0xffff);
}

static void add_code(struct writer *writer, uint32_t code)
{
	switch (code) {
	case '&': bp_buf_add_cstr(writer->out, "&amp;"); return;
	case '<': bp_buf_add_cstr(writer->out, "&lt;"); return;
	case '>': bp_buf_add_cstr(writer->out, "&gt;"); return;
	case '\r': bp_buf_add_cstr(writer->out, "&#13;"); return;
	default: break;
	}
	writer->lost_character = writer->lost_character || !is_allowed(code);
	bp_buf_add_code(writer->out, is_allowed(code) ? code : 0xfffd);
}

static void add_escaped(struct writer *writer, struct bp_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = bp_utf8_next(text, at, &code);
		bool invalid = code == 0xfffd && len == 1;
		writer->lost_character = writer->lost_character || invalid;
		add_code(writer, code);
		at += len;
	}
}

static void add_str(struct writer *writer, int indent, struct bp_str text)
{
	bp_buf_printf(writer->out, "%*s<text>", indent, "");
	add_escaped(writer, text);
	bp_buf_add_cstr(writer->out, "</text>\n");
}

static const char *format_name(enum bp_text_format format)
{
	switch (format) {
	case BP_FORMAT_HTML: return "html";
	case BP_FORMAT_PLAIN: return "plain_text";
	case BP_FORMAT_MARKDOWN: return "markdown";
	case BP_FORMAT_MOODLE: break;
	}
	return "moodle_auto_format";
}

static void add_text(
	struct writer *writer, int indent, const char *name, struct bp_text text)
{
	bp_buf_printf(writer->out, "%*s<%s format=\"%s\">\n", indent, "", name,
		format_name(text.format));
	add_str(writer, indent + 2, text.text);
	bp_buf_printf(writer->out, "%*s</%s>\n", indent, "", name);
}

static void add_line(struct writer *writer, const char *line)
{
	bp_buf_printf(writer->out, "    %s\n", line);
}

/* ---- answers ---- */

static void begin_answer(struct writer *writer, const struct bp_choice *choice,
	enum bp_text_format format, struct bp_str text)
{
	bp_buf_add_cstr(writer->out, "    <answer fraction=\"");
	gift_write_percent(choice->weight, writer->out);
	bp_buf_printf(writer->out, "\" format=\"%s\">\n", format_name(format));
	add_str(writer, 6, text);
	add_text(writer, 6, "feedback", choice->feedback);
}

static void end_answer(struct writer *writer)
{
	add_line(writer, "</answer>");
}

static void write_multichoice(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	add_line(writer,
		question->single ? "<single>true</single>" : "<single>false</single>");
	add_line(writer, "<shuffleanswers>true</shuffleanswers>");
	add_line(writer, "<answernumbering>abc</answernumbering>");
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		begin_answer(writer, choice, choice->text.format, choice->text.text);
		end_answer(writer);
	}
}

static void write_truefalse(struct writer *writer)
{
	static const char *const words[] = {"true", "false"};

	for (size_t i = 0; i < writer->question->choice_count; i++) {
		begin_answer(writer, &writer->question->choices[i], BP_FORMAT_MOODLE,
			bp_str(words[i]));
		end_answer(writer);
	}
}

static void write_shortanswer(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	add_line(writer, "<usecase>0</usecase>");
	for (size_t i = 0; i < question->choice_count; i++) {
		begin_answer(writer, &question->choices[i], BP_FORMAT_MOODLE,
			question->choices[i].text.text);
		end_answer(writer);
	}
}

static void write_numerical(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		bool any = bp_str_is(choice->text.text, "*");
		struct bp_buf value = {0};
		if (any)
			bp_buf_add_char(&value, '*');
		else
			gift_write_number(choice->value, &value);
		begin_answer(writer, choice, BP_FORMAT_MOODLE, bp_buf_str(&value));
		bp_buf_add_cstr(writer->out, "      <tolerance>");
		gift_write_number(choice->tolerance, writer->out);
		bp_buf_add_cstr(writer->out, "</tolerance>\n");
		end_answer(writer);
		bp_buf_release(&value);
	}
}

static void write_match(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	add_line(writer, "<shuffleanswers>true</shuffleanswers>");
	for (size_t i = 0; i < question->pair_count; i++) {
		const struct bp_pair *pair = &question->pairs[i];
		bp_buf_printf(writer->out, "    <subquestion format=\"%s\">\n",
			format_name(pair->left.format));
		add_str(writer, 6, pair->left.text);
		bp_buf_add_cstr(writer->out, "      <answer>\n");
		add_str(writer, 8, pair->right);
		bp_buf_add_cstr(writer->out, "      </answer>\n    </subquestion>\n");
	}
}

static void write_ordering(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	add_line(writer, "<layouttype>VERTICAL</layouttype>");
	add_line(writer, "<selecttype>ALL</selecttype>");
	add_line(writer, "<selectcount>0</selectcount>");
	add_line(writer, "<gradingtype>ABSOLUTE_POSITION</gradingtype>");
	add_line(writer, "<showgrading>SHOW</showgrading>");
	add_line(writer, "<numberingstyle>none</numberingstyle>");
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *item = &question->choices[i];
		bp_buf_printf(writer->out,
			"    <answer fraction=\"%zu.0000000\" format=\"%s\">\n", i + 1,
			format_name(item->text.format));
		add_str(writer, 6, item->text.text);
		end_answer(writer);
	}
}

static void write_essay(struct writer *writer)
{
	add_line(writer, "<responseformat>editor</responseformat>");
	add_line(writer, "<responserequired>1</responserequired>");
	add_line(writer, "<responsefieldlines>10</responsefieldlines>");
	add_line(writer, "<attachments>0</attachments>");
	add_line(writer, "<attachmentsrequired>0</attachmentsrequired>");
}

static void write_nothing(struct writer *writer)
{
	(void)writer;
}

static const struct {
	const char *name, *mark, *penalty;
	void (*write)(struct writer *);
} types[] = {
	[BP_MULTICHOICE] = {"multichoice", "1.0000000", "0.3333333", write_multichoice},
	[BP_TRUEFALSE] = {"truefalse", "1.0000000", "1.0000000", write_truefalse},
	[BP_SHORTANSWER] = {"shortanswer", "1.0000000", "0.3333333", write_shortanswer},
	[BP_NUMERICAL] = {"numerical", "1.0000000", "0.3333333", write_numerical},
	[BP_MATCH] = {"matching", "1.0000000", "0.3333333", write_match},
	[BP_ORDERING] = {"ordering", "1.0000000", "0.3333333", write_ordering},
	[BP_ESSAY] = {"essay", "1.0000000", "0.0000000", write_essay},
	[BP_DESCRIPTION] = {"description", "0.0000000", "0.0000000", write_nothing},
};

/* ---- questions ---- */

static void write_tags(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	if (question->tag_count == 0)
		return;
	add_line(writer, "<tags>");
	for (size_t i = 0; i < question->tag_count; i++) {
		bp_buf_add_cstr(writer->out, "      <tag><text>");
		add_escaped(writer, question->tags[i]);
		bp_buf_add_cstr(writer->out, "</text></tag>\n");
	}
	add_line(writer, "</tags>");
}

static void write_question(struct writer *writer)
{
	const struct bp_question *question = writer->question;
	struct bp_text feedback = question->general_feedback;

	if (feedback.text.len == 0)
		feedback.format = question->text.format;
	bp_buf_printf(writer->out, "  <question type=\"%s\">\n    <name>\n",
		types[question->type].name);
	add_str(writer, 6, question->name);
	add_line(writer, "</name>");
	add_text(writer, 4, "questiontext", question->text);
	add_text(writer, 4, "generalfeedback", feedback);
	bp_buf_printf(writer->out,
		"    <defaultgrade>%s</defaultgrade>\n    <penalty>%s</penalty>\n"
		"    <hidden>0</hidden>\n    <idnumber>",
		types[question->type].mark, types[question->type].penalty);
	add_escaped(writer, question->idnumber);
	bp_buf_add_cstr(writer->out, "</idnumber>\n");
	types[question->type].write(writer);
	write_tags(writer);
	bp_buf_add_cstr(writer->out, "  </question>\n");
	if (writer->lost_character)
		bp_diagnose(writer->losses, BP_SEVERITY_WARNING, "loss-character",
			question->line, question->column,
			_("soal ini memuat karakter yang tidak boleh ada dalam XML; "
			  "ditulis U+FFFD"));
}

static void write_category(struct writer *writer)
{
	bp_buf_add_cstr(writer->out, "  <question type=\"category\">\n    <category>\n");
	add_str(writer, 6, writer->question->category);
	bp_buf_add_cstr(writer->out, "    </category>\n  </question>\n");
}

void bp_xml_begin(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
}

void bp_xml_write(const struct bp_quiz *quiz, struct bp_str *category,
	struct bp_diagnostics *losses, struct bp_buf *out)
{
	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		struct writer writer = {
			.question = question, .losses = losses, .out = out};
		if (bank_changes_category(question, category, losses) && category->len)
			write_category(&writer);
		write_question(&writer);
	}
}

void bp_xml_end(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "</quiz>\n");
}
