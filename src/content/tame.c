/* Markdown that would take libcmark 0.30 very long, made harmless line by line. */
#include "document.h"
#include <string.h>

/*
 * Each link looks at all images that are open in its paragraph (CVE-2023-22486). So many
 * images in one paragraph are in no lesson, and in code they would be without harm.
 */
#define IMAGE_LIMIT  500
#define MARKER_LIMIT 100

/* Length of the container marker at `at`: ">", "-", "+", "*" or "12." before a blank. */
static size_t marker(struct bp_str line, size_t at)
{
	size_t end = at;

	if (line.at[at] == '>')
		return 1;
	if (strchr("-+*", line.at[at])) {
		end++;
	} else {
		while (end < line.len && end - at < 9 && line.at[end] >= '0' &&
			line.at[end] <= '9')
			end++;
		if (end == at || end == line.len || !strchr(".)", line.at[end]))
			return 0;
		end++;
	}
	return end == line.len || line.at[end] == ' ' || line.at[end] == '\t' ? end - at
									      : 0;
}

/* Where the markers of a line beyond the limit begin and end; false if there are none. */
static bool excess(struct bp_str line, size_t *from, size_t *to)
{
	size_t at = 0, markers = 0, len;

	*from = *to = 0;
	while (at < line.len) {
		if (line.at[at] == ' ' || line.at[at] == '\t') {
			at++;
			continue;
		}
		len = marker(line, at);
		if (len == 0)
			break;
		if (++markers == MARKER_LIMIT)
			*from = at;
		at += len;
		*to = at;
	}
	return markers >= MARKER_LIMIT;
}

/* Where an image begins; past the end: nowhere. */
static size_t next_image(struct bp_str line, size_t at)
{
	while ((at = bp_str_find(line, BP_STR("!"), at)) < line.len)
		if (++at < line.len && line.at[at] == '[')
			return at - 1;
	return at;
}

/* The line with its images beyond the limit made words; how many there are then. */
static size_t add_images(struct bp_str line, size_t images, struct bp_buf *out)
{
	size_t from = 0, at = 0;

	for (; (at = next_image(line, at)) < line.len; at += 2) {
		if (++images <= IMAGE_LIMIT)
			continue;
		bp_buf_add_str(out, bp_str_part(line, from, at + 1));
		bp_buf_add_char(out, '\\');
		from = at + 1;
	}
	bp_buf_add_str(out, bp_str_from(line, from));
	return images;
}

void bp_markdown_tame(struct bp_str markdown, struct bp_buf *out)
{
	size_t images = 0;

	for (size_t at = 0; at < markdown.len;) {
		size_t end = bp_str_find(markdown, BP_STR("\n"), at);
		end = end == SIZE_MAX ? markdown.len : end + 1;
		struct bp_str line = bp_str_part(markdown, at, end);
		size_t from, to;

		if (bp_str_trim(line).len == 0)
			images = 0;
		if (excess(line, &from, &to)) {
			bp_buf_add_str(out, bp_str_part(line, 0, from));
			line = bp_str_from(line, to);
		}
		images = add_images(line, images, out);
		at = end;
	}
}
