/* Answers to questions: "b"; "a c"; "1b 2a"; "2 1 3". */
#include "private.h"
#include <berpijar/lang.h>
#include <string.h>

#define TOKEN_LIMIT 64

struct tokens {
	struct bp_str at[TOKEN_LIMIT];
	size_t count;
};

static bool is_separator(char c)
{
	return strchr(" \t,;.=:->()", c) != NULL;
}

static void split(struct bp_str line, struct tokens *tokens)
{
	tokens->count = 0;
	for (size_t at = 0; at < line.len && tokens->count < TOKEN_LIMIT;) {
		size_t from = at;
		while (at < line.len && !is_separator(line.at[at]))
			at++;
		if (at > from)
			tokens->at[tokens->count++] = bp_str_part(line, from, at);
		else
			at++;
	}
}

/* "b" or "2" → 1; SIZE_MAX: neither, or more than there are. */
static size_t index_of(struct bp_str token, size_t count)
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

static void press(struct bp_plain *plain, uint32_t key)
{
	plain_step(plain, STEP_KEY, key, 0);
}

static void press_letter(struct bp_plain *plain, size_t index)
{
	press(plain, (uint32_t)('a' + index));
}

/* The words of a choice, typed whole: "benar". */
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

static bool answer_one(struct bp_plain *plain, struct bp_str line)
{
	const struct bp_question_view *view = &plain->view.as.question;
	size_t choice = index_of(line, view->choice_count);

	if (choice == SIZE_MAX)
		choice = choice_of_words(view, line);
	if (choice == SIZE_MAX)
		return false;
	press_letter(plain, choice);
	press(plain, BP_KEY_ENTER);
	return true;
}

/* Exactly these are marked. */
static bool answer_several(struct bp_plain *plain, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	uint64_t wanted = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		size_t choice = index_of(tokens->at[i], view->choice_count);
		if (choice >= 64)
			return false;
		wanted |= (uint64_t)1 << choice;
	}
	for (size_t i = 0; i < view->choice_count && i < 64; i++)
		if ((wanted >> i & 1) != view->choices[i].marked)
			press_letter(plain, i);
	press(plain, BP_KEY_ENTER);
	return true;
}

/* "1b" → row 0, letter 1. */
static bool read_pair(const struct bp_question_view *view, struct bp_str token,
	size_t *row, size_t *letter)
{
	size_t digits = 0;

	while (digits < token.len && bp_is_digit(token.at[digits]))
		digits++;
	*row = index_of(bp_str_part(token, 0, digits), view->choice_count);
	*letter = index_of(bp_str_from(token, digits), view->partner_count);
	return digits > 0 && *row != SIZE_MAX && *letter != SIZE_MAX;
}

/* A letter alone is for the row that is pointed at; a letter for each row, in order. */
static bool read_letters(
	struct bp_plain *plain, const struct tokens *tokens, size_t letters[TOKEN_LIMIT])
{
	const struct bp_question_view *view = &plain->view.as.question;

	for (size_t i = 0; i < tokens->count; i++) {
		letters[i] = index_of(tokens->at[i], view->partner_count);
		if (letters[i] == SIZE_MAX || (tokens->at[i].at[0] | 0x20) < 'a')
			return false;
	}
	return tokens->count == 1 || tokens->count == view->choice_count;
}

static void give(struct bp_plain *plain, size_t row, size_t letter)
{
	plain_step(plain, STEP_ROW, BP_KEY_NONE, row);
	press_letter(plain, letter);
}

/* The answer is sent when it has brought a partner for every row. */
static bool answer_pairs(struct bp_plain *plain, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	size_t rows[TOKEN_LIMIT], letters[TOKEN_LIMIT];
	uint64_t given = 0;

	bool plain_letters = read_letters(plain, tokens, letters);
	for (size_t i = 0; i < tokens->count; i++) {
		if (plain_letters)
			rows[i] = tokens->count == 1 ? view->selected : i;
		else if (!read_pair(view, tokens->at[i], &rows[i], &letters[i]))
			return false;
		given |= rows[i] < 64 ? (uint64_t)1 << rows[i] : 0;
	}
	for (size_t i = 0; i < tokens->count; i++)
		give(plain, rows[i], letters[i]);
	for (size_t i = 0; i < view->choice_count; i++)
		if (!(given >> i & 1))
			return true;
	press(plain, BP_KEY_ENTER);
	return true;
}

/* Each item is moved up to its place, the first place first. */
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
			press(plain, BP_KEY_LEFT);
			now[at] = now[at - 1];
		}
		now[place] = wanted[place];
	}
}

static bool answer_order(struct bp_plain *plain, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	size_t wanted[TOKEN_LIMIT];

	if (tokens->count != view->choice_count)
		return false;
	for (size_t i = 0; i < tokens->count; i++) {
		wanted[i] = index_of(tokens->at[i], view->choice_count);
		if (wanted[i] == SIZE_MAX)
			return false;
		for (size_t k = 0; k < i; k++)
			if (wanted[k] == wanted[i])
				return false;
	}
	arrange(plain, wanted, tokens->count);
	press(plain, BP_KEY_ENTER);
	return true;
}

/* ---- what is wrong with an answer ---- */

/* "27", "z", "1z": figures, a letter or both; a letter that is a key is that key. */
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

/* Of several: the first that there is not. */
static void explain_choices(const struct bp_question_view *view,
	const struct tokens *tokens, struct bp_buf *words)
{
	char last = (char)('a' + view->choice_count - 1);

	for (size_t i = 0; i < tokens->count; i++)
		if (index_of(tokens->at[i], view->choice_count) == SIZE_MAX) {
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
		if (read_pair(view, token, &row, &letter))
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

static void explain(struct bp_plain *plain, const struct tokens *tokens)
{
	const struct bp_question_view *view = &plain->view.as.question;
	struct bp_buf words = {0};

	if (view->choice_kind == BP_CHOICE_PAIR)
		explain_pairs(view, tokens, &words);
	else if (view->choice_kind == BP_CHOICE_ITEM)
		bp_buf_printf(&words,
			_("Tulis semua nomor (1 sampai %zu), masing-masing sekali."),
			view->choice_count);
	else
		explain_choices(view, tokens, &words);
	plain_put_words(plain, words.at);
	bp_buf_release(&words);
}

static bool answer(
	struct bp_plain *plain, struct bp_str line, const struct tokens *tokens)
{
	switch (plain->view.as.question.choice_kind) {
	case BP_CHOICE_RADIO: return answer_one(plain, line);
	case BP_CHOICE_CHECK: return answer_several(plain, tokens);
	case BP_CHOICE_PAIR: return answer_pairs(plain, tokens);
	case BP_CHOICE_ITEM: return answer_order(plain, tokens);
	}
	return false;
}

bool plain_answer(struct bp_plain *plain, struct bp_str line)
{
	struct tokens tokens;

	split(line, &tokens);
	if (tokens.count == 0)
		return false;
	if (answer(plain, line, &tokens))
		return true;
	if (!looks_like_answer(plain, &tokens))
		return false;
	explain(plain, &tokens);
	return true;
}
