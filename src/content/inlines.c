/* Reads the inline text of a paragraph, heading or cell into spans. */
#include "inlines.h"
#include <berpijar/link.h>
#include <string.h>

#define RAISED_LIMIT 8 /* bytes that <sup> or <sub> may hold to get a mark */

/* What an open element makes of the text in it. */
static const uint16_t inlines_marks[HTML_KINDS] = {
	[HTML_EMPHASIS] = BP_SPAN_EMPHASIS,
	[HTML_STRONG] = BP_SPAN_STRONG,
	[HTML_HEADER_CELL] = BP_SPAN_STRONG,
	[HTML_SUMMARY] = BP_SPAN_STRONG,
	[HTML_CODE] = BP_SPAN_CODE,
	[HTML_PRE] = BP_SPAN_CODE,
	[HTML_STRIKE] = BP_SPAN_STRIKE,
	[HTML_IMAGE] = BP_SPAN_IMAGE,
};

/* ---- text ---- */

static struct bp_arena *inlines_arena(const struct inlines *inlines)
{
	return inlines->document->arena;
}

void inlines_break(struct inlines *inlines)
{
	inlines->breaks = false;
	bp_spans_add(inlines_arena(inlines), &inlines->spans, (struct bp_str){0},
		BP_SPAN_BREAK, 0);
}

/* Whether the text is at the start of a line. */
static bool inlines_at_start(const struct inlines *inlines)
{
	const struct bp_spans *spans = &inlines->spans;

	return inlines->breaks || spans->count == 0 ||
		spans->at[spans->count - 1].attributes & BP_SPAN_BREAK;
}

/* Adds a text, which lives as long as the document, as one span. */
void inlines_add_span(struct inlines *inlines, struct bp_str text, uint16_t more)
{
	uint16_t attributes = more;

	if (text.len == 0)
		return;
	for (int kind = 0; kind < HTML_KINDS; kind++)
		attributes |= inlines->open[kind] ? inlines_marks[kind] : 0;
	if (inlines->breaks && inlines->spans.count)
		inlines_break(inlines);
	inlines->breaks = false;
	bp_spans_add(
		inlines_arena(inlines), &inlines->spans, text, attributes, inlines->link);
}

void inlines_open_link(struct inlines *inlines, struct bp_str url)
{
	struct bp_document *document = inlines->document;

	inlines->link = 0;
	inlines->url = url;
	inlines->link_start = inlines->spans.count;
	if (document->link_count == UINT16_MAX - 1)
		return;
	*BP_PUSH(document->arena, document->links, document->link_count,
		document->link_room) = (struct bp_link){url, inlines->block};
	inlines->link = (uint16_t)document->link_count;
}

/* Adds a text; addresses in it become links. */
static void inlines_add_text(struct inlines *inlines, struct bp_str text, uint16_t more)
{
	bool plain = !inlines->link && !more && !inlines->open[HTML_CODE] &&
		!inlines->open[HTML_PRE] && !inlines->open[HTML_IMAGE];
	size_t from = 0, mail = plain ? autolink_last_mail(text) : 0;
	const char *scheme;

	for (size_t at = 0; plain && (at = autolink_next(text, at, mail)) < text.len;) {
		size_t len = autolink_at(text, at, &scheme);
		struct bp_str address = bp_str_part(text, at, at + len);
		if (len == 0) {
			at++;
			continue;
		}
		inlines_add_span(inlines, bp_str_part(text, from, at), 0);
		inlines_open_link(inlines,
			bp_str(bp_arena_printf(inlines_arena(inlines), "%s%.*s", scheme,
				(int)len, address.at)));
		inlines_add_span(inlines, address, 0);
		inlines->link = 0;
		at = from = at + len;
	}
	inlines_add_span(inlines, bp_str_from(text, from), more);
}

/* The offset of the next U+2028 or U+2029, which word processors put for the end of a line;
 * SIZE_MAX: none comes. */
static size_t inlines_next_separator(struct bp_str text, size_t at)
{
	while ((at = bp_str_find(text, BP_STR("\xe2\x80"), at)) != SIZE_MAX) {
		if (at + 2 < text.len && (text.at[at + 2] & ~1) == '\xa8')
			return at;
		at += 2;
	}
	return SIZE_MAX;
}

/* Adds the lines of a text. */
void inlines_add_lines(struct inlines *inlines, struct bp_str text, uint16_t more)
{
	size_t end;

	while ((end = inlines_next_separator(text, 0)) != SIZE_MAX) {
		inlines_add_text(inlines, bp_str_part(text, 0, end), more);
		inlines->breaks = true;
		text = bp_str_from(text, end + 3);
	}
	inlines_add_text(inlines, text, more);
}

/* ---- links and images ---- */

/* Whether nothing but blanks came since a span. */
static bool inlines_empty_since(const struct inlines *inlines, size_t first)
{
	for (size_t i = first; i < inlines->spans.count; i++)
		if (bp_str_trim(inlines->spans.at[i].text).len)
			return false;
	return true;
}

/* Adds what stands for a link or an image without a text: its address, its file. */
static void inlines_add_file(struct inlines *inlines, struct bp_str url, uint16_t more)
{
	bool address = !(more & BP_SPAN_IMAGE) && !bp_link_embedded(url);

	inlines_add_span(inlines,
		address ? url : bp_link_file_name(inlines_arena(inlines), url), more);
}

/* A link without a text shows its address. */
void inlines_close_link(struct inlines *inlines)
{
	if (inlines->link && inlines_empty_since(inlines, inlines->link_start))
		inlines_add_file(inlines, inlines->url, BP_SPAN_NAME);
	inlines->link = 0;
}

/* An image without a text shows the name of its file. */
void inlines_end_image(struct inlines *inlines, struct bp_str url, size_t start)
{
	inlines->images++;
	inlines->image = url;
	inlines->unnamed = inlines_empty_since(inlines, start);
	if (inlines->unnamed)
		inlines_add_file(inlines, url, BP_SPAN_IMAGE | BP_SPAN_NAME);
}

bool inlines_only_image(const struct inlines *inlines)
{
	const struct bp_spans *spans = &inlines->spans;

	for (size_t i = 0; i < spans->count; i++)
		if (spans->at[i].link ||
			(!(spans->at[i].attributes & BP_SPAN_IMAGE) &&
				bp_str_trim(spans->at[i].text).len))
			return false;
	return inlines->images == 1;
}

/* ---- tags ---- */

void inlines_note_anchor(
	struct bp_document *document, const struct html_piece *tag, uint32_t block)
{
	static const char *const names[] = {"id", "name"};
	struct bp_str value;

	for (size_t i = 0; i < (tag->kind == HTML_LINK ? 2 : 1); i++)
		if (html_attribute(document->arena, tag, names[i], &value) && value.len)
			*BP_PUSH(document->arena, document->anchors,
				document->anchor_count, document->anchor_room) =
				(struct bp_anchor){value, block};
}

static void inlines_tag_link(struct inlines *inlines, const struct html_piece *tag)
{
	struct bp_str url;

	inlines_close_link(inlines);
	if (html_attribute(inlines_arena(inlines), tag, "href", &url) && url.len)
		inlines_open_link(inlines, url);
}

/* An image that is said to be without a meaning (alt="") shows nothing, unless a question
 * may be about it: editors write alt="" where no words were given. */
static void inlines_tag_image(struct inlines *inlines, const struct html_piece *tag)
{
	struct bp_str text, url = {0};
	size_t start = inlines->spans.count;
	bool named = html_attribute(inlines_arena(inlines), tag, "alt", &text);

	html_attribute(inlines_arena(inlines), tag, "src", &url);
	if (named && text.len == 0 && !inlines->link && !inlines->document->of_question)
		return;
	if (named)
		inlines_add_span(inlines, text, BP_SPAN_IMAGE);
	inlines_end_image(inlines, url, start);
}

/* A film or a page of another place is a link to it. */
static void inlines_tag_frame(struct inlines *inlines, const struct html_piece *tag)
{
	struct bp_str title, url;

	if (!html_attribute(inlines_arena(inlines), tag, "src", &url) || inlines->link)
		return;
	inlines_open_link(inlines, url);
	if (html_attribute(inlines_arena(inlines), tag, "title", &title))
		inlines_add_span(inlines, title, 0);
	inlines_close_link(inlines);
}

static void inlines_tag_list(struct inlines *inlines, const struct html_piece *tag)
{
	inlines->breaks = true;
	inlines->lists += tag->closes ? -1 : 1;
	if (inlines->lists < 0)
		inlines->lists = 0;
	if (!tag->closes && inlines->lists <= INLINES_LISTS)
		inlines->numbers[inlines->lists - 1] = tag->kind == HTML_ORDERED ? 0 : -1;
}

static void inlines_tag_item(struct inlines *inlines, const struct html_piece *tag)
{
	int depth = inlines->lists < INLINES_LISTS ? inlines->lists : INLINES_LISTS;
	int *number = depth ? &inlines->numbers[depth - 1] : NULL;

	inlines->breaks = true;
	if (tag->closes)
		return;
	inlines_add_span(inlines,
		number && *number >= 0 ? bp_str(bp_arena_printf(inlines_arena(inlines),
						 "%d. ", ++*number))
				       : bp_str(depth > 1 ? "◦ " : "• "),
		0);
}

/* "2<sup>31</sup>" is "2^31"; a longer text, such as a small print, is only a text. */
static void inlines_tag_raised(struct inlines *inlines, const struct html_piece *tag)
{
	struct bp_spans *spans = &inlines->spans;
	size_t first = inlines->raised - 1, len = 0;
	bool blank = false;

	if (!tag->closes) {
		inlines->raised = spans->count + 1;
		return;
	}
	if (inlines->raised == 0)
		return;
	for (size_t i = first; i < spans->count && len <= RAISED_LIMIT; i++) {
		blank |= bp_str_find(spans->at[i].text, BP_STR(" "), 0) != SIZE_MAX;
		len += spans->at[i].text.len;
	}
	inlines->raised = 0;
	if (len == 0 || len > RAISED_LIMIT || blank || first == 0)
		return;
	BP_PUSH(inlines_arena(inlines), spans->at, spans->count, spans->room);
	memmove(spans->at + first + 1, spans->at + first,
		(spans->count - 1 - first) * sizeof *spans->at);
	spans->at[first] = (struct bp_span){.text = BP_STR("^")};
	if (tag->kind == HTML_LOWERED)
		spans->at[first].text = BP_STR("_");
}

static void inlines_tag_break(struct inlines *inlines, const struct html_piece *tag)
{
	(void)tag;
	inlines_break(inlines);
}

static void inlines_tag_block(struct inlines *inlines, const struct html_piece *tag)
{
	(void)tag;
	inlines->breaks = true;
}

static void inlines_tag_mark(struct inlines *inlines, const struct html_piece *tag)
{
	inlines->open[tag->kind] += tag->closes ? -1 : 1;
	if (inlines->open[tag->kind] < 0)
		inlines->open[tag->kind] = 0;
}

static void inlines_tag_pre(struct inlines *inlines, const struct html_piece *tag)
{
	inlines->breaks = true;
	inlines_tag_mark(inlines, tag);
}

static void inlines_tag_quoted(struct inlines *inlines, const struct html_piece *tag)
{
	inlines_add_span(inlines, bp_str(tag->closes ? "”" : "“"), 0);
}

static void (*const inlines_tags[HTML_KINDS])(
	struct inlines *, const struct html_piece *) = {
	[HTML_BLOCK] = inlines_tag_block,
	[HTML_BREAK] = inlines_tag_break,
	[HTML_RULE] = inlines_tag_block,
	[HTML_HEADING] = inlines_tag_block,
	[HTML_LIST] = inlines_tag_list,
	[HTML_ORDERED] = inlines_tag_list,
	[HTML_ITEM] = inlines_tag_item,
	[HTML_QUOTE] = inlines_tag_block,
	[HTML_DETAILS] = inlines_tag_block,
	[HTML_SUMMARY] = inlines_tag_block,
	[HTML_PRE] = inlines_tag_pre,
	[HTML_TABLE] = inlines_tag_block,
	[HTML_ROW] = inlines_tag_block,
	[HTML_CELL] = inlines_tag_block,
	[HTML_HEADER_CELL] = inlines_tag_block,
	[HTML_IMAGE] = inlines_tag_image,
	[HTML_FRAME] = inlines_tag_frame,
	[HTML_LINK] = inlines_tag_link,
	[HTML_EMPHASIS] = inlines_tag_mark,
	[HTML_STRONG] = inlines_tag_mark,
	[HTML_CODE] = inlines_tag_mark,
	[HTML_STRIKE] = inlines_tag_mark,
	[HTML_RAISED] = inlines_tag_raised,
	[HTML_LOWERED] = inlines_tag_raised,
	[HTML_QUOTED] = inlines_tag_quoted,
};

void inlines_tag(struct inlines *inlines, const struct html_piece *tag)
{
	if (!tag->closes)
		inlines_note_anchor(inlines->document, tag, inlines->block);
	if (inlines_tags[tag->kind])
		inlines_tags[tag->kind](inlines, tag);
}

/* Lines of <pre> in a cell. */
static void inlines_add_pre(struct inlines *inlines, struct bp_str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		inlines_add_span(inlines, bp_str_part(text, at, end), 0);
		inlines->breaks |= end != SIZE_MAX;
		at = end == SIZE_MAX ? text.len : end + 1;
	}
}

/* White space of any amount is a blank, and nothing at the start of a line. */
static void inlines_add_folded(struct inlines *inlines, struct bp_str text)
{
	struct bp_buf out = {0};
	bool blank = inlines_at_start(inlines);

	for (size_t i = 0; i < text.len; i++) {
		bool space = bp_is_space(text.at[i]);
		if (!space || !blank)
			bp_buf_add_char(&out, space ? ' ' : text.at[i]);
		blank = space;
	}
	inlines_add_lines(
		inlines, bp_arena_str(inlines_arena(inlines), bp_buf_str(&out)), 0);
	bp_buf_release(&out);
}

void inlines_add_html(struct inlines *inlines, struct bp_str source)
{
	struct bp_buf text = {0};

	html_add_text(source, &text);
	if (inlines->open[HTML_PRE])
		inlines_add_pre(
			inlines, bp_arena_str(inlines_arena(inlines), bp_buf_str(&text)));
	else
		inlines_add_folded(inlines, bp_buf_str(&text));
	bp_buf_release(&text);
}

void inlines_begin(struct inlines *inlines, struct bp_document *document, uint32_t block)
{
	*inlines = (struct inlines){.document = document, .block = block};
}

void inlines_end(struct inlines *inlines)
{
	inlines_close_link(inlines);
	bp_spans_strike(inlines_arena(inlines), &inlines->spans);
	bp_spans_keys(inlines_arena(inlines), &inlines->spans);
	bp_spans_notes(inlines->document, inlines->block, &inlines->spans);
	BP_FIT(inlines_arena(inlines), inlines->spans.at, inlines->spans.count,
		inlines->spans.room);
}
