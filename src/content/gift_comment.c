/*
 * The id number and the tags that Moodle writes into a question's comments:
 * "// [id:soal-1] [tag:ux] [tag:a\]b]".
 */
#include "gift.h"
#include <string.h>

/* What a token may not hold, besides "]" and control characters. */
#define ID_FORBIDDEN  ""
#define TAG_FORBIDDEN "<>`"

static bool ends_token(char c, const char *forbidden)
{
	unsigned char byte = (unsigned char)c;
	return byte < 0x20 || byte == 0x7f || strchr(forbidden, c);
}

/*
 * Where the token whose contents begin at `at` has its closing "]"; if it has none,
 * text.len, and *stop is where the search for another one may go on. A "\]" is
 * part of the contents unless there is no other way to close the token.
 */
static size_t token_end(
	struct bp_str text, size_t at, const char *forbidden, size_t *stop)
{
	size_t last_escaped = text.len;

	for (*stop = at; *stop < text.len; ++*stop) {
		char c = text.at[*stop];
		if (c == ']')
			return *stop;
		if (ends_token(c, forbidden))
			break;
		if (c == '\\' && *stop + 1 < text.len && text.at[*stop + 1] == ']')
			last_escaped = ++*stop;
	}
	return last_escaped;
}

static struct bp_str token_text(struct bp_arena *arena, struct bp_str raw)
{
	raw = gift_trim_bytes(raw);
	char *text = bp_arena_cstr(arena, raw);
	size_t len = 0;

	for (size_t i = 0; i < raw.len; i++) {
		if (raw.at[i] == '\\' && i + 1 < raw.len && raw.at[i + 1] == ']')
			i++;
		text[len++] = raw.at[i];
	}
	text[len] = '\0';
	return (struct bp_str){text, len};
}

/* The next token of its kind at or after *at, which moves behind it. */
static bool next_token(struct bp_arena *arena, struct bp_str text, const char *opening,
	const char *forbidden, size_t *at, struct bp_str *token)
{
	size_t found;

	while ((found = bp_str_find(text, bp_str(opening), *at)) != SIZE_MAX) {
		size_t start = found + strlen(opening), stop;
		size_t end = token_end(text, start, forbidden, &stop);
		*at = end == text.len ? stop : end + 1;
		if (end == text.len || end == start)
			continue;
		*token = token_text(arena, bp_str_part(text, start, end));
		return true;
	}
	return false;
}

void gift_read_comments(
	struct bp_arena *arena, struct bp_str comments, struct bp_question *question)
{
	size_t at = 0;
	struct bp_str token;

	if (next_token(arena, comments, "[id:", ID_FORBIDDEN, &at, &token))
		question->idnumber = token;
	at = 0;
	while (next_token(arena, comments, "[tag:", TAG_FORBIDDEN, &at, &token))
		*BP_PUSH(arena, question->tags, question->tag_count, question->tag_room) =
			token;
}
