/*
 * berpijar-sign: reads what learners ask for in their outboxes (signing.h) and signs proofs,
 * as a user of its own: the key is out of the sessions' reach.
 *
 * All that it reads of a learner was written by a session of strangers. So each outbox is
 * looked at by a process of its own, which copies the record, closes the fence and only then
 * looks into the copy; what it does not answer in time is refused by the one that started
 * it. Nothing that is wrong with one learner's files keeps another one waiting longer than
 * that.
 */
#ifndef BERPIJAR_SIGN_H
#define BERPIJAR_SIGN_H

#include <berpijar/arena.h>
#include <berpijar/fence.h>
#include <berpijar/session.h>
#include <berpijar/signing.h>

#define SIGN_REQUESTS_MOST 64 /* of one learner in a run; the rest waits */

struct sign {
	struct bp_config config;
	const char *store;
	struct bp_signer signer;
	struct bp_arena *arena;
	bool fence, best_effort;
	int folder, outboxes, learners; /* STORE and its two folders */
	uid_t owner;                    /* of the outboxes, and of the records */
	const char *scratch;            /* a store of our own, for the copy of a record */
	bool failed;                    /* something could not be done */
};

/* One learner's outbox. */
struct outbox {
	const char *learner;
	int fd;
	int sheets; /* what is to be drawn as PDF; see learner.c */
};

/* Prints "berpijar-sign: LEARNER: WHAT" as one line on standard error; either may be NULL. */
void sign_tell(const char *learner, const char *what);

/* main.c → outboxes.c: looks at every outbox. False: that cannot be done at all. */
bool outboxes_serve(struct sign *sign, struct bp_error *err);

/* outboxes.c → learner.c: in a process of its own, answers the requests. */
bool learner_serve(struct sign *sign, const struct outbox *outbox);
/* The names of the files of an outbox that are requests. */
bool learner_requests(const struct sign *sign, const struct outbox *outbox,
	struct bp_names *names, struct bp_error *err);
/* Draws what that process has left in outbox->sheets. */
void learner_draw(const struct outbox *outbox);
/* Refuses a request. */
void learner_refuse(const struct outbox *outbox, const char *course, const char *reason);

/*
 * A record that is open to be copied: a session may be writing to it meanwhile. Its locks
 * are not taken, since a stranger could hold them for ever.
 */
struct record {
	int file, journal; /* -1: there is none */
};
bool record_open(const struct sign *sign, const char *learner, struct record *record,
	struct bp_error *err);
/* Copies it into the scratch store as it is at one moment. BP_ERROR_BUSY: try again later. */
bool record_copy(const struct sign *sign, const char *learner,
	const struct record *record, struct bp_error *err);
void record_remove_copy(const struct sign *sign, const char *learner);

/* Whether the answers to a course were graded by its keys, and took no more time than has
 * passed. */
bool answers_hold(const struct bp_session *session, const struct bp_course *course,
	const struct bp_proof *proof, struct bp_error *err);

#endif
