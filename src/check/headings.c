/* Rules about headings: what of them is lost, or leads links astray. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

#define HEADINGS_MOST 400 /* that are compared with each other */

static bool structure_is_blank(const struct page *page, size_t line)
{
	return line < page->body || line >= page->count ||
		page->lines[line].kind == PAGE_BLANK;
}

struct heading_seen {
	uint64_t hash;
	size_t line;
};

/* The level of a heading's line; its text without the signs in *text. */
static int structure_heading(const struct page *page, size_t line, struct bp_str *text)
{
	struct bp_str own = bp_str_trim(page_line_text(page, line));
	int level = 0;

	while ((size_t)level < own.len && own.at[level] == '#')
		level++;
	own = bp_str_trim(bp_str_from(own, (size_t)level));
	while (own.len && own.at[own.len - 1] == '#')
		own.len--;
	*text = bp_str_trim(own);
	return level;
}

/* "#Heading", which is text: a word right behind the signs, and nothing beside it. */
static void structure_check_unspaced(const struct rule_subject *subject, size_t line)
{
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);
	size_t at = 0, start = page->lines[line].text;

	while (at < own.len && own.at[at] == '#')
		at++;
	if (at == 0 || at > 6 || at == own.len || !structure_is_blank(page, line - 1) ||
		!structure_is_blank(page, line + 1))
		return;
	size_t odd = structure_odd_blank(bp_str_from(own, at));
	bool tag = strchr(".,;!?", own.at[own.len - 1]); /* "#tagar di awal kalimat." */
	if (!odd && (tag || (!bp_is_letter(own.at[at]) && !bp_is_digit(own.at[at]))))
		return;
	rule_tell(subject, start, BP_FAULT_HEADING_BLANK,
		_("judul ini menjadi teks biasa; beri satu spasi sesudah tanda #"));
	rule_fix(subject, start + at, start + at + odd, " ");
}

static void structure_check_twice(const struct rule_subject *subject,
	struct heading_seen *seen, size_t *count, struct bp_str text, size_t line)
{
	const struct page *page = subject->page;
	uint64_t hash = bp_hash_folded(BP_HASH_START, text);

	for (size_t i = 0; i < *count; i++) {
		if (seen[i].hash != hash)
			continue;
		rule_tell(subject, page->lines[line].text, BP_FAULT_HEADING_TWICE,
			_("judul \"%.*s\" sudah ada; tautan ke judul itu sampai di yang pertama, jadi bedakan namanya"),
			(int)(text.len < 60 ? text.len : 60), text.at);
		bp_diagnose_related(subject->faults, NULL, (int)seen[i].line + 1, 1,
			_("yang pertama di sini"));
		return;
	}
	if (*count < HEADINGS_MOST)
		seen[(*count)++] = (struct heading_seen){hash, line};
}

void structure_check_headings(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	struct heading_seen seen[HEADINGS_MOST];
	size_t count = 0;
	int above = 0;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		struct bp_str text;
		if (line->kind == PAGE_TEXT && line->text < line->end &&
			page->text.at[line->text] == '#')
			structure_check_unspaced(subject, i);
		if (line->kind != PAGE_HEADING || line->quoted || line->item)
			continue;
		int level = structure_heading(page, i, &text);
		if (!text.len) {
			rule_tell(subject, line->text, BP_FAULT_HEADING_EMPTY,
				_("judul ini kosong; isilah atau hapus tandanya"));
			continue;
		}
		if (above && level > above + 1)
			rule_tell(subject, line->text, BP_FAULT_HEADING_JUMP,
				_("judul tingkat %d langsung di bawah tingkat %d; pakailah tingkat %d"),
				level, above, above + 1);
		above = level;
		structure_check_twice(subject, seen, &count, text, i);
	}
}
