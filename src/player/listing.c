/* Courses, and questions that have come back, as lines for a program to read. */
#include "listing.h"
#include <berpijar/lang.h>
#include <berpijar/review.h>
#include <berpijar/say.h>

int bp_listing_courses(struct bp_session *session)
{
	size_t count = bp_library_all(&session->library);

	for (size_t i = 0; i < count; i++) {
		const struct bp_course *course = session->library.courses[i];
		bp_print_clean_line(stdout, bp_str(course->id));
		fputs("\t", stdout);
		bp_print_clean_line(stdout, bp_str(course->title));
		printf("\t%zu %s\n", course->module_count, _("modul"));
	}
	if (count == 0)
		puts(_("Belum ada kursus."));
	return BP_EXIT_DONE;
}

int bp_listing_review(const struct bp_session *session)
{
	size_t due = bp_review_asked(session->progress, bp_session_now(), NULL, 0);

	if (due)
		printf(_("%zu soal untuk diulang. Jalankan di terminal untuk mulai.\n"),
			due);
	else
		puts(_("Hari ini tidak ada soal untuk diulang."));
	return BP_EXIT_DONE;
}
