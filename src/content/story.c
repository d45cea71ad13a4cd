/* Lessons that branch: their forks, their parts, and the path of a learner. */
#include <berpijar/arena.h>
#include <berpijar/story.h>
#include <stdlib.h>
#include <string.h>

/* ---- where choices lead ---- */

static const struct bp_question *story_question(
	const struct bp_document *document, uint32_t block)
{
	const struct bp_block *at = &document->blocks[block];

	return at->kind == BP_BLOCK_QUESTION ? &document->quiz.questions[at->question]
					     : NULL;
}

static uint32_t story_target(
	const struct bp_document *document, uint32_t fork, const struct bp_choice *choice)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_document feedback = bp_document_read_text(arena, choice->feedback);
	uint32_t to = BP_STORY_ON;

	if (feedback.link_count) {
		struct bp_str url = feedback.links[0].url;
		size_t block = bp_str_starts(url, "#")
			? bp_document_heading(document, bp_str_from(url, 1))
			: SIZE_MAX;
		bool below = block != SIZE_MAX && block > fork &&
			document->blocks[block].kind == BP_BLOCK_HEADING;
		to = below ? (uint32_t)block : BP_STORY_LOST;
	}
	bp_arena_free(arena);
	return to;
}

static void story_find_forks(struct bp_arena *arena, struct bp_story *story)
{
	const struct bp_document *document = story->document;

	for (uint32_t i = 0; i < document->count; i++) {
		const struct bp_question *question = story_question(document, i);
		if (!question || question->type != BP_FORK)
			continue;
		struct bp_story_fork *fork =
			BP_PUSH(arena, story->forks, story->fork_count, story->fork_room);
		*fork = (struct bp_story_fork){.block = i, .question = question};
		for (size_t n = 0; n < question->choice_count; n++)
			fork->to[n] = story_target(document, i, &question->choices[n]);
	}
}

/* ---- parts ---- */

/* Marks the headings that choices lead to; returns the highest level of them. */
static int story_mark_targets(struct bp_story *story)
{
	int level = 7;

	for (size_t i = 0; i < story->fork_count; i++)
		for (size_t n = 0; n < story->forks[i].question->choice_count; n++) {
			uint32_t to = story->forks[i].to[n];
			if (to >= BP_STORY_END)
				continue;
			story->hidden[to] = 1;
			if (story->document->blocks[to].level < level)
				level = story->document->blocks[to].level;
		}
	return level;
}

static void story_find_parts(struct bp_story *story)
{
	int level = story_mark_targets(story);
	uint32_t part = BP_STORY_START;

	for (uint32_t i = 0; i < story->document->count; i++) {
		const struct bp_block *block = &story->document->blocks[i];
		bool heading = block->kind == BP_BLOCK_HEADING;
		bool begun = part != BP_STORY_START;
		if (heading &&
			(story->hidden[i] ||
				(begun && block->level == level && !block->in)))
			part = i;
		else if (heading && begun && block->level < level)
			part = BP_STORY_END;
		story->parts[i] = part;
	}
}

struct bp_story *bp_story_new(struct bp_arena *arena, const struct bp_document *document)
{
	struct bp_story *story = bp_arena_alloc(arena, 1, sizeof *story);

	story->document = document;
	story_find_forks(arena, story);
	if (!story->fork_count)
		return NULL;
	story->parts = bp_arena_alloc(arena, document->count, sizeof *story->parts);
	story->hidden = bp_arena_alloc(arena, document->count, 1);
	story->steps = bp_arena_alloc(arena, story->fork_count, sizeof *story->steps);
	story_find_parts(story);
	return story;
}

/* ---- the path ---- */

static int story_compare(const void *block, const void *fork)
{
	uint32_t wanted = *(const uint32_t *)block,
		 here = ((const struct bp_story_fork *)fork)->block;

	return (wanted > here) - (wanted < here);
}

const struct bp_story_fork *bp_story_fork_at(const struct bp_story *story, uint32_t block)
{
	return bsearch(&block, story->forks, story->fork_count, sizeof *story->forks,
		story_compare);
}

static void story_show(struct bp_story *story, uint32_t part)
{
	for (size_t i = 0; i < story->document->count; i++)
		if (story->parts[i] == part)
			story->hidden[i] = 0;
}

/* Shows a part from a block on, up to the fork that leads away from it or waits. Returns where
 * it leads; BP_STORY_ON: the part is read to its end; BP_STORY_LOST: its fork waits. */
static uint32_t story_read_part(struct bp_story *story, uint32_t part, uint32_t from,
	int (*chosen)(const void *, const struct bp_question *), const void *context)
{
	const struct bp_document *document = story->document;

	for (uint32_t i = from; i < document->count && story->parts[i] == part; i++) {
		const struct bp_story_fork *fork = bp_story_fork_at(story, i);
		story->hidden[i] = 0;
		if (!fork)
			continue;
		int choice = chosen(context, fork->question);
		if (choice < 0 || (size_t)choice >= fork->question->choice_count)
			return BP_STORY_LOST;
		story->steps[story->step_count++] =
			(struct bp_story_step){fork, (size_t)choice};
		if (fork->to[choice] < BP_STORY_END)
			return fork->to[choice];
	}
	return BP_STORY_ON;
}

void bp_story_follow(struct bp_story *story,
	int (*chosen)(const void *context, const struct bp_question *fork),
	const void *context)
{
	uint32_t part = BP_STORY_START, next = 0;

	memset(story->hidden, 1, story->document->count);
	story->step_count = 0;
	do {
		next = story_read_part(story, part, next, chosen, context);
		if (next < BP_STORY_END)
			part = story->parts[next];
	} while (next < BP_STORY_END);
	story->ended = next == BP_STORY_ON;
	if (story->ended)
		story_show(story, BP_STORY_END);
}

uint8_t *bp_story_skipped(const struct bp_story *story, struct bp_arena *arena)
{
	const struct bp_document *document = story->document;
	uint8_t *skipped = bp_arena_alloc(arena, document->quiz.count + 1, 1);

	for (uint32_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BP_BLOCK_QUESTION)
			skipped[document->blocks[i].question] = story->hidden[i];
	return skipped;
}
