/* Collects what the records of a store know of courses, for `berpijar check --against`. */
#include "check.h"
#include <berpijar/index.h>
#include <berpijar/learners.h>

struct known {
	struct bp_arena *arena;
	struct bp_known *at;
	size_t count, room;
	struct bp_index seen;
};

/* Once for each; the hash alone tells them apart, since nothing is lost but a warning. */
static void known_add(struct known *known, const struct bp_known *one)
{
	uint64_t hash = bp_hash(bp_hash(BP_HASH_START, one->course), BP_STR("/"));

	hash = bp_hash(bp_hash(hash, one->module), BP_STR("/"));
	uint32_t key = bp_index_hash(bp_hash(hash, one->question));
	size_t probe = key;
	if (bp_index_next(&known->seen, key, &probe) != BP_INDEX_END)
		return;
	bp_index_add(&known->seen, key, 0);
	*BP_PUSH(known->arena, known->at, known->count, known->room) =
		(struct bp_known){bp_arena_str(known->arena, one->course),
			bp_arena_str(known->arena, one->module),
			bp_arena_str(known->arena, one->question)};
}

static void known_take_event(void *context, const struct bp_event *event)
{
	if (!event->course.len || !event->module.len)
		return;
	known_add(context, &(struct bp_known){event->course, event->module, {0}});
	if (event->question.len)
		known_add(context,
			&(struct bp_known){
				event->course, event->module, event->question});
}

bool check_take_known(struct bp_check *check, struct bp_arena *arena, const char *folder,
	struct bp_error *err)
{
	struct known known = {.arena = arena};
	struct bp_names ids = {0};
	bool ok = bp_learners_list(folder, arena, &ids, err);

	for (size_t i = 0; ok && i < ids.count; i++) {
		struct bp_store *store = NULL;
		ok = bp_store_open(&store, folder, ids.at[i], BP_STORE_READ, err) &&
			bp_store_replay(store, 0, known_take_event, &known, err);
		bp_store_close(store);
	}
	bp_index_release(&known.seen);
	check->known = known.at;
	check->known_count = known.count;
	return ok;
}
