/* Pandoc's inlines, flattened. */
#include "runs.h"
#include <string.h>

#define RUNS_DEPTH_MOST 32

struct reading {
	struct bp_arena *arena;
	struct runs *runs;
	struct bp_buf pending; /* text of one style that goes on */
	unsigned style;
	struct bp_str target;
	int depth;
	bool *deep;
};

static void runs_read_all(struct reading *reading, const json_t *inlines);

static struct run *runs_new(
	struct bp_arena *arena, struct runs *runs, enum run_kind kind, struct bp_str text)
{
	struct run *run = BP_PUSH(arena, runs->at, runs->count, runs->room);

	*run = (struct run){.kind = kind, .text = text};
	return run;
}

/* Blanks of any width are blanks, and what no terminal shows is left out. */
static struct bp_str runs_clean(struct bp_arena *arena, struct bp_str text)
{
	static const char *const blanks[] = {
		"\u00a0", "\u2002", "\u2003", "\u2009", "\u202f"};
	struct bp_buf even = {0}, clean = {0};

	for (size_t i = 0, len; i < text.len; i += len) {
		uint32_t code;
		len = bp_utf8_next(text, i, &code);
		struct bp_str one = bp_str_part(text, i, i + len);
		for (size_t j = 0; j < sizeof blanks / sizeof *blanks; j++)
			if (bp_str_is(one, blanks[j]))
				one = BP_STR(" ");
		bp_buf_add_str(&even, one);
	}
	bp_buf_add_clean_line(&clean, bp_buf_str(&even));
	struct bp_str whole = bp_arena_str(arena, bp_buf_str(&clean));
	bp_buf_release(&even);
	bp_buf_release(&clean);
	return whole;
}

static void runs_end_text(struct reading *reading)
{
	if (!reading->pending.len)
		return;
	struct run *run = runs_new(reading->arena, reading->runs, RUN_TEXT,
		runs_clean(reading->arena, bp_buf_str(&reading->pending)));
	run->style = reading->style;
	run->target = reading->target;
	bp_buf_clear(&reading->pending);
}

static struct run *runs_push(
	struct reading *reading, enum run_kind kind, struct bp_str text)
{
	runs_end_text(reading);
	struct run *run = runs_new(
		reading->arena, reading->runs, kind, runs_clean(reading->arena, text));
	run->style = reading->style;
	run->target = reading->target;
	return run;
}

static struct bp_str runs_string(const json_t *json)
{
	return (struct bp_str){json_string_value(json), json_string_length(json)};
}

/* ---- a function for each kind of inline ---- */

static void runs_read_text(struct reading *reading, const json_t *c)
{
	bp_buf_add_str(&reading->pending, runs_string(c));
}

static void runs_read_blank(struct reading *reading, const json_t *c)
{
	(void)c;
	bp_buf_add_char(&reading->pending, ' ');
}

static void runs_read_break(struct reading *reading, const json_t *c)
{
	(void)c;
	runs_push(reading, RUN_BREAK, BP_STR(" "));
}

static void runs_read_styled(
	struct reading *reading, const json_t *inlines, unsigned style)
{
	unsigned before = reading->style;

	runs_end_text(reading);
	reading->style |= style;
	runs_read_all(reading, inlines);
	runs_end_text(reading);
	reading->style = before;
}

static void runs_read_strong(struct reading *reading, const json_t *c)
{
	runs_read_styled(reading, c, RUN_STRONG);
}

static void runs_read_emphasis(struct reading *reading, const json_t *c)
{
	runs_read_styled(reading, c, RUN_EMPHASIS);
}

static void runs_read_underline(struct reading *reading, const json_t *c)
{
	runs_read_styled(reading, c, RUN_UNDERLINE);
}

static void runs_read_strike(struct reading *reading, const json_t *c)
{
	runs_read_styled(reading, c, RUN_STRIKE);
}

static void runs_read_raised(struct reading *reading, const json_t *c)
{
	runs_read_styled(reading, c, RUN_RAISED);
}

static void runs_read_lowered(struct reading *reading, const json_t *c)
{
	runs_read_styled(reading, c, RUN_LOWERED);
}

static void runs_read_code(struct reading *reading, const json_t *c)
{
	runs_push(reading, RUN_CODE, runs_string(json_array_get(c, 1)));
}

static void runs_read_math(struct reading *reading, const json_t *c)
{
	const char *kind = json_string_value(json_object_get(json_array_get(c, 0), "t"));
	struct run *run = runs_push(reading, RUN_MATH, runs_string(json_array_get(c, 1)));

	run->display = kind && strcmp(kind, "DisplayMath") == 0;
}

static void runs_read_link(struct reading *reading, const json_t *c)
{
	struct bp_str before = reading->target;

	runs_end_text(reading);
	reading->target = bp_arena_str(
		reading->arena, runs_string(json_array_get(json_array_get(c, 2), 0)));
	runs_read_all(reading, json_array_get(c, 1));
	runs_end_text(reading);
	reading->target = before;
}

static void runs_read_image(struct reading *reading, const json_t *c)
{
	struct runs alt = {0};

	runs_read(reading->arena, json_array_get(c, 1), &alt, reading->deep);
	struct run *run = runs_push(reading, RUN_IMAGE, runs_text(reading->arena, &alt));
	run->target = bp_arena_str(
		reading->arena, runs_string(json_array_get(json_array_get(c, 2), 0)));
}

/* A note's paragraphs become one, since its text stands in one line. */
static void runs_read_note(struct reading *reading, const json_t *c)
{
	struct runs note = {0};
	size_t i;
	const json_t *block;

	json_array_foreach(c, i, block)
	{
		if (note.count)
			runs_add_break(reading->arena, &note);
		runs_read(reading->arena, json_object_get(block, "c"), &note,
			reading->deep);
	}
	runs_push(reading, RUN_NOTE, (struct bp_str){0})->note = note;
}

static bool runs_span_is_marked(const json_t *c)
{
	size_t i;
	const json_t *name;

	json_array_foreach(json_array_get(json_array_get(c, 0), 1), i,
		name) if (bp_str_is(runs_string(name), "mark")) return true;
	return false;
}

static void runs_read_span(struct reading *reading, const json_t *c)
{
	runs_read_styled(
		reading, json_array_get(c, 1), runs_span_is_marked(c) ? RUN_MARKED : 0);
}

/* Of a quotation or a citation: what it is comes first, its inlines second. */
static void runs_read_quoted(struct reading *reading, const json_t *c)
{
	const char *kind = json_string_value(json_object_get(json_array_get(c, 0), "t"));
	bool one = kind && strcmp(kind, "SingleQuote") == 0;

	bp_buf_add_cstr(&reading->pending, one ? "‘" : "“");
	runs_read_all(reading, json_array_get(c, 1));
	bp_buf_add_cstr(&reading->pending, one ? "’" : "”");
}

static void runs_read_second(struct reading *reading, const json_t *c)
{
	runs_read_all(reading, json_array_get(c, 1));
}

static const struct {
	const char *name;
	void (*read)(struct reading *reading, const json_t *c);
} kinds[] = {
	{"Str", runs_read_text},
	{"Space", runs_read_blank},
	{"SoftBreak", runs_read_blank},
	{"LineBreak", runs_read_break},
	{"Strong", runs_read_strong},
	{"Emph", runs_read_emphasis},
	{"Underline", runs_read_underline},
	{"Strikeout", runs_read_strike},
	{"Superscript", runs_read_raised},
	{"Subscript", runs_read_lowered},
	{"SmallCaps", runs_read_all},
	{"Code", runs_read_code},
	{"Math", runs_read_math},
	{"Link", runs_read_link},
	{"Image", runs_read_image},
	{"Note", runs_read_note},
	{"Span", runs_read_span},
	{"Quoted", runs_read_quoted},
	{"Cite", runs_read_second},
};

static void runs_read_one(struct reading *reading, const json_t *inline_)
{
	const char *name = json_string_value(json_object_get(inline_, "t"));

	for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			kinds[i].read(reading, json_object_get(inline_, "c"));
}

static void runs_read_all(struct reading *reading, const json_t *inlines)
{
	size_t i;
	const json_t *one;

	if (reading->depth == RUNS_DEPTH_MOST) {
		*reading->deep = true;
		return;
	}
	reading->depth++;
	json_array_foreach(inlines, i, one) runs_read_one(reading, one);
	reading->depth--;
}

void runs_read(
	struct bp_arena *arena, const json_t *inlines, struct runs *runs, bool *deep)
{
	struct reading reading = {.arena = arena, .runs = runs, .deep = deep};

	runs_read_all(&reading, inlines);
	runs_end_text(&reading);
	bp_buf_release(&reading.pending);
}

/* ---- what is done with them ---- */

struct bp_str runs_text(struct bp_arena *arena, const struct runs *runs)
{
	struct bp_buf text = {0};

	for (size_t i = 0; i < runs->count; i++)
		if (runs->at[i].kind != RUN_IMAGE)
			bp_buf_add_str(&text, runs->at[i].text);
	struct bp_str whole = bp_arena_str(arena, bp_buf_str(&text));
	bp_buf_release(&text);
	return whole;
}

static size_t runs_length(const struct run *run)
{
	return run->kind == RUN_IMAGE ? 0 : run->text.len;
}

struct runs runs_part(
	struct bp_arena *arena, const struct runs *runs, size_t from, size_t to)
{
	struct runs part = {0};
	size_t at = 0;

	for (size_t i = 0; i < runs->count; i++) {
		const struct run *run = &runs->at[i];
		size_t len = runs_length(run), start = at > from ? at : from;
		size_t end = at + len < to ? at + len : to;
		bool empty = len == 0 && at >= from && at <= to;
		at += len;
		if (!empty && start >= end)
			continue;
		struct run *copy = BP_PUSH(arena, part.at, part.count, part.room);
		*copy = *run;
		if (len)
			copy->text = bp_str_part(
				run->text, start - (at - len), end - (at - len));
	}
	return part;
}

struct runs runs_trim(struct bp_arena *arena, const struct runs *runs)
{
	struct bp_str text = runs_text(arena, runs), inner = bp_str_trim(text);
	size_t from = inner.len ? (size_t)(inner.at - text.at) : 0;
	size_t to = inner.len ? from + inner.len : text.len;

	/* an image or note beyond the blanks stays */
	if (runs->count && !runs_length(&runs->at[0]))
		from = 0;
	if (runs->count && !runs_length(&runs->at[runs->count - 1]))
		to = text.len;
	return runs_part(arena, runs, from, to);
}

void runs_add(struct bp_arena *arena, struct runs *runs, const struct runs *more)
{
	for (size_t i = 0; i < more->count; i++)
		*BP_PUSH(arena, runs->at, runs->count, runs->room) = more->at[i];
}

void runs_add_text(struct bp_arena *arena, struct runs *runs, const char *text)
{
	runs_new(arena, runs, RUN_TEXT, bp_str(text));
}

void runs_add_break(struct bp_arena *arena, struct runs *runs)
{
	runs_new(arena, runs, RUN_BREAK, BP_STR(" "));
}

void runs_plain(struct runs *runs, unsigned styles)
{
	for (size_t i = 0; i < runs->count; i++)
		runs->at[i].style &= ~styles;
}

bool runs_all(const struct runs *runs, unsigned styles)
{
	bool some = false;

	for (size_t i = 0; i < runs->count; i++) {
		const struct run *run = &runs->at[i];
		if (run->kind == RUN_BREAK || !bp_str_trim(run->text).len)
			continue;
		if (!(run->style & styles))
			return false;
		some = true;
	}
	return some;
}

bool runs_has(const struct runs *runs, enum run_kind kind)
{
	for (size_t i = 0; i < runs->count; i++)
		if (runs->at[i].kind == kind)
			return true;
	return false;
}
