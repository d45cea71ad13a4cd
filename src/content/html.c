/* Cuts HTML into text and tags. Each function goes on where the last one ended, or notes
 * that something is missing: the time is linear whatever the text is. */
#include "html.h"
#include "tree.h"
#include <string.h>
#include <strings.h>

static const struct {
	char name[12]; /* no pointer, which each session would have a copy of */
	enum html_kind kind;
	int level; /* headings; what is hidden: its bit in `missing` */
} html_tags[] = {
	{"a", HTML_LINK, 0},
	{"address", HTML_BLOCK, 0},
	{"article", HTML_BLOCK, 0},
	{"aside", HTML_BLOCK, 0},
	{"audio", HTML_FRAME, 0},
	{"b", HTML_STRONG, 0},
	{"blockquote", HTML_QUOTE, 0},
	{"br", HTML_BREAK, 0},
	{"caption", HTML_BLOCK, 0},
	{"center", HTML_BLOCK, 0},
	{"cite", HTML_EMPHASIS, 0},
	{"code", HTML_CODE, 0},
	{"dd", HTML_BLOCK, 0},
	{"del", HTML_STRIKE, 0},
	{"details", HTML_DETAILS, 0},
	{"dfn", HTML_EMPHASIS, 0},
	{"dir", HTML_LIST, 0},
	{"div", HTML_BLOCK, 0},
	{"dl", HTML_BLOCK, 0},
	{"dt", HTML_BLOCK, 0},
	{"em", HTML_EMPHASIS, 0},
	{"embed", HTML_FRAME, 0},
	{"fieldset", HTML_BLOCK, 0},
	{"figcaption", HTML_BLOCK, 0},
	{"figure", HTML_BLOCK, 0},
	{"footer", HTML_BLOCK, 0},
	{"form", HTML_BLOCK, 0},
	{"h1", HTML_HEADING, 1},
	{"h2", HTML_HEADING, 2},
	{"h3", HTML_HEADING, 3},
	{"h4", HTML_HEADING, 4},
	{"h5", HTML_HEADING, 5},
	{"h6", HTML_HEADING, 6},
	{"header", HTML_BLOCK, 0},
	{"hr", HTML_RULE, 0},
	{"i", HTML_EMPHASIS, 0},
	{"iframe", HTML_FRAME, 0},
	{"img", HTML_IMAGE, 0},
	{"kbd", HTML_CODE, 0},
	{"li", HTML_ITEM, 0},
	{"main", HTML_BLOCK, 0},
	{"mark", HTML_STRONG, 0},
	{"menu", HTML_LIST, 0},
	{"nav", HTML_BLOCK, 0},
	{"ol", HTML_ORDERED, 0},
	{"option", HTML_BLOCK, 0},
	{"p", HTML_BLOCK, 0},
	{"pre", HTML_PRE, 0},
	{"q", HTML_QUOTED, 0},
	{"s", HTML_STRIKE, 0},
	{"samp", HTML_CODE, 0},
	{"script", HTML_HIDDEN, 0},
	{"section", HTML_BLOCK, 0},
	{"source", HTML_FRAME, 0},
	{"strike", HTML_STRIKE, 0},
	{"strong", HTML_STRONG, 0},
	{"style", HTML_HIDDEN, 1},
	{"sub", HTML_LOWERED, 0},
	{"summary", HTML_SUMMARY, 0},
	{"sup", HTML_RAISED, 0},
	{"table", HTML_TABLE, 0},
	{"tbody", HTML_BLOCK, 0},
	{"td", HTML_CELL, 0},
	{"tfoot", HTML_BLOCK, 0},
	{"th", HTML_HEADER_CELL, 0},
	{"thead", HTML_BLOCK, 0},
	{"title", HTML_BLOCK, 0},
	{"tr", HTML_ROW, 0},
	{"tt", HTML_CODE, 0},
	{"u", HTML_EMPHASIS, 0},
	{"ul", HTML_LIST, 0},
	{"var", HTML_EMPHASIS, 0},
	{"video", HTML_FRAME, 0},
};

/* Bits of `missing`, behind those of what is hidden. */
enum { HTML_NO_QUOTE = 4, HTML_NO_END = 8, HTML_NO_COMMENT = 16 };

/* What stands between two marks and is no tag. */
static const struct {
	const char *open, *close;
} html_comments[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};

static bool html_is(struct bp_str text, const char *name)
{
	return text.len == strlen(name) && strncasecmp(text.at, name, text.len) == 0;
}

/* The name of the tag whose "<" is at `at`, without a slash; empty if it is not a tag. */
static struct bp_str html_tag_name(struct bp_str html, size_t at)
{
	size_t start = at + 1, end;

	if (start < html.len && html.at[start] == '/')
		start++;
	for (end = start; end < html.len; end++)
		if (!bp_is_letter(html.at[end]) &&
			!(end > start &&
				(bp_is_digit(html.at[end]) || html.at[end] == '-')))
			break;
	return bp_str_part(html, start, end);
}

/* The offset behind the next `close`; 0 without one. */
static size_t html_after(
	struct html *html, size_t at, const char *close, unsigned missing)
{
	size_t found = html->missing & missing
		? SIZE_MAX
		: bp_str_find(html->text, bp_str(close), at);

	if (found != SIZE_MAX)
		return found + strlen(close);
	html->missing |= missing;
	return 0;
}

/* The offset behind the closing tag of an element, so that its content is skipped too. */
static size_t html_after_element(
	struct html *html, size_t at, struct bp_str name, unsigned missing)
{
	struct bp_str text = html->text;

	while (!(html->missing & missing) &&
		(at = bp_str_find(text, BP_STR("</"), at)) != SIZE_MAX) {
		struct bp_str closing = html_tag_name(text, at);
		if (closing.len == name.len &&
			strncasecmp(closing.at, name.at, name.len) == 0)
			return html_after(html, at, ">", HTML_NO_END);
		at += 2;
	}
	html->missing |= missing;
	return 0;
}

/* The offset behind a tag, which ends at the first ">" outside quotation marks; 0 if it
 * never ends. If a quotation is never closed, quotation marks mean nothing from there on. */
static size_t html_after_tag(struct html *html, size_t from)
{
	char quote = 0;

	for (size_t at = from; at < html->text.len && !(html->missing & HTML_NO_QUOTE);
		at++) {
		char c = html->text.at[at];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	html->missing |= HTML_NO_QUOTE;
	return html_after(html, from, ">", HTML_NO_END);
}

/* Reads the tag or comment at `at`: the offset behind it, 0 if none stands there. */
static size_t html_read_tag(struct html *html, size_t at, struct html_piece *piece)
{
	struct bp_str rest = bp_str_from(html->text, at);
	struct bp_str name = html_tag_name(html->text, at);

	*piece = (struct html_piece){.tag = true};
	for (size_t i = 0; i < sizeof html_comments / sizeof *html_comments; i++)
		if (bp_str_starts(rest, html_comments[i].open))
			return html_after(html, at + 2, html_comments[i].close,
				(unsigned)HTML_NO_COMMENT << i);
	if (name.len == 0)
		return 0;
	piece->closes = html->text.at[at + 1] == '/';
	for (size_t i = 0; i < sizeof html_tags / sizeof *html_tags; i++)
		if (html_is(name, html_tags[i].name)) {
			piece->kind = html_tags[i].kind;
			piece->level = html_tags[i].level;
		}
	if (piece->kind == HTML_HIDDEN && !piece->closes)
		return html_after_element(html, at, name, 1u << piece->level);
	return html_after_tag(html, at + 1 + name.len);
}

/* The offset behind `code`, or behind the single mark if it is not closed on its line. */
static size_t html_after_code(struct bp_str text, size_t at)
{
	size_t end = at + 1;

	while (end < text.len && text.at[end] != '\n' && text.at[end] != '`')
		end++;
	return end < text.len && text.at[end] == '`' ? end + 1 : at + 1;
}

bool html_next(struct html *html, struct html_piece *piece)
{
	struct bp_str text = html->text;
	size_t from = html->at, at = from, end = 0;

	while (at < text.len) {
		if (text.at[at] == '<' && (end = html_read_tag(html, at, piece)))
			break;
		at = text.at[at] == '`' ? html_after_code(text, at) : at + 1;
	}
	if (at > from)
		*piece = (struct html_piece){.source = bp_str_part(text, from, at)};
	else
		piece->source = bp_str_part(text, at, end);
	html->at = at > from ? at : end;
	return from < text.len;
}

/* Resolves the entity at `at` by having libcmark, which knows all names, read it as a
 * paragraph. Returns the offset behind it. */
static size_t html_add_entity(struct bp_str html, size_t at, struct bp_buf *out)
{
	size_t end = at + 1;

	while (end < html.len && end - at < 33 && html.at[end] != ';' &&
		html.at[end] != '&' && !bp_is_space(html.at[end]))
		end++;
	if (end == html.len || html.at[end] != ';' || end == at + 1) {
		bp_buf_add_char(out, '&');
		return at + 1;
	}
	cmark_node *parsed = tree_open(bp_str_part(html, at, end + 1));
	cmark_node *paragraph = cmark_node_first_child(parsed);
	cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
	const char *literal = text ? cmark_node_get_literal(text) : NULL;
	bp_buf_add_cstr(out, literal ? literal : "");
	tree_close();
	return end + 1;
}

void html_add_text(struct bp_str source, struct bp_buf *out)
{
	for (size_t at = 0; at < source.len;)
		if (source.at[at] == '&')
			at = html_add_entity(source, at, out);
		else
			bp_buf_add_char(out, source.at[at++]);
}

/* Takes the next attribute of a tag, from behind its name on; false at the end. */
static bool html_next_attribute(
	struct bp_str tag, size_t *at, struct bp_str *name, struct bp_str *value)
{
	size_t from, end;

	while (*at < tag.len && (bp_is_space(tag.at[*at]) || tag.at[*at] == '/'))
		++*at;
	for (from = *at; *at < tag.len && !bp_is_space(tag.at[*at]) &&
		!strchr("=>/", tag.at[*at]);)
		++*at;
	*name = bp_str_part(tag, from, *at);
	*value = (struct bp_str){0};
	for (end = *at; end < tag.len && bp_is_space(tag.at[end]);)
		end++;
	if (end == tag.len || tag.at[end] != '=') {
		*at += name->len == 0;
		return *at < tag.len;
	}
	for (from = end + 1; from < tag.len && bp_is_space(tag.at[from]);)
		from++;
	char quote = from < tag.len ? tag.at[from] : 0;
	bool quoted = quote == '"' || quote == '\'';
	from += quoted;
	for (end = from; end < tag.len &&
		(quoted ? tag.at[end] != quote
			: !bp_is_space(tag.at[end]) && tag.at[end] != '>');)
		end++;
	*value = bp_str_part(tag, from, end);
	*at = end + quoted;
	return true;
}

bool html_attribute(struct bp_arena *arena, const struct html_piece *tag,
	const char *name, struct bp_str *value)
{
	size_t at = 1 + html_tag_name(tag->source, 0).len;
	struct bp_str found, raw;
	struct bp_buf out = {0};

	while (!tag->closes && at < tag->source.len &&
		html_next_attribute(tag->source, &at, &found, &raw)) {
		if (!html_is(found, name))
			continue;
		html_add_text(bp_str_trim(raw), &out);
		*value = bp_arena_str(arena, bp_buf_str(&out));
		bp_buf_release(&out);
		return true;
	}
	return false;
}

int html_number(struct bp_arena *arena, const struct html_piece *tag, const char *name,
	int fallback, int most)
{
	struct bp_str text = {0};
	int number = 0;

	if (!html_attribute(arena, tag, name, &text) || !text.len)
		return fallback;
	for (size_t i = 0; i < text.len; i++) {
		if (!bp_is_digit(text.at[i]))
			return fallback;
		if (number <= most)
			number = number * 10 + (text.at[i] - '0');
	}
	return number < most ? number : most;
}
