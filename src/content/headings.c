/*
 * Where a link's fragment leads: the headings of a document by GitHub's rule for anchors,
 * and the places that HTML names, sorted so that each is found by halving.
 */
#include "document.h"
#include <berpijar/near.h>
#include <stdlib.h>
#include <string.h>

#define HEADINGS_NEAR_MOST 200 /* that are offered for one that is not there */

struct heading {
	struct bp_str name;
	uint32_t block;
};

struct heading_list {
	struct heading *at; /* by name, then by block */
	size_t count, room;
};

struct bp_headings {
	struct bp_arena *arena;
	struct heading_list
		headings;           /* by the anchor, without the number that tells equal
				       * ones apart */
	struct heading_list places; /* what HTML names, in lower case */
};

/* Signs that an anchor leaves out, beyond ASCII: punctuation, symbols, emoji. */
static const struct {
	uint32_t first, last;
} heading_signs[] = {
	{0x80, 0xa9},
	{0xab, 0xb4},
	{0xb6, 0xb9},
	{0xbb, 0xbf},
	{0xd7, 0xd7},
	{0xf7, 0xf7},
	{0x2000, 0x206f},
	{0x20a0, 0x20cf},
	{0x2190, 0x2bff},
	{0x2e00, 0x2e7f},
	{0x3000, 0x3004},
	{0x3008, 0x3020},
	{0xfe00, 0xfe0f},
	{0xff01, 0xff0f},
	{0x1f000, 0x1faff},
	{0xe0000, 0xe01ef},
};

static bool heading_is_sign(uint32_t code)
{
	for (size_t i = 0; i < sizeof heading_signs / sizeof *heading_signs; i++)
		if (code >= heading_signs[i].first && code <= heading_signs[i].last)
			return true;
	return code < 0x80 && code != '-' && code != '_' &&
		!(code >= '0' && code <= '9') &&
		!(bp_fold_code(code) >= 'a' && bp_fold_code(code) <= 'z');
}

/* Appends the anchor that GitHub gives a heading: letters in lower case, blanks as "-",
 * no punctuation. A fragment is its own anchor but for its case and its signs. */
static void heading_add_anchor(struct bp_str text, struct bp_buf *out)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		if (code == ' ')
			bp_buf_add_char(out, '-');
		else if (!heading_is_sign(code))
			bp_buf_add_code(out, bp_fold_code(code));
	}
}

static void heading_add_folded(struct bp_str text, struct bp_buf *out)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		bp_buf_add_code(out, bp_fold_code(code));
	}
}

static int heading_compare(struct bp_str a, struct bp_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int headings_by_name(const void *a, const void *b)
{
	const struct heading *x = a, *y = b;
	int order = heading_compare(x->name, y->name);

	return order ? order : (x->block > y->block) - (x->block < y->block);
}

static void headings_add(struct bp_headings *headings, struct heading_list *list,
	const struct bp_buf *name, uint32_t block)
{
	*BP_PUSH(headings->arena, list->at, list->count, list->room) =
		(struct heading){bp_arena_str(headings->arena, bp_buf_str(name)), block};
}

static void headings_sort(struct heading_list *list)
{
	if (list->count)
		qsort(list->at, list->count, sizeof *list->at, headings_by_name);
}

static void headings_read(
	struct bp_headings *headings, const struct bp_document *document)
{
	struct bp_buf words = {0}, name = {0};

	for (uint32_t i = 0; i < document->count; i++) {
		if (document->blocks[i].kind != BP_BLOCK_HEADING)
			continue;
		bp_buf_clear(&words);
		bp_buf_clear(&name);
		bp_spans_words(&document->blocks[i].spans, &words);
		heading_add_anchor(bp_str_trim(bp_buf_str(&words)), &name);
		headings_add(headings, &headings->headings, &name, i);
	}
	for (size_t i = 0; i < document->anchor_count && document->count; i++) {
		uint32_t block = document->anchors[i].block,
			 last = (uint32_t)document->count - 1;
		bp_buf_clear(&name);
		heading_add_folded(document->anchors[i].name, &name);
		headings_add(
			headings, &headings->places, &name, block < last ? block : last);
	}
	bp_buf_release(&words);
	bp_buf_release(&name);
}

struct bp_headings *bp_headings_new(const struct bp_document *document)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_headings *headings = bp_arena_alloc(arena, 1, sizeof *headings);

	headings->arena = arena;
	headings_read(headings, document);
	headings_sort(&headings->headings);
	headings_sort(&headings->places);
	return headings;
}

void bp_headings_free(struct bp_headings *headings)
{
	if (headings)
		bp_arena_free(headings->arena);
}

/* The nth of those with a name, from 0, in the order of the text; SIZE_MAX: fewer. */
static size_t headings_nth(
	const struct heading_list *list, struct bp_str name, size_t nth)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (heading_compare(list->at[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (nth >= list->count - low || !bp_str_equal(list->at[low + nth].name, name))
		return SIZE_MAX;
	return list->at[low + nth].block;
}

/* Splits "latihan-2", the third of the headings "latihan"; 0: there is no number. */
static size_t heading_number(struct bp_str fragment, struct bp_str *name)
{
	size_t digits = fragment.len, number = 0;

	while (digits && bp_is_digit(fragment.at[digits - 1]))
		digits--;
	if (digits == 0 || fragment.at[digits - 1] != '-' || fragment.len - digits > 6)
		return 0;
	for (size_t at = digits; at < fragment.len; at++)
		number = number * 10 + (size_t)(fragment.at[at] - '0');
	*name = bp_str_part(fragment, 0, digits - 1);
	return number;
}

static size_t headings_find_anchor(
	const struct bp_headings *headings, struct bp_str fragment)
{
	struct bp_str name = {0};
	size_t found = headings_nth(&headings->headings, fragment, 0);
	size_t number = heading_number(fragment, &name);
	size_t nth = number ? headings_nth(&headings->headings, name, number) : SIZE_MAX;

	return nth < found ? nth : found;
}

size_t bp_headings_find(const struct bp_headings *headings, struct bp_str fragment)
{
	struct bp_buf name = {0};

	heading_add_anchor(fragment, &name);
	size_t found = headings_find_anchor(headings, bp_buf_str(&name));
	if (found == SIZE_MAX) {
		bp_buf_clear(&name);
		heading_add_folded(fragment, &name);
		found = headings_nth(&headings->places, bp_buf_str(&name), 0);
	}
	bp_buf_release(&name);
	return found;
}

size_t bp_document_heading(const struct bp_document *document, struct bp_str fragment)
{
	struct bp_headings *headings = bp_headings_new(document);
	size_t found = bp_headings_find(headings, fragment);

	bp_headings_free(headings);
	return found;
}

const char *bp_headings_near(const struct bp_headings *headings, struct bp_arena *arena,
	struct bp_str fragment)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < headings->headings.count && i < HEADINGS_NEAR_MOST; i++)
		bp_near_offer(&near, fragment, headings->headings.at[i].name.at);
	return near.word ? bp_arena_cstr(arena, bp_str(near.word)) : NULL;
}
