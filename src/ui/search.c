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

static void add_text(
	struct letters *letters, struct bp_str text, uint32_t line, int column)
{
	for (size_t at = 0; at < text.len;) {
		struct bp_glyph glyph;
		at += bp_glyph_next(text, at, &glyph);
		if (glyph.base == ' ' && glyph.width)
			add_blank(letters);
		else if (glyph.width)
			add_letter(letters,
				(struct letter){bp_fold_search(glyph.base), line, column,
					glyph.width});
		column += glyph.width;
	}
}

static void add_line(
	struct letters *letters, const struct bp_layout *layout, uint32_t index)
{
	const struct bp_line *line = &layout->lines[index];
	int end = 0;

	if (!line->joined)
		add_blank(letters);
	for (uint32_t i = 0; i < line->count; i++) {
		const struct bp_run *run = &layout->runs[line->first + i];
		if (run->role != BP_ROLE_TEXT)
			continue;
		if (run->column > end)
			add_blank(letters);
		add_text(letters, run->text, index, run->column);
		end = run->column + run->columns;
	}
}

static void add_part(struct bp_hits *hits, const struct letter *letter)
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
		letter->line, letter->column, letter->columns, hits->count};
}

static bool matches(const struct letters *text, size_t at, const struct letters *query)
{
	for (size_t i = 0; i < query->count; i++)
		if (text->at[at + i].code != query->at[i].code)
			return false;
	return true;
}

static void find_in(
	const struct letters *text, const struct letters *query, struct bp_hits *hits)
{
	for (size_t at = 0; at + query->count <= text->count;) {
		if (!matches(text, at, query)) {
			at++;
			continue;
		}
		for (size_t i = 0; i < query->count; i++)
			if (text->at[at + i].code != ' ')
				add_part(hits, &text->at[at + i]);
		hits->count++;
		at += query->count;
	}
}

/* Whether it is part of a word: roughly, letters and digits of any script. */
static bool in_word(const struct letters *text, size_t at)
{
	uint32_t code = at < text->count ? text->at[at].code : ' ';

	return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
		code >= 0xc0;
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

static bool has_word(const struct letters *text, const struct letters *query)
{
	for (size_t at = 0; at + query->count <= text->count; at++)
		if (matches(text, at, query) && !(at && in_word(text, at - 1)) &&
			(!in_word(text, at + query->count) ||
				is_particle(text, at + query->count)))
			return true;
	return false;
}

bool bp_search_has(
	const struct bp_layout *layout, size_t first, size_t end, struct bp_str phrase)
{
	struct letters wanted = {0}, text = {0};

	add_text(&wanted, bp_str_trim(phrase), 0, 0);
	for (size_t i = first; i < end && i < layout->count; i++)
		add_line(&text, layout, (uint32_t)i);
	bool found = wanted.count && has_word(&text, &wanted);
	free(wanted.at);
	free(text.at);
	return found;
}

void bp_search(const struct bp_layout *layout, struct bp_str query, struct bp_hits *hits)
{
	struct letters wanted = {0}, text = {0};

	hits->part_count = 0;
	hits->count = 0;
	add_text(&wanted, bp_str_trim(query), 0, 0);
	for (uint32_t i = 0; i < layout->count && wanted.count; i++) {
		bool starts =
			i == 0 || layout->lines[i].block != layout->lines[i - 1].block;
		if (starts) { /* no hit reaches from one block into the next */
			find_in(&text, &wanted, hits);
			text.count = 0;
		}
		add_line(&text, layout, i);
	}
	if (wanted.count)
		find_in(&text, &wanted, hits);
	free(wanted.at);
	free(text.at);
}

void bp_hits_release(struct bp_hits *hits)
{
	free(hits->parts);
	*hits = (struct bp_hits){0};
}

const struct bp_hit_part *bp_hits_first(const struct bp_hits *hits, uint32_t hit)
{
	for (size_t i = 0; i < hits->part_count; i++)
		if (hits->parts[i].hit == hit)
			return &hits->parts[i];
	return NULL;
}
