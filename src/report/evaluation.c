/* What participants said of a course. Each is read beside its learner and added up at once:
 * what is left has no names, no order and no times. */
#include "pages.h"
#include "words.h"
#include "work.h"
#include <berpijar/lang.h>
#include <berpijar/seal.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* Of several copies of a record the one that was changed more often is the later. */
void class_take_evaluation(
	struct bp_class *class, size_t learner, struct bp_str name, struct bp_str value)
{
	struct bp_evaluation *kept = &class->work->evaluations[learner];

	if (!bp_str_starts(name, BP_EVALUATION) ||
		!bp_str_is(
			bp_str_from(name, sizeof BP_EVALUATION - 1), class->course->id))
		return;
	struct bp_evaluation read = bp_evaluation_read(value, class->arena);
	if (read.changes > kept->changes)
		*kept = read;
}

/* ---- adding up ---- */

static void evaluation_add(struct bp_class *class, const struct bp_evaluation *said)
{
	struct bp_class_evaluation *sum = &class->evaluation;

	if (!bp_evaluation_is_whole(said))
		return;
	for (size_t i = 0; i < BP_EVALUATION_ITEMS; i++) {
		sum->marks[i][said->marks[i] - 1]++;
		sum->means[i] += said->marks[i];
	}
	if (said->shared && said->words.len)
		sum->words[sum->word_count++] = bp_arena_cstr(class->arena, said->words);
	sum->count++;
}

static int evaluation_word_order(const void *left, const void *right)
{
	struct bp_digest a = bp_digest_of(bp_str(*(const char *const *)left));
	struct bp_digest b = bp_digest_of(bp_str(*(const char *const *)right));

	return memcmp(&a, &b, sizeof a);
}

/* The lines are ordered by their digests: always alike, and like nothing else. */
void class_evaluate(struct bp_class *class)
{
	struct bp_class_evaluation *sum = &class->evaluation;

	*sum = (struct bp_class_evaluation){
		.words = bp_arena_alloc(
			class->arena, class->learner_count + 1, sizeof *sum->words)};
	for (size_t i = 0; i < class->learner_count; i++)
		evaluation_add(class, &class->work->evaluations[i]);
	if (sum->count < BP_EVALUATION_LEAST) {
		*sum = (struct bp_class_evaluation){0};
		return;
	}
	for (size_t i = 0; i < BP_EVALUATION_ITEMS; i++)
		sum->means[i] /= (double)sum->count;
	qsort(sum->words, sum->word_count, sizeof *sum->words, evaluation_word_order);
}

/* ---- in words ---- */

const char *words_evaluation(struct bp_class *class)
{
	return class->evaluation.count
		? bp_arena_printf(class->arena,
			  _("%zu orang, tanpa nama; 1 sangat tidak setuju, 5 sangat setuju."),
			  class->evaluation.count)
		: _("Belum cukup jawaban.");
}

const char *words_evaluation_item(struct bp_class *class, size_t item)
{
	const struct bp_class_evaluation *sum = &class->evaluation;
	struct bp_buf line = {0};
	const char *comma = " (";
	int tenths = (int)(sum->means[item] * 10 + 0.5);

	bp_buf_printf(&line, _("%s Rata-rata %d%c%d"), bp_evaluation_item(item),
		tenths / 10, bp_decimal_point(), tenths % 10);
	for (size_t i = 0; i < BP_EVALUATION_MARKS; i++) {
		size_t chose = sum->marks[item][i];
		if (chose)
			bp_buf_printf(&line, _("%s%zu memilih %zu"), comma, chose, i + 1);
		comma = chose ? ", " : comma;
	}
	bp_buf_add_char(&line, ')');
	const char *text = bp_arena_cstr(class->arena, bp_buf_str(&line));
	bp_buf_release(&line);
	return text;
}

struct bp_page *pages_evaluation(struct pages *pages)
{
	struct bp_class *class = pages->class;
	const struct bp_class_evaluation *sum = &class->evaluation;
	struct bp_page *page =
		pages_new(pages, _("Penilaian peserta"), class->course->title, 0);

	pages_add(pages, page, BP_PAGE_TEXT, words_evaluation(class));
	for (size_t i = 0; sum->count && i < BP_EVALUATION_ITEMS; i++)
		pages_add(pages, page, BP_PAGE_ITEM, words_evaluation_item(class, i))
			->bar = (int)(sum->means[i] * 1000 / BP_EVALUATION_MARKS);
	if (sum->word_count)
		pages_add(pages, page, BP_PAGE_HEADING,
			_("Saran dan kesan, dalam urutan acak:"));
	for (size_t i = 0; i < sum->word_count; i++)
		pages_add(pages, page, BP_PAGE_TEXT, sum->words[i]);
	return page;
}
