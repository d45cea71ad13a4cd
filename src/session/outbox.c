/* The folder of what a learner has written on a shared server. */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/outbox.h>
#include <berpijar/store.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OUTBOX_LOOKED_AT 4096 /* names: more than that is not ours */

/* Holds the name of the file that was chosen; of older programs there is none. */
#define OUTBOX_CHOICE ".berikutnya"

/* ---- the folder ---- */

/*
 * Where a server's signer writes its answers into the outboxes, whoever laid out the server
 * has said so by the mode of STORE/outbox, which no umask makes: its group may list it, and
 * what is made in it is that group's (set-group-ID). Each outbox then is for the group, too.
 */
#define OUTBOXES_OF_SIGNER 02750
#define OUTBOX_OF_SIGNER   0070

static bool outbox_of_signer(const char *store, gid_t *group)
{
	struct bp_buf path = {0};
	struct stat info;

	bp_buf_printf(&path, "%s/outbox", store);
	bool ok = lstat(path.at, &info) == 0 && S_ISDIR(info.st_mode) &&
		info.st_uid == geteuid() && (info.st_mode & 07777) == OUTBOXES_OF_SIGNER;
	if (ok)
		*group = info.st_gid;
	bp_buf_release(&path);
	return ok;
}

static bool outbox_is_ours(const char *store, const char *path)
{
	struct stat info;
	gid_t group;

	if (lstat(path, &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid())
		return false;
	if (!outbox_of_signer(store, &group) || group != info.st_gid)
		return !(info.st_mode & 077);
	return (info.st_mode & 077) == OUTBOX_OF_SIGNER ||
		(!(info.st_mode & 077) && chmod(path, 0700 | OUTBOX_OF_SIGNER) == 0);
}

bool bp_outbox_open(
	const char *store, const char *learner, struct bp_buf *path, struct bp_error *err)
{
	bp_buf_printf(path, "%s/outbox/%s", store, learner);
	if (!bp_learner_valid(bp_str(learner)))
		return bp_fail(err, BP_ERROR_USAGE, _("ID \"%s\" tidak sah"), learner);
	if (!bp_make_folder(path->at, err))
		return false;
	return outbox_is_ours(store, path->at) ||
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

/* Whether the server's signer writes to it as well. */
static bool outbox_is_shared(int folder)
{
	struct stat info;

	return fstat(folder, &info) == 0 && (info.st_mode & OUTBOX_OF_SIGNER);
}

/* A plain file of ours alone, or the signer's. */
static bool outbox_stat(int folder, const char *name, struct stat *info)
{
	return fstatat(folder, name, info, AT_SYMLINK_NOFOLLOW) == 0 &&
		S_ISREG(info->st_mode) && info->st_nlink == 1 &&
		(info->st_uid == geteuid() || outbox_is_shared(folder));
}

static int64_t outbox_time(const struct stat *info)
{
	return info->st_mtim.tv_sec * INT64_C(1000000000) + info->st_mtim.tv_nsec;
}

/* The newest first; `at` is in ns. */
static int outbox_order(const void *left, const void *right)
{
	const struct bp_outbox_file *a = left, *b = right;

	return a->at < b->at ? 1 : a->at > b->at ? -1 : strcmp(a->name, b->name);
}

/* The name that was chosen; empty: none was. */
static void outbox_chosen(int folder, struct bp_buf *name)
{
	struct stat info;

	if (outbox_stat(folder, OUTBOX_CHOICE, &info))
		bp_root_read(folder, OUTBOX_CHOICE, NAME_MAX, name, NULL);
}

/* Marks the file that is handed over next, and leaves the times in ms. */
static void outbox_mark(int folder, struct bp_outbox_files *files)
{
	struct bp_buf chosen = {0};
	size_t next = 0;

	outbox_chosen(folder, &chosen);
	for (size_t i = 0; i < files->count; i++) {
		files->at[i].at /= 1000000;
		if (bp_str_is(bp_buf_str(&chosen), files->at[i].name))
			next = i;
	}
	if (files->count)
		files->at[next].next = true;
	bp_buf_release(&chosen);
}

static bool outbox_list(const char *path, int *folder, struct bp_arena *arena,
	struct bp_outbox_files *files, struct bp_error *err)
{
	struct bp_names all = {0};
	struct stat info;

	*files = (struct bp_outbox_files){0};
	if (!bp_root_open(path, folder, err) ||
		!bp_root_names(*folder, OUTBOX_LOOKED_AT, arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++)
		if (all.at[i][0] != '.' && outbox_stat(*folder, all.at[i], &info))
			*BP_PUSH(arena, files->at, files->count, files->room) =
				(struct bp_outbox_file){.name = all.at[i],
					.bytes = info.st_size,
					.at = outbox_time(&info)};
	if (files->count)
		qsort(files->at, files->count, sizeof *files->at, outbox_order);
	outbox_mark(*folder, files);
	return true;
}

static void outbox_close(int folder)
{
	if (folder >= 0)
		close(folder);
}

bool bp_outbox_files(const char *path, struct bp_arena *arena,
	struct bp_outbox_files *files, struct bp_error *err)
{
	int folder = -1;
	bool ok = outbox_list(path, &folder, arena, files, err);

	outbox_close(folder);
	return ok;
}

void bp_outbox_make_room(const char *path)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_outbox_files files;
	int folder = -1;

	if (outbox_list(path, &folder, arena, &files, NULL)) {
		unlinkat(folder, OUTBOX_CHOICE, 0);
		for (size_t i = files.count; i >= BP_OUTBOX_MOST; i--)
			if (unlinkat(folder, files.at[i - 1].name, 0) != 0)
				break;
	}
	outbox_close(folder);
	bp_arena_free(arena);
}

static bool outbox_is_named(int folder, const char *name)
{
	struct stat info;

	return name[0] != '.' && !strchr(name, '/') && outbox_stat(folder, name, &info);
}

/* Opens the folder, and finds that the file is in it. */
static bool outbox_open_at(
	const char *path, const char *name, int *folder, struct bp_error *err)
{
	return bp_root_open(path, folder, err) &&
		(outbox_is_named(*folder, name) ||
			bp_fail(err, BP_ERROR_NOT_FOUND,
				_("%s tidak ada lagi di kotak keluar"), name));
}

bool bp_outbox_choose(const char *path, const char *name, struct bp_error *err)
{
	struct bp_buf choice = {0};
	int folder = -1;
	bool ok = outbox_open_at(path, name, &folder, err);

	bp_buf_printf(&choice, "%s/%s", path, OUTBOX_CHOICE);
	ok = ok && bp_file_write_private(choice.at, bp_str(name), true, err);
	outbox_close(folder);
	bp_buf_release(&choice);
	return ok;
}

bool bp_outbox_read(
	const char *path, const char *name, struct bp_buf *out, struct bp_error *err)
{
	int folder = -1;
	bool ok = outbox_open_at(path, name, &folder, err) &&
		bp_root_read(folder, name, BP_OUTBOX_TEXT, out, err);

	outbox_close(folder);
	return ok;
}

/* ---- handing one over ---- */

/* What was looked at by its name may be another file by now: the open one counts. */
static bool outbox_open_file(int folder, const char *name, int *fd)
{
	struct stat info;

	*fd = bp_open_plain(folder, name, &info);
	if (*fd < 0)
		return false;
	if (info.st_nlink == 1 && info.st_size <= BP_OUTBOX_LIMIT)
		return true;
	close(*fd);
	*fd = -1;
	errno = EINVAL;
	return false;
}

static const char *outbox_marked(const struct bp_outbox_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->at[i].next)
			return files->at[i].name;
	return NULL;
}

static bool outbox_find(struct bp_arena *arena, int *folder, const char *path, int *fd,
	struct bp_buf *name, struct bp_error *err)
{
	struct bp_outbox_files files;

	if (!outbox_list(path, folder, arena, &files, err))
		return false;
	const char *next = outbox_marked(&files);
	if (!next)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("kotak keluar Anda kosong; simpanlah dahulu bukti atau salinan di dalam sesi belajar"));
	bp_buf_add_cstr(name, next);
	return outbox_open_file(*folder, next, fd) ||
		bp_fail(err, BP_ERROR_INPUT, _("%s tidak dapat diambil: %s"), next,
			bp_strerror(errno));
}

bool bp_outbox_next(const char *store, const char *learner, int *fd, struct bp_buf *name,
	struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf path = {0};
	int folder = -1;
	bool ok = bp_outbox_open(store, learner, &path, err) &&
		outbox_find(arena, &folder, path.at, fd, name, err);

	outbox_close(folder);
	bp_buf_release(&path);
	bp_arena_free(arena);
	return ok;
}
