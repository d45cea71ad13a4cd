/*
 * What stands before an exam: its introduction and rules, the way in or why there is none,
 * and the attempts that were made.
 */
#include "exam_state.h"
#include "facts.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/lottery.h>
#include <berpijar/score.h>

int bp_exam_pass_mark(const struct bp_app *app)
{
	int pass = bp_module_pass(app->study.course, app->study.module);

	return pass >= 0 ? pass : 0;
}

static size_t exam_count_drawn(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);

	return bp_exam_lottery(app, 1, drawn);
}

static bool exam_can_begin(struct bp_app *app)
{
	return bp_exam_chances(app) && exam_count_drawn(app);
}

static const char *exam_rules(struct bp_app *app)
{
	const struct bp_module *module = app->study.module;
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *text = bp_app_text(app, _("%zu soal"), exam_count_drawn(app));
	int time = bp_exam_time(app, module);

	if (module->time_seconds)
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_exam_time_words(app, time, time - module->time_seconds));
	if (bp_exam_pass_mark(app))
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(
				app, _("lulus mulai nilai %d"), bp_exam_pass_mark(app)));
	if (module->attempts)
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(app, _("sisa kesempatan: %d dari %d"),
				bp_exam_chances(app), module->attempts));
	return text;
}

/* The paragraphs and headings that the module has besides its questions. */
static void exam_add_intro(struct bp_app *app, struct list_state *list)
{
	const struct bp_document *document = app->study.document;

	for (uint32_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		struct bp_buf words = {0};
		if (block->kind != BP_BLOCK_PARAGRAPH && block->kind != BP_BLOCK_HEADING)
			continue;
		bp_spans_words(&block->spans, &words);
		bp_list_add(list,
			block->kind == BP_BLOCK_HEADING ? BP_ROW_HEADING : BP_ROW_TEXT,
			bp_arena_cstr(app->view_arena, bp_buf_str(&words)));
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_buf_release(&words);
	}
}

static void exam_add_earlier(struct bp_app *app, struct list_state *list)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	size_t count = bp_exam_attempts(app, all);

	if (count)
		bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < count; i++) {
		if (!all[i]->ended && !app->options.recording) {
			bp_list_add(list, BP_ROW_TEXT,
				bp_app_text(app,
					_("Percobaan %zu sedang berjalan; di sini tidak ada yang dicatat."),
					i + 1));
			continue;
		}
		struct bp_row *row = bp_list_item(list,
			bp_app_text(app, _("Lihat lagi percobaan %zu"), i + 1),
			BP_THING_ATTEMPT, all[i]);
		if (!all[i]->ended)
			continue;
		row->state = bp_app_text(app,
			app->study.module->pretest ? _("nilai %d")
				: all[i]->passed   ? _("nilai %d, lulus")
						   : _("nilai %d, belum lulus"),
			bp_score_percent(all[i]->score));
		row->color = all[i]->passed ? BP_COLOR_GOOD : BP_COLOR_BAD;
		if (all[i]->paper.len)
			row->detail = _("dari kertas");
		else if (all[i]->timed_out)
			row->detail = _("waktunya habis");
	}
	/* If time ran out while the learner was away, the result has not been seen yet: looking
	 * at it comes first, not another attempt. */
	if (count && all[count - 1]->timed_out && list->selected == SIZE_MAX)
		list->selected = list->count - 1;
}

/* The way into the exam, or why there is none. */
static void exam_add_way_in(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command exam = {N_("Mulai ujian"), bp_exam_draw},
				       pretest = {N_("Mulai tes awal"), bp_exam_draw},
				       posttest = {N_("Mulai tes akhir"), bp_exam_draw};
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	const struct bp_command *begin = !app->study.module->pretest ? &exam
		: bp_exam_attempts(app, all)                         ? &posttest
								     : &pretest;
	const char *why = NULL;
	bool can = exam_can_begin(app), may = can && bp_exam_may_begin(app, &why);

	if (why)
		bp_list_add(list, BP_ROW_TEXT, why);
	if (why && may)
		bp_list_add(list, BP_ROW_BLANK, NULL);
	if (may)
		bp_list_item(list, _(begin->title), BP_THING_COMMAND, begin);
	else if (!exam_count_drawn(app))
		bp_list_add(list, BP_ROW_TEXT, _("Ujian ini belum mempunyai soal."));
	else if (!can)
		bp_list_add(list, BP_ROW_TEXT, _("Kesempatan ujian ini sudah habis."));
}

void bp_exam_view_rules(struct bp_app *app)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_EXAM);

	exam_add_intro(app, list);
	bp_list_add(list, BP_ROW_TEXT, exam_rules(app));
	if (app->study.module->time_seconds)
		bp_list_add(list, BP_ROW_TEXT,
			app->study.module->pauses
				? _("Bila sambungan terputus, waktu berhenti dan ujian dapat dilanjutkan.")
				: _("Bila sambungan terputus, waktu jalan terus; ujian dapat dilanjutkan selama waktunya masih ada."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	exam_add_way_in(app, list);
	exam_add_earlier(app, list);
}
