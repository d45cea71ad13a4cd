/*
 * What changed in a module since a learner read it.
 *
 * The text that was read is kept as the hashes of its blocks, in the body of the event
 * that says so (BP_COMPLETED, or BP_EXPERIENCED at the end of a module that is done):
 * {"text": eight hexadecimal digits for each block, "version": of the course}. The hashes
 * depend on the words and their order, not on the layout.
 */
#ifndef BERPIJAR_CHANGES_H
#define BERPIJAR_CHANGES_H

#include <berpijar/document.h>

/* The text of a module with more blocks is not kept, so it is never compared. */
#define BP_CHANGES_BLOCKS 4000

enum bp_change { BP_CHANGE_NONE, BP_CHANGE_EDITED, BP_CHANGE_NEW };

/* The text that a learner read. */
struct bp_read_text {
	const uint32_t *hashes; /* NULL: not known */
	size_t count;
};

/* Appends the body as above to out; without "text" if the document is NULL or too long.
 */
void bp_changes_write(
	const struct bp_document *document, const char *version, struct bp_buf *out);

/* Reads the hashes in such a body into the arena; false if there are none. */
bool bp_changes_read(
	struct bp_str body, struct bp_arena *arena, struct bp_read_text *read);

/*
 * Compares a document with what was read: fills `changes` with an enum bp_change for each
 * block, and returns how many are new or edited. A new block counts as edited if one was
 * removed at its place.
 */
size_t bp_changes_find(
	const struct bp_document *document, struct bp_read_text read, uint8_t *changes);

#endif
