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

/* Fills the field with a text (cut between clusters if it is longer than `most`) and puts
 * the cursor behind it; `lines` stays as it is. */
void bp_field_begin(struct field *field, size_t most, struct bp_str text);
struct bp_str bp_field_text(const struct field *field);
/* Inserts a text at the cursor as far as there is room. Tabs become blanks, and line ends
 * too if the field has one line; other control characters are left out. */
void bp_field_paste(struct field *field, struct bp_str text);
/* Moves the cursor up or down by one line of the text, wrapped to so many columns; false if
 * there is no such line. */
bool bp_field_line(struct field *field, int columns, bool down);
/* Edits the text with a key; false if the key does not edit. */
bool bp_field_key(struct field *field, uint32_t key);

#endif
