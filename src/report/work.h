/* A class while its records are read: what class.c gathers and figures.c adds up. */
#ifndef BERPIJAR_REPORT_WORK_H
#define BERPIJAR_REPORT_WORK_H

#include <berpijar/class.h>
#include <berpijar/index.h>

/* An answer that counts, or a question that was left blank in an exam. */
struct class_answer {
	size_t learner;
	double mark; /* 0..1; negative: not graded */
	uint64_t hash;
	int64_t at;
	struct bp_str response;
	bool blank;
};

struct class_answers {
	struct class_answer *at;
	size_t count, room;
};

/* The marks of one learner in one module. */
struct class_sum {
	double sum;
	size_t count;
};

struct class_source {
	const char *id, *folder;
	const char *bundle;      /* its path; NULL: a record of the folder */
	const char *name, *unit; /* that a bundle told; "" */
};

struct class_work {
	struct class_source *sources;
	size_t source_count, source_room;
	struct class_answers *answers; /* for each question, in the class's order */
	size_t **numbers; /* of each module: a question of its quiz → the class's */
	struct class_sum *sums;            /* learner by learner, one for each module */
	struct bp_evaluation *evaluations; /* of each learner, until they are added up */
	bool roster;
};

/* The class's question with an id in a module; NULL: it has none. */
struct bp_class_question *class_question(
	const struct bp_class *class, size_t module, struct bp_str id);

/* What a learner's marks in a module come to so far. */
struct class_sum *class_sum(const struct bp_class *class, size_t learner, size_t module);

/* A copy in the class's arena, without what commands a terminal. */
const char *class_clean(struct bp_class *class, struct bp_str text);

/* reader.c: reads the records of a learner, which are copies of one, into the class. */
void class_read_learner(struct bp_class *class, size_t learner,
	const struct class_source *sources, size_t count);

/* The sources of a learner, among all of the class. */
struct class_range {
	size_t from, count;
};
/* given.c: reads all learners, with a range for each. */
void class_read_shared(struct bp_class *class, const struct class_range *ranges);

/* answers.c: takes a learner's answers of the course. `begun` has the body of the event that
 * began an attempt, for those questions of it that were left blank. */
struct class_begun {
	const struct bp_event *events;
	size_t count;
};
void class_take_answers(struct bp_class *class, size_t learner,
	const struct bp_progress *progress, const struct class_begun *begun);

/* factor.c: takes how much more time somebody has in exams; what is no factor changes
 * nothing. */
void class_take_factor(struct bp_class_learner *learner, struct bp_str text);

/* evaluation.c: takes a setting of a learner's record, if it is what was said of the course;
 * adds all up. */
void class_take_evaluation(
	struct bp_class *class, size_t learner, struct bp_str name, struct bp_str value);
void class_evaluate(struct bp_class *class);

/* gain.c: what a learner's two tests came to, once the state is known; what they are for
 * all. */
void class_read_gain(const struct bp_class *class, const struct bp_progress *progress,
	struct bp_class_learner *learner);
void class_gain(struct bp_class *class);

/* units.c: what a learner's year is made of; what it comes to by unit and quarter. */
void class_read_year(const struct bp_class *class, const struct bp_progress *progress,
	struct bp_class_learner *learner);
void class_add_year(struct bp_class *class);

/* figures.c: adds up the questions and the modules; findings.c: says what to look at. */
void class_add_up(struct bp_class *class);
void class_find(struct bp_class *class);

#endif
