/* Prints so many random questions that GIFT can say without a loss: for parsers of
 * others. */
#include "same_question.h"
#include <berpijar/bank.h>
#include <stdio.h>
#include <stdlib.h>

static bool holds(struct bp_str text, const char *what)
{
	return bp_str_find(text, bp_str(what), 0) != SIZE_MAX;
}

/*
 * What gift-pegjs 1.0.2 reads otherwise than Moodle, though it cannot be said in
 * another way: a list that begins with "=…->…" is pairs for it, and a "~" after that an
 * error (Moodle looks for the "~" first); right behind the answers "//" is a comment,
 * and "[html]" a format.
 */
static bool is_misread(const struct bp_question *question)
{
	if (question->embedded &&
		(holds(question->text.text, "_____//") ||
			holds(question->text.text, "_____[html]")))
		return true;
	return question->type == BP_MULTICHOICE && question->choices[0].weight == 1 &&
		holds(question->choices[0].text.text, "->");
}

/* False, and nothing is printed, if something would be lost. */
static bool print_question(uint64_t *state, bool first)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_question question = random_question(arena, state);
	struct bp_diagnostics losses = {0};
	struct bp_buf out = {0};

	bp_gift_write_question(&question, BP_FORMAT_MOODLE, &losses, &out);
	bool lossless = losses.count == 0 && !is_misread(&question);
	if (lossless)
		printf("%s%s", first ? "" : "\n", out.at);
	bp_buf_release(&out);
	bp_diagnostics_release(&losses);
	bp_arena_free(arena);
	return lossless;
}

int main(int argc, char **argv)
{
	int count = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 100;
	uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

	for (int printed = 0; printed < count;)
		printed += print_question(&state, printed == 0);
	return 0;
}
