/* The hash table behind everything that is found again by name or id. */
#include <berpijar/index.h>
#include <berpijar/text.h>
#include <stdlib.h>
#include <string.h>

#define INDEX_FIRST_ROOM 64

static void index_put(struct bp_index *table, struct bp_index_slot slot)
{
	size_t at = slot.hash & (table->room - 1);
	while (table->slots[at].entry)
		at = (at + 1) & (table->room - 1);
	table->slots[at] = slot;
}

static void index_grow(struct bp_index *table)
{
	struct bp_index old = *table;

	table->room = old.room ? old.room * 2 : INDEX_FIRST_ROOM;
	table->slots = table->arena
		? bp_arena_alloc(table->arena, table->room, sizeof *table->slots)
		: bp_alloc(table->room, sizeof *table->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].entry)
			index_put(table, old.slots[i]);
	if (!table->arena)
		free(old.slots);
}

void bp_index_add(struct bp_index *table, uint32_t hash, uint32_t number)
{
	if (table->count * 4 >= table->room * 3)
		index_grow(table);
	index_put(table, (struct bp_index_slot){hash, number + 1});
	table->count++;
}

uint32_t bp_index_next(const struct bp_index *table, uint32_t hash, size_t *probe)
{
	if (!table->room)
		return BP_INDEX_END;
	for (;;) {
		const struct bp_index_slot *slot =
			&table->slots[*probe & (table->room - 1)];
		if (!slot->entry)
			return BP_INDEX_END;
		++*probe;
		if (slot->hash == hash)
			return slot->entry - 1;
	}
}

void bp_index_clear(struct bp_index *table)
{
	if (table->room)
		memset(table->slots, 0, table->room * sizeof *table->slots);
	table->count = 0;
}

void bp_index_release(struct bp_index *table)
{
	if (!table->arena)
		free(table->slots);
	*table = (struct bp_index){0};
}

uint32_t bp_index_hash(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32);
}

uint32_t bp_index_name(struct bp_str name)
{
	return bp_index_hash(bp_hash(BP_HASH_START, name));
}

static uint32_t index_id_hash(const uint8_t id[16])
{
	return bp_index_name((struct bp_str){(const char *)id, 16});
}

void bp_index_add_id(struct bp_index *table, const uint8_t id[16], uint32_t number)
{
	bp_index_add(table, index_id_hash(id), number);
}

uint32_t bp_index_find_id(const struct bp_index *table, const void *things, size_t size,
	const uint8_t id[16])
{
	uint32_t hash = index_id_hash(id), n;
	size_t probe = hash;

	while ((n = bp_index_next(table, hash, &probe)) != BP_INDEX_END)
		if (memcmp((const char *)things + n * size, id, 16) == 0)
			break;
	return n;
}
