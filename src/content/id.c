/* Makes ids of modules and courses out of the names of their files and folders. */
#include "id.h"
#include "names.h"
#include <berpijar/arena.h>
#include <berpijar/text.h>
#include <string.h>

bool id_is_valid(struct bp_str id)
{
	if (id.len == 0 || id.len > ID_LIMIT)
		return false;
	for (size_t i = 0; i < id.len; i++)
		if (!((id.at[i] >= 'a' && id.at[i] <= 'z') ||
			    (id.at[i] >= '0' && id.at[i] <= '9') || id.at[i] == '-'))
			return false;
	return true;
}

struct bp_str id_stem(struct bp_str name)
{
	size_t start = 0;

	name = names_stem(name);
	while (start < name.len && bp_is_digit(name.at[start]))
		start++;
	size_t digits = start;
	while (start < name.len && strchr("-_. ", name.at[start]))
		start++;
	if (digits > 0 && (start == digits || start == name.len))
		return name;
	return bp_str_from(name, start);
}

const char *id_from_name(struct bp_arena *arena, struct bp_str name)
{
	struct bp_buf composed = {0};
	char id[ID_LIMIT + 1];
	size_t len = 0;

	bp_text_nfc(name, &composed);
	name = bp_arena_str(arena, bp_buf_str(&composed));
	bp_buf_release(&composed);
	for (size_t i = 0; i < name.len && len < ID_LIMIT; i++) {
		char c = name.at[i];
		if (bp_is_letter(c) || bp_is_digit(c))
			id[len++] = (char)(bp_is_letter(c) ? c | 0x20 : c);
		else if ((c == ' ' || c == '_' || c == '-') && len > 0 &&
			id[len - 1] != '-')
			id[len++] = '-';
	}
	while (len > 0 && id[len - 1] == '-')
		len--;
	if (len > 0)
		return bp_arena_cstr(arena, (struct bp_str){id, len});
	return bp_arena_printf(
		arena, "m-%08x", (unsigned)(bp_hash(BP_HASH_START, name) & 0xffffffff));
}
