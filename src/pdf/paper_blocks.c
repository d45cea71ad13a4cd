/* The kinds of blocks of a paper. */
#include "leaf.h"
#include <string.h>

#define BLOCK_FRAME 6.0  /* between a frame and what is in it */
#define BLOCK_WRITE 24.0 /* between lines to write on */
#define BLOCK_LABEL 110.0
#define BLOCK_BOX   18.0

/* ---- what all have ---- */

static double block_left(const json_t *block)
{
	return LEAF_LEFT + leaf_number(block, "left", 0);
}

void leaf_bars(struct leaf *leaf, const json_t *block, double from)
{
	const json_t *bars = json_object_get(block, "bars");

	for (size_t i = 0; i < json_array_size(bars); i++) {
		const json_t *bar = json_array_get(bars, i);
		leaf_bar(leaf, LEAF_LEFT + json_number_value(json_array_get(bar, 0)),
			from, leaf->y, json_integer_value(json_array_get(bar, 1)) == 1);
	}
}

/* ---- text ---- */

static void block_mark(struct leaf *leaf, const json_t *block, double x, double size)
{
	const char *mark = leaf_text(block, "mark");

	if (*mark)
		leaf_put(leaf, x - leaf_width(leaf, mark, size, 0) - 5,
			leaf->y + size * 1.02, mark, size, 0);
}

/* Neither its first line nor its last one stands alone on a page. */
static double block_room(const struct leaf_lines *lines, size_t at, bool keep)
{
	size_t count = at == 0 && lines->count > 1 ? 2 : 1;

	if (lines->count - at == 2)
		count = 2;
	if (keep)
		count = lines->count - at + 3;
	return (double)count * lines->height;
}

static void block_put_lines(struct leaf *leaf, const json_t *block,
	const struct leaf_lines *lines, bool shaded)
{
	double x = block_left(block), from;
	bool keep = json_is_true(json_object_get(block, "keep"));

	for (size_t i = 0; i < lines->count; i++) {
		leaf_need(leaf, block_room(lines, i, keep));
		if (shaded)
			leaf_field(
				leaf, x - 4, leaf->y, LEAF_RIGHT - x + 4, lines->height);
		leaf_put_line(leaf, lines, i, x);
		if (i == 0)
			block_mark(leaf, block, x, lines->size);
		from = leaf->y;
		leaf->y += lines->height;
		leaf->top = false;
		leaf_bars(leaf, block, from);
	}
}

static void block_text(struct leaf *leaf, const json_t *block)
{
	struct leaf_lines lines = leaf_fill(leaf, json_object_get(block, "runs"),
		leaf_number(block, "size", LEAF_SIZE), LEAF_RIGHT - block_left(block), 0);

	block_put_lines(leaf, block, &lines, false);
}

static void block_code(struct leaf *leaf, const json_t *block)
{
	struct leaf_lines lines = leaf_fill(leaf, json_object_get(block, "runs"),
		leaf_number(block, "size", LEAF_SIZE - 1), LEAF_RIGHT - block_left(block),
		LEAF_MONO);

	block_put_lines(leaf, block, &lines, true);
}

/* A frame stands on one page. */
static void block_frame(struct leaf *leaf, const json_t *block)
{
	double x = block_left(block), top;
	struct leaf_lines lines = leaf_fill(leaf, json_object_get(block, "runs"),
		LEAF_SIZE, LEAF_RIGHT - x - 2 * BLOCK_FRAME, 0);
	double height = (double)lines.count * lines.height + 2 * BLOCK_FRAME;

	leaf_need(leaf, height);
	top = leaf->y;
	leaf->top = false;
	leaf->y += BLOCK_FRAME;
	for (size_t i = 0; i < lines.count; i++) {
		leaf_put_line(leaf, &lines, i, x + BLOCK_FRAME);
		leaf->y += lines.height;
	}
	leaf->y = top + height;
	leaf_box(leaf, x, top, LEAF_RIGHT - x, height);
	leaf_bars(leaf, block, top);
}

/* ---- shapes ---- */

static void block_rule(struct leaf *leaf, const json_t *block)
{
	leaf_need(leaf, 4);
	leaf_rule(leaf, block_left(block), leaf->y + 2, LEAF_RIGHT, 0.5);
	leaf->y += 4;
	leaf->top = false;
}

static void block_page(struct leaf *leaf, const json_t *block)
{
	(void)block;
	leaf_need(leaf, SURFACE_HEIGHT);
}

static void block_field(struct leaf *leaf, const json_t *block)
{
	double x = block_left(block);

	leaf_need(leaf, BLOCK_WRITE);
	leaf->y += BLOCK_WRITE;
	leaf->top = false;
	leaf_put(leaf, x, leaf->y - 3, leaf_text(block, "text"), LEAF_SIZE, 0);
	leaf_rule(leaf, x + BLOCK_LABEL, leaf->y, LEAF_RIGHT, 0.3);
}

static void block_boxes(struct leaf *leaf, const json_t *block)
{
	double x = block_left(block);

	leaf_need(leaf, BLOCK_WRITE + 6);
	leaf->y += 8;
	leaf->top = false;
	leaf_put(
		leaf, x, leaf->y + BLOCK_BOX - 5, leaf_text(block, "text"), LEAF_SIZE, 0);
	for (int i = 0; i < (int)leaf_number(block, "count", 0); i++)
		leaf_box(leaf, x + BLOCK_LABEL + i * BLOCK_BOX, leaf->y, BLOCK_BOX,
			BLOCK_BOX);
	leaf->y += BLOCK_BOX;
}

static void block_lines(struct leaf *leaf, const json_t *block)
{
	for (int i = 0; i < (int)leaf_number(block, "count", 0); i++) {
		leaf_need(leaf, BLOCK_WRITE);
		leaf->y += BLOCK_WRITE;
		leaf->top = false;
		leaf_rule(leaf, block_left(block), leaf->y, LEAF_RIGHT, 0.5);
	}
}

/* ---- groups ---- */

double leaf_height(struct leaf *leaf, void (*draw)(struct leaf *leaf, const void *what),
	const void *what)
{
	double top = leaf->y;
	bool was = leaf->top, dry = leaf->dry;

	leaf->dry = true;
	draw(leaf, what);
	double height = leaf->y - top;
	leaf->dry = dry;
	leaf->top = was;
	leaf->y = top;
	return height;
}

static void block_draw_all(struct leaf *leaf, const void *blocks)
{
	leaf_blocks(leaf, blocks);
}

static void block_group(struct leaf *leaf, const json_t *block)
{
	const json_t *blocks = json_object_get(block, "blocks");
	double height = leaf_height(leaf, block_draw_all, blocks);

	if (height <= LEAF_BOTTOM - LEAF_TOP)
		leaf_need(leaf, height);
	leaf_blocks(leaf, blocks);
}

/* ---- all kinds ---- */

static const struct {
	const char *name;
	void (*draw)(struct leaf *leaf, const json_t *block);
} block_kinds[] = {
	{"text", block_text},
	{"code", block_code},
	{"page", block_page},
	{"rule", block_rule},
	{"table", leaf_table},
	{"frame", block_frame},
	{"group", block_group},
	{"field", block_field},
	{"boxes", block_boxes},
	{"lines", block_lines},
	{"answers", leaf_answers},
};

/* The space above it; bars that the block before it has as well go on through it. */
static void block_gap(struct leaf *leaf, const json_t *block, const json_t *before)
{
	double from = leaf->y;

	if (leaf->top)
		return;
	leaf->y += leaf_number(block, "gap", 0);
	if (before &&
		json_equal(
			json_object_get(block, "bars"), json_object_get(before, "bars")))
		leaf_bars(leaf, block, from);
}

void leaf_blocks(struct leaf *leaf, const json_t *blocks)
{
	const json_t *before = NULL;

	for (size_t i = 0; i < json_array_size(blocks); i++) {
		const json_t *block = json_array_get(blocks, i);
		block_gap(leaf, block, before);
		for (size_t n = 0; n < sizeof block_kinds / sizeof *block_kinds; n++)
			if (strcmp(block_kinds[n].name, leaf_text(block, "kind")) == 0)
				block_kinds[n].draw(leaf, block);
		before = block;
	}
}
