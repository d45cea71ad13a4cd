/* An exam that was sat on paper becomes an attempt in its learner's record. */
#include <berpijar/answer.h>
#include <berpijar/changes.h>
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/lottery.h>
#include <berpijar/paper_answers.h>
#include <berpijar/score.h>
#include <berpijar/session.h>
#include <berpijar/store.h>
#include <string.h>

/* A row while it is graded and recorded. */
struct sitting {
	const struct bp_paper_row *row;
	const struct bp_paper_form *form;
	struct bp_arena *arena;
	struct bp_store *store;
	struct bp_progress *progress;
	const struct bp_attempt **earlier; /* at the exam */
	size_t earlier_count;
	struct bp_attempt attempt; /* as it would be recorded */
	const struct bp_question **drawn;
};

/* ---- grading ---- */

static double sitting_grade(
	const struct bp_question *question, const struct bp_response *response)
{
	if (!bp_question_graded(question))
		return -1;
	return bp_response_counts(question, response)
		? bp_grade_response(question, response).fraction
		: 0;
}

static void sitting_give(struct sitting *sitting, size_t nth)
{
	const struct bp_question *question = sitting->form->questions[nth].question;
	const struct bp_response *response = &sitting->row->responses[nth];
	struct bp_given *given = &sitting->attempt.given[nth];
	struct bp_buf text = {0};

	sitting->drawn[nth] = question;
	given->question = question->id;
	given->grade = -1;
	if (!sitting->row->given[nth])
		return;
	bp_response_write(question, response, &text);
	given->response = bp_arena_str(sitting->arena, bp_buf_str(&text));
	given->grade = sitting_grade(question, response);
	bp_buf_release(&text);
}

static void sitting_fill(struct sitting *sitting)
{
	const struct bp_paper_form *form = sitting->form;
	struct bp_attempt *attempt = &sitting->attempt;

	attempt->count = form->count;
	attempt->seed = form->drawn_by;
	attempt->paper = bp_str(
		bp_arena_printf(sitting->arena, "%c %s", form->letter, form->version));
	attempt->held = bp_str(sitting->row->held);
	attempt->given =
		bp_arena_alloc(sitting->arena, form->count + 1, sizeof *attempt->given);
	sitting->drawn =
		bp_arena_alloc(sitting->arena, form->count + 1, sizeof *sitting->drawn);
	for (size_t i = 0; i < form->count; i++)
		sitting_give(sitting, i);
	attempt->score = bp_attempt_score(attempt, sitting->drawn);
	attempt->passed = bp_score_passes(
		attempt->score, bp_module_pass(form->course, form->module));
}

/* ---- may it be recorded? ---- */

static const struct bp_attempt *sitting_known(const struct sitting *sitting)
{
	for (size_t i = 0; i < sitting->earlier_count; i++)
		if (bp_str_equal(sitting->earlier[i]->paper, sitting->attempt.paper))
			return sitting->earlier[i];
	return NULL;
}

static bool sitting_same(const struct sitting *sitting, const struct bp_attempt *known,
	struct bp_error *err)
{
	for (size_t i = 0; i < sitting->attempt.count; i++) {
		const struct bp_given *given = &sitting->attempt.given[i];
		if (i < known->count &&
			bp_str_equal(known->given[i].response, given->response))
			continue;
		return bp_fail(err, BP_ERROR_INPUT,
			_("kertas ini sudah dicatat untuk %s, dan jawaban soal %zu waktu itu lain; yang sudah dicatat tidak diubah"),
			sitting->row->learner, i + 1);
	}
	return true;
}

/* What has to be finished before. */
static bool sitting_is_open(const struct sitting *sitting, struct bp_error *err)
{
	const struct bp_module *lock = bp_score_lock(
		sitting->progress, sitting->form->course, sitting->form->module);

	return !lock ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s belum menyelesaikan modul \"%s\", yang harus selesai sebelum ujian ini"),
			sitting->row->learner, lock->id);
}

static bool sitting_has_chance(const struct sitting *sitting, struct bp_error *err)
{
	const struct bp_module *module = sitting->form->module;

	for (size_t i = 0; i < sitting->earlier_count; i++)
		if (!sitting->earlier[i]->ended)
			return bp_fail(err, BP_ERROR_INPUT,
				_("%s sedang mengerjakan ujian ini di layar; ujian itu dikumpulkan dahulu"),
				sitting->row->learner);
	return !module->attempts || sitting->earlier_count < (size_t)module->attempts ||
		bp_fail(err, BP_ERROR_INPUT,
			_("kesempatan %s di ujian ini sudah habis: %d"),
			sitting->row->learner, module->attempts);
}

/* In a module that measures, each learner has one form before and the other one after. */
static bool sitting_has_form(const struct sitting *sitting, struct bp_error *err)
{
	enum bp_form wanted = bp_lottery_turn(sitting->form->module,
		bp_hash(BP_HASH_START, bp_str(sitting->row->learner)),
		sitting->earlier_count);
	char letter = wanted == BP_FORM_A ? 'A' : 'B';

	if (wanted == BP_FORM_NONE || letter == sitting->form->letter)
		return true;
	return bp_fail(err, BP_ERROR_INPUT,
		sitting->earlier_count
			? _("tes akhir %s adalah formulir %c, bukan %c")
			: _("tes awal %s adalah formulir %c, bukan %c; tes awal diimpor sebelum tes akhir"),
		sitting->row->learner, letter, sitting->form->letter);
}

static bool sitting_check(const struct sitting *sitting, struct bp_paper_result *result,
	struct bp_error *err)
{
	const struct bp_attempt *known = sitting_known(sitting);

	*result = (struct bp_paper_result){.known = known != NULL,
		.score = known ? known->score : sitting->attempt.score,
		.passed = known ? known->passed : sitting->attempt.passed};
	if (known)
		return sitting_same(sitting, known, err);
	return sitting_is_open(sitting, err) && sitting_has_chance(sitting, err) &&
		sitting_has_form(sitting, err);
}

/* ---- recording ---- */

static struct bp_event sitting_event(
	const struct sitting *sitting, enum bp_verb verb, int64_t at)
{
	return (struct bp_event){
		.at = at,
		.verb = verb,
		.course = bp_str(sitting->form->course->id),
		.module = bp_str(sitting->form->module->id),
		.grade = -1,
		.seconds = -1,
	};
}

/* Keeps what was written, in the arena. */
static struct bp_str sitting_body(struct sitting *sitting, struct bp_buf *body)
{
	struct bp_str kept = bp_arena_str(sitting->arena, bp_buf_str(body));

	bp_buf_release(body);
	return kept;
}

static void sitting_answer(struct sitting *sitting, size_t nth, struct bp_event *event)
{
	const struct bp_paper_question *printed = &sitting->form->questions[nth];
	struct bp_buf body = {0};

	event->question = printed->question->id;
	event->grade = sitting->attempt.given[nth].grade;
	bp_answer_write(printed->question, &sitting->row->responses[nth], printed->order,
		printed->count,
		(struct bp_answer_of){.attempt = sitting->attempt.id, .paper = true},
		&body);
	event->body = sitting_body(sitting, &body);
}

/* As in the player: a pre-test finishes nothing, and a worse attempt changes nothing. */
static bool sitting_completes(const struct sitting *sitting)
{
	const struct bp_module *module = sitting->form->module;
	const struct bp_module_record *record = bp_progress_module(
		sitting->progress, bp_str(sitting->form->course->id), bp_str(module->id));
	bool last = !module->pretest ||
		sitting->earlier_count + 1 >= (size_t)module->attempts;

	return sitting->attempt.passed && last &&
		!(record && record->done && record->score >= sitting->attempt.score);
}

static void sitting_end(
	struct sitting *sitting, struct bp_event *end, struct bp_event *completion)
{
	struct bp_buf body = {0};

	bp_attempt_write_end(&sitting->attempt, &body);
	end->body = sitting_body(sitting, &body);
	end->grade = completion->grade = sitting->attempt.score;
	bp_changes_write(NULL, sitting->form->course->version, &body);
	completion->body = sitting_body(sitting, &body);
	completion->jp_halves = sitting->form->module->jp_halves;
}

/* All events of the attempt, in one transaction. */
static bool sitting_append(struct sitting *sitting, struct bp_error *err)
{
	int64_t at = bp_session_now();
	size_t count = 1;
	struct bp_buf body = {0};
	struct bp_event *events = bp_arena_alloc(
		sitting->arena, sitting->attempt.count + 3, sizeof *events);

	events[0] = sitting_event(sitting, BP_ATTEMPTED, at);
	if (!bp_store_name(sitting->store, events, 1, err))
		return false;
	memcpy(sitting->attempt.id, events[0].id, sizeof sitting->attempt.id);
	bp_attempt_write(&sitting->attempt, sitting->drawn, &body);
	events[0].body = sitting_body(sitting, &body);
	for (size_t i = 0; i < sitting->attempt.count; i++) {
		if (!sitting->row->given[i])
			continue;
		events[count] = sitting_event(sitting, BP_ANSWERED, at);
		sitting_answer(sitting, i, &events[count++]);
	}
	events[count] = sitting_event(
		sitting, sitting->attempt.passed ? BP_PASSED : BP_FAILED, at);
	events[count + 1] = sitting_event(sitting, BP_COMPLETED, at);
	sitting_end(sitting, &events[count], &events[count + 1]);
	count += sitting_completes(sitting) ? 2 : 1;
	return bp_store_append(sitting->store, events, count, err);
}

static void sitting_apply(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

static void sitting_list_earlier(struct sitting *sitting)
{
	const struct bp_attempts *attempts = bp_progress_attempts(sitting->progress);
	struct bp_str course = bp_str(sitting->form->course->id),
		      module = bp_str(sitting->form->module->id);

	sitting->earlier_count = bp_attempts_list(attempts, course, module, NULL, 0);
	sitting->earlier = bp_arena_alloc(
		sitting->arena, sitting->earlier_count + 1, sizeof *sitting->earlier);
	bp_attempts_list(
		attempts, course, module, sitting->earlier, sitting->earlier_count);
}

static bool sitting_do(const struct bp_paper_row *row, const char *store,
	enum bp_store_mode mode, struct bp_paper_result *result, struct bp_error *err)
{
	struct sitting sitting = {.row = row,
		.form = row->form,
		.arena = bp_arena_new(),
		.progress = bp_progress_new()};

	bool ok =
		(bp_learner_exists(store, row->learner) ||
			bp_fail(err, BP_ERROR_NOT_FOUND,
				_("tidak ada peserta \"%s\"; lihat: berpijar learner list"),
				row->learner)) &&
		bp_store_open(&sitting.store, store, row->learner, mode, err) &&
		bp_store_replay(sitting.store, 0, sitting_apply, sitting.progress, err);
	if (ok) {
		sitting_fill(&sitting);
		sitting_list_earlier(&sitting);
		ok = sitting_check(&sitting, result, err);
	}
	if (ok && mode == BP_STORE_WRITE && !result->known)
		ok = sitting_append(&sitting, err);
	bp_store_close(sitting.store);
	bp_progress_free(sitting.progress);
	bp_arena_free(sitting.arena);
	return ok;
}

bool bp_paper_plan(const struct bp_paper_row *row, const char *store,
	struct bp_paper_result *result, struct bp_error *err)
{
	return sitting_do(row, store, BP_STORE_READ, result, err);
}

bool bp_paper_record(const struct bp_paper_row *row, const char *store,
	struct bp_paper_result *result, struct bp_error *err)
{
	return sitting_do(row, store, BP_STORE_WRITE, result, err);
}
