/* Reads inline text from libcmark's tree. */
#include "inlines.h"

static void inlines_copy_text(struct inlines *inlines, const char *text, uint16_t more)
{
	if (text && *text)
		inlines_add_lines(inlines,
			bp_arena_str(inlines->document->arena, bp_str(text)), more);
}

static void inlines_node_image(struct inlines *inlines, cmark_node *node, bool enter)
{
	struct bp_str url = bp_str(cmark_node_get_url(node));

	inlines->open[HTML_IMAGE] += enter ? 1 : -1;
	if (!enter)
		inlines_end_image(inlines, bp_arena_str(inlines->document->arena, url),
			cmark_node_first_child(node) ? 0 : inlines->spans.count);
}

static void inlines_node_link(struct inlines *inlines, cmark_node *node, bool enter)
{
	struct bp_str url = bp_str(cmark_node_get_url(node));

	if (enter)
		inlines_open_link(inlines, bp_arena_str(inlines->document->arena, url));
	else
		inlines_close_link(inlines);
}

static void inlines_node_html(struct inlines *inlines, const char *literal)
{
	struct html html = {.text = bp_str(literal)};
	struct html_piece piece;

	/* a script is text here, since libcmark gives its tag alone */
	if (html_next(&html, &piece) && piece.tag)
		inlines_tag(inlines, &piece);
}

static void inlines_node(struct inlines *inlines, cmark_node *node, bool enter)
{
	const char *literal = cmark_node_get_literal(node);
	int step = enter ? 1 : -1;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT: inlines_copy_text(inlines, literal, 0); break;
	case CMARK_NODE_CODE: inlines_copy_text(inlines, literal, BP_SPAN_CODE); break;
	case CMARK_NODE_SOFTBREAK: inlines_add_span(inlines, BP_STR(" "), 0); break;
	case CMARK_NODE_LINEBREAK: inlines_break(inlines); break;
	case CMARK_NODE_HTML_INLINE: inlines_node_html(inlines, literal); break;
	case CMARK_NODE_EMPH: inlines->open[HTML_EMPHASIS] += step; break;
	case CMARK_NODE_STRONG: inlines->open[HTML_STRONG] += step; break;
	case CMARK_NODE_IMAGE: inlines_node_image(inlines, node, enter); break;
	case CMARK_NODE_LINK: inlines_node_link(inlines, node, enter); break;
	default: break;
	}
}

void inlines_read(struct inlines *inlines, cmark_node *parent)
{
	cmark_node_type type;
	cmark_event_type event;

	cmark_consolidate_text_nodes(parent); /* an address is one text then */
	cmark_iter *iter = cmark_iter_new(parent);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		type = cmark_node_get_type(node);
		if (node != parent && type != CMARK_NODE_PARAGRAPH)
			inlines_node(inlines, node, event == CMARK_EVENT_ENTER);
	}
	cmark_iter_free(iter);
}
