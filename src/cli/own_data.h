/* What the player does with a learner's own data, and with whose it is. */
#ifndef BERPIJAR_CLI_OWN_DATA_H
#define BERPIJAR_CLI_OWN_DATA_H

#include "front.h"
#include "session.h"

/* What "Data Anda" is told; zeroed is empty. */
struct own_data {
	struct bp_own_data about;
	struct bp_buf store, file; /* the folder, the record */
	struct bp_buf name;        /* of the learner, or the id */
	struct bp_buf told;        /* what was destroyed, for the end of the session */
	struct bp_error fault;     /* why not all of it was */
};

void own_data_begin(struct own_data *own, const struct session *session,
	const struct options *options);
void own_data_release(struct own_data *own);
/* "FOLDER/WHAT-LEARNER-DAY.ENDING", a name that is free: the second of a day is "…-2". */
void own_data_name(const struct own_data *own, const char *what, const char *ending,
	struct bp_buf *path);
/* Writes a copy of all that is kept into the folder, and says where. */
bool own_data_copy(const struct own_data *own, const struct session *session,
	struct bp_buf *path, struct bp_error *err);
/* Closes the record and destroys it; what became of it is in own->told. */
void own_data_erase(struct own_data *own, struct session *session);

/* Whether anybody may be going to learn: none was named, and there is a terminal. */
bool who_is_open(const struct options *options);
size_t who_count(const struct options *options); /* those in the store */
/* Asks on a front that is open; false: nobody was chosen. */
bool who_ask(struct front *front, const struct options *options, struct bp_buf *learner);

#endif
