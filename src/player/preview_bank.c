/* A file of questions in a preview: a course of one module, whose text is made of it. */
#include "preview.h"
#include <berpijar/arena.h>
#include <berpijar/bank.h>
#include <berpijar/file.h>

/* A file of questions is a course of one module, whose text is made of it. */
void bp_preview_add_bank(const struct preview *preview, struct bp_library *library)
{
	const char *name = bp_arena_cstr(
		library->arena, bp_str(bp_preview_file_name(preview->path)));
	struct bp_course *course = bp_arena_alloc(library->arena, 1, sizeof *course);
	struct bp_buf folder = {0};

	*course = bp_course_defaults;
	bp_preview_folder(preview->path, &folder);
	course->path = bp_arena_cstr(library->arena, bp_buf_str(&folder));
	course->title = name;
	course->id = "soal";
	course->lone = true;
	course->modules = bp_arena_alloc(library->arena, 1, sizeof *course->modules);
	course->module_count = 1;
	course->modules[0] = bp_module_defaults;
	course->modules[0].id = "soal";
	course->modules[0].title = course->modules[0].file = name;
	*BP_PUSH(library->arena, library->courses, library->count, library->room) =
		course;
	bp_buf_release(&folder);
}

/* Longer than any fence in a file of questions could sensibly be. */
#define FENCE "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"

/* Appends the questions as a module's Markdown whose first line has the number 0, so that
 * those of GIFT stand at their own lines. */
static bool preview_write_bank(const struct preview *preview,
	struct bp_diagnostics *faults, struct bp_buf *out, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz = {0};
	struct bp_buf text = {0}, gift = {0};
	struct bp_bank_writer writer = {.format = BP_BANK_GIFT, .out = &gift};
	bool ok = bp_file_read(preview->path, BP_BANK_LIMIT, &text, err);
	enum bp_bank_format format = bp_bank_recognize(bp_buf_str(&text));

	bp_bank_read(arena, format, (struct bp_gift_source){bp_buf_str(&text), 1, 0, 0},
		faults, &quiz);
	bp_bank_write_begin(&writer);
	bp_bank_write(&writer, &quiz);
	bp_bank_write_end(&writer);
	bp_buf_add_cstr(out, FENCE "gift\n");
	bp_buf_add_harmless(out, bp_buf_str(format == BP_BANK_GIFT ? &text : &gift));
	bp_buf_add_cstr(out, "\n" FENCE "\n");
	bp_buf_release(&text);
	bp_buf_release(&gift);
	bp_arena_free(arena);
	return ok;
}

struct bp_document *bp_preview_document(const struct preview *preview,
	const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	struct bp_document *document = NULL;
	struct bp_buf text = {0};

	if (!preview->bank)
		return bp_document_open(course, module, faults, err);
	if (preview_write_bank(preview, faults, &text, err))
		document = bp_document_read(bp_buf_str(&text), 0, NULL);
	bp_buf_release(&text);
	return document;
}
