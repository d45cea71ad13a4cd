/* Spans as they are put together. */
#include "document.h"
#include <berpijar/action.h>

void bp_spans_add(struct bp_arena *arena, struct bp_spans *spans, struct bp_str text,
	uint16_t attributes, uint16_t link)
{
	struct bp_span *last = spans->count ? &spans->at[spans->count - 1] : NULL;
	bool merge = last && last->attributes == attributes && last->link == link &&
		!(attributes & (BP_SPAN_BREAK | BP_SPAN_CODE)) &&
		last->text.at + last->text.len == text.at;

	if (merge)
		last->text.len += text.len;
	else
		*BP_PUSH(arena, spans->at, spans->count, spans->room) =
			(struct bp_span){text, attributes, link};
}

void bp_spans_add_lines(
	struct bp_arena *arena, struct bp_spans *spans, struct bp_str text)
{
	bool broken = false;

	for (size_t at = 0; at < text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.len;
		struct bp_str line = bp_str_trim(bp_str_part(text, at, end));
		if (line.len) {
			if (broken)
				bp_spans_add(arena, spans, (struct bp_str){0},
					BP_SPAN_BREAK, 0);
			bp_spans_add(arena, spans, line, 0, 0);
			broken = true;
		}
		at = end + 1;
	}
}

/* The offset of the next key, whose length is set; the text's length: none comes. */
static size_t spans_next_key(struct bp_str text, size_t at, size_t *len)
{
	struct bp_str name;

	while ((at = bp_str_find(text, BP_STR("{key:"), at)) < text.len) {
		*len = bp_action_key_at(text, at, &name);
		if (*len && bp_action_named(name))
			return at;
		at++;
	}
	return text.len;
}

static bool spans_may_hold_key(const struct bp_span *span)
{
	return !(span->attributes & (BP_SPAN_CODE | BP_SPAN_NAME | BP_SPAN_IMAGE)) &&
		bp_str_find(span->text, BP_STR("{key:"), 0) < span->text.len;
}

static void spans_add_parted(
	struct bp_arena *arena, struct bp_spans *spans, const struct bp_span *span)
{
	size_t from = 0, at, len = 0;

	while ((at = spans_next_key(span->text, from, &len)) < span->text.len) {
		if (at > from)
			bp_spans_add(arena, spans, bp_str_part(span->text, from, at),
				span->attributes, span->link);
		bp_spans_add(arena, spans, bp_str_part(span->text, at, at + len),
			span->attributes | BP_SPAN_CODE | BP_SPAN_KEY, span->link);
		from = at + len;
	}
	if (from < span->text.len)
		bp_spans_add(arena, spans, bp_str_from(span->text, from),
			span->attributes, span->link);
}

void bp_spans_keys(struct bp_arena *arena, struct bp_spans *spans)
{
	struct bp_spans parted = {0};
	bool any = false;

	for (size_t i = 0; i < spans->count && !any; i++)
		any = spans_may_hold_key(&spans->at[i]);
	if (!any)
		return;
	for (size_t i = 0; i < spans->count; i++)
		if (spans_may_hold_key(&spans->at[i]))
			spans_add_parted(arena, &parted, &spans->at[i]);
		else
			*BP_PUSH(arena, parted.at, parted.count, parted.room) =
				spans->at[i];
	*spans = parted;
}
