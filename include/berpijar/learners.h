/*
 * The learners of a store, and what may be done with a whole record: list, rename,
 * hand out, destroy.
 *
 * Nothing here reads what is inside of another learner's record.
 */
#ifndef BERPIJAR_LEARNERS_H
#define BERPIJAR_LEARNERS_H

#include <berpijar/file.h>
#include <berpijar/store.h>

/* Settings under which a learner's own record keeps who that is; all may be missing. */
#define BP_PROFILE_NAME "profile.name"
#define BP_PROFILE_UNIT "profile.unit"
#define BP_PROFILE_NIP  "profile.nip"

/* The ids of all that have a record, in the order of their bytes; none if there is no
 * store. Whether the records are sound is not looked at. */
bool bp_learners_list(const char *store, struct bp_arena *arena, struct bp_names *ids,
	struct bp_error *err);
/* Whether there is a file of that name, sound or not. */
bool bp_learner_exists(const char *store, const char *learner);
/* STORE/learners/ID.db, appended. */
void bp_learner_file(const char *store, const char *learner, struct bp_buf *out);

/*
 * Gives a record another id: what is in its journal goes into the file first, what
 * stands beside it and what was put aside as damaged is renamed, then the file changes
 * its name at one instant, so that a power cut leaves it whole under one of the two, and
 * doing it again is safe. Copies elsewhere keep their names. Errors: BP_ERROR_NOT_FOUND,
 * BP_ERROR_BUSY (either is in use), BP_ERROR_INPUT (there is such a learner already, or
 * something that an earlier one left), and those of opening.
 */
bool bp_learner_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);

/* What became, or is to become, of a file or folder of a learner. */
enum bp_erased {
	BP_ERASED,         /* overwritten and removed */
	BP_ERASED_NAME,    /* removed; what it held could not be overwritten */
	BP_ERASED_CONTENT, /* overwritten, but its name is still there */
	BP_ERASED_FAILED,  /* still there, perhaps overwritten in part */
	BP_ERASED_DOUBT,   /* left alone: by its name it may be another learner's */
};
#define BP_ERASED_COUNT (BP_ERASED_DOUBT + 1)

/* Is told each path below the store, relative to it; borrowed. */
struct bp_erase_report {
	void (*each)(void *context, const char *path, enum bp_erased what);
	void *context;
};

/*
 * Destroys all that the store holds of a learner: ID.db with what stands beside it, and
 * below STORE every file whose name begins with "ID.db" and every folder called ID (but
 * not in STORE itself, where the store's own folders are), and what was put aside as
 * damaged. Symbolic links are removed and
 * not followed. The record itself goes last, so that an erasure that was cut short can be
 * repeated; a damaged record is no hindrance.
 *
 * Contents are overwritten first, as best effort: a copy-on-write file system, a flash
 * disk and backups keep what they have.
 *
 * Errors: BP_ERROR_NOT_FOUND (nothing of that learner is there), BP_ERROR_BUSY (in use)
 * and BP_ERROR_READ_ONLY (no right to remove some of it): nothing was destroyed;
 * BP_ERROR_STORE (something could not be removed: see report).
 */
bool bp_learner_erase(const char *store, const char *learner,
	const struct bp_erase_report *report, struct bp_error *err);
/* Only tells what would be destroyed (BP_ERASED) and what would be left alone. */
bool bp_learner_erase_list(const char *store, const char *learner,
	const struct bp_erase_report *report, struct bp_error *err);

/* As bp_store_replay() of all events, but with those of verbs that only a newer version
 * knows: `verb` is the word as it was recorded, event->verb means nothing where it is
 * none of ours (bp_verb_find()). */
bool bp_store_each_event(struct bp_store *store,
	void (*each)(void *context, const struct bp_event *event, struct bp_str verb),
	void *context, struct bp_error *err);

/* Calls each for every setting and every draft that is in the record's tables; slices
 * live until each returns, and each must not use the store. */
bool bp_store_each_setting(struct bp_store *store,
	void (*each)(void *context, struct bp_str name, struct bp_str value),
	void *context, struct bp_error *err);
bool bp_store_each_draft(struct bp_store *store,
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		struct bp_str question, struct bp_str text),
	void *context, struct bp_error *err);

/* What of the module in hand is newer than the tables (see bp_store_save_place()). */
struct bp_in_hand {
	struct bp_str course, module;
	bool has_place;
	struct bp_place place;
	int64_t at;                    /* when the place was saved */
	struct bp_str question, draft; /* question empty: no draft */
};
/* False if there is nothing; borrowed until the store is used. */
bool bp_store_in_hand(const struct bp_store *store, struct bp_in_hand *out);

#endif
