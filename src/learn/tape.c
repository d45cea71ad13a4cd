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

static void tape_write_number(struct tape *tape, uint64_t number)
{
	uint8_t bytes[10];
	size_t len = 0;

	for (; number >= 0x80; number >>= 7)
		bytes[len++] = (uint8_t)(number | 0x80);
	bytes[len++] = (uint8_t)number;
	bp_buf_add(tape->out, bytes, len);
}

/* The lowest seven bits first; those beyond 64 are nothing that we write. */
static uint64_t tape_read_number(struct tape *tape)
{
	uint64_t number = 0;
	uint8_t byte = 0x80;

	for (unsigned shift = 0; shift < 64 && byte & 0x80; shift += 7) {
		TAPE(tape, byte);
		number |= (uint64_t)(byte & 0x7f) << shift;
	}
	return number;
}

static void tape_number(struct tape *tape, uint64_t *number)
{
	if (tape->out)
		tape_write_number(tape, *number);
	else
		*number = tape_read_number(tape);
}

void tape_unsigned(struct tape *tape, unsigned *number)
{
	uint64_t wide = *number;

	tape_number(tape, &wide);
	*number = (unsigned)wide;
}

/* The sign is the lowest bit, so that few bytes serve for both. */
void tape_near(struct tape *tape, int64_t *at, int64_t near)
{
	uint64_t after = (uint64_t)*at - (uint64_t)near;
	uint64_t folded = after << 1 ^ (after >> 63 ? UINT64_MAX : 0);

	tape_number(tape, &folded);
	after = folded >> 1 ^ (folded & 1 ? UINT64_MAX : 0);
	*at = (int64_t)(after + (uint64_t)near);
}

void tape_grade(struct tape *tape, double *grade)
{
	static const double usual[] = {-1, 0, 0.5, 1};
	uint8_t kind = 0;

	while (tape->out && kind < sizeof usual / sizeof *usual && *grade != usual[kind])
		kind++;
	TAPE(tape, kind);
	if (kind < sizeof usual / sizeof *usual)
		*grade = usual[kind];
	else
		tape_double(tape, grade, -1, 1);
}

/* Four sums side by side, none of which waits for another. */
uint64_t tape_sum(struct bp_str bytes)
{
	uint64_t lanes[4] = {0}, words[4];
	size_t at = 0;

	for (; bytes.len - at >= sizeof words; at += sizeof words) {
		memcpy(words, bytes.at + at, sizeof words);
		for (int i = 0; i < 4; i++)
			lanes[i] = (lanes[i] ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
	}
	return bp_hash(bp_hash(BP_HASH_START,
			       (struct bp_str){(const char *)lanes, sizeof lanes}),
		bp_str_from(bytes, at));
}

size_t tape_count(struct tape *tape, size_t count, size_t least)
{
	uint64_t number = count;

	tape_number(tape, &number);
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
