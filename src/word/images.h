/* The images of a document, which become files of the course. */
#ifndef BERPIJAR_WORD_IMAGES_H
#define BERPIJAR_WORD_IMAGES_H

#include <berpijar/word.h>

struct image {
	struct bp_str target; /* as the document calls it */
	const char *name;     /* in the course; NULL: it is not brought along */
};

struct images {
	struct bp_word *word;
	struct bp_word_course *course;
	struct image *at;
	size_t count, room;
	size_t size; /* bytes of all of them */
};

/* The name in the course of what a document calls so; NULL: it is not brought along, which
 * is told under the heading. */
const char *images_take(
	struct images *images, struct bp_str target, struct bp_str heading);
/* A description, if it was written by a person: programs put the file's name there. */
struct bp_str images_alt(struct bp_str alt);

#endif
