/*
 * Typed text against the pattern of a short answer.
 */
#ifndef BERPIJAR_LEARN_MATCH_TEXT_H
#define BERPIJAR_LEARN_MATCH_TEXT_H

#include <berpijar/text.h>

/*
 * Whether the text is what the pattern asks for: "*" stands for any characters,
 * "\*" for an asterisk. Case, white space at the ends, the amount of white space
 * within, and whether accents are letters of their own make no difference.
 */
bool match_text(struct bp_str pattern, struct bp_str text);

#endif
