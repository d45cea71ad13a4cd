/*
 * An exam: its rules and earlier attempts; while one runs, its questions with what is
 * answered and flagged; afterwards each question again with its reasons.
 *
 *	rules → (Enter) → recording the draw → running → (hand in, or time is up) →
 *	recording the end → review
 *
 * What a cut line must not lose is kept in three places: answers are events; what is
 * being typed is a draft; the time used and the question in hand are the module's place,
 * which costs nothing to save with every key.
 */
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/draw.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define MINUTE_MS  60000
#define LAST_MS    (5 * (int64_t)MINUTE_MS) /* from here on the clock is shown oftener */
#define LAST_STEP  30000
#define ATTEMPTS   64 /* shown of a module */
#define STEM_WIDTH 50

const struct bp_attempt *bp_exam_attempt(const struct bp_app *app)
{
	if (!app->exam.shown)
		return NULL;
	return bp_attempts_find(
		bp_progress_attempts(app->options.progress), app->exam.attempt);
}

bool bp_exam_running(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	return attempt && !attempt->ended;
}

static const struct bp_module *module_of(const struct bp_app *app)
{
	return app->reader.module;
}

static bool is_answered(const struct bp_app *app, size_t nth)
{
	return bp_exam_attempt(app)->given[nth].response.len > 0;
}

bool bp_exam_defers(const struct bp_app *app)
{
	return module_of(app)->feedback == BP_FEEDBACK_DEFERRED;
}

bool bp_exam_locks(const struct bp_app *app)
{
	return bp_exam_running(app) && !bp_exam_defers(app) &&
		is_answered(app, app->exam.at);
}

static size_t list_attempts(const struct bp_app *app, const struct bp_attempt **out)
{
	size_t count = bp_attempts_list(bp_progress_attempts(app->options.progress),
		bp_str(app->reader.course->id), bp_str(app->reader.module->id), out,
		ATTEMPTS);

	return count < ATTEMPTS ? count : ATTEMPTS;
}

static const struct bp_question *question_at(const struct bp_app *app, size_t nth)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!attempt || nth >= attempt->count)
		return NULL;
	return bp_quiz_find(&app->reader.document->quiz, attempt->given[nth].question);
}

static size_t count_unanswered(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	size_t count = 0;

	for (size_t i = 0; i < attempt->count; i++)
		count += !is_answered(app, i) && question_at(app, i);
	return count;
}

/* ---- the clock ---- */

static int64_t elapsed_ms(const struct bp_app *app)
{
	int64_t since = app->now - app->exam.since;
	return app->exam.elapsed + (since > 0 ? since : 0);
}

/* Milliseconds that are left; INT64_MAX: no limit. */
static int64_t left_ms(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!attempt || !attempt->time_seconds)
		return INT64_MAX;
	int64_t left = (int64_t)attempt->time_seconds * 1000 - elapsed_ms(app);
	return left > 0 ? left : 0;
}

static uint64_t mark_of(const struct bp_attempt *attempt)
{
	uint64_t mark;

	memcpy(&mark, attempt->id, sizeof mark);
	return mark;
}

/* The time used and the question in hand, kept as the module's place. */
static void save_place(struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!bp_exam_running(app))
		return;
	app->reader.place = (struct bp_place){
		.block = (uint32_t)app->exam.at,
		.offset = (uint32_t)(elapsed_ms(app) / 1000),
		.hash = mark_of(attempt),
		.permille = (uint16_t)(attempt->count
				? (attempt->count - count_unanswered(app)) * 1000 /
					attempt->count
				: 0),
	};
	app->reader.place_dirty = true;
	bp_reader_save_place(app);
}

/* Time goes on from what was saved; where the author lets the clock run while the
 * learner is away, from the beginning of the attempt. A clock that was set back counts
 * for nothing. */
static void take_up_time(struct bp_app *app, const struct bp_attempt *attempt)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_place place = {0};
	int64_t saved = 0, away = app->now - attempt->at;

	if (recall->place &&
		recall->place(recall->context, app->reader.course, app->reader.module,
			&place) &&
		place.hash == mark_of(attempt)) {
		saved = (int64_t)place.offset * 1000;
		app->exam.at = place.block < attempt->count ? place.block : 0;
	}
	app->exam.elapsed = module_of(app)->pauses || away < saved ? saved : away;
	app->exam.since = app->now;
}

int64_t bp_app_wake(const struct bp_app *app)
{
	int64_t left = bp_exam_running(app) ? left_ms(app) : INT64_MAX;
	int64_t step = left > LAST_MS ? MINUTE_MS : LAST_STEP;

	if (left == INT64_MAX)
		return -1;
	if (app->options.spoken) /* a clock that talks by itself disturbs */
		return left ? left : 1;
	return left % step ? left % step : left ? step : 1;
}

/* ---- flags ---- */

static const char *flags_name(struct bp_app *app)
{
	return bp_app_text(
		app, "@tanda:%016llx", (unsigned long long)mark_of(bp_exam_attempt(app)));
}

static void save_flags(struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	bp_buf_clear(&app->draft);
	bp_buf_clear(&app->draft_question);
	bp_buf_add_cstr(&app->draft_question, flags_name(app));
	for (size_t i = 0; i < attempt->count; i++)
		bp_buf_add_char(&app->draft, app->exam.flagged[i] ? '1' : '0');
	app->effects->save_draft = true;
	app->effects->course = app->reader.course;
	app->effects->module = app->reader.module;
	app->effects->draft_question = bp_buf_str(&app->draft_question);
	app->effects->draft = bp_buf_str(&app->draft);
}

static void recall_flags(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf flags = {0};

	memset(app->exam.flagged, 0, sizeof app->exam.flagged);
	if (recall->draft &&
		recall->draft(recall->context, app->reader.course, app->reader.module,
			bp_str(flags_name(app)), &flags))
		for (size_t i = 0; i < flags.len && i < BP_MAX_QUESTIONS; i++)
			app->exam.flagged[i] = flags.at[i] == '1';
	bp_buf_release(&flags);
}

void bp_exam_flag(struct bp_app *app)
{
	if (!bp_exam_running(app) || !app->options.recording)
		return;
	app->exam.flagged[app->exam.at] = !app->exam.flagged[app->exam.at];
	save_flags(app);
	bp_app_say(app, BP_COLOR_ACCENT,
		app->exam.flagged[app->exam.at] ? _("Ditandai untuk dilihat lagi.")
						: _("Tandanya dihapus."));
}

/* ---- beginning ---- */

static void show(struct bp_app *app, const struct bp_attempt *attempt)
{
	app->exam.shown = true;
	memcpy(app->exam.attempt, attempt->id, sizeof app->exam.attempt);
	app->exam.at = 0;
	app->exam.list.selected = SIZE_MAX;
	app->exam.list.top = 0;
	recall_flags(app);
}

static void take_up(struct bp_app *app, const struct bp_attempt *attempt)
{
	show(app, attempt);
	take_up_time(app, attempt);
	if (left_ms(app) == 0)
		bp_exam_hand_in(app, true);
}

void bp_exam_begin(struct bp_app *app)
{
	const struct bp_attempt *open =
		bp_attempt_open(bp_progress_attempts(app->options.progress),
			bp_str(app->reader.course->id), bp_str(app->reader.module->id));

	app->exam.shown = app->exam.confirming = false;
	bp_list_begin(app, &app->exam.list, &bp_mode_exam);
	if (open && app->options.recording)
		take_up(app, open);
}

static int attempts_left(const struct bp_app *app)
{
	const struct bp_attempt *all[ATTEMPTS];
	int most = module_of(app)->attempts, left = most - (int)list_attempts(app, all);

	return most == 0 ? 1 : left > 0 ? left : 0;
}

static void draw(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->reader.document->quiz;
	struct bp_attempt attempt = {.time_seconds = module_of(app)->time_seconds};
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);
	struct bp_event *event = bp_app_record(app, BP_ATTEMPTED, NULL);

	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Ujian tidak dapat dimulai karena sekarang tidak ada yang "
			  "dicatat."));
		return;
	}
	attempt.seed = bp_random_next(&app->seed);
	attempt.count = bp_draw_questions(quiz, module_of(app), attempt.seed, drawn);
	attempt.given =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *attempt.given);
	for (size_t i = 0; i < attempt.count; i++)
		attempt.given[i].question = quiz->questions[drawn[i]].id;
	bp_buf_clear(&app->body);
	bp_attempt_write(&attempt, &app->body);
	event->body = bp_buf_str(&app->body);
	app->pending = PENDING_DRAW;
}

/* The draw is on the disk: the first question may be shown. */
void bp_exam_drawn(struct bp_app *app)
{
	const struct bp_attempt *open =
		bp_attempt_open(bp_progress_attempts(app->options.progress),
			bp_str(app->reader.course->id), bp_str(app->reader.module->id));

	if (!open)
		return;
	show(app, open);
	app->exam.elapsed = 0;
	app->exam.since = app->now;
	save_place(app);
	bp_exam_open(app, 0);
}

/* ---- questions ---- */

static uint32_t block_of(const struct bp_document *document, const struct bp_question *at)
{
	for (uint32_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BP_BLOCK_QUESTION &&
			&document->quiz.questions[document->blocks[i].question] == at)
			return i;
	return 0;
}

void bp_exam_open(struct bp_app *app, size_t nth)
{
	const struct bp_question *question = question_at(app, nth);

	app->exam.at = nth;
	app->exam.confirming = false;
	if (!question) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Soal ini sudah dihapus dari modul; nilainya tidak "
			  "dihitung."));
		return;
	}
	save_place(app);
	bp_question_open(app, block_of(app->reader.document, question));
}

/* The next question that is not answered, from the one in hand on, round the end. */
static size_t next_unanswered(const struct bp_app *app)
{
	size_t count = bp_exam_attempt(app)->count;

	for (size_t i = 1; i <= count; i++) {
		size_t nth = (app->exam.at + i) % count;
		if (!is_answered(app, nth) && question_at(app, nth))
			return nth;
	}
	return SIZE_MAX;
}

void bp_exam_step(struct bp_app *app, bool forward)
{
	size_t count = bp_exam_attempt(app)->count;

	bp_app_pop(app);
	bp_exam_open(app, (app->exam.at + (forward ? 1 : count - 1)) % count);
}

/* An answer is on the disk: on to the next question. */
void bp_exam_answered(struct bp_app *app)
{
	size_t was = app->exam.at, next = next_unanswered(app);

	bp_app_pop(app);
	app->exam.list.selected = SIZE_MAX;
	if (next == SIZE_MAX) {
		app->exam.at = bp_exam_attempt(app)->count; /* what is left: hand in */
		bp_app_say(app, BP_COLOR_GOOD,
			_("Tersimpan. Semua soal sudah dijawab; kumpulkan bila sudah "
			  "yakin."));
		return;
	}
	bp_exam_open(app, next);
	bp_app_say(app, BP_COLOR_GOOD,
		bp_app_text(app, _("Jawaban soal %zu tersimpan."), was + 1));
}

/* ---- the end ---- */

static int pass_mark(const struct bp_app *app)
{
	const struct bp_module *module = module_of(app);
	int pass = module->pass >= 0 ? module->pass : app->reader.course->pass;

	return pass >= 0 ? pass : 0;
}

static void complete(struct bp_app *app, double score)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->reader.course, module_of(app));

	if (record && record->done && record->score >= score)
		return;
	struct bp_event *event = bp_app_record(app, BP_COMPLETED, NULL);
	if (event) {
		event->grade = score;
		event->jp_halves = module_of(app)->jp_halves;
	}
}

/* An answer that is complete but not sent counts when time is up. */
static void take_last_answer(struct bp_app *app, double *score)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	double grade, before = attempt->given[app->exam.at].grade;
	size_t graded = 0;

	if (bp_app_mode(app) != &bp_mode_question || !bp_question_send(app, &grade))
		return;
	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_question *question = question_at(app, i);
		graded += question && bp_question_graded(question);
	}
	if (graded && bp_question_graded(app->question.question))
		*score += (grade -
				  (is_answered(app, app->exam.at) && before > 0 ? before
										: 0)) /
			(double)graded;
}

void bp_exam_hand_in(struct bp_app *app, bool time_is_up)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	double score = bp_attempt_score(attempt, &app->reader.document->quiz);

	while (bp_app_mode(app) != &bp_mode_exam && bp_app_mode(app) != &bp_mode_question)
		bp_app_pop(app); /* what lies above */
	if (time_is_up)
		take_last_answer(app, &score);
	bool passed = score * 100 + 1e-9 >= pass_mark(app);
	struct bp_event *event = bp_app_record(app, passed ? BP_PASSED : BP_FAILED, NULL);
	if (!event)
		return;
	bp_buf_clear(&app->text_body);
	bp_attempt_write_end(attempt, &app->text_body);
	event->grade = score;
	event->seconds = (double)elapsed_ms(app) / 1000;
	event->body = bp_buf_str(&app->text_body);
	if (passed)
		complete(app, score);
	app->exam.time_was_up = time_is_up;
	app->pending = PENDING_END;
}

/* The end is on the disk. */
void bp_exam_ended(struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (bp_app_mode(app) == &bp_mode_question)
		bp_app_pop(app);
	app->exam.list.selected = SIZE_MAX;
	app->exam.at = 0;
	bp_app_say(app, attempt->passed ? BP_COLOR_GOOD : BP_COLOR_ACCENT,
		bp_app_text(app, "%s%s", app->exam.time_was_up ? _("Waktu habis. ") : "",
			_("Jawaban terkumpul dan tersimpan.")));
}

bool bp_exam_time_is_up(struct bp_app *app)
{
	if (!bp_exam_running(app) || app->pending || left_ms(app) > 0)
		return false;
	bp_exam_hand_in(app, true);
	return true;
}

/* ---- what the list shows ---- */

static const char *stem_of(struct bp_app *app, const struct bp_question *question)
{
	const struct bp_quiz *quiz = &app->reader.document->quiz;
	struct bp_buf words = {0};

	if (!question)
		return _("(sudah dihapus)");
	bp_document_words(
		&app->reader.document->stems[question - quiz->questions], &words);
	struct bp_str text = bp_str_trim(bp_buf_str(&words));
	size_t cut = bp_text_fit(text, STEM_WIDTH);
	const char *copy = bp_app_text(app, "%.*s%s", (int)cut, text.at ? text.at : "",
		cut < text.len ? "…" : "");
	bp_buf_release(&words);
	return copy;
}

static void state_running(struct bp_app *app, size_t nth, struct bp_row *row)
{
	bool answered = is_answered(app, nth);

	row->state = bp_app_text(app, "%s %s",
		app->options.symbols[answered ? BP_SYMBOL_DONE : BP_SYMBOL_NONE],
		answered ? _("dijawab") : _("belum"));
	row->color = BP_COLOR_FAINT;
	if (!app->exam.flagged[nth])
		return;
	row->state = bp_app_text(app, "! %s", row->state);
	row->color = BP_COLOR_ACCENT;
}

static void state_ended(struct bp_app *app, const struct bp_question *question,
	const struct bp_given *given, struct bp_row *row)
{
	const char *const *symbols = app->options.symbols;

	row->color = BP_COLOR_BAD;
	if (!given->response.len) {
		row->state = bp_app_text(
			app, "%s %s", symbols[BP_SYMBOL_NONE], _("tidak dijawab"));
	} else if (!question || !bp_question_graded(question)) {
		row->state =
			bp_app_text(app, "%s %s", symbols[BP_SYMBOL_DONE], _("dijawab"));
		row->color = BP_COLOR_FAINT;
	} else if (given->grade >= 1) {
		row->state =
			bp_app_text(app, "%s %s", symbols[BP_SYMBOL_DONE], _("benar"));
		row->color = BP_COLOR_GOOD;
	} else if (given->grade > 0) {
		row->state = bp_app_text(app, "%s %s", symbols[BP_SYMBOL_PART],
			bp_words_grade(app, given->grade));
		row->color = BP_COLOR_ACCENT;
	} else {
		row->state = bp_app_text(
			app, "%s %s", symbols[BP_SYMBOL_WRONG], _("belum benar"));
	}
}

static void add_questions(struct bp_app *app, const struct bp_attempt *attempt)
{
	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_question *question = question_at(app, i);
		struct bp_row *row =
			bp_list_add(&app->exam.list, BP_ROW_ITEM, stem_of(app, question));
		row->label = bp_app_text(app, "%2zu", i + 1);
		if (attempt->ended)
			state_ended(app, question, &attempt->given[i], row);
		else
			state_running(app, i, row);
	}
}

static void view_running(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct list_state *list = &app->exam.list;
	size_t left = count_unanswered(app);

	add_questions(app, attempt);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	struct bp_row *row = bp_list_add(list, BP_ROW_ITEM, _("Kumpulkan jawaban"));
	row->detail = left ? bp_app_text(app, _("%zu soal belum dijawab"), left)
			   : _("semua soal sudah dijawab");
	if (list->selected == SIZE_MAX)
		list->selected = bp_list_row(list, app->exam.at);
}

static void view_ended(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct list_state *list = &app->exam.list;
	int score = (int)(attempt->score * 100 + 0.5);
	struct bp_row *row = bp_list_add(list, BP_ROW_HEADING,
		bp_app_text(app,
			attempt->passed ? _("%s Lulus dengan nilai %d")
					: _("%s Nilai %d, belum lulus"),
			app->options.symbols[attempt->passed ? BP_SYMBOL_DONE
							     : BP_SYMBOL_WRONG],
			score));

	row->color = attempt->passed ? BP_COLOR_GOOD : BP_COLOR_BAD;
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app,
			_("Lulus mulai %d. Enter pada soal menampilkan "
			  "jawaban Anda dan alasannya."),
			pass_mark(app)));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_questions(app, attempt);
}

static size_t count_drawn(const struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->reader.document->quiz;
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);

	return bp_draw_questions(quiz, module_of(app), 1, drawn);
}

static const char *rules(struct bp_app *app)
{
	const struct bp_module *module = module_of(app);
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *text = bp_app_text(app, _("%zu soal"), count_drawn(app));

	if (module->time_seconds)
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(
				app, _("%d menit"), (module->time_seconds + 59) / 60));
	if (pass_mark(app))
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(app, _("lulus mulai nilai %d"), pass_mark(app)));
	if (module->attempts)
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(app, _("sisa kesempatan: %d dari %d"),
				attempts_left(app), module->attempts));
	return text;
}

/* The text of the module beside its questions. */
static void add_intro(struct bp_app *app)
{
	const struct bp_document *document = app->reader.document;

	for (uint32_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		struct bp_buf words = {0};
		if (block->kind != BP_BLOCK_PARAGRAPH && block->kind != BP_BLOCK_HEADING)
			continue;
		for (size_t n = 0; n < block->spans.count; n++)
			bp_buf_add_str(&words, block->spans.at[n].text);
		bp_list_add(&app->exam.list,
			block->kind == BP_BLOCK_HEADING ? BP_ROW_HEADING : BP_ROW_TEXT,
			bp_arena_cstr(app->view_arena, bp_buf_str(&words)));
		bp_list_add(&app->exam.list, BP_ROW_BLANK, NULL);
		bp_buf_release(&words);
	}
}

static void add_earlier(struct bp_app *app)
{
	const struct bp_attempt *all[ATTEMPTS];
	size_t count = list_attempts(app, all);

	if (count)
		bp_list_add(&app->exam.list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < count; i++) {
		struct bp_row *row = bp_list_add(&app->exam.list, BP_ROW_ITEM,
			bp_app_text(app, _("Lihat lagi percobaan %zu"), i + 1));
		if (!all[i]->ended)
			continue;
		row->state = bp_app_text(app,
			all[i]->passed ? _("nilai %d, lulus")
				       : _("nilai %d, belum lulus"),
			(int)(all[i]->score * 100 + 0.5));
		row->color = all[i]->passed ? BP_COLOR_GOOD : BP_COLOR_BAD;
	}
}

static void view_rules(struct bp_app *app)
{
	struct list_state *list = &app->exam.list;

	add_intro(app);
	bp_list_add(list, BP_ROW_TEXT, rules(app));
	if (module_of(app)->time_seconds)
		bp_list_add(list, BP_ROW_TEXT,
			module_of(app)->pauses
				? _("Bila sambungan terputus, waktu berhenti dan ujian "
				    "dapat dilanjutkan.")
				: _("Bila sambungan terputus, waktu jalan terus; ujian "
				    "dapat dilanjutkan selama waktunya masih ada."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (attempts_left(app))
		bp_list_add(list, BP_ROW_ITEM, _("Mulai ujian"));
	else
		bp_list_add(list, BP_ROW_TEXT, _("Kesempatan ujian ini sudah habis."));
	add_earlier(app);
}

const char *bp_exam_clock(struct bp_app *app)
{
	int64_t left = left_ms(app);

	if (left == INT64_MAX)
		return NULL;
	if (left >= MINUTE_MS)
		return bp_app_text(app, _("sisa %d menit"),
			(int)((left + MINUTE_MS - 1) / MINUTE_MS));
	return bp_app_text(app, _("sisa %d detik"),
		(int)((left + LAST_STEP - 1) / LAST_STEP * LAST_STEP / 1000));
}

static void exam_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	struct list_state *list = &app->exam.list;
	const char *clock = attempt && !attempt->ended ? bp_exam_clock(app) : NULL;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (!attempt)
		view_rules(app);
	else if (attempt->ended)
		view_ended(app, attempt);
	else
		view_running(app, attempt);
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = module_of(app)->title;
	view->side = clock ? clock : _("ujian");
}

/* ---- what can be done ---- */

static void open_running(struct bp_app *app, size_t nth)
{
	if (nth < bp_exam_attempt(app)->count) {
		bp_exam_open(app, nth);
	} else if (app->exam.confirming) {
		bp_exam_hand_in(app, false);
	} else {
		app->exam.confirming = true;
		bp_app_say(app, BP_COLOR_ACCENT,
			count_unanswered(app)
				? _("Masih ada soal yang belum dijawab. Enter sekali "
				    "lagi "
				    "untuk mengumpulkan.")
				: _("Enter sekali lagi untuk mengumpulkan; sesudahnya "
				    "jawaban tidak dapat diubah."));
	}
}

static void open_rules(struct bp_app *app, size_t nth)
{
	const struct bp_attempt *all[ATTEMPTS];
	size_t count = list_attempts(app, all), first = attempts_left(app) ? 1 : 0;

	if (first && nth == 0)
		draw(app);
	else if (nth - first < count)
		show(app, all[nth - first]);
}

static void exam_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->exam.list;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	size_t nth = bp_list_nth(list);

	if (action != BP_ACT_OPEN)
		app->exam.confirming = false;
	if (action == BP_ACT_FLAG && attempt && nth < attempt->count) {
		app->exam.at = nth;
		bp_exam_flag(app);
	} else if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
	} else if (!attempt) {
		open_rules(app, nth);
	} else if (attempt->ended) {
		bp_exam_open(app, nth);
	} else {
		open_running(app, nth);
	}
}

/* Back from the review of an earlier attempt leads to the rules. */
static bool exam_key(struct bp_app *app, uint32_t key)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!attempt || !attempt->ended ||
		bp_keymap_find(&bp_keymap_exam, key) != BP_ACT_BACK)
		return false;
	app->exam.shown = false;
	app->exam.list.selected = SIZE_MAX;
	return true;
}

static bool exam_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_FLAG || bp_exam_running(app);
}

static void exam_leave(struct bp_app *app)
{
	save_place(app);
	app->exam.shown = false;
	bp_reader_leave(app);
}

const struct bp_mode bp_mode_exam = {
	.keymap = &bp_keymap_exam,
	.key = exam_key,
	.act = exam_act,
	.can = exam_can,
	.view = exam_view,
	.leave = exam_leave,
};
