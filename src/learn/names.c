/* Modules and questions by their names: each gets a number when an event first names it,
 * and keeps it. */
#include "fold.h"

/* ---- modules ---- */

uint32_t names_module_hash(struct bp_str course, struct bp_str name)
{
	uint64_t hash = bp_hash(BP_HASH_START, course);

	return bp_index_hash(bp_hash(bp_hash(hash, BP_STR("/")), name));
}

uint32_t names_module(
	const struct bp_progress *progress, struct bp_str course, struct bp_str name)
{
	uint32_t hash = names_module_hash(course, name), n;
	size_t probe = hash;

	while ((n = bp_index_next(&progress->by_module, hash, &probe)) != NONE) {
		const struct module *module = &progress->modules[n];
		if (bp_str_equal(module->name, name) &&
			bp_str_equal(module->course, course))
			break;
	}
	return n;
}

static void names_clear_module(struct module *module)
{
	*module = (struct module){
		.course = module->course,
		.name = module->name,
		.questions = module->questions,
		.last_question = module->last_question,
		.round.at = INT64_MIN,
		.record = {.score = -1, .round_score = -1},
	};
}

void names_add_module(struct bp_progress *progress, uint32_t n)
{
	const struct module *module = &progress->modules[n];

	bp_index_add(
		&progress->by_module, names_module_hash(module->course, module->name), n);
}

uint32_t names_need_module(
	struct bp_progress *progress, struct bp_str course, struct bp_str name)
{
	uint32_t n = names_module(progress, course, name);
	if (n != NONE)
		return n;
	n = (uint32_t)progress->module_count;
	struct module *module = BP_PUSH(progress->arena, progress->modules,
		progress->module_count, progress->module_room);
	module->course = bp_arena_str(progress->arena, course);
	module->name = bp_arena_str(progress->arena, name);
	names_clear_module(module);
	names_add_module(progress, n);
	return n;
}

/* ---- questions ---- */

static uint32_t names_question_hash(uint32_t module, struct bp_str name)
{
	return bp_index_hash(bp_hash(BP_HASH_START + module, name));
}

uint32_t names_question(
	const struct bp_progress *progress, uint32_t module, struct bp_str name)
{
	uint32_t hash = names_question_hash(module, name), n;
	size_t probe = hash;

	snapshot_questions(progress, module);
	while ((n = bp_index_next(&progress->by_question, hash, &probe)) != NONE) {
		const struct question *question = progress->questions[n];
		if (question->module == module && bp_str_equal(question->name, name))
			break;
	}
	return n;
}

static void names_clear_question(struct question *question)
{
	*question = (struct question){
		.name = question->name,
		.module = question->module,
		.number = question->number,
		.next = question->next,
		.first.at = INT64_MAX,
		.record = {.best = -1, .last = -1, .round = NO_ROUND},
	};
}

void names_add_question(struct bp_progress *progress, struct question *question)
{
	struct module *module = &progress->modules[question->module];

	question->number = (uint32_t)progress->question_count;
	*BP_PUSH(progress->arena, progress->questions, progress->question_count,
		progress->question_room) = question;
	*(module->questions ? &module->last_question->next : &module->questions) =
		question;
	module->last_question = question;
	bp_index_add(&progress->by_question,
		names_question_hash(question->module, question->name), question->number);
}

uint32_t names_need_question(
	struct bp_progress *progress, uint32_t module, struct bp_str name)
{
	uint32_t n = names_question(progress, module, name);
	if (n != NONE)
		return n;
	struct question *question = bp_arena_alloc(progress->arena, 1, sizeof *question);
	question->name = bp_arena_str(progress->arena, name);
	question->module = module;
	names_clear_question(question);
	names_add_question(progress, question);
	return question->number;
}

void names_clear_stale(struct bp_progress *progress)
{
	for (size_t i = 0; i < progress->module_count; i++) {
		struct module *module = &progress->modules[i];
		if (!module->stale)
			continue;
		struct question *question = snapshot_questions(progress, (uint32_t)i);
		for (; question; question = question->next)
			names_clear_question(question);
		names_clear_module(module);
	}
}
