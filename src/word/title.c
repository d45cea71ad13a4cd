/* A document's headings, looked at from above. */
#include "title.h"
#include "lines.h"
#include <string.h>

#define LEVELS 10

struct levels {
	size_t count[LEVELS];
	size_t first; /* 1 + the first heading */
};

static int titles_level(const struct block *block)
{
	return block->level < 1 ? 1 : block->level < LEVELS ? block->level : LEVELS - 1;
}

static void titles_count(const struct blocks *blocks, struct levels *levels)
{
	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->at[i].kind == BLOCK_HEADING) {
			levels->count[titles_level(&blocks->at[i])]++;
			if (!levels->first)
				levels->first = i + 1;
		}
}

static int titles_next(const struct levels *levels, int level)
{
	while (level < LEVELS && !levels->count[level])
		level++;
	return level < LEVELS ? level : 0;
}

/* "Modul 1: ..." is a module, even if it is the only one. */
static bool titles_is_module(struct bp_str text)
{
	static const char *const words[] = {
		"modul", "bab", "bagian", "unit", "pertemuan", "sesi", "materi", NULL};

	return lines_starts_with(text, words);
}

/* A document without a title of its own is named by its only highest heading, if that comes
 * first and others are below; else by its file. */
static void titles_name(const struct bp_word *word, const struct blocks *blocks,
	const struct levels *levels, struct titles *titles)
{
	int below = titles->top ? titles_next(levels, titles->top + 1) : 0;
	const struct block *first = levels->first ? &blocks->at[levels->first - 1] : NULL;

	titles->course = bp_str_trim(runs_text(word->arena, &blocks->title));
	if (titles->course.len)
		return;
	if (below && first && levels->count[titles->top] == 1 &&
		titles_level(first) == titles->top &&
		!titles_is_module(runs_text(word->arena, &first->runs))) {
		titles->course = runs_text(word->arena, &first->runs);
		titles->block = levels->first;
		titles->top = below;
		return;
	}
	const char *dot = strrchr(word->name, '.');
	size_t len =
		dot && dot > word->name ? (size_t)(dot - word->name) : strlen(word->name);
	titles->course = (struct bp_str){word->name, len};
}

void titles_find(const struct bp_word *word, const struct blocks *blocks, bool promoted,
	struct titles *titles)
{
	struct levels levels = {0};

	titles_count(blocks, &levels);
	titles->top = titles_next(&levels, 1);
	if (promoted && titles->top > 1)
		titles->top = 0;
	titles_name(word, blocks, &levels, titles);
	if (promoted && titles->top && levels.first == 1 &&
		titles_level(&blocks->at[0]) > titles->top) {
		titles->course = runs_text(word->arena, &blocks->at[0].runs);
		titles->block = 1;
	}
	titles->base = titles->top ? titles->top : 1;
	titles->modules = levels.count[titles->top];
}
