/* Links: to a heading, a footnote, another module; and those that lead out of the player:
 * the whole address, to be copied by hand. */
#include "history.h"
#include "link.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>

/* ---- keys ---- */

static const struct bp_binding link_keys[] = {
	{BP_KEY_ENTER, BP_ACT_CODE},
	{'r', BP_ACT_CODE},
	{0, 0},
};
static const struct bp_hint link_hints[] = {
	{BP_ACT_CODE, NULL, N_("kode QR")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{0},
};
static const struct bp_keymap link_keymap = {
	.title = N_("Tautan"),
	.parent = &bp_keymap_moving,
	.bindings = link_keys,
	.hints = link_hints,
};

struct link {
	struct bp_buf url;
	enum bp_link_kind kind;
};

static struct link *link_shown(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_LINK);
}

static void link_go_to_block(struct bp_app *app, uint32_t block)
{
	bp_history_note(app);
	bp_reader_go_to_block(app, block);
}

static void link_go_to_heading(struct bp_app *app, const struct bp_link_target *target)
{
	size_t block = bp_document_heading(app->study.document, target->heading);

	if (block == SIZE_MAX)
		bp_app_say(app, BP_COLOR_BAD,
			_("Judul yang ditunjuk tidak ada di modul ini."));
	else
		link_go_to_block(app, (uint32_t)block);
}

static void link_go_to_module(struct bp_app *app, const struct bp_link_target *target)
{
	struct arrival arrival = {.why = BP_ARRIVE};

	if (target->heading.len) {
		arrival.why = BP_ARRIVE_AT_HEADING;
		snprintf(arrival.text, sizeof arrival.text, "%.*s",
			(int)target->heading.len, target->heading.at);
	}
	bp_history_open(app, app->study.course, target->module, &arrival);
}

static void link_say_no_file(struct bp_app *app, struct bp_str name)
{
	bp_app_say(app, BP_COLOR_BAD,
		bp_app_text(app,
			bp_link_names_module(name)
				? _("Modul %.*s tidak ada di kursus ini; laporkan kepada penulisnya.")
				: _("Berkas %.*s tidak dapat dibuka di sini; mintalah kepada penulis kursus."),
			(int)name.len, name.len ? name.at : ""));
}

static void link_show_address(
	struct bp_app *app, enum bp_link_kind kind, struct bp_str url)
{
	struct link *link = bp_mode_push(app, BP_MODE_LINK);

	bp_buf_add_str(&link->url, url);
	link->kind = kind;
}

void bp_link_follow(struct bp_app *app, struct bp_str url)
{
	const struct bp_note *note = bp_document_note(app->study.document, url);
	struct bp_link_target target =
		bp_link_read(app->view_arena, app->study.course, url);

	if (note)
		link_go_to_block(app, note->block);
	else if (target.kind == BP_LINK_HEADING)
		link_go_to_heading(app, &target);
	else if (target.kind == BP_LINK_MODULE)
		link_go_to_module(app, &target);
	else if (target.kind == BP_LINK_FILE)
		link_say_no_file(app, target.name);
	else
		link_show_address(app, target.kind, url);
}

/* The block behind the text of a footnote. */
static uint32_t link_end_of_note(
	const struct bp_document *document, const struct bp_note *note)
{
	uint32_t end = (uint32_t)document->count;

	for (size_t i = 0; i < document->note_count; i++)
		if (document->notes[i].block > note->block &&
			document->notes[i].block < end)
			end = document->notes[i].block;
	return end;
}

static const char *link_note_words(struct bp_app *app, const struct bp_note *note)
{
	const struct bp_document *document = app->study.document;
	struct bp_buf words = {0};

	for (uint32_t i = note->block; i < link_end_of_note(document, note); i++) {
		bp_buf_add_cstr(&words, words.len ? " " : "");
		bp_spans_words(&document->blocks[i].spans, &words);
	}
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&words));
	bp_buf_release(&words);
	return text;
}

/* The words of the heading that a link names; NULL if there is none. */
static const char *link_heading_words(struct bp_app *app, struct bp_str name)
{
	const struct bp_document *document = app->study.document;
	size_t block = bp_document_heading(document, name);
	struct bp_buf words = {0};

	if (block == SIZE_MAX)
		return NULL;
	bp_spans_words(&document->blocks[block].spans, &words);
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&words));
	bp_buf_release(&words);
	return text;
}

const char *bp_link_words(struct bp_app *app, uint16_t link)
{
	struct bp_str url = app->study.document->links[link - 1].url;
	const struct bp_note *note = bp_document_note(app->study.document, url);
	struct bp_link_target target =
		bp_link_read(app->view_arena, app->study.course, url);
	const char *words = NULL;

	if (note)
		return link_note_words(app, note);
	if (target.kind == BP_LINK_HEADING)
		words = link_heading_words(app, target.heading);
	else if (target.kind == BP_LINK_MODULE)
		words = target.module->title;
	return words ? words : bp_arena_cstr(app->view_arena, url);
}

/* ---- the mode ---- */

static const char *const link_advice[] = {
	[BP_LINK_WEB] = N_(
		"Bukalah alamat ini di peramban komputer atau ponsel Anda. berpijar sendiri tidak membuka jaringan."),
	[BP_LINK_MAIL] = N_(
		"Tulislah surat elektronik ke alamat ini dari komputer atau ponsel Anda. berpijar sendiri tidak membuka jaringan."),
	[BP_LINK_OTHER] = N_("Alamat semacam ini tidak dibuka berpijar."),
};

/* A QR code is only of use for what a phone can open. */
static bool link_has_code(const struct bp_app *app)
{
	return link_shown(app)->kind == BP_LINK_WEB ||
		link_shown(app)->kind == BP_LINK_MAIL;
}

static void link_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_LINK);

	bp_list_start(app, list, true);
	bp_list_add(list, BP_ROW_HEADING, _("Alamat tautan"));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT,
		bp_arena_cstr(app->view_arena, bp_buf_str(&link_shown(app)->url)));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT, _(link_advice[link_shown(app)->kind]))->color =
		BP_COLOR_FAINT;
	bp_list_view(list, 0, view);
	view->title = _("Tautan");
}

static void link_act(struct bp_app *app, enum bp_action action)
{
	if (action != BP_ACT_CODE)
		bp_list_scroll(bp_mode_list(app, BP_MODE_LINK), action);
	else if (link_has_code(app))
		bp_mode_begin(app, BP_MODE_CODE, link_shown(app)->url.at);
	else
		bp_app_say(app, BP_COLOR_TEXT,
			_("Kode QR hanya untuk alamat web dan surat elektronik."));
}

static bool link_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_CODE || (link_has_code(app) && !app->options.spoken);
}

static void link_release(void *state)
{
	bp_buf_release(&((struct link *)state)->url);
}

const struct bp_mode bp_mode_link = {
	.size = sizeof(struct link),
	.release = link_release,
	.keymap = &link_keymap,
	.act = link_act,
	.can = link_can,
	.view = link_view,
};
