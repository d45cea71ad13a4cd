/* Files and folders: reading beneath a root that nothing leads out of, and replacing a
 * file so that there is a whole one at every moment. */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

bool bp_root_open(const char *path, int *fd, struct bp_error *err)
{
	int opened = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (opened < 0)
		return bp_fail(err,
			errno == ENOENT ? BP_ERROR_NOT_FOUND : BP_ERROR_SYSTEM,
			_("folder %s tidak dapat dibuka: %s"), path, bp_strerror(errno));
	*fd = opened;
	return true;
}

/* Kernels before 5.6 and some sandboxes lack openat2(): then each folder on the way is
 * opened by itself, so that no symbolic link is followed. */
static int open_by_components(int root, const char *name)
{
	int folder = fcntl(root, F_DUPFD_CLOEXEC, 0);
	while (folder >= 0) {
		size_t len = strcspn(name, "/");
		char part[NAME_MAX + 1];
		if (len == 0 || len >= sizeof part ||
			(len == 2 && !memcmp(name, "..", 2))) {
			close(folder);
			errno = len >= sizeof part ? ENAMETOOLONG : EXDEV;
			return -1;
		}
		memcpy(part, name, len);
		part[len] = '\0';
		bool last = name[len] == '\0';
		int flags = last ? O_RDONLY | O_NONBLOCK : O_PATH | O_DIRECTORY;
		int next = openat(folder, part, flags | O_NOFOLLOW | O_CLOEXEC);
		close(folder);
		if (last)
			return next;
		folder = next;
		name += len + 1;
	}
	return -1;
}

static int open_beneath(int root, const char *name)
{
	struct open_how how = {
		.flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	int fd = (int)syscall(SYS_openat2, root, name, &how, sizeof how);
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_by_components(root, name);
	return fd;
}

static bool too_large(const char *name, size_t limit, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s lebih besar dari %zu KiB; pecahlah menjadi beberapa berkas"), name,
		limit / 1024);
}

/* Appends up to `most` bytes; fewer only if the file ends before. */
static bool read_up_to(
	int fd, const char *name, size_t most, struct bp_buf *out, struct bp_error *err)
{
	char chunk[16384];
	size_t before = out->len;

	while (out->len - before < most) {
		size_t want = most - (out->len - before);
		ssize_t got = read(fd, chunk, want < sizeof chunk ? want : sizeof chunk);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			out->len = before;
			return bp_fail(err, BP_ERROR_SYSTEM,
				_("%s tidak dapat dibaca: %s"), name, bp_strerror(errno));
		}
		if (got == 0)
			break;
		bp_buf_add(out, chunk, (size_t)got);
	}
	return true;
}

static bool read_whole(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	size_t before = out->len;

	if (!read_up_to(fd, name, limit + 1, out, err))
		return false;
	if (out->len - before <= limit)
		return true;
	out->len = before;
	return too_large(name, limit, err);
}

static bool regular_size(int fd, const char *name, size_t *size, struct bp_error *err)
{
	struct stat info;

	if (fstat(fd, &info) < 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"), name,
			bp_strerror(errno));
	if (!S_ISREG(info.st_mode))
		return bp_fail(err, BP_ERROR_INPUT, _("%s bukan berkas biasa"), name);
	*size = (size_t)info.st_size;
	return true;
}

/* Asks the size first, so that a huge file is refused before it is read. */
static bool read_regular(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	size_t size;

	if (!regular_size(fd, name, &size, err))
		return false;
	if (size > limit)
		return too_large(name, limit, err);
	return read_whole(fd, name, limit, out, err);
}

/* Says why: openat2() fails with EXDEV for what lies outside the root, and with ELOOP for
 * a symbolic link. */
static bool cannot_open(const char *name, struct bp_error *err)
{
	if (errno == EXDEV || errno == ELOOP)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s menunjuk ke luar folder kursus atau lewat tautan simbolis; salinlah berkasnya ke dalam kursus"),
			name);
	return bp_fail(err, errno == ENOENT ? BP_ERROR_NOT_FOUND : BP_ERROR_SYSTEM,
		_("%s tidak dapat dibuka: %s"), name, bp_strerror(errno));
}

static bool read_and_close(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	if (fd < 0)
		return cannot_open(name, err);
	bool ok = read_regular(fd, name, limit, out, err);
	close(fd);
	return ok;
}

bool bp_root_read(int root, const char *name, size_t limit, struct bp_buf *out,
	struct bp_error *err)
{
	return read_and_close(open_beneath(root, name), name, limit, out, err);
}

bool bp_root_read_start(int root, const char *name, size_t most, struct bp_buf *out,
	size_t *size, struct bp_error *err)
{
	size_t whole;
	int fd = open_beneath(root, name);

	if (fd < 0)
		return cannot_open(name, err);
	bool ok = regular_size(fd, name, &whole, err) &&
		read_up_to(fd, name, most, out, err);
	close(fd);
	if (ok)
		*size = whole;
	return ok;
}

bool bp_root_is_folder(int root, const char *name)
{
	struct stat info;
	return fstatat(root, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
		S_ISDIR(info.st_mode);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_self_or_parent(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool read_names(DIR *folder, size_t most, struct bp_arena *arena,
	struct bp_names *out, struct bp_error *err)
{
	struct bp_names names = {0};
	struct dirent *entry;

	while ((errno = 0, entry = readdir(folder))) {
		if (is_self_or_parent(entry->d_name))
			continue;
		if (names.count == most)
			return bp_fail(err, BP_ERROR_INPUT,
				_("folder ini berisi lebih dari %zu berkas; pindahkan sebagian"),
				most);
		*BP_PUSH(arena, names.at, names.count, names.room) =
			bp_arena_cstr(arena, bp_str(entry->d_name));
	}
	if (errno)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("folder ini tidak dapat dibaca: %s"), bp_strerror(errno));
	if (names.count)
		qsort(names.at, names.count, sizeof *names.at, by_name);
	*out = names;
	return true;
}

bool bp_root_names(int root, size_t most, struct bp_arena *arena, struct bp_names *names,
	struct bp_error *err)
{
	int fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);

	if (!folder) {
		bp_fail(err, BP_ERROR_SYSTEM, _("folder ini tidak dapat dibaca: %s"),
			bp_strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	bool ok = read_names(folder, most, arena, names, err);
	closedir(folder);
	return ok;
}

bool bp_file_read(
	const char *path, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	if (strcmp(path, "-") == 0)
		return read_whole(STDIN_FILENO, _("masukan"), limit, out, err);
	return read_and_close(
		open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), path, limit, out, err);
}

static bool write_all(int fd, struct bp_str text)
{
	while (text.len) {
		ssize_t written = write(fd, text.at, text.len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		text = bp_str_from(text, (size_t)written);
	}
	return true;
}

/* What stands there is left alone unless it is a file of ours to replace. */
static bool check_target(const char *path, struct bp_error *err)
{
	struct stat info;

	if (lstat(path, &info) != 0 || S_ISREG(info.st_mode))
		return true;
	if (S_ISLNK(info.st_mode))
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s adalah tautan simbolis dan tidak diganti; sebutkan berkas yang ditunjuknya"),
			path);
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s bukan berkas biasa, jadi tidak ditulis atau diganti"), path);
}

/* Opens the file to write into: the target itself if it is new, otherwise one beside it
 * that will be renamed. */
static int open_new(const char *path, bool replace, mode_t mode, struct bp_buf *beside)
{
	struct stat info;

	bp_buf_add_cstr(beside, path);
	if (!replace || stat(path, &info) != 0)
		return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	bp_buf_add_cstr(beside, ".XXXXXX");
	int fd = mkstemp(beside->at);
	if (fd >= 0)
		fchmod(fd, info.st_mode & mode);
	return fd;
}

static bool file_finish(int fd, struct bp_str text, const char *beside, const char *path)
{
	bool ok = write_all(fd, text) && fsync(fd) == 0;

	ok = close(fd) == 0 && ok;
	if (ok && strcmp(beside, path) != 0)
		ok = rename(beside, path) == 0;
	if (!ok) {
		int cause = errno;
		unlink(beside);
		errno = cause;
	}
	return ok;
}

static bool write_file(const char *path, struct bp_str text, bool replace, mode_t mode,
	struct bp_error *err)
{
	struct bp_buf beside = {0};

	if (!check_target(path, err))
		return false;
	int fd = open_new(path, replace, mode, &beside);
	bool exists = fd < 0 && errno == EEXIST;
	bool ok = fd >= 0 && file_finish(fd, text, beside.at, path);

	bp_buf_release(&beside);
	if (exists)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s sudah ada; pakai --force untuk menggantinya"), path);
	return ok ||
		bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"), path,
			bp_strerror(errno));
}

bool bp_file_write(
	const char *path, struct bp_str text, bool replace, struct bp_error *err)
{
	return write_file(path, text, replace, 0666, err);
}

bool bp_file_write_private(
	const char *path, struct bp_str text, bool replace, struct bp_error *err)
{
	return write_file(path, text, replace, 0600, err);
}

bool bp_sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	int cause = errno;
	close(fd);
	errno = cause;
	return ok;
}

bool bp_sync_disk(int folder)
{
	return syncfs(folder) == 0;
}

bool bp_is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool bp_is_file(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool bp_data_path(const char *name, struct bp_buf *out, struct bp_error *err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data && data[0] == '/')
		bp_buf_printf(out, "%s/berpijar/%s", data, name);
	else if (home && home[0] == '/')
		bp_buf_printf(out, "%s/.local/share/berpijar/%s", home, name);
	else
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("HOME tidak diatur; tentukan tempatnya dengan --store atau --content"));
	return true;
}

static bool make_one(const char *path)
{
	if (mkdir(path, 0700) == 0)
		return true;
	int cause = errno;
	if (bp_is_folder(path))
		return true;
	errno = cause == EEXIST ? ENOTDIR : cause;
	return false;
}

bool bp_make_folder(const char *path, struct bp_error *err)
{
	if (bp_is_folder(path))
		return true;
	char *part = bp_strdup(path);
	bool ok = true;

	for (size_t at = 1; ok && path[0] && path[at - 1]; at++) {
		if (path[at] != '/' && path[at] != '\0')
			continue;
		part[at] = '\0';
		ok = make_one(part);
		part[at] = path[at];
	}
	int cause = path[0] ? errno : ENOENT;
	free(part);
	if (ok && path[0])
		return true;
	return bp_fail(err, BP_ERROR_SYSTEM, _("folder %s tidak dapat dibuat: %s"), path,
		bp_strerror(cause));
}
