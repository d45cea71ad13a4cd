/* Tables of questions: a row for each, with its choices and its key in columns. Questions and
 * answers without choices ("Pertanyaan | Jawaban") are something to read. */
#include "lines.h"
#include "table.h"

static struct bp_str quiz_cell(
	struct bp_arena *arena, const struct table *table, size_t row, size_t column)
{
	return bp_str_trim(
		runs_text(arena, &table->cells[row * table->columns + column]));
}

/* Whether a head is that of the choice with a number: "A", "Pilihan B". */
static bool quiz_is_choice(struct bp_str head, size_t number)
{
	static const char *const words[] = {"pilihan", "opsi", "option", NULL};

	if (!head.len || (head.at[head.len - 1] | 0x20) != (char)('a' + number))
		return false;
	return head.len == 1 ||
		(lines_starts_with(head, words) && bp_is_space(head.at[head.len - 2]));
}

bool table_is_quiz(
	struct bp_arena *arena, const struct table *table, struct table_quiz *quiz)
{
	static const char *const texts[] = {"soal", "pertanyaan", "butir soal", NULL},
				 *const keys[] = {"kunci", "jawaban", NULL},
				 *const keys_alone[] = {"kunci", NULL};

	*quiz = (struct table_quiz){.text = SIZE_MAX, .key = SIZE_MAX};
	for (size_t i = 0; i < table->columns; i++) {
		struct bp_str head = quiz_cell(arena, table, 0, i);
		if (quiz->choices < 26 && quiz_is_choice(head, quiz->choices)) {
			quiz->first = quiz->choices ? quiz->first : i;
			quiz->choices += i == quiz->first + quiz->choices;
		} else if (quiz->text == SIZE_MAX && lines_starts_with(head, texts)) {
			quiz->text = i;
		} else if (quiz->key == SIZE_MAX && lines_starts_with(head, keys)) {
			quiz->key = i;
		}
	}
	if (quiz->text == SIZE_MAX || quiz->key == SIZE_MAX || table->rows < 2)
		return false;
	return quiz->choices > 1 ||
		lines_starts_with(quiz_cell(arena, table, 0, quiz->key), keys_alone);
}
