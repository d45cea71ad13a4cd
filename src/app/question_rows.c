/* What several kinds of question need for their rows: keys, an order, verdicts. */
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

static const struct bp_binding rows_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{'k', BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{'j', BP_ACT_DOWN},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{BP_KEY_SPACE, BP_ACT_MARK},
	{BP_KEY_DELETE, BP_ACT_MARK},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{'!', BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_hint rows_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_MARK, NULL, N_("tandai")},
	{BP_ACT_RIGHT, "←→", N_("ubah")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
const struct bp_keymap bp_keymap_question = {
	.title = N_("Menjawab soal"),
	.parent = &bp_keymap_everywhere,
	.bindings = rows_keys,
	.hints = rows_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

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
