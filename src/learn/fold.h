/*
 * The inside of a progress: what the fold (progress.c) makes, what is read of it
 * (progress_read.c, review.c) and what a snapshot holds (snapshot.c).
 */
#ifndef BERPIJAR_LEARN_FOLD_H
#define BERPIJAR_LEARN_FOLD_H

#include "index.h"
#include "tape.h"
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/fsrs.h>
#include <berpijar/marks.h>
#include <berpijar/progress.h>
#include <berpijar/reports.h>

#define NONE BP_INDEX_END

/* An event as the fold needs it. */
struct kept {
	uint8_t id[16];
	int64_t at;
	int64_t active_ms;
	double grade;       /* 0..1; negative: none */
	struct bp_str said; /* an answer's body; a completion's version of the course */
	uint32_t module, question; /* numbers; question: NONE unless it was answered */
	uint32_t text;             /* number of what was read; NONE: nothing said */
	int16_t jp_halves;
	uint8_t verb;
	bool review; /* an answer that is no try at the lesson's question */
	bool voided; /* all but the id may be missing */
};

/* An event's place in the order of recording, which does not depend on the order in which
 * events are folded. */
struct moment {
	int64_t at; /* of its id; of an id without a time, as the clock said */
	uint8_t id[16];
};
struct moment moment_of(const uint8_t id[16], int64_t at);
/* Negative: a was before b; positive: after it. */
int moment_order(const struct moment *a, const struct moment *b);
/* The same of two events by their ids and times. */
int event_order(const uint8_t a[16], int64_t a_at, const uint8_t b[16], int64_t b_at);

/* Of all events. */
struct times {
	struct moment first, last;
	int64_t first_at, last_at; /* as the clock said; INT64_MIN: there is none */
};

/* When a question comes back; see review.h. */
struct card {
	struct bp_fsrs fsrs;
	bool missed; /* was answered wrongly once: before that it is not asked */
};

struct question {
	struct bp_str name;
	uint32_t module;
	struct moment last;
	struct bp_question_record record;
	struct card card; /* as the snapshot had it: of answers that are not kept */
};

struct module {
	struct bp_str course, name; /* name empty: the course itself */
	unsigned events;            /* that are not voided */
	int64_t active_ms; /* whole, so that a sum does not depend on the order */
	struct moment last, done, read;
	struct bp_module_record record;
};

struct month {
	int year, month; /* 1..12 */
	int64_t active_ms;
};

struct bp_progress {
	struct bp_arena *arena; /* names, modules, questions, months */
	struct module *modules;
	struct question *questions;
	struct month *months; /* with active time, in no order */
	struct bp_read_text *texts;
	struct bp_marks *marks;
	struct bp_reports *reports;
	struct bp_attempts *attempts;
	struct kept *events; /* on the heap, for there may be many */
	size_t module_count, module_room, question_count, question_room;
	size_t month_count, month_room, text_count, text_room;
	size_t event_count, event_room;
	struct bp_index by_id, by_module, by_question;
	struct times times;
	struct moment snapshot; /* the last of what was loaded */
	bool loaded;            /* anything */
};

/* By name; NONE: there is none. */
uint32_t fold_find_module(
	const struct bp_progress *progress, struct bp_str course, struct bp_str name);
uint32_t fold_find_question(
	const struct bp_progress *progress, uint32_t module, struct bp_str name);
/* So that one that has its name can be found by it. */
void fold_index_module(struct bp_progress *progress, uint32_t module);
void fold_index_question(struct bp_progress *progress, uint32_t question);

/* The card of each question, as of its answers in the order of recording. */
void fold_cards(const struct bp_progress *progress, struct card *cards);

/* The parts that have their own fold. Read texts are borrowed from the tape; the arrays
 * are in their arenas. */
void marks_tape(struct bp_marks *marks, struct tape *tape);
void reports_tape(struct bp_reports *reports, struct tape *tape);
void attempts_tape(struct bp_attempts *attempts, struct tape *tape);

#endif
