/*
 * Numbers found by a hash: an open-addressing table beside an array whose things keep
 * their numbers. The table does not know the things; whoever asks compares them:
 *
 *	size_t probe = hash;
 *	while ((n = index_next(&table, hash, &probe)) != INDEX_END)
 *		if (is_same(&things[n], key))
 *			return n;
 */
#ifndef BERPIJAR_LEARN_INDEX_H
#define BERPIJAR_LEARN_INDEX_H

#include <stddef.h>
#include <stdint.h>

#define INDEX_END UINT32_MAX

struct index_slot {
	uint32_t hash, entry; /* entry: the number + 1; 0: the slot is free */
};

/* Zeroed it is empty. */
struct index_table {
	struct index_slot *slots;
	size_t room, count; /* room: a power of two, or 0 */
};

void index_add(struct index_table *table, uint32_t hash, uint32_t number);
/* The next number that was added with this hash; probe starts as the hash. */
uint32_t index_next(const struct index_table *table, uint32_t hash, size_t *probe);
void index_release(struct index_table *table);

/* A 64-bit hash as the 32 bits that the table keeps. */
uint32_t index_hash(uint64_t hash);

/* The same for things that begin with a 16-byte id: `size` is that of one thing. */
void index_add_id(struct index_table *table, const uint8_t id[16], uint32_t number);
uint32_t index_find_id(const struct index_table *table, const void *things, size_t size,
	const uint8_t id[16]);

#endif
