/*
 * Footnotes: "[^id]: text" defines one, "[^id]" in a text refers to it.
 *
 * Definitions are taken out of the source before libcmark sees it, which would read those
 * of one word as link definitions. Empty lines take their place, so that line numbers
 * stay right. References become numbers in the order in which they come.
 */
#include "document.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define NOTE_LIMIT 500 /* definitions beyond that stay text */
#define INDENT     4   /* columns, of further paragraphs of a definition */

/* The length of the "[^id]" at `at`; 0 if there is none. */
static size_t footnote_reference(struct bp_str text, size_t at, struct bp_str *id)
{
	size_t end = at + 2;

	if (at + 3 >= text.len || text.at[at] != '[' || text.at[at + 1] != '^')
		return 0;
	while (end < text.len && text.at[end] != ']' && text.at[end] != '[' &&
		!bp_is_space(text.at[end]))
		end++;
	if (end == text.len || text.at[end] != ']' || end == at + 2)
		return 0;
	*id = bp_str_part(text, at + 2, end);
	return end + 1 - at;
}

static size_t footnote_indent(struct bp_str line)
{
	size_t at = 0;
	while (at < line.len && line.at[at] == ' ')
		at++;
	return at;
}

/* The code fence that is open; length 0: none. */
struct footnote_fence {
	char sign;
	size_t len;
};

/* How many "`" or "~" begin a line that may open or close a fence; 0: it does neither. */
static size_t footnote_fence_run(struct bp_str line)
{
	size_t from = footnote_indent(line), at = from;

	if (from >= INDENT || from == line.len || !strchr("`~", line.at[from]))
		return 0;
	while (at < line.len && line.at[at] == line.at[from])
		at++;
	return at - from >= 3 ? at - from : 0;
}

/* Goes past a line. Only the same sign, as often as at the opening and with nothing behind
 * it, closes a fence (CommonMark 0.30, 4.5). */
static void footnote_pass_fence(struct footnote_fence *fence, struct bp_str line)
{
	size_t len = footnote_fence_run(line), from = footnote_indent(line);
	struct bp_str info = bp_str_trim(bp_str_from(line, from + len));

	if (len && !fence->len) {
		bool opens = line.at[from] == '~' ||
			bp_str_find(info, BP_STR("`"), 0) == SIZE_MAX;
		*fence = (struct footnote_fence){line.at[from], opens ? len : 0};
	} else if (len >= fence->len && len && line.at[from] == fence->sign &&
		!info.len) {
		fence->len = 0;
	}
}

/* Whether a line starts a definition; *rest is what stands behind "[^id]:". */
static bool footnote_definition(
	struct bp_str line, struct bp_str *id, struct bp_str *rest)
{
	size_t at = footnote_indent(line), len;

	if (at >= INDENT || !(len = footnote_reference(line, at, id)))
		return false;
	if (at + len >= line.len || line.at[at + len] != ':')
		return false;
	*rest = bp_str_from(line, at + len + 1);
	return true;
}

struct bp_note *bp_note_find(const struct bp_document *document, struct bp_str id)
{
	uint32_t hash = bp_index_name(id), n;
	size_t probe = hash;

	while ((n = bp_index_next(&document->notes_index, hash, &probe)) != BP_INDEX_END)
		if (bp_str_equal(document->notes[n].id, id))
			return &document->notes[n];
	return NULL;
}

struct bp_note *bp_note_numbered(const struct bp_document *document, int number)
{
	size_t probe = (uint32_t)number;
	uint32_t n;

	while ((n = bp_index_next(&document->notes_index, (uint32_t)number, &probe)) !=
		BP_INDEX_END)
		if (document->notes[n].number == number)
			return &document->notes[n];
	return NULL;
}

/* Whether a line still belongs to a definition: after an empty line only if indented. */
static bool footnote_goes_on(struct bp_str line, bool after_empty)
{
	return bp_str_trim(line).len == 0 || !after_empty ||
		footnote_indent(line) >= INDENT;
}

static void footnote_add(struct bp_document *document, struct bp_note note)
{
	struct bp_index *index = &document->notes_index;

	index->arena = document->arena;
	bp_index_add(index, bp_index_name(note.id), (uint32_t)document->note_count);
	*BP_PUSH(document->arena, document->notes, document->note_count,
		document->note_room) = note;
}

/* Adds the definition that starts in line n; returns the number of its last line. */
static int footnote_take(struct bp_document *document, const struct bp_lines *lines,
	int n, struct bp_str id, struct bp_str rest)
{
	struct bp_buf body = {0};
	bool empty = false;
	int last = n;

	bp_buf_add_str(&body, bp_str_trim(rest));
	for (int next = n + 1; next <= (int)lines->count; next++) {
		struct bp_str line = bp_lines_get(lines, next), other, unused;
		if (!footnote_goes_on(line, empty) ||
			footnote_definition(line, &other, &unused) ||
			footnote_fence_run(line))
			break;
		empty = bp_str_trim(line).len == 0;
		bp_buf_add_char(&body, '\n');
		bp_buf_add_str(&body,
			bp_str_from(line,
				footnote_indent(line) < INDENT ? footnote_indent(line)
							       : INDENT));
		if (!empty)
			last = next;
	}
	if (!bp_note_find(document, id))
		footnote_add(document,
			(struct bp_note){
				.id = bp_arena_str(document->arena, id),
				.body = bp_arena_str(document->arena, bp_buf_str(&body)),
				.line = n,
			});
	bp_buf_release(&body);
	return last;
}

void bp_notes_take(struct bp_document *document, struct bp_str source, struct bp_buf *out)
{
	struct bp_lines lines;
	struct bp_str id, rest;
	struct footnote_fence fence = {0};

	bp_lines_index(source, &lines);
	for (int n = 1; n <= (int)lines.count; n++) {
		struct bp_str line = bp_lines_get(&lines, n);
		footnote_pass_fence(&fence, line);
		if (!fence.len && document->note_count < NOTE_LIMIT &&
			footnote_definition(line, &id, &rest)) {
			for (int last = footnote_take(document, &lines, n, id, rest);
				n < last; n++)
				bp_buf_add_char(out, '\n');
		} else {
			bp_buf_add_str(out, line);
		}
		bp_buf_add_char(out, '\n');
	}
	bp_lines_release(&lines);
}

/* The number of a footnote, which it gets when it is first referred to. */
static int footnote_number_of(struct bp_document *document, struct bp_note *note)
{
	if (!note->number) {
		note->number = ++document->notes_used;
		bp_index_add(&document->notes_index, (uint32_t)note->number,
			(uint32_t)(note - document->notes));
	}
	return note->number;
}

/* Appends a reference as a span that can be opened like a link. */
static void footnote_add_reference(struct bp_document *document, struct bp_note *note,
	uint32_t block, struct bp_spans *out)
{
	struct bp_arena *arena = document->arena;
	int number = footnote_number_of(document, note);
	struct bp_span span = {.attributes = BP_SPAN_NOTE};

	span.text = bp_str(bp_arena_printf(arena, "[%d]", number));
	if (document->link_count < UINT16_MAX - 1) {
		*BP_PUSH(arena, document->links, document->link_count,
			document->link_room) = (struct bp_link){
			bp_str(bp_arena_printf(arena, "%s%d", BP_NOTE_URL, number)),
			block};
		span.link = (uint16_t)document->link_count;
	}
	*BP_PUSH(arena, out->at, out->count, out->room) = span;
}

static void footnote_split(struct bp_document *document, const struct bp_span *span,
	uint32_t block, struct bp_spans *out)
{
	size_t from = 0;

	for (size_t at = 0; at < span->text.len;) {
		struct bp_str id;
		size_t len = footnote_reference(span->text, at, &id);
		struct bp_note *note = len ? bp_note_find(document, id) : NULL;
		if (!note) {
			at++;
			continue;
		}
		if (at > from)
			bp_spans_add(document->arena, out,
				bp_str_part(span->text, from, at), span->attributes,
				span->link);
		footnote_add_reference(document, note, block, out);
		at += len;
		from = at;
	}
	if (from < span->text.len)
		bp_spans_add(document->arena, out, bp_str_from(span->text, from),
			span->attributes, span->link);
}

void bp_spans_notes(struct bp_document *document, uint32_t block, struct bp_spans *spans)
{
	struct bp_spans out = {0};

	if (document->note_count == 0)
		return;
	for (size_t i = 0; i < spans->count; i++) {
		const struct bp_span *span = &spans->at[i];
		if (span->attributes & (BP_SPAN_CODE | BP_SPAN_BREAK) || span->link)
			*BP_PUSH(document->arena, out.at, out.count, out.room) = *span;
		else
			footnote_split(document, span, block, &out);
	}
	*spans = out;
}

void bp_notes_check(const struct bp_document *document, int line_offset,
	struct bp_diagnostics *faults)
{
	for (size_t i = 0; i < document->note_count; i++)
		if (!document->notes[i].number)
			bp_diagnose(faults, BP_FAULT_NOTE_UNUSED,
				document->notes[i].line + line_offset, 1,
				_("catatan kaki [^%.*s] tidak dirujuk di mana pun, jadi tidak ditampilkan"),
				(int)document->notes[i].id.len, document->notes[i].id.at);
}

const struct bp_note *bp_document_note(
	const struct bp_document *document, struct bp_str url)
{
	size_t len = sizeof BP_NOTE_URL - 1;

	for (size_t i = 0; bp_str_starts(url, BP_NOTE_URL) && i < document->note_count;
		i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", document->notes[i].number);
		if (bp_str_is(bp_str_from(url, len), number))
			return &document->notes[i];
	}
	return NULL;
}

bool bp_document_defines_note(const struct bp_document *document, struct bp_str name)
{
	return bp_note_find(document, name) != NULL;
}
