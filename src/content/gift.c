/* Reads GIFT: finds the questions of a text, and the parts of each question. */
#include "gift.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <stdlib.h>
#include <string.h>

#define CATEGORY "$CATEGORY:"
#define BLANK    "_____" /* where the answer of a missing-word question stands */

/* Where the parts of a question stand in its text. */
struct outline {
	struct gift_span before, after; /* the question itself, around the answers */
	struct gift_span answers, general_feedback;
	bool has_answers, embedded;
};

static size_t find_colons(const struct gift_text *text, struct gift_span in)
{
	size_t at;

	while ((at = gift_find(text, in, ':')) != GIFT_NOWHERE) {
		if (at + 1 < in.end && gift_is(text, at + 1, ':'))
			return at;
		in.start = at + 1;
	}
	return GIFT_NOWHERE;
}

/* ":name:text". */
static bool gift_tell_single(struct gift_reader *reader, struct gift_span text)
{
	struct gift_span rest = {text.start + 1, text.end};
	size_t colon = gift_find(&reader->text, rest, ':');

	for (size_t at = rest.start; at < colon && colon != GIFT_NOWHERE; at++)
		if (bp_is_space(reader->text.at[at]) || gift_is(&reader->text, at, '{'))
			return false;
	if (colon == GIFT_NOWHERE || colon == rest.start)
		return false;
	gift_fault(reader, text.start, BP_FAULT_GIFT_NAME,
		_("nama soal diapit :: di kedua sisinya, kalau tidak ia tampak di dalam soal; tulislah ::%s::"),
		fault_quote(reader->arena,
			gift_bytes(
				&reader->text, (struct gift_span){rest.start, colon})));
	return true;
}

/* "name::text": a name that lacks its first colons is part of the text. */
static void gift_check_half_name(struct gift_reader *reader, struct gift_span text)
{
	size_t colons = find_colons(&reader->text, text), at = text.start;

	if (gift_is(&reader->text, at, ':') && gift_tell_single(reader, text))
		return;

	while (at < text.end && !bp_is_space(reader->text.at[at]) &&
		!gift_is(&reader->text, at, '{') && !gift_is(&reader->text, at, '['))
		at++;
	if (colons != GIFT_NOWHERE && colons > text.start && colons < at)
		gift_fault(reader, text.start, BP_FAULT_GIFT_NAME,
			_("nama soal tidak diawali ::, jadi tampak di dalam soal; tulislah ::%s::"),
			fault_quote(reader->arena,
				gift_bytes(&reader->text,
					(struct gift_span){text.start, colons})));
}

/* Takes "::name::" off the start. If the closing "::" is missing, only the opening one is
 * taken off, as Moodle does. */
static void gift_read_name(
	struct gift_reader *reader, struct gift_span *text, struct bp_question *question)
{
	const struct gift_text *from = &reader->text;

	if (!gift_starts(from, *text, "::")) {
		gift_check_half_name(reader, *text);
		return;
	}
	text->start += 2;
	size_t closing = find_colons(from, *text);
	if (closing == GIFT_NOWHERE) {
		gift_fault(reader, text->start - 2, BP_FAULT_GIFT_NAME,
			_("nama soal tidak ditutup; tulislah ::nama::"));
		return;
	}
	struct gift_span name = {text->start, closing};
	question->name = gift_clean_name(reader->arena, gift_bytes(from, name));
	question->named = question->name.len > 0;
	*text = gift_trim(from, (struct gift_span){closing + 2, text->end});
}

/* The answers are between the first "{" and the first "}"; later ones are text. */
static bool find_answers(
	struct gift_reader *reader, struct gift_span text, struct outline *outline)
{
	size_t open = gift_find(&reader->text, text, '{');
	size_t shut = gift_find(&reader->text, text, '}');

	outline->before = text;
	outline->after = (struct gift_span){text.end, text.end};
	if (open == GIFT_NOWHERE && shut == GIFT_NOWHERE)
		return true;
	reader->unclosed = shut == GIFT_NOWHERE;
	if (reader->unclosed)
		return gift_fault(reader, open, BP_FAULT_GIFT_BRACE,
			_("{ tidak ditutup sebelum baris kosong; tutuplah dengan }, atau tulislah \\{ bila bagian dari teks"));
	if (open == GIFT_NOWHERE || shut < open)
		return gift_fault(reader, shut, BP_FAULT_GIFT_BRACE,
			_("} tanpa { di depannya; tulislah \\} bila bagian dari teks, dan jangan ada baris kosong di dalam { }"));
	outline->has_answers = true;
	outline->before.end = open;
	outline->answers = gift_trim(&reader->text, (struct gift_span){open + 1, shut});
	outline->after.start = shut + 1;
	outline->embedded = !gift_is(&reader->text, text.end - 1, '}');
	return true;
}

/* The general feedback stands behind the last "####" of the answers. */
static void cut_general_feedback(struct gift_reader *reader, struct outline *outline)
{
	const struct gift_text *text = &reader->text;
	struct gift_span answers = outline->answers;
	size_t run = 0;

	for (size_t at = answers.end; at > answers.start; at--) {
		run = gift_is(text, at - 1, '#') ? run + 1 : 0;
		if (run < 4)
			continue;
		outline->general_feedback = (struct gift_span){at + 3, answers.end};
		outline->answers =
			gift_trim(text, (struct gift_span){answers.start, at - 1});
		gift_check_feedback(reader, outline->general_feedback, outline->after);
		return;
	}
}

static void read_stem(struct gift_reader *reader, const struct outline *outline,
	struct bp_question *question)
{
	struct bp_buf stem = {0};

	bp_buf_add_str(&stem, gift_bytes(&reader->text, outline->before));
	if (outline->embedded)
		bp_buf_add_cstr(&stem, BLANK);
	bp_buf_add_str(&stem, gift_bytes(&reader->text, outline->after));
	question->text =
		gift_read_text(reader->arena, bp_buf_str(&stem), reader->source.format);
	question->embedded = outline->embedded;
	bp_buf_release(&stem);
}

static bool read_parts(struct gift_reader *reader, const struct outline *outline,
	struct bp_question *question)
{
	struct bp_str feedback = gift_bytes(&reader->text, outline->general_feedback);

	read_stem(reader, outline, question);
	question->general_feedback =
		gift_read_text(reader->arena, feedback, question->text.format);
	if (!question->named)
		question->name = gift_default_name(reader->arena, question->text.text);
	gift_read_comments(reader->arena, bp_buf_str(&reader->comments), question);
	question->type = outline->has_answers ? gift_answer_type(reader, outline->answers)
					      : BP_DESCRIPTION;
	return gift_read_answers(reader, outline->answers, question);
}

static void check_question(struct gift_reader *reader, size_t at,
	const struct outline *outline, const struct bp_question *question)
{
	static const bool marked[BP_QUESTION_TYPE_COUNT] = {
		[BP_MULTICHOICE] = true,
		[BP_SEVERAL] = true,
		[BP_SHORTANSWER] = true,
		[BP_MATCH] = true,
		[BP_FORK] = true,
	};

	if (question->text.text.len == 0)
		gift_fault(reader, at, BP_FAULT_GIFT_NO_TEXT,
			_("soal tanpa teks pertanyaan"));
	gift_check_stem(reader, outline->before, outline->after);
	gift_check_feedback(reader, (struct gift_span){0}, outline->after);
	if (!outline->has_answers)
		gift_check_no_braces(reader, outline->before);
	gift_check_pairs(reader, question);
	gift_check_whole(reader, question);
	if (marked[question->type])
		gift_check_marks(reader, outline->answers, question->type);
}

static void gift_read_question(struct gift_reader *reader, struct gift_span text)
{
	struct bp_quiz *quiz = reader->quiz;
	struct bp_question question = {.category = quiz->category};
	struct outline outline = {0};
	size_t at = text.start;

	gift_place(reader, at, &question.line, &question.column);
	if (!gift_takes(quiz, &reader->rest, question.line, question.column))
		return;
	gift_read_name(reader, &text, &question);
	if (!find_answers(reader, text, &outline))
		return;
	cut_general_feedback(reader, &outline);
	if (!read_parts(reader, &outline, &question))
		return;
	check_question(reader, at, &outline, &question);
	gift_identify(reader, at, &question);
	bp_quiz_add(reader->arena, quiz, &question);
}

/* Moodle takes the rest of the text as the category's name, so that a question right below
 * it is lost. Here, too, but its text and answer do not become a name. */
static void read_category(struct gift_reader *reader, struct gift_span text)
{
	text.start += strlen(CATEGORY);
	text = gift_trim(&reader->text, text);
	size_t newline = gift_find(&reader->text, text, '\n');
	if (newline != GIFT_NOWHERE) {
		gift_fault(reader, newline + 1, BP_FAULT_GIFT_GLUED,
			_("baris-baris ini menempel pada $CATEGORY, sehingga soalnya hilang; beri satu baris kosong di atasnya"));
		text = gift_trim(&reader->text, (struct gift_span){text.start, newline});
	}
	reader->quiz->category =
		bp_arena_str(reader->arena, gift_bytes(&reader->text, text));
}

/* "$KATEGORI: …", "$category: …": Moodle takes it for a question. */
static void gift_check_category(struct gift_reader *reader, struct gift_span text)
{
	const struct gift_text *from = &reader->text;
	size_t end = text.start + 1;

	if (!gift_is(from, text.start, '$'))
		return;
	while (end < text.end && bp_is_letter(from->at[end]))
		end++;
	struct bp_str word = gift_bytes(from, (struct gift_span){text.start + 1, end});
	if (bp_near_distance(word, BP_STR("CATEGORY")) <= BP_NEAR_ENOUGH)
		gift_fault(reader, text.start, BP_FAULT_GIFT_CATEGORY,
			_("baris ini tampak sebagai soal; maksud Anda $CATEGORY: nama?"));
}

/* Warns of tags in a comment that stands alone: they belong to no question. */
static void check_lost_comment(struct gift_reader *reader)
{
	struct bp_question lost = {0};

	gift_read_comments(reader->arena, bp_buf_str(&reader->comments), &lost);
	if (lost.idnumber.len || lost.tag_count || lost.hint_count)
		gift_fault(reader, 0, BP_FAULT_GIFT_COMMENT,
			_("[id:], [tag:], atau [hint:] ini tidak melekat pada soal; hapuslah baris kosong di bawahnya"));
}

/* Whether a run of lines is the rest of a question that a blank line cut in two: that has
 * been told. */
static bool gift_is_rest(struct gift_reader *reader, struct gift_span text)
{
	const struct gift_text *from = &reader->text;
	size_t open = gift_find(from, text, '{'), shut = gift_find(from, text, '}');

	if (!reader->unclosed || gift_starts(from, text, "::") || open != GIFT_NOWHERE)
		return false;
	reader->unclosed = shut == GIFT_NOWHERE;
	return !reader->unclosed || gift_is(from, text.start, '=') ||
		gift_is(from, text.start, '~');
}

static void end_question(struct gift_reader *reader)
{
	struct gift_span text =
		gift_trim(&reader->text, (struct gift_span){0, reader->text.len});

	if (text.start < text.end && gift_is_rest(reader, text))
		;
	else if (text.start < text.end && gift_starts(&reader->text, text, CATEGORY))
		read_category(reader, text);
	else if (text.start < text.end) {
		gift_check_category(reader, text);
		gift_read_question(reader, text);
	} else if (reader->comments.len)
		check_lost_comment(reader);
	reader->text.len = 0;
	bp_buf_clear(&reader->comments);
}

/* A nested list in a question loses its indentation, as every line does. */
static void gift_check_indent(
	struct gift_reader *reader, size_t indent, struct bp_str line)
{
	bool item = line.len > 1 && strchr("-*+", line.at[0]) && line.at[1] == ' ';

	if (indent >= 2 && item && reader->text.len &&
		!memchr(reader->text.at, '{', reader->text.len))
		gift_fault(reader, reader->text.len, BP_FAULT_GIFT_INDENT,
			_("jorokan di dalam soal hilang, jadi butir ini setingkat dengan yang di atasnya; tulislah daftarnya rata kiri"));
}

static void gift_read_line(struct gift_reader *reader, struct gift_span line)
{
	struct bp_str source = reader->source.text;
	struct bp_str trimmed =
		gift_trim_bytes(bp_str_part(source, line.start, line.end));

	if (trimmed.len == 0) {
		end_question(reader);
		return;
	}
	size_t start = (size_t)(trimmed.at - source.at);
	if (reader->text.len)
		gift_text_add(&reader->text, '\n', start - 1);
	size_t at = reader->text.len;
	if (bp_str_starts(trimmed, "//")) {
		gift_text_add(&reader->text, ' ', start);
		gift_check_comment(reader, trimmed, start);
		bp_buf_add_str(&reader->comments, trimmed);
		bp_buf_add_char(&reader->comments, '\n');
		return;
	}
	gift_check_indent(reader, start - line.start, trimmed);
	gift_text_add_line(
		&reader->text, source, (struct gift_span){start, start + trimmed.len});
	if (bp_str_is(trimmed, "0"))
		gift_fault(reader, at, BP_FAULT_GIFT_ZERO,
			_("baris yang hanya berisi 0 mengakhiri soal di Moodle; gabungkan dengan baris di atasnya"));
}

static void read_lines(struct gift_reader *reader)
{
	struct bp_str source = reader->source.text;
	const char *newline = memchr(source.at, '\n', source.len) ? "\n" : "\r";
	size_t at = bp_str_starts(source, BYTE_ORDER_MARK) ? strlen(BYTE_ORDER_MARK) : 0;

	while (at < source.len) {
		size_t end = bp_str_find(source, bp_str(newline), at);
		if (end > source.len)
			end = source.len;
		gift_places_line(reader, at);
		gift_read_line(reader, (struct gift_span){at, end});
		at = end + 1;
	}
	end_question(reader);
}

static void check_encoding(struct gift_reader *reader)
{
	size_t bad;
	int line, column;

	if (bp_utf8_valid(reader->source.text, &bad))
		return;
	gift_place_in_source(reader, bad, &line, &column);
	bp_diagnose(reader->faults, BP_FAULT_GIFT_UTF8, line, column,
		_("bukan UTF-8; simpanlah berkas ini sebagai UTF-8, karena Moodle menolaknya"));
}

void bp_gift_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	struct gift_reader reader = {
		.arena = arena, .source = source, .faults = faults, .quiz = quiz};

	if (source.text.len == 0)
		return;
	if (source.text.len >= GIFT_ESCAPED) {
		bp_diagnose(faults, BP_FAULT_GIFT_SIZE, source.line, 1,
			_("terlalu besar untuk dibaca; pecahlah menjadi beberapa berkas"));
		return;
	}
	gift_places_begin(&reader);
	read_lines(&reader);
	check_encoding(&reader);
	gift_tell_rest(&reader.rest, faults);
	bp_buf_release(&reader.comments);
	free(reader.text.at);
	free(reader.text.from);
	free(reader.parts);
	free(reader.lines);
	free(reader.characters);
}
