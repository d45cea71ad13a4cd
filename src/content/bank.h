/* What the readers and writers of question banks have in common. */
#ifndef BERPIJAR_CONTENT_BANK_H
#define BERPIJAR_CONTENT_BANK_H

#include "gift.h"
#include <berpijar/bank.h>

/* What the readers of Aiken and XML work with. */
struct bank_reader {
	struct bp_arena *arena;
	struct bp_diagnostics *faults;
	struct bp_quiz *quiz;
	struct gift_rest rest;
};

/*
 * Writes the question as GIFT and reads that into the quiz. So it gets its id and hash and
 * is checked like every other question, and writing it into a module changes nothing.
 * Faults are reported at the question's place. False if it was left out.
 */
bool bank_add(struct bank_reader *reader, const struct bp_question *question);

/* aiken_near.c: the letter, in upper case, of a line that is a choice, or the key, but for
 * its writing ("a. satu", "Kunci jawaban: b"); 0: it is none. */
char aiken_near_choice(struct bp_str line);
char aiken_near_key(struct bp_str line);
/* What of a question in Aiken a text has, however it is written; bits. */
enum aiken_signs { AIKEN_CHOICES = 1, AIKEN_KEY = 2 };
enum aiken_signs aiken_near(struct bp_str text);

/* xml_write.c */
void xml_write_category(struct bp_str category, struct bp_buf *out);
void xml_write_question(const struct bp_question *question, struct bp_diagnostics *losses,
	struct bp_buf *out);

#endif
