/*
 * A table of learners, as a training unit keeps it: CSV with commas, semicolons or tabs,
 * whose first row names the columns.
 */
#ifndef BERPIJAR_ROSTER_H
#define BERPIJAR_ROSTER_H

#include <berpijar/diagnostic.h>
#include <berpijar/error.h>

#define BP_ROSTER_MOST 2000 /* rows */

/* What a row may say; the columns are found by their names in either language. */
enum bp_roster_column {
	BP_ROSTER_ID,
	BP_ROSTER_NAME,
	BP_ROSTER_UNIT,
	BP_ROSTER_NIP,
	BP_ROSTER_CLASS,
	BP_ROSTER_FACTOR, /* of the time for exams: "1" to "4", with a point */
	BP_ROSTER_LOGIN,  /* the account on a shared server */
	BP_ROSTER_UUID,   /* of the person, as another place has it */
};
#define BP_ROSTER_COLUMNS (BP_ROSTER_UUID + 1)

struct bp_roster_row {
	const char *cells[BP_ROSTER_COLUMNS]; /* "" for an empty one */
	int line;
};

/* Zeroed but for the arena, which owns the rows. */
struct bp_roster {
	struct bp_arena *arena;
	struct bp_diagnostics faults; /* to be released */
	bool by_nip; /* the table has no ids, so the digits of the NIP are the id */
	struct bp_roster_row *rows;
	size_t count, room;
};

/* Reads a file; "-" is standard input. False only if it cannot be read at all or is not
 * UTF-8: what is wrong in it are faults. */
bool bp_roster_read(struct bp_roster *roster, const char *path, struct bp_error *err);

#endif
