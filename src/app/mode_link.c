/* Links: to a heading, a footnote, another module; and those that lead out of the player:
 * the whole address, to be copied by hand. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>

static void go_to_block(struct bp_app *app, uint32_t block)
{
	bp_history_note(app);
	bp_reader_go_to_block(app, block);
}

static void go_to_heading(struct bp_app *app, const struct bp_link_target *target)
{
	size_t block = bp_document_heading(app->study.document, target->heading);

	if (block == SIZE_MAX)
		bp_app_say(app, BP_COLOR_BAD,
			_("Judul yang ditunjuk tidak ada di modul ini."));
	else
		go_to_block(app, (uint32_t)block);
}

static void go_to_module(struct bp_app *app, const struct bp_link_target *target)
{
	snprintf(app->jump_text, sizeof app->jump_text, "%.*s", (int)target->heading.len,
		target->heading.len ? target->heading.at : "");
	app->jump = target->heading.len ? app->jump_text : NULL;
	bp_history_open(app, app->study.course, target->module, NULL);
}

static void say_no_file(struct bp_app *app, struct bp_str name)
{
	bp_app_say(app, BP_COLOR_BAD,
		bp_app_text(app,
			bp_link_names_module(name)
				? _("Modul %.*s tidak ada di kursus ini; laporkan kepada penulisnya.")
				: _("Berkas %.*s tidak dapat dibuka di sini; mintalah kepada penulis kursus."),
			(int)name.len, name.len ? name.at : ""));
}

static void show_address(struct bp_app *app, enum bp_link_kind kind, struct bp_str url)
{
	bp_buf_clear(&app->link);
	bp_buf_add_str(&app->link, url);
	app->link_kind = kind;
	app->help.top = 0;
	bp_mode_push(app, BP_MODE_LINK);
}

void bp_link_follow(struct bp_app *app, struct bp_str url)
{
	const struct bp_note *note = bp_document_note(app->study.document, url);
	struct bp_link_target target =
		bp_link_read(app->view_arena, app->study.course, url);

	if (note)
		go_to_block(app, note->block);
	else if (target.kind == BP_LINK_HEADING)
		go_to_heading(app, &target);
	else if (target.kind == BP_LINK_MODULE)
		go_to_module(app, &target);
	else if (target.kind == BP_LINK_FILE)
		say_no_file(app, target.name);
	else
		show_address(app, target.kind, url);
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
	const struct bp_document *document = app->study.document;
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
	struct bp_str url = app->study.document->links[link - 1].url;
	const struct bp_note *note = bp_document_note(app->study.document, url);

	return note ? note_words(app, note) : bp_arena_cstr(app->view_arena, url);
}

/* ---- the mode ---- */

static const char *const advice[] = {
	[BP_LINK_WEB] = N_(
		"Bukalah alamat ini di peramban komputer atau ponsel Anda. berpijar sendiri tidak membuka jaringan."),
	[BP_LINK_MAIL] = N_(
		"Tulislah surat elektronik ke alamat ini dari komputer atau ponsel Anda. berpijar sendiri tidak membuka jaringan."),
	[BP_LINK_OTHER] = N_("Alamat semacam ini tidak dibuka berpijar."),
};

/* A code is for what a phone opens. */
static bool has_code(const struct bp_app *app)
{
	return app->link_kind == BP_LINK_WEB || app->link_kind == BP_LINK_MAIL;
}

static void link_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	(void)rows;
	(void)columns;
	bp_list_start(&app->help);
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_HEADING, _("Alamat tautan"));
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_TEXT,
		bp_arena_cstr(app->view_arena, bp_buf_str(&app->link)));
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_TEXT, _(advice[app->link_kind]))->color =
		BP_COLOR_FAINT;
	app->help.selected = SIZE_MAX;
	bp_list_view(&app->help, 0, view);
	view->title = _("Tautan");
}

static void link_act(struct bp_app *app, enum bp_action action)
{
	if (action != BP_ACT_CODE)
		bp_list_scroll(&app->help, action);
	else if (has_code(app))
		bp_code_begin(app, bp_buf_str(&app->link));
	else
		bp_app_say(app, BP_COLOR_TEXT,
			_("Kode QR hanya untuk alamat web dan surat elektronik."));
}

static bool link_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_CODE || (has_code(app) && !app->options.spoken);
}

const struct bp_mode bp_mode_link = {
	.keymap = &bp_keymap_link,
	.act = link_act,
	.can = link_can,
	.view = link_view,
};
