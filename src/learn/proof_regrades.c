/* What a proof says of questions that were graded anew. */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/regrades.h>

#define SHOWN_REGRADES 3 /* the rest is counted */

void bp_proof_add_regrades(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_progress *progress, struct bp_proof *proof)
{
	size_t count;
	const struct bp_regrade *list =
		bp_regrades_list(bp_progress_regrades(progress), &count);

	proof->regrades = bp_arena_alloc(arena, count + 1, sizeof *proof->regrades);
	for (size_t i = 0; i < count; i++) {
		if (!bp_str_is(list[i].course, course->id))
			continue;
		struct bp_proof_regrade *one = &proof->regrades[proof->regrade_count++];
		one->module = bp_proof_clean(arena, list[i].module);
		one->question = bp_proof_clean(arena, list[i].question);
		one->name = bp_proof_clean(arena, list[i].name);
		one->number = bp_proof_clean(arena, list[i].proof);
		one->at = list[i].at;
		one->dropped = list[i].dropped;
		one->proved = list[i].proved;
	}
}

const char *bp_proof_regrade_words(struct bp_arena *arena, const struct bp_proof *proof)
{
	const char *words = "";

	for (size_t i = 0; i < proof->regrade_count && i < SHOWN_REGRADES; i++) {
		const struct bp_proof_regrade *one = &proof->regrades[i];
		words = bp_arena_printf(arena,
			one->dropped ? "%s%ssoal \"%s\" dibatalkan pada %s"
				     : "%s%snilai soal \"%s\" diperbaiki pada %s",
			words, i ? "; " : "", one->name,
			bp_proof_date(arena, one->at, false));
		if (one->number[0])
			words = bp_arena_printf(arena,
				"%s; bukti nomor %s dibuat sebelumnya", words,
				one->number);
		else if (one->proved)
			words = bp_arena_printf(arena,
				"%s; bukti yang dibuat sebelumnya memuat nilai lama",
				words);
	}
	return proof->regrade_count <= SHOWN_REGRADES
		? words
		: bp_arena_printf(arena, "%s; dan %zu soal lain", words,
			  proof->regrade_count - SHOWN_REGRADES);
}
