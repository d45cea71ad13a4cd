/* Takes a record back out of a backup: what is missing is added, nothing is replaced. */
#include <berpijar/backups.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* Puts a copy where there is no record. Where one has come meanwhile, it stays. */
static bool restore_copy(const char *store, struct bp_store *copy, const char *learner,
	struct bp_error *err)
{
	struct bp_buf folder = {0}, file = {0}, part = {0};

	bp_buf_printf(&folder, "%s/learners", store);
	bp_learner_file(store, learner, &file);
	bp_buf_printf(&part, "%s-restore", file.at);
	bool ok = bp_make_folder(folder.at, err) && bp_store_backup(copy, part.at, err);
	int dir = ok ? open(folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (ok &&
		(dir < 0 || !bp_sync_disk(dir) ||
			renameat2(AT_FDCWD, part.at, AT_FDCWD, file.at,
				RENAME_NOREPLACE) != 0 ||
			fsync(dir) != 0)) {
		ok = bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat ditulis: %s"),
			file.at, bp_strerror(errno));
		unlink(part.at);
	}
	if (dir >= 0)
		close(dir);
	bp_buf_release(&folder);
	bp_buf_release(&file);
	bp_buf_release(&part);
	return ok;
}

static void restore_count(void *context, const struct bp_event *event)
{
	size_t *events = context;

	(void)event;
	++*events;
}

static bool restore_merge(const char *store, struct bp_store *copy, const char *learner,
	struct bp_restored *restored, struct bp_error *err)
{
	struct bp_store *opened = NULL;
	bool ok = bp_store_open(&opened, store, learner, BP_STORE_WRITE, err) &&
		bp_store_restore(opened, copy, learner, &restored->merge, err);

	bp_store_close(opened);
	return ok;
}

bool bp_backup_restore(const char *store, const char *backup, const char *learner,
	struct bp_restored *restored, struct bp_error *err)
{
	struct bp_store *copy = NULL;
	bool ok = bp_store_open(&copy, backup, learner, BP_STORE_READ, err) &&
		bp_store_unaltered(copy, learner, err);

	*restored = (struct bp_restored){.whole = !bp_learner_exists(store, learner)};
	if (ok && restored->whole)
		ok = bp_store_replay(
			     copy, 0, restore_count, &restored->merge.events, err) &&
			restore_copy(store, copy, learner, err);
	else if (ok)
		ok = restore_merge(store, copy, learner, restored, err);
	bp_store_close(copy);
	return ok;
}
