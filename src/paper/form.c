/* A form of an exam: what is drawn for it, in which order, and its version. */
#include "paper.h"
#include <berpijar/lottery.h>
#include <berpijar/proof.h>
#include <string.h>

/* The draw of one form says nothing of that of another. */
static uint64_t form_seed(const struct bp_paper_form *form, const char *of)
{
	char words[64];
	uint64_t hash = bp_hash(BP_HASH_START, bp_str(form->course->id));

	snprintf(words, sizeof words, "/%d/%c/", form->seed, form->letter);
	hash = bp_hash(hash, BP_STR("/"));
	hash = bp_hash(hash, bp_str(form->module->id));
	hash = bp_hash(bp_hash(hash, bp_str(words)), bp_str(of));
	return bp_random_next(&hash);
}

/* ---- the version ---- */

static void form_add_question(
	struct bp_buf *text, const struct bp_paper_question *question)
{
	bp_buf_add_str(text, question->question->id);
	bp_buf_printf(
		text, " %016llx ", (unsigned long long)question->question->content_hash);
	for (size_t i = 0; i < question->count; i++)
		bp_buf_add_char(text, (char)('a' + question->order[i]));
	bp_buf_add_char(text, '\n');
}

static uint64_t form_bits(const struct bp_digest *digest)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits = bits << 8 | digest->at[i];
	return bits >> (64 - BP_PROOF_NUMBER_BITS);
}

static void form_version(struct bp_paper_form *form)
{
	struct bp_buf text = {0};

	bp_buf_printf(&text, "berpijar paper 1\n%s\n%s\n%d %c\n", form->course->id,
		form->module->id, form->seed, form->letter);
	for (size_t i = 0; i < form->count; i++)
		form_add_question(&text, &form->questions[i]);
	struct bp_digest digest = bp_digest_of(bp_buf_str(&text));
	bp_proof_number_write(form_bits(&digest), form->version);
	bp_buf_release(&text);
}

/* ---- the draw ---- */

/* A module that measures what a course brings has two forms, and no others. */
static bool form_exists(const struct bp_paper_form *form, struct bp_error *err)
{
	const char *letters = form->module->pretest ? "AB" : BP_PAPER_FORMS;

	if (form->module->kind != BP_EXAM)
		return bp_fail(err, BP_ERROR_USAGE,
			_("modul \"%s\" bukan ujian; tanpa --exam dicetak sebagai bahan bacaan"),
			form->module->id);
	return (form->letter && strchr(letters, form->letter)) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("ujian \"%s\" tidak mempunyai formulir %c; yang ada: %c sampai %c"),
			form->module->id, form->letter, letters[0],
			letters[strlen(letters) - 1]);
}

static enum bp_form form_of_bank(const struct bp_paper_form *form)
{
	if (!form->module->pretest)
		return BP_FORM_NONE;
	return form->letter == 'A' ? BP_FORM_A : BP_FORM_B;
}

static void form_take(
	struct bp_arena *arena, struct bp_paper_form *form, const uint32_t *drawn)
{
	uint64_t seed = form_seed(form, "order");

	form->questions = bp_arena_alloc(arena, form->count + 1, sizeof *form->questions);
	for (size_t i = 0; i < form->count; i++) {
		form->questions[i].question = &form->document->quiz.questions[drawn[i]];
		question_arrange(&form->questions[i], form->module->shuffle,
			bp_random_next(&seed));
	}
}

bool bp_paper_draw(struct bp_arena *arena, const struct bp_document *document, int seed,
	char letter, struct bp_paper_form *form, struct bp_error *err)
{
	const struct bp_quiz *quiz = &document->quiz;
	uint32_t *drawn = bp_arena_alloc(arena, quiz->count + 1, sizeof *drawn);

	form->document = document;
	form->seed = seed;
	form->letter = letter;
	if (!form_exists(form, err))
		return false;
	form->drawn_by = form_seed(form, "draw");
	form->count = bp_lottery_draw_form(
		quiz, form->module, form->drawn_by, form_of_bank(form), drawn);
	form_take(arena, form, drawn);
	form_version(form);
	return form->count ||
		bp_fail(err, BP_ERROR_INPUT, _("ujian \"%s\" belum mempunyai soal"),
			form->module->id);
}

/* ---- the key ---- */

/* The letter that an author's choice was printed with. */
static char form_letter(const struct bp_paper_question *printed, uint8_t index)
{
	const uint8_t *at = memchr(printed->order, index, printed->count);

	return at ? (char)('A' + (at - printed->order)) : '-';
}

static void form_say_chosen(
	const struct bp_paper_question *printed, uint32_t chosen, struct bp_buf *out)
{
	for (size_t i = 0; i < printed->count; i++)
		if (chosen >> printed->order[i] & 1)
			bp_buf_printf(out, "%s%c", out->len ? ", " : "", (char)('A' + i));
}

/* The letter of each left side's partner; a partner that reads the same has one letter. */
static void form_say_pairs(const struct bp_paper_question *printed, struct bp_buf *out)
{
	const struct bp_pair *pairs = printed->question->pairs;

	for (size_t i = 0; i < printed->left_count; i++)
		for (size_t n = 0; n < printed->count; n++)
			if (bp_str_equal(pairs[printed->lefts[i]].right,
				    pairs[printed->order[n]].right))
				bp_buf_add_char(out, (char)('A' + n));
}

void bp_paper_say_right(const struct bp_paper_question *printed, struct bp_buf *out)
{
	const struct bp_question *question = printed->question;
	const struct bp_response right = bp_response_right(question);

	switch (question->type) {
	case BP_MULTICHOICE:
	case BP_SEVERAL: form_say_chosen(printed, right.chosen, out); break;
	case BP_TRUEFALSE:
		bp_buf_add_char(out, *_(right.chosen & 1 ? N_("Benar") : N_("Salah")));
		break;
	case BP_MATCH: form_say_pairs(printed, out); break;
	case BP_ORDERING:
		for (size_t i = 0; i < printed->count; i++)
			bp_buf_add_char(out, form_letter(printed, right.match[i]));
		break;
	default: bp_response_say_right(question, out); break;
	}
}
