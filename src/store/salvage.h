/*
 * What can still be read of a damaged record, page by page in the file and its journal
 * (sqlite_pages.h): its events, and the places, drafts and settings beside them.
 */
#ifndef BERPIJAR_STORE_SALVAGE_H
#define BERPIJAR_STORE_SALVAGE_H

#include "connection.h"

/* An event and where it stood. Texts are the arena's. */
struct salvaged {
	struct bp_event event;
	struct bp_str verb;
	bool placed; /* its replica is known, and its number there */
	bool newer;  /* it was only found in a journal */
	uint8_t replica[16];
	int64_t key, number; /* of the replica in its file; 0: of version 1 */
	struct bp_digest link;
};

/* A row of a table other than the log; the values are by the types of its columns. */
struct salvaged_row {
	size_t table; /* in kept_tables */
	struct {
		struct bp_str text;
		int64_t integer;
	} values[8];
};

/* Types of the columns: t text, i integer. */
struct kept_table {
	const char *types, *read, *write;
};
#define KEPT_TABLES 3
extern const struct kept_table kept_tables[KEPT_TABLES];

struct salvage {
	struct bp_arena *arena;
	struct salvaged *events; /* after salvage_finish(): each once, by replica and
				  * number, then by seq */
	size_t count, room;
	struct salvaged_row *rows; /* of the file that was read last */
	size_t row_count, row_room;
	bool identified; /* whose record it was is known: */
	uint8_t uuid[16];
	int64_t newest; /* the highest seq that was seen anywhere */
};

/* Adds what a file and its journal hold. A journal that belongs to another record is left
 * out. */
void salvage_bytes(struct salvage *salvage, struct bp_str file, struct bp_str journal);
/* The same by their names; either may be missing. */
void salvage_scan(struct salvage *salvage, const char *file, const char *journal);
/* Keeps each event once, and only those that are as they were recorded. */
void salvage_finish(struct salvage *salvage);

#endif
