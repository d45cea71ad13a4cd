/*
 * How a session on a shared server has a proof signed. The session cannot sign: it leaves a
 * request in the learner's outbox, a small file, and a program of another user
 * (berpijar-sign) reads it with the record, and answers there with a signed proof or with
 * the reason why not. Each file is one JSON object; a course has at most one request and one
 * answer.
 *
 * Either side takes the other's file for what a stranger wrote: it is opened without
 * following a link, must be a plain file with one name and the right owner, and is small.
 */
#ifndef BERPIJAR_SIGNING_H
#define BERPIJAR_SIGNING_H

#include <berpijar/proof.h>
#include <sys/types.h>

#define BP_SIGNING_LIMIT 16384 /* bytes of a file */
#define BP_SIGNING_ROOM  96    /* bytes of a file's name, with the NUL */

struct bp_signing_request {
	const char *learner;
	const char *course, *version; /* as the session saw them … */
	struct bp_digest content;     /* … with this hash */
	enum bp_proof_form form;      /* of the file that is signed: text or JSON */
	struct bp_person person;
	int64_t at; /* ms since 1970 */
};

/* Whether somebody signs for this store: its outboxes are open to a signer, and there is a
 * public key. */
bool bp_signing_offered(const char *store);

/* ---- the session's side; `outbox` is a path (outbox.h) ---- */

/* Leaves a request, in the place of an earlier one for the course. */
bool bp_signing_ask(const char *outbox, const struct bp_signing_request *request,
	struct bp_error *err);
/* What became of it; texts are in the arena. */
void bp_signing_look(const char *outbox, const char *course, struct bp_arena *arena,
	struct bp_signing *signing);

/* ---- the signer's side; `outbox` is an open folder ---- */

/* The course that a file's name asks for, in the arena; NULL: it is no request. */
const char *bp_signing_course(struct bp_arena *arena, const char *name);
/* Reads the request of a file that `owner` must own. False: why it cannot be granted. */
bool bp_signing_read(int outbox, const char *name, uid_t owner, struct bp_arena *arena,
	struct bp_signing_request *request, struct bp_error *err);
/* Reads one that is in memory already: `course` is what its name says. */
bool bp_signing_parse(struct bp_str text, const char *course, struct bp_arena *arena,
	struct bp_signing_request *request, struct bp_error *err);
/* Writes a file that the session may read; one that is there is only replaced if that is
 * said. */
bool bp_signing_write(int outbox, const char *name, struct bp_str text, bool replace,
	struct bp_error *err);
/* Answers, and takes the request away. */
bool bp_signing_answer(int outbox, const char *course, const struct bp_signing *signing,
	struct bp_error *err);

#endif
