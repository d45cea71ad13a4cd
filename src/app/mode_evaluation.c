/* What the learner says of a finished course, without a name: each answer is kept as it is
 * given, and may be changed or taken back at any time. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/evaluation.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding evaluation_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{0, 0},
};
static const struct bp_hint evaluation_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_RIGHT, "←→", N_("ubah")},
	{BP_ACT_OPEN, NULL, N_("ubah")},
	{0},
};
static const struct bp_keymap evaluation_keymap = {
	.title = N_("Penilaian kursus"),
	.parent = &bp_keymap_moving,
	.bindings = evaluation_keys,
	.hints = evaluation_hints,
};

struct evaluation {
	const struct bp_course *course;
	int items[BP_EVALUATION_ITEMS]; /* what rows stand for: their own numbers */
};

static struct evaluation *evaluation_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_EVALUATION);
}

/* `with` is the course. */
static void evaluation_begin(struct bp_app *app, const void *with)
{
	struct evaluation *state = bp_mode_push(app, BP_MODE_EVALUATION);

	state->course = with;
	for (int i = 0; i < BP_EVALUATION_ITEMS; i++)
		state->items[i] = i;
}

/* ---- what is kept ---- */

struct bp_evaluation bp_evaluation_kept(
	struct bp_app *app, const struct bp_course *course)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf kept = {0};

	if (recall->setting)
		recall->setting(recall->context,
			bp_app_text(app, BP_EVALUATION "%s", course->id), &kept);
	struct bp_evaluation said =
		bp_evaluation_read(bp_buf_str(&kept), app->view_arena);
	bp_buf_release(&kept);
	return said;
}

static void evaluation_keep(struct bp_app *app, const struct bp_evaluation *said)
{
	const char *name = bp_arena_printf(
		app->effect_arena, BP_EVALUATION "%s", evaluation_of(app)->course->id);
	struct bp_buf value = {0};

	bp_evaluation_write(said, &value);
	bp_app_save_setting(app, name, bp_buf_str(&value), NULL);
	bp_buf_release(&value);
}

/* ---- changing ---- */

static void evaluation_mark(struct bp_app *app, int item, int step)
{
	struct bp_evaluation said = bp_evaluation_kept(app, evaluation_of(app)->course);
	int all = BP_EVALUATION_MARKS + 1;

	said.marks[item] = (said.marks[item] + all + step) % all;
	evaluation_keep(app, &said);
}

static void evaluation_take_words(
	struct bp_app *app, struct bp_str text, const void *with)
{
	struct bp_evaluation said = bp_evaluation_kept(app, evaluation_of(app)->course);

	(void)with;
	said.words = bp_str_trim(text);
	if (bp_str_is(said.words, "-"))
		said.words = (struct bp_str){0};
	evaluation_keep(app, &said);
}

static void evaluation_ask_words(struct bp_app *app)
{
	struct bp_evaluation said = bp_evaluation_kept(app, evaluation_of(app)->course);

	if (bp_app_may_change(app))
		bp_prompt_begin(app, _("Saran atau kesan (- mengosongkan):"),
			BP_EVALUATION_WORDS, said.words, evaluation_take_words, NULL)
			->keymap = &bp_keymap_saving;
}

static void evaluation_share(struct bp_app *app)
{
	struct bp_evaluation said = bp_evaluation_kept(app, evaluation_of(app)->course);

	said.shared = !said.shared;
	if (bp_app_may_change(app))
		evaluation_keep(app, &said);
}

/* ---- the mode ---- */

static void evaluation_add(struct bp_app *app, struct list_state *list, const char *text,
	const char *detail, struct bp_thing thing)
{
	bp_list_item(list, text, thing.kind, thing.at)->detail = detail;
	bp_list_number(app, list, 1);
}

static void evaluation_add_words(
	struct bp_app *app, struct list_state *list, const struct bp_evaluation *said)
{
	static const struct bp_command words = {.run = evaluation_ask_words},
				       share = {.run = evaluation_share};

	evaluation_add(app, list, _("Saran atau kesan, satu baris"),
		said->words.len ? bp_arena_cstr(app->view_arena, said->words)
				: _("kosong"),
		(struct bp_thing){.kind = BP_THING_COMMAND, .at = &words});
	evaluation_add(app, list, _("Tampilkan baris itu di laporan"),
		said->shared ? _("Ya, tanpa nama; jangan menulis nama di dalamnya.")
			     : _("Tidak."),
		(struct bp_thing){.kind = BP_THING_COMMAND, .at = &share});
}

static void evaluation_add_text(struct list_state *list, const char *text)
{
	bp_list_add(list, BP_ROW_TEXT, text)->color = BP_COLOR_FAINT;
}

/* What is kept is fetched for each view: what could not be saved must not be shown as if it
 * were kept. */
static void evaluation_view(struct bp_app *app, struct bp_view *view)
{
	struct evaluation *state = evaluation_of(app);
	struct bp_evaluation said = bp_evaluation_kept(app, state->course);
	struct list_state *list = bp_mode_list(app, BP_MODE_EVALUATION);

	bp_list_start(app, list, true);
	for (int i = 0; i < BP_EVALUATION_ITEMS; i++)
		evaluation_add(app, list, bp_evaluation_item((size_t)i),
			bp_evaluation_mark(said.marks[i]),
			(struct bp_thing){.kind = BP_THING_ROW, .at = &state->items[i]});
	evaluation_add_words(app, list, &said);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	evaluation_add_text(list,
		bp_evaluation_is_whole(&said)
			? _("Lengkap dan tersimpan; yang terakhir yang berlaku.")
			: _("Dihitung bila kelima pernyataan terisi; boleh juga dilewati."));
	evaluation_add_text(list,
		_("Laporan menjumlahkan lima orang atau lebih, tanpa nama. Aslinya di catatan Anda; pengelolanya dapat membukanya."));
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Penilaian kursus");
	view->side = state->course->title;
}

static void evaluation_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_EVALUATION);
	const int *item = bp_list_thing(list, BP_THING_ROW);
	bool changes =
		action == BP_ACT_OPEN || action == BP_ACT_RIGHT || action == BP_ACT_LEFT;

	if (!changes)
		bp_list_act(list, action);
	else if (!item)
		bp_list_run(app, list);
	else if (bp_app_may_change(app))
		evaluation_mark(app, *item, action == BP_ACT_LEFT ? -1 : 1);
}

const struct bp_mode bp_mode_evaluation = {
	.size = sizeof(struct evaluation),
	.begin = evaluation_begin,
	.keymap = &evaluation_keymap,
	.numbers = BP_ACT_OPEN,
	.act = evaluation_act,
	.view = evaluation_view,
};
