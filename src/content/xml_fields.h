/* What of a question in Moodle XML has no place in ours, and is told. */
#ifndef BERPIJAR_CONTENT_XML_FIELDS_H
#define BERPIJAR_CONTENT_XML_FIELDS_H

#include "xml_tree.h"

/* Reports each setting, text and file of a question that is lost, once for each kind. */
void xml_report_losses(const struct xml_node *question, struct bp_diagnostics *losses);

#endif
