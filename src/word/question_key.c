/* What the key of a question says. */
#include "question.h"
#include <string.h>
#include <strings.h>

bool question_key_line(struct bp_str text, struct bp_str *key)
{
	static const char *const words[] = {"kunci jawaban", "kunci",
		"jawaban yang benar", "jawaban benar", "jawaban", "jawab", "jwb",
		"answer", "key", NULL};

	*key = lines_behind(text, words);
	return key->len > 0;
}

/* The next word, with what parts it from the others taken off; empty: there is none. */
static struct bp_str question_key_word(struct bp_str *left)
{
	size_t at = 0, end;

	while (at < left->len &&
		(bp_is_space(left->at[at]) || strchr(",;/&+", left->at[at])))
		at++;
	for (end = at; end < left->len && !bp_is_space(left->at[end]) &&
		!strchr(",;/&+", left->at[end]);)
		end++;
	struct bp_str word = bp_str_part(*left, at, end);
	*left = bp_str_from(*left, end);
	return word;
}

/* The number of the letter that is all of a word but a "." or ")" behind it; 0: none. */
static size_t question_key_letter(struct bp_str word, bool *ended)
{
	*ended = word.len == 2 && strchr(".)", word.at[1]);
	if (!word.len || word.len > 2 || (word.len == 2 && !*ended) ||
		!bp_is_letter(word.at[0]))
		return 0;
	return (size_t)((word.at[0] | 0x20) - 'a') + 1;
}

bool question_key_letters(
	struct bp_str key, size_t choices, bool right[BP_MAX_CHOICES], size_t *count)
{
	struct bp_str left = key, word;
	bool ended = false;
	size_t found = 0;

	memset(right, 0, BP_MAX_CHOICES * sizeof *right);
	*count = 0;
	while ((word = question_key_word(&left)).len) {
		if (found && (bp_str_is(word, "dan") || bp_str_is(word, "and")))
			continue;
		size_t letter = question_key_letter(word, &ended);
		if (!letter)
			return found == 1 && ended && *count == 1;
		if (letter > choices || letter > BP_MAX_CHOICES) {
			*count = 0;
			return found || !bp_str_trim(left).len || ended;
		}
		*count += !right[letter - 1];
		right[letter - 1] = true;
		found++;
		if (ended && bp_str_trim(left).len) /* "b. Syarat" */
			return true;
	}
	return found > 0;
}

bool question_key_truth(struct bp_str key, bool letters, bool *value)
{
	static const struct {
		const char *word;
		bool value, letter;
	} words[] = {{"benar", true, false}, {"salah", false, false},
		{"true", true, false}, {"false", false, false}, {"betul", true, false},
		{"B", true, true}, {"S", false, true}};

	while (key.len && key.at[key.len - 1] == '.')
		key.len--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (key.len == strlen(words[i].word) &&
			strncasecmp(key.at, words[i].word, key.len) == 0 &&
			(letters || !words[i].letter)) {
			*value = words[i].value;
			return true;
		}
	return false;
}

/* "15.000" may be fifteen or fifteen thousand, so a point is no sign of a number here. */
bool question_key_number(struct bp_str key, struct bp_buf *number)
{
	size_t commas = 0;

	for (size_t i = 0; i < key.len; i++) {
		commas += key.at[i] == ',';
		if (!bp_is_digit(key.at[i]) &&
			!(key.at[i] == ',' && i && i + 1 < key.len && commas == 1))
			return false;
	}
	for (size_t i = 0; i < key.len && key.len < 16; i++)
		bp_buf_add_char(number, key.at[i] == ',' ? '.' : key.at[i]);
	return number->len > 0;
}
