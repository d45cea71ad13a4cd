/* `berpijar progress --works`: what the learner wrote in all courses, as Markdown. */
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/session.h>
#include <berpijar/works.h>

static void works_add_course(const struct bp_session *session,
	const struct bp_course *course, struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_works works = {0};

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module *module = &course->modules[i];
		struct bp_document *document =
			bp_document_open(course, module, NULL, NULL);
		bp_works_add(&works, arena, session->progress, course, module, document);
		bp_document_free(document);
	}
	if (works.count && out->len)
		bp_buf_add_char(out, '\n');
	bp_works_write(course, &works, out);
	bp_arena_free(arena);
}

bool print_works(
	const struct options *options, struct bp_session *session, struct bp_error *err)
{
	struct bp_buf out = {0};
	bool ok = true;

	for (size_t i = 0; i < bp_library_all(&session->library); i++)
		works_add_course(session, session->library.courses[i], &out);
	if (!out.len)
		bp_buf_printf(&out, "# %s\n\n%s\n", _("Karya"), _("Belum ada."));
	if (options->output)
		ok = bp_file_write_private(
			options->output, bp_buf_str(&out), options->force, err);
	else
		bp_print_clean(stdout, bp_buf_str(&out));
	bp_buf_release(&out);
	return ok;
}
