/* What the learner wrote in a course: to be read again, and written to one file. */
#include "history.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/works.h>

/* ---- keys ---- */

static const struct bp_keymap works_keymap = {
	.title = N_("Karya"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

struct works {
	const struct bp_course *course;
	struct bp_arena *arena; /* of the works */
	struct bp_works list;
};

static struct works *works_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_WORKS);
}

static void works_release(void *state)
{
	bp_arena_free(((struct works *)state)->arena);
}

/* `with` is the course. Locked modules may hold works, too: an answer stays the learner's. */
static void works_begin(struct bp_app *app, const void *with)
{
	struct works *works = bp_mode_push(app, BP_MODE_WORKS);
	const struct bp_recall *recall = &app->options.recall;

	works->course = with;
	works->arena = bp_arena_new();
	for (size_t i = 0; i < works->course->module_count; i++) {
		const struct bp_module *module = &works->course->modules[i];
		struct bp_document *document = module->fault || !recall->document
			? NULL
			: recall->document(recall->context, works->course, module);
		bp_works_add(&works->list, works->arena, app->options.progress,
			works->course, module, document);
		bp_document_free(document);
	}
}

/* ---- rows ---- */

static void works_save(struct bp_app *app)
{
	const struct works *works = works_of(app);
	struct bp_buf text = {0};

	bp_works_write(works->course, &works->list, &text);
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_WORKS);
	effect->as.works.course = works->course;
	effect->as.works.text = bp_effect_text(app, bp_buf_str(&text));
	bp_buf_release(&text);
}

static const char *works_about(struct bp_app *app, const struct bp_work *work)
{
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	char day[BP_TIME_ROOM];

	bp_time_day(work->at, day);
	if (!work->check_count)
		return bp_app_text(app, "%s %s %s", work->module->title, dot, day);
	return bp_app_text(app, "%s %s %s %s %s", work->module->title, dot, day, dot,
		bp_app_text(app, _("%u dari %zu dicentang"), bp_work_ticks(work),
			work->check_count));
}

static void works_add_text(
	struct bp_app *app, struct list_state *list, struct bp_str text)
{
	for (size_t at = 0; at <= text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.len;
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_clean(app,
				bp_arena_cstr(
					app->view_arena, bp_str_part(text, at, end))));
		at = end + 1;
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

static void works_add_all(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command save = {
		N_("Simpan semuanya sebagai berkas Markdown"), works_save};
	const struct works *works = works_of(app);
	bool home = app->options.data && app->options.data->copies;

	bp_list_start(app, list, true);
	if (works->list.count == 0)
		bp_list_add(list, BP_ROW_TEXT,
			_("Belum ada. Jawaban Anda pada soal uraian terkumpul di sini."));
	if (works->list.count && home) {
		bp_list_item(list, _(save.title), BP_THING_COMMAND, &save);
		bp_list_add(list, BP_ROW_BLANK, NULL);
	}
	for (size_t i = 0; i < works->list.count; i++) {
		const struct bp_work *work = &works->list.at[i];
		bp_list_item(list, work->stem.at, BP_THING_ROW, work)->detail =
			works_about(app, work);
		works_add_text(app, list, work->text);
	}
}

static void works_view(struct bp_app *app, struct bp_view *view)
{
	const struct works *works = works_of(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_WORKS);

	if (!bp_list_stands(app, list))
		works_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = bp_app_text(app, _("Karya Anda: %zu"), works->list.count);
	view->side = works->course->title;
}

/* ---- the mode ---- */

static void works_go(struct bp_app *app, const struct bp_work *work)
{
	struct bp_place place = {.block = work->block, .offset = BP_OFFSET_TEXT};
	const struct arrival arrival = {
		.why = BP_ARRIVE_AT_PLACE, .place = place, .cursor = place};

	if (work->block == UINT32_MAX) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Soalnya sudah tidak ada; tulisan Anda tetap tersimpan di sini."));
	} else if (!bp_reader_is_open(app) || app->study.module != work->module) {
		bp_history_open(app, works_of(app)->course, work->module, &arrival);
	} else {
		bp_app_pop(app);
		bp_history_note(app);
		bp_reader_go_back_to(app, &place, &place);
	}
}

static void works_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_WORKS);
	const struct bp_work *work = bp_list_thing(list, BP_THING_ROW);

	if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (work)
		works_go(app, work);
	else
		bp_list_run(app, list);
}

const struct bp_mode bp_mode_works = {
	.size = sizeof(struct works),
	.release = works_release,
	.begin = works_begin,
	.keymap = &works_keymap,
	.act = works_act,
	.view = works_view,
};
