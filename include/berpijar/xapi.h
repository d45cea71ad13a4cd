/*
 * A record's events as statements of xAPI 1.0.3, for a learning record store (LRS).
 *
 * A statement's id is its event's, so that sending it again changes nothing. It says what the
 * record says, and of the courses only what cannot change: the id of a question carries the
 * hash of its content, and its definition has the kind of interaction alone, so an edit of a
 * course makes no statement another one. Names, texts and keys of questions never go along.
 *
 * - The actor is an account: the agency's page and the learner's pseudonym (pseudonym.h).
 * - What the learner wrote (bp_event_is_private()) goes along only with consent: a typed answer
 *   goes without its response, a note or a bookmark not at all.
 * - A grade goes along where it may be told (exam.h): an answer in an exam that tells nothing
 *   before its end has none, and the one that is recorded with the hand-in is "scored".
 * - What was taken back is not stated, and its voiding is.
 * - JP from elsewhere (elsewhere.h) are not stated: no course here brought them.
 * - What was graded anew leaves the statements of the answers as they are, since these say what
 *   was so then; it is a statement of its own.
 *
 * This is plain xAPI with verbs that mean what they mean in cmi5, and not cmi5: that has a
 * launch by an LMS.
 */
#ifndef BERPIJAR_XAPI_H
#define BERPIJAR_XAPI_H

#include <berpijar/arena.h>
#include <berpijar/progress.h>
#include <berpijar/quiz.h>

#define BP_XAPI_VERSION   "1.0.3"
#define BP_XAPI_HOME_MOST 200 /* bytes */

/* Why an address cannot be an agency's page, under which its learners and courses get their
 * ids, in the user's language; NULL: it can. */
const char *bp_xapi_home_fault(struct bp_str home);

/* Whose record it is; the texts are borrowed. */
struct bp_xapi_of {
	const char *home;    /* sound */
	uint8_t learner[16]; /* bp_store_identity() */
	bool words;          /* the learner's own words may go along */
};

/* What statements of one record depend on. */
struct bp_xapi;
struct bp_xapi *bp_xapi_new(struct bp_xapi_of of);
void bp_xapi_free(struct bp_xapi *xapi); /* NULL is fine */

/* Takes an event of the record: all of them, before the first statement is made. */
void bp_xapi_take(struct bp_xapi *xapi, const struct bp_event *event);

/* Makes a version of a question known, for the kind of its interaction. The exams in a record
 * make theirs known by themselves. */
void bp_xapi_know(struct bp_xapi *xapi, const struct bp_question *question);
/* Whether the version that an event answers or reports is known, or it is about none. */
bool bp_xapi_knows(const struct bp_xapi *xapi, const struct bp_event *event);

/* Where an event stands. */
struct bp_xapi_place {
	uint8_t replica[16];
	int64_t number;
	const char *language; /* of its course; NULL: not known */
};
/* Appends the statement of an event, in one line without its end. False: it has none. */
bool bp_xapi_state(struct bp_xapi *xapi, const struct bp_event *event,
	struct bp_xapi_place place, struct bp_buf *out);

/* ---- what an LRS says ---- */

/* Whether its answer to statements that were sent names the ids of all, in their order. */
bool bp_xapi_is_taken(struct bp_str answer, const uint8_t (*ids)[16], size_t count);
/* Whether a statement that it has by the id of ours is about the same event: it has the same
 * agency, verb and object, whatever else differs. The learner may have had another pseudonym then,
 * before two records of one person were joined. */
bool bp_xapi_is_same(struct bp_str ours, struct bp_str theirs);

#endif
