/* What is kept of a module when it has been read: what others lead to, what it leads to,
 * and where its author wants faults untold. */
#include "rules.h"
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <string.h>

#define KEPT_LOOK_AHEAD 64 /* marks among which a link of the document is looked for */

/* Whether an address, as written, is what libcmark made of it: escapes are resolved there,
 * and other bytes may have been written as %20. */
static bool kept_same_address(struct bp_str written, struct bp_str url)
{
	size_t at = 0;

	for (size_t i = 0; i < url.len; i++) {
		if (at < written.len && written.at[at] == '\\' && url.at[i] != '\\')
			at++;
		if (at >= written.len)
			return false;
		if (url.at[i] != written.at[at]) {
			int byte = url.at[i] == '%' && i + 2 < url.len
				? bp_hex_byte(url.at + i + 1)
				: -1;
			if (byte != (unsigned char)written.at[at])
				return false;
			i += 2;
		}
		at++;
	}
	return at == written.len;
}

/* The index of the first mark that is not above the line. */
static size_t kept_first_mark(const struct page *page, int line)
{
	size_t low = 0, high = page->mark_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((int)page->marks[middle].line + 1 < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where a link of a block stands: at the mark of that address, from *next on; else at the
 * definition that names the address. */
static const struct page_mark *kept_find_mark(
	const struct page *page, struct bp_str url, size_t *next)
{
	for (size_t i = *next; i < page->mark_count && i < *next + KEPT_LOOK_AHEAD; i++) {
		if (!kept_same_address(page->marks[i].address, url))
			continue;
		*next = i + 1;
		return &page->marks[i];
	}
	for (size_t i = 0; i < page->mark_count && i < KEPT_LOOK_AHEAD * 4; i++)
		if (page->marks[i].kind == PAGE_DEFINITION &&
			kept_same_address(page->marks[i].address, url))
			return &page->marks[i];
	return NULL;
}

static void kept_add_links(struct module_kept *kept, const struct bp_document *document,
	const struct page *page)
{
	uint32_t block = UINT32_MAX;
	size_t next = 0;

	for (size_t i = 0; i < document->link_count; i++) {
		const struct bp_link *link = &document->links[i];
		struct module_link *to;
		if (link->block >= document->count ||
			bp_document_note(document, link->url))
			continue;
		int line = document->blocks[link->block].line;
		if (link->block != block)
			next = kept_first_mark(page, line);
		block = link->block;
		const struct page_mark *mark = kept_find_mark(page, link->url, &next);
		to = BP_PUSH(kept->arena, kept->links, kept->link_count, kept->link_room);
		*to = (struct module_link){bp_arena_str(kept->arena, link->url), line, 1};
		if (mark)
			page_place(page, mark->at, &to->line, &to->column);
	}
}

/* ---- comments such as "<!-- check: allow fit-code -->" ---- */

#define ALLOW_OPENS "<!-- check: allow "

/* The codes of a line that is such a comment; empty: it is none. */
static struct bp_str kept_allowed(const struct page *page, size_t line)
{
	struct bp_str text = page_line_text(page, line);

	if (page->lines[line].kind != PAGE_HIDDEN || !bp_str_starts(text, ALLOW_OPENS))
		return (struct bp_str){0};
	size_t end = bp_str_find(text, BP_STR("-->"), 0);
	return end == SIZE_MAX ? (struct bp_str){0}
			       : bp_str_trim(bp_str_part(text, strlen(ALLOW_OPENS), end));
}

/* The last line of the block that begins behind a line: a block of code with its fences,
 * else all up to a blank line. *first is set to its first. */
static size_t kept_block_end(const struct page *page, size_t line, size_t *first)
{
	while (line < page->count &&
		(page->lines[line].kind == PAGE_BLANK || kept_allowed(page, line).len))
		line++;
	*first = line;
	if (line < page->count && page->lines[line].kind == PAGE_FENCE)
		for (line++; line < page->count && page->lines[line].kind != PAGE_FENCE;)
			line++;
	else
		while (line < page->count && page->lines[line].kind != PAGE_BLANK)
			line++;
	return line < page->count ? line : page->count - 1;
}

/* Takes the next of codes that blanks or commas part. */
static struct bp_str kept_take_code(struct bp_str *codes)
{
	size_t at = 0, end;

	while (at < codes->len && (bp_is_space(codes->at[at]) || codes->at[at] == ','))
		at++;
	for (end = at; end < codes->len && !bp_is_space(codes->at[end]) &&
		codes->at[end] != ',';)
		end++;
	struct bp_str code = bp_str_part(*codes, at, end);
	*codes = bp_str_from(*codes, end);
	return code;
}

static void kept_add_allows(struct module_kept *kept, const struct page *page)
{
	for (size_t i = page->body; i < page->count; i++) {
		struct bp_str codes = kept_allowed(page, i), code;
		size_t first = 0,
		       last = codes.len ? kept_block_end(page, i + 1, &first) : 0;
		while (codes.len && (code = kept_take_code(&codes)).len)
			*BP_PUSH(kept->arena, kept->allows, kept->allow_count,
				kept->allow_room) =
				(struct module_allow){bp_arena_str(kept->arena, code),
					(int)first + 1, (int)last + 1};
	}
}

bool kept_allows(const struct module_kept *kept, enum bp_fault fault, int line)
{
	for (size_t i = 0; i < kept->allow_count; i++)
		if (line >= kept->allows[i].first && line <= kept->allows[i].last &&
			bp_fault_optional(fault) &&
			bp_str_is(kept->allows[i].code, bp_fault_row(fault)->code))
			return true;
	return false;
}

void kept_check_allows(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count; i++) {
		struct bp_str codes = kept_allowed(page, i), code;
		while (codes.len && (code = kept_take_code(&codes)).len) {
			const char *meant;
			enum bp_fault fault = bp_fault_find(code, &meant);
			size_t at = (size_t)(code.at - page->text.at);
			if (fault == BP_FAULT_COUNT)
				rule_tell(subject, at, BP_FAULT_CHECK_ALLOW,
					meant ? _("tidak ada kode \"%.*s\"; maksud Anda \"%s\"?")
					      : _("tidak ada kode \"%.*s\"; kodenya tertulis di dalam [ ] di akhir pesan%s"),
					(int)code.len, code.at, meant ? meant : "");
			else if (!bp_fault_optional(fault))
				rule_tell(subject, at, BP_FAULT_CHECK_ALLOW,
					_("\"%.*s\" adalah galat, yang tidak dapat dimatikan; betulkan yang ditunjuknya"),
					(int)code.len, code.at);
		}
	}
}

/* ---- all of it ---- */

/* The files in the course's folder that links and images name. */
static void kept_add_files(struct module_kept *kept, const struct page *page)
{
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct page_mark *mark = &page->marks[i];
		if (mark->kind != PAGE_IMAGE && mark->kind != PAGE_LINK &&
			mark->kind != PAGE_DEFINITION)
			continue;
		if (mark->address.len && mark->address.len < 256 &&
			bp_str_find(mark->address, BP_STR(":"), 0) == SIZE_MAX)
			*BP_PUSH(kept->arena, kept->files.at, kept->files.count,
				kept->files.room) =
				bp_arena_str(kept->arena, mark->address);
	}
}

/* What is read of a module: its text and code, not its questions. */
static size_t kept_count_words(const struct page *page)
{
	size_t count = 0;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		bool inside = false;
		if (line->kind != PAGE_TEXT && line->kind != PAGE_HEADING &&
			line->kind != PAGE_CODE)
			continue;
		for (size_t at = line->text; at < line->end; at++) {
			char c = page->text.at[at];
			bool letter = bp_is_letter(c) || bp_is_digit(c) || c < 0;
			count += letter && !inside;
			inside = letter || (inside && !bp_is_space(c) && c != '|');
		}
	}
	return count;
}

uint32_t kept_hash(struct bp_str id)
{
	return bp_index_hash(bp_hash(BP_HASH_START, id));
}

static void kept_add_ids(struct module_kept *kept, const struct bp_quiz *quiz)
{
	kept->by_id.arena = kept->arena;
	for (size_t i = 0; i < quiz->count; i++) {
		struct bp_str id = bp_arena_str(kept->arena, quiz->questions[i].id);
		bp_index_add(&kept->by_id, kept_hash(id), (uint32_t)i);
		*BP_PUSH(kept->arena, kept->ids.at, kept->ids.count, kept->ids.room) = id;
	}
}

struct module_kept *kept_new(const struct rule_subject *subject)
{
	struct bp_arena *arena = bp_arena_new();
	struct module_kept *kept = bp_arena_alloc(arena, 1, sizeof *kept);

	kept->arena = arena;
	kept->headings = bp_headings_new(subject->document);
	kept_add_links(kept, subject->document, subject->page);
	kept_add_allows(kept, subject->page);
	kept_add_files(kept, subject->page);
	kept_add_ids(kept, subject->quiz);
	kept->questions = bp_quiz_asked(subject->quiz);
	kept->words = kept_count_words(subject->page);
	kept->minutes = hours_minutes(subject->module, kept->words, kept->questions);
	size_t title = page_key(subject->page, "title");
	if (title != SIZE_MAX)
		page_place(subject->page, title, &kept->title_line, &kept->title_column);
	return kept;
}

void kept_free(struct module_kept *kept)
{
	if (!kept)
		return;
	bp_headings_free(kept->headings);
	bp_arena_free(kept->arena);
}
