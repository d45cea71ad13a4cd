/*
 * The statements of a record (xapi.h), each with the place where its event stands, for who
 * writes them to a file or sends them.
 */
#ifndef BERPIJAR_STATEMENTS_H
#define BERPIJAR_STATEMENTS_H

#include <berpijar/config.h>
#include <berpijar/course.h>
#include <berpijar/travel.h>
#include <berpijar/xapi.h>

/* Zeroed at first. */
struct bp_statements {
	struct bp_library *library; /* the courses; the caller's */
	struct bp_store *store;     /* the record; the caller's */
	struct bp_xapi *xapi;
	const struct bp_module **modules; /* whose questions are known */
	size_t module_count, module_room;
	struct bp_arena *arena;
};

/* Reads all events of a record that is open, whose statements are asked for then. Fails where
 * the configuration names no page of the agency, and for a record of before UUIDs. Call
 * bp_statements_close() in either case. */
bool bp_statements_open(struct bp_statements *statements, const struct bp_config *config,
	struct bp_library *library, struct bp_store *store, struct bp_error *err);
void bp_statements_close(struct bp_statements *statements);

/* Appends the statement of an event, in one line without its end. False: it has none. */
bool bp_statements_make(struct bp_statements *statements, const struct bp_origin *item,
	struct bp_buf *out);

/* Appends all of them, a line each. */
bool bp_learner_export_xapi(struct bp_store *store, const struct bp_config *config,
	struct bp_buf *out, struct bp_error *err);

#endif
