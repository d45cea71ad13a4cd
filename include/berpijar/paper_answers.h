/*
 * Answers that were given on paper (paper.h) and typed into a table, as CSV. Its first row
 * names the columns:
 *
 *	id, ujian ("COURSE/MODULE"), seed, formulir, versi, tanggal (may be left out), 1, 2, …
 *
 * A row is what one learner answered on one paper; rows without an id and without answers,
 * such as those that `print` wrote, are passed over. Each form is drawn anew, and must have
 * the version that the row says: so nothing is graded by other questions than were printed.
 *
 * A row is recorded as one attempt at the exam (exam.h), in one transaction, by the rules of
 * the exam: what has to be finished before, how many attempts there are, the pass mark. A
 * learner's paper counts once: the same row again changes nothing, and another one with the
 * same version is refused.
 */
#ifndef BERPIJAR_PAPER_ANSWERS_H
#define BERPIJAR_PAPER_ANSWERS_H

#include <berpijar/diagnostic.h>
#include <berpijar/paper.h>

#define BP_PAPER_ROWS_MOST 2000

struct bp_paper_row {
	int line, column;    /* of its id */
	const char *learner; /* id */
	const char *held;    /* "2026-12-01", or "" */
	const struct bp_paper_form *form;
	struct bp_response *responses; /* to each of the form's questions … */
	bool *given;                   /* … if there is one */
	size_t given_count;
};

/* Zeroed but for the arena, which owns the rows, and the library. */
struct bp_paper_answers {
	struct bp_arena *arena;
	struct bp_library *library;
	struct bp_diagnostics faults; /* to be released */
	struct bp_paper_row *rows;
	size_t count, room;
	struct bp_paper_form **forms; /* that rows name, each drawn once */
	size_t form_count, form_room;
};

/* Reads a file; "-" is standard input. False only if it cannot be read at all or is not
 * UTF-8: what is wrong in it are faults. To be released in any case. */
bool bp_paper_answers_read(
	struct bp_paper_answers *answers, const char *path, struct bp_error *err);
void bp_paper_answers_release(struct bp_paper_answers *answers);

struct bp_paper_result {
	bool known; /* it is recorded already, with the same answers */
	double score;
	bool passed;
};
/* Grades a row by the learner's record, and says what would be recorded. False: it cannot be,
 * and err says why. */
bool bp_paper_plan(const struct bp_paper_row *row, const char *store,
	struct bp_paper_result *result, struct bp_error *err);
/* The same, and records it. */
bool bp_paper_record(const struct bp_paper_row *row, const char *store,
	struct bp_paper_result *result, struct bp_error *err);

#endif
