/* The folder of what a learner has written on a shared server. */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/outbox.h>
#include <berpijar/store.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define OUTBOX_LOOKED_AT 4096 /* names: more than that is not ours */

/* ---- the folder ---- */

static bool outbox_is_ours(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0 && S_ISDIR(info.st_mode) &&
		info.st_uid == geteuid() && !(info.st_mode & 077);
}

bool bp_outbox_open(
	const char *store, const char *learner, struct bp_buf *path, struct bp_error *err)
{
	bp_buf_printf(path, "%s/outbox/%s", store, learner);
	if (!bp_learner_valid(bp_str(learner)))
		return bp_fail(err, BP_ERROR_USAGE, _("ID \"%s\" tidak sah"), learner);
	if (!bp_make_folder(path->at, err))
		return false;
	return outbox_is_ours(path->at) ||
		bp_fail(err, BP_ERROR_STORE,
			_("%s bukan folder milik akun ini saja, jadi tidak dipakai; perbaiki pemilik dan haknya (700)"),
			path->at);
}

bool bp_outbox_rename(
	const char *store, const char *from, const char *to, struct bp_error *err)
{
	struct bp_buf old = {0}, new = {0};

	bp_buf_printf(&old, "%s/outbox/%s", store, from);
	bp_buf_printf(&new, "%s/outbox/%s", store, to);
	bool ok = rename(old.at, new.at) == 0 || errno == ENOENT;
	if (!ok)
		bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat ditulis: %s"), new.at,
			bp_strerror(errno));
	bp_buf_release(&old);
	bp_buf_release(&new);
	return ok;
}

/* ---- its files ---- */

struct outbox_files {
	int folder;
	struct bp_arena *arena;
	struct bp_names names; /* of plain files of ours alone */
};

static bool outbox_stat(int folder, const char *name, struct stat *info)
{
	return fstatat(folder, name, info, AT_SYMLINK_NOFOLLOW) == 0 &&
		S_ISREG(info->st_mode) && info->st_nlink == 1 &&
		info->st_uid == geteuid();
}

static bool outbox_list(
	struct outbox_files *files, const char *path, struct bp_error *err)
{
	struct bp_names all = {0};
	struct stat info;

	*files = (struct outbox_files){.folder = -1, .arena = bp_arena_new()};
	if (!bp_root_open(path, &files->folder, err) ||
		!bp_root_names(files->folder, OUTBOX_LOOKED_AT, files->arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++)
		if (outbox_stat(files->folder, all.at[i], &info))
			*BP_PUSH(files->arena, files->names.at, files->names.count,
				files->names.room) = all.at[i];
	return true;
}

static void outbox_release(struct outbox_files *files)
{
	if (files->folder >= 0)
		close(files->folder);
	bp_arena_free(files->arena);
}

static bool outbox_is_later(const struct stat *one, const struct stat *other)
{
	if (one->st_mtim.tv_sec != other->st_mtim.tv_sec)
		return one->st_mtim.tv_sec > other->st_mtim.tv_sec;
	return one->st_mtim.tv_nsec > other->st_mtim.tv_nsec;
}

/* The newest, or the oldest; NULL: there is none. */
static const char *outbox_pick(const struct outbox_files *files, bool newest)
{
	const char *picked = NULL;
	struct stat best = {0}, info;

	for (size_t i = 0; i < files->names.count; i++) {
		if (!outbox_stat(files->folder, files->names.at[i], &info) ||
			(picked && outbox_is_later(&info, &best) != newest))
			continue;
		picked = files->names.at[i];
		best = info;
	}
	return picked;
}

void bp_outbox_make_room(const char *path)
{
	struct outbox_files files;
	bool ok = outbox_list(&files, path, NULL);

	for (size_t count = ok ? files.names.count : 0; count >= BP_OUTBOX_MOST;
		count--) {
		const char *oldest = outbox_pick(&files, false);
		if (!oldest || unlinkat(files.folder, oldest, 0) != 0)
			break;
	}
	outbox_release(&files);
}

/* ---- handing one over ---- */

/* What was looked at by its name may be another file by now: the open one counts. */
static bool outbox_open_file(int folder, const char *name, int *fd)
{
	struct stat info;

	*fd = openat(
		folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (*fd < 0)
		return false;
	if (fstat(*fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1 &&
		info.st_size <= BP_OUTBOX_LIMIT)
		return true;
	close(*fd);
	*fd = -1;
	errno = EINVAL;
	return false;
}

static bool outbox_find(struct outbox_files *files, const char *path, int *fd,
	struct bp_buf *name, struct bp_error *err)
{
	if (!outbox_list(files, path, err))
		return false;
	const char *newest = outbox_pick(files, true);
	if (!newest)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("kotak keluar Anda kosong; simpanlah dahulu bukti atau salinan di dalam sesi belajar"));
	bp_buf_add_cstr(name, newest);
	return outbox_open_file(files->folder, newest, fd) ||
		bp_fail(err, BP_ERROR_INPUT, _("%s tidak dapat diambil: %s"), newest,
			bp_strerror(errno));
}

bool bp_outbox_newest(const char *store, const char *learner, int *fd,
	struct bp_buf *name, struct bp_error *err)
{
	struct outbox_files files = {.folder = -1};
	struct bp_buf path = {0};
	bool ok = bp_outbox_open(store, learner, &path, err) &&
		outbox_find(&files, path.at, fd, name, err);

	outbox_release(&files);
	bp_buf_release(&path);
	return ok;
}
