/* Rules about fences and questions: what of them is shown to the learner with its answers. */
#include "rules.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <string.h>

static void fences_check_name(const struct rule_subject *subject, size_t line)
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
static bool fences_is_gift(struct bp_str line)
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

static bool fences_ends(struct bp_str line, const char *end)
{
	size_t length = strlen(end);

	return line.len > length && bp_str_is(bp_str_from(line, line.len - length), end);
}

/* Whether a line of prose ends as a question does, whose answers may follow in the next
 * lines; "ANSWER: B" is that of Aiken. */
static bool fences_ends_question(const struct page *page, size_t line)
{
	static const char *const ends[] = {"{TRUE}", "{FALSE}", "{T}", "{F}"};
	struct bp_str own = bp_str_trim(page_line_text(page, line)), next = {0};

	if (line + 1 < page->count && page->lines[line + 1].kind == PAGE_TEXT)
		next = page_line_text(page, line + 1);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (fences_ends(own, ends[i]))
			return true;
	if (fences_ends(own, "{") && next.len && strchr("=~", next.at[0]))
		return true;
	return own.len == 9 && bp_str_starts(own, "ANSWER: ") && own.at[8] >= 'A' &&
		own.at[8] <= 'Z';
}

static void fences_check_text(const struct rule_subject *subject, size_t *line)
{
	const struct page *page = subject->page;

	if (!fences_is_gift(page_line_text(page, *line)) &&
		!fences_ends_question(page, *line))
		return;
	rule_tell(subject, page->lines[*line].text, BP_FAULT_GIFT_OUTSIDE,
		_("soal ini di luar pagar, jadi peserta membaca jawabannya; taruhlah di antara baris ```gift dan baris ```"));
	while (*line + 1 < page->count && page->lines[*line + 1].kind == PAGE_TEXT)
		++*line;
}

/* Whether a fence says nothing about what is in it. */
static bool fences_is_bare(struct bp_str fence)
{
	for (size_t i = 0; i < fence.len; i++)
		if (fence.at[i] != '`' && fence.at[i] != '~' && !bp_is_space(fence.at[i]))
			return false;
	return true;
}

/* A question in a block of code that has no name, or that is code since it is indented;
 * `fence`: the line that opened the block, SIZE_MAX if none did. True: it was told. */
static bool fences_check_code(
	const struct rule_subject *subject, size_t line, size_t fence)
{
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);

	if (fence == SIZE_MAX &&
		(bp_str_starts(own, "```gift") || bp_str_starts(own, "~~~gift"))) {
		rule_tell(subject, page->lines[line].text, BP_FAULT_FENCE_NAME,
			_("pagar ini menjorok empat spasi atau lebih, jadi ditampilkan sebagai kode, dengan jawabannya; tulislah rata kiri"));
		return true;
	}
	if (fence == SIZE_MAX || !bp_str_starts(own, "::") || !fences_is_gift(own) ||
		!fences_is_bare(page_line_text(page, fence)))
		return false;
	rule_tell(subject, page->lines[fence].text, BP_FAULT_FENCE_NAME,
		_("pagar ini tanpa nama, jadi soal di dalamnya ditampilkan sebagai kode, dengan jawabannya; maksud Anda ```gift?"));
	return true;
}

void fences_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	size_t fence = SIZE_MAX; /* that is open */
	bool told = false;       /* of its block */

	for (size_t i = page->body; i < page->count; i++) {
		enum page_kind kind = page->lines[i].kind;
		if (kind == PAGE_FENCE) {
			fence = fence == SIZE_MAX ? i : SIZE_MAX;
			told = false;
			if (fence == i)
				fences_check_name(subject, i);
		} else if (kind == PAGE_TEXT) {
			fences_check_text(subject, &i);
		} else if (kind == PAGE_CODE) {
			told = told || fences_check_code(subject, i, fence);
		}
	}
}
