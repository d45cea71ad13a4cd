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

/* xml_write.c */
void xml_write_category(struct bp_str category, struct bp_buf *out);
void xml_write_question(const struct bp_question *question, struct bp_diagnostics *losses,
	struct bp_buf *out);

#endif
