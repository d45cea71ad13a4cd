/* What a learner wrote in a course: found in the record, and written as Markdown. */
#include "fold.h"
#include <berpijar/answer.h>
#include <berpijar/lang.h>
#include <berpijar/works.h>

static struct bp_str works_words(
	struct bp_arena *arena, const struct bp_document *document)
{
	struct bp_buf words = {0}, line = {0};

	bp_document_words(document, &words);
	bp_buf_add_clean_line(&line, bp_str_trim(bp_buf_str(&words)));
	struct bp_str copy = bp_arena_str(arena, bp_buf_str(&line));
	bp_buf_release(&words);
	bp_buf_release(&line);
	return copy;
}

static void works_take_checks(struct bp_work *work, struct bp_arena *arena,
	struct bp_text model, struct bp_str body)
{
	struct bp_document document = bp_document_read_text(arena, model), rest;
	struct bp_document items[BP_CHECKS_MOST];

	work->check_count = bp_document_checklist(&document, &rest, items);
	work->checks = bp_arena_alloc(arena, work->check_count, sizeof *work->checks);
	for (size_t i = 0; i < work->check_count; i++)
		work->checks[i] = works_words(arena, &items[i]);
	work->ticked = bp_answer_ticked(body, work->check_count);
}

/* The question is an essay of the document, NULL: one that is gone. */
static void works_take(struct bp_works *works, struct bp_arena *arena,
	const struct bp_module *module, const struct bp_document *document,
	const struct bp_question *question, const struct question *answered)
{
	const struct bp_question_record *record = &answered->record;
	struct bp_answer_said said = bp_answer_said(record->last_body, arena);

	if (!record->answered || !(question || said.written))
		return;
	struct bp_work *work = BP_PUSH(arena, works->at, works->count, works->room);
	*work = (struct bp_work){.module = module,
		.block = bp_document_question(document, question),
		.stem = bp_arena_str(arena, answered->name),
		.text = said.response,
		.at = record->last_at};
	if (!question)
		return;
	work->stem =
		works_words(arena, &document->stems[question - document->quiz.questions]);
	works_take_checks(work, arena, question->general_feedback, record->last_body);
}

void bp_works_add(struct bp_works *works, struct bp_arena *arena,
	const struct bp_progress *progress, const struct bp_course *course,
	const struct bp_module *module, const struct bp_document *document)
{
	uint32_t in = names_module(progress, bp_str(course->id), bp_str(module->id));

	progress_settle(progress);
	if (in == NONE)
		return;
	for (size_t i = 0; document && i < document->quiz.count; i++) {
		const struct bp_question *question = &document->quiz.questions[i];
		uint32_t n = question->type == BP_ESSAY
			? names_question(progress, in, question->id)
			: NONE;
		if (n != NONE)
			works_take(works, arena, module, document, question,
				progress->questions[n]);
	}
	const struct question *question = snapshot_questions(progress, in);
	for (; question; question = question->next)
		if (!document || !bp_quiz_find(&document->quiz, question->name))
			works_take(works, arena, module, NULL, NULL, question);
}

unsigned bp_work_ticks(const struct bp_work *work)
{
	unsigned count = 0;

	for (size_t i = 0; i < work->check_count; i++)
		count += work->ticked >> i & 1;
	return count;
}

/* ---- Markdown ---- */

static void works_write_quote(struct bp_str text, struct bp_buf *out)
{
	for (size_t at = 0; at <= text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.len;
		bp_buf_add_cstr(out, "> ");
		bp_buf_add_harmless(out, bp_str_part(text, at, end));
		bp_buf_add_char(out, '\n');
		at = end + 1;
	}
}

static void works_write_one(const struct bp_work *work, struct bp_buf *out)
{
	char day[BP_TIME_ROOM];

	bp_time_day(work->at, day);
	bp_buf_add_cstr(out, "\n### ");
	bp_buf_add_harmless(out, work->stem);
	bp_buf_printf(out, "\n\n%s\n\n", day);
	works_write_quote(work->text, out);
	for (size_t i = 0; i < work->check_count; i++) {
		bp_buf_add_cstr(out, i ? "" : "\n");
		bp_buf_add_cstr(out, work->ticked >> i & 1 ? "- [x] " : "- [ ] ");
		bp_buf_add_harmless(out, work->checks[i]);
		bp_buf_add_char(out, '\n');
	}
}

void bp_works_write(
	const struct bp_course *course, const struct bp_works *works, struct bp_buf *out)
{
	const struct bp_module *module = NULL;

	if (works->count)
		bp_buf_printf(out, "# %s: %s\n", _("Karya"), course->title);
	for (size_t i = 0; i < works->count; i++) {
		const struct bp_work *work = &works->at[i];
		if (work->module != module)
			bp_buf_printf(out, "\n## %s\n", work->module->title);
		module = work->module;
		works_write_one(work, out);
	}
}
