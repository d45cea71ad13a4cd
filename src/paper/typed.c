/* What was typed for a question of a paper means: letters as they were printed, "B" and "S",
 * words, numbers. */
#include "typed.h"
#include <berpijar/grade.h>
#include <berpijar/lang.h>

#define TYPED_EMPTY '-' /* stands for a box that was left empty */
#define TYPED_SHOWN 40  /* columns of a cell that a message shows */

/* What separates letters, as people type them. */
static bool typed_is_between(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == '.' || c == '/' || c == '\t';
}

static char typed_capital(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Letters of a cell, without what stands between them. */
struct typed_letters {
	char at[BP_MAX_CHOICES + 1];
	size_t count;
};

/* A letter names one of `offered`; TYPED_EMPTY none. NULL, or what is wrong. */
static const char *typed_letters(struct bp_arena *arena, struct bp_str cell,
	size_t offered, bool empty, struct typed_letters *letters)
{
	char last = (char)('A' + offered - 1);

	for (size_t i = 0; i < cell.len; i++) {
		char c = typed_capital(cell.at[i]);
		if (typed_is_between(c))
			continue;
		if ((c < 'A' || c > last) && !(empty && c == TYPED_EMPTY))
			return bp_arena_printf(arena,
				_("\"%.*s\": di soal ini hurufnya A sampai %c"),
				(int)bp_text_fit(cell, TYPED_SHOWN), cell.at, last);
		if (letters->count == BP_MAX_CHOICES)
			return _("terlalu banyak huruf");
		letters->at[letters->count++] = c;
	}
	return letters->count
		? NULL
		: _("di sini tidak ada huruf; sel yang tidak dijawab dikosongkan");
}

/* Whether a letter stands there twice. */
static const char *typed_twice(
	struct bp_arena *arena, const struct typed_letters *letters)
{
	for (size_t i = 0; i < letters->count; i++)
		for (size_t n = 0; n < i; n++)
			if (letters->at[i] == letters->at[n] &&
				letters->at[i] != TYPED_EMPTY)
				return bp_arena_printf(arena,
					_("huruf %c disebut dua kali"), letters->at[i]);
	return NULL;
}

static const char *typed_choice(struct bp_arena *arena,
	const struct bp_paper_question *printed, struct bp_str cell,
	struct bp_response *response)
{
	struct typed_letters letters = {.count = 0};
	const char *fault = typed_letters(arena, cell, printed->count, false, &letters);
	bool one = printed->question->type != BP_SEVERAL;

	if (!fault)
		fault = typed_twice(arena, &letters);
	if (!fault && one && letters.count > 1)
		fault = _(
			"soal ini hanya menerima satu huruf; bila ditandai lebih dari satu, kosongkan selnya");
	for (size_t i = 0; i < letters.count; i++)
		response->chosen |= 1u << printed->order[letters.at[i] - 'A'];
	return fault;
}

static const char *typed_side(struct bp_arena *arena,
	const struct bp_paper_question *printed, struct bp_str cell,
	struct bp_response *response)
{
	static const struct {
		const char *word;
		uint32_t chosen;
	} sides[] = {{"B", 1}, {"benar", 1}, {"T", 1}, {"true", 1}, {"S", 2},
		{"salah", 2}, {"F", 2}, {"false", 2}};

	(void)printed;
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (bp_text_equal_folded(cell, bp_str(sides[i].word)))
			response->chosen = sides[i].chosen;
	return response->chosen
		? NULL
		: bp_arena_printf(arena,
			  _("\"%.*s\": di soal ini B (benar) atau S (salah)"),
			  (int)bp_text_fit(cell, TYPED_SHOWN), cell.at);
}

/* A letter, or TYPED_EMPTY, for each of `wanted` boxes. */
static const char *typed_boxes(struct bp_arena *arena, struct bp_str cell, size_t offered,
	size_t wanted, struct typed_letters *letters)
{
	const char *fault = typed_letters(arena, cell, offered, true, letters);

	if (fault || letters->count == wanted)
		return fault;
	return bp_arena_printf(arena,
		_("di soal ini %zu huruf, dengan - untuk kotak yang kosong; di sini %zu"),
		wanted, letters->count);
}

static const char *typed_pairs(struct bp_arena *arena,
	const struct bp_paper_question *printed, struct bp_str cell,
	struct bp_response *response)
{
	struct typed_letters letters = {.count = 0};
	const char *fault =
		typed_boxes(arena, cell, printed->count, printed->left_count, &letters);

	for (size_t i = 0; !fault && i < letters.count; i++)
		if (letters.at[i] != TYPED_EMPTY)
			response->match[printed->lefts[i]] =
				printed->order[letters.at[i] - 'A'];
	return fault;
}

static const char *typed_items(struct bp_arena *arena,
	const struct bp_paper_question *printed, struct bp_str cell,
	struct bp_response *response)
{
	struct typed_letters letters = {.count = 0};
	const char *fault =
		typed_boxes(arena, cell, printed->count, printed->count, &letters);

	if (!fault)
		fault = typed_twice(arena, &letters);
	for (size_t i = 0; !fault && i < letters.count; i++)
		if (letters.at[i] != TYPED_EMPTY)
			response->match[i] = printed->order[letters.at[i] - 'A'];
	return fault;
}

static const char *typed_words(struct bp_arena *arena,
	const struct bp_paper_question *printed, struct bp_str cell,
	struct bp_response *response)
{
	double number;

	if (cell.len > TYPED_MOST)
		return bp_arena_printf(arena, _("paling banyak %d byte"), TYPED_MOST);
	if (printed->question->type == BP_NUMERICAL && !bp_number_read(cell, &number))
		return bp_arena_printf(arena,
			_("\"%.*s\" bukan angka; bila memang tertulis begitu, kosongkan selnya"),
			(int)bp_text_fit(cell, TYPED_SHOWN), cell.at);
	response->text = bp_arena_str(arena, cell);
	return NULL;
}

static const char *typed_nothing(struct bp_arena *arena,
	const struct bp_paper_question *printed, struct bp_str cell,
	struct bp_response *response)
{
	(void)arena, (void)printed, (void)cell, (void)response;
	return _("soal ini tidak meminta jawaban");
}

const char *typed_read(struct bp_arena *arena, const struct bp_paper_question *printed,
	struct bp_str cell, struct bp_response *response)
{
	static const char *(*const kinds[BP_QUESTION_TYPE_COUNT])(struct bp_arena *,
		const struct bp_paper_question *, struct bp_str, struct bp_response *) = {
		[BP_MULTICHOICE] = typed_choice,
		[BP_SEVERAL] = typed_choice,
		[BP_TRUEFALSE] = typed_side,
		[BP_SHORTANSWER] = typed_words,
		[BP_NUMERICAL] = typed_words,
		[BP_MATCH] = typed_pairs,
		[BP_ORDERING] = typed_items,
		[BP_ESSAY] = typed_words,
		[BP_DESCRIPTION] = typed_nothing,
		[BP_FORK] = typed_choice,
	};

	*response = bp_response_none();
	return kinds[printed->question->type](arena, printed, cell, response);
}
