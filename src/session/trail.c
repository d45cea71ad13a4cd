/* Who did what with whose record: writing the trail and reading it. */
#include <berpijar/account.h>
#include <berpijar/control.h>
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/log.h>
#include <berpijar/session.h>
#include <berpijar/time.h>
#include <berpijar/trail.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRAIL_MOST (64 << 20) /* bytes that are read */

/* ---- who ---- */

/* A name of an account, as far as it is fit for a line of words. */
static void trail_add_account(struct bp_buf *out, const char *key, uid_t uid)
{
	struct bp_account account;

	if (bp_account_numbered(uid, &account) && *account.name &&
		!strpbrk(account.name, " =\t"))
		bp_buf_printf(out, " %s=%s", key, account.name);
	else
		bp_buf_printf(out, " %s=%u", key, (unsigned)uid);
}

/* The account by which somebody logged in stays known to the kernel through sudo. */
static bool trail_find_login(uid_t *uid)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read("/proc/self/loginuid", 32, &text, NULL);
	unsigned long number = ok ? strtoul(text.at, NULL, 10) : UINT32_MAX;

	bp_buf_release(&text);
	*uid = (uid_t)number;
	return number < UINT32_MAX;
}

void bp_trail_add_who(struct bp_buf *out)
{
	uid_t login;

	trail_add_account(out, "by", geteuid());
	if (trail_find_login(&login) && login != geteuid())
		trail_add_account(out, "login", login);
}

static bool trail_is_self(const char *learner)
{
	struct bp_account account;

	return bp_account_numbered(getuid(), &account) &&
		strcmp(account.name, learner) == 0;
}

static bool trail_is_look(const struct bp_trail_entry *entry)
{
	return strcmp(entry->action, BP_TRAIL_LOOK) == 0;
}

/* ---- the file ---- */

static void trail_path(const char *store, struct bp_buf *path)
{
	bp_buf_printf(path, "%s/%s", store, BP_TRAIL_FILE);
}

/* The link at the end of a text that ends with a line; zeros if there is none. A line that
 * was cut off has none, so the next one does not follow, which shows. */
static struct bp_digest trail_last_link(struct bp_str text)
{
	struct bp_digest link = {{0}};
	struct bp_str end = text.len > BP_DIGEST_HEX
		? bp_str_part(text, text.len - BP_DIGEST_HEX - 1, text.len - 1)
		: (struct bp_str){0};

	if (!end.len || text.at[text.len - 1] != '\n' ||
		!bp_hex_read(end, link.at, sizeof link.at))
		memset(link.at, 0, sizeof link.at);
	return link;
}

static struct bp_digest trail_read_last(int fd)
{
	char bytes[BP_DIGEST_HEX + 1];
	struct stat info;
	ssize_t got = 0;

	if (fstat(fd, &info) == 0 && info.st_size > (off_t)sizeof bytes)
		got = pread(fd, bytes, sizeof bytes, info.st_size - (off_t)sizeof bytes);
	return trail_last_link((struct bp_str){bytes, got > 0 ? (size_t)got : 0});
}

static struct bp_digest trail_link(const struct bp_digest *before, struct bp_str text)
{
	struct bp_buf covered = {0};

	bp_hex_add(&covered, before->at, sizeof before->at);
	bp_buf_add_char(&covered, '\n');
	bp_buf_add_str(&covered, text);
	struct bp_digest link = bp_digest_of(bp_buf_str(&covered));
	bp_buf_release(&covered);
	return link;
}

static bool trail_append(int fd, const char *text)
{
	struct bp_digest before = trail_read_last(fd);
	struct bp_digest link = trail_link(&before, bp_str(text));
	struct bp_buf line = {0};

	bp_buf_printf(&line, "%s ", text);
	bp_hex_add(&line, link.at, sizeof link.at);
	bp_buf_add_char(&line, '\n');
	bool ok = bp_write_all(fd, bp_buf_str(&line));
	bp_buf_release(&line);
	return ok;
}

/* One line at a time, whoever writes; no link is followed. */
static bool trail_write(const char *store, const char *text, bool durable)
{
	struct bp_buf path = {0};
	struct stat info;

	trail_path(store, &path);
	int fd = open(path.at,
		O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
	bp_buf_release(&path);
	if (fd < 0)
		return false;
	bool ok = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
		flock(fd, LOCK_EX) == 0 && trail_append(fd, text) &&
		(!durable || fdatasync(fd) == 0);
	close(fd);
	return ok;
}

/* ---- an entry ---- */

/* "learner=ani command=report by=…": what the log is told as well. */
static void trail_add_words(struct bp_buf *out, const struct bp_trail_entry *entry)
{
	struct bp_buf reason = {0};

	bp_buf_printf(out, "%s learner=%s command=%s", entry->action, entry->learner,
		entry->command);
	bp_trail_add_who(out);
	if (entry->reason && *entry->reason) {
		struct bp_str text = bp_str(entry->reason);
		size_t len =
			text.len < BP_TRAIL_REASON_MOST ? text.len : BP_TRAIL_REASON_MOST;
		bp_buf_add_clean_line(&reason, bp_str_part(text, 0, len));
		for (size_t i = 0; i < reason.len; i++)
			reason.at[i] = reason.at[i] == '"' ? '\'' : reason.at[i];
		bp_buf_printf(out, " reason=\"%s\"", reason.at);
	}
	bp_buf_release(&reason);
}

bool bp_trail_note(const char *store, const struct bp_trail_entry *entry)
{
	bool server = bp_control_is_there(store), look = trail_is_look(entry);
	struct bp_buf words = {0}, line = {0};
	char time[BP_TIME_ROOM];

	if ((look && trail_is_self(entry->learner)) || !bp_is_folder(store))
		return true;
	trail_add_words(&words, entry);
	bp_time_iso(bp_session_now(), time);
	bp_buf_printf(&line, "%s %s", time, words.at);
	bool kept = trail_write(store, line.at, !look) || (look && !server);
	if (server) {
		bp_log_patient();
		kept = bp_log(BP_LOG_NOTICE, "%s", words.at) && kept;
	}
	bp_buf_release(&words);
	bp_buf_release(&line);
	return kept;
}

/* ---- reading ---- */

static const char *trail_keep(struct bp_arena *arena, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	const char *kept = bp_arena_cstr(arena, bp_buf_str(&clean));
	bp_buf_release(&clean);
	return kept;
}

/* Takes what is before a character, and the character, off the text. */
static struct bp_str trail_take(struct bp_str *text, char until)
{
	size_t end = 0;

	while (end < text->len && text->at[end] != until)
		end++;
	struct bp_str taken = bp_str_part(*text, 0, end);
	*text = bp_str_from(*text, end < text->len ? end + 1 : end);
	return taken;
}

static void trail_read_words(
	struct bp_trail_line *line, struct bp_arena *arena, struct bp_str text)
{
	const struct {
		const char *key, **value;
	} keys[] = {{"learner", &line->learner}, {"command", &line->command},
		{"by", &line->by}, {"login", &line->login}};
	struct bp_str reason = bp_str(" reason=\"");
	size_t at = bp_str_find(text, reason, 0);

	*line = (struct bp_trail_line){"", "", "", "", "", "", "", false};
	if (at != SIZE_MAX) {
		struct bp_str rest = bp_str_from(text, at + reason.len);
		line->reason = trail_keep(arena, trail_take(&rest, '"'));
		text = bp_str_part(text, 0, at);
	}
	line->at = trail_keep(arena, trail_take(&text, ' '));
	line->action = trail_keep(arena, trail_take(&text, ' '));
	while (text.len) {
		struct bp_str word = trail_take(&text, ' ');
		struct bp_str key = trail_take(&word, '=');
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
			if (bp_str_is(key, keys[i].key))
				*keys[i].value = trail_keep(arena, word);
	}
}

static void trail_read_line(
	struct bp_trail *trail, struct bp_arena *arena, struct bp_str text)
{
	struct bp_trail_line *line =
		BP_PUSH(arena, trail->lines, trail->count, trail->room);
	size_t end = text.len > BP_DIGEST_HEX ? text.len - BP_DIGEST_HEX - 1 : 0;
	struct bp_digest link = {{0}},
			 made = trail_link(&trail->link, bp_str_part(text, 0, end));

	trail_read_words(line, arena, bp_str_part(text, 0, end));
	line->holds = end &&
		bp_hex_read(bp_str_from(text, end + 1), link.at, sizeof link.at) &&
		bp_digest_equal(&link, &made);
	trail->broken += !line->holds;
	trail->link = link;
}

bool bp_trail_read(const char *store, struct bp_arena *arena, struct bp_trail *trail,
	struct bp_error *err)
{
	struct bp_buf path = {0}, bytes = {0};
	struct bp_str text;

	*trail = (struct bp_trail){.count = 0};
	trail_path(store, &path);
	bool there = bp_is_file(path.at);
	bool ok = !there || bp_file_read(path.at, TRAIL_MOST, &bytes, err);
	for (text = bp_buf_str(&bytes); ok && text.len;)
		trail_read_line(trail, arena, trail_take(&text, '\n'));
	bp_buf_release(&path);
	bp_buf_release(&bytes);
	return ok;
}
