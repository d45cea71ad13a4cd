/*
 * Libraries that few sessions need: loaded where they are used first, so that no start
 * takes the time to map them and all that they draw in.
 */
#ifndef BERPIJAR_LOAD_H
#define BERPIJAR_LOAD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Loads a library by its soname ("libcairo.so.2") and stores the addresses of its
 * functions, in the order of names, in a struct that has a pointer for each and nothing
 * else. False if the library or one of them is missing. It stays until the end.
 */
bool bp_load(
	const char *library, const char *const *names, size_t count, void *functions);

#endif
