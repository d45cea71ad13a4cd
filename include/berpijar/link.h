/*
 * What an address in a lesson leads to: a place of the lesson, another module of its
 * course, a file of the course's folder, or something outside.
 */
#ifndef BERPIJAR_LINK_H
#define BERPIJAR_LINK_H

#include <berpijar/course.h>

enum bp_link_kind {
	BP_LINK_HEADING, /* "#uji-kegunaan": a heading (or footnote) of the lesson itself
			  */
	BP_LINK_MODULE,  /* "03-uji.md", "uji", "./03-uji.md#uji-kegunaan" */
	BP_LINK_FILE,  /* any other name: of a file, or of a module that there is none */
	BP_LINK_WEB,   /* http, https */
	BP_LINK_MAIL,  /* mailto */
	BP_LINK_OTHER, /* another scheme */
};

struct bp_link_target {
	enum bp_link_kind kind;
	const struct bp_module *module; /* BP_LINK_MODULE only */
	struct bp_str name;             /* module, file: as it is called in the folder */
	struct bp_str heading;          /* heading, module: without "#"; may be empty */
};

/* Strings are in the arena or in the address. */
struct bp_link_target bp_link_read(
	struct bp_arena *arena, const struct bp_course *course, struct bp_str url);

/* Whether a name is one of a module ("99-uji.md"), be it there or not. */
bool bp_link_names_module(struct bp_str name);

#endif
