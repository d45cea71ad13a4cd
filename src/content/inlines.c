/* Reads the inline text of a paragraph, heading or cell into spans. */
#include "document.h"
#include <string.h>

/* How many elements of each kind are open around the current text, and the link. */
struct open {
	int emphasis, strong, image;
	uint16_t link;
};

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

static uint16_t inlines_attributes(const struct open *open)
{
	return (uint16_t)((open->emphasis ? BP_SPAN_EMPHASIS : 0) |
		(open->strong ? BP_SPAN_STRONG : 0) | (open->image ? BP_SPAN_IMAGE : 0));
}

static void inlines_open_or_close(struct bp_document *document, struct open *open,
	cmark_node *node, bool enter, uint32_t block)
{
	int step = enter ? 1 : -1;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_EMPH: open->emphasis += step; break;
	case CMARK_NODE_STRONG: open->strong += step; break;
	case CMARK_NODE_IMAGE: open->image += step; break;
	case CMARK_NODE_LINK:
		open->link = 0;
		if (enter && document->link_count < UINT16_MAX - 1) {
			const char *url = cmark_node_get_url(node);
			*BP_PUSH(document->arena, document->links, document->link_count,
				document->link_room) = (struct bp_link){
				bp_arena_str(document->arena, bp_str(url)), block};
			open->link = (uint16_t)document->link_count;
		}
		break;
	default: break;
	}
}

static void inlines_add_text(struct bp_document *document, const struct open *open,
	const char *text, uint16_t more, struct bp_spans *spans)
{
	if (text && *text)
		bp_spans_add(document->arena, spans,
			bp_arena_str(document->arena, bp_str(text)),
			inlines_attributes(open) | more, open->link);
}

static void inlines_add_leaf(struct bp_document *document, const struct open *open,
	cmark_node *node, struct bp_spans *spans)
{
	const char *literal = cmark_node_get_literal(node);

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT: inlines_add_text(document, open, literal, 0, spans); break;
	case CMARK_NODE_CODE:
		inlines_add_text(document, open, literal, BP_SPAN_CODE, spans);
		break;
	case CMARK_NODE_SOFTBREAK: inlines_add_text(document, open, " ", 0, spans); break;
	case CMARK_NODE_LINEBREAK:
		bp_spans_add(
			document->arena, spans, (struct bp_str){0}, BP_SPAN_BREAK, 0);
		break;
	case CMARK_NODE_HTML_INLINE:
		if (bp_html_is_break(bp_str(literal)))
			bp_spans_add(document->arena, spans, (struct bp_str){0},
				BP_SPAN_BREAK, 0);
		inlines_add_text(document, open, bp_html_mark(bp_str(literal)), 0, spans);
		break;
	default: break;
	}
}

void bp_inlines_read(struct bp_document *document, cmark_node *parent, uint32_t block,
	struct bp_spans *spans)
{
	struct open open = {0};
	cmark_iter *iter = cmark_iter_new(parent);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (node == parent)
			continue;
		if (cmark_node_get_type(node) >= CMARK_NODE_EMPH ||
			cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE)
			inlines_open_or_close(
				document, &open, node, event == CMARK_EVENT_ENTER, block);
		else if (event == CMARK_EVENT_ENTER)
			inlines_add_leaf(document, &open, node, spans);
	}
	cmark_iter_free(iter);
	bp_spans_strike(document->arena, spans);
	bp_spans_notes(document, block, spans);
}
