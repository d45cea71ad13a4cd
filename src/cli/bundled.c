/* Files that the build puts into the program. */
#include "bundled.h"
#include <string.h>

struct bp_str bundled_all(const unsigned char *bundle)
{
	return bp_str((const char *)bundle);
}

bool bundled_next(struct bp_str *left, struct bundled_file *file)
{
	if (left->len < 2)
		return false;
	size_t line = bp_str_find(*left, BP_STR("\n"), 0);
	size_t end = bp_str_find(*left, BP_STR("\n\1"), line);
	size_t next = end == SIZE_MAX ? left->len : end + 1;

	file->name = bp_str_part(*left, 1, line);
	file->text = bp_str_part(*left, line + 1, next);
	*left = bp_str_from(*left, next);
	return true;
}

static const struct bundled_word *bundled_find(
	struct bp_str text, const struct bundled_word *words)
{
	while (words->name && !bp_str_starts(text, words->name))
		words++;
	return words->name ? words : NULL;
}

void bundled_fill(
	struct bp_str text, const struct bundled_word *words, struct bp_buf *out)
{
	for (size_t at = 0; at < text.len;) {
		const struct bundled_word *word =
			bundled_find(bp_str_from(text, at), words);
		if (word)
			bp_buf_add_cstr(out, word->text);
		else
			bp_buf_add_char(out, text.at[at]);
		at += word ? strlen(word->name) : 1;
	}
}
