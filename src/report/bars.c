#include "bars.h"

void bars_add(struct bp_buf *out, size_t part, size_t all, int width, bool unicode)
{
	int full = all ? (int)((double)part / (double)all * width + 0.5) : 0;

	if (part && !full)
		full = 1;
	for (int i = 0; i < width; i++)
		bp_buf_add_cstr(
			out, i < full ? (unicode ? "█" : "#") : (unicode ? "░" : "."));
}

void bars_spark(struct bp_buf *out, const size_t *counts, size_t count, bool unicode)
{
	static const char *const blocks[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const plain[] = {"_", ".", ".", ":", ":", "+", "+", "#", "#"};
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		most = counts[i] > most ? counts[i] : most;
	for (size_t i = 0; i < count; i++) {
		size_t height = most ? (counts[i] * 8 + most - 1) / most : 0;
		bp_buf_add_cstr(out, (unicode ? blocks : plain)[height]);
	}
}

void bars_cell(struct bp_buf *out, const char *text, int width, bool unicode)
{
	struct bp_str all = bp_str(text);
	int cells = width < 0 ? -width : width;
	size_t fits = bp_text_fit(all, cells);
	bool cut = fits < all.len;

	if (cut)
		fits = bp_text_fit(all, cells - 1);
	int blanks = cells - bp_text_columns(bp_str_part(all, 0, fits)) - cut;
	if (width < 0)
		bp_buf_printf(out, "%*s", blanks, "");
	bp_buf_add(out, all.at, fits);
	if (cut)
		bp_buf_add_cstr(out, unicode ? "…" : "~");
	if (width > 0)
		bp_buf_printf(out, "%*s", blanks, "");
}
