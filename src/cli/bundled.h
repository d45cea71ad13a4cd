/* Files that the build puts into the program (data/bundle.sh, po/embed.sh). */
#ifndef BERPIJAR_CLI_BUNDLED_H
#define BERPIJAR_CLI_BUNDLED_H

#include <berpijar/text.h>

struct bundled_file {
	struct bp_str name, text;
};

/* A bundle as the build made it: before each file a line with the byte 1 and its name; ends
 * in NUL. */
struct bp_str bundled_all(const unsigned char *bundle);
/* Takes the next file off the bundle; false at its end. */
bool bundled_next(struct bp_str *left, struct bundled_file *file);

/* A word like "@JUDUL@" that a file holds, and what takes its place. */
struct bundled_word {
	const char *name, *text;
};
/* Appends a file's text with all words replaced; the list ends with a name that is NULL. */
void bundled_fill(
	struct bp_str text, const struct bundled_word *words, struct bp_buf *out);

#endif
