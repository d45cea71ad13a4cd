/* The stack of modes, and what the modes share. */
#include "app.h"
#include "exam.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define IDLE_MS ((int64_t)IDLE_MINUTES * 60 * 1000)

struct bp_app *bp_app_new(const struct bp_app_options *options)
{
	struct bp_app *app = bp_alloc(1, sizeof *app);

	app->options = *options;
	app->settings = options->settings;
	app->seed = options->seed;
	app->settings.language = strcmp(bp_lang(), "en") == 0;
	if (!app->settings.measure)
		app->settings.measure = BP_MEASURE;
	app->now = app->last_key = options->now;
	app->view_arena = bp_arena_new();
	app->who_list.selected = app->busy_list.selected = SIZE_MAX;
	bp_app_push(app,
		options->busy                   ? &bp_mode_busy
			: options->person_count ? &bp_mode_who
						: &bp_mode_catalogue);
	if (options->notice) {
		snprintf(app->notice, sizeof app->notice, "%s", options->notice);
		bp_app_say(app, BP_COLOR_ACCENT, options->notice);
	}
	return app;
}

void bp_app_free(struct bp_app *app)
{
	if (!app)
		return;
	bp_question_close(app);
	bp_reader_close(app);
	bp_search_close(app);
	bp_changes_forget(app);
	bp_code_close(app);
	bp_arena_free(app->proof.arena);
	bp_buf_release(&app->proof.saved_path);
	bp_person_release(&app->person);
	bp_arena_free(app->view_arena);
	bp_buf_release(&app->link);
	bp_arena_free(app->event_arena);
	bp_buf_release(&app->body);
	bp_buf_release(&app->draft);
	bp_buf_release(&app->draft_name);
	free(app->catalogue.rows);
	free(app->course_list.rows);
	free(app->result.rows);
	free(app->menu.rows);
	free(app->help.rows);
	free(app->contents.rows);
	free(app->settings_list.rows);
	free(app->proof.list.rows);
	free(app->person.list.rows);
	free(app->data_list.rows);
	free(app->who_list.rows);
	free(app->busy_list.rows);
	free(app->new_list.rows);
	free(app->notice_list.rows);
	free(app->exam.list.rows);
	free(app->review.list.rows);
	free(app->review.queue);
	free(app->ledger.list.rows);
	free(app->search.list.rows);
	free(app->marks.list.rows);
	free(app->marks.shown);
	free(app);
}

/* ---- the stack ---- */

const struct bp_mode *bp_app_mode(const struct bp_app *app)
{
	return app->stack[app->depth - 1];
}

const struct bp_mode *bp_app_mode_below(const struct bp_app *app)
{
	return app->stack[app->depth - 2];
}

void bp_app_push(struct bp_app *app, const struct bp_mode *mode)
{
	if (app->depth < STACK_LIMIT)
		app->stack[app->depth++] = mode;
}

void bp_app_pop(struct bp_app *app)
{
	const struct bp_mode *mode = bp_app_mode(app);

	if (app->depth == 1)
		return;
	if (mode->leave)
		mode->leave(app);
	app->depth--;
	void (*after)(struct bp_app *) = app->after_pop;
	app->after_pop = NULL;
	if (after)
		after(app);
}

void bp_app_pop_to(struct bp_app *app, const struct bp_mode *mode)
{
	while (app->depth > 1 && bp_app_mode(app) != mode)
		bp_app_pop(app);
}

/* ---- effects ---- */

bool bp_effects_any(const struct bp_effects *effects)
{
	return effects->event_count || effects->open_module || effects->save_place ||
		effects->save_draft || effects->setting || effects->proof ||
		effects->copy_data || effects->erase_data || effects->learner ||
		effects->change_learner || effects->take_over || effects->read_only ||
		effects->redraw || effects->suspend || effects->quit;
}

static void begin(struct bp_app *app, int64_t now, struct bp_effects *effects)
{
	*effects = (struct bp_effects){0};
	bp_arena_free(app->event_arena);
	app->event_arena = NULL;
	app->event_room = 0;
	app->effects = effects;
	app->now = now;
}

struct bp_event *bp_app_record(
	struct bp_app *app, enum bp_verb verb, const struct bp_question *question)
{
	struct bp_effects *effects = app->effects;

	if (!app->options.recording)
		return NULL;
	if (!app->event_arena)
		app->event_arena = bp_arena_new();
	struct bp_event *event = BP_PUSH(
		app->event_arena, effects->events, effects->event_count, app->event_room);
	*event = (struct bp_event){
		.at = app->now,
		.verb = verb,
		.course = bp_str(app->reader.course->id),
		.module = bp_str(app->reader.module->id),
		/* the document may be closed before the event is recorded */
		.question = question ? bp_app_event_text(app, question->id)
				     : (struct bp_str){0},
		.grade = -1,
		.seconds = -1,
	};
	return event;
}

struct bp_str bp_app_event_text(struct bp_app *app, struct bp_str text)
{
	return bp_arena_str(app->event_arena, text);
}

void bp_app_save_draft(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_str name, struct bp_str text)
{
	if (!app->options.recording)
		return;
	bp_buf_clear(&app->draft_name);
	bp_buf_add_str(&app->draft_name, name);
	bp_buf_clear(&app->draft);
	bp_buf_add_str(&app->draft, text);
	app->effects->save_draft = true;
	app->effects->course = course;
	app->effects->module = module;
	app->effects->draft_name = bp_buf_str(&app->draft_name);
	app->effects->draft = bp_buf_str(&app->draft);
}

/* ---- going to modules ---- */

bool bp_app_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_module *lock = bp_module_lock(app, course, module);

	if (module->fault)
		bp_app_say(app, BP_COLOR_BAD,
			_("Modul ini rusak; lihat keterangannya di daftar."));
	else if (lock)
		bp_app_say(app, BP_COLOR_ACCENT,
			bp_app_text(
				app, _("Selesaikan dahulu modul \"%s\"."), lock->title));
	if (module->fault || lock)
		return false;
	app->effects->open_course = course;
	app->effects->open_module = module;
	app->way_back.list = NULL; /* a list that leads there says so afterwards */
	return true;
}

const struct bp_module *bp_app_neighbour(const struct bp_app *app, int step)
{
	const struct bp_course *course = app->reader.course;
	size_t index = bp_module_index(course, app->reader.module);

	if ((step < 0 && index == 0) || (step > 0 && index + 1 >= course->module_count))
		return NULL;
	return &course->modules[step < 0 ? index - 1 : index + 1];
}

void bp_app_opened(struct bp_app *app, struct bp_document *document,
	const struct bp_error *err, int64_t now, struct bp_effects *effects)
{
	const struct bp_course *course = app->effects->open_course;
	const struct bp_module *module = app->effects->open_module;

	if (!document) {
		begin(app, now, effects);
		app->arriving = app->find.arriving = app->marking = app->review.opening =
			false;
		app->way_back.list = NULL;
		bp_app_say(app, BP_COLOR_BAD, err->message);
		return;
	}
	begin(app, now, effects);
	if (app->review.opening) {
		app->reader.course = course;
		app->reader.module = module;
		bp_review_opened(app, document);
		return;
	}
	bp_app_pop_to(app, &bp_mode_course);
	if (bp_app_mode(app) != &bp_mode_course || app->course != course) {
		bp_app_pop_to(app, &bp_mode_catalogue);
		bp_course_choose(app, course);
		bp_app_push(app, &bp_mode_course);
	}
	app->course_list.selected = SIZE_MAX; /* the open module, see the course's view */
	app->reader.course = course;
	app->reader.module = module;
	bp_reader_open(app, document);
	if (module->kind == BP_EXAM)
		bp_exam_begin(app);
	else
		bp_app_push(app, &bp_mode_reader);
}

static bool find_course(struct bp_app *app, const char *id, struct bp_error *err)
{
	app->course = bp_library_find(app->options.library, bp_str(id));
	if (!app->course)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada kursus \"%s\"; jalankan berpijar tanpa nama untuk melihat daftarnya"),
			id);
	return true;
}

bool bp_app_go(struct bp_app *app, const char *course, const char *module,
	const char *heading, int64_t now, struct bp_effects *effects,
	struct bp_error *err)
{
	begin(app, now, effects);
	if (!find_course(app, course, err))
		return false;
	bp_app_push(app, &bp_mode_course);
	const struct bp_module *found =
		module ? bp_course_find(app->course, bp_str(module)) : NULL;
	if (module && !found)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("kursus \"%s\" tidak mempunyai modul \"%s\""), course, module);
	if (!module && app->course->module_count == 1)
		found = &app->course->modules[0];
	if (heading) {
		snprintf(app->jump_text, sizeof app->jump_text, "%s", heading);
		app->jump = app->jump_text;
	}
	if (found)
		bp_app_open(app, app->course, found);
	return true;
}

void bp_app_review(struct bp_app *app, int64_t now, struct bp_effects *effects)
{
	begin(app, now, effects);
	bp_review_begin(app);
}

/* ---- keys ---- */

static void count_time(struct bp_app *app)
{
	int64_t pause = app->now - app->last_key;

	if (pause > 0 && pause <= IDLE_MS && app->reader.document && !app->away)
		app->reader.active_seconds += (double)pause / 1000;
	app->last_key = app->now;
	app->away = false;
}

/* A killed session is to lose a minute of reading at most. */
static void record_minute(struct bp_app *app)
{
	const struct bp_effects *effects = app->effects;

	if (app->reader.active_seconds < 60 || effects->event_count ||
		effects->open_module)
		return;
	bp_reader_record_time(app);
	app->effects->quiet = true;
}

/* The line is gone or we are told to end: everything open is left as by its own key. */
static void hang_up(struct bp_app *app)
{
	app->effects->quit = true;
	while (app->depth > 1)
		bp_app_pop(app);
}

static void act_everywhere(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_BACK: bp_app_pop(app); break;
	case BP_ACT_QUIT: hang_up(app); break;
	case BP_ACT_HELP: bp_list_begin(app, &app->menu, &bp_mode_help); break;
	case BP_ACT_LANGUAGE: bp_settings_language(app); break;
	case BP_ACT_SETTINGS: bp_settings_begin(app); break;
	case BP_ACT_DATA: bp_data_begin(app); break;
	case BP_ACT_MARKS: bp_marks_begin(app); break;
	case BP_ACT_NOTICE: bp_notice_begin(app); break;
	case BP_ACT_REDRAW: app->effects->redraw = true; break;
	case BP_ACT_SUSPEND:
		app->effects->suspend = true;
		app->away = true;
		break;
	default: bp_app_mode(app)->act(app, action); break;
	}
}

const struct bp_keymap *bp_app_keymap(
	const struct bp_app *app, const struct bp_mode *mode)
{
	return mode->keys ? mode->keys(app) : mode->keymap;
}

bool bp_app_can(
	const struct bp_app *app, const struct bp_mode *mode, enum bp_action action)
{
	if (action == BP_ACT_BACK && mode == app->stack[0])
		return false;
	if (action == BP_ACT_DATA && !app->options.data)
		return false;
	if (action == BP_ACT_PEOPLE && !app->options.shared)
		return false;
	if (action == BP_ACT_NOTICE && (!app->told[0] || mode == &bp_mode_notice))
		return false;
	return !mode->can || mode->can(app, action);
}

enum bp_action bp_app_action(
	const struct bp_app *app, const struct bp_mode *mode, uint32_t key)
{
	const struct bp_keymap *map = bp_app_keymap(app, mode);
	enum bp_action own = bp_keymap_find(map, key);

	for (; map; map = map->parent) {
		enum bp_action action = bp_keymap_find(map, key);
		if (action && bp_app_can(app, mode, action))
			return action;
	}
	return own;
}

void bp_app_press(struct bp_app *app, uint32_t key)
{
	const struct bp_mode *mode = bp_app_mode(app);

	if (mode->key && mode->key(app, key))
		return;
	enum bp_action action = bp_app_action(app, mode, key);
	if (action)
		act_everywhere(app, action);
}

/* False: nothing is typed into, so there is no place for it. */
static bool paste(struct bp_app *app, struct bp_str text)
{
	const struct bp_mode *mode = bp_app_mode(app);
	struct field *field = mode->field ? mode->field(app) : NULL;

	if (!field)
		return false;
	bp_field_paste(field, text);
	if (mode->typed)
		mode->typed(app);
	return true;
}

void bp_app_paste(
	struct bp_app *app, struct bp_str text, int64_t now, struct bp_effects *effects)
{
	begin(app, now, effects);
	if (bp_exam_time_is_up(app))
		return;
	count_time(app);
	app->message[0] = '\0';
	paste(app, text);
}

void bp_app_key(struct bp_app *app, uint32_t key, int64_t now, struct bp_effects *effects)
{
	begin(app, now, effects);
	if (key == BP_KEY_RESIZE)
		return;
	if (key == BP_KEY_HANGUP) {
		hang_up(app);
		return;
	}
	if (bp_exam_time_is_up(app)) /* what was pressed came too late */
		return;
	bp_exam_save_place(app);
	if (key == BP_KEY_TICK)
		return;
	count_time(app);
	app->message[0] = '\0';
	if (key == BP_KEY_BREAK && paste(app, BP_STR("\n")))
		return;
	if (key == BP_KEY_BREAK)
		key = BP_KEY_ENTER;
	if (key < '0' || key > '9')
		app->number = 0;
	bp_app_press(app, key);
	record_minute(app);
}

/* ---- recorded ---- */

static void say_done(struct bp_app *app)
{
	bp_app_say(app, BP_COLOR_GOOD, _("Modul selesai · tersimpan"));
}

static void say_marked(struct bp_app *app)
{
	bp_app_say(app, BP_COLOR_GOOD, _("Tersimpan."));
	bp_note_recorded(app);
	bp_reader_find_margins(app);
}

static void say_removed(struct bp_app *app)
{
	say_marked(app);
	bp_app_say(app, BP_COLOR_GOOD, _("Dihapus."));
}

static void say_reported(struct bp_app *app)
{
	bp_app_say(app, BP_COLOR_GOOD, _("Laporan tersimpan untuk widyaiswara."));
}

/* What comes after recording, by what was recorded. */
static void (*const after_recording[])(struct bp_app *app) = {
	[PENDING_GRADE] = bp_question_graded_now,
	[PENDING_DONE] = say_done,
	[PENDING_MARK] = say_marked,
	[PENDING_REMOVED] = say_removed,
	[PENDING_REPORT] = say_reported,
	[PENDING_DRAW] = bp_exam_drawn,
	[PENDING_ANSWER] = bp_exam_answered,
	[PENDING_KEPT] = bp_exam_kept,
	[PENDING_END] = bp_exam_ended,
};

void bp_app_recorded(struct bp_app *app, bool ok, const struct bp_error *err, int64_t now,
	struct bp_effects *effects)
{
	enum pending pending = app->pending;
	const struct bp_course *course = app->effects->open_course;
	const struct bp_module *module = app->effects->open_module;

	begin(app, now, effects);
	effects->open_course = course; /* asked for with the events: still to be read */
	effects->open_module = module;
	app->pending = PENDING_NOTHING;
	app->review.known = false;
	if (ok && after_recording[pending])
		after_recording[pending](app);
	if (ok)
		return;
	app->finished = false;
	bp_app_say(app, BP_COLOR_BAD, err->message);
}

void bp_app_records(struct bp_app *app)
{
	app->options.recording = true;
	app->review.known = false;
	app->notice[0] = '\0'; /* it said why not */
}

/* ---- the view ---- */

void bp_app_say(struct bp_app *app, enum bp_color color, const char *message)
{
	/* the message may be the buffer itself */
	snprintf(app->message, sizeof app->message, "%s", message);
	app->message_color = color;
	snprintf(app->told, sizeof app->told, "%s", app->message);
}

const char *bp_app_text(struct bp_app *app, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return bp_arena_cstr(app->view_arena, bp_str(text));
}

const char *bp_app_clean(struct bp_app *app, const char *text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, bp_str(text));
	const char *kept = bp_arena_cstr(app->view_arena, bp_buf_str(&clean));
	bp_buf_release(&clean);
	return kept;
}

/* The first key that does an action now. */
static const char *key_of(struct bp_app *app, enum bp_action action)
{
	const struct bp_mode *mode = bp_app_mode(app);
	const struct bp_keymap *map = bp_app_keymap(app, mode);
	struct bp_buf name = {0};

	for (; map && !name.len; map = map->parent)
		for (const struct bp_binding *at = map->bindings; at->key && !name.len;
			at++)
			if (at->action == action &&
				bp_app_action(app, mode, at->key) == action)
				bp_key_name(at->key, app->options.symbols, &name);
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&name));
	bp_buf_release(&name);
	return text;
}

static const char *hint_keys(struct bp_app *app, const struct bp_hint *hint)
{
	if (!hint->keys)
		return key_of(app, hint->action);
	if (strcmp(hint->keys, "↑↓") == 0)
		return app->options.symbols[BP_SYMBOL_UP_DOWN];
	if (strcmp(hint->keys, "←→") == 0)
		return app->options.symbols[BP_SYMBOL_LEFT_RIGHT];
	return _(hint->keys);
}

static bool leads_out(enum bp_action action)
{
	return action == BP_ACT_BACK || action == BP_ACT_QUIT || action == BP_ACT_UNMARK;
}

/* What names the two keys of a direction is shown while one of them leads on. */
static bool is_offered(const struct bp_app *app, enum bp_action action)
{
	const struct bp_mode *mode = bp_app_mode(app);
	enum bp_action other = action == BP_ACT_RIGHT ? BP_ACT_LEFT : action;

	return (bp_app_can(app, mode, action) || bp_app_can(app, mode, other)) &&
		(!mode->offers || mode->offers(app, action));
}

static void add_hints(struct bp_app *app, struct bp_view *view)
{
	const struct bp_keymap *map = bp_app_keymap(app, bp_app_mode(app));

	for (const struct bp_hint *hint = map->hints; hint && hint->action; hint++) {
		if (!is_offered(app, hint->action))
			continue;
		if (view->hint_count == BP_HINT_COUNT)
			break;
		view->hints[view->hint_count++] = (struct bp_hint_view){
			.keys = hint_keys(app, hint),
			.label = _(hint->label),
			.stays = leads_out(hint->action),
			.scrolls = hint->action == map->scrolls,
			.action = hint->action,
		};
	}
}

/* What was said is told above a line that is typed, in front of another message. */
static void add_message(struct bp_app *app, struct bp_view *view)
{
	if (view->message_cursor) {
		view->notice = app->message;
		view->notice_color = app->message_color;
		return;
	}
	view->message = view->message
		? bp_app_text(app, "%s %s %s", app->message,
			  app->options.symbols[BP_SYMBOL_DOT], view->message)
		: app->message;
	view->message_color = app->message_color;
}

/* Before a record is opened there is none to miss. */
static bool misses_record(const struct bp_app_options *options)
{
	return !options->recording && !options->person_count && !options->busy;
}

void bp_app_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	bp_arena_free(app->view_arena);
	app->view_arena = bp_arena_new();
	*view = (struct bp_view){
		.symbols = app->options.symbols,
		.title = "",
		.side = "",
		.sign = misses_record(&app->options) ? _("TIDAK DICATAT") : NULL,
		.measure = app->settings.measure,
	};
	bp_app_mode(app)->view(app, rows, columns, view);
	if (app->message[0])
		add_message(app, view);
	view->keymap = bp_app_keymap(app, bp_app_mode(app));
	add_hints(app, view);
}
