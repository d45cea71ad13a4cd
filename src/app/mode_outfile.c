/* A file of the outbox: chosen to be handed over, and read if it is a text. */
#include "outbox.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_keymap outfile_keymap = {
	.title = N_("Berkas"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

struct outfile {
	char name[256];
	struct bp_outbox_file file; /* its name is `name` */
	struct bp_buf text;         /* empty: it is none that a person reads */
	struct bp_error err;        /* why it cannot be read */
};

static struct outfile *outfile_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_OUTFILE);
}

static void outfile_release(void *state)
{
	bp_buf_release(&((struct outfile *)state)->text);
}

static bool outfile_ends(const char *name, const char *ending)
{
	struct bp_str text = bp_str(name), end = bp_str(ending);

	return text.len > end.len &&
		bp_str_equal(bp_str_from(text, text.len - end.len), end);
}

/* `with` is the struct bp_outbox_file, which need not outlive the call. */
static void outfile_begin(struct bp_app *app, const void *with)
{
	const struct bp_recall *recall = &app->options.recall;
	const struct bp_outbox_file *file = with;
	struct outfile *outfile = bp_mode_push(app, BP_MODE_OUTFILE);

	snprintf(outfile->name, sizeof outfile->name, "%s", file->name);
	outfile->file = *file;
	outfile->file.name = outfile->name;
	if (outfile_ends(file->name, ".txt") || outfile_ends(file->name, ".md"))
		recall->outbox_text(
			recall->context, outfile->name, &outfile->text, &outfile->err);
}

/* ---- rows ---- */

static void outfile_hand_over(struct bp_app *app)
{
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_HAND_OVER);

	effect->as.file = bp_effect_text(app, bp_str(outfile_of(app)->name)).at;
	bp_app_pop(app);
}

static void outfile_show_code(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_CODE, outfile_of(app)->text.at);
}

static void outfile_add_text(
	struct bp_app *app, struct list_state *list, struct bp_str text)
{
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t at = 0; at < text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.len;
		const char *line =
			bp_arena_cstr(app->view_arena, bp_str_part(text, at, end));
		bp_list_add(list, *line ? BP_ROW_TEXT : BP_ROW_BLANK,
			bp_app_clean(app, line));
		at = end + 1;
	}
}

static void outfile_add_all(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command hand_over = {
		N_("Serahkan berkas ini berikutnya"), outfile_hand_over};
	static const struct bp_command code = {
		N_("Kode QR dari isinya"), outfile_show_code};
	const struct outfile *outfile = outfile_of(app);

	bp_list_start(app, list, true);
	bp_list_item(list, _(hand_over.title), BP_THING_COMMAND, &hand_over)->detail =
		outfile->file.next
		? _("Memang ini yang diterima kunci pengambil Anda.")
		: _("Kunci pengambil Anda menerimanya, sampai Anda memilih atau menyimpan yang lain.");
	bp_list_number(app, list, 1);
	if (outfile->text.len && !app->options.spoken) {
		bp_list_item(list, _(code.title), BP_THING_COMMAND, &code);
		bp_list_number(app, list, 1);
	}
	if (outfile->err.kind) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_TEXT, bp_app_clean(app, outfile->err.message));
	} else if (outfile->text.len) {
		outfile_add_text(app, list, bp_buf_str(&outfile->text));
	} else {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_TEXT,
			_("Isinya bukan teks untuk dibaca di sini; ambillah berkasnya."));
	}
}

static void outfile_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_OUTFILE);
	const struct outfile *outfile = outfile_of(app);

	if (!bp_list_stands(app, list))
		outfile_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = bp_app_clean(app, outfile->name);
	view->side = bp_outbox_about(app, &outfile->file);
}

/* ---- the mode ---- */

static void outfile_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_OUTFILE);

	if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else
		bp_list_run(app, list);
}

const struct bp_mode bp_mode_outfile = {
	.size = sizeof(struct outfile),
	.release = outfile_release,
	.begin = outfile_begin,
	.keymap = &outfile_keymap,
	.numbers = BP_ACT_OPEN,
	.act = outfile_act,
	.view = outfile_view,
};
