/*
 * The JSON in the body of an event that answers or reports a question.
 */
#ifndef BERPIJAR_ANSWER_H
#define BERPIJAR_ANSWER_H

#include <berpijar/grade.h>
#include <berpijar/progress.h>

/*
 * Appends the body of an "answered" event to out: {"response": as bp_response_write()
 * writes it, "hash": of the question's content, 16 hexadecimal digits, "order": that in
 * which choices or partners were shown, such as "cab"; left out if there were none,
 * "attempt": the id of the exam's attempt (NULL: left out), "review": true, if the
 * question came back by itself, "graded": true, if it was recorded before without its
 * grade, or without all its ticks, and is not counted again, "written": true, if it is an
 * essay, "paper": true, if
 * it was answered on paper, "checks": which lines of the author's checklist the learner ticked: an "x" or a
 * "-" for each (NULL: left out)}.
 */
struct bp_answer_of {
	const uint8_t *attempt;
	bool review, graded, paper;
	const char *checks;
};
void bp_answer_write(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	struct bp_answer_of of, struct bp_buf *out);

/* Copies the response in such a body, for bp_response_read(). False if there is none, or
 * if it was given when the question had another content. */
bool bp_answer_read(struct bp_str body, const struct bp_question *question,
	struct bp_arena *arena, struct bp_str *response);

/* What such a body says, whatever the question was then; the response is in the arena. */
struct bp_answer_said {
	struct bp_str response;
	uint64_t hash; /* of the question's content; 0: not recorded */
	bool written;  /* it is an essay; false also where that was not recorded yet */
};
struct bp_answer_said bp_answer_said(struct bp_str body, struct bp_arena *arena);
/* Whether a response only picks: letters, blanks, true or false, and pairs of numbers; what was
 * typed is told from it by anything else. */
bool bp_answer_is_picked(struct bp_str response);
/* Whether an event holds the learner's own words, which leave the place of the records only
 * with consent: a note, a bookmark, JP from elsewhere, an essay, an answer that was typed. */
bool bp_event_is_private(const struct bp_event *event, struct bp_arena *arena);
/* The ticks in such a body as bits, if they were set on a checklist as long as this. */
uint32_t bp_answer_ticked(struct bp_str body, size_t count);

/* Whether the response in such a body is fully right, even if earlier tries have lowered
 * its grade. */
bool bp_answer_is_right(struct bp_str body, const struct bp_question *question);

/*
 * Appends the body of an "annotated" event that reports a question to out: {"report":
 * what is wrong, "response": what was answered so far, "hash" and "order" as above,
 * "version": of the course}.
 */
void bp_report_write(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const char *version, struct bp_str report, struct bp_buf *out);

#endif
