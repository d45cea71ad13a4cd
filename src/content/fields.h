/*
 * The part of YAML that a course needs: one mapping of keys to a text, a list of texts or
 * a mapping of texts, each with its place. Everything that makes YAML dangerous or slow
 * (aliases, tags, deep nesting, several documents) is refused as soon as it is met.
 */
#ifndef BERPIJAR_CONTENT_FIELDS_H
#define BERPIJAR_CONTENT_FIELDS_H

#include "fault_sink.h"

#define FIELDS_MOST  64
#define FIELDS_DEPTH 8

struct field_item {
	struct bp_str text; /* valid UTF-8 without NUL, NUL-terminated */
	int line, column;
	bool scalar; /* false: it is a list or a mapping, and text is empty */
	bool plain;  /* written without quotation marks */
	/* The texts in a list or mapping that is a value of a mapping. */
	struct field_item *items;
	size_t count, room;
};

enum field_shape { FIELD_TEXT, FIELD_LIST, FIELD_MAPPING };

struct field {
	struct bp_str key;
	int line, column; /* of the key */
	enum field_shape shape;
	struct field_item value;  /* the text; of a list or mapping only the place */
	struct field_item *items; /* of a list; of a mapping: key, value, key, value … */
	size_t count, room;
};

struct fields {
	struct bp_arena *arena; /* of what is below; its texts are in the sink's */
	struct field *at;
	size_t count, room;
};

/*
 * Reads text, which is valid UTF-8 without NUL and whose first line has the given
 * number. False, with a fault that bars the file, if it cannot be understood; the
 * fields before that fault are kept all the same, and so are those from the next line
 * on that begins with a key.
 */
bool fields_read(struct bp_str text, int first_line, const struct fault_sink *sink,
	struct fields *fields);

/* Whether nothing is written, or something that YAML takes for nothing: "", ~, null. */
bool field_is_empty(const struct field_item *item);
const struct field *fields_find(const struct fields *fields, const char *key);

#endif
