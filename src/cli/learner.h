/* The parts of `berpijar learner`, and what the player's "Data Anda" does with them. */
#ifndef BERPIJAR_CLI_LEARNER_H
#define BERPIJAR_CLI_LEARNER_H

#include "session.h"
#include <berpijar/learners.h>

#define PROFILE_LIMIT   200 /* bytes of a name or a unit … */
#define PROFILE_COLUMNS 120 /* … and so many cells, as a proof has room for */

/* Who a learner says to be. Zeroed is empty. */
struct profile {
	struct bp_buf name, unit, nip;
};

void profile_load(struct profile *profile, struct bp_store *store);
void profile_release(struct profile *profile);
/* What is wrong with a name or a unit, in the user's language; NULL: nothing. */
const char *profile_fault(struct bp_str text);
/* Keeps what is given (NULL or empty: stays as it was). */
bool profile_save(
	struct bp_store *store, const char *name, const char *unit, struct bp_error *err);

/* What a record adds up to. */
struct learner_info {
	const char *id;
	struct profile profile;
	size_t events, done;       /* done: modules */
	int jp_halves;             /* of the year asked for */
	int64_t first_at, last_at; /* ms since 1970; 0: no event */
	struct bp_progress *progress;
	struct bp_error fault; /* why it cannot be read; empty: all is well */
};

/* Opens the record for reading; a record that cannot be read has its fault set. */
void learner_read(const char *store, const char *id, int year, struct learner_info *info);
void learner_release(struct learner_info *info);

/* "2026-11-24T05:06:07.089Z", and the day in Western Indonesian Time; "" for 0. */
#define TIME_ROOM 32
void time_iso(int64_t at, char out[TIME_ROOM]);
void time_day(int64_t at, char out[TIME_ROOM]);
/* "1.5", whatever the language. */
void jp_write(int halves, struct bp_buf *out);

/* All that is kept of a learner, as JSON; appended. */
bool learner_export(
	struct bp_store *store, const char *id, struct bp_buf *out, struct bp_error *err);

/* Destroys the record and tells, a line each, what became of it; appended. */
bool learner_destroy(
	const char *store, const char *id, struct bp_buf *told, struct bp_error *err);

/* With --bundle. */
bool learner_bundle_export(const struct options *options, const char *folder,
	const char *id, struct bp_error *err);
bool learner_bundle_import(
	const struct options *options, const char *folder, struct bp_error *err);

int run_learner_list(const struct options *options);
int run_learner_show(const struct options *options);
int run_learner_add(const struct options *options);
int run_learner_set(const struct options *options);
int run_learner_rename(const struct options *options);
int run_learner_export(const struct options *options);
int run_learner_erase(const struct options *options);
int run_learner_import(const struct options *options);

#endif
