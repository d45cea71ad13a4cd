/*
 * Pandoc, which reads documents of word processors where it is installed. It is started
 * without an environment, without files (--sandbox) and for a while; the document goes in
 * through a pipe, and comes out as JSON.
 */
#ifndef BERPIJAR_PANDOC_H
#define BERPIJAR_PANDOC_H

#include <berpijar/error.h>
#include <berpijar/text.h>

/* Appends what a document holds, as pandoc's JSON. `format` is pandoc's name for what it
 * is: "docx", "odt". False: there is no pandoc here, which the error says with the package to
 * install; or it could not read the document, or wanted too much time or memory for it. */
bool bp_pandoc_read(const char *format, struct bp_str document, struct bp_buf *json,
	struct bp_error *err);

#endif
