/* Questions that are nearly Aiken: letters in lower case, "JAWABAN: A". Moodle does not read
 * them; whoever meets one can say what to write instead. */
#include "bank.h"
#include <string.h>

static bool aiken_is_word(struct bp_str text, size_t at)
{
	return at < text.len &&
		(bp_is_letter(text.at[at]) || bp_is_digit(text.at[at]) ||
			(unsigned char)text.at[at] >= 0x80);
}

/* The letter that the text begins with and that is a word by itself; 0: there is none. */
static char aiken_lone_letter(struct bp_str text)
{
	if (text.len == 0 || !bp_is_letter(text.at[0]) || aiken_is_word(text, 1))
		return 0;
	return (char)(text.at[0] & ~0x20);
}

static struct bp_str aiken_skip(struct bp_str text, const char *signs)
{
	size_t at = 0;

	while (at < text.len && text.at[at] && strchr(signs, text.at[at]))
		at++;
	return bp_str_from(text, at);
}

char aiken_near_choice(struct bp_str line)
{
	struct bp_str text = aiken_skip(bp_str_trim(line), "*([-_ \t");
	char letter = aiken_lone_letter(text);
	bool marked = letter && text.len > 2 && strchr(").]", text.at[1]) && text.at[1];

	return marked && (text.at[1] != '.' || bp_is_space(text.at[2])) ? letter : 0;
}

char aiken_near_key(struct bp_str line)
{
	static const char *const words[] = {
		"answer", "ans", "key", "correct", "jawaban", "jawab", "kunci"};
	struct bp_str text = aiken_skip(bp_str_trim(line), "*_#>- \t");

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]), at = len;
		if (text.len <= len || aiken_is_word(text, len) ||
			!bp_text_equal_folded(
				bp_str_part(text, 0, len), bp_str(words[i])))
			continue;
		while (at < text.len && text.at[at] != ':' && text.at[at] != '=')
			at++;
		if (at == text.len)
			at = len;
		struct bp_str key = aiken_skip(bp_str_from(text, at), ":=.*_( \t");
		char letter = aiken_lone_letter(key);
		return letter && (at > len || key.len <= 2) ? letter : 0;
	}
	return 0;
}

enum aiken_signs aiken_near(struct bp_str text)
{
	enum aiken_signs signs = 0;
	char before = 0;

	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
			end++;
		struct bp_str line = bp_str_trim(bp_str_part(text, at, end));
		char letter = aiken_near_choice(line);
		if (letter == 'B' && before == 'A')
			signs |= AIKEN_CHOICES;
		if (aiken_near_key(line))
			signs |= AIKEN_KEY;
		before = line.len ? letter : before;
		at = end + 1;
	}
	return signs;
}
