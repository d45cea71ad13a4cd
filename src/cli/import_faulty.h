/* The questions that an import could not take, kept as comments where they stood. */
#ifndef BERPIJAR_CLI_IMPORT_FAULTY_H
#define BERPIJAR_CLI_IMPORT_FAULTY_H

#include <berpijar/diagnostic.h>

struct faulty_one {
	int line; /* of the question's first line */
	struct bp_str source;
	const char *message;
};

/* Those of one file, in the order of their lines; in the arena. */
struct faulty {
	struct bp_arena *arena;
	struct faulty_one *at;
	size_t count, room;
	size_t next; /* the first that has not been written */
};

/* Finds the questions that errors from the `from`th on are about in the text of a file. */
void faulty_find(struct faulty *faulty, struct bp_str text, bool xml,
	const struct bp_diagnostics *faults, size_t from);

/* Writes those that stand above a line. */
void faulty_write(struct faulty *faulty, const char *path, int above, struct bp_buf *out);

#endif
