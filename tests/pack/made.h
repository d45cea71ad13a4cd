/* Packs as a publisher makes them, and as nobody should. */
#ifndef TESTS_PACK_MADE_H
#define TESTS_PACK_MADE_H

#include "manifest.h"
#include "tar.h"

/* A publisher, and the files of a course. Each call of a made_… that gives a pack gives one
 * that is sound; then a test spoils it. */
struct made {
	struct bp_arena *arena;
	struct bp_publisher_key key;
	struct bp_publisher own;
	struct bp_trust trust; /* that publisher alone */
};

void made_begin(struct made *made, const char *name);
void made_end(struct made *made);

/* A course "uji" of that version in memory, without an error of `check`. `lesson` is what the
 * second file says. */
struct bp_pack made_course(struct made *made, const char *version, const char *lesson);
/* Signs it as it is, whatever is wrong with it, and writes it. */
void made_write(struct made *made, struct bp_pack *pack, struct bp_buf *out);
/* Only the first two entries. */
void made_write_head(struct made *made, const struct bp_pack *pack, struct bp_buf *out);
/* Writes its files as folders of courses have them, into FOLDER/uji. */
void made_unpack(const struct bp_pack *pack, const char *folder);

#endif
