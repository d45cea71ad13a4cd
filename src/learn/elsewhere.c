/* JP from elsewhere: the bodies of their events, their fold, their list. */
#include "fold.h"
#include <berpijar/hex.h>
#include <stdlib.h>
#include <string.h>

struct elsewhere_state {
	struct bp_elsewhere one;
	bool voided;
};

struct bp_elsewheres {
	struct bp_arena *arena;
	struct elsewhere_state *at; /* in the order in which they came */
	size_t count, room;
	struct bp_index by_id;
	struct bp_elsewhere *listed; /* those that count, on the heap */
	size_t listed_count;
	bool stands; /* the list is what the events come to */
};

struct bp_elsewheres *elsewheres_new(void)
{
	struct bp_elsewheres *elsewheres = bp_alloc(1, sizeof *elsewheres);

	elsewheres->arena = bp_arena_new();
	return elsewheres;
}

void elsewheres_free(struct bp_elsewheres *elsewheres)
{
	bp_index_release(&elsewheres->by_id);
	bp_arena_free(elsewheres->arena);
	free(elsewheres->listed);
	free(elsewheres);
}

/* ---- bodies ---- */

static void elsewhere_set_day(json_t *body, const char *key, struct bp_day day)
{
	json_object_set_new(
		body, key, json_sprintf("%04d-%02d-%02d", day.year, day.month, day.day));
}

void bp_elsewhere_write(const struct bp_elsewhere *one, struct bp_buf *out)
{
	static const uint8_t none[16];
	json_t *body = json_object();

	body_set_text(body, "title", one->title);
	body_set_text(body, "organizer", one->organizer);
	if (one->number.len)
		body_set_text(body, "number", one->number);
	elsewhere_set_day(body, "begins", one->begins);
	elsewhere_set_day(body, "ends", one->ends);
	json_object_set_new(body, "halves", json_integer(one->jp_halves));
	if (one->sha256.len)
		body_set_text(body, "sha256", one->sha256);
	if (memcmp(one->of, none, sizeof none) != 0)
		body_set_id(body, "of", one->of);
	body_write(body, out);
}

void bp_elsewhere_write_void(const struct bp_elsewhere *one, struct bp_buf *out)
{
	json_t *body = json_object();

	body_set_id(body, "voids", one->id);
	body_write(body, out);
}

/* False for what bp_elsewhere_write() never writes. */
static bool elsewhere_take_day(const json_t *body, const char *key, struct bp_day *day)
{
	struct bp_str text = body_text(body, key);

	return text.len == sizeof "2026-03-02" - 1 && text.at[4] == '-' &&
		text.at[7] == '-' && bp_day_typed(text, day);
}

/* Whether it can be, wherever it was read. */
static bool elsewhere_is_sound(const struct bp_elsewhere *one)
{
	return one->jp_halves >= 1 && one->jp_halves <= BP_ELSEWHERE_HALVES_MOST &&
		one->begins.year >= BP_ELSEWHERE_YEAR_LEAST &&
		bp_day_exists(one->begins) && bp_day_exists(one->ends) &&
		bp_day_order(one->begins, one->ends) <= 0;
}

static bool elsewhere_take_body(const json_t *body, struct bp_elsewhere *one)
{
	const json_t *halves = json_object_get(body, "halves");
	json_int_t number = json_integer_value(halves); /* 0 for what is no integer */
	uint8_t digest[BP_DIGEST_SIZE];

	one->title = body_text(body, "title");
	one->organizer = body_text(body, "organizer");
	one->number = body_text(body, "number");
	one->sha256 = body_text(body, "sha256");
	if (!body_id(body, "of", one->of))
		memset(one->of, 0, sizeof one->of);
	if (number < 1 || number > BP_ELSEWHERE_HALVES_MOST)
		return false;
	one->jp_halves = (int)number;
	return one->title.len && one->title.len <= BP_ELSEWHERE_TEXT_MOST &&
		one->organizer.len <= BP_ELSEWHERE_TEXT_MOST &&
		one->number.len <= BP_ELSEWHERE_TEXT_MOST &&
		(!one->sha256.len || bp_hex_read(one->sha256, digest, sizeof digest)) &&
		elsewhere_take_day(body, "begins", &one->begins) &&
		elsewhere_take_day(body, "ends", &one->ends) && elsewhere_is_sound(one);
}

/* ---- the fold ---- */

/* Makes the last one be found by its id. */
static void elsewheres_index(struct bp_elsewheres *elsewheres)
{
	uint32_t last = (uint32_t)(elsewheres->count - 1);

	_Static_assert(offsetof(struct elsewhere_state, one.id) == 0, "found by its id");
	bp_index_add_id(&elsewheres->by_id, elsewheres->at[last].one.id, last);
}

void elsewheres_take(
	struct bp_elsewheres *elsewheres, const struct bp_event *event, struct body *body)
{
	struct bp_elsewhere one = {.at = event->at};

	if (!elsewhere_take_body(body_object(body), &one))
		return;
	memcpy(one.id, event->id, sizeof one.id);
	one.title = bp_arena_str(elsewheres->arena, one.title);
	one.organizer = bp_arena_str(elsewheres->arena, one.organizer);
	one.number = bp_arena_str(elsewheres->arena, one.number);
	one.sha256 = bp_arena_str(elsewheres->arena, one.sha256);
	elsewheres->stands = false;
	*BP_PUSH(elsewheres->arena, elsewheres->at, elsewheres->count, elsewheres->room) =
		(struct elsewhere_state){.one = one};
	elsewheres_index(elsewheres);
}

void elsewheres_void(struct bp_elsewheres *elsewheres, const uint8_t id[16])
{
	uint32_t n = bp_index_find_id(
		&elsewheres->by_id, elsewheres->at, sizeof *elsewheres->at, id);

	if (n == NONE)
		return;
	elsewheres->at[n].voided = true;
	elsewheres->stands = false;
}

/* ---- the list ---- */

/* What was entered first, of which this may be a correction. */
static const uint8_t *elsewhere_root(const struct bp_elsewhere *one)
{
	static const uint8_t none[16];

	return memcmp(one->of, none, sizeof none) ? one->of : one->id;
}

void bp_elsewhere_correct(const struct bp_elsewhere *old, struct bp_elsewhere *one)
{
	uint8_t root[16];

	memcpy(root, elsewhere_root(old), sizeof root);
	memset(one->id, 0, sizeof one->id);
	memcpy(one->of, root, sizeof one->of);
}

static int elsewheres_by_root(const void *left, const void *right)
{
	const struct bp_elsewhere *a = left, *b = right;
	int order = memcmp(elsewhere_root(a), elsewhere_root(b), sizeof a->id);

	return order ? order : event_order(a->id, a->at, b->id, b->at);
}

static int elsewheres_latest_first(const void *left, const void *right)
{
	const struct bp_elsewhere *a = left, *b = right;
	int order = bp_day_order(b->ends, a->ends);

	if (!order)
		order = bp_day_order(b->begins, a->begins);
	if (!order)
		order = bp_str_order(a->title, b->title);
	return order ? order : memcmp(a->id, b->id, sizeof a->id);
}

/* Of those that correct the same one, the latest correction stays. */
static size_t elsewheres_drop_corrected(struct bp_elsewhere *list, size_t count)
{
	size_t kept = 0;

	qsort(list, count, sizeof *list, elsewheres_by_root);
	for (size_t i = 0; i < count; i++) {
		bool last = i + 1 == count ||
			memcmp(elsewhere_root(&list[i]), elsewhere_root(&list[i + 1]),
				sizeof list->id) != 0;
		if (last)
			list[kept++] = list[i];
	}
	return kept;
}

static size_t elsewheres_gather(struct bp_elsewheres *elsewheres)
{
	size_t count = 0;

	free(elsewheres->listed);
	elsewheres->stands = false;
	elsewheres->listed = bp_alloc(elsewheres->count + 1, sizeof *elsewheres->listed);
	for (size_t i = 0; i < elsewheres->count; i++)
		if (!elsewheres->at[i].voided)
			elsewheres->listed[count++] = elsewheres->at[i].one;
	return count;
}

const struct bp_elsewhere *bp_elsewhere_list(
	struct bp_elsewheres *elsewheres, size_t *count)
{
	if (!elsewheres->stands) {
		size_t all = elsewheres_gather(elsewheres);
		elsewheres->listed_count =
			elsewheres_drop_corrected(elsewheres->listed, all);
		qsort(elsewheres->listed, elsewheres->listed_count,
			sizeof *elsewheres->listed, elsewheres_latest_first);
		elsewheres->stands = true;
	}
	*count = elsewheres->listed_count;
	return elsewheres->listed;
}

static bool elsewhere_is_same(const struct bp_elsewhere *a, const struct bp_elsewhere *b)
{
	return bp_text_equal_folded(a->title, b->title) &&
		bp_text_equal_folded(a->organizer, b->organizer) &&
		bp_text_equal_folded(a->number, b->number) &&
		bp_day_order(a->begins, b->begins) == 0 &&
		bp_day_order(a->ends, b->ends) == 0;
}

const struct bp_elsewhere *bp_elsewhere_same(
	struct bp_elsewheres *elsewheres, const struct bp_elsewhere *one)
{
	size_t count;
	const struct bp_elsewhere *list = bp_elsewhere_list(elsewheres, &count);

	for (size_t i = 0; i < count; i++)
		if (elsewhere_is_same(&list[i], one) &&
			memcmp(elsewhere_root(&list[i]), elsewhere_root(one),
				sizeof one->id) != 0)
			return &list[i];
	return NULL;
}

const struct bp_elsewhere *bp_elsewhere_behind(
	struct bp_elsewheres *elsewheres, const struct bp_elsewhere *one, size_t n)
{
	const uint8_t *root = elsewhere_root(one);

	for (size_t i = 0; i < elsewheres->count; i++) {
		const struct elsewhere_state *state = &elsewheres->at[i];
		bool behind = !state->voided &&
			memcmp(elsewhere_root(&state->one), root, sizeof one->id) == 0 &&
			memcmp(state->one.id, one->id, sizeof one->id) != 0;
		if (behind && n-- == 0)
			return &state->one;
	}
	return NULL;
}

/* ---- snapshots ---- */

static void elsewheres_tape_one(struct tape *tape, struct bp_elsewhere *one)
{
	TAPE(tape, one->id);
	TAPE(tape, one->of);
	TAPE(tape, one->at);
	TAPE(tape, one->begins);
	TAPE(tape, one->ends);
	TAPE(tape, one->jp_halves);
	tape_str(tape, &one->title);
	tape_str(tape, &one->organizer);
	tape_str(tape, &one->number);
	tape_str(tape, &one->sha256);
}

/* In an order that does not depend on how the events came; corrected ones, too, since a
 * correction may be taken back. */
static void elsewheres_save(struct bp_elsewheres *elsewheres, struct tape *tape)
{
	size_t count = elsewheres_gather(elsewheres);

	qsort(elsewheres->listed, count, sizeof *elsewheres->listed, elsewheres_by_root);
	tape_count(tape, count, sizeof(uint64_t));
	for (size_t i = 0; i < count; i++)
		elsewheres_tape_one(tape, &elsewheres->listed[i]);
}

static void elsewheres_load(struct bp_elsewheres *elsewheres, struct tape *tape)
{
	size_t count = tape_count(tape, 0, sizeof(uint64_t));

	for (size_t i = 0; i < count && !tape->failed; i++) {
		struct elsewhere_state *state = BP_PUSH(elsewheres->arena, elsewheres->at,
			elsewheres->count, elsewheres->room);
		*state = (struct elsewhere_state){.voided = false};
		elsewheres_tape_one(tape, &state->one);
		tape->failed |= !elsewhere_is_sound(&state->one);
		elsewheres_index(elsewheres);
	}
}

void elsewheres_tape(struct bp_elsewheres *elsewheres, struct tape *tape)
{
	if (tape->out)
		elsewheres_save(elsewheres, tape);
	else
		elsewheres_load(elsewheres, tape);
}
