/*
 * Hostile content: what a lesson, its front matter, its questions or its folder may hold
 * to make a reader hang, crash, eat memory or speak to the terminal. Each case is a row
 * of a table and made when the test runs, so that the large ones take no room here.
 */
#ifndef TESTS_HOSTILE_CASES_H
#define TESTS_HOSTILE_CASES_H

#include <berpijar/text.h>

enum hostile_place {
	IN_BODY,   /* the Markdown of 01-uji.md, below sound front matter */
	IN_HEAD,   /* its front matter, between the lines of --- */
	IN_FILE,   /* all of its bytes */
	IN_COURSE, /* all of course.yaml */
	IN_FOLDER, /* `make_folder` puts something beside or for the module */
};

struct hostile_case {
	const char *name, *attack;
	enum hostile_place place;
	/* first × count, then middle, then last × count; NULL: nothing */
	const char *first, *middle, *last;
	size_t count;      /* FILL: as many as a module may hold */
	size_t first_size; /* where `first` holds a NUL; else 0 */
	void (*make_folder)(const char *folder);
};

#define FILL ((size_t)-1)

extern const struct hostile_case hostile_cases[];
extern const size_t hostile_case_count;

void hostile_write(const struct hostile_case *one, struct bp_buf *out);

#endif
