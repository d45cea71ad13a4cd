/*
 * What can still be read of a damaged record: its events, found page by page in the file
 * and its journal, whatever has become of the tree above them (the file format:
 * https://www.sqlite.org/fileformat2.html).
 */
#ifndef BERPIJAR_STORE_SALVAGE_H
#define BERPIJAR_STORE_SALVAGE_H

#include "internal.h"

/* An event and where it stood. Texts are the arena's. */
struct salvaged {
	struct bp_event event;
	struct bp_str verb;
	int64_t replica, number; /* 0: of a version that had none */
	struct bp_digest link;
};

struct salvaged_replica {
	int64_t key;
	uint8_t id[16];
};

struct salvage {
	struct bp_arena *arena;
	struct salvaged_replica *replicas;
	size_t replica_count, replica_room;
	struct salvaged *events; /* after salvage_finish(): each once, by replica and
				  * number, then by seq */
	size_t count, room;
	int64_t newest; /* the highest seq that was seen anywhere */
};

/* Adds what the bytes of a file and of its journal hold. */
void salvage_bytes(struct salvage *salvage, struct bp_str file, struct bp_str journal);
/* Adds what a file and its journal (either may be missing) hold. */
void salvage_scan(struct salvage *salvage, const char *file, const char *journal);
/* Leaves each event once, and none that is not as it was recorded. */
void salvage_finish(struct salvage *salvage);
/* The id of a replica's key; NULL if that was lost. */
const uint8_t *salvage_replica(const struct salvage *salvage, int64_t key);

#endif
