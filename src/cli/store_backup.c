/* `berpijar store backup`: a copy of every record, and the newest copies are kept. */
#include "store.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FOLDER "berpijar-" /* and the time */
#define KEEP   7           /* backups that are kept */

static bool back_up(
	const char *folder, const char *id, const char *into, struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/learners/%s.db", into, id);
	bool ok = bp_store_open(&store, folder, id, BP_STORE_READ, err) &&
		bp_store_backup(store, path.at, err);
	bp_store_close(store);
	bp_buf_release(&path);
	return ok;
}

/* DIR/berpijar-TIME, of which learners/ is made: a backup is a store, too. */
static bool begin_backup(const char *dir, struct bp_buf *into, struct bp_error *err)
{
	struct bp_buf learners = {0};
	char stamp[32];
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &parts);
	bp_buf_printf(into, "%s/" FOLDER "%s", dir, stamp);
	bp_buf_printf(&learners, "%s/learners", into->at);
	bool ok = bp_make_folder(learners.at, err);
	bp_buf_release(&learners);
	return ok;
}

static int is_backup(const struct dirent *entry)
{
	struct bp_str name = bp_str(entry->d_name);

	return bp_str_starts(name, FOLDER) && name.len == strlen(FOLDER) + 16 &&
		strspn(name.at + strlen(FOLDER), "0123456789TZ") == 16;
}

static void remove_files(const char *folder)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, NULL, NULL);

	for (int i = 0; i < count; i++) {
		struct bp_buf path = {0};
		bp_buf_printf(&path, "%s/%s", folder, entries[i]->d_name);
		unlink(path.at); /* "." and ".." are no files */
		bp_buf_release(&path);
		free(entries[i]);
	}
	free(entries);
	rmdir(folder);
}

/* Only whole backups take the place of old ones. */
static size_t drop_old_backups(const char *dir)
{
	struct dirent **entries = NULL;
	int count = scandir(dir, &entries, is_backup, alphasort);
	size_t dropped = 0;

	for (int i = 0; i < count; i++) {
		struct bp_buf path = {0}, learners = {0};
		bp_buf_printf(&path, "%s/%s", dir, entries[i]->d_name);
		bp_buf_printf(&learners, "%s/learners", path.at);
		if (i < count - KEEP) {
			remove_files(learners.at);
			dropped += rmdir(path.at) == 0;
		}
		bp_buf_release(&path);
		bp_buf_release(&learners);
		free(entries[i]);
	}
	free(entries);
	return dropped;
}

static void set_stamp(const char *folder, const char *into)
{
	struct bp_buf stamp = {0}, text = {0};

	bp_buf_printf(&stamp, "%s/%s", folder, STORE_STAMP);
	bp_buf_printf(&text, "%s\n", into);
	bp_file_write(stamp.at, bp_buf_str(&text), true, NULL);
	bp_buf_release(&stamp);
	bp_buf_release(&text);
}

static void finish_backup(const char *folder, const char *dir, const char *into)
{
	struct bp_buf learners = {0};

	bp_buf_printf(&learners, "%s/learners", into);
	bp_sync_folder(learners.at);
	bp_sync_folder(into);
	bp_sync_folder(dir);
	set_stamp(folder, into);
	size_t dropped = drop_old_backups(dir);
	if (dropped)
		printf(_("%zu cadangan lama dihapus; %d yang terbaru disimpan\n"),
			dropped, KEEP);
	bp_buf_release(&learners);
}

/* Copies each record; how many could not be copied. */
static size_t copy_all(const struct records *records, const char *into)
{
	size_t failed = 0;

	for (size_t i = 0; i < records->ids.count; i++) {
		struct bp_error cause = {0};
		if (back_up(records->folder.at, records->ids.at[i], into, &cause))
			continue;
		failed++;
		report(&cause);
	}
	say(stdout, _("%zu catatan belajar disalin ke %s\n"), records->ids.count - failed,
		into);
	return failed;
}

int run_store_backup(const struct options *options)
{
	struct records records;
	struct bp_buf into = {0};
	struct bp_error err = {0};
	size_t failed = 0;
	bool ok = records_find(&records, options, &err) &&
		begin_backup(options->args[0], &into, &err);

	if (ok)
		failed = copy_all(&records, into.at);
	if (ok && !failed && !options->learner)
		finish_backup(records.folder.at, options->args[0], into.at);
	if (failed)
		ok = bp_fail(&err, BP_ERROR_INPUT,
			_("%zu catatan belajar tidak dapat disalin; cadangan lama tetap "
			  "ada"),
			failed);
	bp_buf_release(&into);
	records_release(&records);
	return ok ? EXIT_DONE : report(&err);
}
