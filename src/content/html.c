/* Reduces HTML to its text. */
#include "document.h"
#include <string.h>
#include <strings.h>

static const char *const html_block_tags[] = {"address", "article", "aside", "blockquote",
	"br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
	"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
	"header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section",
	"summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"};

/* The name of the tag whose "<" is at `at`, without a slash; empty if it is not a tag. */
static struct bp_str html_tag_name(struct bp_str html, size_t at)
{
	size_t start = at + 1, end;

	if (start < html.len && html.at[start] == '/')
		start++;
	for (end = start; end < html.len; end++) {
		char c = (char)(html.at[end] | 0x20);
		bool digit = bp_is_digit(html.at[end]);
		if (!(c >= 'a' && c <= 'z') && !(digit && end > start))
			break;
	}
	return bp_str_part(html, start, end);
}

static bool html_name_is(struct bp_str name, const char *tag)
{
	return name.len == strlen(tag) && strncasecmp(name.at, tag, name.len) == 0;
}

static bool html_is_block(struct bp_str name)
{
	for (size_t i = 0; i < sizeof html_block_tags / sizeof *html_block_tags; i++)
		if (html_name_is(name, html_block_tags[i]))
			return true;
	return false;
}

bool bp_html_is_break(struct bp_str tag)
{
	return tag.len && html_name_is(html_tag_name(tag, 0), "br");
}

const char *bp_html_mark(struct bp_str tag)
{
	struct bp_str name = tag.len > 1 && tag.at[1] != '/' ? html_tag_name(tag, 0)
							     : (struct bp_str){0};

	return html_name_is(name, "sup") ? "^" : html_name_is(name, "sub") ? "_" : "";
}

/* The offset behind the first `close` from `at` on; the end of the text without one. */
static size_t html_after(struct bp_str html, size_t at, const char *close)
{
	size_t found = bp_str_find(html, bp_str(close), at);
	return found == SIZE_MAX ? html.len : found + strlen(close);
}

/* The offset behind the closing tag of an element, so that its content is skipped too. */
static size_t html_after_element(struct bp_str html, size_t at, struct bp_str name)
{
	for (size_t end = at; end < html.len;) {
		end = bp_str_find(html, BP_STR("</"), end);
		if (end == SIZE_MAX)
			break;
		struct bp_str closing = html_tag_name(html, end);
		if (closing.len == name.len &&
			strncasecmp(closing.at, name.at, name.len) == 0)
			return html_after(html, end, ">");
		end += 2;
	}
	return html.len;
}

/* The offset behind a tag, which ends at the first ">" outside quotation marks. */
static size_t html_after_tag(struct bp_str html, size_t at)
{
	char quote = 0;

	for (; at < html.len; at++) {
		char c = html.at[at];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	return html.len;
}

static size_t html_skip_markup(struct bp_str html, size_t at, struct bp_buf *out)
{
	struct bp_str rest = bp_str_from(html, at);
	struct bp_str name = html_tag_name(html, at);

	if (bp_str_starts(rest, "<!--"))
		return html_after(html, at + 4, "-->");
	if (bp_str_starts(rest, "<![CDATA["))
		return html_after(html, at, "]]>");
	if (bp_str_starts(rest, "<?"))
		return html_after(html, at, "?>");
	if (bp_str_starts(rest, "<!"))
		return html_after(html, at, ">");
	if (name.len == 0) {
		bp_buf_add_char(out, '<');
		return at + 1;
	}
	if (html.at[at + 1] != '/' &&
		(html_name_is(name, "script") || html_name_is(name, "style")))
		return html_after_element(html, at, name);
	bp_buf_add_cstr(out, bp_html_mark(rest));
	if (html_is_block(name))
		bp_buf_add_char(out, '\n');
	return html_after_tag(html, at + 1 + name.len);
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
	cmark_node *parsed =
		cmark_parse_document(html.at + at, end + 1 - at, CMARK_OPT_DEFAULT);
	cmark_node *paragraph = cmark_node_first_child(parsed);
	cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
	const char *literal = text ? cmark_node_get_literal(text) : NULL;
	bp_buf_add_cstr(out, literal ? literal : "");
	cmark_node_free(parsed);
	return end + 1;
}

void bp_html_text(struct bp_str html, struct bp_buf *out)
{
	for (size_t at = 0; at < html.len;) {
		if (html.at[at] == '<')
			at = html_skip_markup(html, at, out);
		else if (html.at[at] == '&')
			at = html_add_entity(html, at, out);
		else
			bp_buf_add_char(out, html.at[at++]);
	}
}
