/*
 * What each learner at the centre adds up to, kept there in tables of its own, so that a
 * report reads sums and no events (sums.c, sums_asked.c).
 */
#ifndef BERPIJAR_SYNC_SUMS_H
#define BERPIJAR_SYNC_SUMS_H

#include "sync.h"
#include <berpijar/progress.h>

#define SUMS_COLUMNS 9 /* of a table, at most, beside the learner */

/* A table, and rows on their way into it; NULL is NULL. Texts are the fold's arena's. */
struct sums_table {
	const char *head; /* of the statement; $1 is the learner */
	int columns;
	Oid types[SUMS_COLUMNS];
};

/* A module, or a question of one. */
struct sums_place {
	struct bp_str course, module, question;
};

/* One learner. */
struct sums_fold {
	struct person person;
	struct bp_progress *progress;
	struct sums_place *modules; /* that have events */
	size_t module_count, module_room;
	struct sums_place *withheld; /* questions with an answer that says nothing here */
	size_t withheld_count, withheld_room;
	struct bp_event *begun; /* attempts */
	size_t begun_count, begun_room;
	const char **values; /* of rows that are not sent yet */
	size_t value_count, value_room;
	bool failed; /* a statement; err says why */
	struct bp_error *err;
};

/* Makes the tables that are missing, and adds up who has other events than were added up. */
bool sums_renew(struct sync *sync, struct bp_error *err);

/* Adds a row to a table, which goes there along with others; sums_flush() sends the rest. */
void sums_put(struct sums_fold *fold, const struct sums_table *table,
	const char *const values[SUMS_COLUMNS]);
void sums_flush(struct sums_fold *fold, const struct sums_table *table);

/* What the learner's answers come to for each question, by the rules of the class report. */
void sums_put_asked(struct sums_fold *fold);

#endif
