/*
 * What went wrong, for the person who can do something about it.
 *
 * A function that can fail returns bool and takes a struct bp_error last. On
 * false the error holds one line of text in the user's language, without a
 * final newline, that says what is wrong and what to do; its results are as
 * they were before the call. The caller owns the struct (it holds its text, so
 * it can never leak). NULL is allowed where the reason does not matter.
 *
 * Our own mistakes are not errors of this kind: they stop the program through
 * assert(). So does running out of memory (see arena.h).
 */
#ifndef BERPIJAR_ERROR_H
#define BERPIJAR_ERROR_H

#include <stdbool.h>

enum bp_error_kind {
	BP_ERROR_NONE,
	BP_ERROR_INPUT,     /* a file's contents are at fault */
	BP_ERROR_SYSTEM,    /* the operating system said no */
	BP_ERROR_NOT_FOUND, /* no such course, module or file */
	BP_ERROR_STORE,     /* the store cannot be used (exit status 3) */
	BP_ERROR_DAMAGED,   /* a record is damaged; what can be read may be recovered */
	BP_ERROR_BUSY,      /* another process is recording for the same learner */
	BP_ERROR_READ_ONLY, /* the store can be read but not written */
	BP_ERROR_UNSURE,    /* a write may or may not have reached the disk */
	BP_ERROR_USAGE,     /* wrong use of a command (exit status 2) */
};

struct bp_error {
	enum bp_error_kind kind;
	char message[512]; /* UTF-8, cut at a character if longer */
};

/* Fills err (if not NULL) and returns false, so that a caller can return it. */
bool bp_fail(struct bp_error *err, enum bp_error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Why the operating system said no (errno), in the user's language for the usual codes.
 */
const char *bp_strerror(int code);

#endif
