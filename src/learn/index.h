/*
 * Numbers found by a hash: an open-addressing table for arrays that stay where they
 * are. The table knows nothing of keys; whoever asks compares them:
 *
 *	for (size_t probe = hash; (n = bp_index_next(&table, hash, &probe)) !=
 *BP_INDEX_END;) if (same(things[n], key)) return n;
 */
#ifndef BERPIJAR_LEARN_INDEX_H
#define BERPIJAR_LEARN_INDEX_H

#include <stddef.h>
#include <stdint.h>

#define BP_INDEX_END UINT32_MAX

struct bp_index_slot {
	uint32_t hash, entry; /* entry: the number + 1; 0: free */
};

/* Zeroed is empty. */
struct bp_index {
	struct bp_index_slot *slots;
	size_t room, count; /* room: a power of two, or 0 */
};

void bp_index_add(struct bp_index *table, uint32_t hash, uint32_t number);
/* The next number with this hash; probe starts as the hash. */
uint32_t bp_index_next(const struct bp_index *table, uint32_t hash, size_t *probe);
void bp_index_release(struct bp_index *table);

#endif
