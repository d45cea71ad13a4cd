/*
 * One learner: who they say they are, what their record adds up to, and the two things
 * that everybody may ask for: a copy of everything kept of them, and its destruction.
 */
#ifndef BERPIJAR_LEARNER_H
#define BERPIJAR_LEARNER_H

#include <berpijar/progress.h>
#include <berpijar/proof.h>
#include <berpijar/store.h>

#define BP_PROFILE_LIMIT   200 /* bytes of a name or a unit ... */
#define BP_PROFILE_COLUMNS 120 /* ... and columns, which is what a proof has room for */

/* Zeroed is empty. */
struct bp_profile {
	struct bp_buf name, unit, nip, group; /* group: the class */
};

void bp_profile_load(struct bp_profile *profile, struct bp_store *store);
void bp_profile_release(struct bp_profile *profile);
/* What is wrong with a name or a unit, in the user's language; NULL: nothing. */
const char *bp_profile_fault(struct bp_str text);
/* Saves what an administrator entered: a proof says of the name and the NIP that they are
 * confirmed. One that is NULL or empty stays as it was. */
bool bp_profile_save(struct bp_store *store, const char *name, const char *unit,
	const char *nip, struct bp_error *err);
/* Saves all that a proof says about its person, for the next proof. */
bool bp_person_save(
	struct bp_store *store, const struct bp_person *person, struct bp_error *err);

/* What of a record came by an import, and was not recorded here (store.h). */
struct bp_brought {
	size_t events;
	int jp_halves; /* of the modules that were not finished here */
};
/* Counts it in a record that adds up to `all`. */
bool bp_brought_read(struct bp_store *store, const struct bp_progress *all,
	struct bp_brought *brought, struct bp_error *err);

/* What a record adds up to. */
struct bp_learner_info {
	const char *id;
	char uuid[BP_UUID_LEN +
		1]; /* of the learner (bp_store_identity()); empty: none */
	struct bp_profile profile;
	size_t events, done;       /* done: modules */
	struct bp_brought brought; /* of these */
	int jp_halves;             /* of the year that was asked for */
	int64_t first_at, last_at; /* ms since 1970; 0: no event */
	struct bp_progress *progress;
	struct bp_error fault; /* why the record cannot be read; empty: it can */
};

/* Reads a record of a store. One that cannot be read has its fault set. */
void bp_learner_read(
	const char *store, const char *id, int year, struct bp_learner_info *info);
void bp_learner_release(struct bp_learner_info *info);

/* Appends everything that is kept of a learner, as JSON. */
bool bp_learner_export(
	struct bp_store *store, const char *id, struct bp_buf *out, struct bp_error *err);

/* Appends the events alone, as a table. */
bool bp_learner_export_csv(
	struct bp_store *store, struct bp_buf *out, struct bp_error *err);

/* Destroys the record, and appends what became of each file, a line for each. */
bool bp_learner_destroy(
	const char *store, const char *id, struct bp_buf *told, struct bp_error *err);

#endif
