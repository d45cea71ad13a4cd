/* Text of a paper: cut into lines that fit, and drawn; and the few shapes beside it. */
#include "leaf.h"

#define TEXT_LEADING 1.42 /* of a line, by the size of its letters */
#define TEXT_ASCENT  1.02 /* from its top to its baseline */
#define TEXT_LONG    400  /* bytes of a word that no line holds */

/* ---- fonts ---- */

/* The family is named, and not left to the machine, so that lines end at the same words
 * wherever it is installed; it has the arrows and ticks that lessons use. */
static void text_font(struct leaf *leaf, double size, unsigned style)
{
	cairo_select_font_face(leaf->on,
		style & LEAF_MONO ? "DejaVu Sans Mono" : "DejaVu Sans",
		style & LEAF_ITALIC ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
		style & LEAF_BOLD ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(leaf->on, style & LEAF_MONO ? size * 0.95 : size);
}

double leaf_width(struct leaf *leaf, const char *text, double size, unsigned style)
{
	cairo_text_extents_t extents;

	text_font(leaf, size, style);
	cairo_text_extents(leaf->on, text, &extents);
	return extents.x_advance;
}

/* ---- lines ---- */

/* Lines while they are filled. */
struct text_filler {
	struct leaf *leaf;
	struct leaf_lines lines;
	double width;          /* that a line may have */
	struct leaf_line word; /* not put into a line yet */
	bool blank;            /* in front of it */
};

static struct leaf_line *text_line(struct text_filler *filler)
{
	return &filler->lines.at[filler->lines.count - 1];
}

static void text_new_line(struct text_filler *filler)
{
	*BP_PUSH(filler->leaf->arena, filler->lines.at, filler->lines.count,
		filler->lines.room) = (struct leaf_line){0};
}

/* Puts the word behind what the line has, or into a new one. */
static void text_end_word(struct text_filler *filler)
{
	struct leaf_line *line = text_line(filler), *word = &filler->word;
	double blank = filler->blank && line->count
		? leaf_width(filler->leaf, " ", filler->lines.size, 0)
		: 0;

	if (line->count && line->width + blank + word->width > filler->width) {
		text_new_line(filler);
		line = text_line(filler);
		blank = 0;
	}
	for (size_t i = 0; i < word->count; i++) {
		struct leaf_piece *piece =
			BP_PUSH(filler->leaf->arena, line->at, line->count, line->room);
		*piece = word->at[i];
		piece->x += line->width + blank;
	}
	if (word->count)
		line->width += blank + word->width;
	*word = (struct leaf_line){0};
	filler->blank = false;
}

static void text_add_piece(struct text_filler *filler, struct bp_str text, unsigned style)
{
	struct leaf_line *word = &filler->word;
	const char *part = bp_arena_cstr(filler->leaf->arena, text);
	double width = leaf_width(filler->leaf, part, filler->lines.size, style);

	*BP_PUSH(filler->leaf->arena, word->at, word->count, word->room) =
		(struct leaf_piece){part, style, word->width, width};
	word->width += width;
}

static bool text_fits(struct text_filler *filler, struct bp_str word, unsigned style)
{
	const char *part = bp_arena_cstr(filler->leaf->arena, word);

	return leaf_width(filler->leaf, part, filler->lines.size, style) <= filler->width;
}

/* How many bytes of a word fit into a line of their own; at least one character. */
static size_t text_fitting(struct text_filler *filler, struct bp_str word, unsigned style)
{
	size_t end = bp_cluster_next(word, 0), next;

	if (word.len < TEXT_LONG && text_fits(filler, word, style))
		return word.len;
	while (end < word.len) {
		next = end + bp_cluster_next(word, end);
		if (!text_fits(filler, bp_str_part(word, 0, next), style))
			break;
		end = next;
	}
	return end;
}

/* A part of a word, without blanks. What no line could hold is cut anywhere. */
static void text_add_word(struct text_filler *filler, struct bp_str word, unsigned style)
{
	while (word.len) {
		size_t end = text_fitting(filler, word, style);
		text_add_piece(filler, bp_str_part(word, 0, end), style);
		word = bp_str_from(word, end);
		if (word.len)
			text_end_word(filler);
	}
}

static void text_add_run(struct text_filler *filler, struct bp_str text, unsigned style)
{
	size_t at = 0;

	while (at < text.len) {
		size_t end = at;
		while (end < text.len && text.at[end] != ' ' && text.at[end] != '\n')
			end++;
		text_add_word(filler, bp_str_part(text, at, end), style);
		if (end < text.len) {
			text_end_word(filler);
			filler->blank = true;
		}
		if (end < text.len && text.at[end] == '\n')
			text_new_line(filler);
		at = end + 1;
	}
}

struct leaf_lines leaf_fill(
	struct leaf *leaf, const json_t *runs, double size, double width, unsigned styles)
{
	struct text_filler filler = {.leaf = leaf,
		.lines = {.size = size, .height = size * TEXT_LEADING},
		.width = width};

	text_new_line(&filler);
	for (size_t i = 0; i < json_array_size(runs); i++) {
		const json_t *run = json_array_get(runs, i);
		text_add_run(&filler, bp_str(json_string_value(json_array_get(run, 0))),
			(unsigned)json_integer_value(json_array_get(run, 1)) | styles);
	}
	text_end_word(&filler);
	return filler.lines;
}

/* ---- drawing ---- */

double leaf_put(struct leaf *leaf, double x, double y, const char *text, double size,
	unsigned style)
{
	double width = leaf_width(leaf, text, size, style);

	if (leaf->dry)
		return width;
	cairo_set_source_rgb(leaf->on, 0, 0, 0);
	if (style & LEAF_FAINT)
		cairo_set_source_rgb(leaf->on, 0.35, 0.35, 0.35);
	cairo_move_to(leaf->on, x, y);
	cairo_show_text(leaf->on, text);
	if (style & LEAF_STRIKE)
		leaf_rule(leaf, x, y - size * 0.3, x + width, 0);
	return width;
}

void leaf_put_line(
	struct leaf *leaf, const struct leaf_lines *lines, size_t nth, double x)
{
	const struct leaf_line *line = &lines->at[nth];

	for (size_t i = 0; i < line->count; i++)
		leaf_put(leaf, x + line->at[i].x, leaf->y + lines->size * TEXT_ASCENT,
			line->at[i].text, lines->size, line->at[i].style);
}

static bool text_pen(struct leaf *leaf, double grey, double width)
{
	cairo_set_source_rgb(leaf->on, grey, grey, grey);
	cairo_set_line_width(leaf->on, width);
	return !leaf->dry;
}

void leaf_rule(struct leaf *leaf, double x, double y, double end, double grey)
{
	if (!text_pen(leaf, grey, 0.6))
		return;
	cairo_move_to(leaf->on, x, y);
	cairo_line_to(leaf->on, end, y);
	cairo_stroke(leaf->on);
}

void leaf_bar(struct leaf *leaf, double x, double y, double end, bool dark)
{
	if (!text_pen(leaf, dark ? 0.25 : 0.7, dark ? 2.0 : 1.2))
		return;
	cairo_move_to(leaf->on, x, y);
	cairo_line_to(leaf->on, x, end);
	cairo_stroke(leaf->on);
}

void leaf_box(struct leaf *leaf, double x, double y, double width, double height)
{
	if (!text_pen(leaf, 0.3, 0.7))
		return;
	cairo_rectangle(leaf->on, x, y, width, height);
	cairo_stroke(leaf->on);
}

void leaf_field(struct leaf *leaf, double x, double y, double width, double height)
{
	if (!text_pen(leaf, 0.94, 0))
		return;
	cairo_rectangle(leaf->on, x, y, width, height);
	cairo_fill(leaf->on);
}

void leaf_circle(struct leaf *leaf, double x, double y, double radius)
{
	if (!text_pen(leaf, 0.3, 0.7))
		return;
	cairo_new_path(leaf->on);
	cairo_arc(leaf->on, x, y, radius, 0, 6.283185307179586);
	cairo_stroke(leaf->on);
}
