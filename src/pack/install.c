/* Puts a pack into a folder of courses, and takes it back. */
#include "manifest.h"
#include "shelf.h"
#include <berpijar/check.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An installation while it goes on. */
struct installing {
	struct shelf shelf;
	const struct bp_pack *pack;
	enum shelf_state state; /* of what stands now */
	struct bp_pack now;     /* its manifest */
};

static const char *install_path(const struct installing *work, const char *below)
{
	return bp_arena_printf(work->shelf.arena, "%s/%s%s", work->shelf.folder, below,
		work->pack->course);
}

/* ---- whether it may be ---- */

static bool install_is_newer(const struct installing *work, struct bp_error *err)
{
	const struct bp_pack *pack = work->pack;
	int order = bp_pack_version_order(pack->version, work->now.version);

	if (order < 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("kursus \"%s\" yang terpasang, versi %s, lebih baru daripada paket ini, versi %s; untuk kembali: berpijar pack --rollback %s"),
			pack->course, work->now.version, pack->version, pack->course);
	if (order == 0 && !bp_digest_equal(&pack->content, &work->now.content))
		return bp_fail(err, BP_ERROR_INPUT,
			_("kursus \"%s\" versi %s sudah terpasang dengan isi lain; mintalah penerbitnya menaikkan version"),
			pack->course, pack->version);
	return true;
}

/* A pack of changes needs the version that they are changes of. */
static bool install_has_base(const struct installing *work, struct bp_error *err)
{
	const struct bp_pack *pack = work->pack;

	if (!pack->base_version ||
		(work->state == SHELF_PACK &&
			bp_digest_equal(&pack->base, &work->now.content)))
		return true;
	return bp_fail(err, BP_ERROR_INPUT,
		_("paket ini hanya berisi perubahan sejak kursus \"%s\" versi %s, yang tidak terpasang; pasanglah versi itu dahulu, atau paket yang utuh"),
		pack->course, pack->base_version);
}

static bool install_is_allowed(const struct installing *work, struct bp_error *err)
{
	const struct bp_pack *pack = work->pack;

	if (work->state == SHELF_OTHER)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s tidak dipasang dari paket, jadi tidak diganti; pindahkan dahulu folder itu"),
			install_path(work, ""));
	if (work->state == SHELF_NOTHING)
		return true;
	if (memcmp(work->now.publisher.key, pack->publisher.key, BP_PUBLIC_KEY_SIZE) != 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("kursus \"%s\" yang terpasang dari penerbit lain, %s, jadi tidak diganti"),
			pack->course, work->now.publisher.name);
	return install_is_newer(work, err);
}

/* ---- writing it ---- */

/* A file that the pack has not is taken from what stands, if that is still the same. */
static bool install_take_kept(const struct installing *work,
	const struct bp_pack_file *file, struct bp_buf *bytes, struct bp_error *err)
{
	const char *name = bp_arena_printf(
		work->shelf.arena, "%s/%s", work->pack->course, file->name);
	struct bp_digest digest;

	bp_buf_clear(bytes);
	if (bp_root_read(work->shelf.root, name, file->size, bytes, NULL)) {
		digest = bp_digest_of(bp_buf_str(bytes));
		if (bp_digest_equal(&digest, &file->digest))
			return true;
	}
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s tidak lagi seperti di versi %s, sedangkan paket ini hanya berisi perubahan; pasanglah paket yang utuh"),
		name, work->pack->base_version);
}

static bool install_write_files(
	const struct installing *work, int folder, struct bp_error *err)
{
	const struct bp_pack *pack = work->pack;
	struct bp_buf kept = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < pack->count; i++) {
		const struct bp_pack_file *file = &pack->files[i];
		ok = !file->kept || install_take_kept(work, file, &kept, err);
		ok = ok &&
			shelf_write(folder, file->name,
				file->kept ? bp_buf_str(&kept) : file->bytes, err);
	}
	bp_buf_release(&kept);
	return ok && shelf_write(folder, SHELF_MANIFEST, pack->manifest, err) &&
		shelf_write(folder, SHELF_SIGNATURE, pack->signature, err);
}

static bool install_check(const struct installing *work, struct bp_error *err)
{
	const char *path = install_path(work, "_packs/new/");
	struct bp_check check = {0};
	bool ok = shelf_is_unaltered(path, work->pack) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("isi paket ini bukan kursus yang disebut manifesnya; mintalah paketnya lagi"));

	ok = ok && bp_check_path(&check, path, err);
	bp_check_end(&check);
	for (size_t i = 0; ok && i < check.faults.count; i++) {
		const struct bp_diagnostic *fault = &check.faults.at[i];
		if (bp_fault_row(fault->fault)->severity == BP_SEVERITY_ERROR)
			ok = bp_fail(err, BP_ERROR_INPUT,
				_("kursus di paket ini punya %zu galat, yang pertama di %s baris %d: %s"),
				check.faults.errors, fault->file + strlen(path) + 1,
				fault->line, fault->message);
	}
	bp_diagnostics_release(&check.faults);
	return ok;
}

/* Writes the new version beside the courses, looks at it as `check` does, and waits until
 * all of it is on the disk. */
static bool install_stage(const struct installing *work, struct bp_error *err)
{
	const struct shelf *shelf = &work->shelf;
	const char *course = work->pack->course;

	if (!shelf_remove(shelf->arena, shelf->fresh, course) ||
		mkdirat(shelf->fresh, course, 0755) != 0)
		return shelf_fail(shelf, err);
	int folder = openat(
		shelf->fresh, course, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return shelf_fail(shelf, err);
	bool ok = install_write_files(work, folder, err) && install_check(work, err) &&
		(bp_sync_disk(folder) || shelf_fail(shelf, err));
	close(folder);
	return ok;
}

/* ---- the switch ---- */

static bool install_first(const struct installing *work)
{
	const struct shelf *shelf = &work->shelf;
	const char *course = work->pack->course;

	/* what is left of one that somebody removed by hand is nobody's version before */
	return shelf_remove(shelf->arena, shelf->old, course) &&
		renameat2(shelf->fresh, course, shelf->root, course, RENAME_NOREPLACE) ==
		0;
}

/* Puts the new version where the one before is kept, and lets these two change places: the
 * last is the only step that anybody can see, and nothing is removed before it. */
static bool install_over(const struct installing *work)
{
	const struct shelf *shelf = &work->shelf;
	const char *course = work->pack->course;
	bool older = shelf_exchange(shelf->fresh, shelf->old, course);

	if (!older &&
		(errno != ENOENT ||
			renameat2(shelf->fresh, course, shelf->old, course, 0) != 0))
		return false;
	if (shelf_exchange(shelf->old, shelf->root, course))
		return true;
	int cause = errno;
	if (older)
		shelf_exchange(shelf->fresh, shelf->old, course);
	else
		renameat2(shelf->old, course, shelf->fresh, course, 0);
	errno = cause;
	return false;
}

/* Some file systems (NFS among them) cannot do it in one step, and then it is not done. */
static bool install_fail_switch(const struct installing *work, struct bp_error *err)
{
	if (errno != EINVAL)
		return shelf_fail(&work->shelf, err);
	return bp_fail(err, BP_ERROR_SYSTEM,
		_("sistem berkas di %s tidak dapat menukar dua folder dalam satu langkah; pakailah --content dengan folder di cakram lokal"),
		work->shelf.folder);
}

static bool install_switch(const struct installing *work, struct bp_error *err)
{
	bool first = work->state == SHELF_NOTHING;

	if (!(first ? install_first(work) : install_over(work)))
		return install_fail_switch(work, err);
	return shelf_sync(&work->shelf) || shelf_fail(&work->shelf, err);
}

/* Whether this very version stands there, as its publisher made it. */
static bool install_is_there(const struct installing *work)
{
	return work->state == SHELF_PACK &&
		strcmp(work->pack->version, work->now.version) == 0 &&
		shelf_is_unaltered(install_path(work, ""), work->pack);
}

static bool install_run(
	struct installing *work, struct bp_pack_change *change, struct bp_error *err)
{
	struct shelf *shelf = &work->shelf;
	const char *course = work->pack->course;

	work->state = shelf_look(shelf->arena, shelf->root, course, &work->now);
	if (!install_is_allowed(work, err))
		return false;
	change->was = work->state == SHELF_PACK ? work->now.version : NULL;
	change->same = install_is_there(work);
	bool ok = change->same ||
		(install_has_base(work, err) && install_stage(work, err) &&
			install_switch(work, err));
	/* what is left now is an older version, one that was refused, or a part of either from
	 * an installation that was cut short */
	shelf_remove(shelf->arena, shelf->fresh, course);
	return ok;
}

bool bp_pack_install(struct bp_arena *arena, const char *folder,
	const struct bp_pack *pack, struct bp_pack_change *change, struct bp_error *err)
{
	struct installing work = {.pack = pack};
	bool ok = shelf_open(&work.shelf, arena, folder, err) &&
		install_run(&work, change, err);

	shelf_close(&work.shelf);
	return ok;
}

/* ---- back ---- */

static bool rollback_run(const struct shelf *shelf, const char *course, const char **now,
	const char **was, struct bp_error *err)
{
	struct bp_pack current, before;

	if (!manifest_is_course(course) ||
		shelf_look(shelf->arena, shelf->root, course, &current) != SHELF_PACK)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada kursus \"%s\" dari paket di %s; lihat: berpijar pack --list"),
			course, shelf->folder);
	if (shelf_look(shelf->arena, shelf->old, course, &before) != SHELF_PACK ||
		memcmp(before.publisher.key, current.publisher.key, BP_PUBLIC_KEY_SIZE) !=
			0)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada versi lain dari kursus \"%s\" yang disimpan"),
			course);
	*now = before.version;
	*was = current.version;
	return (shelf_exchange(shelf->old, shelf->root, course) && shelf_sync(shelf)) ||
		shelf_fail(shelf, err);
}

bool bp_pack_rollback(struct bp_arena *arena, const char *folder, const char *course,
	const char **now, const char **was, struct bp_error *err)
{
	struct shelf shelf;
	bool ok = shelf_open(&shelf, arena, folder, err) &&
		rollback_run(&shelf, course, now, was, err);

	shelf_close(&shelf);
	return ok;
}
