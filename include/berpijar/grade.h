/*
 * A response to a question, and what it is worth.
 *
 * Grades are Moodle's for the same response (question/type/ classes, method
 * grade_response): a fraction 0..1, negative sums count as 0, and what is less than
 * a millionth from 0 or 1 is 0 or 1.
 *
 * - Several choices: the weights of those taken, added up.
 * - One choice: its weight. A negative one makes the question's grade 0, but counts in
 *   the sum over the questions of a module or an attempt, which stops at 0: one right
 *   answer and a wrong one of -100 % are 0 %. Moodle floors the sum of several choices
 *   by itself, so that it never takes anything off.
 * - Short answer: the first answer that matches counts. "*" in it stands for any
 *   characters, "\*" for an asterisk; case makes no difference. We are a little
 *   more forgiving than Moodle: neither does the amount of white space, nor the shape of
 *   quotation marks and dashes, which word processors change.
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

#define BP_UNMATCHED 0xff /* no answer yet for this pair or place */

/* What a learner gave. Indices are the author's, in whatever order the choices were
 * shown. Copied by value, but `text` is borrowed. */
struct bp_response {
	uint32_t chosen;    /* multichoice, true/false: bit n is choice n */
	struct bp_str text; /* short answer, numerical, essay: as typed */
	/* match: for pair n, the pair whose right side was given; ordering: for place n,
	 * the item that was put there */
	uint8_t match[BP_MAX_CHOICES];
};

struct bp_grade {
	double fraction; /* 0..1 */
	bool correct;    /* fraction is 1 */
	double lost;     /* 0..1: what a wrong choice takes off the sum; see below */
	int answer;      /* short answer, numerical: the choice that matched, else -1 */
	double number;   /* numerical: the response as it was read */
};

/* A response in which nothing is chosen, typed or matched. */
struct bp_response bp_response_none(void);

/* Whether the response can be graded; if not, err tells the learner what is missing. */
bool bp_response_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err);

/* Whether the response is graded when the time is up: if it is complete, or if some pairs
 * of a match are made. The pairs that are missing then count as wrong. */
bool bp_response_counts(
	const struct bp_question *question, const struct bp_response *response);

/* The grade of a response that counts; 0 for a question that is not graded. */
struct bp_grade bp_grade_response(
	const struct bp_question *question, const struct bp_response *response);

/* What a grade that was recorded counts in the sum over questions, -1..1: itself or, if it
 * is 0, minus what the response (as bp_response_write() wrote it) takes off. */
double bp_grade_counted(
	const struct bp_question *question, double grade, struct bp_str response);

/* A response with the best grade there is; the first such answer, if answers are typed.
 * An empty one for an essay. */
struct bp_response bp_response_right(const struct bp_question *question);

/* Appends the right answer to a question whose answers are typed, as people write it: a
 * number with the decimal mark of the user's language. Nothing for other questions. */
void bp_response_say_right(const struct bp_question *question, struct bp_buf *out);

/*
 * The response as one short text, as it stands in records and drafts: "b", "a,c",
 * "true", the text itself, "1=2,2=1" (pair=partner), "c,a,b" (ordering; "-" is a place
 * that is still empty). Reading takes any bytes: it leaves out what does not fit the
 * question, and the result borrows `text`. Records are read for ever, so neither of the
 * two may change for a type that exists.
 */
void bp_response_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out);
struct bp_response bp_response_read(
	const struct bp_question *question, struct bp_str text);

/*
 * A number as people write it: "1,5", "1.5", "1.234,5", "1,234.5", "1 234", "-3" with
 * any kind of minus, "+2", "1e3", "1,5 × 10^3", "10³", " 12 ", "75 %" (75),
 * "Rp 1.500,-" and "1.500,-" (1500, in either language); "½" is refused. What a mark
 * means:
 * - of two kinds, the last is the decimal mark and the other divides thousands;
 * - one kind, more than once, divides thousands; so does a blank;
 * - a single one is a decimal mark, unless it is the language's mark for thousands
 *   ("." in Indonesian, "," in English) and could be one: one to three figures
 *   before it of which the first is not 0, three after it, no exponent. "1.234" is
 *   1234 in Indonesian and 1.234 in English; "0.234" and "1.23" are the same in both.
 * Thousands have to be groups of three. False if the text is not a number.
 */
bool bp_number_read(struct bp_str text, double *value);
/* Appends the shortest text that reads as this number, with the language's mark. */
void bp_number_write(double value, struct bp_buf *out);

#endif
