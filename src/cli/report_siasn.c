/* The rows for the state's register of all who finished a course. */
#include "report_siasn.h"
#include "proof_office.h"
#include <berpijar/arena.h>
#include <berpijar/learners.h>
#include <string.h>

static const char *report_siasn_folder(
	const char *const *folders, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (bp_learner_exists(folders[i], id))
			return folders[i];
	return NULL;
}

/* A bundle says what somebody did, and is no record that a server vouches for. */
static bool report_siasn_add(struct bp_office *office,
	const struct bp_class_learner *learner, const char *folder, struct bp_error *err)
{
	if (folder && !learner->fault)
		return bp_office_add(office, folder, learner->id, err);
	return bp_fail(err, BP_ERROR_NOT_FOUND, "%s",
		learner->fault ? learner->fault
			       : _("hanya ada bundelnya, bukan catatannya"));
}

static void report_siasn_add_all(struct bp_office *office, const struct bp_class *class,
	const char *const *folders, size_t folder_count, size_t *refused)
{
	for (size_t i = 0; i < class->learner_count; i++) {
		const struct bp_class_learner *learner = &class->learners[i];
		struct bp_error why = {0};
		if (learner->state != BP_CLASS_DONE ||
			report_siasn_add(office, learner,
				report_siasn_folder(folders, folder_count, learner->id),
				&why))
			continue;
		++*refused;
		bp_say(stderr, _("berpijar: %s, \"%s\": tidak ada barisnya: %s\n"),
			learner->id, class->course->title, why.message);
	}
}

bool report_siasn(const struct options *options, const struct bp_class *class,
	struct bp_library *library, const char *const *folders, size_t folder_count,
	size_t *refused, struct bp_error *err)
{
	struct bp_office office = {.config = &options->config,
		.library = library,
		.course = class->course,
		.arena = bp_arena_new()};

	bool ok = !class->nameless ||
		bp_fail(err, BP_ERROR_USAGE,
			_("baris register memuat NIP, jadi tidak dapat tanpa nama"));

	*refused = 0;
	if (ok)
		report_siasn_add_all(&office, class, folders, folder_count, refused);
	ok = ok && office_give(options, &office, err);
	size_t told = office_tell_refused(&office);
	*refused += told;
	if (ok && options->out)
		bp_say(stderr, _("%zu baris di %s\n"), office.count - told, options->out);
	bp_arena_free(office.arena);
	return ok;
}
