/*
 * What a response to a question of one type means: a row of functions for each type, in a
 * file for each kind of answer. The functions of grade.h (response.c) go through the row
 * of the question's type; nothing else in learn asks for the type.
 */
#ifndef BERPIJAR_LEARN_KIND_H
#define BERPIJAR_LEARN_KIND_H

#include <berpijar/grade.h>

/* Functions may be NULL where the type has nothing to do there. */
struct bp_kind {
	/* See bp_response_complete(). NULL: it always is. */
	bool (*complete)(const struct bp_question *question,
		const struct bp_response *response, struct bp_error *err);
	/* Whether an incomplete response can be graded, too. NULL: it cannot. */
	bool (*begun)(
		const struct bp_question *question, const struct bp_response *response);
	/* Fills in the best response there is. */
	void (*right)(const struct bp_question *question, struct bp_response *response);
	/* Sets the fraction, which need not be rounded; NULL: it is never graded. */
	void (*grade)(const struct bp_question *question,
		const struct bp_response *response, struct bp_grade *grade);
	/* What they write and read is in records: it stays as it is for ever. */
	void (*write)(const struct bp_question *question,
		const struct bp_response *response, struct bp_buf *out);
	void (*read)(const struct bp_question *question, struct bp_str text,
		struct bp_response *response);
	/* See bp_response_say_right(). */
	void (*say)(const struct bp_question *question, struct bp_buf *out);
};

#define BP_KIND_DECLARE(TYPE, row, ...) extern const struct bp_kind bp_kind_##row;
BP_QUESTION_TYPES(BP_KIND_DECLARE)
#undef BP_KIND_DECLARE

/* ---- kind.c: what several kinds need ---- */

/* The first of the choices or answers with the highest weight; NULL if there is none. */
const struct bp_choice *bp_kind_best(const struct bp_question *question);
/* Takes the next item off a list with commas, trimmed; false at the end. */
bool bp_kind_next_item(struct bp_str *rest, struct bp_str *item);
/* The letter of one of `count` choices as an index: 2 for "c"; else BP_UNMATCHED. */
uint8_t bp_kind_letter(struct bp_str item, size_t count);

/* ---- kind_text.c: what all answers that are typed have in common ---- */

bool bp_kind_text_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err);
void bp_kind_text_right(const struct bp_question *question, struct bp_response *response);
void bp_kind_text_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out);
void bp_kind_text_read(const struct bp_question *question, struct bp_str text,
	struct bp_response *response);

#endif
