/* Makes a pack of a course's folder, whole or of what changed since an earlier version. */
#include "manifest.h"
#include "tar.h"
#include "version.h"
#include <berpijar/check.h>
#include <berpijar/course.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAKE_ROOM (MANIFEST_LIMIT + 8 * (size_t)TAR_BLOCK) /* of what is no course file */

/* A course while its pack is made. */
struct making {
	struct bp_arena *arena;
	struct bp_library library;
	const struct bp_course *course;
	struct bp_buf *bytes; /* of each file, in their order */
	struct bp_pack *pack;
};

/* ---- a folder ---- */

static bool make_is_course(const char *folder, struct bp_error *err)
{
	struct bp_buf file = {0};

	bp_buf_printf(&file, "%s/course.yaml", folder);
	bool ok = bp_is_file(file.at) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s bukan folder kursus: tidak ada course.yaml di dalamnya"),
			folder);
	bp_buf_release(&file);
	return ok;
}

/* Whoever installs it refuses a course with an error, so nobody publishes one. */
static bool make_check(const char *folder, struct bp_error *err)
{
	struct bp_check check = {0};
	bool ok = make_is_course(folder, err) && bp_check_path(&check, folder, err);

	bp_check_end(&check);
	if (ok && check.faults.errors)
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("%s punya %zu galat; betulkan dahulu: berpijar check %s"),
			folder, check.faults.errors, folder);
	bp_diagnostics_release(&check.faults);
	return ok;
}

static bool make_take_course(
	struct making *making, const char *folder, struct bp_error *err)
{
	struct bp_library *library = &making->library;

	if (!make_is_course(folder, err) || !bp_library_add(library, folder, NULL, err))
		return false;
	making->course = library->count == 1 ? library->courses[0] : NULL;
	if (!making->course)
		return bp_fail(err, BP_ERROR_INPUT, _("%s tidak berisi kursus"), folder);
	return making->course->fault
		? bp_fail(err, BP_ERROR_INPUT, "%s", making->course->fault)
		: true;
}

static bool make_take_names(struct making *making, struct bp_error *err)
{
	const struct bp_course *course = making->course;
	struct bp_pack *pack = making->pack;

	pack->course = bp_arena_cstr(making->arena, bp_str(course->id));
	pack->version = bp_arena_cstr(making->arena, bp_str(course->version));
	pack->title = bp_arena_cstr(making->arena, bp_str(course->title));
	if (!version_is_one(pack->version))
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s/course.yaml: tulislah version, misalnya \"1.0\": 1-64 huruf, angka, titik, atau tanda hubung"),
			course->path);
	return true;
}

static bool make_read_file(struct making *making, int root, const char *name,
	struct bp_pack_file *file, struct bp_buf *bytes, struct bp_error *err)
{
	const char *why = manifest_name_fault(bp_str(name));

	if (why)
		return bp_fail(
			err, BP_ERROR_INPUT, _("%s: %s; gantilah namanya"), name, why);
	if (!bp_root_read(root, name, BP_PACK_LIMIT, bytes, err))
		return false;
	file->name = bp_arena_cstr(making->arena, bp_str(name));
	file->size = bytes->len;
	file->digest = bp_digest_of(bp_buf_str(bytes));
	return true;
}

static bool make_read_files(struct making *making, struct bp_error *err)
{
	struct bp_pack *pack = making->pack;
	struct bp_names names;
	size_t sum = MAKE_ROOM;
	int root;

	if (!bp_course_files(making->course, making->arena, &names, err) ||
		!bp_root_open(making->course->path, &root, err))
		return false;
	pack->files = bp_arena_alloc(making->arena, names.count, sizeof *pack->files);
	making->bytes = bp_alloc(names.count, sizeof *making->bytes);
	bool ok = true;
	while (ok && pack->count < names.count) {
		size_t n = pack->count++;
		ok = make_read_file(making, root, names.at[n], &pack->files[n],
			&making->bytes[n], err);
		sum += tar_size(pack->files[n].size);
		if (ok && sum > BP_PACK_LIMIT)
			ok = bp_fail(err, BP_ERROR_INPUT,
				_("kursus ini lebih dari %zu MiB; kecilkan berkas di assets/"),
				BP_PACK_LIMIT >> 20);
	}
	close(root);
	pack->content = manifest_content(pack);
	return ok;
}

static bool make_read_folder(
	struct making *making, const char *folder, struct bp_error *err)
{
	return make_take_course(making, folder, err) && make_take_names(making, err) &&
		make_read_files(making, err);
}

static void make_release(struct making *making)
{
	for (size_t i = 0; making->bytes && i < making->pack->count; i++)
		bp_buf_release(&making->bytes[i]);
	free(making->bytes);
	bp_library_release(&making->library);
}

/* ---- what changed ---- */

/* The earlier version as a pack that its publisher made. */
static bool make_read_base_pack(struct bp_arena *arena, const char *path,
	const struct bp_publisher_key *key, struct bp_pack *base, struct bp_error *err)
{
	struct bp_publisher own = {.name = ""};
	struct bp_trust trust = {.at = &own, .count = 1};
	struct bp_buf bytes = {0};

	memcpy(own.key, key->pair.public_key, sizeof own.key);
	memcpy(own.name, key->name, sizeof own.name);
	bool ok = bp_pack_load(arena, path, &trust, &bytes, base, err);
	bp_buf_release(&bytes);
	return ok;
}

static bool make_read_base(struct bp_arena *arena, const char *path,
	const struct bp_publisher_key *key, struct bp_pack *base, struct bp_error *err)
{
	if (!bp_is_folder(path))
		return make_read_base_pack(arena, path, key, base, err);
	struct making old = {.arena = arena, .pack = base};
	bp_library_init(&old.library);
	bool ok = make_read_folder(&old, path, err);
	make_release(&old);
	return ok;
}

static const struct bp_pack_file *make_find(const struct bp_pack *pack, const char *name)
{
	size_t from = 0, to = pack->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strcmp(pack->files[middle].name, name);
		if (order == 0)
			return &pack->files[middle];
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static bool make_compare(
	struct bp_pack *pack, const struct bp_pack *base, struct bp_error *err)
{
	if (strcmp(pack->course, base->course) != 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("--delta: versi lama adalah kursus \"%s\", bukan \"%s\"; nama foldernya adalah id kursus"),
			base->course, pack->course);
	if (bp_pack_version_order(base->version, pack->version) >= 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("--delta: versi %s tidak lebih lama dari %s; naikkan version di course.yaml"),
			base->version, pack->version);
	pack->base_version = base->version;
	pack->base = base->content;
	for (size_t i = 0; i < pack->count; i++) {
		const struct bp_pack_file *old = make_find(base, pack->files[i].name);
		pack->files[i].kept =
			old && bp_digest_equal(&old->digest, &pack->files[i].digest);
	}
	return true;
}

/* ---- the file ---- */

static bool make_write(const struct making *making, const struct bp_publisher_key *key,
	struct bp_buf *out, struct bp_error *err)
{
	const struct bp_pack *pack = making->pack;
	struct bp_buf manifest = {0}, signature = {0}, name = {0};
	bool ok = true;

	manifest_write(pack, &manifest);
	manifest_sign(bp_buf_str(&manifest), &key->pair, &signature);
	tar_add(out, MANIFEST_NAME, bp_buf_str(&manifest));
	tar_add(out, SIGNATURE_NAME, bp_buf_str(&signature));
	for (size_t i = 0; ok && i < pack->count; i++) {
		if (pack->files[i].kept)
			continue;
		bp_buf_clear(&name);
		bp_buf_printf(&name, "%s/%s", pack->course, pack->files[i].name);
		ok = tar_add(out, name.at, bp_buf_str(&making->bytes[i])) ||
			bp_fail(err, BP_ERROR_INPUT, _("%s: %s; gantilah namanya"),
				name.at, _("nama yang terlalu panjang"));
	}
	tar_end(out);
	bp_buf_release(&manifest);
	bp_buf_release(&signature);
	bp_buf_release(&name);
	return ok;
}

static void make_name_publisher(struct bp_pack *pack, const struct bp_publisher_key *key)
{
	memcpy(pack->publisher.key, key->pair.public_key, sizeof pack->publisher.key);
	memcpy(pack->publisher.name, key->name, sizeof pack->publisher.name);
	if (!manifest_title_fits(pack->title))
		pack->title = pack->course;
}

bool bp_pack_make(struct bp_arena *arena, const char *folder, const char *base,
	const struct bp_publisher_key *key, struct bp_buf *out, struct bp_pack *pack,
	struct bp_error *err)
{
	struct making making = {.arena = arena, .pack = pack};
	struct bp_pack old = {.count = 0};

	*pack = (struct bp_pack){.count = 0};
	bp_library_init(&making.library);
	bool ok = make_check(folder, err) && make_read_folder(&making, folder, err);
	if (ok)
		make_name_publisher(pack, key);
	ok = ok &&
		(!base ||
			(make_read_base(arena, base, key, &old, err) &&
				make_compare(pack, &old, err))) &&
		make_write(&making, key, out, err);
	make_release(&making);
	return ok;
}
