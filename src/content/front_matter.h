/* Whether a module's file is text, and where in it the front matter and Markdown are. */
#ifndef BERPIJAR_CONTENT_FRONT_MATTER_H
#define BERPIJAR_CONTENT_FRONT_MATTER_H

#include "fault_sink.h"

struct front_matter {
	bool present;
	struct bp_str yaml; /* between the two lines of hyphens */
	int line;           /* of its first line */
	size_t body;        /* offset of the Markdown */
	int body_line;
};

/*
 * Whether text is UTF-8 without NUL bytes; if not, a fault that bars the file says
 * where. With `cut`, text is only the start of a file, so that its last character may
 * be cut.
 */
bool source_check(struct bp_str text, bool cut, const struct fault_sink *sink);

/* Appends the text with U+FFFD for whatever does not pass that check, so that the rest can
 * be checked; false: it is UTF-16, of which nothing is left to check. */
bool source_mend(struct bp_str text, struct bp_buf *out);

/* The line of a known key at the top of a text that has no front matter; 0: there is none. */
int front_matter_near(struct bp_str text);

/* Finds the front matter of a text that passed the check; false, with a fault that
 * bars the file, if it has no end or is too large: *found is what can be taken for it. */
bool front_matter_find(struct bp_str text, bool cut, const struct fault_sink *sink,
	struct front_matter *found);

#endif
