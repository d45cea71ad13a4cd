/* An XML file as a tree of elements; the only use of expat. */
#ifndef BERPIJAR_CONTENT_XML_TREE_H
#define BERPIJAR_CONTENT_XML_TREE_H

#include <berpijar/bank.h>

#define XML_DEPTH_LIMIT 32

struct xml_node {
	const char *name;
	const char **attributes; /* name, value, …, NULL */
	struct bp_str text;      /* empty if there are elements in it */
	struct xml_node *child, *last, *next;
	int line, column;
};

/* NULL, with a fault, if the text is not XML or not allowed (see bp_xml_read()). */
const struct xml_node *xml_tree_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults);

/* The first child of this name, or NULL. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const char *xml_attribute(const struct xml_node *node, const char *name);
/* The trimmed text of the first child of this name; empty if there is none. */
struct bp_str xml_value(const struct xml_node *node, const char *name);

#endif
