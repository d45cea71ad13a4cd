/* The JSON object in the body of an event. */
#ifndef BERPIJAR_LEARN_BODY_H
#define BERPIJAR_LEARN_BODY_H

#include <berpijar/progress.h>
#include <jansson.h>

/* NULL: it is no object. To be freed with json_decref(). */
json_t *bp_body_read(struct bp_str body);
/* Appends it to out, in one line, and frees it. */
void bp_body_write(json_t *body, struct bp_buf *out);

/* The text under a key, borrowed; empty if there is none. */
struct bp_str bp_body_text(const json_t *body, const char *key);
/* The id under a key; false: there is none. */
bool bp_body_id(const json_t *body, const char *key, uint8_t id[16]);
/* A number in hexadecimal digits; 0 if there is none. */
uint64_t bp_body_hash(const json_t *body, const char *key);

void bp_body_set_text(json_t *body, const char *key, struct bp_str text);
void bp_body_set_id(json_t *body, const char *key, const uint8_t id[16]);
void bp_body_set_hash(json_t *body, const char *key, uint64_t hash);

#endif
