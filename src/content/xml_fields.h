/* The loss of what our questions cannot hold of a question in Moodle XML. */
#ifndef BERPIJAR_CONTENT_XML_FIELDS_H
#define BERPIJAR_CONTENT_XML_FIELDS_H

#include "xml_tree.h"

/* Reports the settings, texts and files of a question that are lost; each kind once. */
void xml_report_losses(const struct xml_node *question, struct bp_diagnostics *losses);

#endif
