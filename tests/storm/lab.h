/* Where learners work in a test: a folder with a store and a home, gone at its end. */
#ifndef TESTS_STORM_LAB_H
#define TESTS_STORM_LAB_H

#include <stdbool.h>
#include <stdint.h>

#define LAB_VARIABLES 16

struct lab {
	char *program, *course; /* full paths: of berpijar, of the course here */
	char folder[64];
	char store[80];                   /* in the folder */
	char *environment[LAB_VARIABLES]; /* NAME=VALUE, ends in NULL */
	/* What a learner starts, with "@" for the name (learner.h); NULL: the player, at the
	 * course's lesson. Borrowed; ends in NULL. */
	const char *const *command;
};

/* Ends the test if the folder cannot be made. */
void lab_open(struct lab *lab, const char *program, const char *course);
void lab_close(struct lab *lab);

/* For what is started from here on. */
void lab_variable(struct lab *lab, const char *name, const char *value);
/* Removes the store with all that is in it. */
void lab_clear_store(const struct lab *lab);

/* A folder with all that is in it. */
void remove_tree(const char *path);
/* As it is from any folder; the caller frees it. Ends the test if there is none. */
char *full_path(const char *path);
uint32_t random_below(uint32_t *seed, uint32_t limit);
/* The number in a variable of the environment, or this one. */
long wish(const char *variable, long otherwise);

__attribute__((format(printf, 1, 2), noreturn)) void die(const char *format, ...);

#endif
