/* The public keys of a server: the one that signs, and those that did (STORE/keys.pub). */
#include "server_key.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/key_line.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYS_LIMIT (256 * 1024) /* bytes: some 1,500 keys */

static const char *const keys_states[] = {
	[BP_KEY_RETIRED] = "retired ",
	[BP_KEY_REVOKED] = "revoked ",
};

/* ---- lines: "retired TIME berpijar-ed25519 HEX SERVER", or without the first two ---- */

static bool keys_take_state(struct bp_str *line, struct bp_server_key *key)
{
	for (int i = BP_KEY_RETIRED; i <= BP_KEY_REVOKED; i++) {
		if (!bp_str_starts(*line, keys_states[i]))
			continue;
		struct bp_str rest = bp_str_from(*line, strlen(keys_states[i]));
		size_t blank = bp_str_find(rest, BP_STR(" "), 0);
		if (blank == SIZE_MAX)
			return false;
		key->state = (enum bp_key_state)i;
		key->since = bp_time_read(bp_str_part(rest, 0, blank));
		*line = bp_str_from(rest, blank + 1);
		return key->since > 0;
	}
	return true;
}

static bool keys_read_line(struct bp_str line, struct bp_server_key *key)
{
	*key = (struct bp_server_key){.state = BP_KEY_CURRENT};
	return keys_take_state(&line, key) &&
		bp_key_line_read(
			line, KEY_PUBLIC, key->key, sizeof key->key, key->server);
}

static void keys_add_line(struct bp_buf *out, const struct bp_server_key *key)
{
	char since[BP_TIME_ROOM];

	bp_time_iso(key->since, since);
	if (key->state != BP_KEY_CURRENT)
		bp_buf_printf(out, "%s%s ", keys_states[key->state], since);
	bp_key_line_write(KEY_PUBLIC, key->key, sizeof key->key, key->server, out);
}

/* ---- reading ---- */

/* A key is there once; what is revoked stays so, from the earliest instant on. */
static void keys_keep(struct bp_arena *arena, struct bp_server_keys *keys,
	const struct bp_server_key *key)
{
	for (size_t i = 0; i < keys->count; i++) {
		struct bp_server_key *kept = &keys->at[i];
		if (memcmp(kept->key, key->key, sizeof key->key) != 0)
			continue;
		if (key->state > kept->state ||
			(key->state == kept->state && key->since < kept->since))
			*kept = *key;
		return;
	}
	*BP_PUSH(arena, keys->at, keys->count, keys->room) = *key;
}

static bool keys_parse(struct bp_arena *arena, struct bp_str text, const char *path,
	struct bp_server_keys *keys, struct bp_error *err)
{
	size_t before = keys->count;

	for (size_t at = 0; at < text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		struct bp_str line =
			bp_str_part(text, at, end < text.len ? end : text.len);
		struct bp_server_key key;
		if (!keys_read_line(line, &key))
			break;
		keys_keep(arena, keys, &key);
		at += line.len + 1;
		if (at >= text.len)
			return true;
	}
	keys->count = before;
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s bukan kunci yang dibuat berpijar store key"), path);
}

bool bp_server_keys_read(struct bp_arena *arena, const char *path,
	struct bp_server_keys *keys, struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read(path, KEYS_LIMIT, &text, err) &&
		keys_parse(arena, bp_buf_str(&text), path, keys, err);

	bp_buf_release(&text);
	return ok;
}

bool bp_server_key_read(const char *path, struct bp_server_key *key, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_server_keys keys = {0};
	bool ok = bp_server_keys_read(arena, path, &keys, err) && keys.count;

	if (ok)
		*key = keys.at[0];
	bp_arena_free(arena);
	return ok;
}

bool bp_server_keys_of(struct bp_arena *arena, const char *folder,
	struct bp_server_keys *keys, struct bp_error *err)
{
	static const char *const names[] = {"key.pub", "keys.pub"};
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
		const char *path = bp_arena_printf(arena, "%s/%s", folder, names[i]);
		ok = !bp_is_file(path) || bp_server_keys_read(arena, path, keys, err);
	}
	return ok;
}

/* ---- keeping those that do not sign any more ---- */

struct keys {
	struct bp_arena *arena;
	const char *folder;
	struct bp_server_keys gone; /* of keys.pub */
	const char *gone_path, *secret, *public_path;
};

static bool keys_open(struct keys *keys, const char *folder, struct bp_error *err)
{
	*keys = (struct keys){.arena = bp_arena_new(), .folder = folder};
	keys->gone_path = bp_arena_printf(keys->arena, "%s/keys.pub", folder);
	keys->secret = bp_arena_printf(keys->arena, "%s/key", folder);
	keys->public_path = bp_arena_printf(keys->arena, "%s/key.pub", folder);
	return !bp_is_file(keys->gone_path) ||
		bp_server_keys_read(keys->arena, keys->gone_path, &keys->gone, err);
}

static bool keys_save(const struct keys *keys, struct bp_error *err)
{
	struct bp_buf text = {0};

	for (size_t i = 0; i < keys->gone.count; i++)
		keys_add_line(&text, &keys->gone.at[i]);
	bool ok = bp_file_write(keys->gone_path, bp_buf_str(&text), true, err) &&
		(chmod(keys->gone_path, 0644) == 0 ||
			bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
				keys->gone_path, bp_strerror(errno)));
	bp_buf_release(&text);
	return ok;
}

/* ---- a new pair ---- */

/* The new secret is its owner's: on a shared server root makes it, and the signer has it. */
static bool keys_give(const char *made, const char *secret)
{
	struct stat info;

	return lstat(secret, &info) != 0 || info.st_uid == geteuid() ||
		lchown(made, info.st_uid, info.st_gid) == 0;
}

/* The secret first: where this is cut short, the public key is of one that is kept already,
 * and doing it again makes both anew. */
static bool keys_replace(
	const struct keys *keys, const char *server, struct bp_error *err)
{
	const char *secret = bp_arena_printf(keys->arena, "%s-new", keys->secret),
		   *public_path =
			   bp_arena_printf(keys->arena, "%s-new", keys->public_path);

	unlink(secret); /* left by a change that was cut short */
	unlink(public_path);
	if (!key_make_pair(server, secret, public_path, err))
		return false;
	if (keys_give(secret, keys->secret) && rename(secret, keys->secret) == 0 &&
		rename(public_path, keys->public_path) == 0 &&
		bp_sync_folder(keys->folder))
		return true;
	return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
		keys->secret, bp_strerror(errno));
}

/* Keeps the key that signs now with that state, and lets another one sign. */
static bool keys_leave(struct keys *keys, enum bp_key_state state, int64_t since,
	struct bp_server_key *gone, struct bp_error *err)
{
	if (!bp_server_key_read(keys->public_path, gone, err))
		return false;
	gone->state = state;
	gone->since = since;
	keys_keep(keys->arena, &keys->gone, gone);
	return keys_save(keys, err) && keys_replace(keys, gone->server, err);
}

bool bp_server_key_rotate(
	const char *folder, struct bp_server_key *now, struct bp_error *err)
{
	struct keys keys;
	struct bp_server_key gone;
	bool ok = keys_open(&keys, folder, err) &&
		keys_leave(&keys, BP_KEY_RETIRED, bp_session_now(), &gone, err) &&
		bp_server_key_read(keys.public_path, now, err);

	bp_arena_free(keys.arena);
	return ok;
}

/* ---- revoking ---- */

/* Blanks in a fingerprint mean nothing. */
static bool keys_has_fingerprint(const struct bp_server_key *key, const char *fingerprint)
{
	char own[BP_FINGERPRINT_LEN + 1];
	const char *at = own;

	bp_fingerprint(key->key, own);
	for (;; at++, fingerprint++) {
		at += strspn(at, " ");
		fingerprint += strspn(fingerprint, " ");
		if (*at != *fingerprint || !*at)
			return *at == *fingerprint;
	}
}

static bool keys_revoke_kept(struct keys *keys, const char *fingerprint, int64_t since,
	struct bp_server_key *gone, struct bp_error *err)
{
	for (size_t i = 0; i < keys->gone.count; i++) {
		*gone = keys->gone.at[i];
		if (!keys_has_fingerprint(gone, fingerprint))
			continue;
		gone->state = BP_KEY_REVOKED;
		gone->since = since;
		keys_keep(keys->arena, &keys->gone, gone);
		return keys_save(keys, err);
	}
	return bp_fail(err, BP_ERROR_NOT_FOUND,
		_("tidak ada kunci bersidik \"%s\" di %s"), fingerprint, keys->folder);
}

bool bp_server_key_revoke(const char *folder, const char *fingerprint, int64_t since,
	struct bp_server_key *gone, struct bp_error *err)
{
	struct keys keys;
	bool ok = keys_open(&keys, folder, err) &&
		(!fingerprint || bp_server_key_read(keys.public_path, gone, err));
	bool now = ok && (!fingerprint || keys_has_fingerprint(gone, fingerprint));

	ok = ok &&
		(now ? keys_leave(&keys, BP_KEY_REVOKED, since, gone, err)
		     : keys_revoke_kept(&keys, fingerprint, since, gone, err));
	bp_arena_free(keys.arena);
	return ok;
}
