#include "index.h"
#include <berpijar/arena.h>
#include <stdlib.h>

#define FIRST_ROOM 64

static void put(struct bp_index *table, struct bp_index_slot slot)
{
	size_t at = slot.hash & (table->room - 1);
	while (table->slots[at].entry)
		at = (at + 1) & (table->room - 1);
	table->slots[at] = slot;
}

static void grow(struct bp_index *table)
{
	struct bp_index old = *table;

	table->room = old.room ? old.room * 2 : FIRST_ROOM;
	table->slots = bp_alloc(table->room, sizeof *table->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].entry)
			put(table, old.slots[i]);
	free(old.slots);
}

void bp_index_add(struct bp_index *table, uint32_t hash, uint32_t number)
{
	if (table->count * 4 >= table->room * 3)
		grow(table);
	put(table, (struct bp_index_slot){hash, number + 1});
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

void bp_index_release(struct bp_index *table)
{
	free(table->slots);
	*table = (struct bp_index){0};
}
