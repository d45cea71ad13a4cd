/*
 * Where a record lies, and who may write it.
 *
 * The database file itself is never opened here: POSIX drops all of a process's locks
 * on a file when any descriptor of it is closed, and SQLite's locks are of that kind.
 * So it is only looked at by its name, in a folder that nobody else can write to, and the
 * writer's lock is on a file of its own.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#define DATABASE_LEAST 512            /* bytes: the smallest page */
#define LOCK_BYTES     (1 << 30)      /* the range of the lock file that is locked */
#define CHECK_EVERY    (24 * 60 * 60) /* seconds */

static char *path_of(const char *folder, const char *name, const char *ending)
{
	struct bp_buf path = {0};
	bp_buf_printf(&path, "%s/%s%s", folder, name, ending);
	return path.at;
}

bool location_fail(const char *path, int cause, struct bp_error *err)
{
	bool readable = cause == EROFS || cause == EACCES || cause == EPERM;

	if (cause == ENOSPC || cause == EDQUOT)
		return bp_fail(err, BP_ERROR_READ_ONLY, _(DISK_FULL), path);
	if (cause == EFBIG)
		return bp_fail(err, BP_ERROR_READ_ONLY, _(FILE_LIMIT_REACHED), path);
	return bp_fail(err, readable ? BP_ERROR_READ_ONLY : BP_ERROR_STORE,
		_("%s tidak dapat ditulis: %s; periksa hak aksesnya, atau pilih tempat lain dengan --store"),
		path, bp_strerror(cause));
}

bool location_is_network(unsigned long type)
{
	static const unsigned types[] = {
		0x6969,     /* NFS */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB2 */
		0x517b,     /* SMB */
		0x65735546, /* FUSE: sshfs and the like */
		0x01021997, /* 9p */
		0x5346414f, /* AFS */
		0x00c36400, /* Ceph */
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i] == (unsigned)type)
			return true;
	return false;
}

static bool resolve(struct location *at, const char *folder, const char *learner,
	struct bp_error *err)
{
	struct statfs system;
	char *real = realpath(folder, NULL);

	if (!real && errno == ENOENT)
		at->missing = true;
	else if (!real)
		return bp_fail(err, BP_ERROR_STORE, _("folder %s tidak dapat dibuka: %s"),
			folder, bp_strerror(errno));
	at->network = real && statfs(real, &system) == 0 &&
		location_is_network((unsigned long)system.f_type);
	at->folder = real ? real : bp_strdup(folder);
	at->file = path_of(at->folder, learner, ".db");
	at->lock = path_of(at->folder, learner, ".lock");
	return true;
}

/* The folder of a store's records; without one the folder itself, into which somebody has
 * gathered the files of learners. */
char *location_folder(const char *store)
{
	char *folder = path_of(store, "learners", "");

	if (bp_is_folder(folder) || !bp_is_folder(store))
		return folder;
	free(folder);
	return bp_strdup(store);
}

bool location_find(
	struct location *at, const char *store, const char *learner, struct bp_error *err)
{
	char *folder = location_folder(store);
	bool ok = resolve(at, folder, learner, err);
	free(folder);
	if (!ok || at->missing)
		return ok;
	return location_inspect(at, BP_STORE_READ, err) &&
		(!at->missing || location_not_lost(at, anchor_peek(at), err));
}

bool location_not_lost(const struct location *at, int64_t events, struct bp_error *err)
{
	return events <= 0 ||
		bp_fail(err, BP_ERROR_DAMAGED,
			_("catatan belajar %s hilang, padahal berisi %lld kejadian; kembalikan dari cadangan"),
			at->file, (long long)events);
}

/*
 * On a shared server another user signs proofs, and reads the records for that. Whoever laid
 * out the server has said so by the folder's mode, which no umask makes and no record can
 * ask for: its group may go through it, but not list it, and what is made in it is that
 * group's (set-group-ID). Records there are for the group to read; all else stays ours.
 */
#define FOLDER_OF_SIGNER 02710
#define RECORD_OF_SIGNER 0040

static bool folder_is_signers(const struct stat *folder)
{
	return (folder->st_mode & 07777) == FOLDER_OF_SIGNER;
}

/* What others than the owner may do with a record of this group. */
static mode_t record_rights(const struct location *at, gid_t group)
{
	struct stat folder;

	return stat(at->folder, &folder) == 0 && folder_is_signers(&folder) &&
			folder.st_gid == group
		? RECORD_OF_SIGNER
		: 0;
}

bool location_is_closed(const struct location *at, const struct stat *info)
{
	mode_t rights = info->st_mode & 077;

	return !rights || rights == record_rights(at, info->st_gid);
}

/* The path must be ours, and for others no more than `rights`; its mode is corrected if it
 * is not. */
static bool keep_private(
	const char *path, const struct stat *info, mode_t rights, struct bp_error *err)
{
	if (info->st_uid != geteuid())
		return bp_fail(err, BP_ERROR_STORE,
			_("%s milik pengguna lain; pilih tempat lain dengan --store"),
			path);
	if ((info->st_mode & 077) != rights &&
		chmod(path, (info->st_mode & 0700) | rights) < 0 && errno != EROFS)
		return location_fail(path, errno, err);
	return true;
}

static bool make_folder(const char *folder, struct bp_error *err)
{
	struct bp_error cause;
	struct stat info;

	errno = 0;
	if (!bp_make_folder(folder, &cause))
		return location_fail(folder, errno ? errno : ENOTDIR, err);
	if (stat(folder, &info) < 0)
		return location_fail(folder, errno, err);
	/* setting its mode would take the set-group-ID off it */
	return keep_private(folder, &info, folder_is_signers(&info) ? 0010 : 0, err);
}

bool location_make(
	struct location *at, const char *store, const char *learner, struct bp_error *err)
{
	char *folder = path_of(store, "learners", "");
	bool ok = make_folder(folder, err) && resolve(at, folder, learner, err);
	free(folder);
	return ok;
}

void location_release(struct location *at)
{
	free(at->folder);
	free(at->file);
	free(at->lock);
	*at = (struct location){0};
}

bool location_make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	bool ok = fchmod(fd, 0600) == 0;
	close(fd);
	return ok;
}

bool location_has_journal(const struct location *at)
{
	static const char *const endings[] = {"-wal", "-journal"};
	bool found = false;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct stat info;
		struct bp_buf name = {0};
		bp_buf_printf(&name, "%s%s", at->file, endings[i]);
		found = found || (lstat(name.at, &info) == 0 && info.st_size > 0);
		bp_buf_release(&name);
	}
	return found;
}

bool location_inspect(struct location *at, enum bp_store_mode mode, struct bp_error *err)
{
	struct stat info;

	bool found = lstat(at->file, &info) == 0;
	at->missing = !found && errno == ENOENT;
	/* SQLite would play the lost file's journal into a new one. */
	if (at->missing && location_has_journal(at))
		return bp_fail(err, BP_ERROR_DAMAGED,
			_("catatan belajar %s hilang, tetapi jurnalnya masih ada; mintalah pengelola memulihkannya"),
			at->file);
	if (at->missing)
		return true;
	if (!found)
		return bp_fail(err, BP_ERROR_STORE,
			_("catatan belajar %s tidak dapat dibaca: %s"), at->file,
			bp_strerror(errno));
	if (!S_ISREG(info.st_mode))
		return bp_fail(err, BP_ERROR_STORE,
			_("catatan belajar %s bukan berkas biasa; pindahkan dari sana"),
			at->file);
	/* New files get their names when they are whole (location_install()), so this one
	 * has lost its content. */
	if (info.st_size < DATABASE_LEAST)
		return bp_fail(err, BP_ERROR_DAMAGED,
			_("catatan belajar %s rusak: berkasnya kosong atau terpotong; pulihkan dari cadangan, atau hapus untuk mulai dari awal"),
			at->file);
	return mode == BP_STORE_READ ||
		keep_private(at->file, &info, record_rights(at, info.st_gid), err);
}

bool location_writable(const struct location *at)
{
	return access(at->folder, W_OK) == 0;
}

void location_drop_journals(const char *path)
{
	static const char *const endings[] = {"-wal", "-shm", "-journal"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct bp_buf name = {0};
		bp_buf_printf(&name, "%s%s", path, endings[i]);
		unlink(name.at);
		bp_buf_release(&name);
	}
}

void location_drop(const char *path)
{
	location_drop_journals(path);
	unlink(path);
}

bool location_install(const struct location *at, const char *made, struct bp_error *err)
{
	struct stat info;

	if (lstat(made, &info) == 0 &&
		!keep_private(made, &info, record_rights(at, info.st_gid), err))
		return false;
	if (rename(made, at->file) == 0 && bp_sync_folder(at->folder))
		return true;
	return location_fail(at->file, errno, err);
}

/* Whether the lock's file was removed together with the record (erase.c, learners.c)
 * before we got the lock. */
static bool is_gone(int fd)
{
	struct stat info;

	if (fstat(fd, &info) == 0 && info.st_nlink > 0)
		return false;
	errno = EAGAIN;
	return true;
}

/* A second lock, behind the range of the first, that shows who has it: the first belongs
 * to the open file (F_OFD_SETLK), so the system does not know a process for it. */
static struct flock name_tag(void)
{
	return (struct flock){.l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = LOCK_BYTES,
		.l_len = 1};
}

pid_t location_writer(const struct location *at)
{
	struct flock tag = name_tag();
	int lock = at->network ? -1 : open(at->lock, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (lock < 0)
		return 0;
	bool held = fcntl(lock, F_GETLK, &tag) == 0 && tag.l_type != F_UNLCK;
	close(lock);
	return held && tag.l_pid > 0 ? tag.l_pid : 0;
}

bool location_lock(const struct location *at, int *fd, struct bp_error *err)
{
	struct flock whole = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = LOCK_BYTES};
	struct flock tag = name_tag();
	int lock = open(at->lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat info = {0};

	/* The umask may have taken the owner's own rights. The mode is only set if it
	 * differs, since setting it costs the file system a write in any case. */
	if (lock < 0 || fstat(lock, &info) < 0 ||
		((info.st_mode & 07777) != 0600 && fchmod(lock, 0600) < 0)) {
		int cause = errno;
		if (lock >= 0)
			close(lock);
		return location_fail(at->lock, cause, err);
	}
	if (fcntl(lock, F_OFD_SETLK, &whole) < 0 || is_gone(lock)) {
		int cause = errno;
		close(lock);
		if (cause == EAGAIN || cause == EACCES)
			return bp_fail(err, BP_ERROR_BUSY,
				_("catatan belajar ini sedang dipakai berpijar di jendela lain; lanjutkan di sana, atau tutup dahulu yang itu"));
		return bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat dikunci: %s"),
			at->lock, bp_strerror(cause));
	}
	fcntl(lock, F_SETLK, &tag); /* if it fails, nobody can take over */
	*fd = lock;
	return true;
}

int64_t bp_store_free_bytes(const char *folder)
{
	struct statvfs system;

	if (statvfs(folder, &system) != 0)
		return -1;
	return (int64_t)system.f_bavail * (int64_t)system.f_frsize;
}

bool location_check_due(int fd)
{
	int64_t checked, now = time(NULL);

	if (pread(fd, &checked, sizeof checked, 0) != (ssize_t)sizeof checked)
		return true;
	return checked > now || now - checked >= CHECK_EVERY;
}

bool location_checked(int fd)
{
	int64_t now = time(NULL);
	return pwrite(fd, &now, sizeof now, 0) == (ssize_t)sizeof now;
}
