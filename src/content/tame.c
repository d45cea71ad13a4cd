/* Makes Markdown harmless that libcmark 0.30 would take very long to parse. */
#include "document.h"
#include <string.h>

/* Each link looks at all open images of its paragraph, in quadratic time (CVE-2023-22486).
 * No lesson has so many images in a paragraph. Code may, and the backslashes would show
 * there; that is accepted. */
#define IMAGE_LIMIT  500
#define MARKER_LIMIT 100

/* The length of the container marker at `at`: ">", or "-", "+", "*" or "12." before a
 * blank; 0 if there is none. */
static size_t tame_marker(struct bp_str line, size_t at)
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

/* Whether a line has more container markers than the limit, and where those begin and
 * end. */
static bool tame_excess(struct bp_str line, size_t *from, size_t *to)
{
	size_t at = 0, markers = 0, len;

	*from = *to = 0;
	while (at < line.len) {
		if (line.at[at] == ' ' || line.at[at] == '\t') {
			at++;
			continue;
		}
		len = tame_marker(line, at);
		if (len == 0)
			break;
		if (++markers == MARKER_LIMIT)
			*from = at;
		at += len;
		*to = at;
	}
	return markers >= MARKER_LIMIT;
}

/* The offset of the next "!["; at or past the end if there is none. */
static size_t tame_next_image(struct bp_str line, size_t at)
{
	while ((at = bp_str_find(line, BP_STR("!"), at)) < line.len)
		if (++at < line.len && line.at[at] == '[')
			return at - 1;
	return at;
}

/* Appends the line with a backslash in each "![" beyond the limit. Returns how many images
 * the paragraph has with this line. */
static size_t tame_add_images(struct bp_str line, size_t images, struct bp_buf *out)
{
	size_t from = 0, at = 0;

	for (; (at = tame_next_image(line, at)) < line.len; at += 2) {
		if (++images <= IMAGE_LIMIT)
			continue;
		bp_buf_add_str(out, bp_str_part(line, from, at + 1));
		bp_buf_add_char(out, '\\');
		from = at + 1;
	}
	bp_buf_add_str(out, bp_str_from(line, from));
	return images;
}

static void tame_lines(struct bp_str markdown, struct bp_buf *out)
{
	size_t images = 0;

	for (size_t at = 0; at < markdown.len;) {
		size_t end = bp_str_find(markdown, BP_STR("\n"), at);
		end = end == SIZE_MAX ? markdown.len : end + 1;
		struct bp_str line = bp_str_part(markdown, at, end);
		size_t from, to;

		if (bp_str_trim(line).len == 0)
			images = 0;
		if (tame_excess(line, &from, &to)) {
			bp_buf_add_str(out, bp_str_part(line, 0, from));
			line = bp_str_from(line, to);
		}
		images = tame_add_images(line, images, out);
		at = end;
	}
}

/* libcmark does not tell "\\{" from "{". So a word joiner, which nobody sees, goes between the
 * brace and "key:": what is escaped is not taken for a key. From code it is taken out again. */
#define TAME_JOINER "\xe2\x81\xa0"

static void tame_add_escaped(struct bp_str markdown, struct bp_buf *out)
{
	size_t from = 0;

	for (size_t at = 0; (at = bp_str_find(markdown, BP_STR("\\"), at)) < markdown.len;
		at += 2) {
		if (!bp_str_starts(bp_str_from(markdown, at), "\\{key:"))
			continue;
		bp_buf_add_str(out, bp_str_part(markdown, from, at + 2));
		bp_buf_add_cstr(out, TAME_JOINER);
		from = at + 2;
	}
	bp_buf_add_str(out, bp_str_from(markdown, from));
}

void bp_markdown_tame(struct bp_str markdown, struct bp_buf *out)
{
	struct bp_buf escaped = {0};

	if (bp_str_find(markdown, BP_STR("\\{key:"), 0) == SIZE_MAX) {
		tame_lines(markdown, out);
		return;
	}
	tame_add_escaped(markdown, &escaped);
	tame_lines(bp_buf_str(&escaped), out);
	bp_buf_release(&escaped);
}

struct bp_str bp_markdown_restore(struct bp_arena *arena, struct bp_str code)
{
	static const struct bp_str tamed = {"\\{" TAME_JOINER "key:", 9};
	struct bp_buf out = {0};
	size_t from = 0, at = bp_str_find(code, tamed, 0);

	if (at == SIZE_MAX)
		return bp_arena_str(arena, code);
	for (; at != SIZE_MAX; at = bp_str_find(code, tamed, from)) {
		bp_buf_add_str(&out, bp_str_part(code, from, at + 2));
		from = at + 5;
	}
	bp_buf_add_str(&out, bp_str_from(code, from));
	struct bp_str text = bp_arena_str(arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return text;
}
