/* Values in a row, as the bytes of a snapshot (tape.h). */
#include "tape.h"
#include <string.h>

static void fail(struct tape *tape)
{
	tape->failed = true;
	tape->in = (struct bp_str){0};
}

void tape_bytes(struct tape *tape, void *value, size_t size)
{
	if (tape->out) {
		bp_buf_add(tape->out, value, size);
		return;
	}
	if (tape->in.len < size) {
		fail(tape);
		memset(value, 0, size);
		return;
	}
	memcpy(value, tape->in.at, size);
	tape->in = bp_str_from(tape->in, size);
}

void tape_bool(struct tape *tape, bool *value)
{
	uint8_t byte = *value;

	TAPE(tape, byte);
	*value = byte != 0;
}

void tape_double(struct tape *tape, double *value, double least, double most)
{
	TAPE(tape, *value);
	if (!(*value >= least && *value <= most)) {
		fail(tape);
		*value = least;
	}
}

size_t tape_count(struct tape *tape, size_t count, size_t least)
{
	uint64_t number = count;

	TAPE(tape, number);
	if (!tape->out && number > tape->in.len / least) {
		fail(tape);
		return 0;
	}
	return (size_t)number;
}

void tape_str(struct tape *tape, struct bp_str *text)
{
	size_t len = tape_count(tape, text->len, 1);

	if (tape->out) {
		bp_buf_add_str(tape->out, *text);
		return;
	}
	*text = bp_str_part(tape->in, 0, len);
	tape->in = bp_str_from(tape->in, len);
}
