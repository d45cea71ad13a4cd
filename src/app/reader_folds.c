/* Details of a lesson, which are shut until they are opened: by Enter on their summary, or by
 * a jump into them. In plain lines, and where a question stands in them, they are open. */
#include "reader_state.h"
#include <berpijar/arena.h>

static bool folds_around(const struct bp_container *at, uint32_t block)
{
	return at->kind == BP_DETAILS && at->folds && at->first_block != block;
}

/* Sets all details around a block; true if that changed any. */
static bool folds_set(struct bp_app *app, uint32_t block, enum bp_fold fold)
{
	struct reader *reader = bp_reader_of(app);
	const struct bp_container *up = app->study.document->blocks[block].in;
	bool changed = false;

	for (; up; up = up->parent) {
		uint8_t *now = &reader->folds[up->first_block];
		if (!folds_around(up, block) || (fold == BP_FOLD_OPEN && !*now))
			continue;
		changed |= *now != fold;
		*now = (uint8_t)fold;
	}
	return changed;
}

void bp_folds_begin(struct bp_app *app)
{
	const struct bp_document *document = app->study.document;
	size_t count = document->count;

	bp_reader_of(app)->folds = bp_arena_alloc(document->arena, count + 1, 1);
	if (app->options.spoken)
		return;
	for (uint32_t i = 0; i < count; i++)
		folds_set(app, i, BP_FOLD_SHUT);
	for (uint32_t i = 0; i < count; i++)
		if (document->blocks[i].kind == BP_BLOCK_QUESTION)
			folds_set(app, i, BP_FOLD_NONE);
}

/* Lays the page out anew around the place where it is. */
static void folds_show(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);

	if (!reader->layout)
		return;
	reader->target = bp_reader_target(app);
	reader->focus = SIZE_MAX;
	bp_reader_forget_layout(app);
	bp_reader_make_layout(app, reader->rows, reader->columns);
	if (reader->find.hit >= reader->find.hits.count)
		reader->find.hit = 0; /* what is shut is not searched */
}

void bp_folds_open(struct bp_app *app, uint32_t block)
{
	if (block < app->study.document->count && folds_set(app, block, BP_FOLD_OPEN))
		folds_show(app);
}

void bp_folds_open_all(struct bp_app *app)
{
	bool changed = false;

	for (uint32_t i = 0; i < app->study.document->count; i++)
		changed |= folds_set(app, i, BP_FOLD_OPEN);
	if (changed)
		folds_show(app);
}

void bp_folds_turn(struct bp_app *app, uint32_t block)
{
	struct reader *reader = bp_reader_of(app);
	uint8_t *fold = &reader->folds[block];

	*fold = *fold == BP_FOLD_SHUT ? BP_FOLD_OPEN : BP_FOLD_SHUT;
	folds_show(app);
	for (size_t i = 0; i < reader->item_count; i++)
		if (!reader->items[i].link && reader->items[i].block == block)
			bp_reader_focus(app, i);
}
