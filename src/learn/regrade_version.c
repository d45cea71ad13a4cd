/* Which version of a question was answered, and what its answers mean in another. */
#include "regrade_version.h"
#include <berpijar/arena.h>
#include <string.h>

/* ---- versions ---- */

/* A copy whose key can be changed. */
static struct bp_question *version_copy(
	struct bp_arena *arena, const struct bp_question *question)
{
	struct bp_question *copy = bp_arena_alloc(arena, 1, sizeof *copy);

	*copy = *question;
	copy->choices =
		bp_arena_alloc(arena, question->choice_count + 1, sizeof *copy->choices);
	copy->pairs =
		bp_arena_alloc(arena, question->pair_count + 1, sizeof *copy->pairs);
	if (question->choice_count)
		memcpy(copy->choices, question->choices,
			question->choice_count * sizeof *copy->choices);
	if (question->pair_count)
		memcpy(copy->pairs, question->pairs,
			question->pair_count * sizeof *copy->pairs);
	return copy;
}

static bool version_is(struct bp_question *copy, uint64_t hash)
{
	copy->content_hash = bp_question_hash(copy);
	return copy->content_hash == hash;
}

/* The key stood at another choice, or the two were in another order. */
static bool version_by_swapping(struct bp_question *copy, uint64_t hash)
{
	for (size_t i = 0; i < copy->choice_count; i++)
		for (size_t n = i + 1; n < copy->choice_count; n++) {
			struct bp_choice a = copy->choices[i], b = copy->choices[n];
			copy->choices[i].weight = b.weight;
			copy->choices[n].weight = a.weight;
			if (version_is(copy, hash))
				return true;
			copy->choices[i] = b;
			copy->choices[n] = a;
			if (version_is(copy, hash))
				return true;
			copy->choices[i] = a;
			copy->choices[n] = b;
		}
	return false;
}

/* A choice was right, or wrong, or worth what another is worth now. */
static bool version_by_weight(struct bp_question *copy, uint64_t hash)
{
	for (size_t i = 0; i < copy->choice_count; i++) {
		double now = copy->choices[i].weight;
		for (size_t n = 0; n < copy->choice_count + 2; n++) {
			copy->choices[i].weight =
				n < 2 ? (double)n : copy->choices[n - 2].weight;
			if (n >= 2 && n - 2 == i)
				copy->choices[i].weight = -1;
			if (version_is(copy, hash))
				return true;
			copy->choices[i].weight = now;
		}
	}
	return false;
}

/* Two partners were exchanged. */
static bool version_by_pairs(struct bp_question *copy, uint64_t hash)
{
	for (size_t i = 0; i < copy->pair_count; i++)
		for (size_t n = i + 1; n < copy->pair_count; n++) {
			struct bp_str a = copy->pairs[i].right, b = copy->pairs[n].right;
			copy->pairs[i].right = b;
			copy->pairs[n].right = a;
			if (version_is(copy, hash))
				return true;
			copy->pairs[i].right = a;
			copy->pairs[n].right = b;
		}
	return false;
}

const struct bp_question *version_with_key(
	struct bp_arena *arena, const struct bp_question *question, uint64_t hash)
{
	struct bp_question *copy;

	if (question->choice_count > BP_MAX_CHOICES)
		return NULL; /* answers that are typed need no version */
	copy = version_copy(arena, question);
	return version_by_swapping(copy, hash) || version_by_weight(copy, hash) ||
			version_by_pairs(copy, hash)
		? copy
		: NULL;
}

/* ---- what answers mean ---- */

/* The only choice with a text; BP_UNMATCHED: none, or several. */
static uint8_t version_choice(const struct bp_question *in, struct bp_str text)
{
	uint8_t found = BP_UNMATCHED;

	for (size_t i = 0; i < in->choice_count; i++) {
		if (!bp_text_equal_folded(in->choices[i].text.text, text))
			continue;
		if (found != BP_UNMATCHED)
			return BP_UNMATCHED;
		found = (uint8_t)i;
	}
	return found;
}

static bool version_move_choices(const struct bp_question *from,
	const struct bp_question *to, struct bp_response *response)
{
	uint32_t chosen = 0;

	for (size_t i = 0; i < from->choice_count; i++) {
		if (!(response->chosen >> i & 1))
			continue;
		uint8_t at = version_choice(to, from->choices[i].text.text);
		if (at == BP_UNMATCHED)
			return false;
		chosen |= UINT32_C(1) << at;
	}
	response->chosen = chosen;
	return chosen != 0;
}

static uint8_t version_pair(const struct bp_question *in, struct bp_str text, bool left)
{
	for (size_t i = 0; i < in->pair_count; i++)
		if (bp_text_equal_folded(
			    left ? in->pairs[i].left.text : in->pairs[i].right, text))
			return (uint8_t)i;
	return BP_UNMATCHED;
}

/* A left side that is new has no partner yet; a partner that is gone is wrong. */
static bool version_move_match(const struct bp_question *from,
	const struct bp_question *to, struct bp_response *response)
{
	struct bp_response moved = bp_response_none();
	bool any = false;

	for (size_t i = 0; i < to->pair_count; i++) {
		uint8_t was = version_pair(from, to->pairs[i].left.text, true);
		uint8_t partner =
			was == BP_UNMATCHED ? BP_UNMATCHED : response->match[was];
		if (partner >= from->pair_count)
			continue;
		moved.match[i] = version_pair(to, from->pairs[partner].right, false);
		any = true;
	}
	*response = moved;
	return any;
}

static bool version_move_order(const struct bp_question *from,
	const struct bp_question *to, struct bp_response *response)
{
	struct bp_response moved = bp_response_none();

	if (from->choice_count != to->choice_count)
		return false;
	for (size_t i = 0; i < to->choice_count; i++) {
		uint8_t item = response->match[i];
		if (item >= from->choice_count)
			return false;
		moved.match[i] = version_choice(to, from->choices[item].text.text);
		if (moved.match[i] == BP_UNMATCHED)
			return false;
	}
	*response = moved;
	return true;
}

static bool version_same(const struct bp_question *from, const struct bp_question *to,
	struct bp_response *response)
{
	(void)from, (void)to, (void)response;
	return true;
}

static const struct {
	bool (*move)(const struct bp_question *from, const struct bp_question *to,
		struct bp_response *response);
	bool itself; /* an answer means itself, whatever the version */
} version_kinds[BP_QUESTION_TYPE_COUNT] = {
	[BP_MULTICHOICE] = {version_move_choices, false},
	[BP_SEVERAL] = {version_move_choices, false},
	[BP_TRUEFALSE] = {version_same, true},
	[BP_SHORTANSWER] = {version_same, true},
	[BP_NUMERICAL] = {version_same, true},
	[BP_MATCH] = {version_move_match, false},
	[BP_ORDERING] = {version_move_order, false},
};

bool version_move(const struct bp_question *from, const struct bp_question *to,
	struct bp_str text, struct bp_response *response)
{
	bool (*move)(const struct bp_question *, const struct bp_question *,
		struct bp_response *) = version_kinds[to->type].move;

	if (version_kinds[to->type].itself)
		from = to;
	if (!move || !from || version_kinds[from->type].move != move)
		return false;
	*response = bp_response_read(from, text);
	return move(from, to, response) && bp_response_counts(to, response);
}
