/* Finds modules of a course, tells what holds for them, and reads their files. */
#include "module.h"
#include "front_matter.h"
#include "names.h"
#include <berpijar/document.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <unistd.h>

static bool module_is_named(const struct bp_module *module, struct bp_str name, bool file)
{
	return bp_str_is(name, module->id) || (file && bp_str_is(name, module->file));
}

/* The first that has the name: of several modules with an id only that can be opened. */
static const struct bp_module *module_find(
	const struct bp_course *course, struct bp_str name, bool file)
{
	uint32_t hash = bp_index_name(name), n;
	const struct bp_module *found = NULL;
	size_t probe = hash;

	for (size_t i = 0; !course->by_name.count && i < course->module_count; i++)
		if (module_is_named(&course->modules[i], name, file))
			return &course->modules[i];
	while ((n = bp_index_next(&course->by_name, hash, &probe)) != BP_INDEX_END) {
		const struct bp_module *module = &course->modules[n];
		if (module_is_named(module, name, file) && (!found || module < found))
			found = module;
	}
	return found;
}

const struct bp_module *bp_course_find(const struct bp_course *course, struct bp_str id)
{
	return module_find(course, id, false);
}

const struct bp_module *bp_course_find_named(
	const struct bp_course *course, struct bp_str name)
{
	return module_find(course, name, true);
}

size_t bp_module_index(const struct bp_course *course, const struct bp_module *module)
{
	return (size_t)(module - course->modules);
}

int bp_module_pass(const struct bp_course *course, const struct bp_module *module)
{
	return module->pass >= 0 ? module->pass : course->pass;
}

size_t bp_course_asked(const struct bp_course *course)
{
	size_t count = 0;

	for (size_t i = 0; i < course->module_count; i++)
		count += !course->modules[i].optional;
	return count;
}

int bp_course_jp_halves(const struct bp_course *course)
{
	int sum = 0;

	for (size_t i = 0; i < course->module_count; i++)
		sum += course->modules[i].jp_halves;
	return sum;
}

int bp_jp_minutes(int halves)
{
	return (halves * BP_JP_MINUTES + 1) / 2;
}

const char *bp_module_path(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_module *module)
{
	return names_join(arena, course->path, module->file);
}

void module_tell_size(const struct fault_sink *sink)
{
	fault_bar(sink, BP_FAULT_FILE_SIZE, 0, 0,
		_("modul ini lebih besar dari %d KiB; pecahlah menjadi beberapa modul"),
		BP_MODULE_LIMIT / 1024);
}

static bool module_read(const struct bp_course *course, const struct bp_module *module,
	const struct fault_sink *sink, struct bp_buf *out)
{
	struct bp_error err = {0};
	size_t size = 0;
	int root = -1;
	bool ok = bp_root_open(course->path, &root, &err) &&
		bp_root_read_start(root, module->file, BP_MODULE_LIMIT, out, &size, &err);

	if (root >= 0)
		close(root);
	if (!ok)
		fault_bar(sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
	else if (size > BP_MODULE_LIMIT)
		module_tell_size(sink);
	return ok && size <= BP_MODULE_LIMIT;
}

bool module_load_text(const struct bp_course *course, const struct bp_module *module,
	const struct fault_sink *sink, struct bp_buf *out)
{
	size_t before = out->len;

	if (!module_read(course, module, sink, out))
		return false;
	return source_check(bp_str_from(bp_buf_str(out), before), false, sink);
}

/* Appends the text of a module, if it is sound; *front tells where its Markdown begins. */
static bool module_load(const struct bp_course *course, const struct bp_module *module,
	const struct fault_sink *sink, struct bp_buf *out, struct front_matter *front)
{
	size_t before = out->len;

	if (module_load_text(course, module, sink, out) &&
		front_matter_find(
			bp_str_from(bp_buf_str(out), before), false, sink, front)) {
		front->body += before;
		return true;
	}
	out->len = before;
	return false;
}

bool bp_module_read(const struct bp_course *course, const struct bp_module *module,
	struct bp_buf *out, size_t *body, int *body_line, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	const char *bar = NULL;
	const struct fault_sink sink = {
		arena, NULL, bp_module_path(arena, course, module), &bar};
	struct front_matter front;
	bool ok = module_load(course, module, &sink, out, &front);

	if (ok) {
		*body = front.body;
		*body_line = front.body_line;
	} else {
		bp_fail(err, BP_ERROR_INPUT, "%s", bar);
	}
	bp_arena_free(arena);
	return ok;
}

/* Whatever is wrong with a text, all of it that can be checked is. */
static bool module_mend(struct bp_module_source *source, const struct fault_sink *sink)
{
	struct bp_buf mended = {0};
	struct front_matter front;

	source->whole = source_check(bp_buf_str(&source->text), false, sink);
	if (!source->whole) {
		bool ok = source_mend(bp_buf_str(&source->text), &mended);
		bp_buf_release(&source->text);
		source->text = mended;
		if (!ok)
			return false;
	}
	if (!front_matter_find(bp_buf_str(&source->text), false, sink, &front) &&
		!front.present)
		front = (struct front_matter){.body_line = 1};
	source->body = front.body;
	source->body_line = front.body_line;
	return true;
}

bool bp_module_source(const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults, struct bp_module_source *source)
{
	struct bp_arena *arena = bp_arena_new();
	const char *bar = NULL;
	const struct fault_sink sink = {
		arena, faults, bp_module_path(arena, course, module), &bar};
	bool ok = course->text.at ? (bp_buf_add_str(&source->text, course->text), true)
				  : module_read(course, module, &sink, &source->text);

	ok = ok && module_mend(source, &sink);
	bp_arena_free(arena);
	return ok;
}

struct bp_document *bp_document_open(const struct bp_course *course,
	const struct bp_module *module, struct bp_diagnostics *faults,
	struct bp_error *err)
{
	struct bp_buf source = {0};
	struct bp_document *document = NULL;
	size_t body;
	int line;

	if (module->fault)
		bp_fail(err, BP_ERROR_INPUT, "%s", module->fault);
	else if (bp_module_read(course, module, &source, &body, &line, err))
		document = bp_document_read(
			bp_str_from(bp_buf_str(&source), body), line, faults);
	bp_buf_release(&source);
	return document;
}
