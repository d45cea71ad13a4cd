/* Runs as Markdown, with every sign that would mean something escaped. */
#ifndef BERPIJAR_WORD_MARKDOWN_H
#define BERPIJAR_WORD_MARKDOWN_H

#include "images.h"
#include "runs.h"

struct markdown {
	struct bp_word *word;
	struct images *images;
	struct bp_str heading; /* that what is lost is told under */
	bool notes_here; /* notes become notes of the module; else they stand in brackets */
	struct runs *notes; /* those of the module, in their order */
	size_t note_count, note_room;
};

/* Appends runs; what breaks a line is written as line_end. */
void markdown_runs(struct markdown *markdown, const struct runs *runs,
	const char *line_end, struct bp_buf *out);
/* Appends plain text, for the start of a line. */
void markdown_text(struct bp_str text, struct bp_buf *out);
/* Appends a fence of a name around a text, longer than any in it. */
void markdown_fence(const char *name, struct bp_str inside, struct bp_buf *out);

#endif
