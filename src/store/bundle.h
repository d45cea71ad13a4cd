/*
 * A bundle: one learner's events and places as one small file, to be merged into the
 * record on another machine.
 *
 * JSON Lines under gzip. The first line is the header,
 *
 *	{"berpijar": "bundle", "version": 1, "learner": id, "events": N, "places": M}
 *
 * then a line for each event, by replica and number, with the names of its columns
 * (`replica`, `chain` in hexadecimal; `id` a UUID; `grade` and `seconds` null where there
 * is no value; `body` a text), then a line for each place, and {"sha256": of all before}.
 */
#ifndef BERPIJAR_STORE_BUNDLE_H
#define BERPIJAR_STORE_BUNDLE_H

#include "connection.h"
#include <jansson.h>

#define BUNDLE_VERSION 1
#define BUNDLE_LIMIT   (64 << 20) /* bytes, unpacked */

/* An event, and where it was recorded. Texts are borrowed from `json`. */
struct bundle_event {
	struct bp_event event;
	struct bp_str verb;
	uint8_t replica[16];
	int64_t number;
	struct bp_digest link;
	json_t *json;
};

struct bundle_place {
	struct bp_str course, module;
	struct bp_place place;
	int64_t at;
	json_t *json;
};

struct bundle {
	struct bp_arena *arena;
	char learner[65];
	struct bundle_event *events;
	size_t event_count, event_room;
	const char *fault; /* the field of the last event that cannot be; NULL: none */
	struct bundle_place *places;
	size_t place_count, place_room;
};

/* Reads a whole file, and checks that nothing is missing and that each link follows from
 * the one before it. The bundle must be released in any case. */
bool bundle_read(const char *path, struct bundle *bundle, struct bp_error *err);
void bundle_release(struct bundle *bundle);

#endif
