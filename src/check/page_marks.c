/* Finds links, images, references and footnotes in a page, by CommonMark's rules for
 * brackets, code and escapes. */
#include "page_private.h"
#include <string.h>

#define BRACKETS_MOST 1000 /* bytes between "[" and "]": longer ones are text */
#define ADDRESS_MOST  4000
#define NESTED_MOST   8
#define TICKS_MOST    32

/* A run of lines that are one paragraph. */
struct marks_run {
	struct page *page;
	struct bp_str text; /* of the page, up to the run's end */
	bool no_comment;    /* from here on no "-->" follows */
	/* from where on no such run of backticks follows, so that nobody looks again */
	bool no_ticks[TICKS_MOST];
};

static bool marks_is_punctuation(char c)
{
	return c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c);
}

static size_t marks_skip_escape(struct bp_str text, size_t at)
{
	return at + 1 < text.len && marks_is_punctuation(text.at[at + 1]) ? at + 2
									  : at + 1;
}

/* The offset behind what the backticks at `at` quote, or behind them alone. */
static size_t marks_skip_code(struct marks_run *run, size_t at)
{
	struct bp_str text = run->text;
	size_t length = 0, same;

	while (at + length < text.len && text.at[at + length] == '`')
		length++;
	size_t from = at + length;
	if (length >= TICKS_MOST || run->no_ticks[length])
		return from;
	for (size_t next = from; next < text.len; next += same) {
		const char *tick = memchr(text.at + next, '`', text.len - next);
		if (!tick)
			break;
		next = (size_t)(tick - text.at);
		for (same = 0; next + same < text.len && text.at[next + same] == '`';)
			same++;
		if (same == length)
			return next + same;
	}
	run->no_ticks[length] = true;
	return from;
}

/* The offset behind a tag, a comment or <address>, or behind the "<" alone. */
static size_t marks_skip_tag(struct marks_run *run, size_t at)
{
	struct bp_str text = run->text;
	size_t end;

	if (!run->no_comment && bp_str_starts(bp_str_from(text, at), "<!--")) {
		end = bp_str_find(text, BP_STR("-->"), at);
		run->no_comment = end == SIZE_MAX;
		return end == SIZE_MAX ? at + 1 : end + 3;
	}
	bool opens = at + 1 < text.len &&
		(bp_is_letter(text.at[at + 1]) || text.at[at + 1] == '/');
	for (end = at + 1; opens && end < text.len && end < at + BRACKETS_MOST; end++)
		if (text.at[end] == '>')
			return end + 1;
		else if (text.at[end] == '<')
			break;
	return at + 1;
}

/* The "]" that closes the "[" at `at`; SIZE_MAX: none does. */
static size_t marks_bracket_end(struct marks_run *run, size_t at)
{
	struct bp_str text = run->text;
	int depth = 0;

	for (size_t i = at; i < text.len && i < at + BRACKETS_MOST;) {
		char c = text.at[i];
		if (c == '\\' || c == '`') {
			i = c == '`' ? marks_skip_code(run, i)
				     : marks_skip_escape(text, i);
			continue;
		}
		depth += (c == '[') - (c == ']');
		if (depth == 0)
			return i;
		if (depth > NESTED_MOST)
			break;
		i++;
	}
	return SIZE_MAX;
}

static size_t marks_skip_space(struct bp_str text, size_t at)
{
	while (at < text.len && bp_is_space(text.at[at]))
		at++;
	return at;
}

/* Takes an address, in <> or with balanced parentheses, off *at. */
static struct bp_str marks_take_address(struct bp_str text, size_t *at)
{
	size_t start = *at, end = start;
	int depth = 0;

	if (start < text.len && text.at[start] == '<') {
		for (end = start + 1; end < text.len && end < start + ADDRESS_MOST &&
			!strchr("<>\n", text.at[end]);)
			end++;
		*at = end < text.len && text.at[end] == '>' ? end + 1 : end;
		return bp_str_part(text, start + 1, end);
	}
	while (end < text.len && end < start + ADDRESS_MOST &&
		!bp_is_space(text.at[end])) {
		depth += (text.at[end] == '(') - (text.at[end] == ')');
		if (depth < 0)
			break;
		end = text.at[end] == '\\' ? marks_skip_escape(text, end) : end + 1;
	}
	*at = end < text.len ? end : text.len;
	return bp_str_part(text, start, *at);
}

/* The offset behind a title in quotation marks; `at` itself if there is none; SIZE_MAX if it
 * never ends. */
static size_t marks_skip_title(struct bp_str text, size_t at)
{
	char opens = at < text.len ? text.at[at] : '\0';
	char closes = opens == '(' ? ')' : opens;

	if (opens != '"' && opens != '\'' && opens != '(')
		return at;
	for (size_t end = at + 1; end < text.len && end < at + BRACKETS_MOST; end++)
		if (text.at[end] == '\\')
			end++;
		else if (text.at[end] == closes)
			return end + 1;
	return SIZE_MAX;
}

static void marks_add(struct marks_run *run, const struct page_mark *mark)
{
	struct page *page = run->page;
	struct page_mark *added =
		BP_PUSH(page->arena, page->marks, page->mark_count, page->mark_room);

	*added = *mark;
	added->line = page_line_of(page, mark->at);
}

/* "(address "title")" behind the brackets; false: what follows is no link. */
static bool marks_read_target(struct marks_run *run, struct page_mark *mark, size_t at)
{
	struct bp_str text = run->text;

	at = marks_skip_space(text, at + 1);
	mark->address = marks_take_address(text, &at);
	size_t title = marks_skip_space(text, at);
	size_t end = marks_skip_title(text, title);
	if (end != SIZE_MAX)
		end = marks_skip_space(text, end);
	if (end != SIZE_MAX && end < text.len && text.at[end] == ')') {
		mark->end = end + 1;
		return true;
	}
	struct bp_str behind = bp_str_part(text, at, at + BRACKETS_MOST);
	if (mark->address.len == 0 || mark->address.len >= ADDRESS_MOST ||
		bp_str_find(behind, BP_STR(")"), 0) != SIZE_MAX)
		return false;
	mark->kind = PAGE_OPEN_LINK;
	mark->end = at;
	return true;
}

static bool marks_begins_line(const struct marks_run *run, size_t at)
{
	return run->page->lines[page_line_of(run->page, at)].text == at;
}

/* What the brackets at `at` are; `from` is where the mark begins, at a "!" perhaps. */
static void marks_read_bracket(struct marks_run *run, size_t from, size_t at)
{
	struct bp_str text = run->text;
	size_t close = marks_bracket_end(run, at);
	struct page_mark mark = {.kind = from < at ? PAGE_IMAGE : PAGE_LINK, .at = from};

	if (close == SIZE_MAX)
		return;
	mark.text = bp_str_part(text, at + 1, close);
	mark.end = close + 1;
	char next = close + 1 < text.len ? text.at[close + 1] : '\0';
	if (mark.text.len > 1 && mark.text.at[0] == '^') {
		mark.kind = PAGE_NOTE;
		marks_add(run, &mark);
	} else if (next == '(') {
		if (marks_read_target(run, &mark, close + 1))
			marks_add(run, &mark);
	} else if (next == ':' && marks_begins_line(run, from)) {
		size_t address = marks_skip_space(text, close + 2);
		mark.kind = PAGE_DEFINITION;
		mark.address = marks_take_address(text, &address);
		mark.end = address;
		marks_add(run, &mark);
	} else if (next == '[') {
		size_t end = marks_bracket_end(run, close + 1);
		if (end == SIZE_MAX)
			return;
		mark.kind = PAGE_REFERENCE;
		mark.address = bp_str_part(text, close + 2, end);
		mark.end = end + 1;
		if (!bp_str_trim(mark.address).len)
			mark.address = mark.text;
		marks_add(run, &mark);
	}
}

static void marks_read_run(struct marks_run *run, size_t at)
{
	struct bp_str text = run->text;
	size_t behind = 0; /* the last reference: its second brackets are no reference */

	while (at < text.len) {
		size_t count = run->page->mark_count;
		switch (text.at[at]) {
		case '\\': at = marks_skip_escape(text, at); continue;
		case '`': at = marks_skip_code(run, at); continue;
		case '<': at = marks_skip_tag(run, at); continue;
		case '[':
			if (at < behind)
				break;
			marks_read_bracket(
				run, at && text.at[at - 1] == '!' ? at - 1 : at, at);
			if (run->page->mark_count > count &&
				run->page->marks[count].kind == PAGE_REFERENCE)
				behind = run->page->marks[count].end;
			break;
		default: break;
		}
		at++;
	}
}

static bool marks_holds_text(const struct page_line *line)
{
	return line->kind == PAGE_TEXT || line->kind == PAGE_HEADING;
}

void page_read_marks(struct page *page)
{
	for (size_t i = page->body; i < page->count;) {
		size_t first = i;
		if (!marks_holds_text(&page->lines[i])) {
			i++;
			continue;
		}
		while (i < page->count && marks_holds_text(&page->lines[i]))
			i++;
		struct marks_run run = {.page = page,
			.text = bp_str_part(page->text, 0, page->lines[i - 1].end)};
		marks_read_run(&run, page->lines[first].text);
	}
}
