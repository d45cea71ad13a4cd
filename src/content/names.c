/* Names of files and folders: which of them are modules, which are safe, their order. */
#include "names.h"
#include <berpijar/text.h>
#include <string.h>
#include <strings.h>

const char *names_join(struct bp_arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder), size = strlen(name);
	bool bare = strcmp(folder, ".") == 0, slash = !len || folder[len - 1] != '/';
	size_t at = bare ? 0 : len + slash;
	char *path = bp_arena_alloc(arena, at + size + 1, 1);

	if (!bare) {
		memcpy(path, folder, len);
		path[at - 1] = '/';
	}
	memcpy(path + at, name, size);
	return path;
}

struct bp_str names_stem(struct bp_str name)
{
	static const char *const endings[] = {".md", ".markdown"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(endings[i]);
		if (name.len > len &&
			strncasecmp(name.at + name.len - len, endings[i], len) == 0)
			return bp_str_part(name, 0, name.len - len);
	}
	return name;
}

bool names_is_markdown(struct bp_str name)
{
	return names_stem(name).len < name.len;
}

bool names_is_module(const char *name)
{
	struct bp_str whole = bp_str(name), stem = names_stem(whole);
	bool readme = stem.len == strlen("readme") &&
		strncasecmp(stem.at, "readme", stem.len) == 0;

	return stem.len < whole.len && name[0] != '.' && name[0] != '_' && !readme;
}

bool names_is_sound(struct bp_str name)
{
	uint32_t code;

	for (size_t at = 0; at < name.len;) {
		at += bp_utf8_next(name, at, &code);
		if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xfffd)
			return false;
	}
	return name.at[0] != '-';
}

/* Compares runs of digits by their value, so that 2 comes before 10, the rest by bytes. */
static int names_compare(const char *a, const char *b)
{
	while (*a && *b) {
		if (*a < '0' || *a > '9' || *b < '0' || *b > '9') {
			if (*a != *b)
				return (unsigned char)*a - (unsigned char)*b;
			a++, b++;
			continue;
		}
		a += strspn(a, "0");
		b += strspn(b, "0");
		size_t x = strspn(a, "0123456789"), y = strspn(b, "0123456789");
		int order = x == y ? memcmp(a, b, x) : (x > y) - (x < y);
		if (order)
			return order;
		a += x;
		b += y;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

int names_by_order(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	int order = names_compare(x, y);

	return order ? order : strcmp(x, y);
}
