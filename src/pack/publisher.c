/* The keys of publishers: one that signs, and those that are trusted. */
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/pack.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET_KIND   "berpijar-publisher-secret "
#define PUBLIC_KIND   "berpijar-publisher "
#define SECRET_LIMIT  1024
#define PUBLISHER_HEX ((size_t)2 * BP_PUBLIC_KEY_SIZE)

/* Opens a file that decides whom we believe: nobody but its owner may have written it. A
 * file that is not there is no mistake: *fd is -1. */
static bool publisher_open(
	const char *path, unsigned owner, mode_t refused, int *fd, struct bp_error *err)
{
	struct stat info;

	*fd = bp_open_plain(AT_FDCWD, path, &info);
	if (*fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	if (*fd < 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"), path,
			errno == EINVAL ? _("bukan berkas biasa") : bp_strerror(errno));
	if (info.st_uid == owner && !(info.st_mode & refused))
		return true;
	close(*fd);
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s milik pengguna lain, atau haknya terlalu longgar, jadi tidak dipakai; perbaiki dengan chown dan chmod"),
		path);
}

/* Up to `limit` bytes of an open file, which is closed. */
static bool publisher_read_open(
	int fd, const char *path, size_t limit, struct bp_buf *text, struct bp_error *err)
{
	ssize_t got = 1;

	while (got > 0 && text->len <= limit) {
		got = read(fd, bp_buf_room(text, 4096), 4096);
		text->len += got > 0 ? (size_t)got : 0;
	}
	int cause = errno;
	close(fd);
	if (got < 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"), path,
			bp_strerror(cause));
	return text->len <= limit ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s lebih besar dari %zu KiB; itu bukan berkas kunci"), path,
			limit / 1024);
}

/* ---- one that signs ---- */

bool bp_publisher_key_make(const char *path, const char *name,
	struct bp_publisher *publisher, struct bp_error *err)
{
	struct bp_key_pair pair = {{0}, {0}};
	struct bp_buf line = {0};

	if (!bp_key_name_fits(bp_str(name)))
		return bp_fail(err, BP_ERROR_USAGE,
			_("nama penerbit \"%s\": pakailah 1-64 huruf dan angka"), name);
	bool ok = bp_key_pair_make(&pair, err);
	if (ok) {
		bp_key_line_write(SECRET_KIND, pair.secret_key, sizeof pair.secret_key,
			name, &line);
		ok = bp_file_write_private(path, bp_buf_str(&line), false, err);
		explicit_bzero(line.at, line.room);
	}
	if (ok) {
		memcpy(publisher->key, pair.public_key, sizeof publisher->key);
		memcpy(publisher->name, name, strlen(name) + 1);
	}
	bp_buf_release(&line);
	bp_key_pair_wipe(&pair);
	return ok;
}

static bool publisher_take_secret(struct bp_str line, struct bp_publisher_key *key)
{
	uint8_t *secret = key->pair.secret_key;

	if (!bp_key_line_read(line, SECRET_KIND, secret, BP_SECRET_KEY_SIZE, key->name) ||
		!bp_secret_key_fits(secret))
		return false;
	memcpy(key->pair.public_key, secret + BP_SECRET_KEY_SIZE - BP_PUBLIC_KEY_SIZE,
		BP_PUBLIC_KEY_SIZE);
	return true;
}

bool bp_publisher_key_load(
	const char *path, struct bp_publisher_key *key, struct bp_error *err)
{
	struct bp_buf text = {0};
	int fd;

	*key = (struct bp_publisher_key){.name = ""};
	if (!publisher_open(path, geteuid(), 077, &fd, err))
		return false;
	if (fd < 0)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada kunci penerbit %s; buatlah dengan: berpijar pack --new-key BERKAS NAMA"),
			path);
	bool ok = publisher_read_open(fd, path, SECRET_LIMIT, &text, err);
	if (ok && !publisher_take_secret(bp_buf_str(&text), key))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("%s bukan kunci yang dibuat berpijar pack --new-key"), path);
	if (text.at)
		explicit_bzero(text.at, text.room);
	bp_buf_release(&text);
	return ok;
}

/* ---- public halves ---- */

void bp_publisher_write(const struct bp_publisher *publisher, struct bp_buf *out)
{
	bp_key_line_write(
		PUBLIC_KIND, publisher->key, sizeof publisher->key, publisher->name, out);
}

bool bp_publisher_read(struct bp_str line, struct bp_publisher *publisher)
{
	line = bp_str_trim(line);
	*publisher = (struct bp_publisher){.name = ""};
	return (line.len == PUBLISHER_HEX &&
		       bp_hex_read(line, publisher->key, sizeof publisher->key)) ||
		bp_key_line_read(line, PUBLIC_KIND, publisher->key, sizeof publisher->key,
			publisher->name);
}

const struct bp_publisher *bp_trust_find(
	const struct bp_trust *trust, const uint8_t key[BP_PUBLIC_KEY_SIZE])
{
	for (size_t i = 0; i < trust->count; i++)
		if (memcmp(trust->at[i].key, key, BP_PUBLIC_KEY_SIZE) == 0)
			return &trust->at[i];
	return NULL;
}

/* ---- files of those who are trusted ---- */

static bool trust_take_line(struct bp_arena *arena, struct bp_trust *trust,
	struct bp_str line, const char *path, int number, struct bp_error *err)
{
	struct bp_publisher publisher;

	line = bp_str_trim(line);
	if (line.len == 0 || line.at[0] == '#')
		return true;
	if (!bp_publisher_read(line, &publisher) || !publisher.name[0])
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s:%d: bukan kunci penerbit; salinlah baris yang dicetak berpijar pack --new-key"),
			path, number);
	*BP_PUSH(arena, trust->at, trust->count, trust->room) = publisher;
	return true;
}

static bool trust_take(struct bp_arena *arena, struct bp_trust *trust, struct bp_str text,
	const char *path, struct bp_error *err)
{
	bool ok = true;
	size_t at = 0;

	for (int number = 1; ok && at < text.len; number++) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		struct bp_str line =
			bp_str_part(text, at, end < text.len ? end : text.len);
		ok = trust_take_line(arena, trust, line, path, number, err);
		at += line.len + 1;
	}
	return ok;
}

bool bp_trust_read_file(struct bp_arena *arena, struct bp_trust *trust, const char *path,
	unsigned owner, struct bp_error *err)
{
	struct bp_buf text = {0};
	int fd;

	if (!publisher_open(path, owner, 022, &fd, err))
		return false;
	bool ok = fd < 0 ||
		(publisher_read_open(fd, path, BP_PACK_TRUST_LIMIT, &text, err) &&
			trust_take(arena, trust, bp_buf_str(&text), path, err));
	bp_buf_release(&text);
	return ok;
}

bool bp_trust_read(struct bp_arena *arena, struct bp_trust *trust, struct bp_error *err)
{
	struct bp_buf own = {0};
	bool ok = bp_trust_read_file(arena, trust, BP_TRUST_SYSTEM, 0, err) &&
		(!bp_settings_path("trusted", &own) ||
			bp_trust_read_file(arena, trust, own.at, geteuid(), err));

	bp_buf_release(&own);
	return ok;
}

static bool trust_append(
	const char *path, const struct bp_publisher *publisher, struct bp_error *err)
{
	struct bp_buf text = {0};
	int fd;

	if (!publisher_open(path, geteuid(), 022, &fd, err))
		return false;
	bool ok =
		fd < 0 || publisher_read_open(fd, path, BP_PACK_TRUST_LIMIT, &text, err);
	if (ok && text.len && text.at[text.len - 1] != '\n')
		bp_buf_add_char(&text, '\n');
	if (ok) {
		bp_publisher_write(publisher, &text);
		ok = bp_file_write_private(path, bp_buf_str(&text), true, err);
	}
	bp_buf_release(&text);
	return ok;
}

bool bp_trust_add(const struct bp_publisher *publisher, bool *known, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_trust trust = {0};
	struct bp_buf path = {0}, folder = {0};
	bool ok = bp_settings_path("trusted", &path) ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("HOME tidak diatur, jadi tidak ada tempat untuk berkas kunci"));

	ok = ok && bp_trust_read(arena, &trust, err);
	*known = ok && bp_trust_find(&trust, publisher->key);
	if (ok && !*known) {
		bp_settings_path("", &folder);
		ok = bp_make_folder(folder.at, err) &&
			trust_append(path.at, publisher, err);
	}
	bp_buf_release(&folder);
	bp_buf_release(&path);
	bp_arena_free(arena);
	return ok;
}
