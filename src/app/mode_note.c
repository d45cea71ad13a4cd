/*
 * Writing a note, or the name of a bookmark: a few lines of text. Leaving it in any way
 * keeps what was written, a hang-up too; a note without text is taken away.
 */
#include "marks.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding note_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_CONTROL('g'), BP_ACT_DISCARD},
	{0, 0},
};
static const struct bp_hint note_hints[] = {
	{BP_ACT_BACK, "Esc", N_("simpan")},
	{BP_ACT_DISCARD, NULL, N_("buang")},
	{0},
};
static const struct bp_meaning note_meanings[] = {
	{BP_ACT_OPEN, N_("baris baru; pada nama penanda: simpan")},
	{BP_ACT_BACK, N_("simpan")},
	{0},
};
static const struct bp_keymap note_keymap = {
	.title = N_("Menulis catatan"),
	.parent = &bp_keymap_typing,
	.bindings = note_keys,
	.hints = note_hints,
	.meanings = note_meanings,
	.typing = true,
};

/* ---- the draft ---- */

struct note {
	struct bp_mark mark; /* as it was; verb and place are set for a new one */
	bool exists;
	struct field field;
	int top, columns;
	char heading[256]; /* above its place */
	char words[BP_MARK_WORDS + 1];
};

static struct note *note_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_NOTE);
}

static void note_save_draft(struct bp_app *app, bool empty)
{
	const struct bp_course *course;
	const struct bp_module *module =
		bp_mark_module(app, &note_of(app)->mark, &course);

	if (module)
		bp_app_save_draft(app, course, module,
			bp_mark_draft(app, &note_of(app)->mark),
			empty ? (struct bp_str){0} : bp_field_text(&note_of(app)->field));
}

/* If the line was cut while a note was written, its draft is taken up again. */
static void note_recall_draft(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf draft = {0};
	const struct bp_course *course;
	const struct bp_module *module =
		bp_mark_module(app, &note_of(app)->mark, &course);

	if (module && recall->draft &&
		recall->draft(recall->context, course, module,
			bp_mark_draft(app, &note_of(app)->mark), &draft))
		bp_field_begin(&note_of(app)->field, FIELD_ROOM, bp_buf_str(&draft));
	bp_buf_release(&draft);
}

/* ---- beginning ---- */

static void note_open(struct bp_app *app, const struct bp_mark *mark, bool exists)
{
	struct note *note = bp_mode_push(app, BP_MODE_NOTE);

	note->mark = *mark;
	note->exists = exists;
	bp_field_begin(&note->field, FIELD_ROOM, mark->text);
	note->field.lines = mark->verb == BP_ANNOTATED;
	snprintf(note->heading, sizeof note->heading, "%.*s", (int)mark->heading.len,
		mark->heading.len ? mark->heading.at : "");
	note->mark.heading = bp_str(note->heading);
	snprintf(note->words, sizeof note->words, "%.*s", (int)mark->words.len,
		mark->words.len ? mark->words.at : "");
	note->mark.words = bp_str(note->words);
	note_recall_draft(app);
}

/* The note that stands at this block already, even if the block has been edited since. */
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

/* `with` is the mark whose text is to be changed; NULL: the note at the place where the
 * learner reads, a new one if there is none. */
static void note_begin(struct bp_app *app, const void *with)
{
	const struct bp_mark *old = with;
	struct bp_mark mark;

	if (!bp_marks_writable(app))
		return;
	if (!old) {
		bp_mark_here(app, BP_ANNOTATED, &mark);
		old = note_at(app, &mark);
	}
	note_open(app, old ? old : &mark, old != NULL);
}

/* ---- the mode ---- */

/* The heading above its place, else the module. */
static const char *note_caption(const struct bp_app *app)
{
	const struct bp_course *course;
	const struct bp_module *module =
		bp_mark_module(app, &note_of(app)->mark, &course);

	if (note_of(app)->heading[0] || !module)
		return note_of(app)->heading;
	return module->title;
}

static void note_view(struct bp_app *app, struct bp_view *view)
{
	struct note *note = note_of(app);
	bool is_note = note->mark.verb == BP_ANNOTATED;

	view->kind = BP_VIEW_TEXT;
	view->as.text = (struct bp_text_view){
		.caption = note_caption(app),
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
	return &note_of(app)->field;
}

static void note_typed(struct bp_app *app)
{
	note_save_draft(app, false);
}

static bool note_key(struct bp_app *app, uint32_t key)
{
	if (!bp_field_key(&note_of(app)->field, key))
		return bp_keymap_find(&note_keymap, key) == BP_ACT_NONE;
	note_typed(app);
	return true;
}

static bool note_is_changed(const struct note *note)
{
	return !bp_str_equal(bp_field_text(&note->field), note->mark.text);
}

static void note_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_DISCARD) {
		bp_field_begin(&note_of(app)->field, FIELD_ROOM, note_of(app)->mark.text);
		bp_app_pop(app);
		return;
	}
	if (action == BP_ACT_UP || action == BP_ACT_DOWN)
		bp_field_line(&note_of(app)->field, note_of(app)->columns,
			action == BP_ACT_DOWN);
	else if (action == BP_ACT_OPEN) /* Enter; in a note it begins a new line */
		bp_app_pop(app);
}

static bool note_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_DISCARD || note_is_changed(note_of(app));
}

/* The draft goes once the note has been recorded, not before. */
static void note_record(struct bp_app *app, struct bp_str text)
{
	struct note *note = note_of(app);
	struct note_draft *draft = &app->note_draft;
	struct bp_str name = bp_mark_draft(app, &note->mark);

	bp_mark_record(app, &note->mark, note->exists, text);
	draft->module = bp_mark_module(app, &note->mark, &draft->course);
	snprintf(draft->name, sizeof draft->name, "%.*s", (int)name.len, name.at);
}

static void note_leave(struct bp_app *app)
{
	struct note *note = note_of(app);
	struct bp_str text = bp_str_trim(bp_field_text(&note->field));

	if (bp_str_equal(text, bp_str_trim(note->mark.text)))
		note_save_draft(app, true);
	else
		note_record(app, text);
}

const struct bp_mode bp_mode_note = {
	.size = sizeof(struct note),
	.begin = note_begin,
	.keymap = &note_keymap,
	.key = note_key,
	.field = note_field,
	.typed = note_typed,
	.act = note_act,
	.can = note_can,
	.view = note_view,
	.leave = note_leave,
};
