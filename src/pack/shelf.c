/* The folders that an installation goes through. */
#include "shelf.h"
#include "manifest.h"
#include <berpijar/course.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool shelf_fail(const struct shelf *shelf, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
		shelf->folder, bp_strerror(errno));
}

/* ---- opening ---- */

static int shelf_open_folder(int in, const char *name)
{
	if (mkdirat(in, name, 0755) != 0 && errno != EEXIST)
		return -1;
	return openat(in, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool shelf_lock(struct shelf *shelf, struct bp_error *err)
{
	shelf->lock = openat(
		shelf->packs, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (shelf->lock < 0)
		return shelf_fail(shelf, err);
	return flock(shelf->lock, LOCK_EX | LOCK_NB) == 0 ||
		bp_fail(err, BP_ERROR_BUSY,
			_("paket lain sedang dipasang di %s; ulangi sesudah selesai"),
			shelf->folder);
}

bool shelf_open(struct shelf *shelf, struct bp_arena *arena, const char *folder,
	struct bp_error *err)
{
	*shelf = (struct shelf){.arena = arena,
		.folder = folder,
		.root = -1,
		.packs = -1,
		.fresh = -1,
		.old = -1,
		.lock = -1};
	if (!bp_make_folder(folder, err))
		return false;
	shelf->root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (shelf->root < 0 ||
		(shelf->packs = shelf_open_folder(shelf->root, "_packs")) < 0 ||
		(shelf->fresh = shelf_open_folder(shelf->packs, "new")) < 0 ||
		(shelf->old = shelf_open_folder(shelf->packs, "old")) < 0)
		return shelf_fail(shelf, err);
	return shelf_lock(shelf, err);
}

void shelf_close(struct shelf *shelf)
{
	const int open_ones[] = {
		shelf->root, shelf->packs, shelf->fresh, shelf->old, shelf->lock};

	for (size_t i = 0; i < sizeof open_ones / sizeof *open_ones; i++)
		if (open_ones[i] >= 0)
			close(open_ones[i]);
}

/* ---- looking ---- */

/* The texts that it reads stay in the arena. */
static bool shelf_read(struct bp_arena *arena, int folder, const char *name, size_t limit,
	struct bp_str *text)
{
	struct bp_buf bytes = {0};
	bool ok = bp_root_read(folder, name, limit, &bytes, NULL);

	if (ok)
		*text = bp_arena_str(arena, bp_buf_str(&bytes));
	bp_buf_release(&bytes);
	return ok;
}

/* What it says is of the course in whose folder it lies, and its publisher's own. */
static bool shelf_read_pack(
	struct bp_arena *arena, int folder, const char *course, struct bp_pack *pack)
{
	uint8_t key[BP_PUBLIC_KEY_SIZE];
	struct bp_str manifest, signature;

	*pack = (struct bp_pack){.count = 0};
	return shelf_read(arena, folder, SHELF_MANIFEST, MANIFEST_LIMIT, &manifest) &&
		shelf_read(arena, folder, SHELF_SIGNATURE, 1024, &signature) &&
		manifest_verify(manifest, signature, key, NULL) &&
		manifest_read(arena, manifest, pack, NULL) &&
		memcmp(key, pack->publisher.key, sizeof key) == 0 &&
		strcmp(pack->course, course) == 0;
}

enum shelf_state shelf_look(
	struct bp_arena *arena, int folder, const char *course, struct bp_pack *pack)
{
	struct stat info;
	int fd;

	if (fstatat(folder, course, &info, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT)
		return SHELF_NOTHING;
	fd = openat(folder, course, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool ok = fd >= 0 && shelf_read_pack(arena, fd, course, pack);
	if (fd >= 0)
		close(fd);
	return ok ? SHELF_PACK : SHELF_OTHER;
}

bool shelf_is_unaltered(const char *path, const struct bp_pack *pack)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_library library;
	struct bp_names files = {0};
	struct bp_digest content;

	bp_library_init(&library);
	bool ok = bp_library_add(&library, path, NULL, NULL) && library.count == 1 &&
		strcmp(library.courses[0]->id, pack->course) == 0 &&
		bp_course_files(library.courses[0], arena, &files, NULL) &&
		files.count == pack->count &&
		bp_course_hash(library.courses[0], &content, NULL) &&
		bp_digest_equal(&content, &pack->content);
	bp_library_release(&library);
	bp_arena_free(arena);
	return ok;
}

/* ---- writing ---- */

bool shelf_remove(struct bp_arena *arena, int folder, const char *name)
{
	struct bp_names names = {0};

	if (unlinkat(folder, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR)
		return false;
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool ok = fd >= 0 && bp_root_names(fd, SIZE_MAX, arena, &names, NULL);
	for (size_t i = 0; ok && i < names.count; i++)
		ok = shelf_remove(arena, fd, names.at[i]);
	if (fd >= 0)
		close(fd);
	return ok && unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

/* Makes the folders that a name is in. */
static bool shelf_make_way(int folder, const char *name)
{
	char part[PATH_MAX];

	for (size_t at = 0; name[at]; at++) {
		if (name[at] != '/')
			continue;
		if (at >= sizeof part)
			return errno = ENAMETOOLONG, false;
		memcpy(part, name, at);
		part[at] = '\0';
		if (mkdirat(folder, part, 0755) != 0 && errno != EEXIST)
			return false;
	}
	return true;
}

bool shelf_write(int folder, const char *name, struct bp_str bytes, struct bp_error *err)
{
	int fd = shelf_make_way(folder, name)
		? openat(folder, name,
			  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644)
		: -1;
	bool ok = fd >= 0 && bp_write_all(fd, bytes);

	if (fd >= 0)
		ok = close(fd) == 0 && ok;
	return ok ||
		bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"), name,
			bp_strerror(errno));
}

bool shelf_exchange(int a, int b, const char *name)
{
	return renameat2(a, name, b, name, RENAME_EXCHANGE) == 0;
}

bool shelf_sync(const struct shelf *shelf)
{
	return fsync(shelf->root) == 0 && fsync(shelf->old) == 0 &&
		fsync(shelf->fresh) == 0;
}
