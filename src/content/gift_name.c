/* Question names, as Moodle's clean_question_name() and create_default_question_name().
 */
#include "gift.h"
#include <string.h>

#define NAME_MAX_CHARACTERS     255
#define DEFAULT_NAME_CHARACTERS 80

enum markup { TEXT, TAG, INSTRUCTION, DECLARATION, COMMENT };

struct stripper {
	enum markup in;
	size_t opened;  /* length of the output when the tag began */
	unsigned depth; /* of "<" inside the tag */
	char quote;     /* the quotation mark that is open, or 0 */
};

static void close_tag(struct stripper *state)
{
	if (state->depth)
		state->depth--;
	else if (!state->quote)
		state->in = TEXT;
}

static void step_in_tag(struct stripper *state, struct bp_str text, size_t at)
{
	char c = text.at[at];

	if (c == '>')
		close_tag(state);
	else if (c == '<' && !state->quote && at + 1 < text.len &&
		!bp_is_space(text.at[at + 1]))
		state->depth++;
	else if ((c == '"' || c == '\'') && (!state->quote || state->quote == c))
		state->quote = state->quote ? '\0' : c;
	else if (c == '!' && at == state->opened + 1)
		state->in = DECLARATION;
	else if (c == '?' && at == state->opened + 1)
		state->in = INSTRUCTION;
}

/* Whether these two bytes stand right before `at`. */
static bool gift_name_follows(struct bp_str text, size_t at, char first, char second)
{
	return at >= 2 && text.at[at - 2] == first && text.at[at - 1] == second;
}

static void step_in_markup(struct stripper *state, struct bp_str text, size_t at)
{
	char c = text.at[at];

	if (state->in == TAG)
		step_in_tag(state, text, at);
	else if (state->in == COMMENT && c == '>' &&
		gift_name_follows(text, at, '-', '-'))
		state->in = TEXT;
	else if (state->in == INSTRUCTION && c == '>' && text.at[at - 1] == '?')
		state->in = TEXT;
	else if (state->in == DECLARATION && c == '-' &&
		gift_name_follows(text, at, '!', '-'))
		state->in = COMMENT;
	else if (state->in == DECLARATION && c == '>')
		close_tag(state);
}

/* As PHP's strip_tags(): a "<" before white space is text, and a tag that is not closed
 * ends with the text. */
static void strip_tags(struct bp_str text, struct bp_buf *out)
{
	struct stripper state = {.in = TEXT};

	for (size_t i = 0; i < text.len; i++) {
		if (state.in != TEXT) {
			step_in_markup(&state, text, i);
			continue;
		}
		bool spaced = i + 1 < text.len && bp_is_space(text.at[i + 1]);
		if (text.at[i] == '<' && !spaced)
			state = (struct stripper){.in = TAG, .opened = i};
		else if (text.at[i] != '\0')
			bp_buf_add_char(out, text.at[i]);
	}
}

/* Names go into records and JSON, which take nothing but UTF-8. */
static void drop_invalid(struct bp_buf *buf)
{
	struct bp_str rest = bp_buf_str(buf);
	size_t kept = 0, bad;

	if (!buf->at)
		return;
	while (!bp_utf8_valid(rest, &bad)) {
		memmove(buf->at + kept, rest.at, bad);
		kept += bad;
		rest = bp_str_from(rest, bad + 1);
	}
	if (rest.len)
		memmove(buf->at + kept, rest.at, rest.len);
	buf->len = kept + rest.len;
}

static struct bp_str shorten(
	struct bp_arena *arena, struct bp_str text, size_t characters)
{
	size_t at = 0, count = 0, cut = 0;

	while (at < text.len && count <= characters) {
		uint32_t code;
		if (count == characters - 3)
			cut = at;
		at += bp_utf8_next(text, at, &code);
		count++;
	}
	if (count <= characters)
		return bp_arena_str(arena, text);
	char *cut_short = bp_arena_printf(arena, "%.*s...", (int)cut, text.at);
	return bp_str(cut_short);
}

static struct bp_str gift_name_clean(
	struct bp_arena *arena, struct bp_str raw, size_t characters)
{
	struct bp_buf name = {0};
	strip_tags(raw, &name);
	drop_invalid(&name);
	struct bp_str kept =
		shorten(arena, gift_trim_bytes(bp_buf_str(&name)), characters);
	bp_buf_release(&name);
	return kept;
}

struct bp_str gift_clean_name(struct bp_arena *arena, struct bp_str raw)
{
	return gift_name_clean(arena, raw, NAME_MAX_CHARACTERS);
}

struct bp_str gift_default_name(struct bp_arena *arena, struct bp_str question_text)
{
	return gift_name_clean(arena, question_text, DEFAULT_NAME_CHARACTERS);
}
