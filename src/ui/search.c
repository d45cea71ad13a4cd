/* Searches the text of a layout: it is folded into letters, then compared. */
#include <berpijar/arena.h>
#include <berpijar/search.h>
#include <stdlib.h>
#include <string.h>

/* A letter of the searched text: its folded code point and its place. */
struct letter {
	uint32_t code;
	uint32_t line;
	int column, columns;
};

struct letters {
	struct letter *at;
	size_t count, room;
	bool exact; /* upper and lower case differ */
};

static void add_letter(struct letters *letters, struct letter letter)
{
	if (letters->count == letters->room) {
		letters->room = letters->room ? letters->room * 2 : 256;
		letters->at = bp_realloc(letters->at, letters->room, sizeof *letters->at);
	}
	letters->at[letters->count++] = letter;
}

/* One blank stands for any number of blanks and for the end of a line. */
static void add_blank(struct letters *letters)
{
	if (letters->count && letters->at[letters->count - 1].code != ' ')
		add_letter(letters, (struct letter){.code = ' '});
}

/* What is typed for a sign that keyboards lack: quotation marks, hyphens and dashes. */
static uint32_t search_fold(uint32_t code, bool exact)
{
	if (code < 0x2010 || code > 0x201f)
		return code == 0x2212 ? '-' : exact ? code : bp_fold_search(code);
	return code <= 0x2015 ? '-' : code >= 0x201c ? '"' : code >= 0x2018 ? '\'' : code;
}

static void ui_search_add_text(
	struct letters *letters, struct bp_str text, uint32_t line, int column)
{
	for (size_t at = 0; at < text.len;) {
		struct bp_glyph glyph;
		at += bp_glyph_next(text, at, &glyph);
		if (glyph.base == ' ' && glyph.width)
			add_blank(letters);
		else if (glyph.width)
			add_letter(letters,
				(struct letter){search_fold(glyph.base, letters->exact),
					line, column, glyph.width});
		column += glyph.width;
	}
}

/* Adds the runs of a line that are in a cell; 0: in none. */
static void ui_search_add_line(struct letters *letters, const struct bp_layout *layout,
	uint32_t index, unsigned cell)
{
	const struct bp_line *line = &layout->lines[index];
	int end = 0;

	if (!line->joined)
		add_blank(letters);
	for (uint32_t i = 0; i < line->count; i++) {
		const struct bp_run *run = &layout->runs[line->first + i];
		if (run->role != BP_ROLE_TEXT || run->cell != cell)
			continue;
		if (run->column > end)
			add_blank(letters);
		ui_search_add_text(letters, run->text, index, run->column);
		end = run->column + run->columns;
	}
}

/* Adds the lines of a table's row, cell by cell, from a line on; returns the line behind
 * them. Of other lines it adds one. */
static uint32_t ui_search_add_row(
	struct letters *letters, const struct bp_layout *layout, uint32_t first)
{
	const struct bp_line *lines = layout->lines;
	uint32_t end = first + 1;
	unsigned cells = 0;

	while (end < layout->count && lines[end].row)
		end++;
	for (uint32_t i = first; i < end; i++)
		for (uint32_t n = 0; n < lines[i].count; n++)
			if (layout->runs[lines[i].first + n].cell > cells)
				cells = layout->runs[lines[i].first + n].cell;
	for (unsigned cell = cells ? 1 : 0; cell <= cells; cell++)
		for (uint32_t i = first; i < end; i++)
			ui_search_add_line(letters, layout, i, cell);
	return end;
}

static void ui_search_add_part(
	struct bp_hits *hits, const struct letter *letter, bool whole)
{
	struct bp_hit_part *last =
		hits->part_count ? &hits->parts[hits->part_count - 1] : NULL;

	if (last && last->hit == hits->count && last->line == letter->line) {
		last->columns = letter->column + letter->columns - last->column;
		return;
	}
	if (hits->part_count == hits->part_room) {
		hits->part_room = hits->part_room ? hits->part_room * 2 : 32;
		hits->parts =
			bp_realloc(hits->parts, hits->part_room, sizeof *hits->parts);
	}
	hits->parts[hits->part_count++] = (struct bp_hit_part){
		letter->line, letter->column, letter->columns, hits->count, whole};
}

static bool matches(const struct letters *text, size_t at, const struct letters *query)
{
	for (size_t i = 0; i < query->count; i++)
		if (text->at[at + i].code != query->at[i].code)
			return false;
	return true;
}

/* Whether it is part of a word: roughly, letters and digits of any script. */
static bool in_word(const struct letters *text, size_t at)
{
	uint32_t code = at < text->count ? text->at[at].code : ' ';

	return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
		(code >= 'A' && code <= 'Z') || code >= 0xc0;
}

/* Indonesian particles are written together with the word before them ("sudahkah"). */
static bool is_particle(const struct letters *text, size_t at)
{
	static const char *const particles[] = {"nya", "lah", "kah", "pun"};

	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		const char *particle = particles[i];
		size_t len = 0;
		while (particle[len] && at + len < text->count &&
			text->at[at + len].code == (uint32_t)particle[len])
			len++;
		if (!particle[len] && !in_word(text, at + len))
			return true;
	}
	return false;
}

/* Whether what was found at `at` is no part of a longer word. */
static bool is_whole(const struct letters *text, size_t at, size_t count)
{
	return !(at && in_word(text, at - 1)) &&
		(!in_word(text, at + count) || is_particle(text, at + count));
}

static void find_in(
	const struct letters *text, const struct letters *query, struct bp_hits *hits)
{
	for (size_t at = 0; at + query->count <= text->count;) {
		if (!matches(text, at, query)) {
			at++;
			continue;
		}
		bool whole = is_whole(text, at, query->count);
		for (size_t i = 0; i < query->count; i++)
			if (text->at[at + i].code != ' ')
				ui_search_add_part(hits, &text->at[at + i], whole);
		hits->count++;
		at += query->count;
	}
}

static bool has_word(const struct letters *text, const struct letters *query)
{
	for (size_t at = 0; at + query->count <= text->count; at++)
		if (matches(text, at, query) && is_whole(text, at, query->count))
			return true;
	return false;
}

bool bp_search_has(
	const struct bp_layout *layout, size_t first, size_t end, struct bp_str phrase)
{
	struct letters wanted = {0}, text = {0};

	ui_search_add_text(&wanted, bp_str_trim(phrase), 0, 0);
	for (size_t i = first; i < end && i < layout->count;)
		i = ui_search_add_row(&text, layout, (uint32_t)i);
	bool found = wanted.count && has_word(&text, &wanted);
	free(wanted.at);
	free(text.at);
	return found;
}

/* Hits in a row of a table were found cell by cell. */
static int by_line(const void *left, const void *right)
{
	const struct bp_hit_part *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

bool bp_search_is_exact(struct bp_str query)
{
	for (size_t at = 0; at < query.len;) {
		uint32_t code;
		at += bp_utf8_next(query, at, &code);
		if (bp_fold_code(code) != code)
			return true;
	}
	return false;
}

void bp_search(const struct bp_layout *layout, struct bp_str query, struct bp_hits *hits)
{
	bool exact = bp_search_is_exact(query);
	struct letters wanted = {.exact = exact}, text = {.exact = exact};

	hits->part_count = 0;
	hits->count = 0;
	ui_search_add_text(&wanted, bp_str_trim(query), 0, 0);
	for (uint32_t i = 0; i < layout->count && wanted.count;) {
		bool starts = i == layout->first || i == layout->end || i == 0 ||
			layout->lines[i].block != layout->lines[i - 1].block;
		if (starts) { /* no hit reaches from one block into the next */
			find_in(&text, &wanted, hits);
			text.count = 0;
		}
		i = ui_search_add_row(&text, layout, i);
	}
	if (wanted.count)
		find_in(&text, &wanted, hits);
	if (hits->part_count)
		qsort(hits->parts, hits->part_count, sizeof *hits->parts, by_line);
	free(wanted.at);
	free(text.at);
}

void bp_hits_release(struct bp_hits *hits)
{
	free(hits->parts);
	*hits = (struct bp_hits){0};
}

/* The first part that is neither of an earlier hit nor on an earlier line. */
static size_t search_first_part(const struct bp_hits *hits, uint32_t hit, size_t line)
{
	size_t low = 0, high = hits->part_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct bp_hit_part *part = &hits->parts[middle];
		if (part->hit < hit || part->line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct bp_hit_part *bp_hits_first(const struct bp_hits *hits, uint32_t hit)
{
	size_t first = search_first_part(hits, hit, 0);

	return first < hits->part_count && hits->parts[first].hit == hit
		? &hits->parts[first]
		: NULL;
}

size_t bp_hits_on(const struct bp_hits *hits, size_t line)
{
	return search_first_part(hits, 0, line);
}
