/*
 * What changed in a module since a learner read it.
 *
 * What was read is kept as the hashes of its blocks, in the body of the event that says
 * so (BP_COMPLETED, or BP_EXPERIENCED at the end of a module that was done): {"text":
 * eight hexadecimal digits for each block, "version": the course's}. Words and their
 * order count, layout does not.
 */
#ifndef BERPIJAR_CHANGES_H
#define BERPIJAR_CHANGES_H

#include <berpijar/document.h>

/* The text of a longer module is not kept, so never compared. */
#define BP_CHANGES_BLOCKS 4000

enum bp_change { BP_CHANGE_NONE, BP_CHANGE_EDITED, BP_CHANGE_NEW };

/* What a learner read, as the progress tells it (progress.h). */
struct bp_read_text {
	const uint32_t *hashes; /* NULL: not known */
	size_t count;
};

/* The body as above, appended to out. Without "text" if there is no document, or it is
 * too long. */
void bp_changes_write(
	const struct bp_document *document, const char *version, struct bp_buf *out);

/* The hashes in such a body, in the arena; false if there are none. */
bool bp_changes_read(
	struct bp_str body, struct bp_arena *arena, struct bp_read_text *read);

/*
 * Fills marks (an enum bp_change for each block) by comparing with what was read; returns
 * how many blocks are new or edited. An edited block stands where one was taken away.
 */
size_t bp_changes_find(
	const struct bp_document *document, struct bp_read_text read, uint8_t *marks);

#endif
