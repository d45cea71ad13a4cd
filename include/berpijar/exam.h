/*
 * Attempts at exams: which questions were drawn, what was answered, how it ended.
 *
 * An attempt begins with a BP_ATTEMPTED event, recorded before the first question is
 * shown, whose body says what was drawn: {"seed": 16 hexadecimal digits, "questions":
 * [ids in the order shown], "time": seconds or 0, "extra": those of them that this learner
 * has beside the module's own, if any, "feedback": "deferred" or "immediate",
 * "drawn": [each question as GIFT, or null]}. An answer is a BP_ANSWERED event whose
 * body names the attempt's id ("attempt"); of several to one question the latest counts.
 * The attempt ends with a BP_PASSED or BP_FAILED event that names it, with the score as
 * its grade, and with "timed_out" if its time was up. Of two ends (on two machines) the
 * earliest counts. If it was interrupted, a BP_PROGRESSED event that names it says for
 * how many seconds ("away").
 *
 * Where it was answered on paper (paper_answers.h), the event that begins it says so
 * ("paper": form and version, "held": the day), all its events are of the moment when it was
 * typed in, and each answer says "paper": true.
 *
 * With deferred feedback nothing tells whether an answer is right before the end: answers
 * are recorded without a grade, and recorded once more with it, as "graded", together
 * with the end. They are graded by the questions as drawn, whatever became of the module.
 * Older programs recorded the grade with each answer and did not say which feedback there
 * was; as long as such an attempt runs, bp_attempts_tell() and the functions beside it
 * keep silent about them, too. Nothing else may show grades of answers.
 */
#ifndef BERPIJAR_EXAM_H
#define BERPIJAR_EXAM_H

#include <berpijar/arena.h>
#include <berpijar/course.h>
#include <berpijar/grade.h>
#include <berpijar/progress.h>

/* A setting of the record: by how much the time for exams is longer for this learner,
 * "1.5", as an administrator entered it. Missing: not at all. */
#define BP_EXAM_FACTOR      "exam.factor"
#define BP_EXAM_FACTOR_MOST 4.0

struct bp_given {
	struct bp_str question; /* id */
	struct bp_str response; /* bp_response_read(); empty: not answered */
	struct bp_str order;    /* that choices were shown in; see answer.h */
	uint64_t hash;          /* of the question's content then; 0: not known */
	double grade;           /* 0..1; negative: not graded (yet) */
	double recorded;        /* the same, before it was graded anew (regrades.h) */
	bool dropped;           /* the question proved wrong, and leaves the sum */
	int64_t at;
	uint8_t by[16]; /* the event */
};

struct bp_attempt {
	uint8_t id[16];
	int64_t at; /* began, ms since 1970 */
	struct bp_str course, module;
	uint64_t seed;
	int time_seconds;       /* 0: no limit */
	int extra_seconds;      /* of these, granted beside the module's own */
	struct bp_given *given; /* one for each question, in the order shown */
	size_t count, room;
	bool deferred, immediate; /* its feedback; neither: not recorded */
	bool ended, passed;
	/* It was answered on paper and typed in: "A 3F7K-9QRT-XW2M", the form and its version
	 * (paper.h); empty: on the screen. `held` is the day as typed, only to be written. */
	struct bp_str paper, held;
	bool timed_out;       /* it ended because its time was up */
	double score;         /* 0..1, once it has ended */
	double handed_in;     /* the same, before it was graded anew */
	int64_t ended_at;     /* ms since 1970 */
	unsigned cuts;        /* how often it was interrupted */
	int64_t away_seconds; /* of all interruptions */
};

struct bp_attempts;

/* The attempts at a module, in the order of their beginning. Fills at most room, returns
 * how many there are. Borrowed until the next event is applied. */
size_t bp_attempts_list(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, const struct bp_attempt **out, size_t room);
/* The attempt with this id, which is that of the event that began it; NULL: none. */
const struct bp_attempt *bp_attempts_find(
	const struct bp_attempts *attempts, const uint8_t id[16]);
/* The newest attempt that has not ended; NULL: none. */
const struct bp_attempt *bp_attempt_open(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module);

/* Whether answers are graded at its end; where it does not say, the module does. */
bool bp_attempt_defers(const struct bp_attempt *attempt, const struct bp_module *module);

/* Appends the body of the event that begins an attempt. `drawn` has a question for each of
 * `given`, of which as much is kept as there is room for. */
void bp_attempt_write(const struct bp_attempt *attempt,
	const struct bp_question *const *drawn, struct bp_buf *out);
/* Reads the questions as drawn from such a body, NULL for each that it does not keep. */
void bp_attempt_read_drawn(const struct bp_attempt *attempt, struct bp_str body,
	struct bp_arena *arena, const struct bp_question **drawn);
/* Appends the body of the event that says that it goes on after an interruption. */
void bp_attempt_write_cut(
	const struct bp_attempt *attempt, int64_t away_seconds, struct bp_buf *out);
/* Appends the body of the event that ends it; timed_out says why. */
void bp_attempt_write_end(const struct bp_attempt *attempt, struct bp_buf *out);

/* The mean grade of the questions that can be graded, 0..1; those without an answer count
 * as 0, and the sum stops at 0 when wrong choices take something off (grade.h). `drawn`
 * has a question for each of `given`; NULL: that one does not count, and neither does one
 * that was dropped. */
double bp_attempt_score(
	const struct bp_attempt *attempt, const struct bp_question *const *drawn);
/* The best score of the attempts that have ended; negative: none has. */
double bp_attempts_best(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module);

/* How many attempts that have ended were answered on paper. */
size_t bp_attempts_on_paper(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module);

/* ---- what may be told while an attempt runs whose feedback is deferred ---- */

/* The module has such an attempt. */
bool bp_attempts_silent(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module);
/* A question of the module was drawn in one. */
bool bp_attempts_ask(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, struct bp_str question);
/* … and was answered there. */
bool bp_attempts_withhold(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, struct bp_str question);
/* Changes an event to what may be shown of it: without the grade of an answer, the
 * questions as drawn, and what was graded anew of them, while the attempt runs; with the
 * grade once it has ended. All events
 * must have been applied; a text that is changed is in the arena. */
void bp_attempts_tell(const struct bp_attempts *attempts, struct bp_arena *arena,
	struct bp_event *event);

#endif
