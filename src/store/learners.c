/* The learners of a store, and giving one another id. */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/learners.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAMES_MOST 400000 /* a record may have four files */

void bp_learner_file(const char *store, const char *learner, struct bp_buf *out)
{
	bp_buf_printf(out, "%s/learners/%s.db", store, learner);
}

bool bp_learner_exists(const char *store, const char *learner)
{
	struct bp_buf path = {0};
	struct stat info;

	bp_learner_file(store, learner, &path);
	bool there = lstat(path.at, &info) == 0;
	bp_buf_release(&path);
	return there;
}

/* "siti.db" → "siti" for the ending ".db"; false for any other file. */
static bool learners_is_file_of(const char *name, const char *ending, struct bp_str *id)
{
	size_t len = strlen(name), end = strlen(ending);

	if (len <= end || strcmp(name + len - end, ending) != 0)
		return false;
	*id = (struct bp_str){name, len - end};
	return bp_learner_valid(*id);
}

/* Whether a name is that of a file that remains when a record is lost. */
static bool is_remnant(const char *name, struct bp_str *id)
{
	return learners_is_file_of(name, ".lock", id) ||
		learners_is_file_of(name, ".db-wal", id);
}

/* Whether only such files remain of a record. */
static bool learners_is_lost(const char *store, const char *id)
{
	struct location at = {0};
	struct bp_error cause = {0};
	bool found = location_find(&at, store, id, &cause);

	location_release(&at);
	return !found && cause.kind == BP_ERROR_DAMAGED;
}

/* The file names are sorted, but with ".db", so "a.db" comes after "a-b.db". */
static void sort_ids(struct bp_names *ids)
{
	for (size_t i = 1; i < ids->count; i++) {
		const char *id = ids->at[i];
		size_t to = i;
		for (; to && strcmp(ids->at[to - 1], id) > 0; to--)
			ids->at[to] = ids->at[to - 1];
		ids->at[to] = id;
	}
}

static bool is_last(const struct bp_names *ids, struct bp_str id)
{
	return ids->count && bp_str_equal(bp_str(ids->at[ids->count - 1]), id);
}

/* Names are sorted, so a record's other files come soon after it. */
static void take_name(
	const char *store, const char *name, struct bp_arena *arena, struct bp_names *ids)
{
	struct bp_str id;
	bool whole = learners_is_file_of(name, ".db", &id);

	if ((!whole && !is_remnant(name, &id)) || is_last(ids, id))
		return;
	const char *copy = bp_arena_cstr(arena, id);
	if (whole || learners_is_lost(store, copy))
		*BP_PUSH(arena, ids->at, ids->count, ids->room) = copy;
}

static bool read_ids(const char *store, int root, struct bp_arena *arena,
	struct bp_names *ids, struct bp_error *err)
{
	struct bp_names names = {0}, out = {0};

	if (!bp_root_names(root, NAMES_MOST, arena, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		take_name(store, names.at[i], arena, &out);
	sort_ids(&out); /* nearly sorted already */
	*ids = out;
	return true;
}

bool bp_learners_list(const char *store, struct bp_arena *arena, struct bp_names *ids,
	struct bp_error *err)
{
	char *folder = location_folder(store);
	struct bp_error cause = {0};
	int root;

	*ids = (struct bp_names){0};
	bool there = bp_root_open(folder, &root, &cause);
	free(folder);
	if (!there)
		return cause.kind == BP_ERROR_NOT_FOUND ||
			bp_fail(err, BP_ERROR_STORE, "%s", cause.message);
	bool ok = read_ids(store, root, arena, ids, err);
	close(root);
	return ok;
}

bool bp_learners_several(const char *store)
{
	struct bp_buf folder = {0};
	struct dirent *entry;
	struct bp_str id;
	int records = 0;

	bp_buf_printf(&folder, "%s/learners", store);
	DIR *names = opendir(folder.at);
	bp_buf_release(&folder);
	while (names && records < 2 && (entry = readdir(names)))
		records += learners_is_file_of(entry->d_name, ".db", &id);
	if (names)
		closedir(names);
	return records > 1;
}

/* ---- another name ---- */

/* Moves the content of the journal and of the session page into the file; keeps the lock.
 */
static bool learners_gather(struct bp_store *store, struct bp_error *err)
{
	if (!page_settle(store, err))
		return false;
	page_close(store);
	store_disconnect(store);
	return !location_has_journal(&store->at) ||
		bp_fail(err, BP_ERROR_STORE,
			_("jurnal catatan belajar %s tidak dapat dipindahkan ke berkasnya; coba lagi"),
			store->at.file);
}

/* From here on nothing under the old name but the file speaks of a record, so that none
 * seems lost once that has its new name. */
static bool learners_forget(struct bp_store *store, struct bp_error *err)
{
	location_drop_journals(store->at.file);
	anchor_forget(store);
	return bp_sync_folder(store->at.folder) ||
		location_fail(store->at.folder, errno, err);
}

static bool is_taken(const char *learner, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_INPUT,
		_("peserta \"%s\" sudah ada; pilihlah ID lain"), learner);
}

/* Both locks are held. */
static bool learners_move(struct bp_store *store, const char *from,
	const struct location *to, const char *learner, struct bp_error *err)
{
	struct location at = *to;

	if (!location_inspect(&at, BP_STORE_READ, err))
		return false;
	if (!at.missing)
		return is_taken(learner, err);
	if (!learners_gather(store, err) ||
		!beside_move(to->folder, from, learner, err) ||
		!learners_forget(store, err) ||
		!location_install(to, store->at.file, err))
		return false;
	unlink(store->at.lock);
	return true;
}

static bool rename_opened(struct bp_store *store, const char *folder, const char *from,
	const char *to, struct bp_error *err)
{
	struct location at = {0};
	int lock = -1;
	bool ok = location_make(&at, folder, to, err) && location_lock(&at, &lock, err) &&
		learners_move(store, from, &at, to, err);

	if (lock >= 0)
		close(lock);
	location_release(&at);
	return ok;
}

bool bp_learner_rename(
	const char *store, const char *from, const char *to, struct bp_error *err)
{
	struct bp_store *opened;

	if (!bp_learner_exists(store, from))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada peserta \"%s\"; lihat: berpijar learner list"),
			from);
	if (bp_learner_valid(bp_str(to)) && bp_learner_exists(store, to))
		return is_taken(to, err);
	if (!bp_learner_valid(bp_str(to)))
		return bp_fail(err, BP_ERROR_USAGE,
			_("ID peserta \"%s\" tidak sah: pakailah huruf, angka, titik, garis bawah, atau tanda hubung, paling banyak %d, tanpa titik di depan"),
			to, 64);
	if (!bp_store_open(&opened, store, from, BP_STORE_WRITE, err))
		return false;
	bool ok = rename_opened(opened, store, from, to, err);
	bp_store_close(opened);
	return ok;
}
