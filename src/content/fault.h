/*
 * What is wrong with one file of a course: told to whoever collects faults, and
 * to the course or module itself where it bars its use.
 */
#ifndef BERPIJAR_CONTENT_FAULT_H
#define BERPIJAR_CONTENT_FAULT_H

#include <berpijar/arena.h>
#include <berpijar/diagnostic.h>

enum fault_level {
	FAULT_HINT,
	FAULT_WARNING,
	FAULT_ERROR, /* the file can be used without the part at fault */
	FAULT_BAR,   /* an error, and the file cannot be used */
};

struct fault_sink {
	struct bp_arena *arena;      /* for texts that live as long as the course */
	struct bp_diagnostics *list; /* may be NULL */
	const char *file;
	const char **bar; /* set by the first FAULT_BAR: "file:line:column: message" */
};

/* Column 0: the whole line; line 0: the whole file. */
void fault_add(const struct fault_sink *sink, enum fault_level level, const char *code,
	int line, int column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* The line and column, from 1, of the character at a byte offset; a byte order mark
 * at the start takes no column. */
void fault_place(struct bp_str text, size_t offset, int *line, int *column);

/* A piece of a file as it may stand in a message: on one line, clean, and short. */
const char *fault_quote(struct bp_arena *arena, struct bp_str text);

#endif
