/* What pandoc passes over in silence, looked for in the document itself. */
#ifndef BERPIJAR_WORD_LOST_H
#define BERPIJAR_WORD_LOST_H

#include <berpijar/word.h>

/* Adds what the main part of a document holds and pandoc does not read to the losses, each
 * with its page, if the document says where pages end, and its heading. */
void lost_scan(struct bp_word *word, struct bp_str xml);

/* Appends a part with the colours of a text as underlines, which pandoc reads. */
void lost_underline(struct bp_str xml, struct bp_buf *out);

#endif
