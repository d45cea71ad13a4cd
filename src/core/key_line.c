/* Lines of keys: read from files that strangers may have written, and written. */
#include <berpijar/hex.h>
#include <berpijar/key_line.h>
#include <string.h>

bool bp_key_name_fits(struct bp_str name)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, name);
	bool ok = name.len > 0 && name.len < BP_KEY_NAME_ROOM &&
		bp_str_equal(bp_buf_str(&clean), bp_str_trim(name)) &&
		!memchr(name.at, '\n', name.len) && !memchr(name.at, '\t', name.len);
	bp_buf_release(&clean);
	return ok;
}

bool bp_key_line_read(struct bp_str line, const char *kind, uint8_t *key, size_t size,
	char name[BP_KEY_NAME_ROOM])
{
	size_t start = strlen(kind), end = start + 2 * size;

	line = bp_str_trim(line);
	if (!bp_str_starts(line, kind) || line.len <= end || line.at[end] != ' ' ||
		!bp_hex_read(bp_str_part(line, start, end), key, size))
		return false;
	struct bp_str owner = bp_str_from(line, end + 1);
	if (!bp_key_name_fits(owner))
		return false;
	memcpy(name, owner.at, owner.len);
	name[owner.len] = '\0';
	return true;
}

void bp_key_line_write(const char *kind, const uint8_t *key, size_t size,
	const char *name, struct bp_buf *out)
{
	bp_buf_add_cstr(out, kind);
	bp_hex_add(out, key, size);
	bp_buf_printf(out, " %s\n", name);
}
