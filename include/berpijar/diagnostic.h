/*
 * Faults found in files, each with its place: `berpijar check` prints them, and the
 * player shows the first that keeps it from opening a module.
 */
#ifndef BERPIJAR_DIAGNOSTIC_H
#define BERPIJAR_DIAGNOSTIC_H

#include <berpijar/arena.h>
#include <berpijar/fault.h>
#include <stdbool.h>
#include <stddef.h>

/* The other place where two collide. */
struct bp_related {
	const char *file; /* NULL: there is none */
	int line, column; /* 0: the whole file */
	const char *message;
};

/* What to put in the place of the bytes from..to of the file, so that the fault is gone and
 * nothing else changes. */
struct bp_fix {
	size_t from, to;
	uint64_t hash;    /* bp_hash() of the file's bytes as they were read */
	const char *text; /* NULL: nothing is sure enough */
};

struct bp_diagnostic {
	const char *file; /* as the user named it, then the path inside the course */
	int line, column; /* from 1; column counts characters; 0: the whole file */
	enum bp_fault fault;
	const char *message; /* one line in the user's language */
	struct bp_related related;
	struct bp_fix fix;
};

#define BP_FAULTS_MOST 1000 /* of one file: nobody reads more */

/* A list that owns its texts; zeroed it is empty. */
struct bp_diagnostics {
	struct bp_diagnostic *at;
	size_t count, room;
	size_t errors, warnings;
	struct bp_arena *arena;
	const char *file; /* the file that bp_diagnose() adds to; in the arena */
	size_t of_file;   /* how many faults of that file there are */
	size_t last;      /* 1 + the index of the fault that was added last; 0: dropped */
};

/* Sets the file (copied) that the faults added from now on are in. */
void bp_diagnostics_file(struct bp_diagnostics *list, const char *file);
/* Adds a fault. Beyond BP_FAULTS_MOST of one file, one fault says that there are more,
 * and the others are dropped. With list NULL nothing happens. */
void bp_diagnose(struct bp_diagnostics *list, enum bp_fault fault, int line, int column,
	const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Both are about the fault that bp_diagnose() was called for last, and do nothing if that
 * was dropped. Texts are copied; file NULL: the same file. */
void bp_diagnose_related(struct bp_diagnostics *list, const char *file, int line,
	int column, const char *message);
void bp_diagnose_fix(struct bp_diagnostics *list, const struct bp_fix *fix);
/* Adds all faults of another list, which keeps its own. */
void bp_diagnostics_append(
	struct bp_diagnostics *list, const struct bp_diagnostics *more);
/* Whether no more faults of this file are taken. */
bool bp_diagnostics_full(const struct bp_diagnostics *list);
/* By file, line and column; what is said twice of one place is said once. */
void bp_diagnostics_sort(struct bp_diagnostics *list);
/* Removes the faults from index `first` on for which `drops` is true. */
void bp_diagnostics_drop(struct bp_diagnostics *list, size_t first,
	bool (*drops)(const struct bp_diagnostic *fault, const void *context),
	const void *context);
void bp_diagnostics_release(struct bp_diagnostics *list);

/* "galat", "peringatan", "saran" in the user's language; for JSON "error", "warning",
 * "hint". */
const char *bp_severity_word(enum bp_severity severity);
const char *bp_severity_name(enum bp_severity severity);

#endif
