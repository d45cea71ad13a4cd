/* Rules about what a screen shows: widths at 80 and 40 columns, and characters that
 * terminals get wrong. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

#define FIT_WIDE         76 /* columns of code in a window of 80 */
#define FIT_NARROW       36 /* … of 40 */
#define FIT_TABLE        72
#define FIT_TABLE_NARROW 38
#define FIT_WORD         16 /* a table cuts longer words */
#define FIT_GAP          2
#define FIT_TITLE        60

void fit_check_code(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	size_t narrow = SIZE_MAX;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		if (line->kind != PAGE_CODE || line->end - line->at <= FIT_NARROW)
			continue;
		struct bp_str text = bp_str_part(page->text, line->at, line->end);
		int columns = bp_text_columns(text);
		if (columns > FIT_WIDE)
			rule_tell(subject, line->at + bp_text_fit(text, FIT_WIDE),
				BP_FAULT_FIT_CODE,
				_("baris kode ini %d kolom, lebih lebar daripada layar 80 kolom; pecahlah menjadi beberapa baris"),
				columns);
		else if (columns > FIT_NARROW && narrow == SIZE_MAX)
			narrow = line->at + bp_text_fit(text, FIT_NARROW);
	}
	if (narrow != SIZE_MAX)
		rule_tell(subject, narrow, BP_FAULT_FIT_CODE_NARROW,
			_("dari sini baris kode lebih lebar daripada layar 40 kolom; ringkaslah, bila pesertanya memakai telepon"));
}

/* The columns that a text's longest word takes. */
static int fit_longest_word(const struct bp_spans *spans)
{
	struct bp_buf words = {0};
	int longest = 1;

	bp_spans_words(spans, &words);
	for (size_t at = 0; at < words.len;) {
		size_t end = at;
		while (end < words.len && !bp_is_space(words.at[end]))
			end++;
		int columns = bp_text_columns(bp_str_part(bp_buf_str(&words), at, end));
		longest = columns > longest ? columns : longest;
		at = end + 1;
	}
	bp_buf_release(&words);
	return longest;
}

/* The fewest columns at which a table is still one. */
static int fit_table_columns(const struct bp_table *table)
{
	int sum = 0;

	for (size_t column = 0; column < table->columns; column++) {
		int least = 1;
		for (size_t row = 0; row < table->rows; row++) {
			int word = fit_longest_word(
				&table->cells[row * table->columns + column]);
			least = word > least ? word : least;
		}
		sum += (least < FIT_WORD ? least : FIT_WORD) + FIT_GAP;
	}
	return sum - FIT_GAP;
}

void fit_check_tables(const struct rule_subject *subject)
{
	const struct bp_document *document = subject->document;
	const struct page *page = subject->page;

	for (size_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		if (block->kind != BP_BLOCK_TABLE || !block->table || block->table->cut)
			continue;
		int columns = fit_table_columns(block->table);
		size_t line = (size_t)block->line - 1;
		if (columns <= FIT_TABLE_NARROW || line >= page->count)
			continue;
		if (columns > FIT_TABLE)
			rule_tell(subject, page->lines[line].text, BP_FAULT_FIT_TABLE,
				_("tabel ini terlalu lebar untuk layar 80 kolom, jadi tampil sebagai daftar; kurangi kolomnya"));
		else
			rule_tell(subject, page->lines[line].text,
				BP_FAULT_FIT_TABLE_NARROW,
				_("di layar 40 kolom tabel ini tampil sebagai daftar; dengan tiga kolom atau kurang ia tetap tabel"));
	}
}

void fit_check_titles(const struct rule_subject *subject)
{
	int columns = bp_text_columns(bp_str(subject->module->title));
	size_t place = page_key(subject->page, "title");

	if (columns > FIT_TITLE && place != SIZE_MAX)
		rule_tell(subject, place, BP_FAULT_TITLE_LONG,
			_("judul ini %d kolom dan terpotong di daftar modul; ringkaslah sampai %d"),
			columns, FIT_TITLE);
}

/* ---- characters ---- */

static bool fit_is_joiner(uint32_t code)
{
	return code == 0x200d || (code >= 0xfe00 && code <= 0xfe0f) ||
		(code >= 0x1f3fb && code <= 0x1f3ff);
}

static bool fit_is_hidden(uint32_t code)
{
	return code == 0xad || code == 0x61c || code == 0x180e ||
		(code >= 0x200b && code <= 0x200f) ||
		(code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
}

static bool fit_is_emoji(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0x231a, 0x231b}, {0x23e9, 0x23f3}, {0x2600, 0x2604},
		{0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693},
		{0x26a0, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5},
		{0x26d4, 0x26d4}, {0x2705, 0x2705}, {0x270a, 0x270d}, {0x2728, 0x2728},
		{0x274c, 0x274e}, {0x2753, 0x2757}, {0x2764, 0x2764}, {0x2795, 0x2797},
		{0x2b1b, 0x2b1c}, {0x2b50, 0x2b55}, {0x1f000, 0x1faff}};

	for (size_t i = 0; code > 0x2300 && i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

/* Behind an emoji and what is joined to it; tells of it once. */
static size_t fit_tell_emoji(const struct rule_subject *subject, size_t at, size_t length)
{
	struct bp_str text = subject->page->text;
	size_t end = at + length;
	uint32_t code = 0;

	for (size_t next = 0; end < text.len; end += next) {
		next = bp_utf8_next(text, end, &code);
		if (!fit_is_joiner(code) && !fit_is_emoji(code))
			break;
	}
	rule_tell(subject, at, BP_FAULT_CHARACTER,
		_("emoji lebarnya berbeda di tiap terminal, dan sebagian menampilkannya sebagai kotak; pakailah kata"));
	return end;
}

void fit_check_characters(const struct rule_subject *subject)
{
	struct bp_str text = subject->page->text;
	size_t start = bp_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;
	uint32_t code;

	for (size_t at = bp_ascii_skip(text, start); at < text.len;
		at = bp_ascii_skip(text, at)) {
		size_t length = bp_utf8_next(text, at, &code);
		if (fit_is_emoji(code)) {
			at = fit_tell_emoji(subject, at, length);
			continue;
		}
		if (fit_is_hidden(code)) {
			rule_tell(subject, at, BP_FAULT_CHARACTER_HIDDEN,
				_("karakter tak tampak U+%04X di sini: hilang di terminal, atau mengubah arah baris; hapuslah"),
				(unsigned)code);
			rule_fix(subject, at, at + length, "");
		}
		at += length;
	}
}
