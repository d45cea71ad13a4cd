/*
 * Lays blocks out for plain lines: words before a text tell what the full screen draws
 * around it (rules, bars, frames, columns).
 */
#include "layout_private.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define CONTAINERS (2 * (BP_DEPTH_LIMIT + 2)) /* with the lists around items */

static struct bp_arena *arena_of(const struct bp_layouter *layouter)
{
	return layouter->layout->arena;
}

/* ---- containers ---- */

static const char *title_of(
	const struct bp_layouter *layouter, const struct bp_container *container)
{
	switch (container->kind) {
	case BP_QUOTE: return _("Kutipan:");
	case BP_DETAILS: return _("Rincian:");
	case BP_CALLOUT:
		return bp_arena_printf(
			arena_of(layouter), "%s:", bp_callout_title(container->callout));
	case BP_LIST:
		if (container->delimiter == ']')
			return _("Catatan kaki:");
		return bp_arena_printf(arena_of(layouter), _("Daftar, %d butir:"),
			container->last - container->first + 1);
	case BP_ITEM: break;
	}
	return NULL;
}

/* Whether a container's title can be on the line of the block's first words. */
static bool joins(const struct bp_layouter *layouter, const struct bp_container *at)
{
	return layouter->block->kind == BP_BLOCK_PARAGRAPH && at == layouter->block->in &&
		at->kind != BP_LIST;
}

/* Adds a line for each list, quote and callout that begins with the block, the outermost
 * first; returns the title that goes on the block's own line, or NULL. */
static const char *put_titles(struct bp_layouter *layouter)
{
	const struct bp_container *opened[CONTAINERS], *at = layouter->block->in;
	const char *joined = NULL;
	size_t count = 0;
	uint32_t nth = 1;

	for (; at && at->first_block == layouter->index && count < CONTAINERS;
		at = at->parent)
		opened[count++] = at;
	while (count-- > 0) {
		const char *title = title_of(layouter, opened[count]);
		if (title && joins(layouter, opened[count]))
			joined = title;
		else if (title && nth < BP_OFFSET_TEXT)
			bp_layouter_title(layouter, nth++, title);
	}
	return joined;
}

/* ---- kinds ---- */

/* Adds our own words, which offsets into the block's text do not count. */
static void add_words(struct bp_layouter *layouter, const char *words)
{
	uint32_t offset = layouter->flow.offset;

	bp_flow_add_text(&layouter->flow, bp_str(words), BP_STYLE_BOLD, BP_ROLE_MARKER);
	bp_flow_add_text(&layouter->flow, BP_STR(" "), BP_STYLE_BOLD, BP_ROLE_MARKER);
	layouter->flow.offset = offset;
}

static void spoken_finish(struct bp_layouter *layouter)
{
	bp_flow_fill(&layouter->flow, bp_layouter_width(layouter));
	bp_layouter_flow(layouter);
}

static void put_paragraph(struct bp_layouter *layouter)
{
	bp_flow_add_spans(&layouter->flow, &layouter->block->spans, BP_COLOR_TEXT);
	spoken_finish(layouter);
}

static void put_heading(struct bp_layouter *layouter)
{
	add_words(layouter, layouter->block->level <= 2 ? _("Judul:") : _("Subjudul:"));
	put_paragraph(layouter);
}

static int line_count(struct bp_str code)
{
	int count = 0;

	for (size_t at = 0; at != SIZE_MAX && at < code.len; count++) {
		at = bp_str_find(code, BP_STR("\n"), at);
		at += at != SIZE_MAX;
	}
	return count;
}

static void spoken_put_code(struct bp_layouter *layouter)
{
	bp_layouter_title(layouter, BP_OFFSET_TEXT - 1,
		bp_arena_printf(arena_of(layouter), _("Kode, %d baris:"),
			line_count(layouter->block->code)));
	bp_layout_code(layouter);
}

static void put_rule(struct bp_layouter *layouter)
{
	add_words(layouter, _("(garis pemisah)"));
	spoken_finish(layouter);
}

static void put_image(struct bp_layouter *layouter)
{
	const struct bp_block *block = layouter->block;

	add_words(layouter, _("Gambar:"));
	bp_flow_add_spans(&layouter->flow, &block->spans, BP_COLOR_TEXT);
	bp_flow_add_text(&layouter->flow, BP_STR(" ("), BP_COLOR_TEXT, BP_ROLE_FRAME);
	bp_flow_add_text(&layouter->flow, bp_layouter_file(layouter), BP_COLOR_TEXT,
		BP_ROLE_FRAME);
	bp_flow_add_text(&layouter->flow, BP_STR(")"), BP_COLOR_TEXT, BP_ROLE_FRAME);
	spoken_finish(layouter);
}

static const char *question_title(const struct bp_layouter *layouter, uint32_t index)
{
	const struct bp_card *card =
		layouter->options->cards ? &layouter->options->cards[index] : NULL;
	struct bp_str state = bp_str_trim(bp_str(card ? card->state : NULL));
	int nth, all;

	bp_quiz_number(&layouter->layout->document->quiz, index, &nth, &all);
	const char *which =
		layouter->layout->document->quiz.questions[index].type == BP_FORK
		? _("Pilihan Anda")
		: bp_arena_printf(arena_of(layouter), _("Soal %d dari %d"), nth, all);
	return bp_arena_printf(arena_of(layouter), "%s%s%.*s:", which,
		state.len ? ", " : "", (int)state.len, state.len ? state.at : "");
}

/* "Soal 3 dari 6, belum dijawab: Mana judul isian …" */
static void spoken_put_question(struct bp_layouter *layouter)
{
	const struct bp_document *document = layouter->layout->document;
	uint32_t index = layouter->block->question;

	if (bp_question_asks(&document->quiz.questions[index]))
		add_words(layouter, question_title(layouter, index));
	bp_flow_add_document(&layouter->flow, &document->stems[index], BP_COLOR_TEXT);
	spoken_finish(layouter);
}

/* "Header: value; header: value." */
static void spoken_put_row(struct bp_layouter *layouter, size_t row)
{
	const struct bp_table *table = layouter->block->table;
	struct bp_flow *flow = &layouter->flow;

	bp_flow_start(flow);
	for (size_t c = 0; c < table->columns; c++) {
		const struct bp_spans *header = &table->cells[c];
		bp_flow_add_text(
			flow, bp_str(c ? "; " : ""), BP_COLOR_TEXT, BP_ROLE_MARKER);
		if (row > 0 && header->count) {
			bp_flow_add_spans(flow, header, BP_STYLE_BOLD);
			bp_flow_add_text(
				flow, BP_STR(": "), BP_COLOR_TEXT, BP_ROLE_MARKER);
		}
		bp_flow_add_spans(
			flow, &table->cells[row * table->columns + c], BP_COLOR_TEXT);
	}
	bp_flow_fill(flow, bp_layouter_width(layouter) - 2);
	for (size_t i = 0; i < flow->line_count; i++) {
		bp_layouter_line(layouter, layouter->line)->joined =
			flow->lines[i].joined;
		bp_layouter_flow_line(layouter, i, i ? 2 : 0);
	}
}

static void put_table(struct bp_layouter *layouter)
{
	const struct bp_table *table = layouter->block->table;
	size_t first = table->rows > 1 ? 1 : 0;

	bp_layouter_title(layouter, BP_OFFSET_TEXT - 1,
		bp_arena_printf(arena_of(layouter), _("Tabel, %zu kolom, %zu baris:"),
			table->columns, table->rows - first));
	for (size_t row = first; row < table->rows; row++)
		spoken_put_row(layouter, row);
}

static void (*const put_kind[])(struct bp_layouter *) = {
	[BP_BLOCK_PARAGRAPH] = put_paragraph,
	[BP_BLOCK_HEADING] = put_heading,
	[BP_BLOCK_CODE] = spoken_put_code,
	[BP_BLOCK_RULE] = put_rule,
	[BP_BLOCK_TABLE] = put_table,
	[BP_BLOCK_IMAGE] = put_image,
	[BP_BLOCK_QUESTION] = spoken_put_question,
};

void bp_layout_spoken(struct bp_layouter *layouter)
{
	const char *joined = put_titles(layouter);

	if (joined)
		add_words(layouter, joined);
	put_kind[layouter->block->kind](layouter);
}
