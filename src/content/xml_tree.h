/* An XML file as a tree of elements; the only use of expat. */
#ifndef BERPIJAR_CONTENT_XML_TREE_H
#define BERPIJAR_CONTENT_XML_TREE_H

#include <berpijar/bank.h>

#define XML_DEPTH_LIMIT 32

struct xml_node {
	const char *name;
	const char **attributes; /* name, value, …, NULL */
	struct bp_str text;      /* of an element without elements in it; else empty */
	struct xml_node *child, *last, *next;
	int line, column;
};

/* NULL if it is no XML that we read, which is then reported. */
const struct xml_node *xml_tree_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults);

/* NULL if there is none. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const char *xml_attribute(const struct xml_node *node, const char *name);
/* Its text, trimmed; empty without such a child. */
struct bp_str xml_value(const struct xml_node *node, const char *name);

#endif
