/* The headings of the open module, or of all modules of a course: where one is, and a way to
 * each of them. */
#include "app.h"
#include "history.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/story.h>

#define INDENT 2          /* columns for each level below the highest */
#define MODULE UINT32_MAX /* the block of the module itself */

/* ---- keys ---- */

static const struct bp_keymap contents_keymap = {
	.title = N_("Isi modul"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

struct heading {
	const struct bp_module *module;
	uint32_t block;   /* or MODULE */
	const char *text; /* with blanks before it, two for each level */
};

struct contents {
	const struct bp_course *course;
	bool all;               /* of all modules of the course */
	struct bp_arena *arena; /* of the headings */
	struct heading *headings;
	size_t count, room;
};

static struct contents *contents_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_CONTENTS);
}

static void contents_release(void *state)
{
	bp_arena_free(((struct contents *)state)->arena);
}

/* ---- the headings ---- */

static bool contents_has(const struct bp_block *block)
{
	return block->kind == BP_BLOCK_HEADING;
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

static void contents_push(struct contents *contents, const struct bp_module *module,
	uint32_t block, struct bp_str text)
{
	*BP_PUSH(contents->arena, contents->headings, contents->count, contents->room) =
		(struct heading){module, block, bp_arena_cstr(contents->arena, text)};
}

/* What is not on the learner's path through a story is not named. */
static void contents_add(struct contents *contents, const struct bp_module *module,
	const struct bp_document *document, const struct bp_story *story)
{
	int highest = contents_top_level(document) - contents->all;
	struct bp_buf text = {0};

	for (uint32_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		if (!contents_has(block) || (story && story->hidden[i]))
			continue;
		bp_buf_clear(&text);
		for (int n = 0; n < (block->level - highest) * INDENT; n++)
			bp_buf_add_cstr(&text, "\u00a0"); /* a blank that is kept */
		bp_spans_words(&block->spans, &text);
		contents_push(contents, module, i, bp_buf_str(&text));
	}
	bp_buf_release(&text);
}

/* A module of the course, and its headings if it may be read. */
static void contents_add_module(struct bp_app *app, const struct bp_module *module)
{
	struct contents *contents = contents_of(app);
	const struct bp_recall *recall = &app->options.recall;

	contents_push(contents, module, MODULE, bp_str(module->title));
	if (module->fault || module->kind == BP_EXAM || !recall->document ||
		bp_module_lock(app, contents->course, module))
		return;
	struct bp_document *document =
		recall->document(recall->context, contents->course, module);
	if (document)
		contents_add(contents, module, document,
			bp_reader_path(app, contents->course, module, document));
	bp_document_free(document);
}

/* ---- the mode ---- */

static struct contents *contents_open(struct bp_app *app, const struct bp_course *course)
{
	struct contents *contents = bp_mode_push(app, BP_MODE_CONTENTS);

	contents->course = course;
	contents->arena = bp_arena_new();
	return contents;
}

static void contents_begin_all(struct bp_app *app, const struct bp_course *course)
{
	contents_open(app, course)->all = true;
	for (size_t i = 0; i < course->module_count; i++)
		contents_add_module(app, &course->modules[i]);
}

/* `with` is a course, all of whose modules are meant; NULL: the open module alone. */
static void contents_begin(struct bp_app *app, const void *with)
{
	if (with) {
		contents_begin_all(app, with);
		return;
	}
	struct contents *contents = contents_open(app, app->study.course);
	contents_add(
		contents, app->study.module, app->study.document, bp_reader_story(app));
	if (contents->count)
		return;
	bp_app_pop(app);
	bp_app_say(
		app, BP_COLOR_ACCENT, _("Modul ini tidak mempunyai judul di dalamnya."));
}

static void contents_widen(struct bp_app *app)
{
	bp_app_pop(app);
	contents_begin_all(app, app->study.course);
}

/* The heading that is being read. */
static const struct heading *contents_current(const struct bp_app *app)
{
	const struct contents *contents = contents_of(app);
	const struct heading *found = NULL;

	for (size_t i = 0; i < contents->count && bp_reader_is_open(app); i++) {
		const struct heading *heading = &contents->headings[i];
		if (heading->module == app->study.module &&
			(!found || heading->block <= bp_reader_block(app)))
			found = heading;
	}
	return found;
}

static void contents_add_all(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command widen = {
		N_("Isi semua modul kursus ini"), contents_widen};
	const struct contents *contents = contents_of(app);
	bool fresh = list->selected == SIZE_MAX;

	bp_list_start(app, list, true);
	for (size_t i = 0; i < contents->count; i++) {
		const struct heading *heading = &contents->headings[i];
		bp_list_item(list, heading->text, BP_THING_ROW, heading);
	}
	if (!contents->all && contents->course->module_count > 1) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_item(list, _(widen.title), BP_THING_COMMAND, &widen);
	}
	if (fresh)
		bp_list_point(list, contents_current(app));
}

static void contents_view(struct bp_app *app, struct bp_view *view)
{
	const struct contents *contents = contents_of(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_CONTENTS);

	if (!bp_list_stands(app, list))
		contents_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = contents->all ? contents->course->title : app->study.module->title;
	view->side = contents->all ? _("isi kursus") : _("isi modul");
}

static void contents_go(struct bp_app *app, const struct heading *heading)
{
	const struct bp_course *course = contents_of(app)->course;
	const struct bp_module *module = heading->module;
	bool whole = heading->block == MODULE;
	struct bp_place place = {.block = whole ? 0 : heading->block,
		.offset = whole ? 0 : BP_OFFSET_TEXT};
	struct arrival arrival = {
		.why = BP_ARRIVE_AT_PLACE, .place = place, .cursor = place};

	if (!bp_reader_is_open(app) || app->study.module != module) {
		bp_history_open(app, course, module, whole ? NULL : &arrival);
		return;
	}
	bp_app_pop(app);
	bp_history_note(app);
	bp_reader_go_back_to(app, &place, &place);
}

static void contents_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_CONTENTS);
	const struct heading *heading = bp_list_thing(list, BP_THING_ROW);

	if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (heading)
		contents_go(app, heading);
	else
		bp_list_run(app, list);
}

const struct bp_mode bp_mode_contents = {
	.size = sizeof(struct contents),
	.release = contents_release,
	.begin = contents_begin,
	.keymap = &contents_keymap,
	.act = contents_act,
	.view = contents_view,
};
