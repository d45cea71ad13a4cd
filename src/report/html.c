#include "html.h"
#include <string.h>

#define HTML_BAR    18 /* pixels high */
#define HTML_COLUMN 22 /* pixels wide */
#define HTML_HIGH   24 /* pixels of the highest column */
#define HTML_STACK  28 /* pixels high */

void html_text(struct bp_buf *out, struct bp_str text)
{
	static const struct {
		char c;
		const char *as;
	} escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"},
		{'\'', "&#39;"}};
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		size_t n = 0;
		while (n < sizeof escapes / sizeof *escapes &&
			escapes[n].c != clean.at[i])
			n++;
		if (n < sizeof escapes / sizeof *escapes)
			bp_buf_add_cstr(out, escapes[n].as);
		else
			bp_buf_add_char(out, clean.at[i]);
	}
	bp_buf_release(&clean);
}

void html_element(struct bp_buf *out, const char *tag, const char *text)
{
	bp_buf_printf(out, "<%s>", tag);
	html_text(out, bp_str(text));
	bp_buf_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

void html_cell(struct bp_buf *out, const char *label, const char *text)
{
	bp_buf_add_cstr(out, "<td data-k=\"");
	html_text(out, bp_str(label));
	bp_buf_add_cstr(out, "\">");
	html_text(out, bp_str(text));
	bp_buf_add_cstr(out, "</td>");
}

static double html_share(size_t part, size_t all, double of)
{
	return all ? (double)part / (double)all * of : 0;
}

/* SVG takes a point, whatever the language. */
void html_bar(struct bp_buf *out, size_t part, size_t all, const char *text)
{
	bp_buf_printf(out,
		"<svg class=\"bar\" width=\"100%%\" height=\"%d\" role=\"img\"><rect class=\"all\" width=\"100%%\" height=\"%d\"/><rect class=\"part\" width=\"%.2f%%\" height=\"%d\"/><text x=\"4\" y=\"13\">",
		HTML_BAR, HTML_BAR, html_share(part, all, 100), HTML_BAR);
	html_text(out, bp_str(text));
	bp_buf_add_cstr(out, "</text></svg>");
}

static void html_column(
	struct bp_buf *out, size_t at, size_t count, size_t most, double base)
{
	double high = html_share(count, most, HTML_HIGH);

	bp_buf_printf(out,
		"<rect class=\"part\" x=\"%zu\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
		at * HTML_COLUMN, base - high, HTML_COLUMN - 2, high);
	if (count)
		bp_buf_printf(out, "<text x=\"%zu\" y=\"%.1f\">%zu</text>",
			at * HTML_COLUMN + 4, base - high - 2, count);
}

void html_columns(struct bp_buf *out, const size_t *counts, size_t count,
	const char *first, const char *last)
{
	size_t most = 0, wide = count * HTML_COLUMN;
	int base = HTML_HIGH + 12;

	for (size_t i = 0; i < count; i++)
		most = counts[i] > most ? counts[i] : most;
	bp_buf_printf(out,
		"<svg class=\"columns\" width=\"%zu\" height=\"%d\" role=\"img\">", wide,
		base + 16);
	for (size_t i = 0; i < count; i++)
		html_column(out, i, counts[i], most, base);
	bp_buf_printf(out,
		"<line x1=\"0\" y1=\"%d\" x2=\"%zu\" y2=\"%d\"/><text y=\"%d\">",
		base + 1, wide, base + 1, base + 13);
	html_text(out, bp_str(first));
	bp_buf_printf(out, "</text><text x=\"%zu\" y=\"%d\" text-anchor=\"end\">", wide,
		base + 13);
	html_text(out, bp_str(last));
	bp_buf_add_cstr(out, "</text></svg>");
}

void html_stack(struct bp_buf *out, const size_t *parts, size_t count)
{
	size_t all = 0;
	double at = 0;

	for (size_t i = 0; i < count; i++)
		all += parts[i];
	bp_buf_printf(
		out, "<svg width=\"100%%\" height=\"%d\" role=\"img\">", HTML_STACK);
	for (size_t i = 0; i < count; i++) {
		double wide = html_share(parts[i], all, 100);
		if (parts[i])
			bp_buf_printf(out,
				"<rect class=\"s%zu\" x=\"%.2f%%\" width=\"%.2f%%\" height=\"%d\"/><text x=\"%.2f%%\" dx=\"4\" y=\"19\">%zu</text>",
				i, at, wide, HTML_STACK, at, parts[i]);
		at += wide;
	}
	bp_buf_add_cstr(out, "</svg>\n");
}

void html_key(struct bp_buf *out, size_t shade)
{
	bp_buf_printf(out,
		"<svg class=\"key\" width=\"12\" height=\"12\"><rect class=\"s%zu\" width=\"12\" height=\"12\"/></svg> ",
		shade);
}
