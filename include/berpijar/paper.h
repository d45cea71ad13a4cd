/*
 * Courses and exams on paper: what stands on it, as JSON that berpijar-pdf draws
 * (pdf/paper.h). The same course gives the same JSON, byte for byte, on any machine, and the
 * same PDF where fonts and cairo are the same. Its words are in the language that is set, which
 * the caller takes from the course.
 *
 * A form of an exam is drawn by a seed and its letter from the bank of the module, as an
 * attempt on the screen is (lottery.h). Its version is a digest of all that decides what an
 * answer on it means: course, module, seed, letter, the questions with their content, the order
 * of their choices. So answers that are typed back are graded by the very questions that were
 * printed, or refused.
 */
#ifndef BERPIJAR_PAPER_H
#define BERPIJAR_PAPER_H

#include <berpijar/document.h>
#include <berpijar/grade.h>
#include <berpijar/proof.h>

/* ---- handouts ---- */

/* Appends a handout of a course, or of one of its modules; NULL: of all. Exams are named in
 * it, but none of their questions is. */
bool bp_paper_handout(const struct bp_course *course, const struct bp_module *module,
	struct bp_buf *out, struct bp_error *err);

/* ---- exams ---- */

#define BP_PAPER_FORMS "ABCDEFGH"
#define BP_PAPER_SEED_MOST \
	999999999 /* of the number that is typed: spreadsheets keep it */

/* A question as it is printed. */
struct bp_paper_question {
	const struct bp_question *question; /* of the document */
	/* The choices, partners or items in the order printed, as the author's indices; lefts:
	 * of a match, the pairs whose left side is numbered. */
	uint8_t order[BP_MAX_CHOICES], lefts[BP_MAX_CHOICES];
	size_t count, left_count;
};

struct bp_paper_form {
	const struct bp_course *course;
	const struct bp_module *module;
	const struct bp_document *document; /* of the module: has the questions */
	char letter;
	int seed;          /* as it was typed */
	uint64_t drawn_by; /* made of seed and letter */
	struct bp_paper_question *questions;
	size_t count;
	char version[BP_PROOF_NUMBER_ROOM];
};

/* Draws a form; what it points to is in the arena, or the document's. False: the module is no
 * exam, has no such form, or no questions. */
bool bp_paper_draw(struct bp_arena *arena, const struct bp_document *document, int seed,
	char letter, struct bp_paper_form *form, struct bp_error *err);

/* Appends the papers of all forms: each with its questions and, on a sheet of its own, the
 * answer sheet. */
bool bp_paper_exam(const struct bp_paper_form *forms, size_t count, struct bp_buf *out,
	struct bp_error *err);
/* Appends the keys of all forms, which never stand in the same document. */
bool bp_paper_key(const struct bp_paper_form *forms, size_t count, struct bp_buf *out,
	struct bp_error *err);
/* Appends the table that answers are typed into (paper_answers.h), a row for each form. */
void bp_paper_table(const struct bp_paper_form *forms, size_t count, struct bp_buf *out);

/* What is written for a right answer: "B", "A, C", "CAB", "12,5"; "" for an essay. */
void bp_paper_say_right(const struct bp_paper_question *question, struct bp_buf *out);

#endif
