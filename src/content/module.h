/* The text of a module's file. */
#ifndef BERPIJAR_CONTENT_MODULE_H
#define BERPIJAR_CONTENT_MODULE_H

#include "fault_sink.h"
#include <berpijar/course.h>

/* Appends the text of a module, with its front matter; false, with a fault, if it cannot be
 * read or is no text in UTF-8. */
bool module_load_text(const struct bp_course *course, const struct bp_module *module,
	const struct fault_sink *sink, struct bp_buf *out);

/* Tells that a module is larger than BP_MODULE_LIMIT. */
void module_tell_size(const struct fault_sink *sink);

#endif
