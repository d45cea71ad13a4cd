/* A lesson, or a text of a question, as blocks of a paper. */
#include "paper.h"
#include <berpijar/action.h>
#include <berpijar/link.h>
#include <string.h>

#define LESSON_BAR 12.0 /* what a quote or a callout moves its text in */

#define LESSON_COLUMNS 12 /* of a table, across a page */

/* ---- runs ---- */

static unsigned lesson_style(const struct bp_span *span)
{
	static const struct {
		uint16_t attribute;
		unsigned style;
	} styles[] = {
		{BP_SPAN_STRONG, RUN_BOLD},
		{BP_SPAN_EMPHASIS, RUN_ITALIC},
		{BP_SPAN_IMAGE, RUN_ITALIC},
		{BP_SPAN_CODE, RUN_MONO},
		{BP_SPAN_NAME, RUN_FAINT},
		{BP_SPAN_STRIKE, RUN_STRIKE},
		{BP_SPAN_KEY, RUN_BOLD},
	};
	unsigned style = 0;

	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (span->attributes & styles[i].attribute)
			style |= styles[i].style;
	return style;
}

/* A key is called by what it does: on paper there is none. */
static struct bp_str lesson_words(const struct bp_span *span)
{
	struct bp_str name = {0};

	if (span->attributes & BP_SPAN_BREAK)
		return BP_STR("\n");
	if (!(span->attributes & BP_SPAN_KEY))
		return span->text;
	bp_action_key_at(span->text, 0, &name);
	return bp_str(_(bp_action_first_word(bp_action_named(name))));
}

static void lesson_runs(json_t *block, const struct bp_spans *spans, unsigned style)
{
	for (size_t i = 0; i < spans->count; i++)
		sheaf_run(block, lesson_words(&spans->at[i]),
			lesson_style(&spans->at[i]) | style);
}

/* ---- what a block stands in ---- */

static int lesson_digits(int number)
{
	int count = 1;

	for (; number >= 10; number /= 10)
		count++;
	return count;
}

static double lesson_indent(const struct bp_container *in)
{
	if (in->kind == BP_LIST)
		return 0;
	if (in->kind != BP_ITEM)
		return LESSON_BAR;
	if (!in->parent || !in->parent->ordered)
		return 14;
	return (in->parent->delimiter == ']' ? 14 : 10) +
		6.5 * lesson_digits(in->parent->last);
}

static const char *lesson_mark(struct bp_arena *arena, const struct bp_container *item)
{
	const struct bp_container *list = item->parent;

	if (item->task)
		return item->checked ? "\u2611" : "\u2610";
	if (!list->ordered)
		return item->depth > 1 ? "\u2013" : "\u2022";
	if (list->delimiter == ']')
		return bp_arena_printf(arena, "[%d]", item->number);
	return bp_arena_printf(arena, "%d%c", item->number, list->delimiter);
}

/* A text while it is put. */
struct lesson {
	json_t *blocks;
	struct bp_arena *arena;
	struct lesson_look look;
	uint32_t index; /* of the block */
	const struct bp_block *block;
	bool titled; /* the title of a callout stands above the block */
};

/* Where a block stands whose innermost container is `in`; adds the bars on its left. */
static double lesson_place(
	struct lesson *lesson, const struct bp_container *in, json_t *bars)
{
	double left =
		in->parent ? lesson_place(lesson, in->parent, bars) : lesson->look.left;

	if (in->kind != BP_LIST && in->kind != BP_ITEM)
		json_array_append_new(
			bars, json_pack("[f, i]", left + 3, in->kind == BP_CALLOUT));
	return left + lesson_indent(in);
}

/* The innermost item that begins with this block. */
static const struct bp_container *lesson_item(const struct lesson *lesson)
{
	for (const struct bp_container *in = lesson->block->in; in; in = in->parent)
		if (in->kind == BP_ITEM && in->first_block == lesson->index)
			return in;
	return NULL;
}

static double lesson_gap(const struct lesson *lesson)
{
	if (lesson->index == 0)
		return lesson->look.gap;
	if (lesson->titled)
		return 2;
	if (lesson->block->kind == BP_BLOCK_HEADING)
		return 2 * GAP;
	return lesson->block->gap ? GAP : 1.5;
}

/* Adds a block where the lesson's block stands; `in`: in which of its containers. */
static json_t *lesson_add(
	struct lesson *lesson, const char *kind, const struct bp_container *in)
{
	json_t *block = sheaf_add(lesson->blocks, kind, lesson_gap(lesson)),
	       *bars = json_array();
	double left = in ? lesson_place(lesson, in, bars) : lesson->look.left;

	sheaf_left(block, left);
	json_object_set_new(block, "bars", bars);
	return block;
}

/* ---- blocks ---- */

static json_t *lesson_begin(struct lesson *lesson, const char *kind)
{
	json_t *block = lesson_add(lesson, kind, lesson->block->in);
	const struct bp_container *item = lesson_item(lesson);

	if (item)
		json_object_set_new(
			block, "mark", json_string(lesson_mark(lesson->arena, item)));
	else if (lesson->index == 0 && lesson->look.mark)
		json_object_set_new(
			block, "mark", bp_json_clean(bp_str(lesson->look.mark)));
	return block;
}

static void lesson_paragraph(struct lesson *lesson)
{
	lesson_runs(lesson_begin(lesson, "text"), &lesson->block->spans, 0);
}

static void lesson_heading(struct lesson *lesson)
{
	static const double sizes[] = {14, 12.5, 11, 10};
	int level = lesson->block->level;
	json_t *block = lesson_begin(lesson, "text");

	json_object_set_new(block, "size", json_real(sizes[level < 4 ? level - 1 : 3]));
	json_object_set_new(block, "keep", json_true());
	lesson_runs(block, &lesson->block->spans, RUN_BOLD);
}

/* Blanks that no line is cut at, so that code keeps its columns. */
static void lesson_code(struct lesson *lesson)
{
	struct bp_str code = lesson->block->code;
	struct bp_buf text = {0};
	int column = 0;

	while (code.len && code.at[code.len - 1] == '\n')
		code.len--;
	for (size_t i = 0; i < code.len; i++) {
		int blanks = code.at[i] == ' ' ? 1
			: code.at[i] == '\t'   ? 8 - column % 8
					       : 0;
		column = code.at[i] == '\n' ? 0 : column + (blanks ? blanks : 1);
		if (!blanks)
			bp_buf_add_char(&text, code.at[i]);
		while (blanks-- > 0)
			bp_buf_add_cstr(&text, "\u00a0");
	}
	sheaf_run(lesson_begin(lesson, "code"), bp_buf_str(&text), RUN_MONO);
	bp_buf_release(&text);
}

static void lesson_rule(struct lesson *lesson)
{
	lesson_begin(lesson, "rule");
}

static json_t *lesson_cell(const struct bp_spans *spans)
{
	json_t *cell = json_pack("{s:[]}", "runs");

	lesson_runs(cell, spans, 0);
	json_t *runs = json_incref(json_object_get(cell, "runs"));
	json_decref(cell);
	return runs;
}

/* Adds the first column and those from `from` on, as many as a page is wide enough for. */
static void lesson_table_part(struct lesson *lesson, size_t from)
{
	const struct bp_table *table = lesson->block->table;
	json_t *block = lesson_begin(lesson, "table"), *rows = json_array(),
	       *align = json_array();
	size_t end = from + LESSON_COLUMNS - 1;

	for (size_t row = 0; row < table->rows; row++)
		json_array_append_new(rows, json_array());
	for (size_t i = 0; i < table->columns && i < end; i = i ? i + 1 : from) {
		json_array_append_new(align, json_integer((json_int_t)table->align[i]));
		for (size_t row = 0; row < table->rows; row++)
			json_array_append_new(json_array_get(rows, row),
				lesson_cell(&table->cells[row * table->columns + i]));
	}
	json_object_set_new(block, "align", align);
	json_object_set_new(block, "rows", rows);
}

static void lesson_table(struct lesson *lesson)
{
	size_t from = 1;

	do {
		lesson_table_part(lesson, from);
		from += LESSON_COLUMNS - 1;
	} while (from < lesson->block->table->columns);
}

/* Nothing is drawn but its words: what a picture shows, and where it is. */
static void lesson_image(struct lesson *lesson)
{
	const struct bp_block *image = lesson->block;
	json_t *block = lesson_begin(lesson, "frame");
	struct bp_str file = bp_link_embedded(image->code)
		? bp_link_file_name(lesson->arena, image->code)
		: image->code;

	sheaf_run(block, bp_str(_("Gambar")), RUN_BOLD);
	sheaf_run(block, BP_STR(": "), RUN_BOLD);
	lesson_runs(block, &image->spans, 0);
	if (!image->spans.count)
		sheaf_run(block, image->info, 0);
	sheaf_run(block, BP_STR("\n"), 0);
	sheaf_run(block, file, RUN_FAINT);
}

static void (*const lesson_kinds[])(struct lesson *) = {
	[BP_BLOCK_PARAGRAPH] = lesson_paragraph,
	[BP_BLOCK_HEADING] = lesson_heading,
	[BP_BLOCK_CODE] = lesson_code,
	[BP_BLOCK_RULE] = lesson_rule,
	[BP_BLOCK_TABLE] = lesson_table,
	[BP_BLOCK_IMAGE] = lesson_image,
};

/* The titles of callouts that begin with the block, the outermost first. */
static void lesson_titles(struct lesson *lesson, const struct bp_container *in)
{
	if (!in)
		return;
	lesson_titles(lesson, in->parent);
	if (in->kind != BP_CALLOUT || in->first_block != lesson->index)
		return;
	json_t *block = lesson_add(lesson, "text", in);
	json_object_set_new(block, "keep", json_true());
	lesson->titled = true;
	sheaf_run(block, bp_str(bp_callout_title(in->callout)), RUN_BOLD);
}

static void lesson_put_block(
	struct lesson *lesson, const struct lesson_questions *questions)
{
	lesson->titled = false;
	if (lesson->block->kind != BP_BLOCK_QUESTION) {
		lesson_titles(lesson, lesson->block->in);
		lesson_kinds[lesson->block->kind](lesson);
	} else if (questions) {
		questions->put(
			questions->context, lesson->blocks, lesson->block->question);
	}
}

void lesson_put(json_t *blocks, const struct bp_document *document,
	struct lesson_look look, const struct lesson_questions *questions)
{
	struct lesson lesson = {.blocks = blocks, .arena = bp_arena_new(), .look = look};

	for (lesson.index = 0; lesson.index < document->count; lesson.index++) {
		lesson.block = &document->blocks[lesson.index];
		lesson_put_block(&lesson, questions);
	}
	bp_arena_free(lesson.arena);
}

void lesson_put_text(json_t *blocks, struct bp_arena *arena, struct bp_text text,
	struct lesson_look look)
{
	struct bp_document document = bp_document_read_text(arena, text);

	lesson_put(blocks, &document, look, NULL);
}
