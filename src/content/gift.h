/*
 * The parts of the GIFT reader; the way in is bp_gift_read() in quiz.h.
 *
 * A question is a run of lines without a blank one. Moodle trims and joins the
 * lines, hides escaped characters behind placeholders and then cuts the text at
 * the first "{", "=", "#" … that it finds. We do the same on a text whose escapes
 * are resolved at once, each character knowing where it came from and whether it
 * was escaped. The parts that we cut out are spans of that text.
 */
#ifndef BERPIJAR_CONTENT_GIFT_H
#define BERPIJAR_CONTENT_GIFT_H

#include "fault_sink.h"
#include <berpijar/quiz.h>

/* The lines of one question, trimmed and joined by newlines, escapes resolved. */
struct gift_text {
	char *at;
	uint32_t *from; /* offset of each character in the source, or-ed with ESCAPED */
	size_t len, room;
};

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define GIFT_ESCAPED    0x80000000u /* written "\{": only a character, not a mark */
#define GIFT_NOWHERE    SIZE_MAX

struct gift_span {
	size_t start, end;
};

/* A piece of an answer section: from one mark, "=" or "~", to the next. */
struct gift_part {
	char mark;             /* 0 for the piece before the first mark */
	size_t at;             /* where the mark stands, or the piece without one */
	struct gift_span span; /* without the mark and white space around it */
};

/* The questions that a quiz has no room for. */
struct gift_rest {
	size_t count, number; /* number: that of the first in what is read, from 1 */
	int line, column;     /* of the first */
};

struct gift_reader {
	struct bp_arena *arena;
	struct bp_gift_source source;
	struct bp_diagnostics *faults;
	struct bp_quiz *quiz;
	struct gift_text text;   /* of the question that is being read */
	struct bp_buf comments;  /* its comment lines */
	struct gift_part *parts; /* of its answer section */
	size_t part_count, part_room;
	uint32_t *lines; /* where each line that was read so far begins */
	size_t line_count, line_room;
	uint32_t
		*characters; /* how many characters precede each 64th byte, for columns */
	struct gift_rest rest;
	bool unclosed; /* the last question had a "{" without its "}" */
};

/* ---- gift_text.c: texts and their spans ---- */

void gift_text_add(struct gift_text *text, char c, size_t from);
void gift_text_add_line(
	struct gift_text *text, struct bp_str source, struct gift_span line);
bool gift_is(
	const struct gift_text *text, size_t at, char c); /* false if it is escaped */
size_t gift_find(const struct gift_text *text, struct gift_span in, char c);
bool gift_starts(const struct gift_text *text, struct gift_span in, const char *word);
struct bp_str gift_bytes(const struct gift_text *text, struct gift_span span);
struct bp_str gift_trim_bytes(struct bp_str text); /* PHP's trim() */
struct gift_span gift_trim(const struct gift_text *text, struct gift_span span);
/* Returns the part of the span before the first c, and makes the span the part after it. */
struct gift_span gift_cut(const struct gift_text *text, struct gift_span *span, char c);
/* A trimmed copy of the text, in the format of its [prefix], which is taken off. */
struct bp_text gift_read_text(
	struct bp_arena *arena, struct bp_str text, enum bp_text_format format);
bool gift_has_format(
	struct bp_str text); /* whether it begins with "[html]" or its like */
const char *gift_format_prefix(enum bp_text_format format);
/* Sets reader->parts to the pieces between the marks, without an empty first one. */
void gift_split(struct gift_reader *reader, struct gift_span span, const char *marks);

/* ---- gift_fault.c: places in the file; `at` is an offset into reader->text ---- */

void gift_places_begin(struct gift_reader *reader);
void gift_places_line(struct gift_reader *reader, size_t offset);
void gift_place(const struct gift_reader *reader, size_t at, int *line, int *column);
void gift_place_in_source(
	const struct gift_reader *reader, size_t offset, int *line, int *column);
/* Reports a fault. Always false, so that a reader that gives up can return it. */
bool gift_fault(struct gift_reader *reader, size_t at, enum bp_fault fault,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Whether a quiz takes one more question, which is met; if not, it may count as left over. */
bool gift_takes(struct bp_quiz *quiz, struct gift_rest *rest, int line, int column);
/* Reports the questions that were left over, if any. */
void gift_tell_rest(const struct gift_rest *rest, struct bp_diagnostics *faults);

/* ---- gift_name.c ---- */

struct bp_str gift_clean_name(struct bp_arena *arena, struct bp_str raw);
struct bp_str gift_default_name(struct bp_arena *arena, struct bp_str question_text);

/* ---- gift_comment.c: "// [id:…] [tag:…] [hint:…]" ---- */

/* Tells of a "[hint:" or its like that is never closed in a comment line, which begins at
 * an offset of the source. */
void gift_check_comment(
	const struct gift_reader *reader, struct bp_str comment, size_t offset);
void gift_read_comments(
	struct bp_arena *arena, struct bp_str comments, struct bp_question *question);

/* Appends the comment line with the question's id number, tags and hints, if any. */
void gift_write_comment(const struct bp_question *question, struct bp_diagnostics *losses,
	struct bp_buf *out);

/* ---- gift_weight.c: "%50%" at the start of an answer ---- */

bool gift_has_weight(const struct gift_text *text, struct gift_span span);
/* Takes a weight off the span, if there is one. False, with a fault, if it is not a number
 * from -100 to 100. */
bool gift_take_weight(struct gift_reader *reader, struct gift_span *span, double *weight);
/* Sets a weight to the grade of Moodle that it is nearly; false if there is no such one. */
bool gift_snap_weight(double *weight);
/* Appends a weight in per cent ("33.33333") that is read as exactly this weight again. */
void gift_write_percent(double weight, struct bp_buf *out);
/* Appends a number that is read as exactly this one again; with an exponent only if it is
 * very small or large. */
void gift_write_number(double value, struct bp_buf *out);
/* Reads a number as PHP's is_numeric() does, whatever the locale. */
bool gift_number(struct bp_str text, double *value);

/* ---- gift_answers.c, gift_numerical.c, gift_ordering.c: answer sections by type ---- */

enum bp_question_type gift_answer_type(
	struct gift_reader *reader, struct gift_span answers);
bool gift_read_answers(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question);
bool gift_read_numerical(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question);
bool gift_is_ordering(struct gift_reader *reader, struct gift_span answers);
bool gift_read_ordering(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question);
/* Appends a choice that is read from a part: "text#feedback". */
struct bp_choice *gift_add_choice(struct gift_reader *reader,
	const struct gift_part *part, struct bp_question *question);
/* False, with a fault, if there are more parts than a question may have. */
bool gift_answers_fit(struct gift_reader *reader);
/* False, with a fault, if no answer gets a grade; warns if none gets the full one. */
bool gift_check_weights(
	struct gift_reader *reader, size_t at, struct bp_question *question);

/* ---- gift_hidden.c: answers that stand in vain ---- */

#define GIFT_PATTERNS_MOST 20 /* answers behind so many with a wildcard hide nothing */

/* What the answers before one accept; gift_hides() adds to it. */
struct gift_earlier {
	const struct bp_question *question;
	bool any;                                  /* everything */
	struct bp_index texts;                     /* those without a wildcard */
	struct bp_buf pattern[GIFT_PATTERNS_MOST]; /* those with one, folded */
	size_t patterns;
	struct gift_range {
		double low, high;
	} * ranges; /* of numbers, sorted; those that others hold are left out */
	size_t range_count;
};

bool gift_takes_all(struct bp_str answer); /* "*" */
/* Whether an answer can never be reached; to be asked for each in turn. */
bool gift_hides(struct gift_earlier *earlier, size_t index);
void gift_earlier_release(struct gift_earlier *earlier);
/* Warns of two choices that read the same although only one of them is right. */
void gift_check_twins(struct gift_reader *reader, const struct bp_question *question);

/* ---- gift_check.c: what authors get wrong in a question that can be read ---- */

void gift_check_marks(
	struct gift_reader *reader, struct gift_span answers, enum bp_question_type type);
void gift_check_stem(
	struct gift_reader *reader, struct gift_span before, struct gift_span after);
/* Whether the mark of a part stands in a word, as "=" does in "?a=b". */
bool gift_mark_in_word(struct gift_reader *reader, size_t part, struct gift_span answers);
/* Tells of a sign that was meant as "->": "=>", "- >"; false: there is none. */
bool gift_check_arrow(struct gift_reader *reader, struct gift_span answers);
bool gift_are_pairs(const struct gift_reader *reader);
/* What of general feedback does not stand behind all answers. */
void gift_check_feedback(
	struct gift_reader *reader, struct gift_span general, struct gift_span after);
/* A text that has the marks of answers, but not in braces. */
void gift_check_no_braces(struct gift_reader *reader, struct gift_span text);
void gift_check_pairs(struct gift_reader *reader, const struct bp_question *question);
/* Text before the first mark, and letters before all choices. */
void gift_check_letters(struct gift_reader *reader, const struct bp_question *question);
/* Whether taking all choices gets the full grade. */
void gift_check_ticks(
	struct gift_reader *reader, size_t at, const struct bp_question *question);
/* What the whole text of a question says: files of Moodle, a key of Aiken. */
void gift_check_whole(struct gift_reader *reader, const struct bp_question *question);

/* ---- gift_identity.c: id and content hash ---- */

void gift_identify(struct gift_reader *reader, size_t at, struct bp_question *question);

#endif
