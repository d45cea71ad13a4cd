/* What the player does with a learner's own data. */
#ifndef BERPIJAR_PLAYER_OWN_DATA_H
#define BERPIJAR_PLAYER_OWN_DATA_H

#include "front.h"
#include <berpijar/session.h>

/* What "Data Anda" is told; zeroed is empty. */
struct own_data {
	struct bp_own_data about;
	struct bp_buf store, file; /* the folder, the record */
	struct bp_buf name;        /* of the learner, or the id */
	struct bp_buf told;        /* what was destroyed, for the end of the session */
	struct bp_error fault;     /* why not all of it was */
};

void own_data_begin(struct own_data *own, const struct bp_session *session);
void own_data_release(struct own_data *own);
/* "FOLDER/WHAT-LEARNER-DAY.ENDING", a name that is free: the second of a day is "…-2". */
void own_data_name(const struct own_data *own, const char *what, const char *ending,
	struct bp_buf *path);
/* Writes a copy of all that is kept into the folder, and says where. */
bool own_data_copy(const struct own_data *own, const struct bp_session *session,
	struct bp_buf *path, struct bp_error *err);
/* Closes the record and destroys it; what became of it is in own->told. */
void own_data_erase(struct own_data *own, struct bp_session *session);

#endif
