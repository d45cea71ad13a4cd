/* What `check` looks at beyond what reading finds. */
#ifndef BERPIJAR_CLI_CHECK_H
#define BERPIJAR_CLI_CHECK_H

#include <berpijar/course.h>
#include <berpijar/document.h>
#include <berpijar/quiz.h>

/* Whether the questions of a module can meet its rules: there are enough of them for what
 * an exam draws, and its pass mark can be reached. The file has been named. */
void check_rules(struct bp_diagnostics *faults, const struct bp_course *course,
	const struct bp_module *module, const struct bp_quiz *quiz);

/* Warns of links to modules, headings and files that are not there. */
void check_links(struct bp_diagnostics *list, const struct bp_course *course,
	const struct bp_document *document);

#endif
