/*
 * Where the courses and the records are, who is learning, and how a program speaks: what
 * every program that opens a record has to know, however it was told.
 */
#ifndef BERPIJAR_CONFIG_H
#define BERPIJAR_CONFIG_H

#include <berpijar/colors.h>
#include <stdbool.h>
#include <stddef.h>

/* Zeroed, it is what holds when nothing was said. */
struct bp_config {
	const char **content; /* folders of courses, in order */
	size_t content_count; /* 0: the standard folders */
	const char *store;    /* the folder of all records; NULL: the user's own */
	const char *learner;  /* an id; NULL: the login name */
	const char *lang;     /* "id" or "en"; NULL: as the learner has chosen */
	enum bp_term_colors color;
	bool plain; /* lines of words in place of the full screen */
};

#endif
