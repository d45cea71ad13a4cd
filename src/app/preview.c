/* What an author can do in a preview, and what is said of faults on the learner's screens. */
#include "preview.h"
#include "exam.h"
#include "question.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <limits.h>
#include <string.h>

#define WIDE_COLUMNS 60           /* narrower windows say only that nothing is recorded */
#define HURRY_MS     (150 * 1000) /* "2 minutes" stands there for a while */

/* ---- keys ---- */

static const struct bp_binding preview_keys[] = {
	{'g', BP_ACT_ANSWERS},
	{'f', BP_ACT_NEXT_FAULT},
	{'F', BP_ACT_FAULTS},
	{'v', BP_ACT_EDITED},
	{'p', BP_ACT_PERSONA},
	{'w', BP_ACT_CUT},
	{'B', BP_ACT_OTHER_LOOK},
	{'K', BP_ACT_ADOPT},
	{'r', BP_ACT_RELOAD},
	{0, 0},
};
static const struct bp_hint preview_hints[] = {
	{BP_ACT_ANSWERS, NULL, N_("kunci jawaban")},
	{BP_ACT_NEXT_FAULT, NULL, N_("galat berikut")},
	{BP_ACT_PERSONA, NULL, N_("peserta lain")},
	{BP_ACT_CUT, NULL, "80x24"},
	{BP_ACT_RELOAD, NULL, N_("muat")},
	{BP_ACT_ADOPT, NULL, N_("salin")},
};
#define PREVIEW_HINTS (sizeof preview_hints / sizeof *preview_hints)

/* The screens on which an author's letters mean something; on others they are text, or
 * move in a list. */
static bool preview_is_learners(const struct bp_app *app, const struct bp_frame *frame)
{
	static const enum bp_mode_id learners[] = {BP_MODE_CATALOGUE, BP_MODE_COURSE,
		BP_MODE_EXAM, BP_MODE_QUESTION, BP_MODE_READER, BP_MODE_RESULT};

	for (size_t i = 0; i < sizeof learners / sizeof *learners; i++)
		if (frame->mode == app->modes[learners[i]])
			return true;
	return false;
}

static const struct bp_keymap *preview_keymap(const struct bp_app *app,
	const struct bp_frame *frame, const struct bp_keymap *own)
{
	struct preview_state *state = app->preview;
	size_t count = PREVIEW_HINTS;

	_Static_assert(PREVIEW_HINTS <= BP_PREVIEW_HINTS, "room for them");

	if (!preview_is_learners(app, frame))
		return own;
	memcpy(state->hints, preview_hints, sizeof preview_hints);
	for (size_t i = 0; i < BP_HINT_COUNT && own->hints[i].action; i++)
		state->hints[count++] = own->hints[i];
	state->hints[count] = (struct bp_hint){0};
	state->map = *own;
	state->map.title = N_("Pratinjau");
	state->map.parent = own;
	state->map.bindings = preview_keys;
	state->map.hints = state->hints;
	return &state->map;
}

/* ---- faults ---- */

/* Of which file and lines the top screen shows something. */
struct preview_range {
	const char *file; /* NULL: of all that is previewed */
	bool folder;      /* … and what is in it */
	int first, last;
};

static struct preview_range preview_of_blocks(
	const struct bp_document *document, uint32_t first, uint32_t last)
{
	struct preview_range range = {.first = 0, .last = INT_MAX};

	if (first < document->count && first > 0)
		range.first = document->blocks[first].line;
	/* footnotes stand behind all else, wherever they were written */
	for (uint32_t next = last; next < document->count; next++)
		if (document->blocks[next].line > document->blocks[last].line) {
			range.last = document->blocks[next].line - 1;
			break;
		}
	return range;
}

/* The lines that are in view. */
static struct preview_range preview_lines(const struct bp_app *app)
{
	const struct bp_document *document = app->study.document;
	const struct question_state *question = bp_mode_state(app, BP_MODE_QUESTION);
	uint32_t first, last;

	if (question && bp_app_is_at(app, BP_MODE_QUESTION)) {
		first = bp_document_question(document, question->question);
		return preview_of_blocks(document, first, first);
	}
	if (bp_app_is_at(app, BP_MODE_READER) && bp_reader_blocks(app, &first, &last))
		return preview_of_blocks(document, first, last);
	return (struct preview_range){.last = INT_MAX};
}

static struct preview_range preview_range(struct bp_app *app)
{
	struct preview_range range = {.last = INT_MAX};
	bool listed = bp_app_is_at(app, BP_MODE_COURSE);

	if (app->study.document)
		range = preview_lines(app);
	if (app->study.document)
		range.file = bp_module_path(
			app->view_arena, app->study.course, app->study.module);
	else if (listed && !app->study.listed->lone)
		range.file = app->study.listed->path;
	range.folder = !app->study.document;
	return range;
}

static bool preview_is_in_file(
	const struct preview_range *range, const struct bp_diagnostic *fault)
{
	size_t len = range->file ? strlen(range->file) : 0;

	return !range->file || strcmp(fault->file, range->file) == 0 ||
		(range->folder && strncmp(fault->file, range->file, len) == 0 &&
			fault->file[len] == '/');
}

/* A fault of the file as a whole is on each of its screens. */
static bool preview_is_in_view(
	const struct preview_range *range, const struct bp_diagnostic *fault)
{
	return !fault->line || range->folder ||
		(fault->line >= range->first && fault->line <= range->last);
}

const char *bp_preview_fault_words(struct bp_app *app, const struct bp_diagnostic *fault)
{
	const char *severity = bp_severity_word(bp_fault_row(fault->fault)->severity);
	const char *message = bp_app_clean(app, fault->message);

	return fault->line ? bp_app_text(app, "%s %d:%d %s", severity, fault->line,
				     fault->column, message)
			   : bp_app_text(app, "%s %s", severity, message);
}

/* The gravest fault in view, else of the file; how many others of the file there are. */
static const struct bp_diagnostic *preview_gravest(struct bp_app *app, size_t *others)
{
	const struct bp_diagnostics *faults = app->options.preview->faults;
	struct preview_range range = preview_range(app);
	const struct bp_diagnostic *best = NULL;
	int best_rank = INT_MAX;
	size_t count = 0;

	for (size_t i = 0; i < faults->count; i++) {
		const struct bp_diagnostic *fault = &faults->at[i];
		if (!preview_is_in_file(&range, fault))
			continue;
		int rank = BP_SEVERITY_ERROR - (int)bp_fault_row(fault->fault)->severity +
			(preview_is_in_view(&range, fault) ? 0 : 10);
		count++;
		if (rank < best_rank)
			best = fault;
		best_rank = rank < best_rank ? rank : best_rank;
	}
	*others = count ? count - 1 : 0;
	return best;
}

static enum bp_color preview_color(const struct bp_diagnostic *fault)
{
	return bp_fault_row(fault->fault)->severity == BP_SEVERITY_ERROR
		? BP_COLOR_BAD
		: BP_COLOR_ACCENT;
}

void bp_preview_go_to_fault(struct bp_app *app, const struct bp_diagnostic *fault)
{
	const struct bp_library *library = app->options.library;
	struct arrival arrival = {.why = BP_ARRIVE_AT_LINE, .line = fault->line};

	for (size_t i = 0; i < library->count; i++) {
		const struct bp_course *course = library->courses[i];
		for (size_t k = 0; k < course->module_count; k++) {
			const struct bp_module *module = &course->modules[k];
			if (strcmp(fault->file,
				    bp_module_path(app->view_arena, course, module)) != 0)
				continue;
			if (app->study.document && app->study.module == module &&
				bp_reader_is_open(app)) {
				bp_app_pop_to(app, BP_MODE_READER);
				bp_reader_go_to_block(app,
					bp_document_at_line(
						app->study.document, fault->line));
			} else {
				bp_study_ask_anyway(app, course, module, &arrival);
			}
		}
	}
	bp_app_say(app, preview_color(fault), bp_preview_fault_words(app, fault));
}

/* ---- wishes ---- */

void bp_preview_wish(struct bp_app *app, enum bp_preview_wish wish)
{
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_PREVIEW);

	effect->as.preview.wish = wish;
	effect->as.preview.hurry = 0;
	if (wish == BP_PREVIEW_HURRY && bp_exam_running(app) &&
		bp_exam_left(app) != INT64_MAX)
		effect->as.preview.hurry = bp_exam_left(app) - HURRY_MS;
}

static void preview_next_fault(struct bp_app *app)
{
	const struct bp_diagnostics *faults = app->options.preview->faults;
	struct preview_state *state = app->preview;
	struct preview_range range = preview_range(app);

	for (size_t i = 0; i < faults->count; i++) {
		size_t at = (state->fault + i) % faults->count;
		if (!preview_is_in_file(&range, &faults->at[at]))
			continue;
		state->fault = at + 1;
		bp_preview_go_to_fault(app, &faults->at[at]);
		return;
	}
	bp_app_say(app, BP_COLOR_GOOD,
		faults->count
			? _("Berkas ini tanpa galat; F menampilkan yang di berkas lain.")
			: _("Tidak ada galat dan tidak ada peringatan."));
}

static void preview_answers(struct bp_app *app)
{
	if (bp_app_is_at(app, BP_MODE_QUESTION))
		bp_question_show_key(app);
	else
		bp_mode_begin(app, BP_MODE_SHEET, NULL);
}

static void preview_edited(struct bp_app *app)
{
	struct preview_state *state = app->preview;

	if (!state->edited || !bp_reader_is_open(app)) {
		bp_app_say(
			app, BP_COLOR_ACCENT, _("Sejak dibuka, modul ini belum diubah."));
		return;
	}
	bp_app_pop_to(app, BP_MODE_READER);
	bp_reader_go_to_block(app, state->edited - 1);
}

static bool preview_can(const struct bp_app *app, enum bp_action action)
{
	return (action != BP_ACT_CUT || !app->options.spoken) &&
		(action != BP_ACT_ADOPT || app->options.preview->adopt) &&
		(action != BP_ACT_ANSWERS || app->study.document);
}

static bool preview_act(struct bp_app *app, enum bp_action action)
{
	if (!preview_can(app, action)) /* a key comes here all the same */
		return true;
	switch (action) {
	case BP_ACT_ANSWERS: preview_answers(app); break;
	case BP_ACT_NEXT_FAULT: preview_next_fault(app); break;
	case BP_ACT_FAULTS: bp_mode_begin(app, BP_MODE_FAULTS, NULL); break;
	case BP_ACT_PERSONA: bp_mode_begin(app, BP_MODE_PERSONA, NULL); break;
	case BP_ACT_EDITED: preview_edited(app); break;
	case BP_ACT_CUT: bp_preview_wish(app, BP_PREVIEW_CUT); break;
	case BP_ACT_OTHER_LOOK: bp_preview_wish(app, BP_PREVIEW_LOOK); break;
	case BP_ACT_RELOAD: bp_preview_wish(app, BP_PREVIEW_RELOAD); break;
	case BP_ACT_ADOPT: bp_preview_wish(app, BP_PREVIEW_ADOPT); break;
	default: return false;
	}
	return true;
}

struct preview_state *bp_preview_new(void)
{
	struct preview_state *state = bp_alloc(1, sizeof *state);

	state->keymap = preview_keymap;
	state->can = preview_can;
	state->act = preview_act;
	return state;
}

/* ---- what the screens say ---- */

static const char *preview_file(struct bp_app *app, const struct bp_diagnostic *fault)
{
	const char *slash = strrchr(fault->file, '/');

	return bp_app_clean(app, slash ? slash + 1 : fault->file);
}

static void preview_add_strip(struct bp_app *app, struct bp_view *view)
{
	const struct bp_preview *preview = app->options.preview;
	size_t others = 0;
	const struct bp_diagnostic *fault = preview_gravest(app, &others);

	if (!fault)
		return;
	view->strip = app->study.document
		? bp_preview_fault_words(app, fault)
		: bp_app_text(app, "%s: %s", preview_file(app, fault),
			  bp_preview_fault_words(app, fault));
	view->strip_color = preview_color(fault);
	view->strip_side = preview->stale ? _("layar: yang sebelumnya")
		: others                  ? bp_app_text(app, _("%zu lagi: f"), others)
					  : "";
	if (!app->options.spoken)
		return;
	view->notice = bp_app_text(app, "%s %s", view->strip, view->strip_side);
	view->notice_color = view->strip_color;
}

void bp_preview_view(struct bp_app *app, struct bp_view *view)
{
	if (!preview_is_learners(app, app->top))
		return;
	if (view->columns >= WIDE_COLUMNS || app->options.spoken)
		view->title = bp_app_text(app, "%s %s %s", _("PRATINJAU"),
			app->options.symbols[BP_SYMBOL_DOT], view->title);
	view->sign = _("tidak dicatat");
	preview_add_strip(app, view);
}
