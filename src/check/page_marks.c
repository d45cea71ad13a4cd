/* Finds links, images, references and footnotes in a page, by CommonMark's rules for
 * brackets, code and escapes. */
#include "page_private.h"
#include <berpijar/action.h>
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

/* ---- what was meant as a link ---- */

/* Whether a text ends as the name of a file does, or an address of the web: ".pdf", ".id". */
static bool marks_ends_as_file(struct bp_str text)
{
	size_t letters = 0;

	while (letters < text.len && bp_is_letter(text.at[text.len - 1 - letters]))
		letters++;
	return letters >= 2 && letters <= 5 && letters + 1 < text.len &&
		text.at[text.len - 1 - letters] == '.';
}

static bool marks_is_address(struct bp_str text)
{
	bool blank = text.len == 0;

	for (size_t i = 0; i < text.len; i++)
		blank = blank || bp_is_space(text.at[i]);
	return !blank &&
		(bp_str_starts(text, "http://") || bp_str_starts(text, "https://") ||
			bp_str_starts(text, "www.") || text.at[0] == '#' ||
			marks_ends_as_file(text));
}

/* "my file.pdf", "#A heading"; not "the words of a remark". */
static bool marks_is_blank_address(struct bp_str text)
{
	return !memchr(text.at, '\n', text.len) &&
		(text.at[0] == '#' || marks_ends_as_file(text));
}

/* Whether " (address)" follows a mark. */
static bool marks_is_apart(const struct marks_run *run, struct page_mark *mark)
{
	struct bp_str text = run->text;
	size_t open = mark->end + 1;

	if (open >= text.len || text.at[open] != '(')
		return false;
	size_t close = bp_str_find(
		bp_str_part(text, open, open + BRACKETS_MOST), BP_STR(")"), 0);
	if (close == SIZE_MAX)
		return false;
	mark->address = bp_str_part(text, open + 1, open + close);
	mark->end = open + close + 1;
	return marks_is_address(mark->address);
}

/* Whether the brackets at `at` hold an address and stand right behind "(text)". */
static bool marks_is_turned(const struct marks_run *run, size_t at, struct bp_str text)
{
	const struct page *page = run->page;
	bool behind_link =
		page->mark_count && page->marks[page->mark_count - 1].end == at;

	return at > 1 && run->text.at[at - 1] == ')' && !behind_link &&
		text.at[text.len] == ']' && marks_is_address(text);
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
	if (mark->address.len == 0 || mark->address.len >= ADDRESS_MOST)
		return false;
	size_t close = bp_str_find(behind, BP_STR(")"), 0);
	if (close != SIZE_MAX) {
		size_t start = (size_t)(mark->address.at - text.at);
		mark->address = bp_str_part(text, start, at + close);
		mark->kind = PAGE_BLANK_LINK;
		mark->end = at + close + 1;
		return marks_is_blank_address(mark->address);
	}
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
	struct page_mark mark = {.kind = from < at ? PAGE_IMAGE : PAGE_LINK,
		.image = from < at,
		.at = from};

	if (close == SIZE_MAX)
		return;
	mark.text = bp_str_part(text, at + 1, close);
	mark.end = close + 1;
	char next = close + 1 < text.len ? text.at[close + 1] : '\0';
	if (marks_is_turned(run, at, mark.text)) {
		mark.kind = PAGE_TURNED_LINK;
		mark.address = mark.text;
		marks_add(run, &mark);
	} else if (mark.text.len > 1 && mark.text.at[0] == '^') {
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
	} else if (mark.image && mark.text.len) {
		mark.kind = PAGE_REFERENCE;
		mark.address = mark.text;
		marks_add(run, &mark);
	} else if (next == ' ' && marks_is_apart(run, &mark)) {
		mark.kind = PAGE_APART_LINK;
		marks_add(run, &mark);
	}
}

static void marks_read_key(struct marks_run *run, size_t at)
{
	struct page_mark mark = {.kind = PAGE_KEY, .at = at};
	size_t len = bp_action_key_at(run->text, at, &mark.text);

	mark.end = at + len;
	if (len)
		marks_add(run, &mark);
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
		case '{': marks_read_key(run, at); break;
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

/* ---- definitions ---- */

/* Of a name as references compare it: case and blanks make no difference. */
static uint32_t page_label(struct bp_str name)
{
	struct bp_buf folded = {0};
	uint32_t code;

	for (size_t at = 0; at < name.len;) {
		at += bp_utf8_next(name, at, &code);
		bp_buf_add_code(&folded, bp_fold_code(code));
	}
	uint64_t hash = bp_hash_folded(BP_HASH_START, bp_buf_str(&folded));
	bp_buf_release(&folded);
	return bp_index_hash(hash);
}

static void page_index_definitions(struct page *page)
{
	page->definitions.arena = page->arena;
	for (size_t i = 0; i < page->mark_count; i++)
		if (page->marks[i].kind == PAGE_DEFINITION)
			bp_index_add(&page->definitions, page_label(page->marks[i].text),
				(uint32_t)i);
}

const struct page_mark *page_definition(const struct page *page, struct bp_str name)
{
	uint32_t hash = page_label(name);
	size_t probe = hash;
	uint32_t n = bp_index_next(&page->definitions, hash, &probe);

	return n == BP_INDEX_END ? NULL : &page->marks[n];
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
	page_index_definitions(page);
}
