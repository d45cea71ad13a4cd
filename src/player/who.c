/* Asks who is going to learn, where several people share one login. */
#include "who.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/session.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct people {
	struct bp_arena *arena;
	struct bp_known_learner *at;
	size_t count;
};

/* All ids of the store, which is empty if it cannot be read. */
static struct bp_names who_find(
	const struct bp_config *config, struct bp_arena *arena, struct bp_buf *store)
{
	struct bp_names ids = {0};

	if (bp_session_store_folder(config, store, NULL))
		bp_learners_list(store->at, arena, &ids, NULL);
	return ids;
}

bool bp_who_is_open(const struct bp_config *config)
{
	return !config->learner && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

size_t bp_who_count(const struct bp_config *config)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf store = {0};
	size_t count = who_find(config, arena, &store).count;

	bp_buf_release(&store);
	bp_arena_free(arena);
	return count;
}

static void who_read_person(struct people *people, const char *store, const char *id,
	struct bp_known_learner *person)
{
	struct bp_learner_info info;
	char day[BP_TIME_ROOM];

	bp_learner_read(store, id, 0, &info);
	bp_time_day(info.last_at, day);
	*person = (struct bp_known_learner){
		.id = id,
		.name = bp_arena_cstr(people->arena, bp_buf_str(&info.profile.name)),
		.last = info.fault.kind ? _("tidak terbaca")
			: *day          ? bp_arena_cstr(people->arena, bp_str(day))
					: NULL,
	};
	bp_learner_release(&info);
}

static const char *who_shown_name(const struct bp_known_learner *person)
{
	return person->name && *person->name ? person->name : person->id;
}

/* Orders by name without regard to case and accents, equal names by id. */
static int who_by_name(const void *one, const void *other)
{
	const struct bp_known_learner *a = one, *b = other;
	struct bp_str left = bp_str(who_shown_name(a)), right = bp_str(who_shown_name(b));
	uint32_t code[2];

	for (size_t i = 0, j = 0; i < left.len && j < right.len;) {
		i += bp_utf8_next(left, i, &code[0]);
		j += bp_utf8_next(right, j, &code[1]);
		uint32_t x = bp_fold_search(code[0]), y = bp_fold_search(code[1]);
		if (x != y)
			return x < y ? -1 : 1;
	}
	if (left.len != right.len)
		return left.len < right.len ? -1 : 1;
	return strcmp(a->id, b->id);
}

static void who_read_people(struct people *people, const struct bp_config *config)
{
	struct bp_buf store = {0};
	struct bp_names ids = who_find(config, people->arena, &store);

	people->at = bp_arena_alloc(people->arena, ids.count, sizeof *people->at);
	for (; people->count < ids.count; people->count++)
		who_read_person(people, store.at, ids.at[people->count],
			&people->at[people->count]);
	qsort(people->at, people->count, sizeof *people->at, who_by_name);
	bp_buf_release(&store);
}

static bool who_take_learner(
	void *context, struct bp_app *app, const struct bp_effects *effects)
{
	struct bp_buf *learner = context;
	const struct bp_effect *chosen = bp_effects_find(effects, BP_EFFECT_LEARNER);

	(void)app;
	if (chosen)
		bp_buf_add_cstr(learner, chosen->as.learner);
	return learner->len > 0;
}

bool bp_who_ask(
	struct front *front, const struct bp_config *config, struct bp_buf *learner)
{
	struct people people = {.arena = bp_arena_new()};

	who_read_people(&people, config);
	bool known = bp_front_ask(front,
		&(struct bp_app_options){.people = people.at,
			.person_count = people.count,
			.valid_learner = bp_learner_valid},
		who_take_learner, learner);
	bp_arena_free(people.arena);
	return known;
}
