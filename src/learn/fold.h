/*
 * The inside of a progress, and the way of an event through it:
 *
 *	bp_progress_apply()  progress.c  knows it by its id, undoes what it voids
 *	fold_take()          fold.c      reads it once, by its verb
 *	marks_take() …       marks.c, reports.c, exam.c, regrades.c, elsewhere.c: folds of
 *	                     their own
 *	fold_event()         fold.c      adds it to its module and question
 *
 * Names of modules and questions become numbers in names.c. What is asked of a progress
 * is in progress_read.c and review.c, a snapshot of it in snapshot.c.
 */
#ifndef BERPIJAR_LEARN_FOLD_H
#define BERPIJAR_LEARN_FOLD_H

#include "body.h"
#include "tape.h"
#include <berpijar/arena.h>
#include <berpijar/elsewhere.h>
#include <berpijar/exam.h>
#include <berpijar/fsrs.h>
#include <berpijar/index.h>
#include <berpijar/marks.h>
#include <berpijar/progress.h>
#include <berpijar/regrades.h>
#include <berpijar/reports.h>

#define NONE     BP_INDEX_END
#define NO_ROUND ((struct bp_round_record){.best = -1, .first = -1, .last = -1})

/* What the fold remembers of an event. */
struct fold_entry {
	uint8_t id[16]; /* first, for bp_index_find_id() */
	int64_t at;
	int64_t active_ms;
	double grade;       /* 0..1; negative: none */
	double recorded;    /* the same, before it was graded anew */
	struct bp_str said; /* an answer's body; a completion's version of the course */
	uint32_t module, question; /* numbers; question: NONE unless it was answered */
	uint32_t text;             /* number of the text that was read, or NONE */
	int16_t jp_halves;
	uint8_t verb;
	bool round;   /* a lesson is begun anew */
	bool review;  /* an answer that does not count for the lesson's question */
	bool graded;  /* an answer that was counted before, without its grade */
	bool dropped; /* an answer that counts no more, since its question proved wrong */
	bool learned; /* the learner did it, here, and not who graded something anew */
	bool voided;  /* then nothing but the id may be known */
};

/* An event's place in the order of recording. It comes from the id alone, so it does not
 * depend on the order in which events are folded. */
struct moment {
	int64_t at; /* the time in the id; of an id without one, as the clock said */
	uint8_t id[16];
};
struct moment moment_of(const uint8_t id[16], int64_t at);
/* Negative if a was before b, positive if it was after. */
int moment_order(const struct moment *a, const struct moment *b);
/* The same of two events by their ids and times. */
int event_order(const uint8_t a[16], int64_t a_at, const uint8_t b[16], int64_t b_at);

/* The first and the last of all events, and of what the learner did. */
struct times {
	struct moment first, last, learned;
	int64_t first_at, last_at; /* as the clock said; INT64_MIN: no event yet */
};

/* When a question comes back; see review.h. */
struct card {
	struct bp_fsrs fsrs;
	bool missed; /* was answered wrongly once: before that it does not come back */
};

struct question {
	struct bp_str name;
	uint32_t module, number; /* of the module; of this one among all */
	struct moment last;
	struct moment first; /* of this round; .at INT64_MAX: none */
	bool seen;           /* has an answer */
	struct bp_question_record record;
	struct card card; /* as the snapshot had it, whose answers are no longer known */
	struct question *next; /* of the module */
};

struct module {
	struct bp_str course, name; /* name empty: the course itself */
	unsigned events;            /* that are not voided */
	int64_t active_ms; /* an integer: a sum of doubles would depend on the order */
	struct moment last, done, read;
	struct moment
		round; /* when this round began; .at INT64_MIN: with the first event */
	struct bp_module_record record;
	struct question *questions, *last_question; /* a chain, by their numbers */
	struct bp_str kept; /* they are in here, and not in the chain (snapshot.c), */
	struct bp_str dues; /* … and in here, when those of them that come back do */
	bool stale;         /* an event of it was voided since it was folded */
};

struct month {
	int year, month; /* 1..12 */
	int64_t active_ms;
};

struct bp_progress {
	struct bp_arena *arena; /* names, modules, questions, months, texts */
	struct module *modules;
	struct question **questions; /* which stay where they are */
	struct month *months;        /* with active time, in no order */
	struct bp_read_text *texts;
	struct bp_marks *marks;
	struct bp_reports *reports;
	struct bp_attempts *attempts;
	struct bp_regrades *regrades;
	struct bp_elsewheres *elsewheres;
	struct fold_entry *entries; /* on the heap, for there may be many */
	size_t module_count, module_room, question_count, question_room;
	size_t month_count, month_room, text_count, text_room;
	size_t entry_count, entry_room;
	struct bp_index by_id, by_module, by_question, by_month;
	struct times times;
	struct bp_buf bytes;    /* the snapshot that was loaded, */
	struct moment snapshot; /* … and the last event in it */
	bool loaded;            /* a snapshot with any event in it */
	bool stale;             /* any module is; see progress_settle() */
};

/* ---- progress.c ---- */

/* Folds the modules of which events were voided anew, all in one pass: in a record where
 * much was taken back, a pass for each would take a time that grows with its square. Who
 * reads modules or questions calls this first. */
void progress_settle(const struct bp_progress *progress);

/* ---- names.c ---- */

/* Of a module among all. */
uint32_t names_module_hash(struct bp_str course, struct bp_str name);
/* The number of a module or question; NONE if no event has named it. */
uint32_t names_module(
	const struct bp_progress *progress, struct bp_str course, struct bp_str name);
uint32_t names_question(
	const struct bp_progress *progress, uint32_t module, struct bp_str name);
/* The same, but one that is not there is made, with an empty record. */
uint32_t names_need_module(
	struct bp_progress *progress, struct bp_str course, struct bp_str name);
uint32_t names_need_question(
	struct bp_progress *progress, uint32_t module, struct bp_str name);
/* Makes one that has its name be found by it. A question gets its number, too. */
void names_add_module(struct bp_progress *progress, uint32_t module);
void names_add_question(struct bp_progress *progress, struct question *question);
/* Empties the records of the modules that are stale, and those of their questions; names
 * stay, and nothing is stale any more. */
void names_clear_stale(struct bp_progress *progress);

/* ---- snapshot.c ---- */

/* The questions of a module, by their numbers. Those that a snapshot holds are read when
 * somebody first asks for one of the module, since a start asks for few of them. To whoever
 * asks, nothing changes by this. */
struct question *snapshot_questions(const struct bp_progress *progress, uint32_t module);
/* The same for all modules. */
void snapshot_read_all(const struct bp_progress *progress);
/* How many of a module are due, of those that have not been read. */
size_t snapshot_count_due(const struct module *module, int64_t now);

/* ---- fold.c ---- */

/* Reads an event that comes for the first time into its entry, which has its id. */
void fold_take(struct bp_progress *progress, const struct bp_event *event,
	struct fold_entry *entry);
/* Whether an event begins a lesson anew. */
bool fold_begins_round(const struct bp_event *event);
/* Takes over that a lesson was begun anew, before the answers of its module are folded. */
void fold_note_round(struct bp_progress *progress, const struct fold_entry *entry);
/* Gives an answer the grade that it has now. */
void fold_regrade(const struct bp_progress *progress, struct fold_entry *entry);
/* Adds an entry to the records of its module and question; in any order. */
void fold_event(struct bp_progress *progress, const struct fold_entry *entry);
/* Adds to the time spent in the month of `at`; negative: takes off. */
void fold_active(struct bp_progress *progress, int64_t at, int64_t active_ms);
/* Makes a month that a snapshot held be found. */
void fold_add_month(struct bp_progress *progress, uint32_t month);

/* ---- review.c ---- */

/* Fills the card of each question, from its answers in the order of recording. */
void review_cards(const struct bp_progress *progress, struct card *cards);

/* ---- marks.c, reports.c, exam.c: folds of their own ---- */

struct bp_marks *marks_new(void);
void marks_free(struct bp_marks *marks);
/* Takes an event that makes a bookmark or a note, or gives it another text. A body that
 * says nothing changes nothing. */
void marks_take(struct bp_marks *marks, const struct bp_event *event, struct body *body);
void marks_void(struct bp_marks *marks, const uint8_t id[16]);

struct bp_reports *reports_new(void);
void reports_free(struct bp_reports *reports);
/* Takes an event that reports a question; the same event must not come twice. */
void reports_take(
	struct bp_reports *reports, const struct bp_event *event, struct body *body);
void reports_void(struct bp_reports *reports, const uint8_t id[16]);

struct bp_attempts *attempts_new(const struct bp_regrades *regrades);
void attempts_free(struct bp_attempts *attempts);
/* Each takes an event that begins an attempt, answers in one, goes on with it after it
 * was interrupted, or ends it. Of the last three, an event whose body does not name an
 * attempt changes nothing. */
void attempts_begin(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body);
void attempts_answer(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body);
void attempts_resume(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body);
void attempts_end(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body);
/* Takes over what was graded anew in the attempts at a module. */
void attempts_regrade(
	struct bp_attempts *attempts, struct bp_str course, struct bp_str module);

struct bp_regrades *regrades_new(void);
void regrades_free(struct bp_regrades *regrades);
/* Takes an event that grades anew; the same event must not come twice. */
void regrades_take(
	struct bp_regrades *regrades, const struct bp_event *event, struct body *body);
void regrades_void(struct bp_regrades *regrades, const uint8_t id[16]);

struct bp_elsewheres *elsewheres_new(void);
void elsewheres_free(struct bp_elsewheres *elsewheres);
/* Takes an event that enters JP from elsewhere; the same event must not come twice. */
void elsewheres_take(struct bp_elsewheres *elsewheres, const struct bp_event *event,
	struct body *body);
void elsewheres_void(struct bp_elsewheres *elsewheres, const uint8_t id[16]);

/* Whose grade is asked for: an answer, or an attempt that asked a question. Without a
 * question (its text NULL): an attempt, whatever was asked. */
struct regrade_of {
	struct bp_str course, module, question;
	int64_t at; /* when it was given, or began */
};
struct regraded {
	bool found; /* one that was recorded after it names it; of these the last says: */
	double grade; /* negative: none */
	bool dropped; /* with the question */
	double best;  /* of all that name it; negative: none */
	bool passed;  /* by one of them */
};
struct regraded regrades_find(
	const struct bp_regrades *regrades, const uint8_t id[16], struct regrade_of of);

/* exam_drawn.c: the questions of an attempt as the event that begins it keeps them. */
json_t *drawn_write(
	const struct bp_attempt *attempt, const struct bp_question *const *drawn);

/* Each writes or reads its part of a snapshot (tape.h). Texts that are read are borrowed
 * from the tape; the arrays are in the arena of their owner. */
void marks_tape(struct bp_marks *marks, struct tape *tape);
void reports_tape(struct bp_reports *reports, struct tape *tape);
void attempts_tape(struct bp_attempts *attempts, struct tape *tape);
void regrades_tape(struct bp_regrades *regrades, struct tape *tape);
void elsewheres_tape(struct bp_elsewheres *elsewheres, struct tape *tape);

#endif
