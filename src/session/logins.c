/* The file of the keys by which learners log in: read whole, written anew whole. */
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/logins.h>
#include <berpijar/session.h>
#include <berpijar/store.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const login_words[BP_LOGIN_KINDS] = {
	[BP_LOGIN_LEARN] = "learn",
	[BP_LOGIN_PLAIN] = "plain",
	[BP_LOGIN_OUTBOX] = "outbox",
	[BP_LOGIN_NAME] = "name",
};

const char *bp_login_word(enum bp_login_kind kind)
{
	return login_words[kind];
}

static void logins_path(struct bp_buf *path, const char *store)
{
	bp_buf_printf(path, "%s/logins", store);
}

/* ---- lines ---- */

static bool logins_read_kind(struct bp_str word, enum bp_login_kind *kind)
{
	for (int i = 0; i < BP_LOGIN_KINDS; i++) {
		*kind = (enum bp_login_kind)i;
		if (bp_str_is(word, login_words[i]))
			return true;
	}
	return false;
}

static struct bp_str logins_take_word(struct bp_str *line)
{
	size_t blank = bp_str_find(*line, BP_STR(" "), 0);
	size_t len = blank < line->len ? blank : line->len;
	struct bp_str word = bp_str_part(*line, 0, len);

	*line = bp_str_from(*line, len < line->len ? len + 1 : len);
	return word;
}

/* The key itself was looked at when it was added; sshd looks at it again. */
static bool logins_read_line(struct bp_str line, struct bp_login *login)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=@.-_";

	login->learner = logins_take_word(&line);
	struct bp_str kind = logins_take_word(&line);
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] != ' ' && !memchr(allowed, line.at[i], sizeof allowed - 1))
			return false;
	login->type = logins_take_word(&line);
	login->key = line;
	return bp_learner_valid(login->learner) && logins_read_kind(kind, &login->kind) &&
		login->type.len && login->key.len;
}

static void logins_add_line(struct bp_buf *out, const struct bp_login *login)
{
	bp_buf_add_str(out, login->learner);
	bp_buf_printf(out, " %s ", login_words[login->kind]);
	bp_buf_add_str(out, login->type);
	bp_buf_add_char(out, ' ');
	bp_buf_add_str(out, login->key);
	bp_buf_add_char(out, '\n');
}

/* ---- reading ---- */

bool bp_logins_any(const char *store)
{
	struct bp_buf path = {0};

	logins_path(&path, store);
	bool any = bp_is_file(path.at);
	bp_buf_release(&path);
	return any;
}

/* A file that others can write to says nothing about who may log in. */
static bool logins_load(const char *store, struct bp_buf *text, struct bp_error *err)
{
	struct bp_buf path = {0};
	struct stat info;

	logins_path(&path, store);
	bool there = lstat(path.at, &info) == 0;
	bool ok = there || errno == ENOENT
		? true
		: bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat dibaca: %s"), path.at,
			  bp_strerror(errno));
	if (there && (!S_ISREG(info.st_mode) || info.st_mode & 022))
		ok = bp_fail(err, BP_ERROR_STORE,
			_("%s dapat ditulis orang lain, jadi tidak dipakai; chmod 600"),
			path.at);
	ok = ok && (!there || bp_file_read(path.at, BP_LOGINS_SIZE, text, err));
	bp_buf_release(&path);
	return ok;
}

static bool logins_walk(struct bp_str text,
	bool (*each)(void *context, const struct bp_login *login), void *context,
	struct bp_error *err)
{
	struct bp_login login;
	int number = 1;

	for (size_t at = 0; at < text.len; number++) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		struct bp_str line =
			bp_str_part(text, at, end < text.len ? end : text.len);
		if (!logins_read_line(line, &login))
			return bp_fail(err, BP_ERROR_INPUT,
				_("logins:%d: bukan baris kunci; hapuslah baris itu"),
				number);
		if (!each(context, &login))
			return true;
		at += line.len + 1;
	}
	return true;
}

bool bp_logins_each(const char *store,
	bool (*each)(void *context, const struct bp_login *login), void *context,
	struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = logins_load(store, &text, err) &&
		logins_walk(bp_buf_str(&text), each, context, err);

	bp_buf_release(&text);
	return ok;
}

/* ---- changing ---- */

/* A change of the file while its folder is locked. */
struct logins_change {
	/* Appends what becomes of a line. */
	void (*each)(struct logins_change *change, const struct bp_login *login);
	const struct bp_login *added;
	const char *learner, *other;
	size_t count; /* lines that it is about */
	bool clash;   /* the key is there */
	struct bp_buf out;
};

static bool logins_change_line(void *context, const struct bp_login *login)
{
	struct logins_change *change = context;

	change->each(change, login);
	return true;
}

/* The lock goes with the descriptor; -1: err says why there is none. */
static int logins_lock(const char *store, struct bp_error *err)
{
	if (!bp_store_is_ours(store, err))
		return -1;
	int fd = open(store, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0 && flock(fd, LOCK_EX) == 0)
		return fd;
	bp_fail(err, BP_ERROR_STORE, _("folder %s tidak dapat dibuka: %s"), store,
		bp_strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool logins_write(const char *store, struct bp_str text, struct bp_error *err)
{
	struct bp_buf path = {0};

	logins_path(&path, store);
	bool ok = text.len <= BP_LOGINS_SIZE
		? bp_file_write_private(path.at, text, true, err)
		: bp_fail(err, BP_ERROR_INPUT, _("%s: terlalu banyak kunci"), path.at);
	bp_buf_release(&path);
	return ok;
}

/* Writes only if `due` says that there is something to be written. */
static bool logins_change(const char *store, struct logins_change *change,
	bool (*due)(struct logins_change *change, struct bp_error *err),
	struct bp_error *err)
{
	int lock = logins_lock(store, err);
	bool ok = lock >= 0 && bp_logins_each(store, logins_change_line, change, err) &&
		due(change, err) &&
		(change->count == 0 ||
			logins_write(store, bp_buf_str(&change->out), err));

	if (lock >= 0)
		close(lock);
	bp_buf_release(&change->out);
	return ok;
}

static void logins_keep(struct logins_change *change, const struct bp_login *login)
{
	logins_add_line(&change->out, login);
	change->count += bp_str_equal(login->learner, change->added->learner);
	change->clash = change->clash ||
		(bp_str_equal(login->type, change->added->type) &&
			bp_str_equal(login->key, change->added->key));
}

static bool logins_may_add(struct logins_change *change, struct bp_error *err)
{
	if (change->clash)
		return bp_fail(err, BP_ERROR_INPUT,
			_("kunci itu sudah terdaftar; satu kunci menunjuk tepat satu peserta dan satu kegunaan"));
	if (change->count >= BP_LOGINS_MOST)
		return bp_fail(err, BP_ERROR_INPUT,
			_("peserta ini sudah mempunyai %d kunci; hapuslah yang lama dengan: berpijar learner key remove"),
			BP_LOGINS_MOST);
	logins_add_line(&change->out, change->added);
	change->count++;
	return true;
}

bool bp_logins_add(const char *store, const struct bp_login *login, struct bp_error *err)
{
	struct logins_change change = {.each = logins_keep, .added = login};

	return logins_change(store, &change, logins_may_add, err);
}

static bool logins_always(struct logins_change *change, struct bp_error *err)
{
	(void)change, (void)err;
	return true;
}

static bool logins_ends(struct bp_str key, struct bp_str end)
{
	return key.len >= end.len &&
		bp_str_equal(bp_str_from(key, key.len - end.len), end);
}

static void logins_leave_out(struct logins_change *change, const struct bp_login *login)
{
	if (bp_str_is(login->learner, change->learner) &&
		logins_ends(login->key, bp_str(change->other)))
		change->count++;
	else
		logins_add_line(&change->out, login);
}

bool bp_logins_remove(const char *store, const char *learner, const char *end,
	size_t *removed, struct bp_error *err)
{
	struct logins_change change = {
		.each = logins_leave_out, .learner = learner, .other = end};
	bool ok = logins_change(store, &change, logins_always, err);

	*removed = change.count;
	return ok;
}

/* ---- names of accounts ---- */

#define LOGIN_NAME_TYPE "login"
#define LOGIN_NAME_MOST 64 /* bytes */

bool bp_login_name_valid(struct bp_str name)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";

	for (size_t i = 0; i < name.len; i++)
		if (!memchr(allowed, name.at[i], sizeof allowed - 1))
			return false;
	return name.len > 0 && name.len <= LOGIN_NAME_MOST;
}

static void logins_name(struct logins_change *change, const struct bp_login *login)
{
	bool name = login->kind == BP_LOGIN_NAME,
	     ours = bp_str_equal(login->learner, change->added->learner);

	if (name && ours)
		return;
	change->clash |= name && bp_str_equal(login->key, change->added->key);
	logins_add_line(&change->out, login);
}

static bool logins_may_name(struct logins_change *change, struct bp_error *err)
{
	if (change->clash)
		return bp_fail(err, BP_ERROR_INPUT,
			_("nama login %.*s sudah milik peserta lain"),
			(int)change->added->key.len, change->added->key.at);
	logins_add_line(&change->out, change->added);
	change->count++;
	return true;
}

bool bp_logins_set_name(
	const char *store, const char *learner, const char *name, struct bp_error *err)
{
	const struct bp_login login = {.learner = bp_str(learner),
		.kind = BP_LOGIN_NAME,
		.type = BP_STR(LOGIN_NAME_TYPE),
		.key = bp_str(name)};
	struct logins_change change = {.each = logins_name, .added = &login};

	if (!bp_login_name_valid(login.key))
		return bp_fail(
			err, BP_ERROR_USAGE, _("nama login \"%s\" tidak sah"), name);
	return logins_change(store, &change, logins_may_name, err);
}

struct logins_search {
	const char *learner;
	struct bp_buf *name;
};

static bool logins_find_name(void *context, const struct bp_login *login)
{
	const struct logins_search *search = context;

	if (login->kind != BP_LOGIN_NAME || !bp_str_is(login->learner, search->learner))
		return true;
	bp_buf_add_str(search->name, login->key);
	return false;
}

bool bp_logins_name(
	const char *store, const char *learner, struct bp_buf *name, struct bp_error *err)
{
	struct logins_search search = {learner, name};

	return bp_logins_each(store, logins_find_name, &search, err);
}

/* ---- another id ---- */

static void logins_give(struct logins_change *change, const struct bp_login *login)
{
	struct bp_login line = *login;

	if (bp_str_is(login->learner, change->learner)) {
		line.learner = bp_str(change->other);
		change->count++;
	}
	logins_add_line(&change->out, &line);
}

bool bp_logins_rename(
	const char *store, const char *from, const char *to, struct bp_error *err)
{
	struct logins_change change = {.each = logins_give, .learner = from, .other = to};

	return logins_change(store, &change, logins_always, err);
}
