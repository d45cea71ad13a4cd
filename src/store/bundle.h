/*
 * A bundle: one learner's events and places as one small file, to be merged into the
 * record on another machine.
 *
 * JSON Lines under gzip. The first line is the header,
 *
 *	{"berpijar": "bundle", "version": 1, "learner": id, "uuid": whose it is,
 *	 "events": N, "places": M}
 *
 * (older ones are without "uuid", and older programs pass over it),
 * of version 2 with "name" and "unit" where the learner agreed to that, each perhaps empty,
 * then a line for each event, by replica and number, with the names of its columns
 * (`replica`, `chain` in hexadecimal; `id` a UUID; `grade` and `seconds` null where there
 * is no value; `body` a text), then a line for each place, and {"sha256": of all before}.
 */
#ifndef BERPIJAR_STORE_BUNDLE_H
#define BERPIJAR_STORE_BUNDLE_H

#include "connection.h"
#include <berpijar/travel.h>
#include <jansson.h>

#define BUNDLE_VERSION 2 /* the newest that is read; without names 1 is written */
#define BUNDLE_LIMIT   (512 << 20)             /* bytes, unpacked: of a million events */
#define BUNDLE_LINE    (8 * DATABASE_ROW_MOST) /* bytes; JSON may write one as six */

struct bundle_place {
	struct bp_str course, module;
	struct bp_place place;
	int64_t at;
};

/* Who takes what a bundle holds, as it is read; false ends the reading, with err set. Either
 * may be NULL. */
struct bundle_taker {
	bool (*event)(void *context, const struct bp_origin *item, struct bp_error *err);
	bool (*place)(
		void *context, const struct bundle_place *item, struct bp_error *err);
	void *context;
};

struct bundle {
	char learner[65];
	char name[BP_BUNDLE_WORDS], unit[BP_BUNDLE_WORDS]; /* "": not told */
	size_t events, places;                             /* that were read */
	bool identified;                                   /* it says whose it is: */
	uint8_t uuid[16];
};

/* Reads a whole file, and checks that nothing is missing and that each link follows from
 * the one before it. That is known only at its end: on false whatever was taken must be
 * undone. */
bool bundle_read(const char *path, const struct bundle_taker *taker,
	struct bundle *bundle, struct bp_error *err);

/* ---- what comes from elsewhere, in whichever way (merge.c, travel.c, fork.c) ---- */

/* Reads a row of ST_EVENT_ORIGIN and its kind; false: it has no place in a chain. */
bool origin_read(sqlite3_stmt *row, struct bp_origin *item);
/* Notes that a replica's events from this number on were not recorded here. */
bool merge_note(
	struct bp_store *store, int64_t replica, int64_t number, struct bp_error *err);
/* Makes the record ready to record again; returns ok. */
bool merge_end(struct bp_store *store, bool ok);

#endif
