/*
 * What the centre has and a record lacks comes into it. Each event is checked by its link;
 * the marks go on only over numbers without a hole, and what is behind one is fetched again
 * until it is filled.
 */
#include "sync.h"
#include <berpijar/lang.h>
#include <string.h>

struct pull {
	struct person *person;
	const struct bp_replica *centre;
	struct bp_sent_replica *marks;
	bool linked;           /* the link before the next event is known: */
	struct bp_digest link; /* … this */
	int64_t after;
};

/* Whether a page follows from what is here, as far as that can be known. */
static bool pull_holds(struct pull *pull, const struct bp_origin *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool next = items[i].number == pull->after + 1 && pull->linked;
		if (next && !items[i].withheld &&
			!bp_origin_follows(&pull->link, &items[i]))
			return false;
		if (items[i].number == pull->after + 1 &&
			pull->marks->pulled == pull->after)
			pull->marks->pulled = items[i].number;
		pull->link = items[i].link;
		pull->linked = true;
		pull->after = items[i].number;
	}
	return true;
}

static bool pull_page(struct pull *pull, size_t *count, struct bp_error *err)
{
	struct person *person = pull->person;
	struct bp_arena *arena = bp_arena_new();
	struct bp_origin *items;
	struct bp_sent_replica before = *pull->marks;
	size_t added = 0;
	bool ok = rows_select(
		person, pull->centre->id, pull->after, arena, &items, count, err);

	if (ok && !pull_holds(pull, items, *count))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("pusat memberi kejadian yang sudah diubah; tidak ada yang diambil darinya"));
	if (ok && *count)
		ok = person_reopen(person, err) &&
			bp_store_take(person->store, items, *count, &added, err);
	if (!ok)
		*pull->marks = before;
	person->pulled += added;
	bp_arena_free(arena);
	return ok;
}

static bool pull_replica(struct person *person, const struct bp_replica *centre,
	int64_t after, struct bp_error *err)
{
	struct pull pull = {.person = person,
		.centre = centre,
		.marks = bp_sent_of(&person->sent, person->arena, centre->id),
		.after = after};
	size_t count = 1;

	pull.linked = bp_store_link(person->store, centre->id, after, &pull.link);
	pull.marks->pulled = after;
	while (count && pull.after < centre->last)
		if (!pull_page(&pull, &count, err))
			return false;
	return true;
}

/* Where the centre has another event at a place of ours, or goes on under the name under
 * which this record does, ours gets another name first. */
static bool pull_part(struct person *person, const struct bp_replica *ours,
	const struct bp_replica *centre, bool *parted, struct bp_error *err)
{
	int64_t fork = 0;

	*parted = false;
	if (!ours || (!ours->count && !ours->own))
		return true;
	if (ours->count && !vector_differs(person, ours, centre, &fork, err))
		return false;
	if (!fork && ours->own && centre->last > ours->last)
		fork = ours->last + 1;
	*parted = fork != 0;
	return !fork || vector_part(person, ours->id, fork, err);
}

static bool pull_one(
	struct person *person, const struct bp_replica *centre, struct bp_error *err)
{
	struct bp_sent_replica *marks =
		bp_sent_of(&person->sent, person->arena, centre->id);
	struct bp_replica *list;
	bool parted = true;

	for (int i = 0; i < 2 && parted; i++) {
		size_t count;
		if (!bp_store_replicas(person->store, person->arena, &list, &count, err))
			return false;
		const struct bp_replica *ours = vector_of(list, count, centre->id);
		int64_t after = vector_pull_after(ours, centre, marks);
		if (after < 0)
			return true;
		if (!pull_part(person, ours, centre, &parted, err))
			return false;
		if (!parted && !pull_replica(person, centre, after, err))
			return false;
	}
	return true;
}

/* Counts of each replica what was fetched and is not there: it was withheld, or is in the
 * record under another replica. */
static bool pull_count(struct person *person, struct bp_error *err)
{
	struct bp_replica *list;
	size_t count;

	if (!bp_store_replicas(person->store, person->arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < person->sent.count; i++) {
		struct bp_sent_replica *marks = &person->sent.replicas[i];
		const struct bp_replica *ours = vector_of(list, count, marks->id);
		int64_t there = ours ? ours->count : 0;
		if (marks->pulled)
			marks->skipped =
				marks->pulled > there ? marks->pulled - there : 0;
	}
	return true;
}

bool pull_run(struct person *person, struct bp_error *err)
{
	bool ok = true;

	for (size_t i = 0; i < person->centre_count && ok; i++)
		ok = pull_one(person, &person->centre[i], err);
	struct bp_error uncounted = {0};
	return pull_count(person, ok ? err : &uncounted) && ok;
}
