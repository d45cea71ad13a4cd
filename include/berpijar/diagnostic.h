/*
 * Faults of files, each with its place: what `berpijar check` prints, and what
 * the player shows in the place of a module that it cannot read.
 */
#ifndef BERPIJAR_DIAGNOSTIC_H
#define BERPIJAR_DIAGNOSTIC_H

#include <berpijar/arena.h>
#include <stdbool.h>
#include <stddef.h>

enum bp_severity { BP_SEVERITY_HINT, BP_SEVERITY_WARNING, BP_SEVERITY_ERROR };

struct bp_diagnostic {
	const char *file; /* as the user named it, then the path inside the course */
	int line, column; /* from 1; column counts characters; 0: the whole file */
	enum bp_severity severity;
	const char *code;    /* stable, English, e.g. "gift-brace" */
	const char *message; /* one line in the user's language */
};

#define BP_FAULTS_MOST 1000 /* of one file: nobody reads more */

/* A list that owns its texts; zeroed is empty. */
struct bp_diagnostics {
	struct bp_diagnostic *at;
	size_t count, room;
	size_t errors, warnings;
	struct bp_arena *arena;
	const char *file; /* the file that bp_diagnose() speaks of; borrowed until then */
	size_t of_file;   /* how many of them */
};

/* Sets the file for what follows (copied). */
void bp_diagnostics_file(struct bp_diagnostics *list, const char *file);
/* Adds a fault; at the limit one more that says so, then none. list may be NULL: then
 * nobody wants to know. */
void bp_diagnose(struct bp_diagnostics *list, enum bp_severity severity, const char *code,
	int line, int column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* Whether no more faults of this file are taken. */
bool bp_diagnostics_full(const struct bp_diagnostics *list);
void bp_diagnostics_sort(struct bp_diagnostics *list); /* by file, line, column */
void bp_diagnostics_release(struct bp_diagnostics *list);

/* "galat", "peringatan", "saran" in the user's language; "error" … for JSON. */
const char *bp_severity_word(enum bp_severity severity);
const char *bp_severity_name(enum bp_severity severity);

#endif
