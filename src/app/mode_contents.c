/* The headings of the open module: where one is, and a way to each of them. */
#include "history.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define INDENT 2 /* columns for each level below the highest */

/* ---- keys ---- */

static const struct bp_keymap contents_keymap = {
	.title = N_("Isi modul"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

static bool contents_has(const struct bp_block *block)
{
	return block->kind == BP_BLOCK_HEADING;
}

static void contents_begin(struct bp_app *app, const void *with)
{
	const struct bp_document *document = app->study.document;
	bool any = false;

	(void)with;
	for (size_t i = 0; i < document->count; i++)
		any |= contents_has(&document->blocks[i]);
	if (any)
		bp_mode_push(app, BP_MODE_CONTENTS);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Modul ini tidak mempunyai judul di dalamnya."));
}

/* The highest level that is used: it stands at the left. */
static int contents_top_level(const struct bp_document *document)
{
	int level = 6;

	for (uint32_t i = 0; i < document->count; i++)
		if (contents_has(&document->blocks[i]) &&
			document->blocks[i].level < level)
			level = document->blocks[i].level;
	return level;
}

static const char *contents_text(
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

static void contents_view(struct bp_app *app, struct bp_view *view)
{
	const struct bp_document *document = app->study.document;
	struct list_state *list = bp_mode_list(app, BP_MODE_CONTENTS);
	uint32_t top = bp_reader_place(app).block;
	int highest = contents_top_level(document);
	bool fresh = list->selected == SIZE_MAX;

	bp_list_start(list, true);
	for (uint32_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		if (!contents_has(block))
			continue;
		bp_list_item(
			list, contents_text(app, block, highest), BP_THING_BLOCK, block);
		if (fresh && (list->selected == SIZE_MAX || i <= top))
			bp_list_point(list, block); /* the one that is being read */
	}
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = app->study.module->title;
	view->side = _("isi modul");
}

static void contents_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_CONTENTS);
	const struct bp_block *block = bp_list_thing(list, BP_THING_BLOCK);

	if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
		return;
	}
	bp_app_pop(app);
	if (!block)
		return;
	bp_history_note(app);
	bp_reader_go_to_block(app, (uint32_t)(block - app->study.document->blocks));
}

const struct bp_mode bp_mode_contents = {
	.begin = contents_begin,
	.keymap = &contents_keymap,
	.act = contents_act,
	.view = contents_view,
};
