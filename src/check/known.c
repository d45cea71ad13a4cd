/* Rules about ids that learners' records know: what a course no longer has, no learner finds
 * again. */
#include "rules.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>

static bool known_has_question(const struct module_kept *kept, struct bp_str id)
{
	uint32_t hash = kept_hash(id), n;
	size_t probe = hash;

	while ((n = bp_index_next(&kept->by_id, hash, &probe)) != BP_INDEX_END)
		if (bp_str_equal(kept->ids.at[n], id))
			return true;
	return false;
}

static void known_check_module(
	const struct rule_subject *subject, const struct bp_known *known)
{
	const struct bp_course *course = subject->course;
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < course->module_count; i++)
		bp_near_offer(&near, known->module, course->modules[i].id);
	bp_diagnostics_file(subject->faults, course->path);
	bp_diagnose(subject->faults, BP_FAULT_ID_LOST, 0, 0,
		near.word
			? _("modul \"%.*s\" ada di catatan peserta, tetapi tidak lagi di kursus ini; tulislah \"id: %.*s\" di modul \"%s\" bila itu modulnya")
			: _("modul \"%.*s\" ada di catatan peserta, tetapi tidak lagi di kursus ini; tulislah \"id: %.*s\" di modul yang menggantikannya%s"),
		(int)known->module.len, known->module.at, (int)known->module.len,
		known->module.at, near.word ? near.word : "");
}

static void known_check_question(const struct rule_subject *subject,
	const struct bp_module *module, const struct bp_known *known)
{
	struct bp_arena *arena = bp_arena_new();

	bp_diagnostics_file(
		subject->faults, bp_module_path(arena, subject->course, module));
	bp_diagnose(subject->faults, BP_FAULT_ID_LOST, 0, 0,
		_("soal \"%.*s\" ada di catatan peserta, tetapi tidak lagi di modul ini; bila soalnya hanya diubah, namailah ::%.*s::"),
		(int)known->question.len, known->question.at, (int)known->question.len,
		known->question.at);
	bp_arena_free(arena);
}

void known_check(const struct rule_subject *subject)
{
	const struct bp_check *check = subject->check;

	for (size_t i = 0; i < check->known_count; i++) {
		const struct bp_known *known = &check->known[i];
		if (!bp_str_is(known->course, subject->course->id))
			continue;
		const struct bp_module *module =
			bp_course_find(subject->course, known->module);
		const struct module_kept *kept = module
			? subject->kept[bp_module_index(subject->course, module)]
			: NULL;
		if (!module && !known->question.len)
			known_check_module(subject, known);
		else if (kept && known->question.len &&
			!known_has_question(kept, known->question))
			known_check_question(subject, module, known);
	}
}
