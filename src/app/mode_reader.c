/* Reading a lesson: scroll, go from question to question, follow links. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define OVERLAP 1 /* lines of the old page that stay on the new one */
#define SHIFT   8 /* columns that code moves sideways */
#define PERCENT_LAG                                                           \
	5 /* scrolled line by line, the per cent shown may be so much behind: \
	   * each change of the top line costs bytes */

static size_t body_rows(const struct reader_state *reader)
{
	return (size_t)bp_view_body(reader->rows);
}

static size_t last_top(const struct reader_state *reader)
{
	size_t lines = reader->layout ? reader->layout->count : 0;
	return lines > body_rows(reader) ? lines - body_rows(reader) : 0;
}

static bool at_end(const struct reader_state *reader)
{
	return reader->layout && reader->top >= last_top(reader);
}

/* The end is in view, and was come to by reading; what fits the window is read. */
static bool has_read_to_end(const struct reader_state *reader)
{
	return at_end(reader) && (!reader->jumped || last_top(reader) == 0);
}

static int permille(const struct reader_state *reader)
{
	size_t last = last_top(reader);
	return last ? (int)(reader->top * 1000 / last) : 1000;
}

/* ---- the layout ---- */

void bp_reader_forget_layout(struct bp_app *app)
{
	bp_layout_free(app->reader.layout);
	app->reader.layout = NULL;
}

static struct bp_place place_of(const struct reader_state *reader, size_t line)
{
	const struct bp_line *at = &reader->layout->lines[line];

	return (struct bp_place){
		.block = at->block,
		.offset = at->offset,
		.hash = bp_document_hash(reader->document, at->block),
		.permille = (uint16_t)permille(reader),
	};
}

struct bp_place bp_reader_target(const struct bp_app *app)
{
	const struct reader_state *reader = &app->reader;

	if (!reader->layout || reader->cursor >= reader->layout->count)
		return reader->target;
	return place_of(reader, reader->cursor);
}

/* On what is focused, else at a place if it is in the window, else at the top. */
static void put_cursor(struct reader_state *reader, const struct bp_place *place)
{
	size_t line = bp_layout_find(reader->layout, place->block, place->offset);
	bool in_view = line >= reader->top && line < reader->top + body_rows(reader);

	reader->cursor = reader->focus < reader->item_count
		? reader->items[reader->focus].line
		: in_view ? line
			  : reader->top;
}

static void make_layout(struct bp_app *app, int rows, int columns)
{
	struct reader_state *reader = &app->reader;

	reader->rows = rows;
	if (reader->layout && reader->columns == columns) {
		if (reader->top > last_top(reader))
			reader->top = last_top(reader);
		return;
	}
	if (reader->layout)
		reader->target = bp_reader_target(app);
	bp_reader_forget_layout(app);
	reader->columns = columns;
	bp_reader_describe_cards(app);
	int width = bp_measure(columns, app->settings.measure, &reader->margin);
	reader->layout = bp_layout_new(reader->document,
		&(struct bp_layout_options){
			.width = app->options.spoken ? columns : width,
			.spoken = app->options.spoken,
			.spaced = app->settings.spaced,
			.symbols = app->options.symbols,
			.cards = reader->cards,
		});
	bp_reader_find_items(reader);
	if (app->find.marked)
		bp_search(
			reader->layout, bp_field_text(&app->find.query), &app->find.hits);
	reader->top =
		bp_layout_find(reader->layout, reader->place.block, reader->place.offset);
	if (app->find.arriving)
		bp_find_arrive(app, reader->top);
	if (reader->top > last_top(reader))
		reader->top = last_top(reader);
	put_cursor(reader, &reader->target);
}

/* ---- places ---- */

/* The reader moved: what is at the top of the window is the place to come back to. */
static void note_place(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	const struct bp_layout *layout = reader->layout;

	if (!layout || layout->count == 0)
		return;
	struct bp_place place = place_of(reader, reader->top);
	if (place.block == reader->place.block && place.offset == reader->place.offset &&
		place.permille == reader->place.permille)
		return;
	reader->place = place;
	reader->place_dirty = true;
	bp_reader_save_place(app);
}

void bp_reader_save_place(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;

	if (!reader->place_dirty || !app->options.recording || !app->effects)
		return;
	app->effects->save_place = true;
	app->effects->place = reader->place;
	app->effects->course = reader->course;
	app->effects->module = reader->module;
	reader->place_dirty = false;
}

static void recall_place(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	const struct bp_recall *recall = &app->options.recall;

	reader->place = (struct bp_place){0};
	if (recall->place)
		recall->place(
			recall->context, reader->course, reader->module, &reader->place);
	uint32_t found = bp_document_find(
		reader->document, reader->place.block, reader->place.hash);
	if (found != reader->place.block)
		reader->place.block = found;
	if (app->jump) {
		size_t heading = bp_document_heading(reader->document, bp_str(app->jump));
		if (heading != SIZE_MAX)
			reader->place = (struct bp_place){
				.block = (uint32_t)heading, .offset = BP_OFFSET_TEXT};
		else
			bp_app_say(app, BP_COLOR_BAD,
				_("Judul yang ditunjuk tidak ada di modul ini."));
		app->jump = NULL;
	}
	reader->target = reader->place;
	if (app->arriving) {
		reader->place = app->arrival.place;
		reader->target = app->arrival.cursor;
	}
	app->arriving = false;
}

/* ---- opening and closing ---- */

void bp_reader_take(struct bp_app *app, struct bp_document *document)
{
	struct reader_state *reader = &app->reader;
	size_t questions = document->quiz.count;

	reader->document = document;
	reader->visit++;
	reader->cards = bp_arena_alloc(document->arena, questions, sizeof *reader->cards);
	reader->card_texts =
		bp_arena_alloc(document->arena, questions, sizeof *reader->card_texts);
	reader->focus = SIZE_MAX;
	reader->top = reader->cursor = 0;
	reader->shift = 0;
	reader->percent_shown = -1;
	reader->place_dirty = false;
	reader->jumped = true;
	reader->active_seconds = 0;
	app->finished = false;
	recall_place(app);
	bp_changes_open(app);
	if (app->marking)
		bp_mark_arrive(app);
	bp_reader_find_margins(app);
}

void bp_reader_open(struct bp_app *app, struct bp_document *document)
{
	const struct reader_state *reader = &app->reader;

	bp_reader_take(app, document);
	const struct bp_progress *progress = app->options.progress;
	bool new_course = true;
	for (size_t i = 0; i < reader->course->module_count; i++)
		new_course &= !bp_progress_module(progress, bp_str(reader->course->id),
			bp_str(reader->course->modules[i].id));
	if (new_course) {
		struct bp_event *event = bp_app_record(app, BP_INITIALIZED, NULL);
		if (event)
			event->module = (struct bp_str){0};
	}
	bp_app_record(app, BP_EXPERIENCED, NULL);
	app->effects->quiet = true;
}

void bp_reader_close(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;

	bp_layout_free(reader->layout);
	bp_document_free(reader->document);
	free(reader->items);
	*reader = (struct reader_state){.visit = reader->visit};
	bp_hits_release(&app->find.hits);
	app->find.marked = false;
}

void bp_reader_leave(struct bp_app *app)
{
	bp_reader_save_place(app);
	struct bp_event *event = app->reader.active_seconds >= 1
		? bp_app_record(app, BP_PROGRESSED, NULL)
		: NULL;
	if (event)
		event->seconds = app->reader.active_seconds;
	/* the event speaks of the module by its ids, which the course owns */
	const struct bp_course *course = app->reader.course;
	const struct bp_module *module = app->reader.module;
	bp_reader_close(app);
	app->reader.course = course;
	app->reader.module = module;
	app->course_list.selected = SIZE_MAX;
	bp_changes_forget(app);
}

/* ---- being done ---- */

struct bp_score bp_reader_score(const struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered)
{
	const struct reader_state *reader = &app->reader;

	return bp_score_quiz(app->options.progress, reader->course, reader->module,
		&reader->document->quiz, answered, grade ? grade->fraction : 0);
}

void bp_reader_complete(struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered)
{
	struct reader_state *reader = &app->reader;
	const struct bp_module_record *record =
		bp_module_record_of(app, reader->course, reader->module);
	struct bp_score all = bp_reader_score(app, grade, answered);
	double score = all.mean;
	int pass = bp_module_pass(reader->course, reader->module);
	bool passes = score >= 0 && pass >= 0 && bp_score_passes(score, pass);
	bool done = pass >= 0 && score >= 0 ? passes : all.unanswered == 0;

	if (!done || (record && record->done && (score < 0 || record->score >= score)))
		return;
	app->finished = !(record && record->done);
	struct bp_event *event = bp_app_record(app, BP_COMPLETED, NULL);
	if (event) {
		event->grade = score;
		event->jp_halves = reader->module->jp_halves;
		bp_changes_note(app, event);
	}
	if (passes && (event = bp_app_record(app, BP_PASSED, NULL)))
		event->grade = score;
}

/* What a learner who is done has read to its end is not shown as changed again. */
static void note_text(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	const struct bp_module_record *record =
		bp_module_record_of(app, reader->course, reader->module);

	if (reader->end_noted || !has_read_to_end(reader) || !record || !record->done ||
		(record->read.hashes && !reader->changed))
		return;
	bp_changes_note(app, bp_app_record(app, BP_EXPERIENCED, NULL));
	app->effects->quiet = true;
}

/* A module without questions is done when its end has been read. */
static void note_end(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	bool asks = false;

	note_text(app);
	for (size_t i = 0; i < reader->document->quiz.count; i++)
		asks |= bp_question_asks(&reader->document->quiz.questions[i]);
	if (asks || !has_read_to_end(reader))
		return;
	bp_reader_complete(app, NULL, NULL);
	if (app->effects->event_count && app->finished)
		app->pending = PENDING_DONE;
}

/* ---- moving ---- */

static void scroll_to(struct bp_app *app, size_t top)
{
	struct reader_state *reader = &app->reader;

	reader->jumped = false;
	reader->top = top < last_top(reader) ? top : last_top(reader);
	if (reader->focus < reader->item_count) {
		size_t line = reader->items[reader->focus].line;
		if (line < reader->top || line >= reader->top + body_rows(reader))
			reader->focus = SIZE_MAX;
	}
	note_place(app);
}

static double reachable(const struct bp_app *app)
{
	const struct reader_state *reader = &app->reader;

	return bp_score_reachable(app->options.progress, reader->course, reader->module,
		&reader->document->quiz);
}

static void go_to_end_of_module(struct bp_app *app)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->reader.course, app->reader.module);
	struct bp_score score = bp_reader_score(app, NULL, NULL);
	int pass = bp_module_pass(app->reader.course, app->reader.module);

	if (record && record->done) {
		bp_list_begin(app, &app->result, &bp_mode_result);
	} else if (score.unanswered) {
		bp_app_say(app, BP_COLOR_ACCENT,
			bp_app_text(app,
				_("Akhir modul. Masih ada %u soal yang belum dijawab "
				  "(Tab)."),
				score.unanswered));
	} else if (score.mean >= 0) {
		bp_app_say(app, BP_COLOR_ACCENT,
			bp_app_text(app,
				bp_score_passes(reachable(app), pass)
					? _("Nilai %d, lulus mulai %d. Jawablah lagi "
					    "yang belum benar.")
					: _("Nilai %d, lulus mulai %d; sisa percobaan "
					    "tidak cukup lagi."),
				bp_score_percent(score.mean), pass));
	}
}

static void move_by_page(struct bp_app *app, bool down)
{
	struct reader_state *reader = &app->reader;
	size_t step = body_rows(reader) > OVERLAP ? body_rows(reader) - OVERLAP : 1;

	if (down && at_end(reader)) {
		reader->jumped = false;
		go_to_end_of_module(app);
		return;
	}
	scroll_to(app,
		down                         ? reader->top + step
			: reader->top > step ? reader->top - step
					     : 0);
	reader->cursor = reader->top;
	reader->percent_shown = -1;
}

static void move_by_line(struct bp_app *app, bool down)
{
	struct reader_state *reader = &app->reader;

	if (down && at_end(reader)) {
		reader->jumped = false;
		return;
	}
	scroll_to(app, down ? reader->top + 1 : reader->top ? reader->top - 1 : 0);
	reader->cursor = down ? reader->top + body_rows(reader) - 1 : reader->top;
	if (reader->layout && reader->cursor >= reader->layout->count)
		reader->cursor = reader->layout->count - 1;
}

static void move_to(struct bp_app *app, size_t top)
{
	scroll_to(app, top);
	app->reader.cursor = app->reader.top;
	app->reader.percent_shown = -1;
}

static void jump_to(struct bp_app *app, size_t top)
{
	bp_history_note(app);
	move_to(app, top);
	app->reader.moves++;
}

void bp_reader_go_to_line(struct bp_app *app, size_t line)
{
	move_to(app, line);
	app->reader.jumped = true;
}

/* The first line that the title shows as so many per cent, or more. */
void bp_reader_go_to_percent(struct bp_app *app, int percent)
{
	jump_to(app, (last_top(&app->reader) * (size_t)percent + 99) / 100);
	note_end(app);
}

void bp_reader_show_line(struct bp_app *app, size_t line)
{
	struct reader_state *reader = &app->reader;
	size_t rows = body_rows(reader);

	if (line < reader->top || line + 1 >= reader->top + rows)
		move_to(app, line > rows / 3 ? line - rows / 3 : 0);
	reader->focus = SIZE_MAX;
	reader->cursor = line;
	reader->jumped = true;
}

void bp_reader_go_back_to(
	struct bp_app *app, const struct bp_place *place, const struct bp_place *cursor)
{
	struct reader_state *reader = &app->reader;

	if (!reader->layout)
		return;
	move_to(app, bp_layout_find(reader->layout, place->block, place->offset));
	put_cursor(reader, cursor);
	reader->jumped = true;
	reader->moves++;
}

/* Near the end the place is not at the top of the window, but the cursor is on it. */
void bp_reader_go_to_place(struct bp_app *app, const struct bp_place *place)
{
	bp_reader_go_back_to(app, place, place);
}

void bp_reader_go_to_block(struct bp_app *app, uint32_t block)
{
	bp_reader_go_to_place(
		app, &(struct bp_place){.block = block, .offset = BP_OFFSET_TEXT});
}

/* Lines of a block from one on. */
static size_t block_lines(const struct reader_state *reader, size_t line)
{
	size_t end = line;
	while (end < reader->layout->count &&
		reader->layout->lines[end].block == reader->layout->lines[line].block)
		end++;
	return end - line;
}

static void focus(struct bp_app *app, size_t item)
{
	struct reader_state *reader = &app->reader;
	size_t line = reader->items[item].line, rows = body_rows(reader);
	size_t lines = reader->items[item].link ? 1 : block_lines(reader, line);
	size_t top = reader->top;

	reader->focus = item;
	if (lines > rows)
		lines = rows;
	if (line + lines > top + rows)
		top = line + lines - rows;
	if (line < top)
		top = line;
	if (top != reader->top)
		move_to(app, top);
	reader->focus = item;
	reader->cursor = line;
}

static bool in_view(const struct reader_state *reader, size_t item)
{
	size_t line = reader->items[item].line;
	return line >= reader->top && line < reader->top + body_rows(reader);
}

static void move_focus(struct bp_app *app, bool forward)
{
	struct reader_state *reader = &app->reader;
	size_t count = reader->item_count, item;

	if (count == 0) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada soal atau tautan di modul ini."));
		return;
	}
	if (reader->focus < count) {
		if (forward ? reader->focus + 1 == count : reader->focus == 0) {
			bp_app_say(app, BP_COLOR_ACCENT,
				forward ? _("Ini soal atau tautan terakhir.")
					: _("Ini soal atau tautan pertama."));
			return;
		}
		focus(app, forward ? reader->focus + 1 : reader->focus - 1);
		return;
	}
	if (forward) {
		for (item = 0; item + 1 < count && reader->items[item].line < reader->top;
			item++)
			continue;
	} else {
		for (item = count - 1; item > 0 &&
			reader->items[item].line >= reader->top + body_rows(reader);
			item--)
			continue;
	}
	focus(app, item);
}

/* ---- the mode ---- */

static void open_focused(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	size_t item = reader->focus;

	for (size_t i = 0; item >= reader->item_count && i < reader->item_count; i++)
		if (in_view(reader, i) && reader->items[i].link == 0)
			item = i; /* nothing is focused: the first question in view */
	if (item >= reader->item_count) {
		move_by_page(app, true);
		return;
	}
	focus(app, item);
	if (reader->items[item].link) {
		uint16_t link = reader->items[item].link;
		bp_link_follow(app, reader->document->links[link - 1].url);
	} else {
		bp_question_open(app, reader->items[item].block);
	}
}

/* Columns of code that the page cuts. */
static int most_shift(const struct reader_state *reader)
{
	const struct bp_layout *layout = reader->layout;

	return layout && layout->code_width > layout->width
		? layout->code_width - layout->width
		: 0;
}

static void shift_code(struct reader_state *reader, int by)
{
	int most = most_shift(reader);

	reader->shift += by;
	if (reader->shift > most)
		reader->shift = most;
	if (reader->shift < 0)
		reader->shift = 0;
}

static void open_neighbour(struct bp_app *app, int step)
{
	const struct bp_module *module = bp_app_neighbour(app, step);

	if (module)
		bp_history_open(app, app->reader.course, module, NULL);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			step > 0 ? _("Ini modul terakhir.") : _("Ini modul pertama."));
}

static void show_contents(struct bp_app *app)
{
	const struct bp_document *document = app->reader.document;

	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BP_BLOCK_HEADING) {
			bp_list_begin(app, &app->contents, &bp_mode_contents);
			return;
		}
	bp_app_say(
		app, BP_COLOR_ACCENT, _("Modul ini tidak mempunyai judul di dalamnya."));
}

static void reader_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_UP: move_by_line(app, false); break;
	case BP_ACT_DOWN: move_by_line(app, true); break;
	case BP_ACT_PAGE_UP: move_by_page(app, false); break;
	case BP_ACT_PAGE_DOWN: move_by_page(app, true); break;
	case BP_ACT_TOP: jump_to(app, 0); break;
	case BP_ACT_BOTTOM: jump_to(app, SIZE_MAX); break;
	case BP_ACT_UNDO_JUMP: bp_history_go(app, false); break;
	case BP_ACT_REDO_JUMP: bp_history_go(app, true); break;
	case BP_ACT_LEFT: shift_code(&app->reader, -SHIFT); break;
	case BP_ACT_RIGHT: shift_code(&app->reader, SHIFT); break;
	case BP_ACT_NEXT_ITEM: move_focus(app, true); break;
	case BP_ACT_PREVIOUS_ITEM: move_focus(app, false); break;
	case BP_ACT_CONTENTS: show_contents(app); break;
	case BP_ACT_PERCENT: bp_percent_begin(app, -1); break;
	case BP_ACT_FIND: bp_find_begin(app); break;
	case BP_ACT_NEXT_HIT:
	case BP_ACT_PREVIOUS_HIT: bp_find_next(app, action == BP_ACT_NEXT_HIT); break;
	case BP_ACT_UNMARK: app->find.marked = false; break;
	case BP_ACT_TERMS: bp_terms_begin(app); break;
	case BP_ACT_SEARCH: bp_search_begin(app, app->reader.course); break;
	case BP_ACT_BOOKMARK: bp_marks_bookmark(app); break;
	case BP_ACT_NOTE: bp_note_begin(app); break;
	case BP_ACT_NEXT_CHANGE: bp_changes_next(app, true); break;
	case BP_ACT_PREVIOUS_CHANGE: bp_changes_next(app, false); break;
	case BP_ACT_NEXT_MODULE: open_neighbour(app, 1); break;
	case BP_ACT_PREVIOUS_MODULE: open_neighbour(app, -1); break;
	case BP_ACT_OPEN: open_focused(app); break;
	default: break;
	}
	if (app->reader.document && bp_app_mode(app) == &bp_mode_reader)
		note_end(app);
}

/* Esc takes the marks of a search away before it leaves the lesson; a digit begins a per
 * cent to go to. */
static bool reader_key(struct bp_app *app, uint32_t key)
{
	if (key >= '0' && key <= '9') {
		bp_percent_begin(app, (int)(key - '0'));
		return true;
	}
	if (key == BP_KEY_ESCAPE && app->find.marked) {
		reader_act(app, BP_ACT_UNMARK);
		return true;
	}
	if (!app->way_back.list || bp_keymap_find(&bp_keymap_reader, key) != BP_ACT_BACK)
		return false;
	bp_way_back_go(app);
	return true;
}

/* A module that fits the window may be left by the first key: it was read. */
static void reader_leave(struct bp_app *app)
{
	note_end(app);
	bp_reader_leave(app);
}

static bool reader_can(const struct bp_app *app, enum bp_action action)
{
	const struct reader_state *reader = &app->reader;

	switch (action) {
	case BP_ACT_UP:
	case BP_ACT_DOWN: return last_top(reader) > 0;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: return reader->item_count > 0;
	case BP_ACT_LEFT: return reader->shift > 0;
	case BP_ACT_RIGHT: return reader->shift < most_shift(reader);
	case BP_ACT_UNDO_JUMP: return app->history.now > 0;
	case BP_ACT_REDO_JUMP: return app->history.now + 1 < app->history.count;
	case BP_ACT_NEXT_HIT:
	case BP_ACT_PREVIOUS_HIT: return app->find.marked && app->find.hits.count > 1;
	case BP_ACT_UNMARK: return app->find.marked;
	case BP_ACT_NEXT_CHANGE:
	case BP_ACT_PREVIOUS_CHANGE: return reader->changed > 0;
	case BP_ACT_TERMS: return bp_terms_any(app);
	case BP_ACT_BACK: return !app->find.marked;
	case BP_ACT_NEXT_MODULE: return bp_app_neighbour(app, 1);
	case BP_ACT_PREVIOUS_MODULE: return bp_app_neighbour(app, -1);
	default: return true;
	}
}

static bool reader_offers(const struct bp_app *app, enum bp_action action)
{
	const struct reader_state *reader = &app->reader;

	switch (action) {
	case BP_ACT_OPEN: return reader->focus < reader->item_count;
	case BP_ACT_NEXT_MODULE: return at_end(reader);
	case BP_ACT_TERMS: return bp_terms_on_page(app);
	default: return true;
	}
}

/* The per cent that the title shows: exact after a jump, a little behind while scrolling.
 */
static int shown_percent(struct reader_state *reader)
{
	int percent = permille(reader) / 10, away = abs(percent - reader->percent_shown);

	if (reader->percent_shown < 0 || away >= PERCENT_LAG || percent == 0 ||
		percent == 100)
		reader->percent_shown = percent;
	return reader->percent_shown;
}

void bp_reader_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct reader_state *reader = &app->reader;
	bool focused;

	make_layout(app, rows, columns);
	focused = reader->focus < reader->item_count;
	const struct item *item = focused ? &reader->items[reader->focus] : NULL;
	view->kind = BP_VIEW_READER;
	view->as.reader = (struct bp_reader_view){
		.layout = reader->layout,
		.top = reader->top,
		.margin = reader->margin,
		.shift = reader->shift,
		.cursor = reader->cursor,
		.hits = app->find.marked ? &app->find.hits : NULL,
		.hit = app->find.hit,
		.focus_link = item ? item->link : 0,
		.focus_block = item && !item->link ? item->block : UINT32_MAX,
		.moves = reader->moves,
		.margins = reader->margins,
		.visit = reader->visit,
	};
	view->title = reader->module->title;
	view->side = bp_app_text(app,
		app->options.spoken ? _("modul %zu dari %zu %s %d persen")
				    : "%zu/%zu %s %d %%",
		bp_module_index(reader->course, reader->module) + 1,
		reader->course->module_count, app->options.symbols[BP_SYMBOL_DOT],
		shown_percent(reader));
	if (item && item->link) {
		view->message = bp_link_words(app, item->link);
		view->message_color = BP_COLOR_LINK;
	}
}

const struct bp_mode bp_mode_reader = {
	.keymap = &bp_keymap_reader,
	.key = reader_key,
	.act = reader_act,
	.can = reader_can,
	.offers = reader_offers,
	.view = bp_reader_view,
	.leave = reader_leave,
};
