/* "Kotak keluar": what the learner wrote on a shared server, and which of it is handed over
 * next to the key that only fetches. */
#include "outbox.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_keymap outbox_keymap = {
	.title = N_("Kotak keluar"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

struct outbox {
	struct bp_arena *arena; /* of the files */
	struct bp_outbox_files files;
};

static void outbox_release(void *state)
{
	bp_arena_free(((struct outbox *)state)->arena);
}

static void outbox_begin(struct bp_app *app, const void *with)
{
	(void)with;
	if (app->options.recall.outbox)
		bp_mode_push(app, BP_MODE_OUTBOX);
}

/* ---- rows ---- */

const char *bp_outbox_about(struct bp_app *app, const struct bp_outbox_file *file)
{
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	char day[BP_TIME_ROOM];

	bp_time_day(file->at, day);
	return file->bytes < 1000
		? bp_app_text(app, "%s %s %s", day, dot,
			  bp_app_text(app, _("%d byte"), (int)file->bytes))
		: bp_app_text(app, "%s %s %s kB", day, dot,
			  bp_words_number(app, (double)(file->bytes / 100) / 10));
}

/* Read anew for each view: another session of the server may write there as well. */
static bool outbox_read(struct bp_app *app, struct outbox *outbox, struct bp_error *err)
{
	const struct bp_recall *recall = &app->options.recall;

	bp_arena_free(outbox->arena);
	outbox->arena = bp_arena_new();
	return recall->outbox(recall->context, outbox->arena, &outbox->files, err);
}

static void outbox_add_files(
	struct bp_app *app, struct list_state *list, const struct bp_outbox_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct bp_outbox_file *file = &files->at[i];
		struct bp_row *row = bp_list_item(
			list, bp_app_clean(app, file->name), BP_THING_ROW, file);
		bp_list_number(app, list, 2);
		row->detail = bp_outbox_about(app, file);
		if (!file->next)
			continue;
		row->state = bp_app_text(app, "%s %s",
			app->options.symbols[BP_SYMBOL_DONE], _("berikutnya"));
		row->color = BP_COLOR_ACCENT;
	}
}

static void outbox_add_all(struct bp_app *app, struct list_state *list)
{
	struct outbox *outbox = bp_mode_state(app, BP_MODE_OUTBOX);
	struct bp_error err = {0};

	bp_list_start(app, list, true);
	if (!outbox_read(app, outbox, &err))
		bp_list_add(list, BP_ROW_TEXT, bp_app_clean(app, err.message));
	else if (outbox->files.count == 0)
		bp_list_add(list, BP_ROW_TEXT,
			_("Masih kosong. Bukti, karya, dan salinan yang Anda simpan terkumpul di sini."));
	else
		bp_list_add(list, BP_ROW_TEXT,
			_("Kunci pengambil Anda menerima satu berkas: yang bertanda \"berikutnya\". Bukalah sebuah berkas untuk memilihnya atau membacanya."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	outbox_add_files(app, list, &outbox->files);
}

static void outbox_view(struct bp_app *app, struct bp_view *view)
{
	struct outbox *outbox = bp_mode_state(app, BP_MODE_OUTBOX);
	struct list_state *list = bp_mode_list(app, BP_MODE_OUTBOX);

	if (!bp_list_stands(app, list))
		outbox_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = _("Kotak keluar");
	view->side = bp_app_text(
		app, _("%zu dari %d berkas"), outbox->files.count, BP_OUTBOX_MOST);
}

/* ---- the mode ---- */

static void outbox_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_OUTBOX);
	const struct bp_outbox_file *file = bp_list_thing(list, BP_THING_ROW);

	if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (file)
		bp_mode_begin(app, BP_MODE_OUTFILE, file);
}

static bool outbox_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_OPEN ||
		bp_list_thing(bp_mode_list(app, BP_MODE_OUTBOX), BP_THING_ROW);
}

const struct bp_mode bp_mode_outbox = {
	.size = sizeof(struct outbox),
	.release = outbox_release,
	.begin = outbox_begin,
	.keymap = &outbox_keymap,
	.numbers = BP_ACT_OPEN,
	.act = outbox_act,
	.can = outbox_can,
	.view = outbox_view,
};
