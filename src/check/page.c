/* Reads a module by lines, and finds the links in it (page_marks.c). */
#include "page.h"
#include "page_private.h"
#include <string.h>

#define PAGE_STRETCH 1024 /* bytes */

/* What is open at a line, by what the lines above say. */
struct page_state {
	enum page_kind inside; /* PAGE_CODE, PAGE_GIFT, PAGE_HIDDEN; PAGE_TEXT: nothing */
	char fence;
	size_t fence_length;
	bool fence_quoted;
	const char *closes; /* what ends PAGE_HIDDEN */
	bool list;
};

static size_t page_skip(struct bp_str text, size_t at, size_t end, char c)
{
	while (at < end && text.at[at] == c)
		at++;
	return at;
}

static size_t page_skip_blanks(struct bp_str text, size_t at, size_t end)
{
	while (at < end && (text.at[at] == ' ' || text.at[at] == '\t'))
		at++;
	return at;
}

/* The length of the marker of a list, with the blank behind it; 0: there is none. */
static size_t page_marker(struct bp_str text, size_t at, size_t end)
{
	size_t digits = at;

	while (digits < end && digits < at + 9 && bp_is_digit(text.at[digits]))
		digits++;
	bool bullet = at < end && strchr("-*+", text.at[at]);
	bool number = digits > at && digits < end &&
		(text.at[digits] == '.' || text.at[digits] == ')');
	size_t next = bullet ? at + 1 : digits + 1;

	if ((!bullet && !number) || next >= end || text.at[next] != ' ')
		return 0;
	return next + 1 - at;
}

/* Finds where the line's own text begins. */
static void page_unwrap(struct bp_str text, struct page_line *line)
{
	size_t at = page_skip_blanks(text, line->at, line->end), length;

	while (at < line->end && text.at[at] == '>') {
		line->quoted = true;
		at = page_skip_blanks(text, at + 1, line->end);
	}
	for (int i = 0; i < 4 && (length = page_marker(text, at, line->end)); i++) {
		line->item = true;
		at = page_skip_blanks(text, at + length, line->end);
	}
	line->text = at;
}

static bool page_opens_fence(
	struct bp_str text, const struct page_line *line, struct page_state *state)
{
	char c = line->text < line->end ? text.at[line->text] : '\0';
	size_t behind = page_skip(text, line->text, line->end, c);
	size_t length = behind - line->text;
	struct bp_str info = bp_str_trim(bp_str_part(text, behind, line->end));

	if ((c != '`' && c != '~') || length < 3 ||
		(c == '`' && bp_str_find(info, BP_STR("`"), 0) != SIZE_MAX))
		return false;
	bool gift = bp_str_starts(info, "gift") && (info.len == 4 || info.at[4] == ' ');
	state->inside = gift ? PAGE_GIFT : PAGE_CODE;
	state->fence = c;
	state->fence_length = length;
	state->fence_quoted = line->quoted;
	return true;
}

static bool page_closes_fence(
	struct bp_str text, const struct page_line *line, const struct page_state *state)
{
	size_t behind = page_skip(text, line->text, line->end, state->fence);

	return !line->item && behind - line->text >= state->fence_length &&
		page_skip_blanks(text, behind, line->end) == line->end;
}

static const struct {
	const char *opens, *closes;
} page_hidden[] = {
	{"<!--", "-->"},
	{"<script", "</script>"},
	{"<style", "</style>"},
	{"<pre", "</pre>"},
};

static bool page_opens_hidden(
	struct bp_str text, const struct page_line *line, struct page_state *state)
{
	struct bp_str own = bp_str_part(text, line->text, line->end);

	for (size_t i = 0; own.len && own.at[0] == '<' &&
		i < sizeof page_hidden / sizeof *page_hidden;
		i++) {
		if (!bp_str_starts(own, page_hidden[i].opens))
			continue;
		state->closes = page_hidden[i].closes;
		state->inside = bp_str_find(own, bp_str(state->closes), 0) == SIZE_MAX
			? PAGE_HIDDEN
			: PAGE_TEXT;
		return true;
	}
	return false;
}

static bool page_is_heading(struct bp_str text, const struct page_line *line)
{
	size_t behind = page_skip(text, line->text, line->end, '#');
	size_t length = behind - line->text;

	return length >= 1 && length <= 6 &&
		(behind == line->end || text.at[behind] == ' ' ||
			text.at[behind] == '\t');
}

static enum page_kind page_kind_inside(
	struct bp_str text, const struct page_line *line, struct page_state *state)
{
	enum page_kind inside = state->inside;

	if (inside == PAGE_HIDDEN) {
		struct bp_str own = bp_str_part(text, line->at, line->end);
		if (bp_str_find(own, bp_str(state->closes), 0) != SIZE_MAX)
			state->inside = PAGE_TEXT;
		return inside;
	}
	if (page_closes_fence(text, line, state)) {
		state->inside = PAGE_TEXT;
		return PAGE_FENCE;
	}
	return inside;
}

static enum page_kind page_kind_of(struct bp_str text, const struct page_line *line,
	const struct page_line *before, struct page_state *state)
{
	bool indented = page_skip_blanks(text, line->at, line->end) >= line->at + 4 ||
		(line->at < line->end && text.at[line->at] == '\t');
	bool after_blank = before->kind != PAGE_TEXT;

	if (state->inside != PAGE_TEXT && !(state->fence_quoted && !line->quoted))
		return page_kind_inside(text, line, state);
	state->inside = PAGE_TEXT;
	state->fence_quoted = false;
	if (line->text == line->end)
		return line->quoted || line->item ? PAGE_TEXT : PAGE_BLANK;
	if (line->item)
		state->list = true;
	else if (after_blank && text.at[line->at] != ' ' && text.at[line->at] != '\t')
		state->list = false;
	if (indented && !state->list && after_blank)
		return PAGE_CODE;
	if (page_opens_fence(text, line, state))
		return PAGE_FENCE;
	if (page_opens_hidden(text, line, state))
		return PAGE_HIDDEN;
	return page_is_heading(text, line) ? PAGE_HEADING : PAGE_TEXT;
}

static void page_read_lines(struct page *page, size_t body)
{
	struct bp_str text = page->text;
	struct page_state state = {.inside = PAGE_TEXT};
	struct page_line before = {.kind = PAGE_BLANK};

	for (size_t at = 0; at < text.len;) {
		const char *newline = memchr(text.at + at, '\n', text.len - at);
		size_t end = newline ? (size_t)(newline - text.at) : text.len;
		struct page_line line = {.at = at, .end = end};
		if (at == 0 && bp_str_starts(text, "\xef\xbb\xbf"))
			line.at = 3;
		if (line.end > line.at && text.at[line.end - 1] == '\r')
			line.end--;
		page_unwrap(text, &line);
		line.kind = at < body ? PAGE_FRONT
				      : page_kind_of(text, &line, &before, &state);
		line.listed = state.list;
		if (at >= body && page->body == SIZE_MAX)
			page->body = page->count;
		if (at >= body)
			before = line;
		*BP_PUSH(page->arena, page->lines, page->count, page->room) = line;
		at = end + 1;
	}
}

/* How many characters begin in this part of the text. */
static size_t page_characters(struct bp_str text, size_t from, size_t to)
{
	size_t end = to < text.len ? to : text.len, count = 0;

	for (; from < end; from++)
		count += ((unsigned char)text.at[from] & 0xc0) != 0x80;
	return count;
}

/* The characters in front of each stretch, so that a column far to the right in a long line
 * is not counted from the line's start each time. */
static void page_count_stretches(struct page *page)
{
	size_t stretches = page->text.len / PAGE_STRETCH + 1, count = 0;
	uint32_t *before = bp_arena_alloc(page->arena, stretches, sizeof *before);

	for (size_t i = 0; i < stretches; i++) {
		before[i] = (uint32_t)count;
		count += page_characters(
			page->text, i * PAGE_STRETCH, (i + 1) * PAGE_STRETCH);
	}
	page->before = before;
}

/* The characters in front of an offset. */
static size_t page_count(const struct page *page, size_t offset)
{
	size_t at = offset < page->text.len ? offset : page->text.len;
	size_t stretch = at / PAGE_STRETCH;

	return page->before[stretch] +
		page_characters(page->text, stretch * PAGE_STRETCH, at);
}

/* The lines of a text: an array that has room for all of them need not grow. */
static size_t page_count_lines(struct bp_str text)
{
	size_t count = 1;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

struct page page_read(struct bp_arena *arena, struct bp_str text, size_t body)
{
	struct page page = {
		.arena = arena, .text = text, .body = SIZE_MAX, .whole = true};

	page.room = page_count_lines(text);
	page.lines = bp_arena_alloc(arena, page.room, sizeof *page.lines);

	/* a byte order mark belongs to no Markdown and no front matter */
	page_read_lines(&page, body <= 3 ? 0 : body);
	if (page.body == SIZE_MAX)
		page.body = page.count;
	page_count_stretches(&page);
	page_read_marks(&page);
	return page;
}

struct bp_str page_line_text(const struct page *page, size_t line)
{
	return bp_str_part(page->text, page->lines[line].text, page->lines[line].end);
}

size_t page_line_of(const struct page *page, size_t offset)
{
	size_t low = 0, high = page->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (page->lines[middle].at <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void page_place(const struct page *page, size_t offset, int *line, int *column)
{
	*line = *column = 1;
	if (page->count == 0)
		return;
	size_t index = page_line_of(page, offset);
	*line = (int)index + 1;
	*column +=
		(int)(page_count(page, offset) - page_count(page, page->lines[index].at));
}

size_t page_key(const struct page *page, const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 0; i < page->body; i++) {
		struct bp_str line =
			bp_str_part(page->text, page->lines[i].at, page->lines[i].end);
		if (!bp_str_starts(line, key) || line.len <= length ||
			line.at[length] != ':')
			continue;
		size_t value = length + 1;
		while (value < line.len && bp_is_space(line.at[value]))
			value++;
		return page->lines[i].at + (value < line.len ? value : 0);
	}
	return SIZE_MAX;
}
