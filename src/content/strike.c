/* Strikethrough: turns "~~" in the spans of a paragraph into an attribute. */
#include "document.h"
#include <string.h>

/* The place of a "~~": the index of its span, and the offset in its text. */
struct mark {
	size_t span, at;
};

/* Whether exactly two tildes stand at `at`, without a third on either side. */
static bool strike_is_mark(struct bp_str text, size_t at)
{
	bool before = at > 0 && text.at[at - 1] == '~';
	bool after = at + 2 < text.len && text.at[at + 2] == '~';

	return at + 1 < text.len && text.at[at] == '~' && text.at[at + 1] == '~' &&
		!before && !after;
}

/* Whether a mark may open (no blank behind it) or close (no blank before it). */
static bool strike_beside_word(struct bp_str text, size_t at, bool opens)
{
	if (opens)
		return at + 2 >= text.len || !bp_is_space(text.at[at + 2]);
	return at == 0 || !bp_is_space(text.at[at - 1]);
}

static size_t strike_next_tilde(struct bp_str text, size_t from)
{
	size_t at = bp_str_find(text, BP_STR("~"), from);

	return at < text.len ? at : text.len;
}

/* Finds the next mark that opens, or that closes, from a place on. */
static bool strike_next_mark(
	const struct bp_spans *spans, struct mark from, bool opens, struct mark *mark)
{
	for (; from.span < spans->count; from.span++, from.at = 0) {
		struct bp_str text = spans->at[from.span].text;
		if (spans->at[from.span].attributes & (BP_SPAN_CODE | BP_SPAN_BREAK))
			continue;
		while ((from.at = strike_next_tilde(text, from.at)) < text.len) {
			if (strike_is_mark(text, from.at) &&
				strike_beside_word(text, from.at, opens)) {
				*mark = from;
				return true;
			}
			from.at++;
		}
	}
	return false;
}

/* Copies the spans from one place up to another, with attributes added. */
static void strike_copy(struct bp_arena *arena, const struct bp_spans *spans,
	struct mark from, struct mark to, uint16_t add, struct bp_spans *out)
{
	for (size_t i = from.span; i < spans->count && i <= to.span; i++) {
		struct bp_span span = spans->at[i];
		size_t start = i == from.span ? from.at : 0;
		size_t end = i == to.span ? to.at : span.text.len;
		bool empty = !(span.attributes & BP_SPAN_BREAK) && start >= end;
		span.text = bp_str_part(span.text, start, end);
		span.attributes |= add;
		if (!empty)
			*BP_PUSH(arena, out->at, out->count, out->room) = span;
	}
}

void bp_spans_strike(struct bp_arena *arena, struct bp_spans *spans)
{
	struct mark done = {0, 0}, open, close, end = {spans->count, 0};
	struct bp_spans out = {0};

	while (strike_next_mark(spans, done, true, &open)) {
		struct mark inside = {open.span, open.at + 2};
		if (!strike_next_mark(spans, inside, false, &close))
			break;
		strike_copy(arena, spans, done, open, 0, &out);
		strike_copy(arena, spans, inside, close, BP_SPAN_STRIKE, &out);
		done = (struct mark){close.span, close.at + 2};
	}
	if (out.count == 0)
		return;
	strike_copy(arena, spans, done, end, 0, &out);
	*spans = out;
}
