/* Opening the record of a session, and recovering it where it is damaged. */
#ifndef BERPIJAR_SESSION_RECORD_H
#define BERPIJAR_SESSION_RECORD_H

#include <berpijar/session.h>

/* The part of bp_session_open() that opens the record. False only for wrong usage. */
bool bp_session_open_record(
	struct bp_session *session, enum bp_store_mode mode, struct bp_error *err);

/* Tells the learner of questions that were graded anew, unless there is nothing new;
 * session_regrades.c. */
bool session_tell_regrades(struct bp_session *session);

#endif
