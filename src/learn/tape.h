/*
 * Values in a row, written and read by the same function: a list of a thing's fields that
 * serves both ways cannot differ. The bytes are those of this machine's memory. Reading
 * believes nothing: after the first value that does not fit all that follows is zeros.
 */
#ifndef BERPIJAR_LEARN_TAPE_H
#define BERPIJAR_LEARN_TAPE_H

#include <berpijar/text.h>

struct tape {
	struct bp_buf *out; /* to be appended to; NULL: it is read */
	struct bp_str in;   /* what is left to be read; texts are borrowed from it */
	bool failed;
};

/* Any value without padding whose bits are all valid: numbers, ids. */
#define TAPE(tape, value) tape_bytes((tape), &(value), sizeof(value))

void tape_bytes(struct tape *tape, void *value, size_t size);
void tape_bool(struct tape *tape, bool *value);
/* Within these, both included. */
void tape_double(struct tape *tape, double *value, double least, double most);
void tape_str(struct tape *tape, struct bp_str *text);
/* How many things follow, each of at least so many bytes; when read, 0 if they cannot. */
size_t tape_count(struct tape *tape, size_t count, size_t least);

#endif
