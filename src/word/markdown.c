/* Runs as Markdown. */
#include "markdown.h"
#include "notes.h"
#include <berpijar/lang.h>
#include <string.h>

/* Styles that Markdown knows, in the order in which they open. */
static const struct {
	unsigned styles;
	const char *opens, *closes;
} marks[] = {
	{RUN_STRONG | RUN_MARKED, "**", "**"},
	{RUN_EMPHASIS | RUN_UNDERLINE, "*", "*"},
	{RUN_STRIKE, "~~", "~~"},
	{RUN_RAISED, "<sup>", "</sup>"},
	{RUN_LOWERED, "<sub>", "</sub>"},
};

#define MARKS       (sizeof marks / sizeof *marks)
#define DIGITS_MOST 9 /* of the number of an item */

struct writing {
	struct markdown *markdown;
	struct bp_buf *out;
	size_t start;       /* where this text begins in out */
	size_t open[MARKS]; /* which marks are open, the innermost last */
	size_t depth;
	struct bp_str target; /* of the link that is open */
	struct bp_buf blanks; /* that have not been written */
	const char *line_end;
};

/* ---- text ---- */

static bool markdown_is_word(struct bp_str text, size_t at)
{
	return at < text.len &&
		(bp_is_letter(text.at[at]) || bp_is_digit(text.at[at]) ||
			(unsigned char)text.at[at] >= 0x80);
}

/* Whether a sign means something wherever it stands. */
static bool markdown_is_sign(struct bp_str text, size_t at)
{
	char c = text.at[at], next = at + 1 < text.len ? text.at[at + 1] : ' ';

	if (c == '_')
		return !(at && markdown_is_word(text, at - 1) &&
			markdown_is_word(text, at + 1));
	if (c == '&')
		return bp_is_letter(next) || next == '#';
	if (c == '{')
		return bp_is_letter(next);
	return c && strchr("\\`*[]<|~$", c);
}

/* Whether what begins with a sign would begin something else than a paragraph. */
static bool markdown_is_start(struct bp_str text, size_t at)
{
	size_t digits = 0;

	if (at > DIGITS_MOST)
		return false;
	while (digits < at && bp_is_digit(text.at[digits]))
		digits++;
	if (at == 0)
		return strchr("#>+-=:", text.at[0]);
	return digits == at && (text.at[at] == '.' || text.at[at] == ')') &&
		(at + 1 == text.len || bp_is_space(text.at[at + 1]));
}

static void markdown_escape(struct bp_str text, bool starts, struct bp_buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		if (markdown_is_sign(text, i) || (starts && markdown_is_start(text, i)))
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, text.at[i]);
	}
}

void markdown_text(struct bp_str text, struct bp_buf *out)
{
	markdown_escape(bp_str_trim(text), true, out);
}

/* ---- styles ---- */

static bool markdown_is_punctuation(struct bp_str text, size_t at)
{
	return !markdown_is_word(text, at) ||
		bp_str_starts(bp_str_from(text, at), "\xe2\x80");
}

/* Where a mark stands between a word and punctuation Markdown does not see it; a blank
 * there makes it one. */
static void markdown_part(struct writing *writing, struct bp_str next, bool closed)
{
	struct bp_str before = bp_str_from(bp_buf_str(writing->out), writing->start);

	if (writing->blanks.len || !before.len || !next.len)
		return;
	if (closed) { /* the mark ends what is before */
		size_t marks_len = 0;
		while (marks_len < before.len &&
			strchr("*~", before.at[before.len - 1 - marks_len]))
			marks_len++;
		if (marks_len && marks_len < before.len && markdown_is_word(next, 0) &&
			markdown_is_punctuation(before, before.len - 1 - marks_len))
			bp_buf_add_char(&writing->blanks, ' ');
	} else if (markdown_is_word(before, before.len - 1) &&
		markdown_is_punctuation(next, 0)) {
		bp_buf_add_char(&writing->blanks, ' ');
	}
}

static bool markdown_has_mark(unsigned style, size_t mark)
{
	return style & marks[mark].styles;
}

/* Closes marks until those that are open all belong to the style. */
static bool markdown_close(struct writing *writing, unsigned style)
{
	size_t keep = 0;

	while (keep < writing->depth && markdown_has_mark(style, writing->open[keep]))
		keep++;
	bool closes = keep < writing->depth;
	while (writing->depth > keep)
		bp_buf_add_cstr(
			writing->out, marks[writing->open[--writing->depth]].closes);
	return closes;
}

static bool markdown_is_open(const struct writing *writing, size_t mark)
{
	for (size_t i = 0; i < writing->depth; i++)
		if (writing->open[i] == mark)
			return true;
	return false;
}

static bool markdown_opens(const struct writing *writing, unsigned style)
{
	for (size_t i = 0; i < MARKS; i++)
		if (markdown_has_mark(style, i) && !markdown_is_open(writing, i))
			return true;
	return false;
}

static void markdown_end_link(struct writing *writing, struct bp_str target)
{
	if (bp_str_equal(writing->target, target))
		return;
	markdown_close(writing, 0);
	if (writing->target.len)
		bp_buf_printf(writing->out, "](<%.*s>)", (int)writing->target.len,
			writing->target.at);
	writing->target = (struct bp_str){0};
}

/* Goes over to the style and the link of what comes next; blanks stand outside. */
static void markdown_go(
	struct writing *writing, unsigned style, struct bp_str target, struct bp_str next)
{
	markdown_end_link(writing, target);
	if (markdown_close(writing, style))
		markdown_part(writing, next, true);
	else if (markdown_opens(writing, style))
		markdown_part(writing, next, false);
	bp_buf_add_str(writing->out, bp_buf_str(&writing->blanks));
	bp_buf_clear(&writing->blanks);
	if (target.len && !writing->target.len)
		bp_buf_add_char(writing->out, '[');
	writing->target = target;
	for (size_t i = 0; i < MARKS; i++)
		if (markdown_has_mark(style, i) && !markdown_is_open(writing, i)) {
			bp_buf_add_cstr(writing->out, marks[i].opens);
			writing->open[writing->depth++] = i;
		}
}

/* ---- a function for each kind of run ---- */

/* Only addresses of the web and of people lead somewhere from a course. */
static struct bp_str markdown_target(struct markdown *markdown, const struct run *run)
{
	static const char *const kinds[] = {"https://", "http://", "mailto:"};
	struct bp_str target = run->target, none = {0};

	if (!target.len || target.at[0] == '#')
		return none;
	for (size_t i = 0; i < target.len; i++)
		if (strchr("<>\\ \n\t", target.at[i]))
			target.len = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (bp_str_starts(target, kinds[i]))
			return target;
	notes_add(markdown->word, markdown->heading,
		_("tautan ke %.*s: hanya teksnya yang dibawa"),
		(int)bp_text_fit(run->target, 80), run->target.at);
	return none;
}

static void markdown_write_text(struct writing *writing, const struct run *run)
{
	struct bp_str inner = bp_str_trim(run->text), text = run->text;

	if (!inner.len) {
		bp_buf_add_cstr(&writing->blanks, text.len ? " " : "");
		return;
	}
	if (inner.at > text.at)
		bp_buf_add_char(&writing->blanks, ' ');
	markdown_go(writing, run->style, markdown_target(writing->markdown, run), inner);
	markdown_escape(inner, writing->out->len == writing->start, writing->out);
	if (inner.at + inner.len < text.at + text.len)
		bp_buf_add_char(&writing->blanks, ' ');
}

static void markdown_write_break(struct writing *writing, const struct run *run)
{
	(void)run;
	markdown_end_link(writing, (struct bp_str){0});
	markdown_close(writing, 0);
	bp_buf_clear(&writing->blanks);
	bp_buf_add_cstr(writing->out, writing->line_end);
	if (strchr(writing->line_end, '\n'))
		writing->start = writing->out->len;
}

/* A blank beside a backquote parts it from those that hold the code. */
static void markdown_write_code(struct writing *writing, const struct run *run)
{
	size_t ticks = 0, longest = 0;

	for (size_t i = 0; i < run->text.len; i++) {
		ticks = run->text.at[i] == '`' ? ticks + 1 : 0;
		longest = ticks > longest ? ticks : longest;
	}
	markdown_go(writing, 0, (struct bp_str){0}, run->text);
	for (size_t i = 0; i <= longest; i++)
		bp_buf_add_char(writing->out, '`');
	bp_buf_add_cstr(writing->out, longest ? " " : "");
	bp_buf_add_str(writing->out, run->text);
	bp_buf_add_cstr(writing->out, longest ? " " : "");
	for (size_t i = 0; i <= longest; i++)
		bp_buf_add_char(writing->out, '`');
}

/* What holds a "$" cannot stand between two of them. A bar would end a cell. */
static void markdown_write_math(struct writing *writing, const struct run *run)
{
	struct bp_str text = bp_str_trim(run->text);
	const char *sign = run->display ? "$$" : "$";

	if (bp_str_find(text, BP_STR("$"), 0) != SIZE_MAX || !text.len) {
		markdown_write_code(writing, run);
		return;
	}
	markdown_go(writing, 0, (struct bp_str){0}, BP_STR("a"));
	bp_buf_add_cstr(writing->out, sign);
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '|')
			bp_buf_add_cstr(writing->out, "\\vert ");
		else
			bp_buf_add_char(
				writing->out, text.at[i] == '\n' ? ' ' : text.at[i]);
	bp_buf_add_cstr(writing->out, sign);
}

static void markdown_write_image(struct writing *writing, const struct run *run)
{
	struct markdown *markdown = writing->markdown;
	const char *name = images_take(markdown->images, run->target, markdown->heading);
	struct bp_str alt = images_alt(run->text);

	if (!name)
		return;
	markdown_go(writing, 0, (struct bp_str){0}, BP_STR("!"));
	bp_buf_add_cstr(writing->out, "![");
	markdown_escape(alt, false, writing->out);
	bp_buf_printf(writing->out, "](%s)", name);
	if (!alt.len)
		notes_add(markdown->word, markdown->heading,
			_("%s: tulislah isi gambar ini di dalam ![ ]; terminal tidak menampilkan gambar"),
			name);
}

static void markdown_write_note(struct writing *writing, const struct run *run)
{
	struct markdown *markdown = writing->markdown;

	if (!run->note.count)
		return;
	markdown_end_link(writing, (struct bp_str){0});
	markdown_close(writing, 0);
	if (markdown->notes_here) {
		*BP_PUSH(markdown->word->arena, markdown->notes, markdown->note_count,
			markdown->note_room) = run->note;
		bp_buf_printf(writing->out, "[^%zu]", markdown->note_count);
		return;
	}
	bp_buf_add_cstr(writing->out, " (");
	markdown_runs(markdown, &run->note, " ", writing->out);
	bp_buf_add_char(writing->out, ')');
}

void markdown_runs(struct markdown *markdown, const struct runs *runs,
	const char *line_end, struct bp_buf *out)
{
	static void (*const kinds[])(struct writing *, const struct run *) = {
		[RUN_TEXT] = markdown_write_text,
		[RUN_BREAK] = markdown_write_break,
		[RUN_CODE] = markdown_write_code,
		[RUN_MATH] = markdown_write_math,
		[RUN_IMAGE] = markdown_write_image,
		[RUN_NOTE] = markdown_write_note,
	};
	struct writing writing = {.markdown = markdown,
		.out = out,
		.start = out->len,
		.line_end = line_end};

	for (size_t i = 0; i < runs->count; i++)
		kinds[runs->at[i].kind](&writing, &runs->at[i]);
	markdown_end_link(&writing, (struct bp_str){0});
	markdown_close(&writing, 0);
	bp_buf_release(&writing.blanks);
}

void markdown_fence(const char *name, struct bp_str inside, struct bp_buf *out)
{
	size_t run = 0, longest = 2;

	for (size_t i = 0; i < inside.len; i++) {
		run = inside.at[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (int side = 0; side < 2; side++) {
		for (size_t i = 0; i <= longest; i++)
			bp_buf_add_char(out, '`');
		bp_buf_add_cstr(out, side ? "\n" : name);
		if (!side) {
			bp_buf_add_char(out, '\n');
			bp_buf_add_str(out, inside);
			if (inside.len && inside.at[inside.len - 1] != '\n')
				bp_buf_add_char(out, '\n');
		}
	}
}
