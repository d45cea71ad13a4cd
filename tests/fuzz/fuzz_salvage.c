/*
 * A damaged record of any bytes, the first half its file, the rest its journal: whatever
 * is found has the form of an event, each once.
 */
#include "salvage.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct salvage *salvage)
{
	for (size_t i = 0; i < salvage->count; i++) {
		const struct salvaged *found = &salvage->events[i];
		bool sound = found->verb.len && bp_utf8_valid(found->verb, NULL) &&
			bp_utf8_valid(found->event.body, NULL);
		if (!sound)
			abort();
		for (size_t k = 0; k < i; k++)
			if (!memcmp(salvage->events[k].event.id, found->event.id, 16))
				abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct salvage salvage = {.arena = bp_arena_new()};
	struct bp_str all = {(const char *)data, size};
	size_t half = size / 2;

	salvage_bytes(&salvage, bp_str_part(all, 0, half), bp_str_from(all, half));
	salvage_finish(&salvage);
	check(&salvage);
	bp_arena_free(salvage.arena);
	return 0;
}
