/*
 * A response to a question, and what it is worth.
 *
 * Grades are Moodle's for the same response (question/type/ classes, method
 * grade_response): a fraction 0..1, negative sums count as 0, and what is less than
 * a millionth from 0 or 1 is 0 or 1.
 *
 * - Several choices: the weights of those taken, added up.
 * - Short answer: the first answer that matches counts. "*" in it stands for any
 *   characters, "\*" for an asterisk; case makes no difference. We are a little
 *   more forgiving than Moodle: neither does the amount of white space.
 * - Numerical: the first answer within its tolerance counts; "*" takes the rest.
 * - Match: the part of the left sides that have their partner, or one that reads
 *   the same.
 * - Ordering: the part of the places that hold their item (or one that reads the
 *   same): Moodle's ABSOLUTE_POSITION, whatever the question asks for there. It is
 *   the one that a learner can check on a list without an explanation.
 */
#ifndef BERPIJAR_GRADE_H
#define BERPIJAR_GRADE_H

#include <berpijar/error.h>
#include <berpijar/quiz.h>

#define BP_UNMATCHED 0xff /* a pair or place that has no answer yet */

/*
 * What a learner gave. Indices are the author's, whatever order was shown.
 * By value, but `text` is borrowed.
 */
struct bp_response {
	uint32_t chosen;               /* multichoice, true/false: bit n is choice n */
	struct bp_str text;            /* short answer, numerical, essay: as typed */
	uint8_t match[BP_MAX_CHOICES]; /* match: for pair n, the pair whose right side was
					* given; ordering: for place n, the item put there
					*/
};

struct bp_grade {
	double fraction; /* 0..1 */
	bool correct;    /* fraction is 1 */
	int answer;      /* short answer, numerical: the choice that matched, else -1 */
	double number;   /* numerical: the response as it was read */
};

/* An empty response to the question: nothing chosen, nothing matched. */
struct bp_response bp_response_none(const struct bp_question *question);

/* Whether there is enough to grade; if not, err says what is missing, for the learner. */
bool bp_response_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err);

/* Whether it can be graded when nothing more can be given: it is complete, or some of the
 * pairs of a match are made; those that are missing are not right. */
bool bp_response_counts(
	const struct bp_question *question, const struct bp_response *response);

/* Grades a response that counts to a graded question. */
struct bp_grade bp_grade_response(
	const struct bp_question *question, const struct bp_response *response);

/*
 * A response with the best grade there is. For text types the first answer that has
 * it, as somebody would type it (a number is for showing better written with
 * bp_number_write()); none for an essay.
 */
struct bp_response bp_response_right(const struct bp_question *question);

/*
 * The response as one short line, for a record and a draft: "b", "a,c", "true",
 * the text itself, "1=2,2=1" (pair=partner), "c,a,b" (ordering; "-" is a place that
 * is still empty); and back. Reading takes any bytes: what does not fit the question
 * is left out, and the result borrows `text`.
 */
void bp_response_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out);
struct bp_response bp_response_read(
	const struct bp_question *question, struct bp_str text);

/*
 * A number as people write it: "1,5", "1.5", "1.234,5", "1,234.5", "1 234", "-3" with
 * any kind of minus, "+2", "1e3", "1,5x10^3", " 12 ", "75 %" (75), "Rp 1.500,-" (1500,
 * in either language); "½" is refused. What a mark means:
 * - of two kinds, the last is the decimal mark and the other divides thousands;
 * - one kind, more than once, divides thousands; so does a blank;
 * - a single one is a decimal mark, unless it is the language's mark for thousands
 *   ("." in Indonesian, "," in English) and could be one: one to three figures
 *   before it of which the first is not 0, three after it, no exponent. "1.234" is
 *   1234 in Indonesian and 1.234 in English; "0.234" and "1.23" are the same in both.
 * Thousands are groups of three, or it is no number. False if it is none.
 */
bool bp_number_read(struct bp_str text, double *value);
/* The number for people, shortest form, with the language's decimal mark. */
void bp_number_write(double value, struct bp_buf *out);

#endif
