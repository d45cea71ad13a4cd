/* Files and folders: reading beneath a root that nothing leads out of, and where ours
 * live. Writing is in file_write.c. */
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

#define READ_MOST (16 * 1024) /* bytes that are asked for at once */

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

int bp_open_plain(int folder, const char *name, struct stat *info)
{
	int fd = openat(
		folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0 || (fstat(fd, info) == 0 && S_ISREG(info->st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
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
	size_t before = out->len;

	while (out->len - before < most) {
		size_t want = most - (out->len - before);
		if (want > READ_MOST)
			want = READ_MOST;
		ssize_t got = read(fd, bp_buf_room(out, want), want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"),
				name, bp_strerror(errno));
			out->len = before;
			*bp_buf_room(out, 0) = '\0';
			return false;
		}
		if (got == 0)
			break;
		out->len += (size_t)got;
	}
	*bp_buf_room(out, 0) = '\0';
	return true;
}

static bool read_whole(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	size_t before = out->len, most = limit < SIZE_MAX ? limit + 1 : limit;

	if (!read_up_to(fd, name, most, out, err))
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
	/* Once to its end; a file that the system makes up says 0. */
	return size ? read_up_to(fd, name, size, out, err)
		    : read_whole(fd, name, limit, out, err);
}

static bool read_and_close(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	bool ok = read_regular(fd, name, limit, out, err);
	close(fd);
	return ok;
}

/* ---- beneath a root ---- */

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

/* The folder that holds a file beneath the root; -1: errno says why not. */
static int open_parent(int root, const char *name)
{
	const char *slash = strrchr(name, '/');
	char *folder = slash ? strndup(name, (size_t)(slash - name)) : NULL;
	int fd = open_beneath(root, folder ? folder : ".");

	free(folder);
	return fd;
}

/*
 * A file with other names may be somebody else's: whoever may write to the folder can link
 * a secret there, and have it read by one who has the right to. So all that can be known
 * must speak for it: it is for everybody to read, it has the owner of its folder, in which
 * nobody else can make links, and that is not who runs this program, unless it is root.
 */
static bool links_are_harmless(int folder, const struct stat *file)
{
	struct stat holder;

	return folder >= 0 && fstat(folder, &holder) == 0 &&
		holder.st_uid == file->st_uid && (holder.st_mode & 022) == 0 &&
		(file->st_mode & 04) && (file->st_uid == 0 || file->st_uid != geteuid());
}

static bool check_links(int root, int fd, const char *name, struct bp_error *err)
{
	struct stat file;

	if (fstat(fd, &file) < 0 || !S_ISREG(file.st_mode) || file.st_nlink < 2)
		return true;
	int folder = open_parent(root, name);
	bool harmless = links_are_harmless(folder, &file);
	if (folder >= 0)
		close(folder);
	return harmless ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s tidak dibaca karena berkas itu juga ada dengan nama lain (tautan keras); gantilah dengan salinannya sendiri"),
			name);
}

static int open_in_root(int root, const char *name, struct bp_error *err)
{
	int fd = open_beneath(root, name);

	if (fd < 0)
		cannot_open(name, err);
	if (fd < 0 || check_links(root, fd, name, err))
		return fd;
	close(fd);
	return -1;
}

bool bp_root_read(int root, const char *name, size_t limit, struct bp_buf *out,
	struct bp_error *err)
{
	int fd = open_in_root(root, name, err);
	return fd >= 0 && read_and_close(fd, name, limit, out, err);
}

bool bp_root_read_start(int root, const char *name, size_t most, struct bp_buf *out,
	size_t *size, struct bp_error *err)
{
	size_t whole = 0;
	int fd = open_in_root(root, name, err);

	if (fd < 0)
		return false;
	bool ok = regular_size(fd, name, &whole, err) &&
		read_up_to(fd, name, whole && whole < most ? whole : most, out, err);
	close(fd);
	if (ok)
		*size = whole;
	return ok;
}

bool bp_root_each(int root, const char *name,
	void (*take)(void *context, const void *bytes, size_t size), void *context,
	struct bp_error *err)
{
	struct bp_buf piece = {0};
	size_t size;
	int fd = open_in_root(root, name, err);
	bool ok = fd >= 0 && regular_size(fd, name, &size, err);

	while (ok &&
		(bp_buf_clear(&piece),
			ok = read_up_to(fd, name, READ_MOST, &piece, err)) &&
		piece.len)
		take(context, piece.at, piece.len);
	if (fd >= 0)
		close(fd);
	bp_buf_release(&piece);
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
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	return fd < 0 ? cannot_open(path, err)
		      : read_and_close(fd, path, limit, out, err);
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

/* Below the folder that a variable names, else below one of the user's home. False: neither
 * is known. */
static bool own_path(
	const char *variable, const char *other, const char *name, struct bp_buf *out)
{
	const char *folder = getenv(variable), *home = getenv("HOME");

	if (folder && folder[0] == '/')
		bp_buf_printf(out, "%s/berpijar/%s", folder, name);
	else if (home && home[0] == '/')
		bp_buf_printf(out, "%s/%s/berpijar/%s", home, other, name);
	else
		return false;
	return true;
}

bool bp_data_path(const char *name, struct bp_buf *out, struct bp_error *err)
{
	return own_path("XDG_DATA_HOME", ".local/share", name, out) ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("HOME tidak diatur; tentukan tempatnya dengan --store atau --content"));
}

bool bp_settings_path(const char *name, struct bp_buf *out)
{
	return own_path("XDG_CONFIG_HOME", ".config", name, out);
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
