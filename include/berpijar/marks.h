/*
 * What a learner put at places of lessons: bookmarks with a name, and notes.
 *
 * A mark is made by an event (BP_BOOKMARKED, BP_ANNOTATED) and known by its id. A later
 * event that names it ("of") gives it another text; of several the latest counts. It is
 * taken away by voiding the event that made it, and then stays away. So the fold does
 * not depend on the order of events.
 */
#ifndef BERPIJAR_MARKS_H
#define BERPIJAR_MARKS_H

#include <berpijar/arena.h>
#include <berpijar/document.h>
#include <berpijar/progress.h>

#define BP_MARK_LIMIT 1600 /* bytes of a name or note */
#define BP_MARK_WORDS 240  /* bytes of the words of its paragraph that are kept */

struct bp_mark {
	uint8_t id[16];      /* of the event that made it */
	enum bp_verb verb;   /* BP_BOOKMARKED or BP_ANNOTATED */
	int64_t made_at, at; /* when it was made and last changed, ms since 1970 */
	struct bp_str course, module;
	struct bp_place place;
	struct bp_str heading; /* the words of the heading above it; may be empty */
	struct bp_str words;   /* the first words of its paragraph; may be empty */
	struct bp_str text;    /* the bookmark's name, the note */
};

struct bp_marks;

/*
 * What there is, by course, module, place and time of making. Fills at most room and
 * returns how many there are; borrowed until the next apply or void.
 */
size_t bp_marks_list(struct bp_marks *marks, const struct bp_mark **out, size_t room);

/* The body of the event that makes a mark, or gives it (of: its id) another text;
 * appended to out. */
void bp_mark_write(const struct bp_mark *mark, const uint8_t *of, struct bp_buf *out);
/* The body of the event that takes it away. */
void bp_mark_write_void(const struct bp_mark *mark, struct bp_buf *out);

/* Where a mark stands in a document that may have been edited since. */
enum bp_mark_found {
	BP_MARK_HERE,    /* its paragraph is there, word for word */
	BP_MARK_EDITED,  /* its paragraph, edited: half of its first words are there */
	BP_MARK_HEADING, /* only the heading above it */
	BP_MARK_NEAR,    /* neither; the block at its old position */
};
enum bp_mark_found bp_mark_find(const struct bp_mark *mark,
	const struct bp_document *document, struct bp_place *place);

/* The first words of a block as a mark keeps them, appended to out. */
void bp_mark_words(
	const struct bp_document *document, uint32_t block, struct bp_buf *out);
/* The words of the heading above a block, appended to out; nothing if there is none. */
void bp_mark_heading(
	const struct bp_document *document, uint32_t block, struct bp_buf *out);

#endif
