/*
 * Searching all modules of a course, or of all courses: the hits with the line that they
 * stand on. Enter goes to one; back from there leads here again.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define RESULTS_MOST  200
#define CONTEXT_WIDTH 68 /* columns of the line that is shown of a hit */

void bp_search_close(struct bp_app *app)
{
	bp_arena_free(app->search.arena);
	app->search.arena = NULL;
	app->search.results = NULL;
	app->search.count = app->search.room = app->search.left_out = 0;
}

/* ---- searching ---- */

/* The bytes of a run in front of a column of its line. */
static size_t bytes_before(const struct bp_run *run, int column)
{
	return column > run->column ? bp_text_fit(run->text, column - run->column) : 0;
}

/* The words of a line, and where in them a part of it stands. */
static void take_line(struct bp_arena *arena, const struct bp_layout *layout,
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
			from = text.len + bytes_before(run, part->column);
		if (run->column < part->column + part->columns)
			to = text.len + bytes_before(run, part->column + part->columns);
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

static void add_result(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct bp_layout *layout,
	const struct bp_hit_part *part)
{
	struct search_state *search = &app->search;
	const struct bp_line *line = &layout->lines[part->line];

	if (search->count == RESULTS_MOST) {
		search->left_out++;
		return;
	}
	struct result *result =
		BP_PUSH(search->arena, search->results, search->count, search->room);
	*result = (struct result){
		.course = course,
		.module = module,
		.place = {.block = line->block, .offset = line->offset},
	};
	take_line(search->arena, layout, part, result);
}

/* One result for each line with a hit. */
static void search_module(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_hits hits = {0};
	uint32_t last = UINT32_MAX;

	if (module->fault || module->kind == BP_EXAM || !recall->document)
		return; /* an exam does not tell its questions */
	struct bp_document *document = recall->document(recall->context, course, module);
	if (!document)
		return;
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = CONTEXT_WIDTH,
			.symbols = app->options.symbols,
			.wrap_code = true});
	bp_search(layout, bp_str(app->search.query), &hits);
	for (size_t i = 0; i < hits.part_count; i++) {
		bool begins = i == 0 || hits.parts[i].hit != hits.parts[i - 1].hit;
		if (begins && hits.parts[i].line != last)
			add_result(app, course, module, layout, &hits.parts[i]);
		if (begins)
			last = hits.parts[i].line;
	}
	bp_hits_release(&hits);
	bp_layout_free(layout);
	bp_document_free(document);
}

static void search_course(struct bp_app *app, const struct bp_course *course)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (!bp_module_lock(app, course, &course->modules[i]))
			search_module(app, course, &course->modules[i]);
}

static void search_modules(struct bp_app *app)
{
	const struct bp_library *library = app->options.library;

	bp_search_close(app);
	app->search.arena = bp_arena_new();
	if (app->search.course)
		search_course(app, app->search.course);
	for (size_t i = 0; !app->search.course && i < library->count; i++)
		search_course(app, &library->courses[i]);
}

static void search_typed(struct bp_app *app, struct bp_str query, const void *with)
{
	(void)with;
	query = bp_str_trim(query);
	if (!query.len)
		return;
	snprintf(app->search.query, sizeof app->search.query, "%.*s", (int)query.len,
		query.at);
	search_modules(app);
	bp_list_begin(app, &app->search.list, BP_MODE_SEARCH);
}

void bp_search_begin(struct bp_app *app, const struct bp_course *course)
{
	app->search.course = course;
	bp_prompt_begin(app,
		course ? _("Cari di kursus ini:") : _("Cari di semua kursus:"),
		QUERY_LIMIT, (struct bp_str){0}, search_typed, NULL);
}

/* ---- the list ---- */

static bool same_module(const struct result *a, const struct result *b)
{
	return a->module == b->module;
}

static void add_rows(struct bp_app *app)
{
	struct search_state *search = &app->search;
	struct list_state *list = &search->list;

	for (size_t i = 0; i < search->count; i++) {
		const struct result *result = &search->results[i];
		if (i == 0 || !same_module(result, &search->results[i - 1])) {
			if (i)
				bp_list_add(list, BP_ROW_BLANK, NULL);
			bp_list_add(list, BP_ROW_HEADING,
				bp_app_text(app, "%s %s %s", result->module->title,
					app->options.symbols[BP_SYMBOL_DOT],
					result->course->title));
		}
		struct bp_row *row = bp_list_add(list, BP_ROW_ITEM,
			bp_arena_cstr(app->view_arena, result->context));
		row->mark = result->mark;
		row->marked = result->marked;
	}
	if (search->left_out)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app,
				_("… dan %zu baris lagi; carilah yang lebih khusus"),
				search->left_out))
			->color = BP_COLOR_FAINT;
}

static void search_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct search_state *search = &app->search;
	struct list_state *list = &search->list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_rows(app);
	if (search->count == 0)
		bp_list_add(list, BP_ROW_TEXT, _("Tidak ditemukan."));
	if (search->course) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_ITEM, _("Cari di semua kursus"));
	}
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = bp_app_text(app, _("Cari: %s"), search->query);
	view->side = bp_app_text(app, _("%zu baris"), search->count + search->left_out);
}

/* Goes to a result in the open module. */
static void go_here(struct bp_app *app, const struct result *result)
{
	bp_way_back_note(app);
	bp_app_pop(app);
	bp_history_note(app);
	bp_find_at(app, &result->place);
}

/* Goes to a result; what was searched for is marked there. */
static void go(struct bp_app *app, const struct result *result)
{
	bp_field_begin(&app->find.query, QUERY_LIMIT, bp_str(app->search.query));
	if (app->study.document && app->study.module == result->module) {
		go_here(app, result);
		return;
	}
	if (bp_history_open(app, result->course, result->module, &result->place)) {
		bp_way_back_note(app);
		app->find.arriving = true;
	}
}

static void search_act(struct bp_app *app, enum bp_action action)
{
	struct search_state *search = &app->search;
	size_t nth = bp_list_nth(&search->list);

	if (action != BP_ACT_OPEN) {
		bp_list_act(&search->list, action);
	} else if (nth < search->count) {
		go(app, &search->results[nth]);
	} else if (search->course) {
		search->course = NULL;
		search_modules(app);
		app->search.list.selected = SIZE_MAX;
	}
}

const struct bp_mode bp_mode_search = {
	.keymap = &bp_keymap_search,
	.act = search_act,
	.view = search_view,
};
