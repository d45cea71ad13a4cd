/* Rules about lists: lines that were meant as items. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

/* The bytes of a blank that only looks like one, behind a marker. */
size_t structure_odd_blank(struct bp_str text)
{
	static const char *const blanks[] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe3\x80\x80"};

	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (bp_str_starts(text, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

/* The length of what would be the marker of a list, were there a blank behind it. */
static size_t lists_marker(struct bp_str line)
{
	size_t digits = 0;

	while (digits < line.len && digits < 9 && bp_is_digit(line.at[digits]))
		digits++;
	if (digits && digits + 1 < line.len &&
		(line.at[digits] == '.' || line.at[digits] == ')'))
		return digits + 1;
	return line.len > 2 && line.at[0] && strchr("-*+", line.at[0]) ? 1 : 0;
}

/* The bytes of a sign that word processors put in front of items; "a." is one as well. */
static size_t lists_odd_mark(struct bp_str line)
{
	static const char *const marks[] = {"\xe2\x80\xa2", "\xe2\x80\x93",
		"\xe2\x80\x94", "\xe2\x97\x8f", "\xe2\x96\xaa", "\xe2\x97\xa6",
		"\xc2\xb7"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (bp_str_starts(line, marks[i]))
			return strlen(marks[i]);
	return line.len > 3 && line.at[0] >= 'a' && line.at[0] <= 'z' &&
			(line.at[1] == '.' || line.at[1] == ')') && line.at[2] == ' '
		? 2
		: 0;
}

/* Lines with such signs: the same ones, or letters in their order. Returns what is behind
 * them. */
static size_t lists_check_marks(const struct rule_subject *subject, size_t first)
{
	const struct page *page = subject->page;
	struct bp_str head = page_line_text(page, first);
	size_t length = lists_odd_mark(head), end = first + 1;
	bool letter = length && bp_is_letter(head.at[0]);

	for (; length && end < page->count && page->lines[end].kind == PAGE_TEXT; end++) {
		struct bp_str own = page_line_text(page, end);
		bool follows = lists_odd_mark(own) == length &&
			(letter ? own.at[0] == head.at[0] + (char)(end - first)
				: memcmp(own.at, head.at, length) == 0);
		if (!follows)
			break;
	}
	if (end > first + 1 && (!letter || head.at[0] == 'a'))
		rule_tell(subject, page->lines[first].text, BP_FAULT_LIST_MARK,
			_("\"%.*s\" bukan tanda daftar, jadi barisnya menyambung; pakailah \"- \", atau \"1. \" dan seterusnya"),
			(int)length, head.at);
	return end;
}

/* Whether a marker lacks its blank: "-butir", "-[ ] tugas", "1.satu". */
static bool lists_is_glued(struct bp_str line, size_t marker)
{
	char next = marker && marker < line.len ? line.at[marker] : '\0';

	return bp_is_letter(next) ? line.at[0] != '*' && line.at[0] != '+'
				  : next == '[' && line.at[0] == '-';
}

/* "- []", which is no box. */
static void lists_check_box(const struct rule_subject *subject, size_t line)
{
	const struct page *page = subject->page;
	size_t at = page->lines[line].text;

	if (!page->lines[line].item || !bp_str_starts(page_line_text(page, line), "[] "))
		return;
	rule_tell(subject, at, BP_FAULT_LIST_BLANK,
		_("kotak centang ditulis [ ], dengan satu spasi di dalamnya"));
	rule_fix(subject, at + 1, at + 1, " ");
}

/* A marker that is none: of two lines or more without a blank behind it, or with a blank that
 * does not break. True: the line has a marker without a blank. */
static bool lists_check_line(const struct rule_subject *subject, size_t line, bool above)
{
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);
	size_t start = page->lines[line].text, marker = lists_marker(own);
	size_t odd = marker ? structure_odd_blank(bp_str_from(own, marker)) : 0;
	bool glued = lists_is_glued(own, marker);

	if (odd)
		rule_tell(subject, start + marker, BP_FAULT_LIST_BLANK,
			_("ini bukan spasi biasa, jadi baris ini bukan butir daftar; gantilah dengan spasi"));
	else if (glued && above)
		rule_tell(subject, start + marker, BP_FAULT_LIST_BLANK,
			_("baris ini bukan butir daftar; beri satu spasi sesudah tanda %.*s"),
			(int)marker, own.at);
	if (odd || (glued && above))
		rule_fix(subject, start + marker, start + marker + odd, " ");
	return glued;
}

/* "-satu" in front matter: the lines become one value. */
static void lists_check_front(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = 1; i + 1 < page->body; i++) {
		struct bp_str line = bp_str_trim(
			bp_str_part(page->text, page->lines[i].at, page->lines[i].end));
		if (line.len < 2 || line.at[0] != '-' || !bp_is_letter(line.at[1]))
			continue;
		size_t at = (size_t)(line.at - page->text.at) + 1;
		rule_tell(subject, at, BP_FAULT_LIST_BLANK,
			_("baris ini bukan butir daftar; beri satu spasi sesudah tanda %.*s"),
			1, "-");
		rule_fix(subject, at, at, " ");
	}
}

void lists_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	bool above = false;

	lists_check_front(subject);
	for (size_t i = page->body; i < page->count; i++) {
		bool text = page->lines[i].kind == PAGE_TEXT;
		above = text && lists_check_line(subject, i, above);
		if (text)
			lists_check_box(subject, i);
	}
	for (size_t i = page->body; i < page->count;)
		i = page->lines[i].kind == PAGE_TEXT ? lists_check_marks(subject, i)
						     : i + 1;
}
