/*
 * Bookmarks and notes: the fold of the events that make them, change their text and take
 * them away, in any order. An event may name a mark that has not come yet; the mark then
 * has a state that only waits for it.
 */
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct mark_state {
	struct bp_mark mark;
	uint8_t last[16]; /* id of the event that gave it its text */
	bool made, voided;
};

struct bp_marks {
	struct bp_arena *arena;
	struct mark_state *at;
	size_t count, room;
	struct bp_index by_id;
};

struct bp_marks *marks_new(void)
{
	struct bp_marks *marks = bp_alloc(1, sizeof *marks);

	marks->arena = bp_arena_new();
	return marks;
}

void marks_free(struct bp_marks *marks)
{
	bp_index_release(&marks->by_id);
	bp_arena_free(marks->arena);
	free(marks);
}

static struct mark_state *marks_need(struct bp_marks *marks, const uint8_t id[16])
{
	_Static_assert(offsetof(struct mark_state, mark.id) == 0, "found by its id");
	uint32_t n = bp_index_find_id(&marks->by_id, marks->at, sizeof *marks->at, id);
	if (n != NONE)
		return &marks->at[n];
	bp_index_add_id(&marks->by_id, id, (uint32_t)marks->count);
	struct mark_state *state =
		BP_PUSH(marks->arena, marks->at, marks->count, marks->room);
	*state = (struct mark_state){.mark.at = INT64_MIN};
	memcpy(state->mark.id, id, 16);
	return state;
}

/* ---- bodies ---- */

void bp_mark_write(const struct bp_mark *mark, const uint8_t *of, struct bp_buf *out)
{
	json_t *body = json_object();

	if (of) {
		body_set_id(body, "of", of);
	} else {
		json_object_set_new(body, "block", json_integer(mark->place.block));
		json_object_set_new(body, "offset", json_integer(mark->place.offset));
		body_set_hash(body, "hash", mark->place.hash);
		body_set_text(body, "heading", mark->heading);
		body_set_text(body, "words", mark->words);
	}
	body_set_text(body, "text", mark->text);
	body_write(body, out);
}

void bp_mark_write_void(const struct bp_mark *mark, struct bp_buf *out)
{
	json_t *body = json_object();

	body_set_id(body, "voids", mark->id);
	body_write(body, out);
}

/* ---- the fold ---- */

static struct bp_str marks_text(
	struct bp_marks *marks, const json_t *object, const char *key)
{
	return bp_arena_str(marks->arena, body_text(object, key));
}

static void marks_make(struct bp_marks *marks, struct mark_state *state,
	const struct bp_event *event, const json_t *object)
{
	state->made = true;
	state->mark.verb = event->verb;
	state->mark.made_at = event->at;
	state->mark.course = bp_arena_str(marks->arena, event->course);
	state->mark.module = bp_arena_str(marks->arena, event->module);
	state->mark.place = (struct bp_place){
		.block = (uint32_t)body_integer(object, "block"),
		.offset = (uint32_t)body_integer(object, "offset"),
		.hash = body_hash(object, "hash"),
	};
	state->mark.heading = marks_text(marks, object, "heading");
	state->mark.words = marks_text(marks, object, "words");
}

/* Of several texts the latest counts. */
static void marks_set_text(struct bp_marks *marks, struct mark_state *state,
	const struct bp_event *event, const json_t *object)
{
	if (event_order(event->id, event->at, state->last, state->mark.at) <= 0)
		return;
	state->mark.text = marks_text(marks, object, "text");
	state->mark.at = event->at;
	memcpy(state->last, event->id, sizeof state->last);
}

void marks_take(struct bp_marks *marks, const struct bp_event *event, struct body *body)
{
	const json_t *object = body_object(body);
	uint8_t of[16];

	if (!object)
		return;
	bool changes = body_id(object, "of", of);
	struct mark_state *state = marks_need(marks, changes ? of : event->id);
	if (!changes && !state->made)
		marks_make(marks, state, event, object);
	marks_set_text(marks, state, event, object);
}

void marks_void(struct bp_marks *marks, const uint8_t id[16])
{
	marks_need(marks, id)->voided = true;
}

/* ---- snapshots ---- */

static void marks_tape_one(struct tape *tape, struct mark_state *state)
{
	struct bp_mark *mark = &state->mark;

	TAPE(tape, mark->id);
	TAPE(tape, mark->verb);
	TAPE(tape, mark->at);
	TAPE(tape, mark->made_at);
	tape_str(tape, &mark->course);
	tape_str(tape, &mark->module);
	TAPE(tape, mark->place.block);
	TAPE(tape, mark->place.offset);
	TAPE(tape, mark->place.hash);
	tape_str(tape, &mark->heading);
	tape_str(tape, &mark->words);
	tape_str(tape, &mark->text);
	TAPE(tape, state->last);
	tape_bool(tape, &state->made);
	tape_bool(tape, &state->voided);
}

void marks_tape(struct bp_marks *marks, struct tape *tape)
{
	size_t count = tape_count(tape, marks->count, sizeof(uint64_t));

	if (!tape->out && count) {
		marks->at = bp_arena_alloc(marks->arena, count, sizeof *marks->at);
		marks->count = marks->room = count;
	}
	for (size_t i = 0; i < count; i++) {
		marks_tape_one(tape, &marks->at[i]);
		if (!tape->out)
			bp_index_add_id(&marks->by_id, marks->at[i].mark.id, (uint32_t)i);
	}
}

/* ---- listing ---- */

static int marks_order(const void *left, const void *right)
{
	const struct bp_mark *a = *(const struct bp_mark *const *)left;
	const struct bp_mark *b = *(const struct bp_mark *const *)right;
	int order = bp_str_order(a->course, b->course);

	if (!order)
		order = bp_str_order(a->module, b->module);
	if (!order)
		order = (a->place.block > b->place.block) -
			(a->place.block < b->place.block);
	return order ? order : event_order(a->id, a->made_at, b->id, b->made_at);
}

size_t bp_marks_list(struct bp_marks *marks, const struct bp_mark **out, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct mark_state *state = &marks->at[i];
		if (!state->made || state->voided)
			continue;
		if (count < room)
			out[count] = &state->mark;
		count++;
	}
	if (room)
		qsort(out, count < room ? count : room, sizeof *out, marks_order);
	return count;
}
