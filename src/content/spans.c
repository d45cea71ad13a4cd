/* Spans as they are put together. */
#include "document.h"

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
