/*
 * A folder for fuzzers of files, in memory where there is room, which is removed at the
 * end; and a learner's record in it.
 */
#ifndef TESTS_FUZZ_ROOM_H
#define TESTS_FUZZ_ROOM_H

#include <berpijar/store.h>

#define ROOM_LEARNER "siti"

/* ROOM/NAME, until the next two calls. */
const char *room_path(const char *name);
void room_write(const char *name, struct bp_str bytes);
void room_read(const char *name, struct bp_buf *out);
/* Removes all that is in a folder of it, and the folder. */
void room_clear(const char *name);

/* An answer; n makes it unlike others. */
struct bp_event room_answer(int64_t n);
/* A store with a record of so many answers, a place, a draft and settings. */
void room_record(const char *store, int answers);
/* The record can be opened, or is recovered; what is recorded then is there, and it is
 * sound. Aborts if not. What has become another program's file, or a newer version's, is
 * left alone. */
void room_goes_on(const char *store);

/* Bytes of a fuzzer's input, taken from its front; zeros where it has no more. */
struct room_input {
	const uint8_t *at;
	size_t left;
};
uint64_t room_take(struct room_input *input, size_t bytes);
struct bp_str room_take_text(struct room_input *input, size_t most);

__attribute__((format(printf, 1, 2), noreturn)) void room_wrong(const char *format, ...);

#endif
