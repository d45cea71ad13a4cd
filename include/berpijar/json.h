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
/* The bytes as hexadecimal digits. */
json_t *bp_json_hex(const void *bytes, size_t size);

#endif
