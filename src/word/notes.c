/* The list of losses, each with its place. */
#include "notes.h"
#include <berpijar/lang.h>
#include <stdarg.h>
#include <string.h>

static bool notes_has(
	const struct bp_word_losses *losses, const char *place, const char *what)
{
	for (size_t i = 0; i < losses->count; i++)
		if (strcmp(losses->at[i].place, place) == 0 &&
			strcmp(losses->at[i].what, what) == 0)
			return true;
	return false;
}

void notes_add(struct bp_word *word, struct bp_str heading, const char *format, ...)
{
	struct bp_word_losses *losses = &word->losses;
	struct bp_buf place = {0};
	char what[512];
	va_list values;

	va_start(values, format);
	vsnprintf(what, sizeof what, format, values);
	va_end(values);
	while (heading.len && heading.at[heading.len - 1] == ':')
		heading.len--;
	bp_buf_add_clean_line(&place, heading);
	const char *where = bp_arena_cstr(word->arena, bp_buf_str(&place));
	if (losses->count == LOSSES_MOST)
		losses->at[LOSSES_MOST - 1] = (struct bp_word_loss){
			"", _("masih ada yang lain; daftar ini berhenti di sini")};
	else if (!notes_has(losses, where, what))
		*BP_PUSH(word->arena, losses->at, losses->count, losses->room) =
			(struct bp_word_loss){
				where, bp_arena_printf(word->arena, "%s", what)};
	bp_buf_release(&place);
}
