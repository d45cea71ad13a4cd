/* The folder of control: its files are read at a glance, and written whole. */
#include "control.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SETTLED_MS 2000 /* a file system's clock may be as coarse as that */

/* ---- where it is ---- */

/* Beside the store as it is named: who may not enter the store finds it, too. */
void bp_control_folder(const char *store, struct bp_buf *path)
{
	size_t len = strlen(store);

	while (len > 1 && store[len - 1] == '/')
		len--;
	while (len > 0 && store[len - 1] != '/')
		len--;
	bp_buf_add(path, store, len);
	bp_buf_add_cstr(path, "control");
}

static void control_path(
	const char *store, const char *below, const char *name, struct bp_buf *path)
{
	bp_control_folder(store, path);
	bp_buf_printf(path, "%s%s%s%s", *below ? "/" : "", below, *name ? "/" : "", name);
}

bool bp_control_is_there(const char *store)
{
	struct bp_buf path = {0};

	bp_control_folder(store, &path);
	bool there = bp_is_folder(path.at);
	bp_buf_release(&path);
	return there;
}

/* ---- reading ---- */

static bool control_read_open(int fd, const struct stat *info, struct bp_buf *text)
{
	size_t size = (size_t)info->st_size;

	if ((info->st_mode & 002) || size > CONTROL_FILE_LIMIT)
		return false;
	ssize_t got = read(fd, bp_buf_room(text, size), size);
	if (got < 0)
		return false;
	text->len += (size_t)got;
	return true;
}

enum control_read control_read(int folder, const char *name, struct bp_buf *text)
{
	struct stat info;
	int fd = bp_open_plain(folder, name, &info);

	if (fd < 0)
		return errno == ENOENT ? CONTROL_MISSING : CONTROL_BAD;
	bool ok = control_read_open(fd, &info, text);
	close(fd);
	return ok ? CONTROL_READ : CONTROL_BAD;
}

static int control_open_folder(const char *store, const char *below)
{
	struct bp_buf path = {0};

	control_path(store, below, "", &path);
	int fd = open(path.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bp_buf_release(&path);
	return fd;
}

enum control_read control_read_at(
	const char *store, const char *below, const char *name, struct bp_buf *text)
{
	int folder = control_open_folder(store, below);

	if (folder < 0)
		return errno == ENOENT ? CONTROL_MISSING : CONTROL_BAD;
	enum control_read read = control_read(folder, name, text);
	close(folder);
	return read;
}

struct bp_str control_take(struct bp_str *text, char end)
{
	size_t at = 0;

	while (at < text->len && text->at[at] != end)
		at++;
	struct bp_str taken = bp_str_part(*text, 0, at);
	*text = bp_str_from(*text, at < text->len ? at + 1 : at);
	return taken;
}

bool control_read_time(struct bp_str text, int64_t *at)
{
	*at = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!bp_is_digit(text.at[i]) || *at > BP_TIME_MOST)
			return false;
		*at = *at * 10 + (text.at[i] - '0');
	}
	return text.len > 0 && *at <= BP_TIME_MOST;
}

/* ---- what a session knows ---- */

static void control_load_messages(struct bp_control *control)
{
	struct bp_buf text = {0};

	control->messages.count = 0;
	if (control_read(control->folder, "messages", &text) == CONTROL_READ)
		messages_parse(&control->messages, control->arena, bp_buf_str(&text));
	bp_buf_release(&text);
}

/* What closes a server and cannot be read closes it all the same. */
static void control_load_closing(struct bp_control *control)
{
	struct bp_buf text = {0};
	enum control_read read = control_read(control->folder, "closed", &text);

	control->closing = (struct control_closing){.set = read != CONTROL_MISSING};
	if (read == CONTROL_READ)
		closing_parse(&control->closing, control->arena, bp_buf_str(&text));
	bp_buf_release(&text);
}

static void control_load_gates(struct bp_control *control)
{
	struct bp_buf text = {0};
	enum control_read read = control->gates_folder < 0
		? control->unreadable ? CONTROL_BAD : CONTROL_MISSING
		: control_read(control->gates_folder, "exams", &text);

	control->gates = (struct control_gates){0};
	if (read == CONTROL_READ &&
		!gates_parse(&control->gates, control->arena, bp_buf_str(&text)))
		read = CONTROL_BAD;
	control->gates.state = read == CONTROL_READ ? GATES_READ
		: read == CONTROL_BAD               ? GATES_DAMAGED
						    : GATES_NONE;
	bp_buf_release(&text);
}

static void control_load(struct bp_control *control)
{
	bp_arena_free(control->arena);
	control->arena = bp_arena_new();
	if (control->folder >= 0) {
		control_load_messages(control);
		control_load_closing(control);
	}
	control_load_gates(control);
}

static int64_t control_ms(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000 + time->tv_nsec / 1000000;
}

bool bp_control_look(struct bp_control *control, int64_t now)
{
	int folder = control->gates_folder >= 0 ? control->gates_folder : control->folder;
	struct stat info;

	if (folder < 0 || fstat(folder, &info) != 0)
		return false;
	if (control->settled && info.st_mtim.tv_sec == control->changed.tv_sec &&
		info.st_mtim.tv_nsec == control->changed.tv_nsec)
		return false;
	control->changed = info.st_mtim;
	control->settled = now - control_ms(&info.st_mtim) > SETTLED_MS;
	control_load(control);
	return true;
}

struct bp_control *bp_control_open(const char *store, enum bp_zone zone, int64_t now)
{
	struct bp_control *control = bp_alloc(1, sizeof *control);

	*control = (struct bp_control){.zone = zone, .begun = now};
	control->folder = control_open_folder(store, "");
	control->unreadable = control->folder < 0 && errno != ENOENT && errno != ENOTDIR;
	control->gates_folder = control_open_folder(store, CONTROL_GATES);
	control->unreadable = control->unreadable ||
		(control->gates_folder < 0 && errno != ENOENT && errno != ENOTDIR);
	control_load(control);
	return control;
}

void bp_control_free(struct bp_control *control)
{
	if (!control)
		return;
	if (control->folder >= 0)
		close(control->folder);
	if (control->gates_folder >= 0)
		close(control->gates_folder);
	bp_arena_free(control->arena);
	free(control);
}

/* ---- writing ---- */

static bool control_fail(
	const char *store, const char *below, const char *name, struct bp_error *err)
{
	int cause = errno;
	struct bp_buf path = {0};

	control_path(store, below, name, &path);
	if (cause == EACCES || cause == EPERM || cause == EROFS)
		bp_fail(err, BP_ERROR_SYSTEM,
			_("%s tidak dapat Anda tulis; siapa yang boleh: docs/admin.md"),
			path.at);
	else if (cause == ENOENT)
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("%s tidak ada; buatlah dengan: berpijar kiosk --init"),
			path.at);
	else
		bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"), path.at,
			bp_strerror(cause));
	bp_buf_release(&path);
	return false;
}

int control_lock(const char *store, const char *below, struct bp_error *err)
{
	int fd = control_open_folder(store, below);

	if (fd >= 0 && faccessat(fd, ".", W_OK, AT_EACCESS) == 0 &&
		flock(fd, LOCK_EX) == 0)
		return fd;
	control_fail(store, below, "", err);
	if (fd >= 0)
		close(fd);
	return -1;
}

bool control_unlock(int lock, bool ok)
{
	if (lock >= 0)
		close(lock);
	return lock >= 0 && ok;
}

/* Whoever may not touch the trainers' folder wrote into it, which has touched it. */
void control_touch(const char *store)
{
	struct bp_buf path = {0};

	control_path(store, CONTROL_GATES, "", &path);
	utimensat(AT_FDCWD, path.at, NULL, 0);
	bp_buf_release(&path);
}

bool control_write(const char *store, const char *below, const char *name,
	struct bp_str text, struct bp_error *err)
{
	struct bp_buf path = {0};
	mode_t before = umask(022); /* all sessions read it, one group may write it */

	control_path(store, below, name, &path);
	bool ok = bp_file_write(path.at, text, true, err);
	umask(before);
	control_touch(store);
	bp_buf_release(&path);
	return ok;
}
