/*
 * Grading the answers to a question anew, by the key that its module has now, or dropping
 * the question. This is the rule; recording what it comes to is in regrading.h.
 *
 * Choices are recorded by their letters, so an answer to another version of the question
 * is read as what was chosen then, and graded by where that stands now. The version is
 * known if it was kept with an exam's draw, if the module as it was is at hand, or if
 * nothing but the key was mended: then the key that makes the recorded hash is found by
 * trying. Where it is not known, and for a choice that is no longer there, the answer
 * stays as it was graded. What was typed, and true or false, means itself.
 */
#ifndef BERPIJAR_REGRADE_H
#define BERPIJAR_REGRADE_H

#include <berpijar/course.h>
#include <berpijar/quiz.h>
#include <berpijar/regrades.h>

/* A version of the question that was answered. */
struct bp_regrade_version {
	uint64_t hash;           /* of its content; 0: not recorded */
	size_t answers, unclear; /* unclear: what was chosen is not there any more, or it
				  * cannot be known */
};

/* What is to be graded anew. */
struct bp_regrade_rule {
	const struct bp_course *course;
	const struct bp_module *module;
	const struct bp_quiz *quiz;         /* of the module now */
	struct bp_str id;                   /* of the question */
	const struct bp_question *question; /* as it is now; NULL: it is gone */
	bool drop;                          /* whatever the key is */
	uint64_t hash; /* of the only version that is meant; 0: all */
	struct bp_arena *arena;
	const struct bp_question **known; /* earlier versions; in the arena */
	size_t known_count, known_room;
	struct bp_regrade_version *versions; /* that were met, of those that are meant */
	size_t version_count, version_room;
};

/* Makes an earlier version of the question known. */
void bp_regrade_know(struct bp_regrade_rule *rule, const struct bp_question *version);

/* An attempt, and what it comes to. */
struct bp_regrade_attempt {
	uint8_t id[16];
	int64_t ended_at;     /* ms since 1970 */
	double before, after; /* 0..1 */
	bool passes;          /* now, and did not before */
};

/* What it comes to for one learner; in the rule's arena. */
struct bp_regrade_plan {
	struct bp_regrade regrade;           /* what is to be recorded */
	struct bp_regrade_attempt *attempts; /* those whose score changes */
	size_t attempt_count, attempt_room;
	size_t answers, unclear; /* to versions that are meant; of these, not readable */
	size_t raised, lowered, dropped; /* of the answers that change */
	size_t running; /* attempts that have not ended, and are left alone */
	bool completes; /* the module is done with it, or done better */
	double score;   /* then: with this score, 0..1 */
	bool passes;    /* … which passes, as nothing did before */
	int64_t at;     /* … dated so: when the last of the answers was given */
};

/* Whether anything is to be recorded. */
bool bp_regrade_changes(const struct bp_regrade_plan *plan);

/*
 * Plans it for a learner with this progress, which gets the new grades as well, so it must
 * hold all events. `answers` are the events that answer the question, which are sorted; `body` appends that
 * of the event with an id.
 */
void bp_regrade_make(struct bp_regrade_rule *rule, struct bp_progress *progress,
	struct bp_event *answers, size_t count,
	bool (*body)(void *context, const uint8_t id[16], struct bp_buf *out),
	void *context, struct bp_regrade_plan *plan);

/* Appends the body of the completion that follows, with the course's version. */
void bp_regrade_write_end(const char *version, struct bp_buf *out);

/* The hash that an answer's body says; 0: none. */
uint64_t bp_answer_hash(struct bp_str body);

#endif
