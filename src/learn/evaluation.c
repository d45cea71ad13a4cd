/* What a participant says of a course: its statements, and how it is kept. */
#include "body.h"
#include <berpijar/evaluation.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>

/* Another set of statements gets another number, so that marks are never added up with those
 * of other words. */
#define EVALUATION_FORM    1
#define EVALUATION_CHANGES 1000000 /* that are counted */

static const char *const evaluation_items[BP_EVALUATION_ITEMS] = {
	N_("Isinya berguna bagi pekerjaan saya."),
	N_("Penjelasannya mudah dipahami."),
	N_("Soal dan latihannya membantu saya belajar."),
	N_("Waktu yang diminta sepadan dengan isinya."),
	N_("Saya tahu apa yang akan saya ubah dalam pekerjaan saya."),
};

static const char *const evaluation_marks[BP_EVALUATION_MARKS + 1] = {
	N_("belum dijawab"),
	N_("1 sangat tidak setuju"),
	N_("2 tidak setuju"),
	N_("3 ragu-ragu"),
	N_("4 setuju"),
	N_("5 sangat setuju"),
};

const char *bp_evaluation_item(size_t item)
{
	return _(evaluation_items[item]);
}

const char *bp_evaluation_mark(int mark)
{
	return _(evaluation_marks[mark]);
}

bool bp_evaluation_is_whole(const struct bp_evaluation *evaluation)
{
	for (size_t i = 0; i < BP_EVALUATION_ITEMS; i++)
		if (!evaluation->marks[i])
			return false;
	return true;
}

void bp_evaluation_write(const struct bp_evaluation *evaluation, struct bp_buf *out)
{
	json_t *marks = json_array();

	for (size_t i = 0; i < BP_EVALUATION_ITEMS; i++)
		json_array_append_new(marks, json_integer(evaluation->marks[i]));
	body_write(json_pack("{s:i, s:o, s:o, s:b, s:I}", "form", EVALUATION_FORM,
			   "marks", marks, "words", bp_json_text(evaluation->words),
			   "shared", evaluation->shared, "changes",
			   (json_int_t)evaluation->changes + 1),
		out);
}

static int evaluation_read_mark(const json_t *marks, size_t item)
{
	json_int_t mark = json_integer_value(json_array_get(marks, item));

	return mark > 0 && mark <= BP_EVALUATION_MARKS ? (int)mark : 0;
}

static struct bp_str evaluation_read_words(struct bp_str words, struct bp_arena *arena)
{
	struct bp_buf line = {0};
	size_t end = 0, next = 0;

	bp_buf_add_clean_line(&line, bp_str_trim(words));
	while (next < line.len && next <= BP_EVALUATION_WORDS) {
		end = next;
		next += bp_cluster_next(bp_buf_str(&line), next);
	}
	end = next <= BP_EVALUATION_WORDS ? next : end;
	struct bp_str kept = bp_arena_str(arena, bp_str_part(bp_buf_str(&line), 0, end));
	bp_buf_release(&line);
	return kept;
}

static unsigned evaluation_read_changes(const json_t *all)
{
	json_int_t changes = body_integer(all, "changes");

	return changes < 0                     ? 0
		: changes > EVALUATION_CHANGES ? EVALUATION_CHANGES
					       : (unsigned)changes;
}

struct bp_evaluation bp_evaluation_read(struct bp_str value, struct bp_arena *arena)
{
	struct bp_evaluation evaluation = {.words = BP_STR("")};
	json_t *all = body_read(value);

	if (all && body_integer(all, "form") == EVALUATION_FORM) {
		for (size_t i = 0; i < BP_EVALUATION_ITEMS; i++)
			evaluation.marks[i] =
				evaluation_read_mark(json_object_get(all, "marks"), i);
		evaluation.words = evaluation_read_words(body_text(all, "words"), arena);
		evaluation.shared = body_is_true(all, "shared");
		evaluation.changes = evaluation_read_changes(all);
	}
	json_decref(all);
	return evaluation;
}
