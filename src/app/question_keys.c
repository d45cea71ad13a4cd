/* The keys of questions, by how they are answered. */
#include "app.h"
#include <berpijar/lang.h>

static const struct bp_binding question_keys[] = {
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
static const struct bp_hint question_hints[] = {
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
	.bindings = question_keys,
	.hints = question_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* Items are not changed, but moved. */
static const struct bp_binding ordering_keys[] = {
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{0, 0},
};
static const struct bp_hint ordering_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_RIGHT, "←→", N_("pindahkan")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
const struct bp_keymap bp_keymap_ordering = {
	.title = N_("Mengurutkan"),
	.parent = &bp_keymap_question,
	.bindings = ordering_keys,
	.hints = ordering_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* What all typed answers share. */
static const struct bp_binding answering_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{BP_CONTROL('r'), BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_keymap answering = {
	.parent = &bp_keymap_typing,
	.bindings = answering_keys,
};

static const struct bp_binding field_keys[] = {
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_hint field_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
const struct bp_keymap bp_keymap_field = {
	.title = N_("Mengetik jawaban"),
	.parent = &answering,
	.bindings = field_keys,
	.hints = field_hints,
	.typing = true,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* In a text of several lines, Enter begins a new one. */
static const struct bp_binding essay_keys[] = {
	{BP_CONTROL('d'), BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_hint essay_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
const struct bp_keymap bp_keymap_essay = {
	.title = N_("Menulis jawaban"),
	.parent = &answering,
	.bindings = essay_keys,
	.hints = essay_hints,
	.typing = true,
	.scrolls = BP_ACT_PAGE_DOWN,
};

static const struct bp_binding sending_keys[] = {
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_hint sending_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_UP, NULL, N_("menulis lagi")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{0},
};
const struct bp_keymap bp_keymap_sending = {
	.title = N_("Mengirim jawaban"),
	.parent = &bp_keymap_essay,
	.bindings = sending_keys,
	.hints = sending_hints,
};

static const struct bp_binding graded_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{'x', BP_ACT_RETRY},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{'!', BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_hint graded_hints[] = {
	{BP_ACT_BACK, "Enter", N_("lanjut")},
	{BP_ACT_RETRY, NULL, N_("coba lagi")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan soal")},
	{0},
};
const struct bp_keymap bp_keymap_graded = {
	.title = N_("Soal yang sudah dijawab"),
	.parent = &bp_keymap_moving,
	.bindings = graded_keys,
	.hints = graded_hints,
	.scrolls = BP_ACT_DOWN,
};
