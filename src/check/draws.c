/* Rules about exams: there must be questions, and enough of them for what is drawn, in each
 * of the two forms of a pre-test and a post-test as well. */
#include "rules.h"
#include <berpijar/lang.h>
#include <berpijar/lottery.h>
#include <berpijar/near.h>
#include <stdlib.h>

/* How many are drawn of one form; BP_FORM_NONE: of all questions. */
static size_t draws_count(
	const struct bp_quiz *quiz, const struct bp_module *module, enum bp_form form)
{
	uint32_t *drawn = bp_alloc(quiz->count + 1, sizeof *drawn);
	size_t count = bp_lottery_draw_form(quiz, module, 1, form, drawn);

	free(drawn);
	return count;
}

/* The category or tag that a line of "draw" probably means; NULL: none is near. A part of a
 * category that is not its last, which alone counts, is near. */
static const char *draws_near(
	struct bp_arena *arena, const struct bp_quiz *quiz, struct bp_str from)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < quiz->count; i++) {
		struct bp_str category = quiz->questions[i].category;
		bool holds = category.len && bp_text_holds(category, from);
		if (category.len && (holds || !near.word))
			bp_near_offer_as(&near, from,
				bp_arena_cstr(arena, holds ? from : category),
				bp_arena_cstr(arena, category));
		for (size_t n = 0; n < quiz->questions[i].tag_count; n++)
			bp_near_offer(&near, from,
				bp_arena_cstr(arena, quiz->questions[i].tags[n]));
	}
	return near.word;
}

/* Whether each line of "draw: {…}" finds enough questions, seen alone. */
static bool draws_check_lines(const struct rule_subject *subject)
{
	const struct bp_draw_rules *rules = &subject->module->draw_rules;
	const struct bp_quiz *quiz = &subject->document->quiz;
	bool enough = true;

	for (size_t i = 0; i < rules->count; i++) {
		const struct bp_draw_rule *rule = &rules->at[i];
		size_t fitting = 0;
		for (size_t n = 0; n < quiz->count; n++)
			fitting += bp_lottery_takes(rule, &quiz->questions[n]);
		if ((size_t)rule->count <= fitting)
			continue;
		enough = false;
		struct bp_arena *arena = bp_arena_new();
		const char *meant = fitting ? NULL : draws_near(arena, quiz, rule->from);
		bp_diagnose(subject->faults, BP_FAULT_DRAW_FEW, rule->line, rule->column,
			meant ? _("\"draw\" meminta %d soal dari \"%.*s\", tetapi hanya ada %zu; maksud Anda \"%s\"?")
			      : _("\"draw\" meminta %d soal dari \"%.*s\", tetapi hanya ada %zu%s"),
			rule->count, (int)rule->from.len, rule->from.at, fitting,
			meant ? meant : "");
		bp_arena_free(arena);
	}
	return enough;
}

/* How many questions "draw" asks for; 0: for all that there are. */
static size_t draws_wanted(const struct bp_module *module)
{
	size_t wanted = (size_t)module->draw;

	for (size_t i = 0; i < module->draw_rules.count; i++)
		wanted += (size_t)module->draw_rules.at[i].count;
	return wanted;
}

/* Questions that fit several lines are drawn once, so that all lines together may find
 * too few though each alone finds enough. */
static void draws_check_sum(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	const struct bp_draw_rules *rules = &module->draw_rules;
	size_t drawn = draws_count(&subject->document->quiz, module, BP_FORM_NONE);
	size_t wanted = draws_wanted(module);

	if (rules->count && drawn < wanted)
		bp_diagnose(subject->faults, BP_FAULT_DRAW_FEW, rules->at[0].line,
			rules->at[0].column,
			_("\"draw\" meminta %zu soal seluruhnya, tetapi hanya %zu yang berbeda, karena ada soal yang cocok untuk lebih dari satu baris"),
			wanted, drawn);
}

void draws_check(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	size_t asked = bp_quiz_asked(&subject->document->quiz);

	if (asked == 0) {
		bp_diagnose(subject->faults, BP_FAULT_EXAM_EMPTY, 1, 1,
			_("ujian ini belum mempunyai soal"));
		return;
	}
	if ((size_t)module->draw > asked)
		bp_diagnose(subject->faults, BP_FAULT_DRAW_FEW, module->draw_line,
			module->draw_column,
			_("\"draw\" meminta %d soal, tetapi hanya ada %zu"), module->draw,
			asked);
	if (draws_check_lines(subject))
		draws_check_sum(subject);
}

static void draws_check_form(const struct rule_subject *subject, enum bp_form form)
{
	const struct bp_module *module = subject->module;
	size_t wanted = draws_wanted(module);
	size_t drawn = draws_count(&subject->document->quiz, module, form);
	const struct bp_draw_rules *rules = &module->draw_rules;
	int line = rules->count ? rules->at[0].line : module->draw_line;
	int column = rules->count ? rules->at[0].column : module->draw_column;

	if (drawn && drawn >= wanted)
		return;
	line = line ? line : 1;
	column = column ? column : 1;
	if (drawn)
		bp_diagnose(subject->faults, BP_FAULT_FORM_FEW, line, column,
			_("\"draw\" meminta %zu soal, tetapi bentuk %c hanya mempunyai %zu; soal tiap kategori dibagi bergantian untuk A dan B"),
			wanted, 'A' + form - BP_FORM_A, drawn);
	else
		bp_diagnose(subject->faults, BP_FAULT_FORM_FEW, line, column,
			_("tidak ada soal bagi bentuk %c; soal tiap kategori dibagi bergantian untuk A dan B"),
			'A' + form - BP_FORM_A);
}

/* Of a pre-test and a post-test, whose questions are shared between two forms. Where all of
 * them together are too few, that is told by itself. */
void draws_check_forms(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	const struct bp_quiz *quiz = &subject->document->quiz;
	size_t all = draws_count(quiz, module, BP_FORM_NONE);

	if (!module->pretest || !all || all < draws_wanted(module))
		return;
	draws_check_form(subject, BP_FORM_A);
	draws_check_form(subject, BP_FORM_B);
}
