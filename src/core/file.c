#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
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
		return bp_fail(err, errno == ENOENT ? BP_ERROR_NOT_FOUND : BP_ERROR_SYSTEM,
			_("folder %s tidak dapat dibuka: %s"), path, strerror(errno));
	*fd = opened;
	return true;
}

/* Kernels before 5.6 and some sandboxes lack openat2: then one component at a time. */
static int open_by_components(int root, const char *name)
{
	int folder = dup(root);
	while (folder >= 0) {
		size_t len = strcspn(name, "/");
		char part[256];
		if (len == 0 || len >= sizeof part || (len == 2 && !memcmp(name, "..", 2))) {
			close(folder);
			errno = EXDEV;
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

static bool read_whole(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	char chunk[16384];
	size_t before = out->len;
	ssize_t got;

	while ((got = read(fd, chunk, sizeof chunk)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			out->len = before;
			return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"), name,
				strerror(errno));
		}
		bp_buf_add(out, chunk, (size_t)got);
		if (out->len - before > limit) {
			out->len = before;
			return bp_fail(err, BP_ERROR_INPUT,
				_("%s lebih besar dari %zu KiB; pecahlah menjadi beberapa berkas"),
				name, limit / 1024);
		}
	}
	return true;
}

static bool read_regular(
	int fd, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	struct stat info;

	if (fstat(fd, &info) < 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"), name,
			strerror(errno));
	if (!S_ISREG(info.st_mode))
		return bp_fail(err, BP_ERROR_INPUT, _("%s bukan berkas biasa"), name);
	return read_whole(fd, name, limit, out, err);
}

/* EXDEV: outside the root; ELOOP: a symbolic link. */
static bool cannot_open(const char *name, struct bp_error *err)
{
	if (errno == EXDEV || errno == ELOOP)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s menunjuk ke luar folder kursus atau lewat tautan simbolis; "
			  "salinlah berkasnya ke dalam kursus"),
			name);
	return bp_fail(err, errno == ENOENT ? BP_ERROR_NOT_FOUND : BP_ERROR_SYSTEM,
		_("%s tidak dapat dibuka: %s"), name, strerror(errno));
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

bool bp_root_read(
	int root, const char *name, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	return read_and_close(open_beneath(root, name), name, limit, out, err);
}

bool bp_file_read(const char *path, size_t limit, struct bp_buf *out, struct bp_error *err)
{
	if (strcmp(path, "-") == 0)
		return read_whole(STDIN_FILENO, _("masukan"), limit, out, err);
	return read_and_close(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), path, limit, out, err);
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

bool bp_make_folder(const char *path, struct bp_error *err)
{
	char *part = bp_strdup(path);
	bool ok = true;

	for (char *at = part + 1; ok; at++) {
		if (*at != '/' && *at != '\0')
			continue;
		char end = *at;
		*at = '\0';
		ok = mkdir(part, 0700) == 0 || errno == EEXIST || bp_is_folder(part);
		*at = end;
		if (end == '\0')
			break;
	}
	if (!ok || !bp_is_folder(path)) {
		int cause = ok ? ENOTDIR : errno;
		free(part);
		return bp_fail(err, BP_ERROR_SYSTEM, _("folder %s tidak dapat dibuat: %s"), path,
			strerror(cause));
	}
	free(part);
	return true;
}
