#include "shim_vfs.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct shim_file {
	sqlite3_file base;
	const char *path; /* SQLite keeps it while the file is open; NULL: temporary */
	sqlite3_file *real;
};

/* Bytes that a call overwrote or cut off, for as long as that was not synced. */
struct change {
	struct change *older;
	char *path;
	sqlite3_int64 at, old_size;
	int len;
	uint8_t *old;
	bool *safe;    /* for each byte: written again since, and synced */
	bool poisoned; /* a sync of it failed */
	bool deleted;  /* the whole file, and its folder was not synced */
};

static struct {
	sqlite3_vfs vfs, *real;
	sqlite3_io_methods methods;
	struct shim_plan plan;
	int calls; /* so far, of those in the plan */
	bool failed;
	struct change *newest;
} shim;

static bool fails(enum shim_call call)
{
	if (!(shim.plan.calls & call) || shim.plan.nth == 0)
		return false;
	int n = ++shim.calls;
	bool hit = n == shim.plan.nth || (shim.plan.sticky && n > shim.plan.nth);
	shim.failed = shim.failed || hit;
	return hit;
}

/* What is not synced. */

static void forget(struct change *change)
{
	free(change->path);
	free(change->old);
	free(change->safe);
	free(change);
}

static void forget_path(const char *path)
{
	for (struct change **at = &shim.newest; *at;) {
		struct change *change = *at;
		if (path && strcmp(change->path, path) != 0) {
			at = &change->older;
			continue;
		}
		*at = change->older;
		forget(change);
	}
}

/* Remembers what the file holds from `at` on before that changes. */
static void remember(struct shim_file *file, sqlite3_int64 at, int len)
{
	if (!file->path)
		return;
	struct change *change = bp_alloc(1, sizeof *change);
	change->path = bp_strdup(file->path);
	change->at = at;
	change->len = len;
	change->old = bp_alloc((size_t)len, 1);
	change->safe = bp_alloc((size_t)len, sizeof *change->safe);
	file->real->pMethods->xFileSize(file->real, &change->old_size);
	/* A short read fills the rest with zeros, which is what was there. */
	file->real->pMethods->xRead(file->real, change->old, len, at);
	change->older = shim.newest;
	shim.newest = change;
}

/* Remembers a file that is about to be deleted. */
static void remember_whole(const char *path)
{
	struct bp_buf bytes = {0};

	if (!bp_file_read(path, 1 << 24, &bytes, NULL))
		return;
	struct change *change = bp_alloc(1, sizeof *change);
	change->path = bp_strdup(path);
	change->len = (int)bytes.len;
	change->old = (uint8_t *)bytes.at;
	change->safe = bp_alloc(bytes.len, sizeof *change->safe);
	change->deleted = true;
	change->older = shim.newest;
	shim.newest = change;
}

static void mark_safe(struct change *poisoned, const struct change *synced)
{
	for (int i = 0; i < poisoned->len; i++) {
		sqlite3_int64 at = poisoned->at + i;
		if (at >= synced->at && at < synced->at + synced->len)
			poisoned->safe[i] = true;
	}
}

static void synced(const char *path)
{
	for (struct change **at = &shim.newest; path && *at;) {
		struct change *change = *at;
		if (change->poisoned || strcmp(change->path, path) != 0) {
			at = &change->older;
			continue;
		}
		for (struct change *old = change->older; old; old = old->older)
			if (old->poisoned && strcmp(old->path, path) == 0)
				mark_safe(old, change);
		*at = change->older;
		forget(change);
	}
}

static void poison(const char *path)
{
	for (struct change *change = shim.newest; path && change; change = change->older)
		if (strcmp(change->path, path) == 0)
			change->poisoned = true;
}

static void take_back(const struct change *change)
{
	int fd = open(change->path,
		change->deleted ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY, 0600);
	if (fd < 0)
		return;
	for (int from = 0, to; from < change->len; from = to + 1) {
		for (to = from; to < change->len && !change->safe[to]; to++)
			continue;
		if (pwrite(fd, change->old + from, (size_t)(to - from),
			    change->at + from) < 0)
			abort();
	}
	if (!change->poisoned && !change->deleted &&
		lseek(fd, 0, SEEK_END) > change->old_size &&
		ftruncate(fd, change->old_size) != 0)
		abort();
	close(fd);
}

void shim_cut_power(uint32_t seed)
{
	uint32_t random = seed;

	for (const struct change *change = shim.newest; change; change = change->older) {
		random = random * 1664525 + 1013904223;
		if (seed == 0 || (random >> 16) % 2 == 0)
			take_back(change);
	}
	forget_path(NULL);
}

/* The calls. */

static int shim_close(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xClose(file->real);
}

static int shim_read(sqlite3_file *base, void *to, int len, sqlite3_int64 at)
{
	struct shim_file *file = (struct shim_file *)base;
	if (fails(SHIM_READ))
		return shim.plan.result;
	return file->real->pMethods->xRead(file->real, to, len, at);
}

static int shim_write(sqlite3_file *base, const void *from, int len, sqlite3_int64 at)
{
	struct shim_file *file = (struct shim_file *)base;
	bool failed = fails(SHIM_WRITE);

	if (failed && shim.plan.how == SHIM_BEFORE)
		return shim.plan.result;
	if (failed && shim.plan.how == SHIM_HALF)
		len /= 2;
	remember(file, at, len);
	int rc =
		len ? file->real->pMethods->xWrite(file->real, from, len, at) : SQLITE_OK;
	return failed ? shim.plan.result : rc;
}

static int shim_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct shim_file *file = (struct shim_file *)base;
	bool failed = fails(SHIM_TRUNCATE);
	sqlite3_int64 before = size;

	if (failed && shim.plan.how == SHIM_BEFORE)
		return shim.plan.result;
	file->real->pMethods->xFileSize(file->real, &before);
	if (before > size)
		remember(file, size, (int)(before - size));
	int rc = file->real->pMethods->xTruncate(file->real, size);
	return failed ? shim.plan.result : rc;
}

static int shim_sync(sqlite3_file *base, int flags)
{
	struct shim_file *file = (struct shim_file *)base;
	bool failed = fails(SHIM_SYNC);

	if (failed && shim.plan.how == SHIM_LIE)
		return SQLITE_OK;
	if (failed && shim.plan.how == SHIM_BEFORE) {
		poison(file->path);
		return shim.plan.result;
	}
	int rc = file->real->pMethods->xSync(file->real, flags);
	if (rc == SQLITE_OK)
		synced(file->path);
	return failed ? shim.plan.result : rc;
}

static int shim_file_size(sqlite3_file *base, sqlite3_int64 *size)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xFileSize(file->real, size);
}

static int shim_lock(sqlite3_file *base, int level)
{
	struct shim_file *file = (struct shim_file *)base;
	if (fails(SHIM_LOCK))
		return shim.plan.result;
	return file->real->pMethods->xLock(file->real, level);
}

static int shim_unlock(sqlite3_file *base, int level)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xUnlock(file->real, level);
}

static int shim_check_lock(sqlite3_file *base, int *reserved)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xCheckReservedLock(file->real, reserved);
}

static int shim_control(sqlite3_file *base, int op, void *argument)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xFileControl(file->real, op, argument);
}

static int shim_sector_size(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xSectorSize(file->real);
}

static int shim_characteristics(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static int shim_shm_map(
	sqlite3_file *base, int region, int size, int extend, void volatile **memory)
{
	struct shim_file *file = (struct shim_file *)base;
	if (extend && fails(SHIM_MEMORY))
		return shim.plan.result;
	return file->real->pMethods->xShmMap(file->real, region, size, extend, memory);
}

static int shim_shm_lock(sqlite3_file *base, int offset, int n, int flags)
{
	struct shim_file *file = (struct shim_file *)base;
	if ((flags & SQLITE_SHM_LOCK) && fails(SHIM_LOCK))
		return shim.plan.result;
	return file->real->pMethods->xShmLock(file->real, offset, n, flags);
}

static void shim_shm_barrier(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;
	file->real->pMethods->xShmBarrier(file->real);
}

static int shim_shm_unmap(sqlite3_file *base, int remove)
{
	struct shim_file *file = (struct shim_file *)base;
	return file->real->pMethods->xShmUnmap(file->real, remove);
}

static int shim_open(
	sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *got)
{
	struct shim_file *file = (struct shim_file *)base;
	(void)vfs;

	file->base.pMethods = NULL;
	if (fails(SHIM_OPEN))
		return shim.plan.result;
	file->path = path;
	file->real = (sqlite3_file *)(file + 1);
	int rc = shim.real->xOpen(shim.real, path, file->real, flags, got);
	if (file->real->pMethods)
		file->base.pMethods = &shim.methods;
	return rc;
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	bool failed = fails(SHIM_DELETE);
	(void)vfs;

	if (failed && shim.plan.how == SHIM_BEFORE)
		return shim.plan.result;
	forget_path(path);
	if (!sync)
		remember_whole(path);
	int rc = shim.real->xDelete(shim.real, path, sync);
	return failed ? shim.plan.result : rc;
}

static int shim_last_error(sqlite3_vfs *vfs, int room, char *text)
{
	(void)vfs;
	return shim.failed ? shim.plan.system_errno
			   : shim.real->xGetLastError(shim.real, room, text);
}

void shim_register(void)
{
	shim.real = sqlite3_vfs_find(NULL);
	shim.vfs = *shim.real;
	shim.vfs.zName = "shim";
	shim.vfs.szOsFile += (int)sizeof(struct shim_file);
	shim.vfs.xOpen = shim_open;
	shim.vfs.xDelete = shim_delete;
	shim.vfs.xGetLastError = shim_last_error;
	shim.methods = (sqlite3_io_methods){
		.iVersion = 2, /* no memory mapping */
		.xClose = shim_close,
		.xRead = shim_read,
		.xWrite = shim_write,
		.xTruncate = shim_truncate,
		.xSync = shim_sync,
		.xFileSize = shim_file_size,
		.xLock = shim_lock,
		.xUnlock = shim_unlock,
		.xCheckReservedLock = shim_check_lock,
		.xFileControl = shim_control,
		.xSectorSize = shim_sector_size,
		.xDeviceCharacteristics = shim_characteristics,
		.xShmMap = shim_shm_map,
		.xShmLock = shim_shm_lock,
		.xShmBarrier = shim_shm_barrier,
		.xShmUnmap = shim_shm_unmap,
	};
	sqlite3_vfs_register(&shim.vfs, 1);
}

void shim_start(const struct shim_plan *plan)
{
	forget_path(NULL);
	shim.plan = *plan;
	shim.calls = 0;
	shim.failed = false;
}

bool shim_stop(void)
{
	bool failed = shim.failed;
	shim.plan = (struct shim_plan){0};
	shim.failed = false;
	return failed;
}
