/* What the readers and writers of question banks have in common. */
#ifndef BERPIJAR_CONTENT_BANK_H
#define BERPIJAR_CONTENT_BANK_H

#include <berpijar/bank.h>

/* A question without a category stands after one that has one: no format can say so. */
void bank_lose_category(
	const struct bp_question *question, struct bp_diagnostics *losses);

#endif
