/*
 * The keys by which learners log in to a shared server: STORE/logins, a line for each,
 * "ID KIND TYPE BASE64". sshd asks for them (`berpijar kiosk --authorized-keys`), so that a
 * thousand learners need no thousand accounts. No options and no comments are kept: what a
 * line of authorized_keys may say is ours alone.
 */
#ifndef BERPIJAR_LOGINS_H
#define BERPIJAR_LOGINS_H

#include <berpijar/error.h>
#include <berpijar/text.h>

#define BP_LOGINS_MOST 20         /* keys of one learner */
#define BP_LOGINS_SIZE (16 << 20) /* bytes of the file: some 100,000 keys */

/* What a key is for. */
enum bp_login_kind {
	BP_LOGIN_LEARN,
	BP_LOGIN_PLAIN, /* the same in plain lines */
	BP_LOGIN_OUTBOX, /* hands over the file of the outbox that is due, and nothing else */
	BP_LOGIN_NAME, /* no key: the name of an account, from the roster */
	BP_LOGIN_KINDS
};
const char *bp_login_word(enum bp_login_kind kind); /* "learn", "plain" … */

struct bp_login {
	struct bp_str learner;
	enum bp_login_kind kind;
	struct bp_str type, key; /* "ssh-ed25519", base64; "login", the name */
};

/* Reads "TYPE BASE64", as a file of a public key has it; what stands behind is left out. The
 * type is one that sshd knows, the key is written in the only way, and begins with its
 * type. */
bool bp_login_key(struct bp_str text, struct bp_str *type, struct bp_str *key,
	struct bp_error *err);

/* Calls back for each key, in the order in which they were added, until `each` returns
 * false. Slices live until it returns. A line that is none of ours is an error. */
bool bp_logins_each(const char *store,
	bool (*each)(void *context, const struct bp_login *login), void *context,
	struct bp_error *err);

/* Whether the store is one of a server, where learners have keys. */
bool bp_logins_any(const char *store);

/* Adds a key, which must not be there yet, whoever's it is; or removes those of a learner
 * whose base64 ends with `end` ("": all). The store must be ours. */
bool bp_logins_add(const char *store, const struct bp_login *login, struct bp_error *err);
bool bp_logins_remove(const char *store, const char *learner, const char *end,
	size_t *removed, struct bp_error *err);
/* The account by whose name a learner logs in (`berpijar kiosk --login`), which is nobody
 * else's. Setting takes the place of an earlier one; asking appends it, if there is one. A
 * name is made of letters, digits, dots, hyphens and underscores. */
bool bp_login_name_valid(struct bp_str name);
bool bp_logins_set_name(
	const char *store, const char *learner, const char *name, struct bp_error *err);
bool bp_logins_name(const char *store, const char *learner, struct bp_buf *name,
	struct bp_error *err);

/* A learner's keys go with another id. */
bool bp_logins_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);

#endif
