/* What the readers and writers of question banks have in common. */
#ifndef BERPIJAR_CONTENT_BANK_H
#define BERPIJAR_CONTENT_BANK_H

#include <berpijar/bank.h>

/* What a reader of another format than GIFT has at hand. */
struct bank_reader {
	struct bp_arena *arena;
	struct bp_diagnostics *faults;
	struct bp_quiz *quiz;
	bool full; /* the quiz takes no more, and that has been said */
};

/*
 * Puts a question into the quiz by way of GIFT: so it has an id and a hash, is checked
 * as every other question is, and can be written into a module without a surprise.
 * Faults get the question's place. False if it was left out.
 */
bool bank_add(struct bank_reader *reader, const struct bp_question *question);

/* Whether a line about the category has to stand before the question; *category is the
 * one in force. To none no format can change back, which is a loss. */
bool bank_changes_category(const struct bp_question *question, struct bp_str *category,
	struct bp_diagnostics *losses);

#endif
