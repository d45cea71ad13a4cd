/*
 * What a learner did, and what it adds up to.
 *
 * The event log is the truth and progress is a fold over it. Folding does not
 * depend on the order of events (best is a maximum, done an "or", attempts a
 * count of distinct events), so that logs of two machines can be merged; only
 * "last" facts look at the clock, and break ties by the event's id. An event that
 * comes twice counts once.
 *
 * Kinds of events are verbs of xAPI (https://adlnet.gov/expapi/verbs/).
 */
#ifndef BERPIJAR_PROGRESS_H
#define BERPIJAR_PROGRESS_H

#include <berpijar/changes.h>
#include <berpijar/time.h>

/*
 * What a learner can do. Each verb stands once in the list below: its name here and in
 * xAPI, then how an event with it is folded (learn/fold.c): the take_ function reads what
 * its body says, the fold_ function adds it to its module. No verb that has ever been
 * recorded is removed, since old records are read for ever.
 *
 *	initialized  opened a course for the first time
 *	experienced  opened a module, read a finished one to its end again, or begun a
 *	             lesson anew: {"round":true}, grade: the score of the round that ends
 *	progressed   spent time in a module (`seconds` of active reading), or went on
 *	             with an exam that had been interrupted (exam.h)
 *	answered     answered a question: response, grade
 *	attempted    began an exam
 *	passed       reached a module's pass mark
 *	failed       handed in below it
 *	completed    finished a module (grade: its score) or, without a module, a course
 *	terminated   left a module; no program records it any more
 *	bookmarked   put a bookmark (marks.h)
 *	annotated    wrote a note (marks.h) or, with a question, reported it (reports.h)
 *	voided       took back the event whose id is in the body, {"voids":"<uuid>"}: that
 *	             one leaves no trace; a voiding cannot itself be voided
 *	scored       an administrator or a trainer had answers to a question graded anew,
 *	             since its key proved wrong (regrades.h)
 *	attended     learned with another organiser, and entered it here (elsewhere.h)
 */
#define BP_VERBS(X)                                     \
	X(INITIALIZED, initialized, nothing, nothing)   \
	X(EXPERIENCED, experienced, reading, reading)   \
	X(PROGRESSED, progressed, time, time)           \
	X(ANSWERED, answered, answer, answer)           \
	X(ATTEMPTED, attempted, attempt, attempt)       \
	X(PASSED, passed, end, pass)                    \
	X(FAILED, failed, end, fail)                    \
	X(COMPLETED, completed, completion, completion) \
	X(TERMINATED, terminated, nothing, nothing)     \
	X(BOOKMARKED, bookmarked, mark, nothing)        \
	X(ANNOTATED, annotated, note, nothing)          \
	X(VOIDED, voided, nothing, nothing)             \
	X(SCORED, scored, regrade, nothing)             \
	X(ATTENDED, attended, elsewhere, nothing)

#define BP_VERB_ID(id, name, take, fold) BP_##id,
enum bp_verb { BP_VERBS(BP_VERB_ID) };
#define BP_VERB_ONE(id, name, take, fold) +1
#define BP_VERB_COUNT                     (0 BP_VERBS(BP_VERB_ONE))

const char *bp_verb_name(enum bp_verb verb); /* "answered" … as xAPI spells it */
bool bp_verb_find(struct bp_str name, enum bp_verb *verb);

/* An id as text, "0197a1b2-…" (RFC 9562), and back; false if the text is not an id. */
#define BP_UUID_LEN 36
void bp_uuid_write(const uint8_t id[16], char out[BP_UUID_LEN + 1]);
bool bp_uuid_read(struct bp_str text, uint8_t id[16]);

/* Copied freely; the slices are borrowed. */
struct bp_event {
	int64_t seq;    /* gapless from 1 in its store; 0: not recorded yet */
	uint8_t id[16]; /* UUIDv7; all zero: the store makes one */
	int64_t at;     /* milliseconds since 1970, UTC */
	enum bp_verb verb;
	struct bp_str course, module; /* ids */
	struct bp_str question;       /* id, empty if none */
	double grade;                 /* 0..1; negative: none */
	double seconds;               /* taken; negative: not known */
	int jp_halves;      /* completed: planned for the module at that time; else 0 */
	struct bp_str body; /* a JSON object with the rest: response, hash, order …;
			     * may be empty */
};

/*
 * The time in an event's id (UUIDv7, RFC 9562), ms since 1970; -1: the id has none. It is
 * the event's own time or, if the clock had been put back, a later one, since ids in a
 * record never go back. So ids decide which of two answers, edits or readings was later.
 */
int64_t bp_event_id_time(const uint8_t id[16]);

/*
 * The field of an event that holds what cannot be, as a name; NULL: none. What is recorded
 * here is in order by itself; what comes from outside is refused if it is not, since one
 * extreme number would spoil sums, dates and the order of all later events.
 */
#define BP_EVENT_NAME_MOST    1024 /* bytes of the id of a course, module, question */
#define BP_EVENT_SECONDS_MOST 100000000 /* three years */
const char *bp_event_fault(const struct bp_event *event);

/* A place in a module, which can be found again at another width and after small edits.
 */
struct bp_place {
	uint32_t block;    /* index of the block at the top of the window */
	uint32_t offset;   /* bytes into the block's text */
	uint64_t hash;     /* of the block's text, to find it again after an edit */
	uint16_t permille; /* how far through the module, 0..1000 */
};

/* The same of the round that the learner is in: since the lesson was begun anew, or ever.
 * Grades are negative if it has no answer, or is not graded. */
struct bp_round_record {
	unsigned answered;
	double best, first, last;
};

/* What the answers to a question add up to; those in reviews do not count here. */
struct bp_question_record {
	unsigned answered; /* how many times */
	double best, last; /* grades 0..1; negative: not graded */
	bool last_correct;
	int64_t last_at;
	struct bp_str last_body; /* of the last answer; see bp_answer_read() */
	struct bp_round_record round;
};

struct bp_module_record {
	bool started, done;          /* started: any event but BP_INITIALIZED */
	int64_t first_at, last_at;   /* of its events */
	int64_t done_at;             /* of its earliest completion */
	double score;                /* the best of all completions; negative: none */
	unsigned rounds;             /* how often the lesson was begun anew */
	double round_score;          /* the best of the rounds that ended so; likewise */
	bool passed, failed;         /* reached the pass mark, ever missed it */
	unsigned attempts;           /* exams begun */
	double active_seconds;       /* of reading: BP_PROGRESSED */
	int jp_halves;               /* planned, as recorded by the earliest completion */
	struct bp_str version;       /* of the course, likewise; empty: not known */
	struct bp_read_text read;    /* the text that was last read to its end */
	unsigned questions_answered; /* distinct questions with at least one answer */
};

struct bp_progress;

struct bp_progress *bp_progress_new(void);
void bp_progress_free(struct bp_progress *progress); /* NULL is fine */
/* Exchanges the content of the two; pointers into either stay valid. */
void bp_progress_swap(struct bp_progress *one, struct bp_progress *other);

/*
 * Adds an event. One whose id has been applied before changes nothing; one without an id
 * always counts. Returns false, and changes nothing, if a snapshot was loaded and the
 * event cannot be added to it, since it is about another or is not later than all in it.
 * Then all events must be folded into a new progress; without a snapshot any event can be
 * added.
 */
bool bp_progress_apply(struct bp_progress *progress, const struct bp_event *event);

/*
 * A snapshot: what the events so far add up to, as bytes, so that thousands need not be
 * folded at each start. It does not replace the events, and only the version of the
 * program that wrote it reads it, on the same kind of machine. Saving appends to out.
 * Loading is into a new progress, which takes the bytes over (the buffer is empty then); it
 * returns false, and changes nothing, if this program cannot use them.
 */
void bp_progress_save(const struct bp_progress *progress, struct bp_buf *out);
bool bp_progress_load(struct bp_progress *progress, struct bp_buf *snapshot);

/* What the clock said at the first and at the last event, in the order of recording; ms
 * since 1970; INT64_MIN: there is no event. What was only graded anew does not count. */
int64_t bp_progress_first_at(const struct bp_progress *progress);
int64_t bp_progress_last_at(const struct bp_progress *progress);

/* NULL if it has no event. Borrowed until the next apply. An empty module stands for the
 * course's own events, such as its completion. The record of a question counts all that
 * is recorded; what may be shown of it is bp_progress_told(), which is NULL as long as an
 * exam runs that withholds it (exam.h). */
const struct bp_question_record *bp_progress_question(const struct bp_progress *progress,
	struct bp_str course, struct bp_str module, struct bp_str question);
const struct bp_question_record *bp_progress_told(const struct bp_progress *progress,
	struct bp_str course, struct bp_str module, struct bp_str question);
const struct bp_module_record *bp_progress_module(
	const struct bp_progress *progress, struct bp_str course, struct bp_str module);

/* The answer with which the learner began at a question: the first one, in the order of
 * recording, that was not given in a review or an exam. The grade is that of now; an
 * answer that was dropped (regrades.h) is none. Borrowed until the next apply. */
struct bp_first_answer {
	struct bp_str course, module, question, body; /* body: see bp_answer_said() */
	double grade;                                 /* 0..1; negative: not graded */
	int64_t at;
};
/* Calls each for every question of a course. A progress that began with a snapshot knows
 * only what came after it. */
void bp_progress_first_answers(const struct bp_progress *progress, struct bp_str course,
	void (*each)(void *context, const struct bp_first_answer *answer), void *context);

/* The learner's bookmarks and notes (marks.h). */
struct bp_marks;
struct bp_marks *bp_progress_marks(const struct bp_progress *progress);

/* The questions that the learner reported (reports.h). */
struct bp_reports;
struct bp_reports *bp_progress_reports(const struct bp_progress *progress);

/* The questions that were graded anew (regrades.h). */
struct bp_regrades;
struct bp_regrades *bp_progress_regrades(const struct bp_progress *progress);

/* The learner's attempts at exams (exam.h). */
struct bp_attempts;
struct bp_attempts *bp_progress_attempts(const struct bp_progress *progress);

/* The started module that was touched last, for "Lanjutkan"; false if there is none. */
bool bp_progress_latest(
	const struct bp_progress *progress, struct bp_str *course, struct bp_str *module);

/* How many modules of all courses were completed. */
size_t bp_progress_modules_done(const struct bp_progress *progress);

/* Half JP earned in a calendar year: each module counts once, in the year of its earliest
 * completion. */
int bp_progress_jp_halves(const struct bp_progress *progress, int year);
/* The years in which any were earned, oldest first. Fills at most room, returns how many
 * there are. */
size_t bp_progress_years(const struct bp_progress *progress, int *years, size_t room);

struct bp_month {
	int jp_halves;         /* earned, as above */
	double active_seconds; /* of BP_PROGRESSED, by when it was recorded */
};
void bp_progress_months(const struct bp_progress *progress, int year,
	struct bp_month months[BP_MONTHS]); /* January first */

/* The modules that were finished in a year, also those that earn no JP, in no order.
 * Fills at most room, returns how many there are. Borrowed until the next apply. */
struct bp_finished {
	struct bp_str course, module;
	const struct bp_module_record *record;
};
size_t bp_progress_finished(const struct bp_progress *progress, int year,
	struct bp_finished *out, size_t room);

/* The nearest year after this one (step 1) or before it (step -1) in which a module was
 * finished or time was spent; false if there is no such year. */
bool bp_progress_next_year(
	const struct bp_progress *progress, int year, int step, int *next);

#endif
