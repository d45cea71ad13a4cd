/* The headings of the open module: where one is, and a way to each of them. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define INDENT 2 /* columns for each level below the highest */

static bool is_heading(const struct bp_block *block)
{
	return block->kind == BP_BLOCK_HEADING;
}

/* The block of the nth heading. */
static uint32_t heading_block(const struct bp_document *document, size_t nth)
{
	for (uint32_t i = 0; i < document->count; i++)
		if (is_heading(&document->blocks[i]) && nth-- == 0)
			return i;
	return 0;
}

/* The highest level that is used: it stands at the left. */
static int top_level(const struct bp_document *document)
{
	int level = 6;

	for (uint32_t i = 0; i < document->count; i++)
		if (is_heading(&document->blocks[i]) && document->blocks[i].level < level)
			level = document->blocks[i].level;
	return level;
}

static const char *heading_text(
	struct bp_app *app, const struct bp_block *block, int highest)
{
	struct bp_buf text = {0};

	for (int i = 0; i < (block->level - highest) * INDENT; i++)
		bp_buf_add_cstr(&text, "\u00a0"); /* a blank that is kept */
	bp_spans_words(&block->spans, &text);
	const char *copy = bp_arena_cstr(app->view_arena, bp_buf_str(&text));
	bp_buf_release(&text);
	return copy;
}

static void contents_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_document *document = app->study.document;
	struct list_state *list = &app->contents;
	int highest = top_level(document);
	bool fresh = list->selected == SIZE_MAX;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (uint32_t i = 0; i < document->count; i++) {
		if (!is_heading(&document->blocks[i]))
			continue;
		if (fresh && (list->selected == SIZE_MAX || i <= app->reader.place.block))
			list->selected = list->count; /* the one being read */
		bp_list_add(list, BP_ROW_ITEM,
			heading_text(app, &document->blocks[i], highest));
	}
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = app->study.module->title;
	view->side = _("isi modul");
}

static void contents_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->contents;

	if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
		return;
	}
	size_t nth = bp_list_nth(list);
	bp_app_pop(app);
	bp_history_note(app);
	bp_reader_go_to_block(app, heading_block(app->study.document, nth));
}

const struct bp_mode bp_mode_contents = {
	.keymap = &bp_keymap_contents,
	.act = contents_act,
	.view = contents_view,
};
