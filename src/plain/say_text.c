/* A text that is being written: told once, with what it says so far. Each line that is
 * typed is added to it; an empty line ends it. */
#include "private.h"
#include <berpijar/lang.h>

void plain_say_text(struct bp_plain *plain)
{
	const struct bp_text_view *view = &plain->view.as.text;

	if (plain_goes_on(plain))
		return;
	plain_put_words(plain, view->caption);
	for (size_t at = 0; at < view->text.len;) {
		size_t end = bp_str_find(view->text, BP_STR("\n"), at);
		struct bp_buf line = {0};
		if (end == SIZE_MAX)
			end = view->text.len;
		bp_buf_add_str(&line, bp_str_part(view->text, at, end));
		plain_put_words(plain, line.len ? line.at : "");
		bp_buf_release(&line);
		at = end + 1;
	}
	plain_put_words(plain, _("Ketik baris demi baris; baris kosong menyimpannya."));
}
