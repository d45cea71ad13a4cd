/* Ordering: each row is a place, and the items are moved from one to another. */
#include "question.h"
#include <berpijar/lang.h>
#include <string.h>

/* Items are not changed, but moved. */
static const struct bp_binding items_keys[] = {
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{0, 0},
};
static const struct bp_hint items_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_RIGHT, "←→", N_("pindahkan")},
	{BP_ACT_DOWN, N_("Angka"), N_("pilih")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
static const struct bp_keymap items_keymap = {
	.title = N_("Mengurutkan"),
	.parent = &bp_keymap_question,
	.bindings = items_keys,
	.hints = items_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

static bool items_solved(const struct question_state *state)
{
	return bp_grade_response(state->question, &state->response).correct;
}

/* The items begin in a mixed order, which is not the right one already: else the first is
 * put last, until it is not, which never helps where all read the same. */
static void items_begin(struct question_state *state)
{
	uint8_t *places = state->response.match;

	for (size_t i = 0; i < state->count; i++)
		places[i] = (uint8_t)i;
	bp_question_shuffle(places, state->count, state->seed);
	for (size_t turn = 1; turn < state->count && items_solved(state); turn++) {
		uint8_t first = places[0];
		memmove(places, places + 1, state->count - 1);
		places[state->count - 1] = first;
	}
}

static bool items_can_change(const struct question_state *state, int step)
{
	return step > 0 ? state->selected + 1 < state->count : state->selected > 0;
}

static void items_change(struct question_state *state, int step)
{
	uint8_t *places = state->response.match;
	size_t from = state->selected, to = from + (size_t)step;
	uint8_t held = places[from];

	places[from] = places[to];
	places[to] = held;
	state->selected = to;
	state->changed = true;
}

/* As it is graded: an item that reads the same is as good. */
static void items_judge(struct bp_app *app, const struct question_state *state,
	size_t row, struct bp_choice_view *view)
{
	const struct bp_choice *items = state->question->choices;
	size_t given = state->response.match[row];

	if (given < state->count &&
		bp_str_equal(items[given].text.text, items[row].text.text))
		bp_question_judge(app, view, true, _("benar"));
	else if (state->hidden)
		bp_question_judge(app, view, false, _("kurang tepat"));
	else
		bp_question_judge(app, view, false,
			bp_app_text(app, "%s %zu", _("seharusnya nomor"), given + 1));
}

static void items_row(struct bp_app *app, const struct question_state *state, size_t row,
	struct bp_choice_view *view)
{
	size_t item = state->response.match[row];

	view->text = &state->texts[item < state->count ? item : row];
	if (state->graded)
		items_judge(app, state, row, view);
}

const struct question_kind bp_question_kind_ordering = {
	.look = BP_CHOICE_ITEM,
	.keymap = &items_keymap,
	.arrange = bp_question_arrange_choices,
	.text = bp_question_choice_text,
	.begin = items_begin,
	.can_change = items_can_change,
	.change = items_change,
	.row = items_row,
};
