/* The JSON object in the body of an event: read at most once, and written. */
#ifndef BERPIJAR_LEARN_BODY_H
#define BERPIJAR_LEARN_BODY_H

#include <berpijar/progress.h>
#include <jansson.h>

/* A body as it goes through the fold. Most events are folded without looking inside, so
 * it is parsed when somebody first asks for the object. */
struct body {
	struct bp_str text;
	json_t *object;
	bool parsed;
};

/* Borrowed from the body; NULL if the text is not a JSON object. */
json_t *body_object(struct body *body);
/* Whether the text holds a key, written with its quotes. It may also hold the same words
 * elsewhere, so this only spares most bodies the parsing. */
bool body_mentions(const struct body *body, const char *key);
void body_release(struct body *body);

/* The object of a text, to be freed with json_decref(); NULL if it is not one. */
json_t *body_read(struct bp_str text);
/* Appends the object to out, in one line, and frees it. */
void body_write(json_t *object, struct bp_buf *out);

/* The text under a key, borrowed; empty if there is none. */
struct bp_str body_text(const json_t *object, const char *key);
/* The id under a key; false if there is none. */
bool body_id(const json_t *object, const char *key, uint8_t id[16]);
/* A number in hexadecimal digits; 0 if there is none. */
uint64_t body_hash(const json_t *object, const char *key);
int64_t body_integer(const json_t *object, const char *key);
bool body_is_true(const json_t *object, const char *key);

void body_set_text(json_t *object, const char *key, struct bp_str text);
void body_set_id(json_t *object, const char *key, const uint8_t id[16]);
void body_set_hash(json_t *object, const char *key, uint64_t hash);

#endif
