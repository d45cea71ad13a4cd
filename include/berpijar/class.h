/*
 * How a class did in a course: who is where, what its questions show, where reading stops.
 * All of it is folded from the learners' records as the learners' own screens are, so that
 * a trainer and a learner never see two numbers for one thing.
 *
 * What counts as the answers of the statistics:
 *
 * - in a lesson, the first answer of each learner to each question, whichever round it was
 *   in (status and score are those of the best round); in an exam, the answers of the first attempt that a learner handed in. Reviews never count, nor does what was
 *   dropped (regrades.h); what was graded anew counts as it is graded now;
 * - a question that was drawn in that attempt and not answered is a mark of 0; one that was
 *   not drawn, or that the learner has not come to in a lesson, is no mark;
 * - answers to an earlier version of a question (another content hash) are counted apart.
 *
 * The figures are Moodle's (question/classes/statistics/questions/calculator.php, and
 * get_random_guess_score() of the types). "The rest" of a learner is the mean of the other
 * marks in the same module, which for attempts of the same length is as good as their sum.
 */
#ifndef BERPIJAR_CLASS_H
#define BERPIJAR_CLASS_H

#include <berpijar/document.h>
#include <berpijar/evaluation.h>
#include <berpijar/store.h>
#include <berpijar/year.h>

struct bp_shared; /* share.h */

#define BP_CLASS_QUIET_DAYS  7  /* nothing recorded for longer: stopped */
#define BP_CLASS_STUCK_TRIES 3  /* answers to one question, none of them right */
#define BP_CLASS_STUCK_EXAMS 2  /* attempts handed in, none of them passed */
#define BP_CLASS_FEW         30 /* answers: with fewer a discrimination says too little */
#define BP_CLASS_LOOK        8  /* answers: from here on a key or a choice is doubted */
#define BP_CLASS_STOPS       10 /* parts of a module in which reading stops are counted */
#define BP_CLASS_TYPED       8 /* different typed answers that are kept, the most frequent */

enum bp_class_state {
	BP_CLASS_NEW,    /* nothing begun in the course */
	BP_CLASS_QUIET,  /* begun, not finished, and quiet for BP_CLASS_QUIET_DAYS */
	BP_CLASS_FAILED, /* handed in an exam that is not passed */
	BP_CLASS_ACTIVE, /* begun */
	BP_CLASS_DONE,   /* finished every module that is not optional */
};
#define BP_CLASS_STATES (BP_CLASS_DONE + 1)

/* A learner in a module. */
struct bp_class_part {
	bool started, done;
	double score; /* 0..1, as the learner is shown it; negative: none */
	double active_seconds;
	int permille; /* where reading stands; negative: not known, or finished */
	uint32_t block;
};

/* Texts are "" where they are not known. */
struct bp_class_learner {
	const char *id, *name, *unit, *group,
		*nip;      /* group: the class, as in the roster */
	const char *fault; /* why the record cannot be read; NULL: it can */
	enum bp_class_state state;
	int64_t since;   /* of the state, ms since 1970; 0: not known */
	int64_t last_at; /* of what was recorded in the course; 0: nothing */
	size_t number;   /* from 1 in that order: what stands for who is not named */
	size_t done;     /* modules that are not optional */
	int jp_halves;   /* earned in the course */
	double active_seconds;
	/* Of the module that measures what the course brings, 0..1; negative: none. */
	double pretest, posttest;
	bool left;           /* … one of the two was begun, and not handed in */
	double factor;       /* of the usual time in exams (exam.h); 1: the usual */
	size_t papers;       /* attempts at exams that were answered on paper */
	struct bp_year year; /* that it is now, of all courses and from elsewhere */
	enum bp_employment employment;
	double exam;  /* 0..1, the lowest of the exams' best; negative: none */
	double score; /* the same, or the mean of the modules if the course has no exam */
	const struct bp_module *stuck;      /* NULL: is not */
	const struct bp_question *stuck_at; /* NULL: at the exam */
	struct bp_class_part *parts;        /* one for each module */
};

struct bp_class_choice {
	struct bp_str text;
	bool correct; /* of full weight */
	double weight;
	size_t chosen, best; /* best: by the best third, ties included */
};

/* Earlier content of a question that was answered. */
struct bp_class_version {
	uint64_t hash;
	size_t answers;
	double facility; /* 0..1 */
	int64_t first_at, last_at;
};

/* NAN: there is no such figure. */
struct bp_class_question {
	const struct bp_question *question;
	size_t module;         /* its number, from 0 */
	int number;            /* among the questions of its module that ask, from 1 */
	size_t answers, blank; /* to this version; blank: marks of 0 without an answer */
	size_t marks;          /* of the graded answers and the blank ones */
	double facility;       /* mean mark, 0..1 */
	double discrimination; /* -1..1 */
	double efficiency;     /* -1..1 */
	double guess;          /* mean mark of guessing */
	struct bp_class_choice *choices; /* typed: answers as they were given */
	size_t choice_count;
	size_t best;                         /* learners in the best third */
	const struct bp_class_choice *doubt; /* a wrong choice that beats the key */
	struct bp_class_version *versions;   /* earlier ones */
	size_t version_count, version_room;
	size_t reports;
};

struct bp_class_module {
	const struct bp_module *module;
	struct bp_document *document; /* NULL: cannot be read */
	size_t started, done;
	double median_score, median_active_seconds; /* negative: none */
	size_t stops
		[BP_CLASS_STOPS]; /* learners who have not finished, by where they are */
	size_t stopped;           /* their number */
	const char *stop;         /* the heading where most of them are; "" */
	size_t stop_count;
	size_t scores[BP_CLASS_STOPS]; /* how many have which score */
};

/* What a learner said of a question. */
struct bp_class_complaint {
	size_t learner;
	int64_t at;
	const char *module, *question, *text, *version;
};

/* What a trainer should look at, in the order of its weight. */
enum bp_finding_kind {
	BP_FINDING_NEW,
	BP_FINDING_QUIET,
	BP_FINDING_FAILED,
	BP_FINDING_STUCK,
	BP_FINDING_KEY,
	BP_FINDING_MISSED,
	BP_FINDING_STOP,
	BP_FINDING_REPORTED,
	BP_FINDING_TIME,
	BP_FINDING_UNUSED,
	BP_FINDING_EDIT,
	BP_FINDING_UNREAD,
};
struct bp_finding {
	enum bp_finding_kind kind;
	const char *text; /* a sentence in the user's language */
	/* What it is about: numbers of learners or of questions, or a module. */
	const size_t *learners, *questions;
	size_t learner_count, question_count;
	const struct bp_class_module *module;
};

/* What the course brought, by those who took both tests. */
struct bp_class_gain {
	const struct bp_module *module; /* NULL: the course does not measure it */
	size_t both, pretest,
		posttest; /* learners; the last two: who have only that one */
	size_t left;
	double before, after, gain; /* means, 0..1; gain: -1..1 */
	double spread; /* standard deviation of the gain; negative: fewer than two */
};

/* What its participants said of the course, added up: with fewer than BP_EVALUATION_LEAST of
 * them there is nothing here, not even how many. */
struct bp_class_evaluation {
	size_t count; /* whole ones; 0: too few */
	size_t marks[BP_EVALUATION_ITEMS][BP_EVALUATION_MARKS]; /* how many chose which */
	double means[BP_EVALUATION_ITEMS]; /* 1..BP_EVALUATION_MARKS */
	const char *
		*words; /* of those who want them read, in an order that tells nothing */
	size_t word_count;
};

/* A unit in a year. */
struct bp_class_unit {
	const char
		*unit; /* "" for those without one, and for all where nobody is named */
	size_t staff, pppk, unsaid; /* unsaid: neither PNS nor PPPK is known */
	size_t under[BP_QUARTERS]; /* who had less than BP_JP_PNS_LEAST at the end of each
				    * quarter, whatever it is made of, and is no PPPK */
	int here[BP_QUARTERS], elsewhere[BP_QUARTERS]; /* halves of JP in each quarter */
};
struct bp_class_yearly {
	int year, quarters; /* quarters: that have begun, 1..BP_QUARTERS */
	struct bp_class_unit *units, all;
	size_t count, room;
};

struct bp_class {
	const struct bp_course *course;
	int64_t now;
	const char *group; /* only this class; NULL: all */
	bool nameless;     /* nobody is named */
	bool passed; /* only those who finished are told of: as a table, but in pages */
	bool year_only; /* only the year by unit and quarter is told, likewise */
	bool evaluated; /* only what participants said of the course is told, likewise */
	struct bp_arena *arena;
	struct bp_class_learner *learners; /* by id */
	size_t learner_count, learner_room;
	size_t *order; /* their numbers by state, then by how long they are in it */
	size_t states[BP_CLASS_STATES];
	size_t asked;         /* modules that are not optional: what is to be finished */
	const char **refused; /* why files that look like bundles were left out */
	size_t refused_count, refused_room;
	size_t outside; /* records of others than the roster names */
	struct bp_class_module *modules;
	struct bp_class_question *questions;
	size_t question_count, question_room;
	struct bp_class_complaint *complaints;
	size_t complaint_count, complaint_room;
	struct bp_class_gain gain;
	struct bp_class_evaluation evaluation;
	struct bp_class_yearly yearly;
	struct bp_finding *findings;
	size_t finding_count, finding_room;
	/* Shares the reading of many records (bp_share()); NULL: they are read one by one. */
	void (*share)(size_t count, const struct bp_shared *shared);
	struct class_work *work; /* until bp_class_finish() */
};

/* An empty class; the modules that cannot be read are left without their questions. */
struct bp_class *bp_class_new(const struct bp_course *course, int64_t now);
void bp_class_free(struct bp_class *class); /* NULL is fine */

/* Somebody of the roster. With a roster nobody else is in the class. NULL: not known. */
struct bp_class_person {
	const char *id, *name, *unit, *group, *nip;
	const char *
		factor; /* of the time in exams, "1.5"; what the record says goes first */
};
void bp_class_expect(struct bp_class *class, const struct bp_class_person *person);

/* Remembers the records in a folder: that of a store, or of its learners. */
bool bp_class_add(struct bp_class *class, const char *folder, struct bp_error *err);

/* Reads all records, those of one learner in several folders as one, and computes all. A
 * record that cannot be read is a fault of its learner. */
void bp_class_finish(struct bp_class *class);

/* The course that most learners of the folders began; NULL: nobody began any. */
const struct bp_course *bp_class_course(struct bp_library *library,
	const char *const *folders, size_t count, struct bp_error *err);

/* "selesai" … in the user's language, and "done" … for programs. */
const char *bp_class_state_word(enum bp_class_state state);
const char *bp_class_state_name(enum bp_class_state state);

/* Append the report in one of its forms. */
void bp_class_json(struct bp_class *class, struct bp_buf *out);
void bp_class_csv(struct bp_class *class, struct bp_buf *out);
/* Lines of at most `columns`; without `unicode` bars are drawn in ASCII. */
void bp_class_text(struct bp_class *class, int columns, bool unicode, struct bp_buf *out);
/* As pages to look through (page.h), in the class's arena; `bars`: what they are drawn with,
 * none for plain lines. */
enum bp_class_bars { BP_CLASS_BARS_NONE, BP_CLASS_BARS_ASCII, BP_CLASS_BARS_UNICODE };
struct bp_page;
const struct bp_page *bp_class_pages(struct bp_class *class, enum bp_class_bars bars);
/* One page without scripts that loads nothing. */
void bp_class_html(struct bp_class *class, struct bp_buf *out);

/* ---- the figures, for one question ---- */

struct bp_item_mark {
	double mark; /* 0..1 */
	double rest; /* of the same learner; NAN: there is none */
};
struct bp_figures {
	double facility, discrimination, efficiency; /* NAN: none */
};
/* Sorts nothing and keeps nothing. */
struct bp_figures bp_figures_of(const struct bp_item_mark *marks, size_t count);
/* The mean mark of random guesses; NAN: it cannot be told. */
double bp_guess_score(const struct bp_question *question);
double bp_median(double *values, size_t count); /* sorts them; negative: none */

#endif
