/*
 * What can still be read of a module that is at fault.
 */
#ifndef BERPIJAR_PROSE_H
#define BERPIJAR_PROSE_H

#include <berpijar/document.h>
#include <berpijar/error.h>

/*
 * Reads what is wrong and, below it, the module's text. Its questions are not shown, since
 * nobody knows by which rules they were to be asked, and nothing about it may be recorded.
 * NULL, with err, if the file itself cannot be read.
 */
struct bp_document *bp_prose_open(const struct bp_course *course,
	const struct bp_module *module, struct bp_error *err);

#endif
