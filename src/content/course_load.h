/* Reading one course: its course.yaml, and the start of each of its modules. */
#ifndef BERPIJAR_CONTENT_COURSE_LOAD_H
#define BERPIJAR_CONTENT_COURSE_LOAD_H

#include <berpijar/course.h>
#include <berpijar/file.h>

/* Whether a folder with files of these names is a course. */
bool course_is_folder(const struct bp_names *names);

/* Reads the course in the folder `path`, which is open as `root`. Strings and arrays of
 * the course are in the arena. */
struct bp_course course_load(struct bp_arena *arena, const char *path, int root,
	const struct bp_names *names, struct bp_diagnostics *faults);

/* Reads a lone .md file as a course of one module. False if its folder cannot be opened. */
bool course_load_lone(struct bp_arena *arena, const char *path,
	struct bp_diagnostics *faults, struct bp_course *course, struct bp_error *err);
/* The same for a text in memory. */
struct bp_course course_load_text(struct bp_arena *arena, const char *name,
	struct bp_str text, struct bp_diagnostics *faults);

#endif
