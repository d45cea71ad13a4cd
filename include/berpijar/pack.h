/*
 * Course packs: a course as one file that its publisher has signed, and how it gets into a
 * folder of courses.
 *
 * The file is an archive (POSIX ustar, so `tar xf` reads it) of regular files alone: first
 * `manifest.json`, then `manifest.sig`, then the files of the course as COURSE/NAME in the
 * order of their bytes, without a time or an owner: the same course and key give the same
 * bytes. The manifest names the course, its version, its content hash (course.h), the
 * publisher, and of each file its size and SHA-256. The signature, Ed25519 over
 * "berpijar-pack-1", a newline and the manifest, stands in one line with the public key, so
 * that nothing of a manifest is read before its signature holds. A reader takes only what the
 * writer here would have written, to the last byte.
 *
 * A pack of changes has only the files that are not the same in an earlier version; the others
 * are taken from that version where it is installed.
 */
#ifndef BERPIJAR_PACK_H
#define BERPIJAR_PACK_H

#include <berpijar/arena.h>
#include <berpijar/error.h>
#include <berpijar/key_line.h>
#include <berpijar/seal.h>

#define BP_PACK_LIMIT       ((size_t)64 * 1024 * 1024) /* bytes, of the file and unpacked */
#define BP_PACK_FILES_MOST  10000
#define BP_PACK_TRUST_LIMIT (256 * 1024) /* bytes of a file of keys */

/* ---- publishers and who is trusted ---- */

struct bp_publisher {
	uint8_t key[BP_PUBLIC_KEY_SIZE];
	char name[BP_KEY_NAME_ROOM];
};

/* What signs. Whoever has it wipes the pair (bp_key_pair_wipe). */
struct bp_publisher_key {
	struct bp_key_pair pair;
	char name[BP_KEY_NAME_ROOM];
};

/* Makes a key in a new file that only its owner can read. */
bool bp_publisher_key_make(const char *path, const char *name,
	struct bp_publisher *publisher, struct bp_error *err);
/* Reads one; refused if others can read it or it is not ours. */
bool bp_publisher_key_load(
	const char *path, struct bp_publisher_key *key, struct bp_error *err);
/* Appends the line by which others trust it: "berpijar-publisher HEX NAME". */
void bp_publisher_write(const struct bp_publisher *publisher, struct bp_buf *out);
/* Reads such a line, or the hexadecimal digits alone; then the name is empty. */
bool bp_publisher_read(struct bp_str line, struct bp_publisher *publisher);

/* The publishers whose packs are installed; zeroed it is nobody. */
struct bp_trust {
	struct bp_publisher *at;
	size_t count, room;
};

#define BP_TRUST_SYSTEM "/etc/berpijar/trusted"
/* Adds those of the system's file and of the user's ($XDG_CONFIG_HOME/berpijar/trusted),
 * each a line as above; empty lines and those that begin with "#" mean nothing. A file that
 * others can write to, or that is not root's or the user's, is refused. */
bool bp_trust_read(struct bp_arena *arena, struct bp_trust *trust, struct bp_error *err);
/* Adds those of one file, if it is there; `owner` is whose it must be. */
bool bp_trust_read_file(struct bp_arena *arena, struct bp_trust *trust, const char *path,
	unsigned owner, struct bp_error *err);
/* NULL: that key is not trusted. */
const struct bp_publisher *bp_trust_find(
	const struct bp_trust *trust, const uint8_t key[BP_PUBLIC_KEY_SIZE]);
/* Adds one to the user's own file. *known: it was there already. */
bool bp_trust_add(
	const struct bp_publisher *publisher, bool *known, struct bp_error *err);

/* ---- a pack ---- */

struct bp_pack_file {
	const char *name; /* inside the course's folder */
	size_t size;
	struct bp_digest digest;
	bool kept;           /* not in this pack: the same as in the base */
	struct bp_str bytes; /* at NULL: not in memory */
};

struct bp_pack {
	const char *course, *version, *title;
	struct bp_publisher publisher; /* with its own name for itself */
	struct bp_digest content;      /* bp_course_hash() */
	const char *base_version;      /* NULL: the whole course */
	struct bp_digest base;         /* content of the version that is needed */
	struct bp_pack_file *files;    /* in the order of their names' bytes */
	size_t count;
	struct bp_str manifest, signature; /* as they stand in the file */
};

/* Which version is newer: runs of digits by their value, the rest by bytes; < 0, 0, > 0. */
int bp_pack_version_order(const char *a, const char *b);

/*
 * Makes a pack of a course's folder. Refused: what is not a folder with course.yaml, one that
 * `check` finds an error in, one without a version. `base` (NULL: none) is an earlier version,
 * the folder of a course or a pack of the same publisher. The pack's texts are in the arena;
 * the files' bytes are not kept.
 */
bool bp_pack_make(struct bp_arena *arena, const char *folder, const char *base,
	const struct bp_publisher_key *key, struct bp_buf *out, struct bp_pack *pack,
	struct bp_error *err);

/*
 * Reads a pack. False for one that is not exactly as a publisher whom we trust made it. What
 * it says lies in the bytes and the arena, and each file's bytes have been compared.
 */
bool bp_pack_read(struct bp_arena *arena, struct bp_str bytes,
	const struct bp_trust *trust, struct bp_pack *pack, struct bp_error *err);

/* The same of a file, whose bytes have to stay as long as the pack is used. */
bool bp_pack_load(struct bp_arena *arena, const char *path, const struct bp_trust *trust,
	struct bp_buf *bytes, struct bp_pack *pack, struct bp_error *err);

/* ---- in a folder of courses ---- */

/* What an installation did. */
struct bp_pack_change {
	const char *was; /* the version before; NULL: there was none; in the arena */
	bool same;       /* this very version was there: nothing was done */
};

/*
 * Installs a pack as FOLDER/COURSE. The version before stays in FOLDER/_packs, which is no
 * course. The two change places in one step, when the new one is on the disk and has been
 * checked; until then, and if anything fails, the old one stands. A course that came by no
 * pack, or by another publisher's, is never replaced.
 */
bool bp_pack_install(struct bp_arena *arena, const char *folder,
	const struct bp_pack *pack, struct bp_pack_change *change, struct bp_error *err);
/* Lets the version before and the one that stands change places; `now` and `was` are the
 * versions after it, in the arena. */
bool bp_pack_rollback(struct bp_arena *arena, const char *folder, const char *course,
	const char **now, const char **was, struct bp_error *err);

struct bp_pack_installed {
	struct bp_pack pack; /* its manifest; bytes of files are not read */
	bool altered;        /* the course is no longer as it was installed */
	const char *before;  /* the version that a rollback brings; NULL: none */
};

struct bp_pack_list {
	struct bp_pack_installed *at;
	size_t count, room;
};
/* The courses of a folder that came by packs, by id. A folder that is not there has none. */
bool bp_pack_installed(struct bp_arena *arena, const char *folder,
	struct bp_pack_list *list, struct bp_error *err);

#endif
