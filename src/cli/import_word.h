/* The part of `berpijar import` that makes a course of a document. */
#ifndef BERPIJAR_CLI_IMPORT_WORD_H
#define BERPIJAR_CLI_IMPORT_WORD_H

#include "command.h"

/* Whether a file is a document of a word processor, by its name. */
bool import_word_is(const char *path);
/* Makes a course of the only argument in the folder of -o; the exit status. */
int import_word(const struct options *options);

#endif
