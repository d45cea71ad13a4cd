/*
 * Where a link of a lesson leads: to a heading, to another module of its course, to a
 * file in the course's folder, or out of the course.
 */
#ifndef BERPIJAR_LINK_H
#define BERPIJAR_LINK_H

#include <berpijar/course.h>

enum bp_link_kind {
	BP_LINK_HEADING, /* "#uji-kegunaan": in the same lesson; also its footnotes */
	BP_LINK_MODULE,  /* "03-uji.md", "uji", "./03-uji.md#uji-kegunaan" */
	BP_LINK_FILE,    /* any other name, also of a module that does not exist */
	BP_LINK_WEB,     /* http, https */
	BP_LINK_MAIL,    /* mailto */
	BP_LINK_OTHER,   /* another scheme */
};

struct bp_link_target {
	enum bp_link_kind kind;
	const struct bp_module *module; /* BP_LINK_MODULE only */
	struct bp_str name;             /* module, file: its name in the folder */
	struct bp_str heading;          /* heading, module: without "#"; may be empty */
};

/* The strings are in the arena, or borrowed from the address. */
struct bp_link_target bp_link_read(
	struct bp_arena *arena, const struct bp_course *course, struct bp_str url);

/* Whether a name looks like that of a module ("99-uji.md"), existing or not. */
bool bp_link_names_module(struct bp_str name);

/* Whether an address is itself the file ("data:image/png;base64,…"). */
bool bp_link_embedded(struct bp_str url);
/* What an address may be called without all of it: the name of its file, or kind and size
 * of an embedded one ("PNG, 8 kB, di dalam berkas"). In the arena, or borrowed. */
struct bp_str bp_link_file_name(struct bp_arena *arena, struct bp_str url);

#endif
