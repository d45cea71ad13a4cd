/* Rules about how a lesson is built: what is lost of it without a word. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

#define NOTES_MOST 2000 /* marks among which the text of a footnote is looked for */

/* ---- references ---- */

/* "[^1] text" at the start of a line, which lacks its colon. */
static bool structure_is_half_note(const struct page *page, const struct page_mark *mark)
{
	return mark->at == page->lines[mark->line].text &&
		(mark->line == page->body ||
			page->lines[mark->line - 1].kind == PAGE_BLANK) &&
		bp_str_starts(bp_str_from(page->text, mark->end), " ");
}

static bool structure_has_half_note(const struct page *page, struct bp_str text)
{
	for (size_t i = 0; i < page->mark_count && i < NOTES_MOST; i++)
		if (page->marks[i].kind == PAGE_NOTE &&
			bp_str_equal(page->marks[i].text, text) &&
			structure_is_half_note(page, &page->marks[i]))
			return true;
	return false;
}

/* A reference to a footnote of which there is no text. */
static void structure_check_note(
	const struct rule_subject *subject, const struct page_mark *mark)
{
	const struct page *page = subject->page;
	struct bp_str name = bp_str_from(mark->text, 1);

	for (size_t i = 0; i < name.len; i++)
		if (bp_is_space(name.at[i]))
			return; /* no footnote has such a name */
	if (bp_document_defines_note(subject->document, name))
		return;
	if (structure_is_half_note(page, mark))
		rule_tell(subject, mark->at, BP_FAULT_NOTE_MISSING,
			_("ini bukan teks catatan kaki, karena titik duanya kurang; tulislah [^%.*s]: teksnya"),
			(int)name.len, name.at);
	else if (!structure_has_half_note(page, mark->text))
		rule_tell(subject, mark->at, BP_FAULT_NOTE_MISSING,
			_("catatan kaki [^%.*s] tidak mempunyai teks; tulislah [^%.*s]: teksnya di baris tersendiri"),
			(int)name.len, name.at, (int)name.len, name.at);
}

void structure_check_references(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = 0; i < page->mark_count; i++) {
		const struct page_mark *mark = &page->marks[i];
		if (mark->kind == PAGE_NOTE)
			structure_check_note(subject, mark);
		if (mark->kind == PAGE_REFERENCE && !page_definition(page, mark->address))
			rule_tell(subject, mark->at, BP_FAULT_REFERENCE,
				mark->image
					? _("tidak ada [%.*s]: alamat, jadi gambar ini tampak sebagai teks; tambahkan barisnya, atau tulislah ![isi gambar](berkas)")
					: _("tidak ada [%.*s]: alamat, jadi tautan ini tampak sebagai teks; tambahkan barisnya, atau tulislah [teks](alamat)"),
				(int)(mark->address.len < 60 ? mark->address.len : 60),
				mark->address.at);
	}
}

/* ---- HTML ---- */

/* Tags whose content is not shown; what other tags hold is. */
void structure_check_html(const struct rule_subject *subject)
{
	static const char *const tags[] = {"<script", "<style", "<object", "<form",
		"<input", "<button", "<select", "<svg", "<canvas"};
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		struct bp_str own = bp_str_part(page->text, line->at, line->end);
		if (line->kind != PAGE_TEXT && line->kind != PAGE_HIDDEN)
			continue;
		const char *sign = own.len ? memchr(own.at, '<', own.len) : NULL;
		struct bp_str tag = sign ? bp_str_from(own, (size_t)(sign - own.at))
					 : (struct bp_str){0};
		for (size_t n = 0; tag.len && n < sizeof tags / sizeof *tags; n++) {
			size_t length = strlen(tags[n]);
			if (tag.len <= length || bp_is_letter(tag.at[length]) ||
				!bp_text_equal_folded(
					bp_str_part(tag, 0, length), bp_str(tags[n])))
				continue;
			rule_tell(subject, (size_t)(tag.at - page->text.at),
				BP_FAULT_HTML_LOST,
				_("%s> tidak ditampilkan di terminal; tulislah isinya dengan kata-kata"),
				tags[n]);
			break;
		}
	}
}
