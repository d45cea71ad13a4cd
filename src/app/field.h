/* A text that is being typed: one line, or several. */
#ifndef BERPIJAR_APP_FIELD_H
#define BERPIJAR_APP_FIELD_H

#include <berpijar/input.h>

#define FIELD_ROOM 1600 /* bytes of the longest */

struct field {
	char text[FIELD_ROOM + 1];
	size_t len, cursor; /* bytes */
	size_t most;        /* bytes that may be typed, at most FIELD_ROOM */
	bool lines;         /* Enter begins a new line */
};

/* Empty, or with a text (cut between clusters if it is too long) and the cursor behind it;
 * whether it has `lines` stays as it is. */
void bp_field_begin(struct field *field, size_t most, struct bp_str text);
struct bp_str bp_field_text(const struct field *field);
/* Puts a text at the cursor, as far as there is room: line ends as blanks where the field
 * has one line, tabs too, and without other controls. */
void bp_field_paste(struct field *field, struct bp_str text);
/* Moves the cursor by a line as it is wrapped to so many columns; false: there is none.
 */
bool bp_field_line(struct field *field, int columns, bool down);
/* Takes what edits a text; false for any other key. */
bool bp_field_key(struct field *field, uint32_t key);

#endif
