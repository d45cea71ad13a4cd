/*
 * A learner's marks in lessons: bookmarks with a name, and notes.
 *
 * A mark is made by an event (BP_BOOKMARKED, BP_ANNOTATED) and has that event's id. A
 * later event that names it ("of") gives it another text; of several the latest counts.
 * Voiding the event that made it removes it for good.
 */
#ifndef BERPIJAR_MARKS_H
#define BERPIJAR_MARKS_H

#include <berpijar/arena.h>
#include <berpijar/document.h>
#include <berpijar/progress.h>

#define BP_MARK_LIMIT 1600 /* bytes of a name or note */
#define BP_MARK_WORDS 240  /* bytes that are kept of its paragraph */

struct bp_mark {
	uint8_t id[16];      /* of the event that made it */
	enum bp_verb verb;   /* BP_BOOKMARKED or BP_ANNOTATED */
	int64_t made_at, at; /* made, and last changed; ms since 1970 */
	struct bp_str course, module;
	struct bp_place place;
	struct bp_str heading; /* the words of the heading above it; may be empty */
	struct bp_str words;   /* the first words of its paragraph; may be empty */
	struct bp_str text;    /* the bookmark's name, the note */
};

struct bp_marks;

/*
 * All marks, sorted by course, module, place and time of making. Fills at most room, and
 * returns how many there are; borrowed until the next event is applied.
 */
size_t bp_marks_list(struct bp_marks *marks, const struct bp_mark **out, size_t room);

/* Appends to out the body of the event that makes a mark or, if `of` is the id of one,
 * gives that one another text. */
void bp_mark_write(const struct bp_mark *mark, const uint8_t *of, struct bp_buf *out);
/* Appends the body of the event that removes it. */
void bp_mark_write_void(const struct bp_mark *mark, struct bp_buf *out);

/* Where a mark is in a document that may have been edited since. */
enum bp_mark_found {
	BP_MARK_HERE,    /* at its paragraph, which is unchanged */
	BP_MARK_EDITED,  /* at its paragraph, which still has half of its words */
	BP_MARK_HEADING, /* at the heading that was above it */
	BP_MARK_NEAR,    /* at the block with its old number */
};
enum bp_mark_found bp_mark_find(const struct bp_mark *mark,
	const struct bp_document *document, struct bp_place *place);

/* Appends the first words of a block to out, as a mark keeps them. */
void bp_mark_words(
	const struct bp_document *document, uint32_t block, struct bp_buf *out);
/* Appends the words of the heading above a block, if there is one. */
void bp_mark_heading(
	const struct bp_document *document, uint32_t block, struct bp_buf *out);

#endif
