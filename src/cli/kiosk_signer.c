/*
 * `berpijar kiosk --init`: what the signer of a server may do in the store, as owners and
 * modes. The sessions' account keeps all that it had; the signer, who is in no group with
 * it, may read records by their names and write into outboxes:
 *
 *	store            root, the account's group  1771  it makes files here, and cannot remove
 *	                                            the keys, which are not its own
 *	store/key        the signer                 0600
 *	store/learners   the account, the signer's group  2710  not to be listed; see
 *	                                            store/location.c
 *	…/ID.db, -wal    the same                   0640
 *	store/outbox     the same                   2750  see session/outbox.c
 *	store/outbox/ID  the same                   0770
 *
 * Where it was laid out before, what is there is moved to this. The account could put
 * anything in the place of a name meanwhile, so only what is open is changed.
 */
#include "kiosk_signer.h"
#include <berpijar/account.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- accounts ---- */

bool signer_find(struct signer *signer, const char *name)
{
	struct bp_account account;

	*signer = (struct signer){.name = name};
	if (!bp_account_named(name, &account))
		return false;
	signer->there = geteuid() == 0;
	signer->uid = account.uid;
	signer->gid = account.gid;
	return signer->there;
}

/* Those of this machine's own files: the one-file program loads no other (account.h). */
static bool signer_has_members(gid_t gid)
{
	FILE *file = fopen("/etc/group", "re");
	const struct group *entry;
	bool members = false;

	while (file && !members && (entry = fgetgrent(file)))
		members = entry->gr_gid == gid && entry->gr_mem && entry->gr_mem[0];
	if (file)
		fclose(file);
	return members;
}

/* Whoever shares a group with the account could make files in the store. */
static bool signer_is_alone_in_group(uid_t uid, gid_t gid)
{
	FILE *file = fopen("/etc/passwd", "re");
	const struct passwd *entry;
	bool alone = !signer_has_members(gid);

	while (file && alone && (entry = fgetpwent(file)))
		alone = entry->pw_gid != gid || entry->pw_uid == uid;
	if (file)
		fclose(file);
	return alone;
}

static bool signer_check(
	const struct signer *signer, uid_t account, gid_t group, struct bp_error *err)
{
	if (signer->uid == account || signer->uid == 0)
		return bp_fail(err, BP_ERROR_USAGE,
			_("penanda tangan %s harus akun lain daripada akun peserta, dan bukan root"),
			signer->name);
	return (signer->gid != group && signer_is_alone_in_group(account, group) &&
		       signer_is_alone_in_group(signer->uid, signer->gid)) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("akun peserta dan akun penanda tangan %s masing-masing memerlukan grup sendiri, tanpa anggota lain"),
			signer->name);
}

/* ---- what is open ---- */

static bool signer_fail(const char *path, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"), path,
		bp_strerror(errno));
}

/* The mode after the owner: changing that takes the set-group-ID off it. */
static bool signer_set(int fd, uid_t uid, gid_t gid, mode_t mode)
{
	return fchown(fd, uid, gid) == 0 && fchmod(fd, mode) == 0;
}

static int signer_open(int folder, const char *name, int flags)
{
	return openat(folder, name,
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
}

static bool signer_is_record(const char *name)
{
	static const char *const endings[] = {".db", ".db-wal"};
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t end = strlen(endings[i]);
		if (len > end && strcmp(name + len - end, endings[i]) == 0)
			return true;
	}
	return false;
}

/* ---- what is there already ---- */

struct signer_move {
	uid_t account;
	gid_t group;
	bool records; /* else outboxes */
};

/* A name that is not what it should be stays as it is: no session uses it either. */
static void signer_move_one(const struct signer_move *move, int folder, const char *name)
{
	int fd = name[0] == '.' || (move->records && !signer_is_record(name))
		? -1
		: signer_open(folder, name, move->records ? 0 : O_DIRECTORY);
	struct stat info;

	if (fd < 0)
		return;
	if (fstat(fd, &info) == 0 && info.st_uid == move->account &&
		(S_ISDIR(info.st_mode) || (S_ISREG(info.st_mode) && info.st_nlink == 1)))
		signer_set(fd, move->account, move->group,
			S_ISDIR(info.st_mode) ? 0770 : 0640);
	close(fd);
}

static void signer_move_all(const struct signer_move *move, int folder)
{
	int fd = signer_open(folder, ".", O_DIRECTORY);
	DIR *names = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	while (names && (entry = readdir(names)))
		signer_move_one(move, folder, entry->d_name);
	if (names)
		closedir(names);
	else if (fd >= 0)
		close(fd);
}

/* ---- the folders ---- */

static bool signer_lay_out(int store, const char *name, const struct signer_move *move,
	mode_t mode, struct bp_error *err)
{
	struct stat info;

	mkdirat(store, name, 0700);
	int fd = signer_open(store, name, O_DIRECTORY);
	bool ok = fd >= 0 && fstat(fd, &info) == 0 &&
		(info.st_uid == move->account || info.st_uid == geteuid()) &&
		signer_set(fd, move->account, move->group, mode);
	if (ok)
		signer_move_all(move, fd);
	if (fd >= 0)
		close(fd);
	return ok || signer_fail(name, err);
}

bool signer_lay_out_store(const struct signer *signer, const char *path, uid_t account,
	gid_t group, struct bp_error *err)
{
	const struct signer_move records = {account, signer->gid, true},
				 outboxes = {account, signer->gid, false};
	struct stat info;

	if (!signer_check(signer, account, group, err) || !bp_make_folder(path, err))
		return false;
	int store = signer_open(AT_FDCWD, path, O_DIRECTORY);
	bool ok = store >= 0 && fstat(store, &info) == 0 &&
		(info.st_uid == account || info.st_uid == geteuid()) &&
		signer_set(store, geteuid(), group, 01771);

	if (!ok)
		signer_fail(path, err);
	ok = ok && signer_lay_out(store, "learners", &records, 02710, err) &&
		signer_lay_out(store, "outbox", &outboxes, 02750, err);
	if (store >= 0)
		close(store);
	return ok;
}

bool signer_give_key(const struct signer *signer, const char *path, struct bp_error *err)
{
	struct stat info;
	int fd = signer_open(AT_FDCWD, path, 0);
	bool ok = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
		info.st_nlink == 1 &&
		(info.st_uid == geteuid() || info.st_uid == signer->uid) &&
		signer_set(fd, signer->uid, signer->gid, 0600);

	if (fd >= 0)
		close(fd);
	return ok ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("kunci %s tidak dapat diberikan kepada %s"), path,
			signer->name);
}
