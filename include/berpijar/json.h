/* Strings of JSON from any bytes. The caller owns what is returned (json_decref). */
#ifndef BERPIJAR_JSON_H
#define BERPIJAR_JSON_H

#include <berpijar/text.h>
#include <jansson.h>

/* The text as it is if it is UTF-8, otherwise as bp_json_clean(): JSON has no other
 * bytes. */
json_t *bp_json_text(struct bp_str text);
/* The text as a terminal may show it (bp_buf_add_clean): for output that people read. */
json_t *bp_json_clean(struct bp_str text);
/* Appends the JSON with the flags of json_dumps(). It may go to a terminal: characters
 * that command one are escapes (\u009b), so that nothing is lost for other programs. */
void bp_json_write(const json_t *json, size_t flags, struct bp_buf *out);
/* The same to the standard output, with a newline. */
void bp_json_print(const json_t *json, size_t flags);
/* The bytes as hexadecimal digits. */
json_t *bp_json_hex(const void *bytes, size_t size);

#endif
