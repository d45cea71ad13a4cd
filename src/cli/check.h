/* The parts of `berpijar check`. */
#ifndef BERPIJAR_CLI_CHECK_H
#define BERPIJAR_CLI_CHECK_H

#include <berpijar/document.h>

/* Warns of links to modules, headings and files that are not there. */
void check_links(struct bp_diagnostics *list, const struct bp_course *course,
	const struct bp_document *document);

#endif
