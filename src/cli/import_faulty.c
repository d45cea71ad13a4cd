#include "import_faulty.h"
#include <stdlib.h>
#include <string.h>

#define FAULTY_MOST 8192 /* bytes of a question that are kept */

/* A place in a text that only goes forward, so that many faults cost one pass. */
struct faulty_place {
	struct bp_str text;
	size_t at;
	int line;
};

/* Lines end as in the readers, with LF, CR LF or CR. */
static bool faulty_ends_line(struct bp_str text, size_t at)
{
	return text.at[at] == '\n' ||
		(text.at[at] == '\r' && !(at + 1 < text.len && text.at[at + 1] == '\n'));
}

static void faulty_go(struct faulty_place *place, int line)
{
	for (; place->line < line && place->at < place->text.len; place->at++)
		place->line += faulty_ends_line(place->text, place->at);
}

/* Whether an empty line stands at a place between two lines. */
static bool faulty_is_gap(struct bp_str text, size_t at)
{
	size_t to = at;

	while (to < text.len && (text.at[to] == ' ' || text.at[to] == '\t'))
		to++;
	return to >= text.len || text.at[to] == '\n' || text.at[to] == '\r';
}

static bool faulty_begins_line(struct bp_str text, size_t at)
{
	return at == 0 || text.at[at - 1] == '\n' || text.at[at - 1] == '\r';
}

/* A question of GIFT or Aiken reaches from one empty line to the next. */
static struct bp_str faulty_paragraph(struct bp_str text, size_t at)
{
	size_t start = at, end = at;

	while (start > 0 &&
		!(faulty_begins_line(text, start) &&
			faulty_is_gap(text, start > 1 ? start - 1 : 0)))
		start--;
	while (end < text.len &&
		!(end > at && faulty_begins_line(text, end) && faulty_is_gap(text, end)))
		end++;
	return bp_str_trim(bp_str_part(text, start, end));
}

/* Where the next question begins; "<questiontext>" is none. */
static size_t faulty_tag(struct bp_str text, size_t at)
{
	static const char open[] = "<question";

	do {
		at = bp_str_find(text, bp_str(open), at);
		if (at == SIZE_MAX)
			return at;
		at += sizeof open - 1;
	} while (at < text.len && bp_is_letter(text.at[at]));
	return at - (sizeof open - 1);
}

/* The element that a line is in, behind what was found before. */
static struct bp_str faulty_element(struct bp_str text, size_t at, size_t from)
{
	static const char shut[] = "</question>";
	const char *newline = memchr(text.at + at, '\n', text.len - at);
	size_t line_end = newline ? (size_t)(newline - text.at) : text.len;
	size_t start = SIZE_MAX, end = bp_str_find(text, bp_str(shut), at);

	for (size_t next = faulty_tag(text, from); next != SIZE_MAX && next < line_end;
		next = faulty_tag(text, next + 1))
		start = next;
	if (start == SIZE_MAX || end == SIZE_MAX)
		return (struct bp_str){0};
	return bp_str_part(text, start, end + sizeof shut - 1);
}

/* Where the last element ends: behind it none is looked for. */
static size_t faulty_last(struct bp_str text)
{
	size_t last = 0, next = 0;

	while ((next = bp_str_find(text, BP_STR("</question>"), next)) != SIZE_MAX)
		last = next++;
	return last;
}

static int faulty_order(const void *left, const void *right)
{
	const struct faulty_one *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

/* The faults that are about one question, by their lines. */
static size_t faulty_lines(
	const struct bp_diagnostics *faults, size_t from, struct faulty_one *lines)
{
	size_t count = 0;

	for (size_t i = from; i < faults->count; i++) {
		const struct bp_diagnostic *fault = &faults->at[i];
		if (bp_fault_row(fault->fault)->severity == BP_SEVERITY_ERROR &&
			fault->line >= 1 && fault->fault != BP_FAULT_GIFT_QUESTIONS &&
			fault->fault != BP_FAULT_FAULTS_MANY)
			lines[count++] = (struct faulty_one){
				.line = fault->line, .message = fault->message};
	}
	if (count)
		qsort(lines, count, sizeof *lines, faulty_order);
	return count;
}

void faulty_find(struct faulty *faulty, struct bp_str text, bool xml,
	const struct bp_diagnostics *faults, size_t from)
{
	struct faulty_one *lines =
		bp_arena_alloc(faulty->arena, faults->count + 1, sizeof *lines);
	size_t count = faulty_lines(faults, from, lines), end = 0;
	struct faulty_place place = {text, 0, 1};
	size_t last = xml ? faulty_last(text) : text.len;

	for (size_t i = 0; i < count; i++) {
		faulty_go(&place, lines[i].line);
		if (place.at > last)
			return;
		if (place.at < end || place.at >= text.len)
			continue; /* of the question that was found last */
		lines[i].source = xml ? faulty_element(text, place.at, end)
				      : faulty_paragraph(text, place.at);
		if (!lines[i].source.len)
			continue;
		size_t start = (size_t)(lines[i].source.at - text.at);
		end = start + lines[i].source.len;
		for (size_t at = start; at < place.at; at++)
			lines[i].line -= faulty_ends_line(text, at);
		*BP_PUSH(faulty->arena, faulty->at, faulty->count, faulty->room) =
			lines[i];
	}
}

/* Nothing in a comment may end it. */
static void faulty_comment(struct bp_str text, struct bp_buf *out)
{
	for (size_t i = 0; i < text.len && i < FAULTY_MOST; i++) {
		bp_buf_add_char(out, text.at[i]);
		if (text.at[i] == '-' && i + 1 < text.len &&
			(text.at[i + 1] == '-' ||
				(i > 0 && text.at[i - 1] == '-' &&
					text.at[i + 1] == '>')))
			bp_buf_add_char(out, ' ');
	}
}

void faulty_write(struct faulty *faulty, const char *path, int above, struct bp_buf *out)
{
	const char *slash = strrchr(path, '/');

	for (; faulty->next < faulty->count && faulty->at[faulty->next].line < above;
		faulty->next++) {
		const struct faulty_one *one = &faulty->at[faulty->next];
		struct bp_buf head = {0};
		bp_buf_printf(&head, "%s:%d: %s", slash ? slash + 1 : path, one->line,
			one->message);
		bp_buf_add_cstr(out, "\n<!--\n");
		faulty_comment(bp_buf_str(&head), out);
		bp_buf_add_cstr(out, "\n\n");
		faulty_comment(one->source, out);
		bp_buf_add_cstr(out, "\n-->\n");
		bp_buf_release(&head);
	}
}
