/* Rules about tables: rows that are shown as one run of text. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

static bool tables_is_row(struct bp_str line)
{
	line = bp_str_trim(line);
	return line.len > 2 && line.at[0] == '|' && line.at[line.len - 1] == '|';
}

/* Whether a line is what GFM wants below the head of a table: "|---|:-:|". */
static bool tables_is_delimiter(struct bp_str line)
{
	bool hyphen = false;

	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|-: \t", line.at[i]))
			return false;
		hyphen = hyphen || line.at[i] == '-';
	}
	return hyphen;
}

static size_t tables_count(struct bp_str line, char sign)
{
	size_t count = 0;

	for (size_t i = 0; i < line.len; i++)
		count += line.at[i] == sign && (i == 0 || line.at[i - 1] != '\\');
	return count;
}

/* The cells of a row that begins and ends with "|". */
static size_t tables_cells(struct bp_str line)
{
	return tables_count(bp_str_trim(line), '|') - 1;
}

/* Whether a line above in the same paragraph makes a table of what follows. */
static bool tables_goes_on(const struct page *page, size_t line)
{
	while (line > page->body && page->lines[line - 1].kind == PAGE_TEXT)
		if (tables_is_delimiter(page_line_text(page, --line)))
			return true;
	return false;
}

/* A run of rows, from its first to the one before `end`. */
static void tables_check_rows(
	const struct rule_subject *subject, size_t first, size_t end)
{
	const struct page *page = subject->page;
	size_t start = page->lines[first].text;
	struct bp_str head = page_line_text(page, first),
		      below = page_line_text(page, first + 1);

	if (tables_goes_on(page, first))
		return;
	if (tables_is_delimiter(head)) {
		rule_tell(subject, start, BP_FAULT_TABLE_NEAR,
			_("garis tabel ini tidak tepat di bawah kepalanya, jadi barisnya menyambung; hapuslah baris kosong di antaranya"));
		return;
	}
	if (tables_is_delimiter(below) && tables_cells(head) != tables_cells(below)) {
		rule_tell(subject, page->lines[first + 1].text, BP_FAULT_TABLE_NEAR,
			_("kepala tabel ini %zu kolom, tetapi garis di bawahnya %zu, jadi barisnya menyambung; samakan"),
			tables_cells(head), tables_cells(below));
		return;
	}
	for (size_t i = first; i < end; i++)
		if (tables_is_delimiter(page_line_text(page, i)))
			return;
	rule_tell(subject, start, BP_FAULT_TABLE_NEAR,
		_("ini bukan tabel, jadi barisnya menyambung; di bawah baris kepala tulislah | --- | --- |"));
}

/* The sign that parts columns in a line that is not written as a row; '\0': none does. */
static char tables_sign(struct bp_str line)
{
	line = bp_str_trim(line);
	if (line.len > 2 && line.at[0] == '+' && line.at[1] == '-' &&
		line.at[line.len - 1] == '+')
		return '+';
	if (!line.len ||
		(!memchr(line.at, '|', line.len) && !memchr(line.at, '\t', line.len)))
		return '\0'; /* as most lines */
	if (line.at[0] == '|' || tables_is_delimiter(line) ||
		memchr(line.at, '`', line.len))
		return '\0';
	return bp_str_find(line, BP_STR(" | "), 0) != SIZE_MAX ? '|'
		: memchr(line.at, '\t', line.len)              ? '\t'
							       : '\0';
}

/* Two lines or more with as many columns each, which no table is made of. */
static size_t tables_check_columns(const struct rule_subject *subject, size_t first)
{
	const struct page *page = subject->page;
	struct bp_str head = page_line_text(page, first);
	char sign = tables_sign(head);
	size_t count = sign ? tables_count(head, sign) : 0, end = first + 1;
	bool begins = first == page->body || page->lines[first - 1].kind != PAGE_TEXT;

	while (sign && end < page->count && page->lines[end].kind == PAGE_TEXT &&
		(sign == '+' ||
			(tables_sign(page_line_text(page, end)) == sign &&
				tables_count(page_line_text(page, end), sign) == count)))
		end++;
	bool goes_on = end < page->count && page->lines[end].kind == PAGE_TEXT;
	if (sign && begins && end >= first + 2 && !goes_on)
		rule_tell(subject, page->lines[first].text, BP_FAULT_TABLE_NEAR,
			_("ini bukan tabel, jadi barisnya menyambung; tulislah | di antara sel-selnya, dan | --- | --- | di bawah baris kepala"));
	return end;
}

void tables_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count;) {
		size_t first = i;
		if (page->lines[i].kind != PAGE_TEXT) {
			i++;
			continue;
		}
		while (i < page->count && page->lines[i].kind == PAGE_TEXT &&
			tables_is_row(page_line_text(page, i)))
			i++;
		if (i == first)
			i = tables_check_columns(subject, first);
		else if (i >= first + 2)
			tables_check_rows(subject, first, i);
	}
}
