/*
 * Backups of the records. A backup is a folder that is a store itself: it can be opened
 * like any other. It gets its name only once every copy in it was found whole.
 */
#ifndef BERPIJAR_BACKUPS_H
#define BERPIJAR_BACKUPS_H

#include <berpijar/error.h>
#include <berpijar/file.h>
#include <berpijar/store.h>
#include <berpijar/text.h>

#define BP_BACKUPS_KEPT 7 /* whole backups of all records; older ones are removed */
#define BP_BACKUP_STAMP "backup" /* a file in the store, as old as its last backup */

struct bp_backup_order {
	const char *store;          /* the folder of the records */
	const struct bp_names *ids; /* the learners whose records are copied */
	const char *only; /* the one learner who is meant; NULL: all of the store */
	const char *into; /* the folder of all backups; made if it is not there */
	void (*failed)(
		const struct bp_error *err); /* called for each record that could not
						     * be copied whole */
};

/* What became of it; the caller releases the path. */
struct bp_backup {
	struct bp_buf path;
	size_t copied;                      /* records */
	size_t dropped, dropped_unfinished; /* earlier backups that were removed */
};

/*
 * Copies each record, also one that is in use, and checks each copy. Removes the oldest
 * backups, unless this is one of a single record. False: not every record is in it, and
 * no earlier whole backup was removed.
 */
bool bp_backup_make(const struct bp_backup_order *order, struct bp_backup *made,
	struct bp_error *err);

/* What became of a record that was taken out of a backup. */
struct bp_restored {
	bool whole;            /* there was none, so all of it was put back */
	struct bp_merge merge; /* whole: only the number of events */
};

/* Puts back the record of a learner: all of it, or what is missing in the one that is there
 * (bp_store_restore()). Nothing is replaced. `backup` is a folder with records. */
bool bp_backup_restore(const char *store, const char *backup, const char *learner,
	struct bp_restored *restored, struct bp_error *err);

#endif
