/*
 * What the parts of the question mode share: the question that is open, and the row of
 * its type, which says how it is answered by keys and shown.
 *
 * Only mode_question.c knows the other modes. The parts below it are used by exams, too,
 * for the drafts of questions that are not open.
 */
#ifndef BERPIJAR_APP_QUESTION_H
#define BERPIJAR_APP_QUESTION_H

#include "app.h"
#include "reader.h"
#include "review.h"
#include "words.h"

#define BP_ANSWER_LIMIT 1024 /* bytes of a typed answer */

struct question_kind;
struct bp_attempt;
struct bp_given;

struct question_state {
	const struct bp_question *question;
	const struct question_kind *kind; /* the row of its type */
	const struct bp_document *stem;   /* its text */
	size_t index;      /* in the quiz of the module; SIZE_MAX: it has been deleted */
	bool exam, review; /* what it is asked in; neither: a lesson */
	bool silent;       /* the answer is recorded without its grade … */
	bool settled;      /* … as it was before, and its grade is recorded now */
	uint8_t attempt[16];           /* at the exam */
	uint64_t draw;                 /* the attempt's seed; in a lesson the learner's */
	uint64_t seed;                 /* of the order that is shown */
	struct bp_arena *arena;        /* of `texts` */
	struct bp_document *texts;     /* of the rows, in the order shown */
	uint8_t order[BP_MAX_CHOICES]; /* shown row → author's index */
	uint8_t partners[BP_MAX_CHOICES]; /* shown letter → a pair with that right side */
	size_t count, partner_count;      /* rows and letters that are shown */
	struct bp_response response;
	bool changed; /* the response differs from the draft that is kept */
	struct field field;
	char note[128]; /* how a typed number will be read */
	size_t selected;
	bool graded;     /* the verdict is shown */
	bool unanswered; /* … of an exam in which this was not answered */
	bool unrecorded; /* … of an answer that is not recorded */
	bool onward;     /* … and the last key goes on from it */
	struct bp_grade grade;
	unsigned tries; /* that were recorded before this one */
	unsigned hint;  /* shown in place of the right answer, from 1; 0: none */
	bool hidden;    /* the right answer is not shown yet */
	bool unfolded;  /* … and the reasons of what was not chosen are */
	char verdict[160];
	int top, page;
	bool follow;                /* scrolls to what is selected or was just told */
	struct bp_document model;   /* the author's answer … */
	struct bp_document *checks; /* … without its checklist, which the learner ticks */
	size_t check_count;
	uint32_t ticked, ticking; /* bits: the lines, and as they are being recorded */
	size_t check;  /* the line that is pointed at; check_count: the one that goes on;
			* SIZE_MAX: none yet */
	int columns;   /* of the lines of an essay, as they were drawn */
	bool sending;  /* the cursor is on the line that sends an essay */
	int64_t since; /* when this try began; 0: an earlier one is shown */
};

/* The rows of feedback below a verdict; room for all that a question can have. */
struct feedback_list {
	struct bp_feedback_view *at;
	size_t count;
};

/*
 * How questions of a type are answered and shown. Functions may be NULL where the type
 * has nothing to do there. Those that change the response set `changed`.
 */
struct question_kind {
	enum bp_choice_kind look; /* of its rows */
	const struct bp_keymap *keymap;
	/* In a text of several lines: the keys on the last line, which sends it; else NULL. */
	const struct bp_keymap *sending;
	bool picks_by_moving; /* ↑↓ pick the row; at first none is picked */
	bool marks;           /* each row is marked or not, by the space bar, too */

	/* Sets `order` and `count` (and the partners) by `seed`. NULL: it has no rows. */
	void (*arrange)(struct question_state *state, bool shuffle);
	/* The text of a row, by the author's index. */
	struct bp_text (*text)(const struct bp_question *question, size_t index);
	/* Sets what the response is at the beginning. NULL: an empty one. */
	void (*begin)(struct question_state *state);
	/* The nth letter or figure was pressed. False, or NULL: it only selects a row. */
	bool (*pick)(struct question_state *state, size_t nth, bool letter);
	/* The space bar takes back what the selected row was given. NULL: it picks it. */
	void (*clear)(struct question_state *state);
	/* Whether ← (-1) or → (1) changes something in the selected row; and that change. */
	bool (*can_change)(const struct question_state *state, int step);
	void (*change)(struct question_state *state, int step);
	/* Sets the note on what has been typed. */
	void (*note)(struct question_state *state);

	/* Fills in a row, with its verdict if the question is graded. */
	void (*row)(struct bp_app *app, const struct question_state *state, size_t row,
		struct bp_choice_view *view);
	/* Adds what is offered to be paired with the rows. */
	void (*offer)(struct bp_app *app, const struct question_state *state,
		struct bp_question_view *view);
	/* How many reasons are folded: of what was not chosen. NULL: none ever are. */
	size_t (*folded)(const struct question_state *state);
	/* Adds the reasons, and the right answer if the rows do not show it. */
	void (*explain)(struct bp_app *app, const struct question_state *state,
		struct feedback_list *list);
};

/* ---- question_kind.c ---- */

#define QUESTION_KIND_DECLARE(TYPE, row, ...) \
	extern const struct question_kind bp_question_kind_##row;
BP_QUESTION_TYPES(QUESTION_KIND_DECLARE)
#undef QUESTION_KIND_DECLARE

/* A question with an empty response; attempt NULL: it is not asked in an exam. */
void bp_question_init(struct question_state *state, const struct bp_question *question,
	const struct bp_attempt *attempt);
/* Sets the order of its rows: in an exam always the same, else another for each try. */
void bp_question_arrange(struct question_state *state, bool shuffle);

/* ---- question_rows.c: what several kinds need ---- */

/* A permutation that is always the same for the same seed, which is not 0. */
void bp_question_shuffle(uint8_t *order, size_t count, uint64_t seed);
/* Shows all choices, in the author's order even if others are shuffled. */
void bp_question_arrange_choices(struct question_state *state, bool shuffle);
struct bp_text bp_question_choice_text(const struct bp_question *question, size_t index);
/* Sets the verdict on a row: a word with the symbol for right or wrong. */
void bp_question_judge(
	struct bp_app *app, struct bp_choice_view *view, bool right, const char *word);
/* A text with a title (may be NULL) below the verdict; nothing if both are empty. */
void bp_question_add_feedback(struct bp_app *app, struct feedback_list *list,
	const char *title, struct bp_text text);

/* ---- question_keep.c: drafts and events ---- */

/* Takes a response as if it had been given by keys. */
void bp_question_take_response(struct question_state *state, struct bp_str text);
/* Takes what stands in the text field as the response, if the answer is typed. */
void bp_question_take_typed(struct question_state *state);
void bp_question_grade(struct question_state *state);
/* Whether an answer was begun, in a lesson. */
bool bp_question_has_draft(const struct bp_app *app, const struct bp_question *question);
/* Takes the draft that is kept of the question; false if there is none. */
bool bp_question_recall_draft(struct bp_app *app, struct question_state *state);
void bp_question_save_draft(struct bp_app *app, struct question_state *state);
void bp_question_drop_draft(struct bp_app *app, const struct question_state *state);
/* Adds the event of the answer; false if nothing is recorded now. */
bool bp_question_record(struct bp_app *app, const struct question_state *state);
/* Records the draft of a question of an exam as its answer, and puts it into `given`.
 * False if there is no draft, if it says what `given` says, or if it is not complete. */
bool bp_question_take_draft(struct bp_app *app, const struct bp_attempt *attempt,
	const struct bp_question *question, struct bp_given *given);
/* At the end of an exam: records the draft, even an unfinished one that counts
 * (bp_response_counts()), or else the grade of an answer that was recorded without. */
void bp_question_settle(struct bp_app *app, const struct bp_attempt *attempt,
	const struct bp_question *question, struct bp_given *given);
/* What was shown in an order of its own: the partners of a match, else the rows. */
const uint8_t *bp_question_order(const struct question_state *state, size_t *count);
/* Adds the event of an answer that was recorded before, with the ticks that it has now. */
bool bp_question_record_ticks(struct bp_app *app, const struct question_state *state);

/* ---- question_keys.c ---- */

const struct bp_keymap *bp_question_graded_keymap(const struct question_state *state);

/* ---- question_report.c ---- */

/* Asks what is wrong with the question itself, and records it in the learner's words. */
void bp_question_report(struct bp_app *app);

/* ---- question_checks.c: the checklist of an essay ---- */

/* Reads the author's answer and its checklist; what was ticked is in the record. */
void bp_question_open_checks(struct bp_app *app, struct question_state *state);
/* Whether there are lines that can be ticked now. */
bool bp_question_has_checks(const struct question_state *state);
/* Moves from line to line; false: an answer without them, or beyond them. */
bool bp_question_move_check(struct question_state *state, bool down);
/* Ticks a line, or takes the tick back; the event is added. SIZE_MAX: the one pointed at. */
void bp_question_tick(struct bp_app *app, struct question_state *state, size_t nth);
/* The number of a line ticks it; false: the key is none. */
bool bp_question_check_key(
	struct bp_app *app, struct question_state *state, uint32_t key);
const struct bp_keymap *bp_question_checks_keymap(const struct question_state *state);
void bp_question_view_checks(struct bp_app *app, const struct question_state *state,
	struct bp_question_view *view);

/* ---- question_tries.c: tries at a question of a lesson ---- */

const struct bp_question_record *bp_question_record_of(
	const struct bp_app *app, const struct bp_question *question);
bool bp_question_may_try_again(
	const struct bp_app *app, const struct question_state *state);
/* Tries that are recorded, in this round of the lesson. */
unsigned bp_question_tries(const struct bp_app *app, const struct bp_question *question);
/* After a wrong answer that may be tried again: the author's next hint, from 1; 0: no
 * more, so that the right answer is shown. */
unsigned bp_question_hint_due(
	const struct bp_app *app, const struct question_state *state);
/* Whether the right answer stays hidden after this one: a hint stands for it, or the author
 * wants more tries at a choice first. */
bool bp_question_hides(const struct bp_app *app, const struct question_state *state);
/* A later try may be worth less. */
void bp_question_penalise(const struct bp_app *app, struct question_state *state);
/* Says which try this is, and what it is worth. */
void bp_question_say_try(struct bp_app *app, const struct question_state *state);
/* Whether it opens with its last answer rather than asking again. */
bool bp_question_was_answered(struct bp_app *app, const struct question_state *state);
/* What is said while the right answer stays hidden, or NULL. */
const char *bp_question_hidden_words(
	struct bp_app *app, const struct question_state *state);
void bp_question_show_verdict(struct bp_app *app, struct question_state *state);
/* Shows the right answer of the open question with its reasons, as if it had been given:
 * for authors. */
void bp_question_show_key(struct bp_app *app);

/* ---- question_move.c: through its text and its rows ---- */

void bp_question_scroll(struct question_state *state, int lines);
/* Picks the nth row, or only selects it; false if there is no such row. */
bool bp_question_pick_row(struct question_state *state, size_t nth, bool letter);
void bp_question_move(struct question_state *state, bool down);
/* Whether ← (-1) or → (1) changes something in the selected row; and that change. */
bool bp_question_can_change(const struct question_state *state, int step);
void bp_question_change(struct question_state *state, int step);

/* ---- question_view.c ---- */

void bp_question_view(struct bp_app *app, struct bp_view *view);

#endif
