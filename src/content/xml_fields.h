/* The loss of what our questions cannot hold of a question in Moodle XML. */
#ifndef BERPIJAR_CONTENT_XML_FIELDS_H
#define BERPIJAR_CONTENT_XML_FIELDS_H

#include "xml_tree.h"

#define XML_LOSSES_MOST 64

struct field;

/* What is lost of a file's questions, by kinds, so that each is told once. Zeroed it is
 * empty. */
struct xml_losses {
	struct xml_loss {
		const struct field *field;
		const char *name;                    /* of the element */
		const struct xml_node *first, *last; /* the element; the last question */
		size_t questions;
	} at[XML_LOSSES_MOST];
	size_t count;
};

/* Notes the settings, texts and files of a question or a category that are lost. */
void xml_losses_note(struct xml_losses *losses, const struct xml_node *question);
/* Notes that the answers of a question are true and false by their order, not by name. */
void xml_losses_note_order(struct xml_losses *losses, const struct xml_node *question);
/* Reports each kind where it was met first, with the number of questions. */
void xml_losses_tell(const struct xml_losses *losses, struct bp_diagnostics *faults);

#endif
