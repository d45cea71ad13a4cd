/*
 * A response to a question, and what it is worth.
 *
 * Grades are Moodle's for the same response (question/type/ classes, method
 * grade_response): a fraction 0..1, negative sums count as 0.
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
	uint32_t chosen;	     /* multichoice, true/false: bit n is choice n */
	struct bp_str text;	     /* short answer, numerical, essay: as typed */
	uint8_t match[BP_MAX_CHOICES]; /* match: for pair n, the pair whose right side was
					* given; ordering: for place n, the item put there */
};

struct bp_grade {
	double fraction; /* 0..1 */
	bool correct;	 /* fraction is 1 */
	int answer;	 /* short answer, numerical: the choice that matched, else -1 */
	double number;	 /* numerical: the response as it was read */
};

/* An empty response to the question: nothing chosen, nothing matched. */
struct bp_response bp_response_none(const struct bp_question *question);

/* Whether there is enough to grade; if not, err says what is missing, for the learner. */
bool bp_response_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err);

/* Grades a complete response to a graded question. */
struct bp_grade bp_grade_response(
	const struct bp_question *question, const struct bp_response *response);

/* What would be fully right, for showing it; for text types the first full answer. */
struct bp_response bp_response_right(const struct bp_question *question);

/*
 * The response as one short line, for a record and a draft: "b", "a,c", "true",
 * the text itself, "1=2,2=1" (pair=partner), "c,a,b" (ordering); and back.
 * Reading takes any bytes: what does not fit the question is left out, and the
 * result borrows `text`.
 */
void bp_response_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out);
struct bp_response bp_response_read(const struct bp_question *question, struct bp_str text);

/*
 * A number as people write it: "1,5", "1.5", "1.234,5", "1,234.5", "-3", "+2",
 * "1e3", " 12 ", "75 %" (per cent is 75), "½" is refused. A single group such as
 * "1.234" is read by the interface's language: a decimal point in English, a
 * thousands point in Indonesian only if three digits follow and nothing else
 * contradicts it. False if it is no number.
 */
bool bp_number_read(struct bp_str text, double *value);
/* The number for people, shortest form, with the language's decimal mark. */
void bp_number_write(double value, struct bp_buf *out);

#endif
