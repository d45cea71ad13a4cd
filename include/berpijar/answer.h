/*
 * What an event says beyond its columns: the JSON in its body.
 */
#ifndef BERPIJAR_ANSWER_H
#define BERPIJAR_ANSWER_H

#include <berpijar/grade.h>

/*
 * The body of an "answered" event, appended to out: {"response": as bp_response_write()
 * writes it, "hash": 16 hexadecimal digits of the question's content, "order": the order
 * in which choices or partners were shown, "cab", left out if there were none,
 * "attempt": id of the exam's attempt that it belongs to (NULL: none), "review": true if
 * the question came back by itself}.
 */
void bp_answer_write(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const uint8_t *attempt, bool review, struct bp_buf *out);

/* The response that such a body holds, bp_response_read(), copied; false: there is none,
 * or it was given to another content of the question. */
bool bp_answer_read(struct bp_str body, const struct bp_question *question,
	struct bp_arena *arena, struct bp_str *response);

/* Whether such a response is fully right, whatever tries have taken off its grade. */
bool bp_answer_is_right(struct bp_str body, const struct bp_question *question);

/*
 * The body of an "annotated" event by which a learner reports a question, appended to
 * out: {"report": what is wrong, "response": what was given so far, "hash" and "order" as
 * above, "version": of the course}.
 */
void bp_report_write(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const char *version, struct bp_str report, struct bp_buf *out);

#endif
