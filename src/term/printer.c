/* The bytes that print a text at the terminal. */
#include "output.h"

#define PRINTER_ON  "\033[5i"
#define PRINTER_OFF "\033[4i"

/* What character set a printer knows cannot be asked, so it gets ASCII alone. */
void bp_output_print(struct bp_output *output, struct bp_str text)
{
	struct bp_glyph glyph;

	bp_buf_add_cstr(&output->bytes, PRINTER_ON);
	for (size_t at = 0; at < text.len;) {
		bool ends = text.at[at] == '\n';
		at += bp_glyph_next(text, at, &glyph);
		if (ends)
			bp_buf_add_cstr(&output->bytes, "\r\n");
		else if (glyph.width)
			bp_buf_add_char(&output->bytes, bp_code_ascii(glyph.base));
	}
	bp_buf_add_cstr(&output->bytes, "\f" PRINTER_OFF);
}
