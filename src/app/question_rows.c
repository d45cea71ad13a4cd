/* What several kinds of question need for their rows: an order, verdicts, reasons. */
#include "question.h"
#include <berpijar/arena.h>

/* Fisher-Yates, with xorshift64. */
void bp_question_shuffle(uint8_t *order, size_t count, uint64_t seed)
{
	for (size_t i = count; i > 1; i--) {
		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		size_t other = (size_t)(seed % i);
		uint8_t held = order[i - 1];
		order[i - 1] = order[other];
		order[other] = held;
	}
}

void bp_question_arrange_choices(struct question_state *state, bool shuffle)
{
	(void)shuffle;
	while (state->count < state->question->choice_count) {
		state->order[state->count] = (uint8_t)state->count;
		state->count++;
	}
}

struct bp_text bp_question_choice_text(const struct bp_question *question, size_t index)
{
	return question->choices[index].text;
}

void bp_question_judge(
	struct bp_app *app, struct bp_choice_view *view, bool right, const char *word)
{
	enum bp_symbol symbol = right ? BP_SYMBOL_DONE : BP_SYMBOL_WRONG;

	view->verdict = bp_app_text(app, "%s %s", app->options.symbols[symbol], word);
	view->color = right ? BP_COLOR_GOOD : BP_COLOR_BAD;
}

void bp_question_add_feedback(struct bp_app *app, struct feedback_list *list,
	const char *title, struct bp_text text)
{
	if (!text.text.len && !title)
		return;
	struct bp_document *document =
		bp_arena_alloc(app->view_arena, 1, sizeof *document);
	*document = bp_document_read_text(app->view_arena, text);
	list->at[list->count++] = (struct bp_feedback_view){title, document};
}
