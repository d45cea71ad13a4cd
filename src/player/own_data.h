/* What the player does with a learner's own data. */
#ifndef BERPIJAR_PLAYER_OWN_DATA_H
#define BERPIJAR_PLAYER_OWN_DATA_H

#include "front.h"
#include <berpijar/session.h>

/* What the screen "Data Anda" shows; zeroed is empty. */
struct own_data {
	struct bp_own_data about;
	bool closed;           /* in a kiosk: files go to the outbox */
	struct bp_buf file;    /* the path of the record */
	struct bp_buf outbox;  /* its path */
	struct bp_buf name;    /* the learner's name, or the id */
	struct bp_buf told;    /* what became of the files, to be printed at the end */
	struct bp_error fault; /* why not all of them could be destroyed */
};

void bp_own_data_begin(struct own_data *own, const struct bp_session *session);
void bp_own_data_release(struct own_data *own);
/* Finds a name that is free: "FOLDER/WHAT-LEARNER-DAY.ENDING", and for the second file of
 * a day "...-2.ENDING". */
void bp_own_data_name(const struct own_data *own, const char *what, const char *ending,
	struct bp_buf *path);
/* A file as the learner is told of it: in a kiosk, where paths say nothing, by its name. */
const char *bp_own_data_shown(const struct own_data *own, const struct bp_buf *path);
/* Writes a copy of everything that is kept into the home folder; *path is where. */
bool bp_own_data_copy(const struct own_data *own, const struct bp_session *session,
	struct bp_buf *path, struct bp_error *err);
/* Closes the record and destroys it; own->told says what became of the files. */
void bp_own_data_erase(struct own_data *own, struct bp_session *session);

#endif
