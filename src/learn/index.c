/* The hash table behind everything that the fold finds again by name or id. */
#include "index.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

#define INDEX_FIRST_ROOM 64

static void index_put(struct index_table *table, struct index_slot slot)
{
	size_t at = slot.hash & (table->room - 1);
	while (table->slots[at].entry)
		at = (at + 1) & (table->room - 1);
	table->slots[at] = slot;
}

static void index_grow(struct index_table *table)
{
	struct index_table old = *table;

	table->room = old.room ? old.room * 2 : INDEX_FIRST_ROOM;
	table->slots = bp_alloc(table->room, sizeof *table->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].entry)
			index_put(table, old.slots[i]);
	free(old.slots);
}

void index_add(struct index_table *table, uint32_t hash, uint32_t number)
{
	if (table->count * 4 >= table->room * 3)
		index_grow(table);
	index_put(table, (struct index_slot){hash, number + 1});
	table->count++;
}

uint32_t index_next(const struct index_table *table, uint32_t hash, size_t *probe)
{
	if (!table->room)
		return INDEX_END;
	for (;;) {
		const struct index_slot *slot = &table->slots[*probe & (table->room - 1)];
		if (!slot->entry)
			return INDEX_END;
		++*probe;
		if (slot->hash == hash)
			return slot->entry - 1;
	}
}

void index_release(struct index_table *table)
{
	free(table->slots);
	*table = (struct index_table){0};
}

uint32_t index_hash(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t index_id_hash(const uint8_t id[16])
{
	return index_hash(bp_hash(BP_HASH_START, (struct bp_str){(const char *)id, 16}));
}

void index_add_id(struct index_table *table, const uint8_t id[16], uint32_t number)
{
	index_add(table, index_id_hash(id), number);
}

uint32_t index_find_id(const struct index_table *table, const void *things, size_t size,
	const uint8_t id[16])
{
	uint32_t hash = index_id_hash(id), n;
	size_t probe = hash;

	while ((n = index_next(table, hash, &probe)) != INDEX_END)
		if (memcmp((const char *)things + n * size, id, 16) == 0)
			break;
	return n;
}
