/* A question as it is printed: its text, what is to be done, choices with letters. */
#include "paper.h"
#include <berpijar/lottery.h>
#include <string.h>

#define QUESTION_LEFT  22.0 /* where its text begins */
#define QUESTION_LINES 5    /* to write an essay on */

/* ---- order ---- */

static void question_mix(uint8_t *order, size_t count, uint64_t *seed)
{
	for (size_t i = 0; i + 1 < count; i++) {
		size_t other = i + bp_random_below(seed, count - i);
		uint8_t held = order[i];
		order[i] = order[other];
		order[other] = held;
	}
}

static bool question_is_repeated(const struct bp_question *question, size_t pair)
{
	for (size_t i = 0; i < pair; i++)
		if (bp_str_equal(question->pairs[i].right, question->pairs[pair].right))
			return true;
	return false;
}

/* A pair without a left side only offers its right one, and what reads the same is offered
 * once. */
static void question_arrange_pairs(struct bp_paper_question *printed)
{
	const struct bp_question *question = printed->question;

	for (size_t i = 0; i < question->pair_count; i++) {
		if (question->pairs[i].left.text.len)
			printed->lefts[printed->left_count++] = (uint8_t)i;
		if (!question_is_repeated(question, i))
			printed->order[printed->count++] = (uint8_t)i;
	}
}

/* Items do not stand in their right order already. */
static void question_unsort(struct bp_paper_question *printed)
{
	struct bp_response response = bp_response_none();
	size_t count = printed->count;

	for (size_t turn = 1; turn < count; turn++) {
		memcpy(response.match, printed->order, count);
		if (!bp_grade_response(printed->question, &response).correct)
			return;
		uint8_t first = printed->order[0];
		memmove(printed->order, printed->order + 1, count - 1);
		printed->order[count - 1] = first;
	}
}

void question_arrange(struct bp_paper_question *printed, bool shuffle, uint64_t seed)
{
	const struct bp_question *question = printed->question;
	bool picked = question->type == BP_MULTICHOICE || question->type == BP_SEVERAL ||
		question->type == BP_FORK;

	printed->count = printed->left_count = 0;
	if (question->type == BP_MATCH)
		question_arrange_pairs(printed);
	else if (picked || question->type == BP_ORDERING)
		for (; printed->count < question->choice_count; printed->count++)
			printed->order[printed->count] = (uint8_t)printed->count;
	if (!picked || shuffle)
		question_mix(printed->order, printed->count, &seed);
	if (question->type == BP_ORDERING)
		question_unsort(printed);
}

/* ---- words ---- */

const char *question_task(const struct bp_question *question)
{
	static const char *const tasks[BP_QUESTION_TYPE_COUNT] = {
		[BP_MULTICHOICE] = N_("Pilih satu jawaban."),
		[BP_SEVERAL] = N_("Pilih semua jawaban yang benar."),
		[BP_TRUEFALSE] = N_("Benar (B) atau salah (S)?"),
		[BP_SHORTANSWER] = N_("Jawab dengan satu atau beberapa kata."),
		[BP_NUMERICAL] = N_("Jawab dengan angka."),
		[BP_MATCH] = N_("Tulis huruf pasangan tiap nomor."),
		[BP_ORDERING] = N_("Tulis huruf-hurufnya dalam urutan yang benar."),
		[BP_ESSAY] = N_("Jawab dengan uraian; soal ini tidak dinilai."),
		[BP_FORK] = N_("Pilih jalan Anda."),
	};

	return tasks[question->type] ? _(tasks[question->type]) : "";
}

/* ---- parts ---- */

static const char *question_letter(struct bp_arena *arena, size_t nth)
{
	return bp_arena_printf(arena, "%c.", (char)('A' + nth));
}

static void question_put_choices(
	json_t *blocks, struct bp_arena *arena, const struct bp_paper_question *printed)
{
	for (size_t i = 0; i < printed->count; i++)
		lesson_put_text(blocks, arena,
			printed->question->choices[printed->order[i]].text,
			(struct lesson_look){QUESTION_LEFT + 18,
				question_letter(arena, i), i ? 2.5 : 4});
}

static void question_cell(json_t *row, struct bp_str words)
{
	json_array_append_new(row, json_pack("[[o, i]]", bp_json_clean(words), 0));
}

static void question_words(
	struct bp_arena *arena, struct bp_text text, struct bp_buf *out)
{
	struct bp_document document = bp_document_read_text(arena, text);

	bp_document_words(&document, out);
	while (out->len && bp_is_space(out->at[out->len - 1]))
		out->len--;
}

/* A row of a match: a numbered left side, if there is one left, and a partner, likewise. */
static json_t *question_pair(
	struct bp_arena *arena, const struct bp_paper_question *printed, size_t nth)
{
	const struct bp_pair *pairs = printed->question->pairs;
	json_t *row = json_array();
	struct bp_buf left = {0}, right = {0};

	if (nth < printed->left_count) {
		bp_buf_printf(&left, "%zu. ", nth + 1);
		question_words(arena, pairs[printed->lefts[nth]].left, &left);
	}
	if (nth < printed->count) {
		bp_buf_printf(&right, "%c. ", (char)('A' + nth));
		bp_buf_add_str(&right, pairs[printed->order[nth]].right);
	}
	question_cell(row, bp_buf_str(&left));
	question_cell(row, bp_buf_str(&right));
	bp_buf_release(&left);
	bp_buf_release(&right);
	return row;
}

static void question_put_pairs(
	json_t *blocks, struct bp_arena *arena, const struct bp_paper_question *printed)
{
	json_t *table = sheaf_add(blocks, "table", 4), *rows = json_array(),
	       *head = json_array();

	sheaf_left(table, QUESTION_LEFT);
	question_cell(head, bp_str(_("Pernyataan")));
	question_cell(head, bp_str(_("Pasangan")));
	json_array_append_new(rows, head);
	for (size_t i = 0; i < printed->left_count || i < printed->count; i++)
		json_array_append_new(rows, question_pair(arena, printed, i));
	json_object_set_new(table, "rows", rows);
}

static void question_put_lines(json_t *blocks)
{
	json_t *lines = sheaf_add(blocks, "lines", 2);

	json_object_set_new(lines, "count", json_integer(QUESTION_LINES));
	sheaf_left(lines, QUESTION_LEFT);
}

void question_put(json_t *blocks, struct bp_arena *arena,
	const struct bp_paper_question *printed, const struct bp_document *stem,
	const char *mark)
{
	const struct bp_question *question = printed->question;
	json_t *group = sheaf_add(blocks, "group", 12), *inside = json_array();
	const char *task = question_task(question);

	json_object_set_new(group, "blocks", inside);
	lesson_put(inside, stem, (struct lesson_look){QUESTION_LEFT, mark, 0}, NULL);
	if (*task)
		sheaf_left(
			sheaf_words(inside, 2, SIZE_SMALL, RUN_ITALIC | RUN_FAINT, task),
			QUESTION_LEFT);
	if (question->type == BP_MATCH)
		question_put_pairs(inside, arena, printed);
	else
		question_put_choices(inside, arena, printed);
	if (question->type == BP_ESSAY)
		question_put_lines(inside);
}
