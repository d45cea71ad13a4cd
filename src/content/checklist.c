/* The checklist in a text of a question: its task items, and what stands around them. */
#include <berpijar/document.h>

/* The outermost task that a block stands in; NULL: in none. */
static const struct bp_container *checklist_task(const struct bp_block *block)
{
	const struct bp_container *task = NULL;

	for (const struct bp_container *up = block->in; up; up = up->parent)
		if (up->kind == BP_ITEM && up->task)
			task = up;
	return task;
}

/* Behind the first item of a list the rest of it would be counted wrongly: so a block stands
 * by itself, unless nothing was taken out before it. */
static void checklist_add(
	struct bp_document *to, const struct bp_block *block, bool by_itself)
{
	struct bp_block *copy = BP_PUSH(to->arena, to->blocks, to->count, to->room);

	*copy = *block;
	copy->gap = block->gap && to->count > 1;
	if (by_itself)
		copy->in = NULL;
}

size_t bp_document_checklist(const struct bp_document *document, struct bp_document *rest,
	struct bp_document items[BP_CHECKS_MOST])
{
	const struct bp_document empty = {.arena = document->arena, .of_question = true};
	const struct bp_container *last = NULL;
	size_t count = 0;

	*rest = empty;
	for (size_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		const struct bp_container *task = checklist_task(block);
		if (task && task != last && count < BP_CHECKS_MOST)
			items[count++] = empty;
		last = task;
		checklist_add(task && count ? &items[count - 1] : rest, block, count > 0);
	}
	return count;
}
