/* Reading a lesson: scroll, go from question to question, follow links. */
#include "history.h"
#include "link.h"
#include "marks.h"
#include "reader_state.h"
#include "repeat.h"
#include "terms.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>

#define SHIFT        8  /* columns that code moves sideways */
#define WIDE_COLUMNS 60 /* where one hint has room for all keys that scroll */

/* ---- keys ---- */

static const struct bp_binding reader_keys[] = {
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'t', BP_ACT_CONTENTS},
	{'%', BP_ACT_PERCENT},
	{'u', BP_ACT_UNDO_JUMP},
	{'U', BP_ACT_REDO_JUMP},
	{'a', BP_ACT_TERMS},
	{'c', BP_ACT_SEARCH},
	{'m', BP_ACT_BOOKMARK},
	{'e', BP_ACT_NOTE},
	{'\'', BP_ACT_MARKS},
	{'K', BP_ACT_WORKS},
	{'v', BP_ACT_NEXT_CHANGE},
	{'V', BP_ACT_PREVIOUS_CHANGE},
	{'s', BP_ACT_SETTINGS},
	{'w', BP_ACT_CLOCK},
	{'/', BP_ACT_FIND},
	{'n', BP_ACT_NEXT_HIT},
	{'N', BP_ACT_PREVIOUS_HIT},
	{']', BP_ACT_NEXT_MODULE},
	{'[', BP_ACT_PREVIOUS_MODULE},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{'h', BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{'l', BP_ACT_RIGHT},
	{0, 0},
};
static const struct bp_hint reader_hints[] = {
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_NEXT_HIT, NULL, N_("temuan lain")},
	{BP_ACT_NEXT_CHANGE, NULL, N_("perubahan")},
	{BP_ACT_NEXT_MODULE, NULL, N_("lanjut")},
	{BP_ACT_RIGHT, "←→", N_("geser")},
	{BP_ACT_PAGE_DOWN, "Spasi", N_("halaman")},
	{BP_ACT_DOWN, "↑↓ Spasi", N_("gulir")}, /* … in a wide window */
	{BP_ACT_UP, "↑↓", N_("gulir")},
	{BP_ACT_NEXT_ITEM, NULL, N_("berikut")},
	{BP_ACT_TERMS, NULL, N_("arti")},
	{BP_ACT_UNMARK, "Esc", N_("hapus tanda")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_CONTENTS, NULL, N_("isi")},
	{BP_ACT_FIND, NULL, N_("cari")},
	{BP_ACT_UNDO_JUMP, NULL, N_("balik")},
	{BP_ACT_BOOKMARK, NULL, N_("tandai")},
	{BP_ACT_NOTE, NULL, N_("catat")},
	{0},
};
static const struct bp_keymap reader_keymap = {
	.title = N_("Membaca"),
	.parent = &bp_keymap_moving,
	.bindings = reader_keys,
	.hints = reader_hints,
	.late = (const enum bp_action[]){BP_ACT_OPEN, BP_ACT_TERMS, BP_ACT_NONE},
};

/* ---- opening and closing ---- */

/* Where a heading stands that was asked for; where the module was left, if it has none
 * such. */
static struct bp_place reader_heading(
	struct bp_app *app, struct bp_str name, struct bp_place left)
{
	size_t heading = bp_document_heading(app->study.document, name);

	if (heading != SIZE_MAX)
		return (struct bp_place){
			.block = (uint32_t)heading, .offset = BP_OFFSET_TEXT};
	bp_app_say(app, BP_COLOR_BAD, _("Judul yang ditunjuk tidak ada di modul ini."));
	return left;
}

/* Where the module was left, in its text as it is now. */
static struct bp_place reader_recall(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_place place = {0};

	if (recall->place)
		recall->place(
			recall->context, app->study.course, app->study.module, &place);
	place.block = bp_document_find(app->study.document, place.block, place.hash);
	return place;
}

/* The heading nearest to a block, rather the one before it; the start if there is none. */
static uint32_t reader_near_heading(const struct bp_document *document, uint32_t block)
{
	for (uint32_t away = 0; away <= document->count; away++) {
		if (away <= block && block - away < document->count &&
			document->blocks[block - away].kind == BP_BLOCK_HEADING)
			return block - away;
		if (block + away < document->count &&
			document->blocks[block + away].kind == BP_BLOCK_HEADING)
			return block + away;
	}
	return 0;
}

/* If the text at the place is there no more, the nearest heading: as far through the module
 * as the place was. */
static struct bp_place reader_resume(struct bp_app *app, struct bp_place left)
{
	const struct bp_document *document = app->study.document;

	if (!left.hash || !left.permille || left.block >= document->count ||
		bp_document_hash(document, left.block) == left.hash)
		return left;
	size_t block = document->count * left.permille / 1000;
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Modul ini ditulis ulang sejak Anda baca; dibuka di judul yang terdekat."));
	return (struct bp_place){.block = reader_near_heading(document, (uint32_t)block),
		.offset = BP_OFFSET_TEXT};
}

static void reader_arrive(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	const struct arrival *arrival = &app->arrival;
	struct bp_place left = reader_recall(app);

	switch (arrival->why) {
	case BP_ARRIVE_AT_HEADING:
		reader->place = reader->target =
			reader_heading(app, bp_str(arrival->text), left);
		break;
	case BP_ARRIVE_AT_LINE:
		reader->place = reader->target = (struct bp_place){
			.block = bp_document_at_line(app->study.document, arrival->line),
			.offset = BP_OFFSET_TEXT};
		break;
	case BP_ARRIVE_AT_HIT:
		bp_field_begin(
			&reader->find.query, BP_QUERY_LIMIT, bp_str(arrival->text));
		reader->find.arriving = true;
		/* fall through */
	case BP_ARRIVE_AT_PLACE:
	case BP_ARRIVE_AT_MARK:
		reader->place = arrival->place;
		reader->target = arrival->cursor;
		break;
	default: reader->place = reader->target = reader_resume(app, left); break;
	}
}

static void reader_begin(struct bp_app *app, const void *with)
{
	struct reader *reader = bp_mode_push(app, BP_MODE_READER);
	struct bp_document *document = app->study.document;
	size_t questions = document->quiz.count;

	(void)with;
	reader->cards = bp_arena_alloc(document->arena, questions, sizeof *reader->cards);
	reader->card_texts =
		bp_arena_alloc(document->arena, questions, sizeof *reader->card_texts);
	reader->waits = bp_arena_alloc(document->arena, questions, 1);
	reader->focus = SIZE_MAX;
	reader->percent_shown = -1;
	reader->jumped = true;
	bp_folds_begin(app);
	bp_reader_begin_story(app);
	reader_arrive(app);
	bp_changes_open(app);
	if (app->arrival.why == BP_ARRIVE_AT_MARK)
		bp_reader_go_to_mark(app, &app->arrival.mark);
	bp_folds_open(app, reader->place.block);
	bp_folds_open(app, reader->target.block);
	if (reader->find.arriving)
		bp_folds_open_all(app);
	bp_reader_find_margins(app);
	if (app->arrival.why == BP_ARRIVE_TO_REPEAT) {
		bp_mode_begin(app, BP_MODE_RESULT, NULL);
		bp_repeat_ask(app, 0);
	}
}

static void reader_release(void *state)
{
	struct reader *reader = state;

	bp_layout_free(reader->layout);
	free(reader->items);
	bp_hits_release(&reader->find.hits);
}

/* ---- the mode ---- */

/* Enter turns the page where it opens nothing; at the end it leads back to what waits. */
static void reader_turn_page(struct bp_app *app)
{
	bool ends = bp_reader_at_end(bp_reader_of(app));

	bp_reader_by_page(app, true);
	if (ends && bp_app_is_at(app, BP_MODE_READER) && !app->options.spoken)
		bp_reader_return_to_open(app);
}

static void reader_open_focused(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	size_t item = bp_reader_pointed(app);

	if (item >= reader->item_count) {
		reader_turn_page(app);
		return;
	}
	bp_reader_focus(app, item);
	if (reader->items[item].link) {
		uint16_t link = reader->items[item].link;
		bp_link_follow(app, app->study.document->links[link - 1].url);
	} else if (reader->folds[reader->items[item].block]) {
		bp_folds_turn(app, reader->items[item].block);
	} else {
		bp_mode_begin(app, BP_MODE_QUESTION, &reader->items[item].block);
	}
}

/* Columns of code that the page cuts. */
static int reader_most_shift(const struct reader *reader)
{
	const struct bp_layout *layout = reader->layout;

	return layout && layout->code_width > layout->width
		? layout->code_width - layout->width
		: 0;
}

static void reader_shift_code(struct reader *reader, int by)
{
	int most = reader_most_shift(reader);

	reader->shift += by;
	if (reader->shift > most)
		reader->shift = most;
	if (reader->shift < 0)
		reader->shift = 0;
}

static void reader_open_neighbour(struct bp_app *app, int step)
{
	const struct bp_module *module = bp_study_neighbour(app, step);

	if (module)
		bp_history_open(app, app->study.course, module, NULL);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			step > 0 ? _("Ini modul terakhir.") : _("Ini modul pertama."));
}

static void reader_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_UP: bp_reader_by_line(app, false); break;
	case BP_ACT_DOWN: bp_reader_by_line(app, true); break;
	case BP_ACT_PAGE_UP: bp_reader_by_page(app, false); break;
	case BP_ACT_PAGE_DOWN: bp_reader_by_page(app, true); break;
	case BP_ACT_TOP: bp_reader_jump_to(app, 0); break;
	case BP_ACT_BOTTOM: bp_reader_jump_to(app, SIZE_MAX); break;
	case BP_ACT_UNDO_JUMP: bp_history_go(app, false); break;
	case BP_ACT_REDO_JUMP: bp_history_go(app, true); break;
	case BP_ACT_LEFT: reader_shift_code(bp_reader_of(app), -SHIFT); break;
	case BP_ACT_RIGHT: reader_shift_code(bp_reader_of(app), SHIFT); break;
	case BP_ACT_NEXT_ITEM: bp_reader_move_focus(app, true); break;
	case BP_ACT_PREVIOUS_ITEM: bp_reader_move_focus(app, false); break;
	case BP_ACT_CONTENTS: bp_mode_begin(app, BP_MODE_CONTENTS, NULL); break;
	case BP_ACT_PERCENT: bp_mode_begin(app, BP_MODE_PERCENT, NULL); break;
	case BP_ACT_FIND: bp_mode_begin(app, BP_MODE_FIND, NULL); break;
	case BP_ACT_NEXT_HIT:
	case BP_ACT_PREVIOUS_HIT: bp_find_next(app, action == BP_ACT_NEXT_HIT); break;
	case BP_ACT_UNMARK: bp_reader_of(app)->find.marked = false; break;
	case BP_ACT_TERMS: bp_mode_begin(app, BP_MODE_TERMS, NULL); break;
	case BP_ACT_SEARCH: bp_mode_begin(app, BP_MODE_SEARCH, app->study.course); break;
	case BP_ACT_BOOKMARK: bp_marks_bookmark(app); break;
	case BP_ACT_NOTE: bp_mode_begin(app, BP_MODE_NOTE, NULL); break;
	case BP_ACT_NEXT_CHANGE: bp_changes_next(app, true); break;
	case BP_ACT_PREVIOUS_CHANGE: bp_changes_next(app, false); break;
	case BP_ACT_NEXT_MODULE: reader_open_neighbour(app, 1); break;
	case BP_ACT_PREVIOUS_MODULE: reader_open_neighbour(app, -1); break;
	case BP_ACT_OPEN: reader_open_focused(app); break;
	case BP_ACT_CLOCK: bp_reader_switch_clock(app); break;
	default: break;
	}
	if (app->study.document && bp_app_is_at(app, BP_MODE_READER))
		bp_reader_note_end(app);
}

/* Esc takes the marks of a search away before it leaves the lesson; a digit begins a per
 * cent to go to. */
static bool reader_key(struct bp_app *app, uint32_t key)
{
	if (key >= '0' && key <= '9') {
		bp_mode_begin(app, BP_MODE_PERCENT, &key);
		return true;
	}
	if (key == BP_KEY_ESCAPE && bp_reader_of(app)->find.marked) {
		reader_act(app, BP_ACT_UNMARK);
		return true;
	}
	if (!app->way_back.list || bp_keymap_find(&reader_keymap, key) != BP_ACT_BACK)
		return false;
	bp_way_back_go(app);
	return true;
}

/* A module that fits the window may be left by the first key: it was read. */
static void reader_leave(struct bp_app *app)
{
	bp_reader_note_end(app);
	bp_reader_save_place(app);
	bp_reader_forget_layout(app);
	bp_study_leave(app);
}

static bool reader_can(const struct bp_app *app, enum bp_action action)
{
	const struct reader *reader = bp_reader_of(app);

	switch (action) {
	case BP_ACT_UP:
	case BP_ACT_DOWN: return bp_reader_last_top(reader) > 0;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: return reader->item_count > 0;
	case BP_ACT_LEFT: return reader->shift > 0;
	case BP_ACT_RIGHT: return reader->shift < reader_most_shift(reader);
	case BP_ACT_UNDO_JUMP: return bp_history_leads(app, false);
	case BP_ACT_REDO_JUMP: return bp_history_leads(app, true);
	case BP_ACT_NEXT_HIT:
	case BP_ACT_PREVIOUS_HIT:
		return bp_reader_of(app)->find.marked &&
			bp_reader_of(app)->find.hits.count > 1;
	case BP_ACT_UNMARK: return bp_reader_of(app)->find.marked;
	case BP_ACT_NEXT_CHANGE:
	case BP_ACT_PREVIOUS_CHANGE: return reader->changed > 0;
	case BP_ACT_TERMS: return bp_terms_any(app);
	case BP_ACT_CLOCK: return bp_reader_has_clock(app);
	case BP_ACT_BACK: return !bp_reader_of(app)->find.marked;
	case BP_ACT_NEXT_MODULE: return bp_study_neighbour(app, 1);
	case BP_ACT_PREVIOUS_MODULE: return bp_study_neighbour(app, -1);
	default: return true;
	}
}

static bool reader_offers(const struct bp_app *app, enum bp_action action)
{
	const struct reader *reader = bp_reader_of(app);
	bool wide = reader->columns >= WIDE_COLUMNS && !app->options.spoken;

	switch (action) {
	case BP_ACT_UP: return !wide;
	case BP_ACT_DOWN: return wide;
	case BP_ACT_PAGE_DOWN: return !wide || bp_reader_last_top(reader) == 0;
	case BP_ACT_OPEN:
		return (app->options.spoken ? reader->focus : bp_reader_pointed(app)) <
			reader->item_count;
	case BP_ACT_NEXT_MODULE: return bp_reader_at_end(reader);
	case BP_ACT_TERMS: return bp_terms_on_page(app);
	default: return true;
	}
}

/* An answer that completed the module leads on to its result, as does the last one of a module
 * that is not passed; another one to the question
 * that follows at once, or to the text behind it. */
static void reader_back(struct bp_app *app)
{
	struct study_answer answer = app->study.answer;
	const struct reader *reader = bp_reader_of(app);
	uint32_t next;

	app->study.answer.left = false;
	if (!answer.left)
		return;
	if (bp_reader_story(app)) { /* its end is to be read first */
		app->study.finished = answer.finished;
		answer.finished = false;
		bp_reader_forget_layout(app);
		bp_reader_make_layout(app, reader->rows, reader->columns);
	}
	if (answer.onward && bp_reader_go_on_story(app, answer.block))
		return;
	if (answer.finished || bp_reader_failed(app, answer.graded))
		bp_reader_show_result(app, answer.finished);
	else if (answer.onward && !app->options.spoken) {
		if (bp_reader_go_on(app, answer.block, &next))
			bp_mode_begin(app, BP_MODE_QUESTION, &next);
	} else if (answer.graded)
		bp_reader_focus_next_open(app, answer.block);
}

const struct bp_mode bp_mode_reader = {
	.size = sizeof(struct reader),
	.release = reader_release,
	.begin = reader_begin,
	.back = reader_back,
	.keymap = &reader_keymap,
	.key = reader_key,
	.act = reader_act,
	.can = reader_can,
	.offers = reader_offers,
	.view = bp_reader_view,
	.leave = reader_leave,
};
