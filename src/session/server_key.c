/* The key that a server signs proofs with: STORE/key, and STORE/key.pub for verifiers. */
#include "server_key.h"
#include <berpijar/file.h>
#include <berpijar/key_line.h>
#include <berpijar/lang.h>
#include <berpijar/proofs.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET     "berpijar-ed25519-secret "
#define FILE_LIMIT 1024

static void key_add_path(struct bp_buf *out, const char *folder, const char *name)
{
	bp_buf_printf(out, "%s/%s", folder, name);
}

/* ---- the files' one line: what it is, hexadecimal, the server's name ---- */

static bool key_read_file(const char *path, const char *kind, uint8_t *key, size_t size,
	char server[BP_KEY_NAME_ROOM], struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read(path, FILE_LIMIT, &text, err);

	if (ok && !bp_key_line_read(bp_buf_str(&text), kind, key, size, server))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("%s bukan kunci yang dibuat berpijar store key"), path);
	if (text.at)
		explicit_bzero(text.at, text.room);
	bp_buf_release(&text);
	return ok;
}

/* ---- the secret ---- */

/* A secret that others can read proves nothing, so it is refused. A file that we may not
 * read is no mistake: only the server's own account can sign. */
static bool key_check_secret(const char *path, bool *usable, struct bp_error *err)
{
	struct stat info;

	*usable = access(path, R_OK) == 0 && stat(path, &info) == 0;
	if (*usable && info.st_uid != geteuid())
		return bp_fail(err, BP_ERROR_STORE,
			_("%s milik pengguna lain, jadi tidak dipakai; jalankan berpijar sebagai pemiliknya, atau buatlah kunci baru"),
			path);
	if (!*usable || !(info.st_mode & 077))
		return true;
	return bp_fail(err, BP_ERROR_STORE,
		_("%s dapat dibaca orang lain, jadi tidak dipakai; buatlah kunci baru, atau chmod 600"),
		path);
}

bool bp_server_key_load_file(const char *path, struct bp_signer *room,
	const struct bp_signer **signer, struct bp_error *err)
{
	bool usable = false;

	_Static_assert(sizeof room->server == BP_KEY_NAME_ROOM, "the same limit");
	bool ok = key_check_secret(path, &usable, err) &&
		(!usable ||
			key_read_file(path, SECRET, room->pair.secret_key,
				sizeof room->pair.secret_key, room->server, err));
	if (ok && usable && !bp_secret_key_fits(room->pair.secret_key))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("%s rusak: tanda tangannya tidak akan sah; kembalikan dari cadangan, atau buatlah kunci baru"),
			path);
	if (ok && usable) {
		/* libsodium keeps the public key in the second half of the secret one */
		memcpy(room->pair.public_key,
			room->pair.secret_key + BP_SECRET_KEY_SIZE - BP_PUBLIC_KEY_SIZE,
			BP_PUBLIC_KEY_SIZE);
		*signer = room;
	}
	return ok;
}

bool bp_server_key_load(const char *folder, struct bp_signer *room,
	const struct bp_signer **signer, struct bp_error *err)
{
	struct bp_buf path = {0};

	key_add_path(&path, folder, "key");
	bool ok = bp_server_key_load_file(path.at, room, signer, err);
	bp_buf_release(&path);
	return ok;
}

/* ---- making one ---- */

static bool key_exists(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

/* Everybody may read this file, whatever the umask says. */
static bool key_write_public(const char *path, const uint8_t key[BP_PUBLIC_KEY_SIZE],
	const char *server, struct bp_error *err)
{
	struct bp_buf line = {0};

	bp_key_line_write(KEY_PUBLIC, key, BP_PUBLIC_KEY_SIZE, server, &line);
	bool ok = bp_file_write_private(path, bp_buf_str(&line), false, err) &&
		(chmod(path, 0644) == 0 ||
			bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
				path, bp_strerror(errno)));
	bp_buf_release(&line);
	return ok;
}

static bool key_write_pair(const struct bp_key_pair *pair, const char *server,
	const char *secret, const char *public_path, struct bp_error *err)
{
	struct bp_buf line = {0};

	bp_key_line_write(
		SECRET, pair->secret_key, sizeof pair->secret_key, server, &line);
	bool ok = bp_file_write_private(secret, bp_buf_str(&line), false, err);
	explicit_bzero(line.at, line.room);
	bp_buf_release(&line);
	if (!ok || key_write_public(public_path, pair->public_key, server, err))
		return ok;
	unlink(secret);
	return false;
}

bool key_make_pair(const char *server, const char *secret, const char *public_path,
	struct bp_error *err)
{
	struct bp_key_pair pair = {{0}, {0}};
	bool ok = bp_key_pair_make(&pair, err) &&
		key_write_pair(&pair, server, secret, public_path, err);

	bp_key_pair_wipe(&pair);
	return ok;
}

/* Writes key.pub again from the secret key, which contains it. */
static bool key_remake_public(const char *folder, const char *server,
	const char *public_path, struct bp_error *err)
{
	struct bp_signer room = {.server = ""};
	const struct bp_signer *signer = NULL;
	bool ok = bp_server_key_load(folder, &room, &signer, err);

	if (!ok)
		return false;
	if (!signer)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s/key tidak dapat dibaca: %s"),
			folder, bp_strerror(EACCES));
	if (strcmp(signer->server, server) != 0)
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("%s/key adalah kunci server %s; key.pub dibuat lagi dengan: berpijar store key %s"),
			folder, signer->server, signer->server);
	ok = ok && key_write_public(public_path, signer->pair.public_key, server, err);
	bp_key_pair_wipe(&room.pair);
	return ok;
}

bool bp_server_key_make(const char *folder, const char *server, struct bp_error *err)
{
	struct bp_buf secret = {0}, public_path = {0};
	bool ok = bp_key_name_fits(bp_str(server)) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("nama server \"%s\": pakailah 1-64 huruf dan angka"), server);

	key_add_path(&secret, folder, "key");
	key_add_path(&public_path, folder, "key.pub");
	if (ok && key_exists(public_path.at))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("%s sudah ada dan tidak diganti: bukti yang ditandatangani dengannya tidak akan dapat diperiksa lagi"),
			key_exists(secret.at) ? secret.at : public_path.at);
	if (ok && key_exists(secret.at))
		ok = key_remake_public(folder, server, public_path.at, err);
	else
		ok = ok && bp_make_folder(folder, err) &&
			key_make_pair(server, secret.at, public_path.at, err);
	bp_buf_release(&secret);
	bp_buf_release(&public_path);
	return ok;
}
