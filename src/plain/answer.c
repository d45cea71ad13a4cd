/* Answers to questions, typed as "b", "a c", "1b 2a" or "2 1 3", become keys. */
#include "private.h"
#include <berpijar/lang.h>
#include <string.h>

#define TOKEN_LIMIT 64

struct tokens {
	struct bp_str at[TOKEN_LIMIT];
	size_t count;
};

static bool answer_separates(char c)
{
	return strchr(" \t,;.=:->()", c) != NULL;
}

static void answer_split(struct bp_str line, struct tokens *tokens)
{
	tokens->count = 0;
	for (size_t at = 0; at < line.len && tokens->count < TOKEN_LIMIT;) {
		size_t from = at;
		while (at < line.len && !answer_separates(line.at[at]))
			at++;
		if (at > from)
			tokens->at[tokens->count++] = bp_str_part(line, from, at);
		else
			at++;
	}
}

/* The index that "b" or "2" means: 1. SIZE_MAX if it is neither, or beyond `count`. */
static size_t answer_index(struct bp_str token, size_t count)
{
	size_t index = SIZE_MAX;

	if (token.len == 1 && (token.at[0] | 0x20) >= 'a' && (token.at[0] | 0x20) <= 'z')
		index = (size_t)((token.at[0] | 0x20) - 'a');
	else if (token.len && token.len <= 2) {
		index = 0;
		for (size_t i = 0; i < token.len; i++) {
			if (token.at[i] < '0' || token.at[i] > '9')
				return SIZE_MAX;
			index = index * 10 + (size_t)(token.at[i] - '0');
		}
		index--;
	}
	return index < count ? index : SIZE_MAX;
}

static void answer_press(struct bp_plain *plain, uint32_t key)
{
	plain_step(plain, STEP_KEY, key, 0);
}

static void answer_press_letter(struct bp_plain *plain, size_t index)
{
	answer_press(plain, (uint32_t)('a' + index));
}

/* The choice whose whole text was typed, as "benar"; SIZE_MAX if there is none. */
static size_t choice_of_words(const struct bp_question_view *view, struct bp_str line)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < view->choice_count && found == SIZE_MAX; i++) {
		struct bp_buf words = {0};
		bp_document_words(view->choices[i].text, &words);
		if (bp_text_equal_folded(bp_str_trim(bp_buf_str(&words)), line))
			found = i;
		bp_buf_release(&words);
	}
	return found;
}

static bool answer_one(
	struct bp_plain *plain, struct bp_str line, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	size_t choice = answer_index(line, view->choice_count);

	(void)tokens;
	if (choice == SIZE_MAX)
		choice = choice_of_words(view, line);
	if (choice == SIZE_MAX)
		return false;
	answer_press_letter(plain, choice);
	answer_press(plain, BP_KEY_ENTER);
	return true;
}

/* Marks exactly the choices that were typed. */
static bool answer_several(
	struct bp_plain *plain, struct bp_str line, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	uint64_t wanted = 0;

	(void)line;
	for (size_t i = 0; i < tokens->count; i++) {
		size_t choice = answer_index(tokens->at[i], view->choice_count);
		if (choice >= 64)
			return false;
		wanted |= (uint64_t)1 << choice;
	}
	for (size_t i = 0; i < view->choice_count && i < 64; i++)
		if ((wanted >> i & 1) != view->choices[i].marked)
			answer_press_letter(plain, i);
	answer_press(plain, BP_KEY_ENTER);
	return true;
}

/* Reads "1b" as row 0 and letter 1. */
static bool answer_read_pair(const struct bp_question_view *view, struct bp_str token,
	size_t *row, size_t *letter)
{
	size_t digits = 0;

	while (digits < token.len && bp_is_digit(token.at[digits]))
		digits++;
	*row = answer_index(bp_str_part(token, 0, digits), view->choice_count);
	*letter = answer_index(bp_str_from(token, digits), view->partner_count);
	return digits > 0 && *row != SIZE_MAX && *letter != SIZE_MAX;
}

/* Reads letters without rows: one for the selected row, or one for each row in order. */
static bool answer_read_letters(
	struct bp_plain *plain, const struct tokens *tokens, size_t letters[TOKEN_LIMIT])
{
	const struct bp_question_view *view = &plain->view.as.question;

	for (size_t i = 0; i < tokens->count; i++) {
		letters[i] = answer_index(tokens->at[i], view->partner_count);
		if (letters[i] == SIZE_MAX || (tokens->at[i].at[0] | 0x20) < 'a')
			return false;
	}
	return tokens->count == 1 || tokens->count == view->choice_count;
}

static void give(struct bp_plain *plain, size_t row, size_t letter)
{
	plain_step(plain, STEP_ROW, BP_KEY_NONE, row);
	answer_press_letter(plain, letter);
}

/* Gives partners to rows. The answer is sent once a line names a partner for every row. */
static bool answer_pairs(
	struct bp_plain *plain, struct bp_str line, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	size_t rows[TOKEN_LIMIT], letters[TOKEN_LIMIT];
	uint64_t given = 0;

	(void)line;
	bool plain_letters = answer_read_letters(plain, tokens, letters);
	for (size_t i = 0; i < tokens->count; i++) {
		if (plain_letters)
			rows[i] = tokens->count == 1 ? view->selected : i;
		else if (!answer_read_pair(view, tokens->at[i], &rows[i], &letters[i]))
			return false;
		given |= rows[i] < 64 ? (uint64_t)1 << rows[i] : 0;
	}
	for (size_t i = 0; i < tokens->count; i++)
		give(plain, rows[i], letters[i]);
	for (size_t i = 0; i < view->choice_count; i++)
		if (!(given >> i & 1))
			return true;
	answer_press(plain, BP_KEY_ENTER);
	return true;
}

/* Moves each item up to its place, beginning with the first place. */
static void arrange(struct bp_plain *plain, const size_t *wanted, size_t count)
{
	size_t now[TOKEN_LIMIT];

	for (size_t i = 0; i < count; i++)
		now[i] = i;
	for (size_t place = 0; place < count; place++) {
		size_t at = place;
		while (now[at] != wanted[place])
			at++;
		plain_step(plain, STEP_ROW, BP_KEY_NONE, at);
		for (; at > place; at--) {
			answer_press(plain, BP_KEY_LEFT);
			now[at] = now[at - 1];
		}
		now[place] = wanted[place];
	}
}

static bool answer_order(
	struct bp_plain *plain, struct bp_str line, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	size_t wanted[TOKEN_LIMIT];

	(void)line;
	if (tokens->count != view->choice_count)
		return false;
	for (size_t i = 0; i < tokens->count; i++) {
		wanted[i] = answer_index(tokens->at[i], view->choice_count);
		if (wanted[i] == SIZE_MAX)
			return false;
		for (size_t k = 0; k < i; k++)
			if (wanted[k] == wanted[i])
				return false;
	}
	arrange(plain, wanted, tokens->count);
	answer_press(plain, BP_KEY_ENTER);
	return true;
}

/* ---- what is wrong with an answer ---- */

/* Whether all tokens are like "27", "z" or "1z", so that the learner meant an answer. A
 * letter alone that is a key of the question is that key instead. */
static bool looks_like_answer(const struct bp_plain *plain, const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		struct bp_str token = tokens->at[i];
		size_t digits = 0;
		while (digits < token.len && bp_is_digit(token.at[digits]))
			digits++;
		char letter = digits < token.len ? (char)(token.at[digits] | 0x20) : 'a';
		bool key = tokens->count == 1 && digits == 0 &&
			bp_keymap_find(plain->view.keymap, (unsigned char)letter);
		if (digits > 2 || token.len - digits > 1 || letter < 'a' ||
			letter > 'z' || key)
			return false;
	}
	return true;
}

/* Names the first choice that does not exist. */
static void explain_choices(const struct bp_question_view *view,
	const struct tokens *tokens, struct bp_buf *words)
{
	char last = (char)('a' + view->choice_count - 1);

	for (size_t i = 0; i < tokens->count; i++)
		if (answer_index(tokens->at[i], view->choice_count) == SIZE_MAX) {
			bp_buf_printf(words, _("%.*s bukan pilihan (a sampai %c)."),
				(int)tokens->at[i].len, tokens->at[i].at, last);
			return;
		}
	bp_buf_printf(words, _("Pilih satu saja (a sampai %c)."), last);
}

static void explain_pairs(const struct bp_question_view *view,
	const struct tokens *tokens, struct bp_buf *words)
{
	size_t row, letter;

	for (size_t i = 0; i < tokens->count; i++) {
		struct bp_str token = tokens->at[i];
		if (answer_read_pair(view, token, &row, &letter))
			continue;
		char last = token.at[token.len - 1];
		bool figures = bp_is_digit(last);
		if (row == SIZE_MAX && bp_is_digit(token.at[0]))
			bp_buf_printf(words, _("%.*s bukan nomor baris (1 sampai %zu)."),
				(int)(token.len - !figures), token.at,
				view->choice_count);
		else if (letter == SIZE_MAX && !figures)
			bp_buf_printf(words, _("%c bukan pasangan (a sampai %c)."), last,
				(char)('a' + view->partner_count - 1));
		else
			continue;
		return;
	}
	bp_buf_add_cstr(words,
		_("Tulis nomor baris dengan huruf pasangannya, misalnya 1b 2a, atau satu huruf untuk setiap baris."));
}

static void explain_order(const struct bp_question_view *view,
	const struct tokens *tokens, struct bp_buf *words)
{
	(void)tokens;
	bp_buf_printf(words, _("Tulis semua nomor (1 sampai %zu), masing-masing sekali."),
		view->choice_count);
}

/* ---- by the look of the rows ---- */

static const struct {
	/* Presses the keys of the answer; false if the line is not one. */
	bool (*give)(
		struct bp_plain *plain, struct bp_str line, const struct tokens *tokens);
	void (*explain)(const struct bp_question_view *view, const struct tokens *tokens,
		struct bp_buf *words);
} answer_looks[] = {
	[BP_CHOICE_RADIO] = {answer_one, explain_choices},
	[BP_CHOICE_CHECK] = {answer_several, explain_choices},
	[BP_CHOICE_PAIR] = {answer_pairs, explain_pairs},
	[BP_CHOICE_ITEM] = {answer_order, explain_order},
};

static void answer_explain(struct bp_plain *plain, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	struct bp_buf words = {0};

	answer_looks[view->choice_kind].explain(view, tokens, &words);
	plain_put_words(plain, words.at);
	bp_buf_release(&words);
}

bool plain_answer(struct bp_plain *plain, struct bp_str line)
{
	struct tokens tokens;

	answer_split(line, &tokens);
	if (tokens.count == 0)
		return false;
	if (answer_looks[plain->view.as.question.choice_kind].give(plain, line, &tokens))
		return true;
	if (!looks_like_answer(plain, &tokens))
		return false;
	answer_explain(plain, &tokens);
	return true;
}
