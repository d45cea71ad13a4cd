/* Rules about how a lesson is built: what is lost of it without a word. */
#include "rules.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <string.h>

/* ---- tables, callouts, lists ---- */

static bool structure_is_row(struct bp_str line)
{
	line = bp_str_trim(line);
	return line.len > 2 && line.at[0] == '|' && line.at[line.len - 1] == '|';
}

/* Whether a line is what GFM wants below the head of a table: "|---|:-:|". */
static bool structure_is_delimiter(struct bp_str line)
{
	bool hyphen = false;

	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|-: \t", line.at[i]))
			return false;
		hyphen = hyphen || line.at[i] == '-';
	}
	return hyphen;
}

/* Two rows or more that no delimiter makes a table are shown as one run of text. */
void structure_check_tables(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count; i++) {
		size_t first = i;
		bool table = false;
		while (i < page->count && page->lines[i].kind == PAGE_TEXT &&
			structure_is_row(page_line_text(page, i))) {
			table = table || structure_is_delimiter(page_line_text(page, i));
			i++;
		}
		bool continues =
			first > page->body && page->lines[first - 1].kind == PAGE_TEXT;
		if (i >= first + 2 && !table && !continues)
			rule_tell(subject, page->lines[first].text, BP_FAULT_TABLE_NEAR,
				_("ini bukan tabel, jadi barisnya menyambung; di bawah baris kepala tulislah | --- | --- |"));
	}
}

static const struct {
	const char *alias, *name;
} structure_callouts[] = {
	{"NOTE", "NOTE"},
	{"TIP", "TIP"},
	{"IMPORTANT", "IMPORTANT"},
	{"WARNING", "WARNING"},
	{"CAUTION", "CAUTION"},
	{"CATATAN", "NOTE"},
	{"INFO", "NOTE"},
	{"KIAT", "TIP"},
	{"HINT", "TIP"},
	{"SARAN", "TIP"},
	{"PENTING", "IMPORTANT"},
	{"PERINGATAN", "WARNING"},
	{"AWAS", "CAUTION"},
	{"BAHAYA", "CAUTION"},
	{"HATI-HATI", "CAUTION"},
	{"DANGER", "CAUTION"},
	{"WARN", "WARNING"},
};

static bool structure_is_callout(struct bp_str name)
{
	for (size_t i = 0; i < sizeof structure_callouts / sizeof *structure_callouts;
		i++)
		if (bp_text_equal_folded(name, bp_str(structure_callouts[i].name)))
			return true;
	return false;
}

/* The callout that a name means; NULL: nothing is near. */
static const char *structure_near_callout(struct bp_str name)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < sizeof structure_callouts / sizeof *structure_callouts;
		i++)
		bp_near_offer_as(&near, name, structure_callouts[i].alias,
			structure_callouts[i].name);
	return near.word;
}

static void structure_check_callout(const struct rule_subject *subject, size_t line)
{
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);
	size_t close = bp_str_find(own, BP_STR("]"), 0), start = page->lines[line].text;

	if (close == SIZE_MAX || close > 30 || close < 3)
		return;
	struct bp_str name = bp_str_part(own, 2, close);
	bool exact = structure_is_callout(name);
	const char *meant = exact ? NULL : structure_near_callout(name);
	struct bp_str behind = bp_str_trim(bp_str_from(own, close + 1));
	if (meant) {
		rule_tell(subject, start, BP_FAULT_CALLOUT_NAME,
			_("tidak ada kotak [!%.*s], jadi tandanya tampak sebagai teks; maksud Anda [!%s]?"),
			(int)name.len, name.at, meant);
		rule_fix(subject, start + 2, start + close, meant);
	} else if (!exact) {
		rule_tell(subject, start, BP_FAULT_CALLOUT_NAME,
			_("tidak ada kotak [!%.*s], jadi tandanya tampak sebagai teks; pakailah NOTE, TIP, IMPORTANT, WARNING, atau CAUTION"),
			(int)name.len, name.at);
	} else if (behind.len && behind.at[0] != '(') {
		rule_tell(subject, start, BP_FAULT_CALLOUT_LINE,
			_("teks di baris yang sama membuat ini kutipan biasa; pindahkan teksnya ke baris berikutnya, sesudah >"));
		rule_fix(subject, start + close + 1, (size_t)(behind.at - page->text.at),
			"\n> ");
	}
}

void structure_check_callouts(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		if (line->kind == PAGE_TEXT && line->quoted &&
			!(i > page->body && page->lines[i - 1].quoted) &&
			bp_str_starts(page_line_text(page, i), "[!"))
			structure_check_callout(subject, i);
	}
}

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
static size_t structure_marker(struct bp_str line)
{
	size_t digits = 0;

	while (digits < line.len && digits < 9 && bp_is_digit(line.at[digits]))
		digits++;
	if (digits && digits + 1 < line.len &&
		(line.at[digits] == '.' || line.at[digits] == ')'))
		return digits + 1;
	return line.len > 2 && line.at[0] && strchr("-*+", line.at[0]) ? 1 : 0;
}

/* A marker that is none: "-butir" of two lines or more, "- butir" with a blank that does
 * not break. */
void structure_check_lists(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	bool above = false;

	for (size_t i = page->body; i < page->count; i++) {
		struct bp_str own = page_line_text(page, i);
		size_t start = page->lines[i].text, odd;
		size_t marker =
			page->lines[i].kind == PAGE_TEXT ? structure_marker(own) : 0;
		bool glued = marker && own.at[0] == '-' && bp_is_letter(own.at[1]);
		odd = marker ? structure_odd_blank(bp_str_from(own, marker)) : 0;
		if (odd)
			rule_tell(subject, start + marker, BP_FAULT_LIST_BLANK,
				_("ini bukan spasi biasa, jadi baris ini bukan butir daftar; gantilah dengan spasi"));
		else if (glued && above)
			rule_tell(subject, start + marker, BP_FAULT_LIST_BLANK,
				_("baris ini bukan butir daftar; beri satu spasi sesudah tanda -"));
		if (odd || (glued && above))
			rule_fix(subject, start + marker, start + marker + odd, " ");
		above = glued;
	}
}

/* ---- references ---- */

/* A reference to a footnote of which there is no text. */
static void structure_check_note(
	const struct rule_subject *subject, const struct page_mark *mark)
{
	struct bp_str name = bp_str_from(mark->text, 1);

	for (size_t i = 0; i < name.len; i++)
		if (bp_is_space(name.at[i]))
			return; /* no footnote has such a name */
	if (!bp_document_defines_note(subject->document, name))
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

/* ---- fences and GIFT ---- */

static void structure_check_fence(const struct rule_subject *subject, size_t line)
{
	static const char *const names[] = {"gift", "quiz", "soal", "kuis"};
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);
	size_t at = 0, end;

	while (at < own.len && (own.at[at] == '`' || own.at[at] == '~'))
		at++;
	while (at < own.len && own.at[at] == ' ')
		at++;
	for (end = at; end < own.len && own.at[end] != ' ';)
		end++;
	struct bp_str name = bp_str_part(own, at, end);
	bool meant = false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		meant = meant ||
			(name.len && !bp_str_is(name, "git") &&
				bp_near_distance(name, bp_str(names[i])) <= (i ? 0 : 50));
	if (!meant || bp_str_is(name, "gift"))
		return;
	rule_tell(subject, page->lines[line].text, BP_FAULT_FENCE_NAME,
		_("pagar \"%.*s\" ditampilkan sebagai kode, dengan jawabannya; maksud Anda ```gift?"),
		(int)name.len, name.at);
	rule_fix(subject, page->lines[line].text + at, page->lines[line].text + end,
		"gift");
}

/* A line of prose that only GIFT has: "::name::text {=answer}". */
static bool structure_is_gift(struct bp_str line)
{
	size_t open = bp_str_find(line, BP_STR("{"), 0);

	if (open == SIZE_MAX ||
		bp_str_find(bp_str_part(line, 0, open), BP_STR("`"), 0) != SIZE_MAX)
		return false; /* no answers, or quoted as code */
	size_t mark = open + 1;
	while (mark < line.len && line.at[mark] == ' ')
		mark++;
	bool answers = mark < line.len && strchr("=~#", line.at[mark]) &&
		bp_str_find(line, BP_STR("}"), mark) != SIZE_MAX;
	bool named =
		bp_str_starts(line, "::") && bp_str_find(line, BP_STR("::"), 2) < open;
	return named || (answers && bp_str_find(line, BP_STR("$"), 0) == SIZE_MAX);
}

void structure_check_fences(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	bool inside = false;

	for (size_t i = page->body; i < page->count; i++) {
		if (page->lines[i].kind == PAGE_FENCE) {
			inside = !inside;
			if (inside)
				structure_check_fence(subject, i);
		} else if (page->lines[i].kind == PAGE_TEXT &&
			structure_is_gift(page_line_text(page, i))) {
			rule_tell(subject, page->lines[i].text, BP_FAULT_GIFT_OUTSIDE,
				_("soal ini di luar pagar, jadi peserta membaca jawabannya; taruhlah di antara baris ```gift dan baris ```"));
			while (i + 1 < page->count &&
				page->lines[i + 1].kind == PAGE_TEXT)
				i++;
		}
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
