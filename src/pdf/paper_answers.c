/* The answers of an answer sheet: two columns of numbers, each with letters to mark, boxes
 * to write a letter into, or a line. */
#include "leaf.h"

#define ANSWERS_GAP    24.0 /* between the columns */
#define ANSWERS_NUMBER 26.0 /* what the number takes */
#define ANSWERS_STEP   22.0 /* from a circle or box to the next */
#define ANSWERS_SIDE   17.0 /* of a circle or box */
#define ANSWERS_LINE   23.0 /* the height of an item, or of a row of its boxes */
#define ANSWERS_UNDER  9.0  /* what stands under a box takes */

static double answers_column(void)
{
	return (LEAF_RIGHT - LEAF_LEFT - ANSWERS_GAP) / 2;
}

static size_t answers_across(void)
{
	return (size_t)((answers_column() - ANSWERS_NUMBER) / ANSWERS_STEP);
}

static size_t answers_marks(const json_t *item)
{
	const json_t *letters = json_object_get(item, "letters");

	return letters ? json_string_length(letters)
		       : json_array_size(json_object_get(item, "boxes"));
}

static double answers_height(const json_t *item)
{
	size_t marks = answers_marks(item), across = answers_across();
	size_t rows = marks > across ? (marks + across - 1) / across : 1;
	bool under = json_object_get(item, "boxes") != NULL;

	return (double)rows * (ANSWERS_LINE + (under ? ANSWERS_UNDER : 0));
}

static void answers_centre(
	struct leaf *leaf, double x, double y, const char *text, double size)
{
	leaf_put(leaf, x - leaf_width(leaf, text, size, 0) / 2, y, text, size, 0);
}

static void answers_put_mark(
	struct leaf *leaf, const json_t *item, size_t nth, double x, double y)
{
	const char *letters = leaf_text(item, "letters");
	const json_t *boxes = json_object_get(item, "boxes");
	char letter[2] = "";

	if (boxes) {
		leaf_box(leaf, x, y, ANSWERS_SIDE, ANSWERS_SIDE);
		answers_centre(leaf, x + ANSWERS_SIDE / 2, y + ANSWERS_SIDE + 8,
			json_string_value(json_array_get(boxes, nth)), 7);
		return;
	}
	letter[0] = letters[nth];
	leaf_circle(leaf, x + ANSWERS_SIDE / 2, y + ANSWERS_SIDE / 2, ANSWERS_SIDE / 2);
	answers_centre(leaf, x + ANSWERS_SIDE / 2, y + ANSWERS_SIDE / 2 + 3, letter, 8.5);
}

static void answers_put(struct leaf *leaf, const json_t *item, double x, double y)
{
	const char *number = bp_arena_printf(leaf->arena, "%s.", leaf_text(item, "n"));
	size_t marks = answers_marks(item), across = answers_across();
	double left = x + ANSWERS_NUMBER;
	double line = ANSWERS_LINE +
		(json_object_get(item, "boxes") != NULL ? ANSWERS_UNDER : 0);

	leaf_put(leaf, left - 8 - leaf_width(leaf, number, LEAF_SIZE, LEAF_BOLD), y + 12,
		number, LEAF_SIZE, LEAF_BOLD);
	for (size_t i = 0; i < marks; i++) {
		size_t row = i / across, column = i % across;
		answers_put_mark(leaf, item, i, left + (double)column * ANSWERS_STEP,
			y + (double)row * line);
	}
	if (!marks)
		leaf_rule(leaf, left, y + ANSWERS_SIDE, x + answers_column(), 0.3);
}

/* How many of the items from `at` on go into a column of this height. */
static size_t answers_fitting(const json_t *items, size_t at, double room)
{
	size_t count = 0;

	while (at + count < json_array_size(items)) {
		room -= answers_height(json_array_get(items, at + count));
		if (room < 0 && count)
			break;
		count++;
	}
	return count;
}

static double answers_put_column(
	struct leaf *leaf, const json_t *items, size_t at, size_t count, double x)
{
	double y = leaf->y;

	for (size_t i = at; i < at + count; i++) {
		const json_t *item = json_array_get(items, i);
		answers_put(leaf, item, x, y);
		y += answers_height(item);
	}
	return y;
}

/* What is left of the items, or of a page of them, in two columns of about one height. */
static size_t answers_put_page(struct leaf *leaf, const json_t *items, size_t at)
{
	double room = LEAF_BOTTOM - leaf->y, all = 0;
	size_t left = json_array_size(items) - at;

	for (size_t i = at; i < at + left; i++)
		all += answers_height(json_array_get(items, i));
	if (all / 2 + ANSWERS_LINE + ANSWERS_UNDER < room)
		room = all / 2 + (ANSWERS_LINE + ANSWERS_UNDER) / 2;
	size_t first = answers_fitting(items, at, room),
	       second = answers_fitting(items, at + first, LEAF_BOTTOM - leaf->y);
	double end = answers_put_column(leaf, items, at, first, LEAF_LEFT),
	       other = answers_put_column(leaf, items, at + first, second,
		       LEAF_LEFT + answers_column() + ANSWERS_GAP);
	leaf->y = end > other ? end : other;
	leaf->top = false;
	return first + second;
}

void leaf_answers(struct leaf *leaf, const json_t *block)
{
	const json_t *items = json_object_get(block, "items");

	for (size_t at = 0; at < json_array_size(items);) {
		leaf_need(leaf, 3 * (ANSWERS_LINE + ANSWERS_UNDER));
		at += answers_put_page(leaf, items, at);
		if (at < json_array_size(items))
			leaf_need(leaf, SURFACE_HEIGHT);
	}
}
