/*
 * Writes questions as GIFT, laid out as by Moodle's writequestion(). A text that could be
 * taken for a mark that has no escape ("%50%", "[html]", "//") gets a [prefix] with its
 * own format, so that it begins with something else.
 */
#include "bank.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <string.h>

#define BLANK "_____"

struct writer {
	const struct bp_question *question;
	enum bp_text_format
		format; /* that a text without a prefix has where it is read */
	struct bp_diagnostics *losses;
	struct bp_buf *out;
	bool has_arrow; /* short answers with a "->" in them, which would be read as pairs */
	bool lost_cr, lost_placeholder, lost_item_format, lost_item_feedback;
};

static void gift_write_lose(const struct writer *writer, const struct bp_choice *choice,
	enum bp_fault fault, const char *message)
{
	const struct bp_question *question = writer->question;

	bp_diagnose(writer->losses, fault, choice ? choice->line : question->line,
		choice ? choice->column : question->column, "%s", message);
}

/* ---- texts ---- */

/* While it reads, Moodle replaces escapes by placeholders such as "&&058;". If a text
 * holds one, Moodle takes it for the character. */
static bool is_placeholder(struct bp_str text)
{
	static const char *const placeholders[] = {"&&058;", "&&035;", "&&061;", "&&123;",
		"&&125;", "&&126;", "&&010;", "&&092;"};

	for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++)
		if (bp_str_starts(text, placeholders[i]))
			return true;
	return false;
}

static void gift_write_escaped(struct writer *writer, struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '&' && is_placeholder(bp_str_from(text, i)))
			writer->lost_placeholder = true;
		bool ends_line = i + 1 < text.len && text.at[i + 1] == '\n';
		if (c == '\r') { /* not nothing: its neighbours could make a mark */
			writer->lost_cr = true;
			if (!ends_line)
				bp_buf_add_char(writer->out, ' ');
			continue;
		}
		if (c != '\0' && strchr("\\#=~{}:", c))
			bp_buf_add_char(writer->out, '\\');
		if (c == '\n')
			bp_buf_add_cstr(writer->out, "\\n");
		else
			bp_buf_add_char(writer->out, c);
	}
}

/* Appends a text with every "->" replaced, as there is no escape for it. */
static void write_without_arrows(
	struct writer *writer, struct bp_str text, const char *instead)
{
	size_t arrow;

	while ((arrow = bp_str_find(text, BP_STR("->"), 0)) != SIZE_MAX) {
		gift_write_escaped(writer, bp_str_part(text, 0, arrow));
		bp_buf_add_cstr(writer->out, instead);
		text = bp_str_from(text, arrow + 2);
	}
	gift_write_escaped(writer, text);
}

static bool has_arrow(struct bp_str text)
{
	return bp_str_find(text, BP_STR("->"), 0) != SIZE_MAX;
}

/* Whether the text begins with what would not be read as text. */
static bool is_mistakable(struct bp_str text)
{
	return gift_has_format(text) || bp_str_starts(text, "%") ||
		bp_str_starts(text, "//") || bp_str_is(text, "0") ||
		bp_str_starts(text, BYTE_ORDER_MARK);
}

static void write_prefix(struct writer *writer, struct bp_text text)
{
	if (text.format != writer->format || is_mistakable(text.text))
		bp_buf_add_cstr(writer->out, gift_format_prefix(text.format));
}

/* An empty text is written as an escaped newline, which is trimmed off when it is read. */
static void gift_write_text(struct writer *writer, struct bp_text text)
{
	write_prefix(writer, text);
	if (text.text.len)
		gift_write_escaped(writer, text.text);
	else
		bp_buf_add_cstr(writer->out, "\\n");
}

static void write_feedback(struct writer *writer, const struct bp_choice *choice)
{
	struct bp_text feedback = choice->feedback;

	if (!feedback.text.len)
		return;
	bp_buf_add_char(writer->out, '#');
	if (writer->has_arrow && has_arrow(feedback.text)) {
		gift_write_lose(writer, choice, BP_FAULT_LOSS_ARROW,
			_("\"->\" dalam umpan balik isian dibaca sebagai pasangan; ditulis →"));
		write_prefix(writer, feedback);
		write_without_arrows(writer, feedback.text, "→");
	} else {
		gift_write_text(writer, feedback);
	}
}

/* ---- answers ---- */

static void write_weight(struct writer *writer, double weight)
{
	bp_buf_add_char(writer->out, '%');
	gift_write_percent(weight, writer->out);
	bp_buf_add_char(writer->out, '%');
}

/* One choice with a "=" makes it a question of a single choice, so at most one has it. */
static void write_choice(
	struct writer *writer, const struct bp_choice *choice, bool is_right)
{
	bp_buf_add_cstr(writer->out, is_right ? "\n\t=" : "\n\t~");
	if (!is_right && choice->weight != 0)
		write_weight(writer, choice->weight);
	gift_write_text(writer, choice->text);
	write_feedback(writer, choice);
}

/* Without any "=" it is read as a question of several choices. */
static void write_several(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	for (size_t i = 0; i < question->choice_count; i++)
		write_choice(writer, &question->choices[i], false);
}

static void gift_write_multichoice(struct writer *writer)
{
	const struct bp_question *question = writer->question;
	bool marked = false;

	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		bool is_right = !marked && choice->weight == 1;
		write_choice(writer, choice, is_right);
		marked = marked || is_right;
	}
	if (!marked)
		gift_write_lose(writer, NULL, BP_FAULT_LOSS_SINGLE,
			_("hanya satu pilihan boleh diambil, tetapi tidak ada yang bernilai 100%; GIFT membacanya sebagai soal dengan beberapa jawaban"));
}

static void gift_write_truefalse(struct writer *writer)
{
	const struct bp_choice *choices = writer->question->choices;
	bool is_true = choices[0].weight > choices[1].weight;
	const struct bp_choice *right = &choices[!is_true], *wrong = &choices[is_true];

	bp_buf_add_cstr(writer->out, is_true ? "TRUE" : "FALSE");
	write_feedback(writer, wrong);
	if (right->feedback.text.len && !wrong->feedback.text.len)
		bp_buf_add_char(writer->out, '#');
	write_feedback(writer, right);
}

/* A "->" among several answers would make pairs of them. "-*>" accepts the same: "*"
 * stands for any characters or none. */
static void write_accepted(struct writer *writer, const struct bp_choice *choice)
{
	if (!writer->has_arrow || !has_arrow(choice->text.text)) {
		gift_write_text(writer, choice->text);
		return;
	}
	gift_write_lose(writer, choice, BP_FAULT_LOSS_ARROW,
		_("\"->\" dalam jawaban isian dibaca sebagai pasangan; ditulis -*>"));
	write_prefix(writer, choice->text);
	write_without_arrows(writer, choice->text.text, "-*>");
}

/* Whether a single right answer can be written without its "=", so that a "->" in it is
 * only text. Other readers take what begins with T or F for true or false. */
static bool stands_alone(const struct bp_question *question)
{
	const struct bp_choice *choice = question->choices;

	return question->choice_count == 1 && choice->weight == 1 &&
		choice->text.text.len > 5 /* longer than "FALSE" */ &&
		!strchr("TF", choice->text.text.at[0]) && choice->text.text.at[0] != '>';
}

static void gift_write_shortanswer(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	for (size_t i = 0; i < question->choice_count; i++)
		writer->has_arrow = writer->has_arrow ||
			has_arrow(question->choices[i].text.text) ||
			has_arrow(question->choices[i].feedback.text);
	bool alone = writer->has_arrow && stands_alone(question);
	if (alone)
		writer->has_arrow = false;
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		bp_buf_add_cstr(writer->out, alone ? "\n\t" : "\n\t=");
		if (choice->weight != 1)
			write_weight(writer, choice->weight);
		write_accepted(writer, choice);
		write_feedback(writer, choice);
	}
}

/* Numbers are not escaped: Moodle would not resolve it. */
static void gift_write_numerical(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	bp_buf_add_char(writer->out, '#');
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		bool rest = i > 0 && i + 1 == question->choice_count &&
			choice->weight == 0 && bp_str_is(choice->text.text, "*");
		bp_buf_add_cstr(writer->out, rest ? "\n\t~" : "\n\t=");
		if (choice->weight != 1 && !rest)
			write_weight(writer, choice->weight);
		if (choice->text.format != writer->format)
			bp_buf_add_cstr(
				writer->out, gift_format_prefix(choice->text.format));
		if (!rest)
			bp_buf_add_str(writer->out, choice->text.text);
		write_feedback(writer, choice);
	}
}

static void gift_write_match(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	for (size_t i = 0; i < question->pair_count; i++) {
		const struct bp_pair *pair = &question->pairs[i];
		bp_buf_add_cstr(writer->out, "\n\t=");
		if (has_arrow(pair->left.text))
			gift_write_lose(writer, NULL, BP_FAULT_LOSS_ARROW,
				_("\"->\" di sisi kiri mengakhirinya; ditulis →"));
		if (pair->left.text.len) {
			write_prefix(writer, pair->left);
			write_without_arrows(writer, pair->left.text, "→");
		}
		bp_buf_add_cstr(writer->out, " -> ");
		gift_write_escaped(writer, pair->right);
	}
}

/* Whether the text reads the same in every format. */
static bool gift_write_same_in_all(struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] && strchr("<>&*_`[]\\#\n", text.at[i]))
			return false;
	return true;
}

/* What items lose is told at the first of them. */
static void gift_write_lose_items(struct writer *writer, const struct bp_choice *item)
{
	if (item->text.format != writer->format && !writer->lost_item_format &&
		!gift_write_same_in_all(item->text.text)) {
		gift_write_lose(writer, item, BP_FAULT_LOSS_FORMAT,
			_("butir urutan tidak dapat diberi format sendiri"));
		writer->lost_item_format = true;
	}
	if (item->feedback.text.len && !writer->lost_item_feedback) {
		gift_write_lose(writer, item, BP_FAULT_LOSS_FEEDBACK,
			_("butir urutan tidak dapat diberi umpan balik"));
		writer->lost_item_feedback = true;
	}
}

static void write_item(struct writer *writer, const struct bp_choice *item)
{
	struct bp_str text = item->text.text;

	bp_buf_add_char(writer->out, '\n');
	if (bp_str_starts(text, "//") || bp_str_is(text, "0"))
		bp_buf_add_cstr(writer->out,
			"\\n"); /* else it is a comment, or the end of the question */
	gift_write_escaped(writer, text);
	gift_write_lose_items(writer, item);
}

/* All options are written, so that the first item cannot be taken for one. */
static void gift_write_ordering(struct writer *writer)
{
	const struct bp_question *question = writer->question;

	bp_buf_printf(writer->out, ">%zu ALL VERTICAL ABSOLUTE_POSITION SHOW none",
		question->choice_count);
	for (size_t i = 0; i < question->choice_count; i++)
		write_item(writer, &question->choices[i]);
}

static void gift_write_nothing(struct writer *writer)
{
	(void)writer;
}

static void write_answers(struct writer *writer)
{
	static void (*const writers[])(struct writer *) = {
		[BP_MULTICHOICE] = gift_write_multichoice,
		[BP_SEVERAL] = write_several,
		[BP_TRUEFALSE] = gift_write_truefalse,
		[BP_SHORTANSWER] = gift_write_shortanswer,
		[BP_NUMERICAL] = gift_write_numerical,
		[BP_MATCH] = gift_write_match,
		[BP_ORDERING] = gift_write_ordering,
		[BP_ESSAY] = gift_write_nothing,
		[BP_FORK] = write_several,
	};
	const struct bp_question *question = writer->question;
	size_t before = writer->out->len;

	bp_buf_add_char(writer->out, '{');
	writers[question->type](writer);
	writer->has_arrow = false;
	if (question->general_feedback.text.len) {
		bp_buf_add_cstr(writer->out, "\n\t####");
		gift_write_text(writer, question->general_feedback);
	}
	struct bp_str written = bp_str_from(bp_buf_str(writer->out), before);
	bool lines = bp_str_find(written, BP_STR("\n"), 0) != SIZE_MAX;
	bp_buf_add_cstr(writer->out, lines ? "\n}" : "}");
}

/* ---- the question ---- */

static void write_name(struct writer *writer)
{
	struct bp_str name = writer->question->name;

	bp_buf_add_cstr(writer->out, "::");
	gift_write_escaped(writer, name);
	if (name.at[name.len - 1] == '<') /* "<::" would begin a tag */
		bp_buf_add_cstr(writer->out, "\\n");
	bp_buf_add_cstr(writer->out, "::");
}

/* The answers replace the blank of the text; without one they stand at the end. */
static void write_body(struct writer *writer)
{
	const struct bp_question *question = writer->question;
	struct bp_text text = question->text;
	size_t blank =
		question->embedded ? bp_str_find(text.text, BP_STR(BLANK), 0) : SIZE_MAX;

	size_t before = writer->out->len;
	write_prefix(writer, text);
	if (blank == 0 && writer->out->len > before)
		bp_buf_add_cstr(writer->out, "\\n"); /* some readers want a text there */
	writer->format = text.format;
	gift_write_escaped(writer, bp_str_part(text.text, 0, blank));
	if (!bp_question_asks(question)) {
		if (text.text.len == 0)
			bp_buf_add_cstr(writer->out, "\\n");
		return;
	}
	write_answers(writer);
	if (blank == SIZE_MAX)
		return;
	struct bp_str after = bp_str_from(text.text, blank + strlen(BLANK));
	gift_write_escaped(writer, after);
	if (after.len == 0)
		bp_buf_add_cstr(writer->out,
			"\\n"); /* with a "}" at the end it is not embedded */
}

void bp_gift_write_question(const struct bp_question *question,
	enum bp_text_format format, struct bp_diagnostics *losses, struct bp_buf *out)
{
	struct writer writer = {
		.question = question, .format = format, .losses = losses, .out = out};

	gift_write_comment(question, losses, out);
	if (question->named)
		write_name(&writer);
	write_body(&writer);
	bp_buf_add_char(out, '\n');
	if (writer.lost_cr)
		gift_write_lose(&writer, NULL, BP_FAULT_LOSS_CHARACTER,
			_("tanda kembali (CR) di dalam teks menjadi spasi"));
	if (writer.lost_placeholder)
		gift_write_lose(&writer, NULL, BP_FAULT_LOSS_PLACEHOLDER,
			_("&&058; dan sejenisnya akan dibaca Moodle sebagai tanda baca"));
}

/* In a category Moodle resolves no other escape than "\\". */
void bp_gift_write_category(struct bp_str category, struct bp_buf *out)
{
	bp_buf_add_cstr(out, "$CATEGORY: ");
	for (size_t i = 0; i < category.len; i++) {
		char c = category.at[i];
		if (c == '\\')
			bp_buf_add_char(out, c);
		bp_buf_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
	}
	bp_buf_add_char(out, '\n');
}
