/*
 * A learner's record, copied as it is at one moment without any lock: first the file, then
 * its write-ahead log. Pages that a checkpoint writes while the file is copied come from the
 * log, which still has them when it is copied, as long as it was not begun anew meanwhile;
 * that shows in its header. SQLite takes of the copied log what is whole, up to the last
 * commit (https://sqlite.org/walformat.html).
 */
#include "sign.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORD_MOST   (64 << 20) /* bytes: a session cannot write more */
#define RECORD_TRIES  3
#define RECORD_HEADER 32 /* bytes of a log's header */
#define RECORD_PIECE  65536

static const char *const record_endings[] = {".db", ".db-wal", ".db-shm", ".db-journal"};

/* ---- opening ---- */

static bool record_is_usable(const struct sign *sign, const struct stat *info)
{
	return info->st_nlink == 1 && info->st_uid == sign->owner &&
		info->st_size <= RECORD_MOST;
}

static bool record_open_one(const struct sign *sign, const char *name, bool needed,
	int *fd, struct bp_error *err)
{
	struct stat info;

	*fd = bp_open_plain(sign->learners, name, &info);
	if (*fd < 0 && errno == ENOENT && !needed)
		return true;
	if (*fd < 0 && errno == EACCES)
		return bp_fail(err, BP_ERROR_BUSY,
			_("catatan %s tidak boleh dibaca akun ini; tatalah server lagi dengan: berpijar kiosk --init"),
			name);
	if (*fd < 0 && errno != EINVAL)
		return bp_fail(err, BP_ERROR_INPUT,
			_("catatan %s tidak dapat dibuka: %s"), name,
			errno == ELOOP ? _("tautan simbolis") : bp_strerror(errno));
	return (*fd >= 0 && record_is_usable(sign, &info)) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("catatan %s bukan berkas biasa milik akun peserta, atau terlalu besar"),
			name);
}

bool record_open(const struct sign *sign, const char *learner, struct record *record,
	struct bp_error *err)
{
	const char *file = bp_arena_printf(sign->arena, "%s.db", learner),
		   *journal = bp_arena_printf(sign->arena, "%s.db-wal", learner);

	*record = (struct record){.file = -1, .journal = -1};
	return record_open_one(sign, file, true, &record->file, err) &&
		record_open_one(sign, journal, false, &record->journal, err);
}

/* ---- copying ---- */

/* What is longer than a record can be is not read to its end. */
static bool record_copy_bytes(int from, int to)
{
	static char piece[RECORD_PIECE];
	off_t done = 0;
	ssize_t got;

	while ((got = pread(from, piece, sizeof piece, done)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || (done += got) > RECORD_MOST ||
			!bp_write_all(to, (struct bp_str){piece, (size_t)got}))
			return false;
	}
	return true;
}

static bool record_copy_one(
	const struct sign *sign, const char *learner, const char *ending, int from)
{
	if (from < 0)
		return true;
	int to = open(bp_arena_printf(sign->arena, "%s/learners/%s%s", sign->scratch,
			      learner, ending),
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = to >= 0 && record_copy_bytes(from, to);

	if (to >= 0)
		close(to);
	return ok;
}

/* What changes where the copy would be of two moments. */
struct record_state {
	char header[RECORD_HEADER];
	ssize_t size; /* of what of the header there is */
	struct timespec
		written; /* the file; where there is no log, it is written to itself */
};

static struct record_state record_state_of(const struct record *record)
{
	struct record_state state = {.size = 0};
	struct stat info;

	if (record->journal >= 0)
		state.size = pread(record->journal, state.header, RECORD_HEADER, 0);
	if (state.size <= 0 && fstat(record->file, &info) == 0)
		state.written = info.st_mtim;
	return state;
}

void record_remove_copy(const struct sign *sign, const char *learner)
{
	for (size_t i = 0; i < sizeof record_endings / sizeof *record_endings; i++)
		unlink(bp_arena_printf(sign->arena, "%s/learners/%s%s", sign->scratch,
			learner, record_endings[i]));
}

bool record_copy(const struct sign *sign, const char *learner,
	const struct record *record, struct bp_error *err)
{
	for (int i = 0; i < RECORD_TRIES; i++) {
		struct record_state before = record_state_of(record), after;
		record_remove_copy(sign, learner);
		if (!record_copy_one(sign, learner, ".db", record->file) ||
			!record_copy_one(sign, learner, ".db-wal", record->journal))
			return bp_fail(err, BP_ERROR_INPUT,
				_("catatan %s tidak dapat disalin: %s"), learner,
				bp_strerror(errno));
		after = record_state_of(record);
		if (after.size == before.size &&
			memcmp(after.header, before.header, RECORD_HEADER) == 0 &&
			after.written.tv_sec == before.written.tv_sec &&
			after.written.tv_nsec == before.written.tv_nsec)
			return true;
	}
	return bp_fail(err, BP_ERROR_BUSY,
		_("catatan %s sedang ditulis; dicoba lagi kemudian"), learner);
}
