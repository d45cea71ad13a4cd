#include "table.h"
#include <berpijar/arena.h>
#include <stdlib.h>

#define FIRST_ROOM 64

static void put(struct bp_table *table, struct bp_table_slot slot)
{
	size_t at = slot.hash & (table->room - 1);
	while (table->slots[at].entry)
		at = (at + 1) & (table->room - 1);
	table->slots[at] = slot;
}

static void grow(struct bp_table *table)
{
	struct bp_table old = *table;

	table->room = old.room ? old.room * 2 : FIRST_ROOM;
	table->slots = bp_alloc(table->room, sizeof *table->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].entry)
			put(table, old.slots[i]);
	free(old.slots);
}

void bp_table_add(struct bp_table *table, uint32_t hash, uint32_t number)
{
	if (table->count * 4 >= table->room * 3)
		grow(table);
	put(table, (struct bp_table_slot){hash, number + 1});
	table->count++;
}

uint32_t bp_table_next(const struct bp_table *table, uint32_t hash, size_t *probe)
{
	if (!table->room)
		return BP_TABLE_END;
	for (;;) {
		const struct bp_table_slot *slot =
			&table->slots[*probe & (table->room - 1)];
		if (!slot->entry)
			return BP_TABLE_END;
		++*probe;
		if (slot->hash == hash)
			return slot->entry - 1;
	}
}

void bp_table_release(struct bp_table *table)
{
	free(table->slots);
	*table = (struct bp_table){0};
}
