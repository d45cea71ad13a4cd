/*
 * Numbers found by a hash: an open-addressing table for arrays that stay where they
 * are. The table knows nothing of keys; whoever asks compares them:
 *
 *	for (size_t probe = hash; (n = bp_table_next(&table, hash, &probe)) !=
 *BP_TABLE_END;) if (same(things[n], key)) return n;
 */
#ifndef BERPIJAR_LEARN_TABLE_H
#define BERPIJAR_LEARN_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define BP_TABLE_END UINT32_MAX

struct bp_table_slot {
	uint32_t hash, entry; /* entry: the number + 1; 0: free */
};

/* Zeroed is empty. */
struct bp_table {
	struct bp_table_slot *slots;
	size_t room, count; /* room: a power of two, or 0 */
};

void bp_table_add(struct bp_table *table, uint32_t hash, uint32_t number);
/* The next number with this hash; probe starts as the hash. */
uint32_t bp_table_next(const struct bp_table *table, uint32_t hash, size_t *probe);
void bp_table_release(struct bp_table *table);

#endif
