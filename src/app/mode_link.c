/* Links: to a heading, a footnote, another module; and those that lead out of the player:
 * the whole address, to be copied by hand. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* A link to a file of the course: "03-uji.md#heading". */
static const struct bp_module *module_of_link(
	const struct bp_course *course, struct bp_str url)
{
	size_t hash = bp_str_find(url, BP_STR("#"), 0);
	struct bp_str file = hash == SIZE_MAX ? url : bp_str_part(url, 0, hash);

	if (bp_str_starts(file, "./"))
		file = bp_str_from(file, 2);
	for (size_t i = 0; i < course->module_count; i++)
		if (bp_str_is(file, course->modules[i].file) ||
			bp_str_is(file, course->modules[i].id))
			return &course->modules[i];
	return NULL;
}

void bp_link_follow(struct bp_app *app, struct bp_str url)
{
	struct reader_state *reader = &app->reader;
	size_t hash = bp_str_find(url, BP_STR("#"), 0);
	const struct bp_module *module = module_of_link(reader->course, url);

	const struct bp_note *note = bp_document_note(reader->document, url);
	if (note) {
		bp_history_note(app);
		bp_reader_go_to_block(app, note->block);
		return;
	}
	if (hash == 0) {
		size_t block = bp_document_heading(reader->document, bp_str_from(url, 1));
		if (block == SIZE_MAX) {
			bp_app_say(app, BP_COLOR_BAD,
				_("Judul yang ditunjuk tautan ini tidak ada."));
			return;
		}
		bp_history_note(app);
		bp_reader_go_to_block(app, (uint32_t)block);
		return;
	}
	if (module) {
		struct bp_str heading = hash == SIZE_MAX ? (struct bp_str){0}
							 : bp_str_from(url, hash + 1);
		snprintf(app->jump_text, sizeof app->jump_text, "%.*s", (int)heading.len,
			heading.len ? heading.at : "");
		app->jump = heading.len ? app->jump_text : NULL;
		bp_history_open(app, reader->course, module, NULL);
		return;
	}
	snprintf(
		app->link, sizeof app->link, "%.*s", (int)url.len, url.len ? url.at : "");
	app->help.top = 0;
	bp_app_push(app, &bp_mode_link);
}

/* The block after the last one of a footnote's text. */
static uint32_t end_of_note(
	const struct bp_document *document, const struct bp_note *note)
{
	uint32_t end = (uint32_t)document->count;

	for (size_t i = 0; i < document->note_count; i++)
		if (document->notes[i].block > note->block &&
			document->notes[i].block < end)
			end = document->notes[i].block;
	return end;
}

static const char *note_words(struct bp_app *app, const struct bp_note *note)
{
	const struct bp_document *document = app->reader.document;
	struct bp_buf words = {0};

	for (uint32_t i = note->block; i < end_of_note(document, note); i++) {
		bp_buf_add_cstr(&words, words.len ? " " : "");
		bp_spans_words(&document->blocks[i].spans, &words);
	}
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&words));
	bp_buf_release(&words);
	return text;
}

const char *bp_link_words(struct bp_app *app, uint16_t link)
{
	struct bp_str url = app->reader.document->links[link - 1].url;
	const struct bp_note *note = bp_document_note(app->reader.document, url);

	return note ? note_words(app, note) : bp_arena_cstr(app->view_arena, url);
}

/* ---- the mode ---- */

static void link_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	(void)rows;
	(void)columns;
	bp_list_start(&app->help);
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_HEADING, _("Alamat tautan"));
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_TEXT, app->link);
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_TEXT,
		_("Bukalah alamat ini di peramban komputer atau ponsel Anda. berpijar "
		  "sendiri tidak "
		  "membuka jaringan."))
		->color = BP_COLOR_FAINT;
	app->help.selected = SIZE_MAX;
	bp_list_view(&app->help, 0, view);
	view->title = _("Tautan");
}

static void link_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_CODE) {
		bp_code_begin(app);
		return;
	}
	bp_list_scroll(&app->help, action);
}

static bool link_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_CODE || !app->options.spoken;
}

const struct bp_mode bp_mode_link = {
	.keymap = &bp_keymap_link,
	.act = link_act,
	.can = link_can,
	.view = link_view,
};
