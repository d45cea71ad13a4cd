/* Lessons that branch: every choice leads on, and every part is come to. */
#include "rules.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/story.h>

static void forks_check_links(
	const struct rule_subject *subject, const struct bp_story_fork *fork)
{
	for (size_t i = 0; i < fork->question->choice_count; i++) {
		const struct bp_choice *choice = &fork->question->choices[i];
		if (fork->to[i] == BP_STORY_LOST)
			bp_diagnose(subject->faults, BP_FAULT_FORK_LINK, choice->line,
				choice->column,
				_("pilihan ini tidak sampai ke mana pun: tautannya harus menunjuk judul di bawah percabangan ini, seperti [Lanjut](\\#judul)"));
	}
}

static void forks_check_ways(
	const struct rule_subject *subject, const struct bp_story_fork *fork)
{
	for (size_t i = 1; i < fork->question->choice_count; i++)
		if (fork->to[i] != fork->to[0])
			return;
	bp_diagnose(subject->faults, BP_FAULT_FORK_ONE, fork->question->line,
		fork->question->column,
		_("semua pilihan di percabangan ini menuju tempat yang sama; bedakan tujuannya, atau jadikan soal biasa"));
}

/* Forks lead down only, so one look from the top finds all that is come to. `come`: for each
 * block, whether the part that it begins is. */
static void forks_walk(const struct bp_story *story, uint8_t *come)
{
	for (size_t i = 0; i < story->fork_count; i++) {
		const struct bp_story_fork *fork = &story->forks[i];
		uint32_t part = story->parts[fork->block];
		if (part != BP_STORY_START && (part >= BP_STORY_END || !come[part]))
			continue;
		for (size_t n = 0; n < fork->question->choice_count; n++)
			if (fork->to[n] < BP_STORY_END)
				come[fork->to[n]] = 1;
	}
}

static void forks_check_parts(const struct rule_subject *subject,
	const struct bp_story *story, struct bp_arena *arena)
{
	const struct bp_document *document = subject->document;
	uint8_t *come = bp_arena_alloc(arena, document->count, 1);

	forks_walk(story, come);
	for (uint32_t i = 0; i < document->count; i++)
		if (story->parts[i] == i && !come[i])
			bp_diagnose(subject->faults, BP_FAULT_FORK_PART,
				document->blocks[i].line, 1,
				_("tidak ada jalan yang sampai ke bagian ini; tautkan dari sebuah pilihan, atau turunkan tingkat judulnya"));
}

/* In an exam all questions are asked, one after the other, and graded. */
static void forks_refuse(const struct rule_subject *subject, const struct bp_story *story)
{
	for (size_t i = 0; i < story->fork_count; i++)
		bp_diagnose(subject->faults, BP_FAULT_FORK_EXAM,
			story->forks[i].question->line, story->forks[i].question->column,
			_("ujian tidak bercabang: pindahkan cerita ini ke modul sendiri, atau hapus tag cabang"));
}

static void forks_check_story(const struct rule_subject *subject,
	const struct bp_story *story, struct bp_arena *arena)
{
	for (size_t i = 0; i < story->fork_count; i++) {
		forks_check_links(subject, &story->forks[i]);
		forks_check_ways(subject, &story->forks[i]);
	}
	forks_check_parts(subject, story, arena);
}

void forks_check(const struct rule_subject *subject)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_story *story =
		subject->document ? bp_story_new(arena, subject->document) : NULL;

	if (story && subject->module && subject->module->kind == BP_EXAM)
		forks_refuse(subject, story);
	else if (story)
		forks_check_story(subject, story, arena);
	bp_arena_free(arena);
}
