/* Matching: left sides are rows, right sides are offered as letters. */
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* The keys are those of every question, but letters give partners. */
static const struct bp_binding pairs_keys[] = {
	{0, 0},
};
static const struct bp_hint pairs_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_DOWN, N_("Huruf"), N_("pasang")},
	{BP_ACT_RIGHT, "←→", N_("ubah")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_DOWN, N_("Angka"), N_("pilih")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
static const struct bp_keymap pairs_keymap = {
	.title = N_("Menjodohkan"),
	.parent = &bp_keymap_question,
	.bindings = pairs_keys,
	.hints = pairs_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* Whether an earlier pair has the same right side, which is offered once. */
static bool pairs_is_repeated(const struct bp_question *question, size_t pair)
{
	for (size_t i = 0; i < pair; i++)
		if (bp_str_equal(question->pairs[i].right, question->pairs[pair].right))
			return true;
	return false;
}

/* A pair without a left side only offers its right one. */
static void pairs_arrange(struct question_state *state, bool shuffle)
{
	const struct bp_question *question = state->question;

	(void)shuffle; /* the partners always are */
	for (size_t i = 0; i < question->pair_count; i++) {
		if (question->pairs[i].left.text.len)
			state->order[state->count++] = (uint8_t)i;
		if (!pairs_is_repeated(question, i))
			state->partners[state->partner_count++] = (uint8_t)i;
	}
	bp_question_shuffle(state->partners, state->partner_count, state->seed);
}

static struct bp_text pairs_text(const struct bp_question *question, size_t index)
{
	return question->pairs[index].left;
}

/* The letter that a row was given; SIZE_MAX if it has none yet. */
static size_t pairs_letter(const struct question_state *state, size_t row)
{
	const struct bp_pair *pairs = state->question->pairs;
	uint8_t given = state->response.match[state->order[row]];

	for (size_t i = 0; i < state->partner_count; i++)
		if (given != BP_UNMATCHED &&
			bp_str_equal(pairs[state->partners[i]].right, pairs[given].right))
			return i;
	return SIZE_MAX;
}

static void pairs_give(struct question_state *state, size_t letter)
{
	state->response.match[state->order[state->selected]] =
		letter < state->partner_count ? state->partners[letter] : BP_UNMATCHED;
	state->changed = true;
}

static void pairs_select_next_empty(struct question_state *state)
{
	for (size_t i = 1; i <= state->count; i++) {
		size_t row = (state->selected + i) % state->count;
		if (pairs_letter(state, row) == SIZE_MAX) {
			state->selected = row;
			return;
		}
	}
}

/* A letter is for the selected row; a figure selects one. */
static bool pairs_pick(struct question_state *state, size_t nth, bool letter)
{
	if (!letter || nth >= state->partner_count)
		return false;
	pairs_give(state, nth);
	pairs_select_next_empty(state);
	return true;
}

static void pairs_clear(struct question_state *state)
{
	pairs_give(state, SIZE_MAX);
}

/* ← and → go through the letters; before the first there is none. */
static bool pairs_can_change(const struct question_state *state, int step)
{
	size_t letter = pairs_letter(state, state->selected);

	return step > 0 ? letter + 1 < state->partner_count : letter != SIZE_MAX;
}

static void pairs_change(struct question_state *state, int step)
{
	pairs_give(state, pairs_letter(state, state->selected) + (size_t)step);
}

static void pairs_judge(struct bp_app *app, const struct question_state *state,
	size_t row, struct bp_choice_view *view)
{
	const struct bp_pair *pairs = state->question->pairs;
	struct bp_str right = pairs[state->order[row]].right;
	uint8_t given = state->response.match[state->order[row]];

	if (given != BP_UNMATCHED && bp_str_equal(pairs[given].right, right))
		bp_question_judge(app, view, true, _("benar"));
	else if (state->hidden)
		bp_question_judge(app, view, false, _("kurang tepat"));
	else
		bp_question_judge(app, view, false,
			bp_app_text(app, "%s: %.*s", _("seharusnya"), (int)right.len,
				right.at));
}

static void pairs_row(struct bp_app *app, const struct question_state *state, size_t row,
	struct bp_choice_view *view)
{
	size_t letter = pairs_letter(state, row);

	if (letter != SIZE_MAX) {
		struct bp_str right =
			state->question->pairs[state->partners[letter]].right;
		view->answer = bp_app_text(
			app, "%c. %.*s", (char)('a' + letter), (int)right.len, right.at);
	}
	if (state->graded)
		pairs_judge(app, state, row, view);
}

/* "1, 3": the rows that were given a letter; NULL if none was. */
static const char *pairs_uses(
	struct bp_app *app, const struct question_state *state, size_t letter)
{
	struct bp_buf rows = {0};

	for (size_t row = 0; row < state->count; row++)
		if (pairs_letter(state, row) == letter)
			bp_buf_printf(&rows, "%s%zu", rows.len ? ", " : "", row + 1);
	const char *text =
		rows.len ? bp_arena_cstr(app->view_arena, bp_buf_str(&rows)) : NULL;
	bp_buf_release(&rows);
	return text;
}

static void pairs_offer(struct bp_app *app, const struct question_state *state,
	struct bp_question_view *view)
{
	size_t count = state->partner_count;
	const char **partners = bp_arena_alloc(app->view_arena, count, sizeof *partners);
	const char **uses = bp_arena_alloc(app->view_arena, count, sizeof *uses);

	for (size_t i = 0; i < count; i++) {
		partners[i] = bp_arena_cstr(app->view_arena,
			state->question->pairs[state->partners[i]].right);
		uses[i] = pairs_uses(app, state, i);
	}
	view->partners = partners;
	view->uses = uses;
	view->partner_count = count;
}

const struct question_kind bp_question_kind_match = {
	.look = BP_CHOICE_PAIR,
	.keymap = &pairs_keymap,
	.arrange = pairs_arrange,
	.text = pairs_text,
	.pick = pairs_pick,
	.clear = pairs_clear,
	.can_change = pairs_can_change,
	.change = pairs_change,
	.row = pairs_row,
	.offer = pairs_offer,
};
