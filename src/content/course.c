#include "course_order.h"
#include "front_matter.h"
#include "id.h"
#include "keys.h"
#include <berpijar/course.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODULES_MOST 1000
#define COURSES_MOST 1000
#define NAMES_MOST   10000 /* in one folder, of any kind */
#define COURSE_FILE  "course.yaml"
#define COURSE_LIMIT (64 * 1024) /* bytes of course.yaml */

/* As much of a module as can hold its front matter, the lines around it included. */
#define HEAD_SIZE (BP_FRONT_MATTER_LIMIT + 1024)

/* A course while it is read. */
struct loading {
	struct bp_arena *arena;
	struct bp_diagnostics *faults;
	struct bp_course course;
	int root;
	struct bp_buf text; /* of the file at hand */
	struct module_source *sources;
	size_t source_count, source_room;
};

static const char *join(struct bp_arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder);

	if (strcmp(folder, ".") == 0)
		return bp_arena_cstr(arena, bp_str(name));
	return bp_arena_printf(
		arena, "%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/", name);
}

static bool ends_in_md(struct bp_str name)
{
	return name.len > 3 && bp_str_is(bp_str_from(name, name.len - 3), ".md");
}

static bool is_module_name(const char *name)
{
	return ends_in_md(bp_str(name)) && name[0] != '.' && name[0] != '_' &&
		!bp_text_equal_folded(bp_str(name), BP_STR("readme.md"));
}

/* A name that is safe to hand on: to a terminal, and as an argument. */
static bool is_sound_name(struct bp_str name)
{
	uint32_t code;

	for (size_t at = 0; at < name.len;) {
		at += bp_utf8_next(name, at, &code);
		if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xfffd)
			return false;
	}
	return name.at[0] != '-';
}

/* Runs of digits by their value, so that 2 comes before 10; the rest by its bytes. */
static int natural_order(const char *a, const char *b)
{
	while (*a && *b) {
		if (*a < '0' || *a > '9' || *b < '0' || *b > '9') {
			if (*a != *b)
				return (unsigned char)*a - (unsigned char)*b;
			a++, b++;
			continue;
		}
		a += strspn(a, "0");
		b += strspn(b, "0");
		size_t x = strspn(a, "0123456789"), y = strspn(b, "0123456789");
		int order = x == y ? memcmp(a, b, x) : (x > y) - (x < y);
		if (order)
			return order;
		a += x;
		b += y;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

static int by_natural_order(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	int order = natural_order(x, y);

	return order ? order : strcmp(x, y);
}

static void name_module(
	struct loading *loading, struct bp_module *module, const struct fault_sink *sink)
{
	struct bp_str stem = id_stem(bp_str(module->file));

	if (module->id)
		return;
	module->id = id_is_valid(stem) ? bp_arena_cstr(loading->arena, stem)
				       : id_from_name(loading->arena, stem);
	if (!bp_str_is(stem, module->id))
		fault_add(sink, BP_FAULT_ID_DERIVED, 0, 0,
			_("nama berkas ini tidak dapat menjadi id, jadi id-nya \"%s\"; namailah dengan huruf kecil, angka, dan tanda hubung, atau tulislah \"id:\""),
			module->id);
}

static void read_front_matter(struct loading *loading, struct bp_module *module,
	struct module_source *source, const struct fault_sink *sink, bool cut)
{
	struct bp_str text = bp_buf_str(&loading->text);
	struct front_matter front;
	struct fields fields = {0};

	if (!source_check(text, cut, sink) || !front_matter_find(text, cut, sink, &front))
		return;
	if (!front.present) {
		fault_add(sink, BP_FAULT_FRONT_MATTER_NONE, 1, 1,
			_("modul ini belum punya bagian depan; awalilah dengan baris ---, \"title: …\", dan baris ---"));
		return;
	}
	bool understood = fields_read(front.yaml, front.line, sink, &fields);
	keys_read_module(&fields, sink, module);
	*source = (struct module_source){
		fields_find(&fields, "id"), fields_find(&fields, "after")};
	if (understood && !module->title)
		fault_add(sink, BP_FAULT_TITLE_MISSING, 1, 1,
			_("modul ini belum berjudul; tambahkan \"title: …\""));
}

static void load_module(struct loading *loading, const char *name)
{
	struct bp_course *course = &loading->course;
	struct bp_module *module = BP_PUSH(loading->arena, course->modules,
		course->module_count, course->module_room);
	struct module_source *source = BP_PUSH(loading->arena, loading->sources,
		loading->source_count, loading->source_room);
	struct fault_sink sink = {loading->arena, loading->faults,
		join(loading->arena, course->path, name), &module->fault};
	struct bp_error err;
	size_t size;

	*source = (struct module_source){0};
	*module = (struct bp_module){.file = name, .pass = -1, .as_of = ""};
	bp_buf_clear(&loading->text);
	if (!bp_root_read_start(
		    loading->root, name, HEAD_SIZE, &loading->text, &size, &err)) {
		fault_bar(&sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
	} else {
		if (size > BP_MODULE_LIMIT)
			fault_bar(&sink, BP_FAULT_FILE_SIZE, 0, 0,
				_("modul ini lebih besar dari %d KiB; pecahlah menjadi beberapa modul"),
				BP_MODULE_LIMIT / 1024);
		read_front_matter(
			loading, module, source, &sink, size > loading->text.len);
	}
	name_module(loading, module, &sink);
	if (!module->title)
		module->title = name;
}

static struct bp_names module_names(struct loading *loading, const struct bp_names *names)
{
	struct bp_names modules = {0};
	const struct fault_sink sink = {loading->arena, loading->faults,
		loading->course.path, &loading->course.fault};

	for (size_t i = 0; i < names->count; i++) {
		if (!is_module_name(names->at[i]))
			continue;
		if (is_sound_name(bp_str(names->at[i])))
			*BP_PUSH(loading->arena, modules.at, modules.count,
				modules.room) = names->at[i];
		else
			fault_add(&sink, BP_FAULT_NAME_REFUSED, 0, 0,
				_("berkas \"%s\" dilewati; namailah tanpa karakter kendali dan tanpa tanda hubung di depan"),
				fault_quote(loading->arena, bp_str(names->at[i])));
	}
	if (modules.count)
		qsort(modules.at, modules.count, sizeof *modules.at, by_natural_order);
	if (modules.count > MODULES_MOST) {
		fault_add(&sink, BP_FAULT_COURSE_SIZE, 0, 0,
			_("kursus ini berisi %zu modul; hanya %d yang pertama dibaca, jadi pecahlah kursusnya"),
			modules.count, MODULES_MOST);
		modules.count = MODULES_MOST;
	}
	return modules;
}

/* course.yaml, if there is one; its `modules` come out, or NULL. */
static const struct field *read_course_file(
	struct loading *loading, const struct fault_sink *sink)
{
	struct bp_course *course = &loading->course;
	struct fields fields = {0};
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
	} else if (source_check(bp_buf_str(&loading->text), false, sink)) {
		struct bp_str text = bp_buf_str(&loading->text);
		if (bp_str_starts(text, "\xef\xbb\xbf"))
			text = bp_str_from(text, 3);
		understood = fields_read(text, 1, sink, &fields);
	}
	keys_read_course(&fields, sink, course);
	if (understood && !course->title)
		fault_add(sink, BP_FAULT_TITLE_MISSING, 1, 1,
			_("kursus ini belum berjudul; tambahkan \"title: …\""));
	return fields_find(&fields, "modules");
}

static void load_course(struct loading *loading, const struct bp_names *names)
{
	struct bp_course *course = &loading->course;
	struct fault_sink sink = {loading->arena, loading->faults,
		join(loading->arena, course->path, COURSE_FILE), &course->fault};
	const struct field *modules = read_course_file(loading, &sink);
	struct bp_names files = module_names(loading, names);

	for (size_t i = 0; i < files.count; i++)
		load_module(loading, files.at[i]);
	course_check_ids(course, loading->sources, &sink);
	course_check_after(course, loading->sources, &sink);
	course_order(course, modules, &sink);
	if (course->module_count == 0) {
		sink.file = course->path;
		fault_add(&sink, BP_FAULT_COURSE_EMPTY, 0, 0,
			_("kursus ini belum berisi modul; tambahkan berkas .md ke dalamnya"));
	}
}

/* Adds what was loaded unless its id is taken. */
static void keep_course(struct bp_library *library, struct loading *loading)
{
	struct bp_course *course = &loading->course;
	const struct bp_course *same = bp_library_find(library, bp_str(course->id));

	if (!same) {
		*BP_PUSH(library->arena, library->courses, library->count,
			library->room) = *course;
		return;
	}
	const struct fault_sink sink = {
		library->arena, loading->faults, course->path, &course->fault};
	fault_add(&sink, BP_FAULT_COURSE_DUPLICATE, 0, 0,
		_("kursus ini dilewati karena id \"%s\" sudah dipakai %s; gantilah nama foldernya"),
		course->id, same->path);
}

/* The last part of a path; the folder's real name where that says nothing. */
static const char *folder_name(struct bp_arena *arena, const char *path)
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

static void name_course(struct loading *loading)
{
	struct bp_course *course = &loading->course;
	struct bp_str name = bp_str(folder_name(loading->arena, course->path));
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

static bool is_course(const struct bp_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->at[i], COURSE_FILE) == 0 ||
			is_module_name(names->at[i]))
			return true;
	return false;
}

static void add_course(struct bp_library *library, const char *path, int root,
	const struct bp_names *names, struct bp_diagnostics *faults)
{
	struct loading loading = {
		.arena = library->arena, .faults = faults, .root = root};

	loading.course.path = path;
	load_course(&loading, names);
	name_course(&loading);
	keep_course(library, &loading);
	bp_buf_release(&loading.text);
}

static void add_subfolder(
	struct bp_library *library, const char *path, struct bp_diagnostics *faults)
{
	const char *ignored = NULL;
	const struct fault_sink sink = {library->arena, faults, path, &ignored};
	struct bp_names names = {0};
	struct bp_error err = {0};
	int root;

	if (!bp_root_open(path, &root, &err)) {
		fault_add(&sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
		return;
	}
	if (!bp_root_names(root, NAMES_MOST, library->arena, &names, &err))
		fault_add(&sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
	else if (is_course(&names))
		add_course(library, path, root, &names, faults);
	close(root);
}

static int by_course_id(const void *a, const void *b)
{
	const struct bp_course *x = a, *y = b;
	return strcmp(x->id, y->id);
}

static void add_courses(struct bp_library *library, const char *path, int root,
	const struct bp_names *names, struct bp_diagnostics *faults)
{
	const char *ignored = NULL;
	const struct fault_sink sink = {library->arena, faults, path, &ignored};
	size_t before = library->count;

	for (size_t i = 0; i < names->count && library->count < COURSES_MOST; i++) {
		const char *name = names->at[i],
			   *below = join(library->arena, path, name);
		if (name[0] == '.' || name[0] == '_' || !bp_is_folder(below))
			continue;
		if (bp_root_is_folder(root, name) && is_sound_name(bp_str(name)))
			add_subfolder(library, below, faults);
		else
			fault_add(&sink, BP_FAULT_NAME_REFUSED, 0, 0,
				_("folder \"%s\" dilewati: tautan simbolis, atau namanya memuat karakter kendali; salin atau gantilah namanya"),
				fault_quote(library->arena, bp_str(name)));
	}
	if (library->count == COURSES_MOST)
		fault_add(&sink, BP_FAULT_COURSE_SIZE, 0, 0,
			_("hanya %d kursus yang dibaca; bagilah folder ini"),
			COURSES_MOST);
	if (library->count == before)
		fault_add(&sink, BP_FAULT_COURSE_NONE, 0, 0,
			_("tidak ada kursus di folder ini; kursus adalah folder berisi course.yaml atau berkas .md"));
	else
		qsort(library->courses + before, library->count - before,
			sizeof *library->courses, by_course_id);
}

static bool add_folder(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	struct bp_names names = {0};
	int root;

	if (!bp_root_open(path, &root, err))
		return false;
	bool ok = bp_root_names(root, NAMES_MOST, library->arena, &names, err);
	if (ok && is_course(&names))
		add_course(library, path, root, &names, faults);
	else if (ok)
		add_courses(library, path, root, &names, faults);
	close(root);
	return ok;
}

/* A lone module is a course of its own: what a course says, it says itself. */
static bool add_lone(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) : 0;
	struct loading loading = {.arena = library->arena, .faults = faults};
	struct bp_course *course = &loading.course;

	course->path = !slash ? "."
		: folder ? bp_arena_cstr(library->arena, (struct bp_str){path, folder})
			 : "/";
	if (!bp_root_open(course->path, &loading.root, err))
		return false;
	struct fault_sink sink = {library->arena, faults, path, &course->fault};
	keys_read_course(&(struct fields){0}, &sink, course);
	load_module(&loading,
		bp_arena_cstr(library->arena, bp_str(slash ? slash + 1 : path)));
	close(loading.root);
	course->modules[0].after.count = 0; /* there is nothing to come after */
	course->id = course->modules[0].id;
	course->title = course->modules[0].title;
	course->as_of = course->modules[0].as_of;
	keep_course(library, &loading);
	bp_buf_release(&loading.text);
	return true;
}

/* Without the slashes at its end, which the user's shell may have put there. */
static const char *plain_path(struct bp_arena *arena, const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	return bp_arena_cstr(arena, (struct bp_str){path, len});
}

/* A file's own place where the user named a link to it: links beneath a root are
 * not followed. */
static const char *without_link(struct bp_arena *arena, const char *path)
{
	char nothing[1];
	char *real = readlink(path, nothing, sizeof nothing) >= 0 ? realpath(path, NULL)
								  : NULL;

	if (real)
		path = bp_arena_cstr(arena, bp_str(real));
	free(real);
	return path;
}

bool bp_library_add(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	path = plain_path(library->arena, path);
	if (bp_is_folder(path))
		return add_folder(library, path, faults, err);
	if (bp_is_file(path) && ends_in_md(bp_str(path)))
		return add_lone(library, without_link(library->arena, path), faults, err);
	if (access(path, F_OK) < 0)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("%s tidak ada; periksa nama folder atau berkasnya"), path);
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s bukan folder kursus dan bukan berkas .md"), path);
}

void bp_library_init(struct bp_library *library)
{
	*library = (struct bp_library){.arena = bp_arena_new()};
}

void bp_library_release(struct bp_library *library)
{
	bp_arena_free(library->arena);
	*library = (struct bp_library){0};
}

const struct bp_course *bp_library_find(
	const struct bp_library *library, struct bp_str id)
{
	for (size_t i = 0; i < library->count; i++)
		if (bp_str_is(id, library->courses[i].id))
			return &library->courses[i];
	return NULL;
}

const struct bp_module *bp_course_find(const struct bp_course *course, struct bp_str id)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (bp_str_is(id, course->modules[i].id))
			return &course->modules[i];
	return NULL;
}

size_t bp_module_index(const struct bp_course *course, const struct bp_module *module)
{
	return (size_t)(module - course->modules);
}

int bp_module_pass(const struct bp_course *course, const struct bp_module *module)
{
	return module->pass >= 0 ? module->pass : course->pass;
}

int bp_course_jp_halves(const struct bp_course *course)
{
	int sum = 0;

	for (size_t i = 0; i < course->module_count; i++)
		sum += course->modules[i].jp_halves;
	return sum;
}

const char *bp_module_path(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_module *module)
{
	return join(arena, course->path, module->file);
}

/* Reads and checks; *front says where its Markdown begins. */
static bool read_module(const struct bp_course *course, const struct bp_module *module,
	const struct fault_sink *sink, struct bp_buf *out, struct front_matter *front)
{
	struct bp_error err = {0};
	size_t before = out->len;
	int root;

	if (!bp_root_open(course->path, &root, &err)) {
		fault_bar(sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
		return false;
	}
	bool ok = bp_root_read(root, module->file, BP_MODULE_LIMIT, out, &err);
	close(root);
	if (!ok) {
		fault_bar(sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
		return false;
	}
	struct bp_str text = bp_str_from(bp_buf_str(out), before);
	if (source_check(text, false, sink) &&
		front_matter_find(text, false, sink, front)) {
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
	bool ok = read_module(course, module, &sink, out, &front);

	if (ok) {
		*body = front.body;
		*body_line = front.body_line;
	} else {
		bp_fail(err, BP_ERROR_INPUT, "%s", bar);
	}
	bp_arena_free(arena);
	return ok;
}

bool bp_module_check(const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults)
{
	struct bp_arena *arena = bp_arena_new();
	const char *bar = NULL;
	const struct fault_sink sink = {
		arena, faults, bp_module_path(arena, course, module), &bar};
	struct front_matter front;
	struct bp_buf text = {0};
	bool ok = module->fault || read_module(course, module, &sink, &text, &front);

	bp_buf_release(&text);
	bp_arena_free(arena);
	return ok;
}
