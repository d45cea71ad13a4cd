/*
 * Values in a row, written and read by the same functions: since one list of a thing's
 * fields serves both, they cannot differ. The bytes are those in this machine's memory.
 * What is read is not trusted: after the first value that cannot be right, only zeros
 * follow.
 */
#ifndef BERPIJAR_LEARN_TAPE_H
#define BERPIJAR_LEARN_TAPE_H

#include <berpijar/text.h>

struct tape {
	struct bp_buf *out; /* writing: appended to; NULL: reading */
	struct bp_str in;   /* reading: the rest; texts are borrowed from it */
	bool failed;
};

/* For values without padding for which all bits are valid, such as numbers and ids. */
#define TAPE(tape, value) tape_bytes((tape), &(value), sizeof(value))

void tape_bytes(struct tape *tape, void *value, size_t size);
void tape_bool(struct tape *tape, bool *value);
/* A value outside least..most, or NaN, cannot be right. */
void tape_double(struct tape *tape, double *value, double least, double most);
void tape_str(struct tape *tape, struct bp_str *text);

/* In as few bytes as they need: numbers in seven bits each, a time as what it is after
 * another one, the grades that most answers get in one. */
void tape_unsigned(struct tape *tape, unsigned *number);
void tape_near(struct tape *tape, int64_t *at, int64_t near);
void tape_grade(struct tape *tape, double *grade);

/* Differs if any eight bytes of them do. */
uint64_t tape_sum(struct bp_str bytes);

/* How many things follow, each of at least `least` bytes. When reading, 0 if there cannot
 * be so many. */
size_t tape_count(struct tape *tape, size_t count, size_t least);

#endif
