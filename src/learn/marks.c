#include "body.h"
#include "fold.h"
#include <stdlib.h>
#include <string.h>

struct kept_mark {
	struct bp_mark mark;
	uint8_t last[16]; /* id of the event that gave it its text */
	bool made, voided;
};

struct bp_marks {
	struct bp_arena *arena;
	struct kept_mark *at;
	size_t count, room;
};

struct bp_marks *bp_marks_new(void)
{
	return bp_alloc(1, sizeof(struct bp_marks));
}

void bp_marks_free(struct bp_marks *marks)
{
	if (!marks)
		return;
	bp_arena_free(marks->arena);
	free(marks);
}

/* The mark of an id; one that an event has only named so far is made, too. */
static struct kept_mark *need(struct bp_marks *marks, const uint8_t id[16])
{
	for (size_t i = 0; i < marks->count; i++)
		if (memcmp(marks->at[i].mark.id, id, 16) == 0)
			return &marks->at[i];
	if (!marks->arena)
		marks->arena = bp_arena_new();
	struct kept_mark *kept =
		BP_PUSH(marks->arena, marks->at, marks->count, marks->room);
	*kept = (struct kept_mark){.mark.at = INT64_MIN};
	memcpy(kept->mark.id, id, 16);
	return kept;
}

/* ---- bodies ---- */

static struct bp_str text_of(struct bp_marks *marks, json_t *body, const char *key)
{
	return bp_arena_str(marks->arena, bp_body_text(body, key));
}

static struct bp_place place_of(json_t *body)
{
	return (struct bp_place){
		.block = (uint32_t)json_integer_value(json_object_get(body, "block")),
		.offset = (uint32_t)json_integer_value(json_object_get(body, "offset")),
		.hash = bp_body_hash(body, "hash"),
	};
}

void bp_mark_write(const struct bp_mark *mark, const uint8_t *of, struct bp_buf *out)
{
	json_t *body = json_object();

	if (of) {
		bp_body_set_id(body, "of", of);
	} else {
		json_object_set_new(body, "block", json_integer(mark->place.block));
		json_object_set_new(body, "offset", json_integer(mark->place.offset));
		bp_body_set_hash(body, "hash", mark->place.hash);
		bp_body_set_text(body, "heading", mark->heading);
		bp_body_set_text(body, "words", mark->words);
	}
	bp_body_set_text(body, "text", mark->text);
	bp_body_write(body, out);
}

void bp_mark_write_void(const struct bp_mark *mark, struct bp_buf *out)
{
	json_t *body = json_object();

	bp_body_set_id(body, "voids", mark->id);
	bp_body_write(body, out);
}

/* ---- the fold ---- */

static bool is_later(const struct bp_event *event, const struct kept_mark *kept)
{
	return event_order(event->id, event->at, kept->last, kept->mark.at) > 0;
}

static void take_text(struct bp_marks *marks, struct kept_mark *kept,
	const struct bp_event *event, json_t *body)
{
	if (!is_later(event, kept))
		return;
	kept->mark.text = text_of(marks, body, "text");
	kept->mark.at = event->at;
	memcpy(kept->last, event->id, sizeof kept->last);
}

static void make(struct bp_marks *marks, struct kept_mark *kept,
	const struct bp_event *event, json_t *body)
{
	kept->made = true;
	kept->mark.verb = event->verb;
	kept->mark.made_at = event->at;
	kept->mark.course = bp_arena_str(marks->arena, event->course);
	kept->mark.module = bp_arena_str(marks->arena, event->module);
	kept->mark.place = place_of(body);
	kept->mark.heading = text_of(marks, body, "heading");
	kept->mark.words = text_of(marks, body, "words");
}

void bp_marks_apply(struct bp_marks *marks, const struct bp_event *event)
{
	uint8_t of[16];

	if ((event->verb != BP_BOOKMARKED && event->verb != BP_ANNOTATED) ||
		event->question.len) /* a report of a question */
		return;
	json_t *body = bp_body_read(event->body);
	if (!body)
		return;
	bool changes = bp_body_id(body, "of", of);
	struct kept_mark *kept = need(marks, changes ? of : event->id);
	if (!changes && !kept->made)
		make(marks, kept, event, body);
	take_text(marks, kept, event, body);
	json_decref(body);
}

void bp_marks_void(struct bp_marks *marks, const uint8_t id[16])
{
	need(marks, id)->voided = true;
}

/* ---- snapshots ---- */

static void tape_mark(struct tape *tape, struct kept_mark *kept)
{
	struct bp_mark *mark = &kept->mark;

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
	TAPE(tape, kept->last);
	tape_bool(tape, &kept->made);
	tape_bool(tape, &kept->voided);
}

void marks_tape(struct bp_marks *marks, struct tape *tape)
{
	size_t count = tape_count(tape, marks->count, sizeof(uint64_t));

	if (!tape->out && count) {
		marks->arena = bp_arena_new();
		marks->at = bp_arena_alloc(marks->arena, count, sizeof *marks->at);
		marks->count = marks->room = count;
	}
	for (size_t i = 0; i < count; i++)
		tape_mark(tape, &marks->at[i]);
}

/* ---- listing ---- */

static int compare_text(struct bp_str a, struct bp_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare(const void *left, const void *right)
{
	const struct bp_mark *a = *(const struct bp_mark *const *)left;
	const struct bp_mark *b = *(const struct bp_mark *const *)right;
	int order = compare_text(a->course, b->course);

	if (!order)
		order = compare_text(a->module, b->module);
	if (!order)
		order = (a->place.block > b->place.block) -
			(a->place.block < b->place.block);
	return order ? order : event_order(a->id, a->made_at, b->id, b->made_at);
}

size_t bp_marks_list(struct bp_marks *marks, const struct bp_mark **out, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct kept_mark *kept = &marks->at[i];
		if (!kept->made || kept->voided)
			continue;
		if (count < room)
			out[count] = &kept->mark;
		count++;
	}
	if (room)
		qsort(out, count < room ? count : room, sizeof *out, compare);
	return count;
}

/* ---- places ---- */

static bool is_heading(const struct bp_document *document, uint32_t block)
{
	return document->blocks[block].kind == BP_BLOCK_HEADING;
}

void bp_mark_heading(
	const struct bp_document *document, uint32_t block, struct bp_buf *out)
{
	if (block >= document->count)
		return;
	for (uint32_t i = block + 1; i-- > 0;)
		if (is_heading(document, i)) {
			bp_spans_words(&document->blocks[i].spans, out);
			return;
		}
}

/* The heading with these words that is nearest to a block. */
static bool find_heading(const struct bp_document *document, struct bp_str words,
	uint32_t near, uint32_t *found)
{
	struct bp_buf buf = {0};
	uint32_t best = UINT32_MAX;

	for (uint32_t i = 0; words.len && i < document->count; i++) {
		if (!is_heading(document, i))
			continue;
		bp_buf_clear(&buf);
		bp_spans_words(&document->blocks[i].spans, &buf);
		uint32_t away = i > near ? i - near : near - i;
		if (away < best && bp_text_equal_folded(bp_buf_str(&buf), words)) {
			best = away;
			*found = i;
		}
	}
	bp_buf_release(&buf);
	return best != UINT32_MAX;
}

#define EDITED_NEAR 50 /* blocks before and after the old position */
#define WORDS_MOST  64 /* that are compared */

struct words {
	struct bp_str at[WORDS_MOST];
	size_t count;
};

static bool is_stop(char c)
{
	return c && strchr(".,;:!?", c);
}

/* Without the stops behind them. */
static void split_words(struct bp_str text, struct words *words)
{
	words->count = 0;
	for (size_t at = 0; at < text.len && words->count < WORDS_MOST;) {
		size_t end = at;
		while (end < text.len && !bp_is_space(text.at[end]))
			end++;
		size_t last = end;
		while (last > at && is_stop(text.at[last - 1]))
			last--;
		if (last > at)
			words->at[words->count++] = bp_str_part(text, at, last);
		at = end + 1;
	}
}

void bp_mark_words(const struct bp_document *document, uint32_t block, struct bp_buf *out)
{
	struct bp_buf all = {0};

	if (block >= document->count)
		return;
	bp_block_words(document, block, &all);
	struct bp_str text = bp_str_trim(bp_buf_str(&all));
	size_t end = text.len;
	if (end > BP_MARK_WORDS)
		for (end = BP_MARK_WORDS; end && !bp_is_space(text.at[end]);)
			end--;
	bp_buf_add_str(out, bp_str_trim(bp_str_part(text, 0, end)));
	bp_buf_release(&all);
}

/* How many words of one are in the other, each at most once. */
static size_t shared_words(const struct words *a, const struct words *b)
{
	bool taken[WORDS_MOST] = {0};
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++)
		for (size_t n = 0; n < b->count; n++)
			if (!taken[n] && bp_text_equal_folded(a->at[i], b->at[n])) {
				taken[n] = true;
				count++;
				break;
			}
	return count;
}

/* Likeness of a block to some words, 0..1: what is shared of both. */
static double likeness(
	const struct bp_document *document, uint32_t block, const struct words *words)
{
	struct bp_buf buf = {0};
	struct words own;

	bp_mark_words(document, block, &buf);
	split_words(bp_buf_str(&buf), &own);
	double both = (double)(own.count + words->count);
	double like = both > 0 ? 2 * (double)shared_words(&own, words) / both : 0;
	bp_buf_release(&buf);
	return like;
}

/* The block that is most like the paragraph of a mark, the nearest of several. */
static bool find_edited(const struct bp_document *document, struct bp_str text,
	uint32_t near, uint32_t *found)
{
	struct words words;
	double best = 0;

	split_words(text, &words);
	for (uint32_t away = 0; words.count && away <= EDITED_NEAR; away++)
		for (int side = 0; side < (away ? 2 : 1); side++) {
			uint32_t block = side ? near - away : near + away;
			if (block >= document->count || (side && away > near))
				continue;
			double like = likeness(document, block, &words);
			if (like > best) {
				best = like;
				*found = block;
			}
		}
	return best >= 0.5;
}

enum bp_mark_found bp_mark_find(const struct bp_mark *mark,
	const struct bp_document *document, struct bp_place *place)
{
	uint32_t block = bp_document_find(document, mark->place.block, mark->place.hash);

	*place = (struct bp_place){.block = block, .offset = mark->place.offset};
	if (document->count && bp_document_hash(document, block) == mark->place.hash)
		return BP_MARK_HERE;
	if (find_edited(document, mark->words, block, &place->block))
		return BP_MARK_EDITED;
	place->block = block;
	place->offset = 0;
	if (find_heading(document, mark->heading, block, &place->block))
		return BP_MARK_HEADING;
	return BP_MARK_NEAR;
}
