/*
 * Question banks on their way in and out: GIFT, Aiken and Moodle XML.
 *
 * What a format cannot hold is reported to `losses` (may be NULL), with the place of the
 * question or answer in the file that it was read from; the codes begin with "loss-".
 * Nothing that changes which answer is right, or what it is worth, is dropped silently.
 */
#ifndef BERPIJAR_BANK_H
#define BERPIJAR_BANK_H

#include <berpijar/error.h>
#include <berpijar/quiz.h>

#define BP_BANK_LIMIT (16 * 1024 * 1024) /* bytes of a file of questions */

enum bp_bank_format {
	BP_BANK_GIFT,
	BP_BANK_AIKEN,
	BP_BANK_XML,  /* Moodle's */
	BP_BANK_TEXT, /* none of them: prose, in which no question is read */
};

/*
 * Guesses the format of a text: XML if it begins with "<?xml", "<quiz" or "<!" (behind a
 * byte order mark and white space); Aiken if a line begins with "ANSWER:" and one above
 * it with a letter and ")" or ".", or if no brace makes it GIFT and it has choices or a
 * key in another writing ("a) satu", "Kunci: B"), which the reader refuses with a remedy;
 * GIFT if it has a brace, or a line that only GIFT has ("::name::", "$CATEGORY:", "//",
 * "[html]"); else it is prose.
 */
enum bp_bank_format bp_bank_recognize(struct bp_str text);

/* Reads a text of any of the formats as bp_gift_read() does; what they may hold is below. */
void bp_bank_read(struct bp_arena *arena, enum bp_bank_format format,
	struct bp_gift_source source, struct bp_diagnostics *faults,
	struct bp_quiz *quiz);

/*
 * Reads a file of any of the formats; faults may be NULL. False only if the file itself
 * cannot be read. A file that is not UTF-8 is refused (text-utf8, text-utf16, text-nul),
 * except for XML that says its encoding. A sound file without a question is an error, and
 * one of descriptions alone a warning: bank-empty.
 */
bool bp_bank_open(struct bp_arena *arena, const char *path, struct bp_diagnostics *faults,
	struct bp_quiz *quiz, struct bp_error *err);
/* The same for a text in memory, which `path` stands for in messages. */
void bp_bank_open_text(struct bp_arena *arena, const char *path, struct bp_str text,
	struct bp_diagnostics *faults, struct bp_quiz *quiz);

/*
 * Aiken, as strict as Moodle's question/format/aiken: a line of text, lines "A) choice"
 * or "A. choice", and "ANSWER: A". Texts are plain. Lines of one character are skipped.
 * Choices have to be lettered in their order; Moodle does not check that, although it
 * finds the answer by counting. Errors: aiken-order (a choice or an answer without a question, a
 * second question text, choices in lower case), aiken-answer (no such choice, no answer at
 * the end, a key in another writing), aiken-few.
 */
void bp_aiken_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz);

/*
 * Moodle XML (question/format/xml): category, description, essay, matching,
 * multichoice, numerical, ordering, shortanswer, truefalse. A question of another type
 * is an error, xml-type, and left out; so is one that GIFT could not ask (gift-few,
 * gift-no-right, …, as at bp_gift_read()). What is no well-formed XML, holds a document
 * type or nests deeper than 32 elements is refused as a whole: xml-syntax, xml-doctype,
 * xml-depth. Faults of a question's fields: xml-number, xml-text, xml-single (one choice
 * to take, none for the full mark), xml-truefalse, xml-format. What our questions
 * cannot hold, such as files, units or a mark other than 1, is a loss-… warning, one for
 * each kind, where it is met first, with the number of questions. Answers of truefalse that
 * are not named true and false are taken in their order, as Moodle does, with a warning; if
 * their names say the contrary, xml-truefalse is an error.
 */
void bp_xml_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz);

/*
 * Appends the question as GIFT, ending in a newline, for a place where texts without a
 * [prefix] have the given format. Read back by bp_gift_read() or by Moodle it is the same
 * question, except for what was reported to losses: loss-arrow ("->" on a left side or among
 * several short answers), loss-character (CR), loss-feedback and loss-format (of items
 * of an ordering question), loss-single (one choice to take, but none for the full
 * mark), loss-id, loss-tag and loss-hint (characters that their brackets cannot hold);
 * and loss-placeholder ("&&058;" and its like, which Moodle takes for a character).
 */
void bp_gift_write_question(const struct bp_question *question,
	enum bp_text_format format, struct bp_diagnostics *losses, struct bp_buf *out);

/* Appends the line that puts the questions after it into a category. */
void bp_gift_write_category(struct bp_str category, struct bp_buf *out);

/*
 * Writes a file that Moodle imports, of the questions of one quiz after the other. Moodle
 * XML is UTF-8, with U+FFFD for characters that XML 1.0 does not allow. It cannot say
 * where in the text the answer of a missing-word question stands, nor how a number was
 * written. Losses besides those above: loss-category (a question without a category
 * behind one that has one), loss-character (such a U+FFFD).
 */
struct bp_bank_writer {
	enum bp_bank_format format;    /* BP_BANK_GIFT or BP_BANK_XML */
	struct bp_diagnostics *losses; /* may be NULL */
	struct bp_buf *out;            /* empty when it begins */
	struct bp_str category;        /* in force; borrowed from the quiz */
};

void bp_bank_write_begin(struct bp_bank_writer *writer);
void bp_bank_write(struct bp_bank_writer *writer, const struct bp_quiz *quiz);
void bp_bank_write_end(struct bp_bank_writer *writer);

#endif
