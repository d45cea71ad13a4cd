/*
 * The learners of a store, and what can be done with a whole record: list, rename, hand
 * out to the learner, destroy.
 *
 * Nothing here reads the content of another learner's record.
 */
#ifndef BERPIJAR_LEARNERS_H
#define BERPIJAR_LEARNERS_H

#include <berpijar/file.h>
#include <berpijar/store.h>

/* The settings in which a learner's record keeps the person's data; all may be missing.
 */
#define BP_PROFILE_NAME  "profile.name"
#define BP_PROFILE_UNIT  "profile.unit"
#define BP_PROFILE_NIP   "profile.nip"
#define BP_PROFILE_CLASS "profile.class"
/* The name and the NIP as an administrator entered them. A proof confirms each for as long
 * as the learner goes by it. */
#define BP_CONFIRMED_NAME "confirmed.name"
#define BP_CONFIRMED_NIP  "confirmed.nip"

/* The ids of all learners with a record, sorted by their bytes; none if there is no
 * store. The records may be damaged. */
bool bp_learners_list(const char *store, struct bp_arena *arena, struct bp_names *ids,
	struct bp_error *err);
/* Whether there are at least two records; of a full store that is known soon. */
bool bp_learners_several(const char *store);
/* Whether the learner has a record, sound or not. */
bool bp_learner_exists(const char *store, const char *learner);
/* Appends STORE/learners/ID.db. */
void bp_learner_file(const char *store, const char *learner, struct bp_buf *out);

/*
 * Gives a record another id. The journal's content goes into the file first, then the
 * files beside it and those that were put aside as damaged are renamed, then the file
 * itself. A power cut leaves the record whole under one of the two ids, and doing it
 * again is safe. Copies elsewhere keep their names. Errors: BP_ERROR_NOT_FOUND,
 * BP_ERROR_BUSY (either is in use), BP_ERROR_INPUT (there is such a learner already, or
 * files of an earlier one), and those of opening.
 */
bool bp_learner_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);

/* What happened, or would happen, to a file or folder of a learner. */
enum bp_erased {
	BP_ERASED,         /* overwritten and removed */
	BP_ERASED_NAME,    /* removed, but its content could not be overwritten */
	BP_ERASED_CONTENT, /* overwritten, but could not be removed */
	BP_ERASED_FAILED,  /* still there, perhaps overwritten in part */
	BP_ERASED_DOUBT,   /* left alone, since by its name it may be another learner's */
};
#define BP_ERASED_COUNT (BP_ERASED_DOUBT + 1)

/* Gets each path, relative to the store; it is borrowed. */
struct bp_erase_report {
	void (*each)(void *context, const char *path, enum bp_erased what);
	void *context;
};

/*
 * Destroys all that the store holds of a learner: every file below STORE whose name
 * begins with "ID.db", every folder called ID (but not in STORE itself, where the store's
 * own folders are), and what was put aside as damaged. Symbolic links are removed, not
 * followed. The record itself goes last, so that an erasure that was interrupted can be
 * repeated. The record may be damaged.
 *
 * Contents are overwritten first. That is all that can be done: a copy-on-write file
 * system, a flash disk and backups may keep them.
 *
 * Errors: BP_ERROR_NOT_FOUND (nothing of that learner is there), BP_ERROR_BUSY (in use)
 * and BP_ERROR_READ_ONLY (no right to remove some of it): nothing was destroyed;
 * BP_ERROR_STORE (something could not be removed: see report).
 */
bool bp_learner_erase(const char *store, const char *learner,
	const struct bp_erase_report *report, struct bp_error *err);
/* Only reports what would be destroyed (BP_ERASED) and what would be left alone. */
bool bp_learner_erase_list(const char *store, const char *learner,
	const struct bp_erase_report *report, struct bp_error *err);

/* As bp_store_replay() of all events, but including those with verbs that only a newer
 * version knows. `verb` is the word as it was recorded; event->verb is only valid if
 * bp_verb_find() knows the word. */
bool bp_store_each_event(struct bp_store *store,
	void (*each)(void *context, const struct bp_event *event, struct bp_str verb),
	void *context, struct bp_error *err);

/* Each calls back for every setting, or every draft, in the record's tables. Slices live
 * until `each` returns, and it must not use the store. */
bool bp_store_each_setting(struct bp_store *store,
	void (*each)(void *context, struct bp_str name, struct bp_str value),
	void *context, struct bp_error *err);
bool bp_store_each_draft(struct bp_store *store,
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		struct bp_str question, struct bp_str text),
	void *context, struct bp_error *err);

/* The place and the draft that are newer than the tables; see bp_store_save_place(). */
struct bp_unsettled {
	struct bp_str course, module;
	bool has_place;
	struct bp_place place;
	int64_t at;                    /* when the place was saved */
	struct bp_str question, draft; /* question empty: no draft */
};
/* False if the tables are up to date; borrowed until the store is used. */
bool bp_store_unsettled(const struct bp_store *store, struct bp_unsettled *out);

#endif
