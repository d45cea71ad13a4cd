/*
 * Numbers found by a hash: an open-addressing table beside an array whose things keep
 * their numbers. The table does not know the things; whoever asks compares them:
 *
 *	size_t probe = hash;
 *	while ((n = bp_index_next(&table, hash, &probe)) != BP_INDEX_END)
 *		if (is_same(&things[n], key))
 *			return n;
 */
#ifndef BERPIJAR_INDEX_H
#define BERPIJAR_INDEX_H

#include <berpijar/arena.h>
#include <stddef.h>
#include <stdint.h>

#define BP_INDEX_END UINT32_MAX

struct bp_index_slot {
	uint32_t hash, entry; /* entry: the number + 1; 0: the slot is free */
};

/* Zeroed it is empty. */
struct bp_index {
	struct bp_index_slot *slots;
	size_t room, count;     /* room: a power of two, or 0 */
	struct bp_arena *arena; /* where the slots are; NULL: they are to be released */
};

void bp_index_add(struct bp_index *table, uint32_t hash, uint32_t number);
/* The next number that was added with this hash; probe starts as the hash. */
uint32_t bp_index_next(const struct bp_index *table, uint32_t hash, size_t *probe);
/* Forgets all, and keeps the room. */
void bp_index_clear(struct bp_index *table);
void bp_index_release(struct bp_index *table);

/* A 64-bit hash as the 32 bits that the table keeps. */
uint32_t bp_index_hash(uint64_t hash);
/* That of a name. */
uint32_t bp_index_name(struct bp_str name);

/* The same for things that begin with a 16-byte id: `size` is that of one thing. */
void bp_index_add_id(struct bp_index *table, const uint8_t id[16], uint32_t number);
uint32_t bp_index_find_id(const struct bp_index *table, const void *things, size_t size,
	const uint8_t id[16]);

#endif
