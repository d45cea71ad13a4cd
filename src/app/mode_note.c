/*
 * Writing a note, or the name of a bookmark: a few lines of text. Leaving it in any way
 * keeps what was written, a hang-up too; a note without text is taken away.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- the draft ---- */

/* The name under which what is being written is kept as a draft. */
static struct bp_str draft_name(struct bp_app *app)
{
	return bp_str(bp_app_text(
		app, "@%016llx", (unsigned long long)app->note.mark.place.hash));
}

static void save_draft(struct bp_app *app, bool empty)
{
	const struct bp_course *course;
	const struct bp_module *module = bp_mark_module(app, &app->note.mark, &course);

	if (module)
		bp_app_save_draft(app, course, module, draft_name(app),
			empty ? (struct bp_str){0} : bp_field_text(&app->note.field));
}

/* A line that was cut in mid-note left a draft. */
static void recall_draft(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf draft = {0};
	const struct bp_course *course;
	const struct bp_module *module = bp_mark_module(app, &app->note.mark, &course);

	if (module && recall->draft &&
		recall->draft(recall->context, course, module, draft_name(app), &draft))
		bp_field_begin(&app->note.field, FIELD_ROOM, bp_buf_str(&draft));
	bp_buf_release(&draft);
}

/* ---- beginning ---- */

static void begin(struct bp_app *app, const struct bp_mark *mark, bool exists)
{
	struct note_state *note = &app->note;

	note->mark = *mark;
	note->exists = exists;
	note->top = 0;
	bp_field_begin(&note->field, FIELD_ROOM, mark->text);
	note->field.lines = mark->verb == BP_ANNOTATED;
	snprintf(note->heading, sizeof note->heading, "%.*s", (int)mark->heading.len,
		mark->heading.len ? mark->heading.at : "");
	note->mark.heading = bp_str(note->heading);
	snprintf(note->words, sizeof note->words, "%.*s", (int)mark->words.len,
		mark->words.len ? mark->words.at : "");
	note->mark.words = bp_str(note->words);
	recall_draft(app);
	bp_mode_push(app, BP_MODE_NOTE);
}

/* The note that stands at a block already, be that edited since. */
static const struct bp_mark *note_at(struct bp_app *app, const struct bp_mark *place)
{
	size_t count;
	const struct bp_mark **marks = bp_app_marks(app, &count);
	struct bp_place found;

	for (size_t i = 0; i < count; i++)
		if (marks[i]->verb == BP_ANNOTATED &&
			bp_str_equal(marks[i]->course, place->course) &&
			bp_str_equal(marks[i]->module, place->module) &&
			bp_mark_find(marks[i], app->study.document, &found) <=
				BP_MARK_EDITED &&
			found.block == place->place.block)
			return marks[i];
	return NULL;
}

void bp_note_begin(struct bp_app *app)
{
	struct bp_mark mark;

	if (!bp_marks_writable(app))
		return;
	bp_note_here(app, &mark);
	const struct bp_mark *old = note_at(app, &mark);
	begin(app, old ? old : &mark, old != NULL);
}

void bp_note_edit(struct bp_app *app, const struct bp_mark *mark)
{
	if (bp_marks_writable(app))
		begin(app, mark, true);
}

/* ---- the mode ---- */

/* The heading above its place, else the module. */
static const char *caption(const struct bp_app *app)
{
	const struct bp_course *course;
	const struct bp_module *module = bp_mark_module(app, &app->note.mark, &course);

	if (app->note.heading[0] || !module)
		return app->note.heading;
	return module->title;
}

static void note_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct note_state *note = &app->note;
	bool is_note = note->mark.verb == BP_ANNOTATED;

	(void)rows;
	(void)columns;
	view->kind = BP_VIEW_TEXT;
	view->as.text = (struct bp_text_view){
		.caption = caption(app),
		.text = bp_field_text(&note->field),
		.cursor = note->field.cursor,
		.top = &note->top,
		.columns = &note->columns,
	};
	view->title = is_note ? _("Catatan Anda") : _("Nama penanda");
	view->side = note->field.len + 100 > note->field.most
		? bp_app_text(
			  app, _("tinggal %zu huruf"), note->field.most - note->field.len)
		: "";
}

static struct field *note_field(struct bp_app *app)
{
	return &app->note.field;
}

static void note_typed(struct bp_app *app)
{
	save_draft(app, false);
}

static bool note_key(struct bp_app *app, uint32_t key)
{
	if (!bp_field_key(&app->note.field, key))
		return bp_keymap_find(&bp_keymap_note, key) == BP_ACT_NONE;
	note_typed(app);
	return true;
}

static bool is_changed(const struct note_state *note)
{
	return !bp_str_equal(bp_field_text(&note->field), note->mark.text);
}

static void note_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_DISCARD) {
		bp_field_begin(&app->note.field, FIELD_ROOM, app->note.mark.text);
		bp_app_pop(app);
		return;
	}
	if (action == BP_ACT_UP || action == BP_ACT_DOWN)
		bp_field_line(&app->note.field, app->note.columns, action == BP_ACT_DOWN);
	else if (action == BP_ACT_OPEN) /* Enter, in a name */
		bp_app_pop(app);
}

static bool note_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_DISCARD || is_changed(&app->note);
}

static void note_leave(struct bp_app *app)
{
	struct note_state *note = &app->note;
	struct bp_str text = bp_str_trim(bp_field_text(&note->field));

	if (bp_str_equal(text, bp_str_trim(note->mark.text)))
		save_draft(app, true);
	else
		bp_mark_record(app, &note->mark, note->exists, text);
}

void bp_note_recorded(struct bp_app *app)
{
	save_draft(app, true);
}

const struct bp_mode bp_mode_note = {
	.keymap = &bp_keymap_note,
	.key = note_key,
	.field = note_field,
	.typed = note_typed,
	.act = note_act,
	.can = note_can,
	.view = note_view,
	.leave = note_leave,
};
