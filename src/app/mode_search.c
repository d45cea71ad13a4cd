/*
 * Searching all modules of a course, or of all courses: the hits with the line that they
 * stand on, words before parts of words, and headings first in each module. Enter goes to
 * one; back from there leads here again.
 */
#include "app.h"
#include "facts.h"
#include "history.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/story.h>

#define RESULTS_MOST  200
#define CONTEXT_WIDTH 68 /* columns of the line that is shown of a hit */

/* ---- keys ---- */

static const struct bp_binding search_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'/', BP_ACT_SEARCH},
	{0, 0},
};
static const struct bp_hint search_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_SEARCH, NULL, N_("kata lain")},
	{0},
};
static const struct bp_keymap search_keymap = {
	.title = N_("Hasil pencarian"),
	.parent = &bp_keymap_moving,
	.bindings = search_keys,
	.hints = search_hints,
};

/* A line with a hit. */
struct result {
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_place place;
	struct bp_str context; /* the line that it stands on … */
	size_t mark, marked;   /* … and the hit in it: from where, and its bytes */
};

struct results {
	struct result *at;
	size_t count, room;
	size_t left_out; /* beyond the limit */
};

struct search {
	char query[BP_QUERY_LIMIT + 1];
	const struct bp_course *course; /* NULL: all */
	struct bp_arena *arena;         /* of the results */
	struct results words, parts;    /* of longer words */
};

static struct search *search_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_SEARCH);
}

static void search_release(void *state)
{
	bp_arena_free(((struct search *)state)->arena);
}

/* ---- searching ---- */

/* How many bytes of a run stand in front of a column of the line. */
static size_t search_bytes_before(const struct bp_run *run, int column)
{
	return column > run->column ? bp_text_fit(run->text, column - run->column) : 0;
}

/* Takes the words of a line, and where in them the hit stands. */
static void search_take_line(struct bp_arena *arena, const struct bp_layout *layout,
	const struct bp_hit_part *part, struct result *result)
{
	const struct bp_line *line = &layout->lines[part->line];
	size_t from = 0, to = 0;
	struct bp_buf text = {0};
	int end = -1;

	for (uint32_t i = 0; i < line->count; i++) {
		const struct bp_run *run = &layout->runs[line->first + i];
		if (run->role != BP_ROLE_TEXT)
			continue;
		if (end >= 0 && run->column > end)
			bp_buf_add_char(&text, ' ');
		if (run->column <= part->column)
			from = text.len + search_bytes_before(run, part->column);
		if (run->column < part->column + part->columns)
			to = text.len +
				search_bytes_before(run, part->column + part->columns);
		bp_buf_add_str(&text, run->text);
		end = run->column + run->columns;
	}
	struct bp_str words = bp_str_trim(bp_buf_str(&text));
	size_t blanks = words.len ? (size_t)(words.at - text.at) : 0;
	result->context = bp_arena_str(arena, words);
	result->mark = from > blanks ? from - blanks : 0;
	result->marked = to > from ? to - from : 0;
	bp_buf_release(&text);
}

static void search_add_result(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct bp_layout *layout,
	const struct bp_hit_part *part)
{
	struct search *search = search_of(app);
	struct results *results = part->whole ? &search->words : &search->parts;
	const struct bp_line *line = &layout->lines[part->line];

	if (results->count == RESULTS_MOST) {
		results->left_out++;
		return;
	}
	struct result *result =
		BP_PUSH(search->arena, results->at, results->count, results->room);
	*result = (struct result){
		.course = course,
		.module = module,
		.place = {.block = line->block, .offset = line->offset},
	};
	search_take_line(search->arena, layout, part, result);
}

/* Behind the parts on the line of part `first`; *best: the hit there that is shown. */
static size_t search_line(
	const struct bp_hits *hits, size_t first, const struct bp_hit_part **best)
{
	size_t i = first;

	*best = NULL;
	for (; i < hits->part_count && hits->parts[i].line == hits->parts[first].line;
		i++) {
		const struct bp_hit_part *part = &hits->parts[i];
		bool begins = i == 0 || part->hit != part[-1].hit;
		if (begins && (!*best || (part->whole && !(*best)->whole)))
			*best = part;
	}
	return i;
}

/* A module that is searched, and what was found in it. */
struct searched {
	const struct bp_course *course;
	const struct bp_module *module;
	const struct bp_layout *layout;
	const struct bp_story *story; /* NULL: all of it may be told */
	struct bp_hits hits;
};

/* One result for each line with a hit: of headings, or of all else. */
static void search_lines(
	struct bp_app *app, const struct searched *searched, bool headings)
{
	const struct bp_layout *layout = searched->layout;
	const struct bp_hits *hits = &searched->hits;

	const struct bp_hit_part *part;

	for (size_t i = 0; i < hits->part_count;) {
		i = search_line(hits, i, &part);
		if (!part)
			continue;
		const struct bp_line *line = &layout->lines[part->line];
		bool heading =
			layout->document->blocks[line->block].kind == BP_BLOCK_HEADING;
		bool hidden = searched->story && searched->story->hidden[line->block];
		if (heading == headings && !hidden)
			search_add_result(
				app, searched->course, searched->module, layout, part);
	}
}

static void search_module(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	struct searched searched = {.course = course, .module = module};

	if (module->fault || module->kind == BP_EXAM || !recall->document)
		return; /* searching must not reveal the questions of an exam */
	struct bp_document *document = recall->document(recall->context, course, module);
	if (!document)
		return;
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = CONTEXT_WIDTH,
			.symbols = app->options.symbols,
			.keys = &app->keys,
			.wrap_code = true,
			.course = course,
			.module = module});
	searched.layout = layout;
	searched.story = bp_reader_path(app, course, module, document);
	bp_search(layout, bp_str(search_of(app)->query), &searched.hits);
	search_lines(app, &searched, true);
	search_lines(app, &searched, false);
	bp_hits_release(&searched.hits);
	bp_layout_free(layout);
	bp_document_free(document);
}

static void search_course(struct bp_app *app, const struct bp_course *course)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (!bp_module_lock(app, course, &course->modules[i]))
			search_module(app, course, &course->modules[i]);
}

/* Of a course; NULL: of all. */
static void search_modules(struct bp_app *app, const struct bp_course *course)
{
	struct bp_library *library = app->options.library;
	size_t count = course ? 0 : bp_library_all(library);
	struct search *search = search_of(app);

	bp_arena_free(search->arena);
	search->arena = bp_arena_new();
	search->words = search->parts = (struct results){0};
	search->course = course;
	if (course)
		search_course(app, course);
	for (size_t i = 0; i < count; i++)
		search_course(app, library->courses[i]);
}

/* On the screen of results it takes the place of what was searched for there. */
static void search_typed(struct bp_app *app, struct bp_str query, const void *course)
{
	query = bp_str_trim(query);
	if (!query.len)
		return;
	struct search *search = bp_app_is_at(app, BP_MODE_SEARCH)
		? search_of(app)
		: bp_mode_push(app, BP_MODE_SEARCH);
	snprintf(search->query, sizeof search->query, "%.*s", (int)query.len, query.at);
	search_modules(app, course);
	bp_list_restart(bp_mode_list(app, BP_MODE_SEARCH));
}

static void search_ask(
	struct bp_app *app, const struct bp_course *course, struct bp_str offer)
{
	bp_prompt_begin(app,
		course ? _("Cari di kursus ini:") : _("Cari di semua kursus:"),
		BP_QUERY_LIMIT, offer, search_typed, course);
}

/* `with` is the course; NULL: all courses. */
static void search_begin(struct bp_app *app, const void *with)
{
	search_ask(app, with, (struct bp_str){0});
}

/* ---- the list ---- */

static bool search_same_module(const struct result *a, const struct result *b)
{
	return a->module == b->module;
}

static void search_add_rows(
	struct bp_app *app, struct list_state *list, const struct results *results)
{
	for (size_t i = 0; i < results->count; i++) {
		const struct result *result = &results->at[i];
		if (i == 0 || !search_same_module(result, &results->at[i - 1])) {
			if (i)
				bp_list_add(list, BP_ROW_BLANK, NULL);
			bp_list_add(list, BP_ROW_HEADING,
				bp_app_text(app, "%s %s %s", result->module->title,
					app->options.symbols[BP_SYMBOL_DOT],
					result->course->title));
		}
		struct bp_row *row = bp_list_item(list,
			bp_arena_cstr(app->view_arena, result->context), BP_THING_ROW,
			result);
		row->mark = result->mark;
		row->marked = result->marked;
	}
	if (results->left_out)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app,
				_("… dan %zu baris lagi; carilah yang lebih khusus"),
				results->left_out))
			->color = BP_COLOR_FAINT;
}

static void search_add_found(struct bp_app *app, struct list_state *list)
{
	const struct search *search = search_of(app);

	search_add_rows(app, list, &search->words);
	if (search->words.count && search->parts.count) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_TEXT, _("Sebagai bagian kata lain:"))->color =
			BP_COLOR_FAINT;
	}
	search_add_rows(app, list, &search->parts);
}

static size_t search_found(const struct search *search)
{
	return search->words.count + search->words.left_out + search->parts.count +
		search->parts.left_out;
}

static void search_all(struct bp_app *app)
{
	search_modules(app, NULL);
	bp_list_restart(bp_mode_list(app, BP_MODE_SEARCH));
}

static void search_add_all(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command all = {N_("Cari di semua kursus"), search_all};
	const struct search *search = search_of(app);

	bp_list_start(app, list, true);
	search_add_found(app, list);
	if (search_found(search) == 0)
		bp_list_add(list, BP_ROW_TEXT,
			bp_search_is_exact(bp_str(search->query))
				? _("Tidak ditemukan; huruf besar dicari persis.")
				: _("Tidak ditemukan."));
	if (search->course) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_item(list, _(all.title), BP_THING_COMMAND, &all);
	}
}

static void search_view(struct bp_app *app, struct bp_view *view)
{
	const struct search *search = search_of(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_SEARCH);

	if (!bp_list_stands(app, list))
		search_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = bp_app_text(app, _("Cari: %s"), search->query);
	view->side = bp_app_text(app, _("%zu baris"), search_found(search));
}

/* Goes to a result; what was searched for is marked there. */
static void search_go(struct bp_app *app, const struct result *result)
{
	struct arrival arrival = {
		.why = BP_ARRIVE_AT_HIT, .place = result->place, .cursor = result->place};

	snprintf(arrival.text, sizeof arrival.text, "%s", search_of(app)->query);
	if (bp_reader_is_open(app) && app->study.module == result->module) {
		bp_way_back_note(app);
		bp_app_pop(app);
		bp_history_note(app);
		bp_reader_go_to_hit(app, bp_str(arrival.text), &arrival.place);
	} else if (bp_history_open(app, result->course, result->module, &arrival)) {
		bp_way_back_note(app);
	}
}

static void search_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_SEARCH);
	const struct result *result = bp_list_thing(list, BP_THING_ROW);

	if (action == BP_ACT_SEARCH)
		search_ask(app, search_of(app)->course, bp_str(search_of(app)->query));
	else if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (result)
		search_go(app, result);
	else
		bp_list_run(app, list);
}

const struct bp_mode bp_mode_search = {
	.size = sizeof(struct search),
	.release = search_release,
	.begin = search_begin,
	.keymap = &search_keymap,
	.act = search_act,
	.view = search_view,
};
