/* The inside of a maker of statements. */
#ifndef BERPIJAR_LEARN_XAPI_H
#define BERPIJAR_LEARN_XAPI_H

#include "body.h"
#include <berpijar/exam.h>
#include <berpijar/index.h>
#include <berpijar/xapi.h>

/* A version of a question. */
struct xapi_version {
	uint64_t hash;
	enum bp_question_type type;
};

struct xapi_voided {
	uint8_t id[16]; /* first, for bp_index_find_id() */
};

struct bp_xapi {
	struct bp_xapi_of of;
	struct bp_arena *arena;
	struct bp_progress *progress;
	struct xapi_version *versions;
	struct xapi_voided *voided;
	size_t version_count, version_room, voided_count, voided_room;
	struct bp_index by_hash, by_id; /* of versions, of what was voided */
};

/* The type of a version; -1: not known. */
int xapi_type(const struct bp_xapi *xapi, uint64_t hash);
/* The id that a voiding names; false: none. */
bool xapi_voids(const struct bp_event *event, uint8_t id[16]);
/* Whether an event was taken back. */
bool xapi_is_voided(const struct bp_xapi *xapi, const uint8_t id[16]);

/* ---- a statement while it is made (xapi_statement.c) ---- */

struct interaction {
	const char *name;
	bool typed; /* its response is the learner's own text */
};
extern const struct interaction stated_interactions[BP_QUESTION_TYPE_COUNT];

struct stated {
	const struct bp_xapi *xapi;
	const struct bp_event *event;
	struct body body;
	double grade;  /* that may be told; negative: none */
	uint64_t hash; /* of the question's content; 0: not known */
	bool is_private;
	const struct interaction *interaction; /* NULL: not known */
	json_t *result;                        /* what the verb's row puts there */
};

/* What it is about; NULL: nothing that can be named (xapi_object.c). */
json_t *stated_course(const struct stated *stated);
json_t *stated_module(const struct stated *stated);
json_t *stated_quiz(const struct stated *stated);
json_t *stated_question(const struct stated *stated);
json_t *stated_marked(const struct stated *stated);
json_t *stated_voided(const struct stated *stated);

#endif
