/*
 * Where the faults of one file of a course go: to the list of whoever collects faults,
 * and those that bar the use of the file to the course or module itself as well.
 */
#ifndef BERPIJAR_CONTENT_FAULT_SINK_H
#define BERPIJAR_CONTENT_FAULT_SINK_H

#include <berpijar/arena.h>
#include <berpijar/diagnostic.h>

struct fault_sink {
	struct bp_arena *arena;      /* for texts that live as long as the course */
	struct bp_diagnostics *list; /* may be NULL */
	const char *file;
	const char **bar; /* set by the first fault_bar(): "file:line:column: message" */
};

/* Adds a fault; the file can be used without the part at fault. Column 0 means the whole
 * line, line 0 the whole file. */
void fault_add(const struct fault_sink *sink, enum bp_fault fault, int line, int column,
	const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Adds a fault that bars the use of the whole file. */
void fault_bar(const struct fault_sink *sink, enum bp_fault fault, int line, int column,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The line and column, from 1, of the character at a byte offset. A byte order mark
 * at the start takes no column. */
void fault_place(struct bp_str text, size_t offset, int *line, int *column);

/* A piece of a file as it may stand in a message: on one line, clean, and short. */
const char *fault_quote(struct bp_arena *arena, struct bp_str text);

#endif
