/*
 * Where a learner's record lies, its lock, and what the lock file remembers beside the
 * lock (location.c, anchor.c).
 */
#ifndef BERPIJAR_STORE_LOCATION_H
#define BERPIJAR_STORE_LOCATION_H

#include <berpijar/store.h>
#include <sys/stat.h>

/* One message for every way in which a full disk shows; takes the file's name. */
#define DISK_FULL \
	N_("tempat penyimpanan penuh, jadi %s tidak dapat ditulis; kosongkan sebagian lalu ulangi")
#define FILE_LIMIT_REACHED \
	N_("batas ukuran berkas tercapai (ulimit -f), jadi %s tidak dapat ditulis; mintalah pengelola menaikkannya")

/* The names of one record; their folders are free of symbolic links. */
struct location {
	char *folder; /* STORE/learners */
	char *file;   /* STORE/learners/ID.db */
	char *lock;   /* STORE/learners/ID.lock */
	bool missing; /* reading: nothing was ever recorded */
	bool network; /* a file system without shared memory: no write-ahead log */
};

/* Finds the names, and makes the folder if it is missing, for us alone. */
bool location_make(struct location *at, const char *store, const char *learner,
	struct bp_error *err);
/* Where the records of a store are, to read them; to be freed. */
char *location_folder(const char *store);
/* Finds the names; sets at->missing if there is no such file. */
bool location_find(struct location *at, const char *store, const char *learner,
	struct bp_error *err);
void location_release(struct location *at);

/* Looks at the file before SQLite does: it must be a regular file with something in it
 * and, for writing, our own. Sets at->missing. */
bool location_inspect(struct location *at, enum bp_store_mode mode, struct bp_error *err);
/* Whether nobody but its owner can open the file or, where a server's signer has a right to
 * the records, nobody but these two. */
bool location_is_closed(const struct location *at, const struct stat *info);
/* Whether there is a journal with something in it: the last writer did not close the
 * record, or is still at work. */
bool location_has_journal(const struct location *at);
bool location_writable(const struct location *at);
/* Says why a file or folder could not be made or opened; returns false. */
bool location_fail(const char *path, int cause, struct bp_error *err);
/* For a file that is missing: false, with a message, if its lock file remembers that it
 * had events. */
bool location_not_lost(const struct location *at, int64_t events, struct bp_error *err);
/* Removes a file and its journals, those first: SQLite would play them into the next file
 * of that name. */
void location_drop(const char *path);
/* The journals alone. */
void location_drop_journals(const char *path);
/* Puts a finished new file in its place, durably. */
bool location_install(const struct location *at, const char *made, struct bp_error *err);
/* Makes an empty file that only we may open, whatever the umask; errno says why not. */
bool location_make_private(const char *path);

/* Takes the lock of the learner's only writer. It is held until *fd is closed or the
 * process ends in any way. */
bool location_lock(const struct location *at, int *fd, struct bp_error *err);
/* The process on this machine that has the lock; 0: not known. Must not be asked by the
 * process that holds it, since closing the file that is looked at would drop the lock. */
pid_t location_writer(const struct location *at);
/* The lock file remembers when the record was last checked for damage. */
bool location_check_due(int lock);
bool location_checked(int lock);

/* Whether a file system (statfs.f_type) is shared by machines or lacks shared memory. */
bool location_is_network(unsigned long type);

/* The anchor: by it a copy of a record, and a step back to an earlier state, are noticed.
 * anchor_check() goes on under a new replica if the file is not the one that was left. */
bool anchor_check(struct bp_store *store, struct bp_error *err);
/* Remembers the record as it is now. */
void anchor_set(struct bp_store *store);
/* Forgets the record, since another file takes its place. */
void anchor_forget(const struct bp_store *store);
/* How many events the record had when it was left; -1 if that is not known. The first is
 * for a store whose lock we hold, the second for a record whose lock we must not hold, as
 * with location_writer(). */
int64_t anchor_events(const struct bp_store *store);
int64_t anchor_peek(const struct location *at);

#endif
