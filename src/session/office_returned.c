/*
 * PDFs that come back signed. A signature of the usual kind (PAdES) is written behind the
 * bytes that were there, so they stay; a program that writes the file anew leaves at least
 * the streams of the pages as they are. Nothing here understands PDF: bytes are looked for.
 */
#include <berpijar/office.h>
#include <string.h>

/* The bytes between "stream" and "endstream" from `at` on; empty: there are none. */
static struct bp_str returned_stream(struct bp_str file, size_t at, size_t *next)
{
	struct bp_str begin = BP_STR("stream\n"), end = BP_STR("\nendstream");
	size_t from = bp_str_find(file, begin, at);
	size_t to = from == SIZE_MAX ? SIZE_MAX : bp_str_find(file, end, from);

	*next = to == SIZE_MAX ? SIZE_MAX : to + end.len;
	return to == SIZE_MAX ? (struct bp_str){0}
			      : bp_str_part(file, from + begin.len, to);
}

/* The streams that pages are drawn by come first in what cairo writes; fonts and pictures
 * follow, which another program may pack anew. So the first one decides. */
static bool returned_has_content(struct bp_str ours, struct bp_str file)
{
	size_t next;
	struct bp_str content = returned_stream(ours, 0, &next);

	return content.len && bp_str_find(file, content, 0) != SIZE_MAX;
}

enum bp_returned bp_office_compare(
	struct bp_str ours, struct bp_str file, const char *number, const char *name)
{
	bool begins = file.len >= ours.len && memcmp(file.at, ours.at, ours.len) == 0;

	if (begins)
		return file.len > ours.len ? BP_RETURNED_WHOLE : BP_RETURNED_BARE;
	if (returned_has_content(ours, file))
		return BP_RETURNED_SAME;
	return strstr(name, number) || bp_str_find(file, bp_str(number), 0) != SIZE_MAX
		? BP_RETURNED_OTHER
		: BP_RETURNED_UNKNOWN;
}
