/* `berpijar progress --notes`: bookmarks, notes and reported questions as Markdown. */
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/marks.h>
#include <berpijar/reports.h>
#include <berpijar/session.h>
#include <stdlib.h>

static void notes_print_day(int64_t at)
{
	char day[BP_TIME_ROOM];

	bp_time_day(at, day);
	fputs(day, stdout);
}

/* Prints a title, or the id where the course or module is no longer there. */
static void notes_print_title(const char *level, const char *title, struct bp_str id)
{
	printf("\n%s ", level);
	bp_print_clean_line(stdout, title ? bp_str(title) : id);
	putchar('\n');
}

static void notes_print_lines(struct bp_str text)
{
	for (size_t at = 0; at <= text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = text.len;
		fputs("  > ", stdout);
		bp_print_clean(stdout, bp_str_part(text, at, end));
		putchar('\n');
		at = end + 1;
	}
}

static void notes_print_mark(const struct bp_mark *mark)
{
	bool note = mark->verb == BP_ANNOTATED;

	fputs("\n- ", stdout);
	if (mark->heading.len) {
		bp_print_clean_line(stdout, mark->heading);
		fputs(", ", stdout);
	}
	fputs(note ? _("Catatan") : _("Penanda"), stdout);
	fputs(" (", stdout);
	notes_print_day(mark->at);
	puts("):\n");
	notes_print_lines(mark->text);
}

static void notes_print_ids(const struct bp_report *report)
{
	bp_print_clean_line(stdout, report->course);
	putchar('/');
	bp_print_clean_line(stdout, report->module);
	putchar('/');
	bp_print_clean_line(stdout, report->question);
}

static size_t notes_print_reports(const struct bp_session *session)
{
	size_t count;
	const struct bp_report *reports =
		bp_reports_list(bp_progress_reports(session->progress), &count);

	if (count)
		printf("\n## %s\n", _("Soal yang dilaporkan"));
	for (size_t i = 0; i < count; i++) {
		fputs("\n- ", stdout);
		notes_print_ids(&reports[i]);
		fputs(" (", stdout);
		notes_print_day(reports[i].at);
		puts("):\n");
		notes_print_lines(reports[i].text);
	}
	return count;
}

void print_notes(struct bp_session *session)
{
	struct bp_marks *marks = bp_progress_marks(session->progress);
	size_t count = bp_marks_list(marks, NULL, 0);
	const struct bp_mark **list = bp_alloc(count + 1, sizeof *list);
	struct bp_str course = {0}, module = {0};

	bp_marks_list(marks, list, count);
	printf("# %s: %s\n", _("Penanda dan catatan"), session->learner.at);
	for (size_t i = 0; i < count; i++) {
		const struct bp_course *in =
			bp_library_find(&session->library, list[i]->course);
		const struct bp_module *of =
			in ? bp_course_find(in, list[i]->module) : NULL;
		bool new_course = !bp_str_equal(course, list[i]->course);
		if (new_course)
			notes_print_title("##", in ? in->title : NULL, list[i]->course);
		if (new_course || !bp_str_equal(module, list[i]->module))
			notes_print_title("###", of ? of->title : NULL, list[i]->module);
		course = list[i]->course;
		module = list[i]->module;
		notes_print_mark(list[i]);
	}
	if (notes_print_reports(session) + count == 0)
		printf("\n%s\n", _("Belum ada."));
	free(list);
}
