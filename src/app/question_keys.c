/* The keys of a question that has been answered. */
#include "question.h"
#include <berpijar/lang.h>

static const struct bp_binding question_graded_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{'x', BP_ACT_RETRY},
	{'a', BP_ACT_REASONS},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{'!', BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_hint question_graded_hints[] = {
	{BP_ACT_BACK, "Enter", N_("lanjut")},
	{BP_ACT_REASONS, NULL, N_("alasan lain")},
	{BP_ACT_RETRY, NULL, N_("coba lagi")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan soal")},
	{0},
};
const struct bp_keymap bp_keymap_graded = {
	.title = N_("Soal yang sudah dijawab"),
	.parent = &bp_keymap_moving,
	.bindings = question_graded_keys,
	.hints = question_graded_hints,
	.meanings = (const struct bp_meaning[]){{BP_ACT_BACK, N_("lanjut")}, {0}},
	.scrolls = BP_ACT_DOWN,
};

/* While the key is hidden the question is asked again. */
static const struct bp_binding question_hidden_keys[] = {
	{BP_KEY_ENTER, BP_ACT_RETRY},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint question_hidden_hints[] = {
	{BP_ACT_RETRY, "Enter", N_("coba lagi")},
	{BP_ACT_BACK, "Esc", N_("lanjut")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan soal")},
	{0},
};
static const struct bp_keymap question_hidden_keymap = {
	.title = N_("Soal yang ditanyakan lagi"),
	.parent = &bp_keymap_graded,
	.bindings = question_hidden_keys,
	.hints = question_hidden_hints,
	.meanings = (const struct bp_meaning[]){{BP_ACT_BACK, N_("lanjut")}, {0}},
	.scrolls = BP_ACT_DOWN,
};

const struct bp_keymap *bp_question_graded_keymap(const struct question_state *state)
{
	const struct bp_keymap *checks = bp_question_checks_keymap(state);

	return checks           ? checks
		: state->hidden ? &question_hidden_keymap
				: &bp_keymap_graded;
}
