/* A paper as a document: its sections, pages, and the foot of each. */
#include "paper.h"
#include "leaf.h"
#include <string.h>

#define PAPER_FOOT 7.5 /* size of the letters of the foot */

/* A paper while it is drawn. */
struct paper {
	const json_t *sections;
	struct leaf leaf;
};

/* ---- pages ---- */

static const char *paper_page_words(struct leaf *leaf)
{
	return bp_arena_printf(leaf->arena, "%s %d %s %d",
		leaf_text(leaf->section, "page"), leaf->number,
		leaf_text(leaf->section, "of"), leaf->counts[leaf->nth]);
}

/* Ends the page. The foot may be longer than a line. */
static void paper_end_page(struct leaf *leaf)
{
	const char *words = paper_page_words(leaf);
	double width = leaf_width(leaf, words, PAPER_FOOT, LEAF_FAINT);
	json_t *runs =
		json_pack("[[s, i]]", leaf_text(leaf->section, "foot"), LEAF_FAINT);
	struct leaf_lines lines =
		leaf_fill(leaf, runs, PAPER_FOOT, LEAF_RIGHT - LEAF_LEFT - width - 20, 0);

	leaf->y = LEAF_BOTTOM + 18;
	leaf_rule(leaf, LEAF_LEFT, leaf->y - 6, LEAF_RIGHT, 0.5);
	leaf_put(leaf, LEAF_RIGHT - width, leaf->y + PAPER_FOOT, words, PAPER_FOOT,
		LEAF_FAINT);
	for (size_t i = 0; i < lines.count; i++) {
		leaf_put_line(leaf, &lines, i, LEAF_LEFT);
		leaf->y += lines.height;
	}
	json_decref(runs);
	cairo_show_page(leaf->on);
	leaf->sheets++;
}

static void paper_begin_page(struct leaf *leaf)
{
	leaf->y = LEAF_TOP;
	leaf->top = true;
}

bool leaf_need(struct leaf *leaf, double room)
{
	if (leaf->dry || leaf->top || leaf->y + room <= LEAF_BOTTOM)
		return false;
	paper_end_page(leaf);
	leaf->number++;
	paper_begin_page(leaf);
	return true;
}

/* ---- sections ---- */

/* A section begins on the front of a sheet, so that it can be taken away from the others
 * also where both sides are printed. */
static void paper_turn_sheet(struct leaf *leaf)
{
	if (leaf->sheets % 2 == 0)
		return;
	const char *words = leaf_text(leaf->section, "blank");
	double width = leaf_width(leaf, words, LEAF_SIZE, LEAF_FAINT);
	leaf_put(leaf, (SURFACE_WIDTH - width) / 2, SURFACE_HEIGHT / 2, words, LEAF_SIZE,
		LEAF_FAINT);
	cairo_show_page(leaf->on);
	leaf->sheets++;
}

static void paper_draw_section(struct leaf *leaf, const json_t *section)
{
	leaf->section = section;
	paper_turn_sheet(leaf);
	leaf->number = 1;
	paper_begin_page(leaf);
	leaf_blocks(leaf, json_object_get(section, "blocks"));
	paper_end_page(leaf);
	leaf->counts[leaf->nth] = leaf->number;
}

static void paper_draw_on(void *context, cairo_t *on)
{
	struct paper *paper = context;
	struct leaf *leaf = &paper->leaf;
	size_t count = json_array_size(paper->sections);

	leaf->on = on;
	leaf->sheets = 0;
	leaf->arena = bp_arena_new();
	for (leaf->nth = 0; leaf->nth < count; leaf->nth++)
		paper_draw_section(leaf, json_array_get(paper->sections, leaf->nth));
	bp_arena_free(leaf->arena);
}

/* ---- the document ---- */

double leaf_number(const json_t *block, const char *name, double otherwise)
{
	const json_t *value = json_object_get(block, name);

	return json_is_number(value) ? json_number_value(value) : otherwise;
}

const char *leaf_text(const json_t *block, const char *name)
{
	const char *text = json_string_value(json_object_get(block, name));

	return text ? text : "";
}

bool paper_is(const json_t *json)
{
	return json_is_array(json_object_get(json, "sections"));
}

/* A first draft finds out how many pages there are. */
const char *paper_draw(const json_t *json, struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	struct paper paper = {.sections = json_object_get(json, "sections")};
	const struct surface about = {leaf_text(json, "title"), leaf_text(json, "date")};
	struct bp_buf draft = {0};

	paper.leaf.counts = bp_arena_alloc(
		arena, json_array_size(paper.sections) + 1, sizeof *paper.leaf.counts);
	const char *fault = surface_draw(&about, paper_draw_on, &paper, &draft);
	if (!fault)
		fault = surface_draw(&about, paper_draw_on, &paper, out);
	bp_buf_release(&draft);
	bp_arena_free(arena);
	return fault;
}
