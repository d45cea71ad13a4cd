/* Reads a course from its folder, or from a lone module. */
#include "course_load.h"
#include "course_order.h"
#include "front_matter.h"
#include "id.h"
#include "keys.h"
#include "module.h"
#include "names.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODULES_MOST 1000
#define MODULES_FEW  16 /* are found as fast without an index */
#define COURSE_FILE  "course.yaml"
#define COURSE_LIMIT (64 * 1024) /* bytes of course.yaml */

/* Bytes of a module that are read: enough for the front matter and the lines around it. */
#define HEAD_SIZE (BP_FRONT_MATTER_LIMIT + 1024)

/* A course while it is read. Its sources are parallel to its modules. */
struct loading {
	struct bp_arena *arena;
	struct bp_arena *passing; /* of what only reading needs */
	struct bp_diagnostics *faults;
	struct bp_course course;
	int root;
	struct bp_buf text; /* of the file that is being read */
	struct module_source *sources;
	size_t source_count, source_room;
};

static void course_name_module(
	struct loading *loading, struct bp_module *module, const struct fault_sink *sink)
{
	struct bp_str stem = id_stem(bp_str(module->file));

	if (module->id)
		return;
	module->id = id_is_valid(stem) ? bp_arena_cstr(loading->arena, stem)
				       : id_from_name(loading->arena, stem);
	if (!bp_str_is(stem, module->id) && !loading->course.text.at)
		fault_add(sink, BP_FAULT_ID_DERIVED, 0, 0,
			_("nama berkas ini tidak dapat menjadi id, jadi id-nya \"%s\"; namailah dengan huruf kecil, angka, dan tanda hubung, atau tulislah \"id:\""),
			module->id);
}

/* What is told of a text that is not UTF-8 does not keep the rest from being read. */
static bool course_mend(struct loading *loading, bool cut, const struct fault_sink *sink)
{
	struct bp_buf mended = {0};

	if (source_check(bp_buf_str(&loading->text), cut, sink))
		return true;
	bool ok = source_mend(bp_buf_str(&loading->text), &mended);
	bp_buf_release(&loading->text);
	loading->text = mended;
	return ok;
}

/* A module that measures what the course brings; where only one of its forms is given, the
 * other follows. */
static void course_set_forms(struct bp_module *module, const struct fields *fields,
	const struct fault_sink *sink)
{
	const struct field *field = fields_find(fields, "posttest");

	if (module->kind != BP_EXAM)
		module->pretest = module->posttest = BP_FORM_NONE;
	if (module->pretest == module->posttest) {
		if (module->pretest && field)
			fault_add(sink, BP_FAULT_YAML_VALUE, field->line, field->column,
				_("pretest dan posttest memakai bentuk yang sama; yang satu A, yang lain B"));
		if (!module->pretest)
			return;
		module->pretest = BP_FORM_NONE;
	}
	if (!module->pretest)
		module->pretest = BP_FORM_A + BP_FORM_B - module->posttest;
	module->posttest = BP_FORM_A + BP_FORM_B - module->pretest;
	module->optional = true;
	module->attempts = 2;
	module->pass = 0;
	module->feedback = BP_FEEDBACK_DEFERRED;
}

static void course_read_front_matter(struct loading *loading, struct bp_module *module,
	struct module_source *source, const struct fault_sink *sink, bool cut)
{
	struct front_matter front;
	struct fields fields = {.arena = loading->passing};

	if (!course_mend(loading, cut, sink))
		return;
	bool closed = front_matter_find(bp_buf_str(&loading->text), cut, sink, &front);
	if (!closed && !front.present)
		return;
	if (!front.present && module->fault)
		return;
	int near = front.present ? 0 : front_matter_near(bp_buf_str(&loading->text));
	if (near) {
		fault_add(sink, BP_FAULT_FRONT_MATTER_NONE_NEAR, near, 1,
			_("kunci ini tampak sebagai teks, karena bagian depan tidak dimulai di baris pertama; awalilah berkasnya dengan baris ---, lalu kuncinya, lalu baris ---"));
		return;
	}
	if (!front.present) {
		fault_add(sink, BP_FAULT_FRONT_MATTER_NONE, 1, 1,
			_("modul ini belum punya bagian depan; awalilah dengan baris ---, \"title: …\", dan baris ---"));
		return;
	}
	bool understood = fields_read(front.yaml, front.line, sink, &fields);
	keys_read_module(&fields, sink, module);
	course_set_forms(module, &fields, sink);
	if (module->optional)
		module->jp_halves = 0;
	*source = (struct module_source){
		fields_find(&fields, "id"), fields_find(&fields, "after")};
	if (closed && understood && !module->title && !fields_find(&fields, "title"))
		fault_add(sink, BP_FAULT_TITLE_MISSING, 1, 1,
			_("modul ini belum berjudul; tambahkan \"title: …\""));
}

/* The start of a module's text; *size is that of all of it. */
static bool course_take_head(
	struct loading *loading, const char *name, size_t *size, struct bp_error *err)
{
	bp_buf_clear(&loading->text);
	if (!loading->course.text.at)
		return bp_root_read_start(
			loading->root, name, HEAD_SIZE, &loading->text, size, err);
	*size = loading->course.text.len;
	bp_buf_add_str(&loading->text, bp_str_part(loading->course.text, 0, HEAD_SIZE));
	return true;
}

static void course_load_module(struct loading *loading, const char *name)
{
	struct bp_course *course = &loading->course;
	struct bp_module *module = BP_PUSH(loading->arena, course->modules,
		course->module_count, course->module_room);
	struct module_source *source = BP_PUSH(loading->passing, loading->sources,
		loading->source_count, loading->source_room);
	struct fault_sink sink = {loading->arena, loading->faults,
		names_join(loading->arena, course->path, name), &module->fault};
	struct bp_error err;
	size_t size;

	*source = (struct module_source){0};
	*module = bp_module_defaults;
	module->file = name;
	if (!course_take_head(loading, name, &size, &err)) {
		fault_bar(&sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
	} else {
		if (size > BP_MODULE_LIMIT)
			module_tell_size(&sink);
		course_read_front_matter(
			loading, module, source, &sink, size > loading->text.len);
	}
	course_name_module(loading, module, &sink);
	if (!module->title)
		module->title = name;
}

static struct bp_names course_module_names(
	struct loading *loading, const struct bp_names *names)
{
	struct bp_names modules = {0};
	const struct fault_sink sink = {loading->arena, loading->faults,
		loading->course.path, &loading->course.fault};

	for (size_t i = 0; i < names->count; i++) {
		if (!names_is_module(names->at[i]))
			continue;
		if (names_is_sound(bp_str(names->at[i])))
			*BP_PUSH(loading->arena, modules.at, modules.count,
				modules.room) = names->at[i];
		else
			fault_add(&sink, BP_FAULT_NAME_REFUSED, 0, 0,
				_("berkas \"%s\" dilewati; namailah tanpa karakter kendali dan tanpa tanda hubung di depan"),
				fault_quote(loading->arena, bp_str(names->at[i])));
	}
	if (modules.count)
		qsort(modules.at, modules.count, sizeof *modules.at, names_by_order);
	if (modules.count > MODULES_MOST) {
		fault_add(&sink, BP_FAULT_COURSE_SIZE, 0, 0,
			_("kursus ini berisi %zu modul; hanya %d yang pertama dibaca, jadi pecahlah kursusnya"),
			modules.count, MODULES_MOST);
		modules.count = MODULES_MOST;
	}
	return modules;
}

/* Reads course.yaml, if there is one. Returns its key `modules`, or NULL. */
static const struct field *course_read_file(
	struct loading *loading, const struct fault_sink *sink)
{
	struct bp_course *course = &loading->course;
	struct fields fields = {.arena = loading->passing};
	struct bp_error err = {0};
	bool understood = false;

	bp_buf_clear(&loading->text);
	if (!bp_root_read(
		    loading->root, COURSE_FILE, COURSE_LIMIT, &loading->text, &err)) {
		if (err.kind != BP_ERROR_NOT_FOUND)
			fault_bar(sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
		else
			fault_add(sink, BP_FAULT_COURSE_FILE_NONE, 0, 0,
				_("kursus ini belum punya course.yaml, jadi judulnya nama foldernya"));
	} else if (course_mend(loading, false, sink)) {
		struct bp_str text = bp_buf_str(&loading->text);
		if (bp_str_starts(text, "\xef\xbb\xbf"))
			text = bp_str_from(text, 3);
		understood = fields_read(text, 1, sink, &fields);
	}
	keys_read_course(&fields, sink, course);
	if (understood && !course->title && !fields_find(&fields, "title"))
		fault_add(sink, BP_FAULT_TITLE_MISSING, 1, 1,
			_("kursus ini belum berjudul; tambahkan \"title: …\""));
	return fields_find(&fields, "modules");
}

static void course_index(struct loading *loading)
{
	struct bp_course *course = &loading->course;
	struct bp_index *index = &course->by_name;

	index->arena = loading->arena;
	if (course->module_count <= MODULES_FEW)
		return;
	for (uint32_t i = 0; i < course->module_count; i++) {
		const struct bp_module *module = &course->modules[i];
		bp_index_add(index, bp_index_name(bp_str(module->id)), i);
		bp_index_add(index, bp_index_name(bp_str(module->file)), i);
	}
}

static void course_read(struct loading *loading, const struct bp_names *names)
{
	struct bp_course *course = &loading->course;
	struct fault_sink sink = {loading->arena, loading->faults,
		names_join(loading->arena, course->path, COURSE_FILE), &course->fault};
	const struct field *modules = course_read_file(loading, &sink);
	struct bp_names files = course_module_names(loading, names);

	course->modules =
		bp_arena_alloc(loading->arena, files.count, sizeof *course->modules);
	course->module_room = files.count;
	for (size_t i = 0; i < files.count; i++)
		course_load_module(loading, files.at[i]);
	course_check_ids(course, loading->sources, &sink);
	course_check_after(course, loading->sources, &sink);
	course_order(course, modules, &sink);
	course_index(loading);
	if (course->module_count == 0) {
		sink.file = course->path;
		fault_add(&sink, BP_FAULT_COURSE_EMPTY, 0, 0,
			_("kursus ini belum berisi modul; tambahkan berkas .md ke dalamnya"));
	}
}

/* The name of a folder: the last part of its path, resolved first if that is "." or the
 * like. */
static const char *course_folder_name(struct bp_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

	if (*name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
		return name;
	char *real = realpath(path, NULL);
	slash = real ? strrchr(real, '/') : NULL;
	name = bp_arena_cstr(arena, bp_str(slash ? slash + 1 : "kursus"));
	free(real);
	return name;
}

static void course_set_name(struct loading *loading)
{
	struct bp_course *course = &loading->course;
	struct bp_str name = bp_str(course_folder_name(loading->arena, course->path));
	const struct fault_sink sink = {
		loading->arena, loading->faults, course->path, &course->fault};

	course->id = id_is_valid(name) ? bp_arena_cstr(loading->arena, name)
				       : id_from_name(loading->arena, name);
	if (!bp_str_is(name, course->id))
		fault_add(&sink, BP_FAULT_ID_DERIVED, 0, 0,
			_("nama folder ini tidak dapat menjadi id, jadi id kursusnya \"%s\"; namailah dengan huruf kecil, angka, dan tanda hubung"),
			course->id);
	if (!course->title)
		course->title = fault_quote(loading->arena, name);
}

bool course_is_folder(const struct bp_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->at[i], COURSE_FILE) == 0 ||
			names_is_module(names->at[i]))
			return true;
	return false;
}

static struct loading course_begin(
	struct bp_arena *arena, const char *path, struct bp_diagnostics *faults)
{
	struct loading loading = {.arena = arena,
		.passing = bp_arena_new(),
		.faults = faults,
		.course = bp_course_defaults};

	loading.course.path = path;
	return loading;
}

static void course_end(struct loading *loading)
{
	bp_buf_release(&loading->text);
	bp_arena_free(loading->passing);
}

struct bp_course course_load(struct bp_arena *arena, const char *path, int root,
	const struct bp_names *names, struct bp_diagnostics *faults)
{
	struct loading loading = course_begin(arena, path, faults);

	loading.root = root;
	course_read(&loading, names);
	course_set_name(&loading);
	course_end(&loading);
	return loading.course;
}

/* The folder that a path is in. */
static const char *course_folder_of(struct bp_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	return bp_arena_cstr(arena, (struct bp_str){path, (size_t)(slash - path)});
}

/* The course takes its id, title and date from its only module. */
static struct bp_course course_of_one(struct loading *loading, const char *name)
{
	struct bp_course *course = &loading->course;

	course_load_module(loading, name);
	course->lone = true;
	course_check_self(&course->modules[0], loading->sources[0].after,
		&(struct fault_sink){loading->arena, loading->faults,
			names_join(loading->arena, course->path, name),
			&course->modules[0].fault});
	course->modules[0].after.count = 0; /* no other module can come before it */
	course->id = course->modules[0].id;
	course->title = course->modules[0].title;
	course->as_of = course->modules[0].as_of;
	course_end(loading);
	return *course;
}

bool course_load_lone(struct bp_arena *arena, const char *path,
	struct bp_diagnostics *faults, struct bp_course *course, struct bp_error *err)
{
	const char *slash = strrchr(path, '/');
	const char *folder = course_folder_of(arena, path);
	int root;

	if (!bp_root_open(folder, &root, err))
		return false;
	struct loading loading = course_begin(arena, folder, faults);
	loading.root = root;
	*course = course_of_one(
		&loading, bp_arena_cstr(arena, bp_str(slash ? slash + 1 : path)));
	close(root);
	return true;
}

struct bp_course course_load_text(struct bp_arena *arena, const char *name,
	struct bp_str text, struct bp_diagnostics *faults)
{
	struct loading loading = course_begin(arena, ".", faults);

	loading.course.text = text.at ? text : BP_STR("");
	return course_of_one(&loading, bp_arena_cstr(arena, bp_str(name)));
}

const char *bp_list_words(struct bp_arena *arena, const struct bp_list *list)
{
	struct bp_buf all = {0};

	for (size_t i = 0; i < list->count; i++) {
		bp_buf_add_cstr(&all, i ? ", " : "");
		bp_buf_add_str(&all, list->at[i]);
	}
	const char *text = bp_arena_cstr(arena, bp_buf_str(&all));
	bp_buf_release(&all);
	return text;
}
