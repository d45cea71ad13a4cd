/*
 * Destroying what a store holds of one learner.
 *
 * First everything is found, then it is destroyed, in this order: copies in other folders
 * and the journal, the record, its lock, which is held until then. A file that by its
 * name may be another learner's is left alone, and the caller is told.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/learners.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MOST 16

/* The record and its lock come last, in this order. */
enum rank { RANK_COPY, RANK_RECORD, RANK_LOCK };
#define RANK_COUNT (RANK_LOCK + 1)

struct found {
	const char *path; /* relative to the store */
	enum rank rank;
	bool folder, doubt;
};

struct search {
	struct bp_arena *arena;
	const char *learner;
	struct bp_names others; /* all learners */
	struct found *at;
	size_t count, room;
};

/* ---- whose is it? ---- */

enum owner { OWNER_OTHER, OWNER_THIS, OWNER_DOUBT };

/* Whether a file or folder of the learner may have this name. */
static bool bears(const char *name, const char *learner, bool folder)
{
	size_t len = strlen(learner);

	if (strncmp(name, learner, len) != 0)
		return false;
	const char *rest = name + len;
	return (folder && !*rest) || strcmp(rest, ".lock") == 0 ||
		strncmp(rest, ".db", 3) == 0;
}

/* Whether the name is another learner's, whose id begins with this one's and explains
 * more of the name. */
static bool is_other(const struct search *search, const char *name, bool folder)
{
	size_t len = strlen(search->learner);

	for (size_t i = 0; i < search->others.count; i++)
		if (strlen(search->others.at[i]) > len &&
			bears(name, search->others.at[i], folder))
			return true;
	return false;
}

/* Whether a path is STORE/damaged/ID-TIME, where a recovery has put files aside. */
static bool is_aside(const struct search *search, const char *path)
{
	return strncmp(path, "damaged/", 8) == 0 &&
		beside_is_aside(path + 8, search->learner) &&
		!is_other(search, path + 8, true);
}

/* "a.db-wal" belongs to the learner "a", but "a.db.db" may belong to a learner "a.db" who
 * is no longer there. In the store itself (depth 0), a folder called as a learner is one
 * of the store's own. */
static enum owner owner_of(
	const struct search *search, const char *name, bool folder, int depth)
{
	if (!bears(name, search->learner, folder) || is_other(search, name, folder))
		return OWNER_OTHER;
	const char *rest = name + strlen(search->learner);
	if (!*rest && !depth)
		return OWNER_OTHER;
	if (*rest && (strstr(rest + 1, ".db") || strstr(rest + 1, ".lock")))
		return OWNER_DOUBT;
	return OWNER_THIS;
}

/* ---- finding ---- */

static enum rank rank_of(const struct search *search, const char *path)
{
	size_t len = strlen(search->learner);

	if (strncmp(path, "learners/", 9) != 0 ||
		strncmp(path + 9, search->learner, len) != 0)
		return RANK_COPY;
	const char *rest = path + 9 + len;
	return strcmp(rest, ".lock") == 0  ? RANK_LOCK
		: strcmp(rest, ".db") == 0 ? RANK_RECORD
					   : RANK_COPY;
}

static void store_erase_add(
	struct search *search, const char *path, bool folder, enum owner owner)
{
	*BP_PUSH(search->arena, search->at, search->count, search->room) = (struct found){
		.path = path,
		.rank = rank_of(search, path),
		.folder = folder,
		.doubt = owner == OWNER_DOUBT,
	};
}

/* The owner of something in a folder whose owner is `in`. */
static enum owner inherit(enum owner in, enum owner own)
{
	return in == OWNER_OTHER ? own : in;
}

static void look(
	struct search *search, int folder, const char *path, enum owner in, int depth);

/* A folder is listed after its content. Links are not followed. */
static void look_at(struct search *search, int folder, const char *path, const char *name,
	enum owner in, int depth)
{
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool aside = fd >= 0 && is_aside(search, path);
	enum owner own = aside ? OWNER_THIS : owner_of(search, name, fd >= 0, depth);
	enum owner owner = inherit(in, own);

	if (fd >= 0 && depth < DEPTH_MOST)
		look(search, fd, path, owner, depth + 1);
	if (owner != OWNER_OTHER)
		store_erase_add(search, path, fd >= 0, owner);
	if (fd >= 0)
		close(fd);
}

static void look(
	struct search *search, int folder, const char *path, enum owner in, int depth)
{
	struct bp_names names = {0};

	if (!bp_root_names(folder, SIZE_MAX, search->arena, &names, NULL))
		return;
	for (size_t i = 0; i < names.count; i++)
		look_at(search, folder,
			*path ? bp_arena_printf(search->arena, "%s/%s", path, names.at[i])
			      : names.at[i],
			names.at[i], in, depth);
}

/* False if the store holds nothing of the learner. */
static bool find_all(struct search *search, int root)
{
	look(search, root, "", OWNER_OTHER, 0);
	for (size_t i = 0; i < search->count; i++)
		if (!search->at[i].doubt)
			return true;
	return false;
}

/* ---- destroying ---- */

static bool write_zeros(int fd, off_t size)
{
	static const char zeros[4096];

	for (off_t at = 0; at < size;) {
		size_t most = size - at < (off_t)sizeof zeros ? (size_t)(size - at)
							      : sizeof zeros;
		ssize_t written = pwrite(fd, zeros, most, at);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		at += written;
	}
	return fsync(fd) == 0;
}

/* A file with another hard link is left as it is, since somebody else uses it too. */
static bool overwrite(int root, const char *path)
{
	int fd = openat(root, path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat info;

	if (fd < 0)
		return false;
	bool ok = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1 &&
		write_zeros(fd, info.st_size);
	close(fd);
	return ok;
}

static const char *parent_of(struct search *search, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? bp_arena_cstr(search->arena,
			       (struct bp_str){path, (size_t)(slash - path)})
		     : ".";
}

static bool sync_parent(struct search *search, int root, const char *path)
{
	int fd =
		openat(root, parent_of(search, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	close(fd);
	return ok;
}

static enum bp_erased destroy(struct search *search, int root, const struct found *found)
{
	bool wiped = !found->folder && overwrite(root, found->path);

	if (unlinkat(root, found->path, found->folder ? AT_REMOVEDIR : 0) != 0 ||
		!sync_parent(search, root, found->path))
		return wiped ? BP_ERASED_CONTENT : BP_ERASED_FAILED;
	return wiped || found->folder ? BP_ERASED : BP_ERASED_NAME;
}

static void tell(
	const struct bp_erase_report *report, const char *path, enum bp_erased what)
{
	if (report)
		report->each(report->context, path, what);
}

/* Checks first that all names can be removed, so that no file is overwritten and then
 * keeps its name. */
static bool check_rights(struct search *search, int root, struct bp_error *err)
{
	for (size_t i = 0; i < search->count; i++) {
		const struct found *found = &search->at[i];
		const char *folder = parent_of(search, found->path);
		if (!found->doubt &&
			faccessat(root, folder, W_OK | X_OK, AT_EACCESS) != 0)
			return bp_fail(err, BP_ERROR_READ_ONLY,
				_("tidak ada yang dimusnahkan, karena isi folder %s tidak dapat dihapus: %s; periksa hak aksesnya lalu ulangi"),
				folder, bp_strerror(errno));
	}
	return true;
}

/* Counts how often each outcome happened. */
static void destroy_all(struct search *search, int root,
	const struct bp_erase_report *report, size_t counts[static BP_ERASED_COUNT])
{
	for (int rank = RANK_COPY; rank < RANK_COUNT; rank++)
		for (size_t i = 0; i < search->count; i++) {
			const struct found *found = &search->at[i];
			if ((int)found->rank != rank)
				continue;
			enum bp_erased what = found->doubt ? BP_ERASED_DOUBT
							   : destroy(search, root, found);
			counts[what]++;
			tell(report, found->path, what);
		}
}

static void list_all(const struct search *search, const struct bp_erase_report *report)
{
	for (size_t i = 0; i < search->count; i++)
		tell(report, search->at[i].path,
			search->at[i].doubt ? BP_ERASED_DOUBT : BP_ERASED);
}

/* Takes the record's lock, so that nobody records for the learner while *lock is open. */
static bool lock_record(
	const struct search *search, const char *store, int *lock, struct bp_error *err)
{
	struct bp_buf folder = {0}, path = {0};
	bool ok = true;

	bp_buf_printf(&folder, "%s/learners", store);
	bp_buf_printf(&path, "%s/%s.lock", folder.at, search->learner);
	if (bp_is_folder(folder.at))
		ok = location_lock(&(struct location){.lock = path.at}, lock, err);
	bp_buf_release(&folder);
	bp_buf_release(&path);
	return ok;
}

static bool destroy_found(struct search *search, int root,
	const struct bp_erase_report *report, struct bp_error *err)
{
	size_t counts[BP_ERASED_COUNT] = {0};

	if (!check_rights(search, root, err))
		return false;
	destroy_all(search, root, report, counts);
	if (counts[BP_ERASED_FAILED])
		return bp_fail(err, BP_ERROR_STORE,
			_("sebagian catatan peserta \"%s\" tidak dapat dihapus; periksa hak aksesnya lalu ulangi"),
			search->learner);
	return !counts[BP_ERASED_CONTENT] ||
		bp_fail(err, BP_ERROR_STORE,
			_("isi catatan peserta \"%s\" sudah dimusnahkan, tetapi nama berkasnya masih ada; periksa hak akses foldernya lalu ulangi"),
			search->learner);
}

static bool erase_found(struct search *search, const char *store, int root,
	const struct bp_erase_report *report, struct bp_error *err)
{
	int lock = -1;

	if (!check_rights(search, root, err) || !lock_record(search, store, &lock, err))
		return false;
	search->count = 0; /* search again: taking the lock may have made its file */
	find_all(search, root);
	bool ok = destroy_found(search, root, report, err);
	if (lock >= 0)
		close(lock);
	return ok;
}

static bool not_found(const char *learner, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_NOT_FOUND,
		_("tidak ada peserta \"%s\"; lihat: berpijar learner list"), learner);
}

static bool erase_in(struct search *search, const char *store, bool only_list,
	const struct bp_erase_report *report, struct bp_error *err)
{
	int root = open(store, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool any = root >= 0 && find_all(search, root), ok = true;

	if (!any)
		ok = not_found(search->learner, err);
	else if (only_list)
		list_all(search, report);
	else
		ok = erase_found(search, store, root, report, err);
	if (root >= 0)
		close(root);
	return ok;
}

static bool begin(const char *store, const char *learner, bool only_list,
	const struct bp_erase_report *report, struct bp_error *err)
{
	struct search search = {.arena = bp_arena_new(), .learner = learner};
	bool ok = bp_learner_valid(bp_str(learner)) || not_found(learner, err);

	ok = ok && bp_learners_list(store, search.arena, &search.others, err) &&
		erase_in(&search, store, only_list, report, err);
	bp_arena_free(search.arena);
	return ok;
}

bool bp_learner_erase(const char *store, const char *learner,
	const struct bp_erase_report *report, struct bp_error *err)
{
	return begin(store, learner, false, report, err);
}

bool bp_learner_erase_list(const char *store, const char *learner,
	const struct bp_erase_report *report, struct bp_error *err)
{
	return begin(store, learner, true, report, err);
}
