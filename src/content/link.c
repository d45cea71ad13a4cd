/* Reads the addresses of links. */
#include "names.h"
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>

/* The scheme of an address, "https" of "https://…"; empty if it has none. */
static struct bp_str link_scheme(struct bp_str url)
{
	size_t at = 0;

	while (at < url.len &&
		(bp_is_letter(url.at[at]) ||
			(at &&
				(bp_is_digit(url.at[at]) || url.at[at] == '+' ||
					url.at[at] == '-' || url.at[at] == '.'))))
		at++;
	return bp_str_part(url, 0, at < url.len && url.at[at] == ':' ? at : 0);
}

/* Resolves "%20" and the like. A "%" without two hex digits stays, and so does "%00", since
 * no name can hold a NUL. */
static struct bp_str link_decoded(struct bp_arena *arena, struct bp_str text)
{
	struct bp_buf out = {0};

	for (size_t at = 0; at < text.len; at++) {
		bool escaped = text.at[at] == '%' && at + 2 < text.len;
		int byte = escaped ? bp_hex_byte(text.at + at + 1) : -1;
		bp_buf_add_char(&out, byte > 0 ? (char)byte : text.at[at]);
		at += byte > 0 ? 2 : 0;
	}
	struct bp_str copy = bp_arena_str(arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return copy;
}

static enum bp_link_kind link_kind_of_scheme(struct bp_str scheme)
{
	static const struct {
		const char *scheme;
		enum bp_link_kind kind;
	} known[] = {
		{"http", BP_LINK_WEB},
		{"https", BP_LINK_WEB},
		{"mailto", BP_LINK_MAIL},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (bp_text_equal_folded(scheme, bp_str(known[i].scheme)))
			return known[i].kind;
	return BP_LINK_OTHER;
}

struct bp_link_target bp_link_read(
	struct bp_arena *arena, const struct bp_course *course, struct bp_str url)
{
	struct bp_str scheme = link_scheme(url);
	size_t hash = bp_str_find(url, BP_STR("#"), 0);
	struct bp_link_target target = {0};

	if (scheme.len) {
		target.kind = link_kind_of_scheme(scheme);
		return target;
	}
	if (hash != SIZE_MAX)
		target.heading = link_decoded(arena, bp_str_from(url, hash + 1));
	if (hash == 0)
		return target;
	target.name = bp_str_part(url, 0, hash == SIZE_MAX ? url.len : hash);
	if (bp_str_starts(target.name, "./"))
		target.name = bp_str_from(target.name, 2);
	target.name = link_decoded(arena, target.name);
	target.module = bp_course_find_named(course, target.name);
	target.kind = target.module ? BP_LINK_MODULE : BP_LINK_FILE;
	return target;
}

bool bp_link_names_module(struct bp_str name)
{
	return names_is_markdown(name);
}

/* The kind of an embedded file: "PNG" of "data:image/png;base64,…". */
static const char *link_data_kind(struct bp_arena *arena, struct bp_str url)
{
	size_t from = bp_str_find(url, BP_STR("/"), 0), end;

	from = from == SIZE_MAX ? url.len : from + 1;
	for (end = from; end < url.len && end < from + 20 &&
		(bp_is_letter(url.at[end]) || bp_is_digit(url.at[end]));)
		end++;
	char *kind = bp_arena_cstr(arena, bp_str_part(url, from, end));
	for (char *at = kind; *at; at++)
		*at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
	return *kind ? kind : "data";
}

bool bp_link_embedded(struct bp_str url)
{
	return bp_text_equal_folded(bp_str_part(url, 0, 5), BP_STR("data:"));
}

struct bp_str bp_link_file_name(struct bp_arena *arena, struct bp_str url)
{
	size_t end = 0, from = 0;

	if (bp_link_embedded(url)) {
		size_t comma = bp_str_find(url, BP_STR(","), 0);
		size_t bytes = comma == SIZE_MAX ? 0 : url.len - comma - 1;
		bool base64 = bp_str_find(bp_str_part(url, 0, comma), BP_STR("base64"),
				      0) != SIZE_MAX;
		bytes = base64 ? bytes / 4 * 3 : bytes;
		return bp_str(bp_arena_printf(arena, _("%s, %zu kB, di dalam berkas"),
			link_data_kind(arena, url), (bytes + 999) / 1000));
	}
	while (end < url.len && url.at[end] != '?' && url.at[end] != '#')
		end++;
	for (size_t i = 0; i + 1 < end; i++)
		if (url.at[i] == '/')
			from = i + 1;
	return bp_str_part(url, from, end);
}
