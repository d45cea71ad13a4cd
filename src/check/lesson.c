/* Rules about a lesson as a whole, and about titles in a course. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

static bool structure_has_text(const struct rule_subject *subject)
{
	const struct bp_document *document = subject->document;

	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind != BP_BLOCK_QUESTION &&
			document->blocks[i].kind != BP_BLOCK_RULE)
			return true;
	return false;
}

/* Whether questions may be missing because of what was told already. */
static bool structure_questions_lost(const struct rule_subject *subject)
{
	for (size_t i = 0; i < subject->faults->count; i++) {
		enum bp_fault fault = subject->faults->at[i].fault;
		const char *code = bp_fault_row(fault)->code;
		if (strncmp(code, "gift-", 5) == 0 || strncmp(code, "fence-", 6) == 0)
			return true;
	}
	return false;
}

static size_t structure_first_line(const struct page *page)
{
	size_t line = page->body;

	while (line < page->count && page->lines[line].kind == PAGE_BLANK)
		line++;
	return line < page->count ? page->lines[line].at : page->text.len ? 0 : 0;
}

#define LESSON_WORDS 150 /* that deserve a question */

void structure_check_lesson(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	size_t asked = bp_quiz_asked(subject->quiz);
	size_t pass = page_key(subject->page, "pass");

	if (module->kind != BP_LESSON || module->fault)
		return;
	if (!structure_has_text(subject) && subject->quiz->count == 0)
		rule_tell(subject, structure_first_line(subject->page),
			BP_FAULT_LESSON_EMPTY,
			_("modul ini belum berisi apa pun; tulislah pelajarannya di bawah bagian depan"));
	else if (!structure_has_text(subject))
		rule_tell(subject, structure_first_line(subject->page),
			BP_FAULT_LESSON_ONLY_QUESTIONS,
			_("modul ini hanya berisi soal; tulislah pelajarannya di atasnya, atau jadikan ujian dengan \"kind: exam\""));
	if (asked || structure_questions_lost(subject))
		return;
	if (pass != SIZE_MAX)
		rule_tell(subject, pass, BP_FAULT_PASS_UNASKED,
			_("nilai lulus tidak berguna, karena modul ini tanpa soal; tulislah soal, atau hapus baris \"pass\""));
	else if ((*subject->kept)->words >= LESSON_WORDS)
		rule_tell(subject, structure_first_line(subject->page),
			BP_FAULT_LESSON_UNASKED,
			_("pelajaran ini tidak bertanya apa-apa; satu soal membuat pembacanya mengingat"));
}

void structure_check_titles(const struct rule_subject *subject)
{
	const struct bp_course *course = subject->course;
	struct bp_index titles = {.arena = bp_arena_new()};

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module *module = &course->modules[i];
		uint32_t hash = bp_index_hash(
			bp_hash_folded(BP_HASH_START, bp_str(module->title)));
		uint32_t n = BP_INDEX_END;
		size_t probe = hash;
		while ((n = bp_index_next(&titles, hash, &probe)) != BP_INDEX_END &&
			strcmp(course->modules[n].title, module->title) != 0)
			;
		if (n == BP_INDEX_END) {
			bp_index_add(&titles, hash, (uint32_t)i);
			continue;
		}
		bp_diagnostics_file(
			subject->faults, bp_module_path(titles.arena, course, module));
		const struct module_kept *here = subject->kept[i],
					 *there = subject->kept[n];
		bp_diagnose(subject->faults, BP_FAULT_TITLE_TWICE,
			here ? here->title_line : 0, here ? here->title_column : 0,
			_("judul \"%s\" sudah dipakai %s; bedakan, agar peserta tahu mana yang ia buka"),
			module->title, course->modules[n].file);
		bp_diagnose_related(subject->faults,
			bp_module_path(titles.arena, course, &course->modules[n]),
			there ? there->title_line : 0, there ? there->title_column : 0,
			_("yang pertama di sini"));
	}
	bp_arena_free(titles.arena);
}
