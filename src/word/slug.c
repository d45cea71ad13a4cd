/* Titles as names of files. */
#include "title.h"

#define SLUG_MOST 40

const char *slug_make(struct bp_arena *arena, struct bp_str text)
{
	char slug[SLUG_MOST + 1];
	size_t len = 0;

	for (size_t at = 0; at < text.len && len < SLUG_MOST;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		code = bp_fold_search(code);
		if (code < 0x80 && (bp_is_letter((char)code) || bp_is_digit((char)code)))
			slug[len++] = (char)code;
		else if (len && slug[len - 1] != '-')
			slug[len++] = '-';
	}
	while (len && slug[len - 1] == '-')
		len--;
	return len ? bp_arena_cstr(arena, (struct bp_str){slug, len}) : "modul";
}
