/* The parts of `berpijar export`. */
#ifndef BERPIJAR_CLI_EXPORT_H
#define BERPIJAR_CLI_EXPORT_H

#include <berpijar/quiz.h>
#include <jansson.h>

/* Appends the questions to a list of JSON. */
void export_json(json_t *list, const struct bp_quiz *quiz);

#endif
