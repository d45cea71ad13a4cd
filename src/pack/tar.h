/* The archive of a pack: the part of POSIX ustar that has regular files and nothing else. */
#ifndef BERPIJAR_PACK_TAR_H
#define BERPIJAR_PACK_TAR_H

#include <berpijar/arena.h>
#include <berpijar/error.h>
#include <berpijar/text.h>

#define TAR_BLOCK 512

struct tar_entry {
	const char *name; /* in the arena */
	struct bp_str bytes;
};

/* Appends a file. False: its name is too long for the format. */
bool tar_add(struct bp_buf *out, const char *name, struct bp_str bytes);
void tar_end(struct bp_buf *out);
/* The bytes that a file of that size takes. */
size_t tar_size(size_t size);

enum tar_found { TAR_ENTRY, TAR_END, TAR_FAULT };
/*
 * Reads what stands at an offset, a multiple of TAR_BLOCK, and moves it on. A fault for all
 * that tar_add() and tar_end() would not have written. What a name may be is the caller's
 * question.
 */
enum tar_found tar_next(struct bp_arena *arena, struct bp_str tar, size_t *at,
	struct tar_entry *entry, struct bp_error *err);

#endif
