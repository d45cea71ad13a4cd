/* The sanitizer, with an oracle: what comes out is printable UTF-8 and nothing else. */
#include <berpijar/screen.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_code(uint32_t code)
{
	bool control = (code < 0x20 && code != '\n' && code != '\t') ||
		(code >= 0x7f && code < 0xa0);
	bool direction = code == 0x61c || code == 0x200e || code == 0x200f ||
		(code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
	if (control || direction || code == 0x2028 || code == 0x2029 || code == 0xfeff)
		abort();
}

/* Long texts are cleaned in long pieces: that must give what glyph by glyph gives. */
static void check_pieces(struct bp_str text, struct bp_str clean)
{
	struct bp_buf slow = {0};
	struct bp_glyph glyph;

	for (size_t at = 0, len; at < text.len; at += len) {
		bool blank = text.at[at] == '\n' || text.at[at] == '\t';
		len = blank ? 1 : bp_glyph_next(text, at, &glyph);
		bp_buf_add_clean(&slow, bp_str_part(text, at, at + len));
	}
	if (!bp_str_equal(bp_buf_str(&slow), clean))
		abort();
	bp_buf_release(&slow);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_str text = {(const char *)data, size};
	struct bp_buf clean = {0};
	struct bp_screen screen = {0};
	uint32_t code;

	bp_buf_add_clean(&clean, text);
	if (!bp_utf8_valid(bp_buf_str(&clean), NULL))
		abort();
	for (size_t at = 0; at < clean.len;) {
		at += bp_utf8_next(bp_buf_str(&clean), at, &code);
		check_code(code);
	}
	check_pieces(text, bp_buf_str(&clean));
	bp_screen_resize(&screen, 2, 7);
	bp_screen_put(&screen, 0, 0, 7, 0, text);
	for (int i = 0; i < 14; i++)
		if (screen.cells[i].base)
			check_code(screen.cells[i].base);
	bp_screen_release(&screen);
	bp_buf_release(&clean);
	return 0;
}
