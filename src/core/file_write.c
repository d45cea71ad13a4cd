/* Writing files: an old one is replaced so that there is a whole one at every moment. */
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool bp_write_all(int fd, struct bp_str text)
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
static bool file_write_allowed(const char *path, struct bp_error *err)
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
static int file_write_open(
	const char *path, bool replace, mode_t mode, struct bp_buf *beside)
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

static bool file_write_finish(
	int fd, struct bp_str text, const char *beside, const char *path)
{
	bool ok = bp_write_all(fd, text) && fsync(fd) == 0;

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

static bool file_write_whole(const char *path, struct bp_str text, bool replace,
	mode_t mode, struct bp_error *err)
{
	struct bp_buf beside = {0};

	if (!file_write_allowed(path, err))
		return false;
	int fd = file_write_open(path, replace, mode, &beside);
	bool exists = fd < 0 && errno == EEXIST;
	bool ok = fd >= 0 && file_write_finish(fd, text, beside.at, path);

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
	return file_write_whole(path, text, replace, 0666, err);
}

bool bp_file_write_private(
	const char *path, struct bp_str text, bool replace, struct bp_error *err)
{
	return file_write_whole(path, text, replace, 0600, err);
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
