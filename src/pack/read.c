/* Reads a pack that comes from anywhere: the archive, the signature, the manifest, and then
 * every file against it. */
#include "manifest.h"
#include "tar.h"
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <string.h>
#include <sys/stat.h>

/* The entries of an archive. */
struct reading {
	struct bp_arena *arena;
	struct tar_entry *at;
	size_t count, room;
};

/* ---- the archive ---- */

static bool read_order(struct reading *reading, struct bp_error *err)
{
	const struct tar_entry *entry = &reading->at[reading->count - 1];

	for (size_t i = 0; i + 1 < reading->count; i++)
		if (strcmp(reading->at[i].name, entry->name) == 0)
			return bp_fail(err, BP_ERROR_INPUT,
				_("paket ini berisi \"%s\" dua kali"), entry->name);
	return bp_fail(err, BP_ERROR_INPUT,
		_("berkas \"%s\" di paket ini tidak pada urutannya"), entry->name);
}

/* The name of a file behind its course's folder; the folder is compared later, with what the
 * manifest says. */
static bool read_name(const char *name, struct bp_error *err)
{
	struct bp_str whole = bp_str(name);
	size_t slash = bp_str_find(whole, BP_STR("/"), 0);
	const char *why = manifest_path_fault(whole);

	if (!why)
		why = slash == SIZE_MAX
			? _("tidak di dalam folder kursusnya")
			: manifest_name_fault(bp_str_from(whole, slash + 1));
	return !why ||
		bp_fail(err, BP_ERROR_INPUT, _("paket ini menyebut \"%s\": %s"), name,
			why);
}

static bool read_check_entry(struct reading *reading, struct bp_error *err)
{
	static const char *const first[] = {MANIFEST_NAME, SIGNATURE_NAME};
	const struct tar_entry *entry = &reading->at[reading->count - 1];

	if (reading->count <= 2)
		return strcmp(entry->name, first[reading->count - 1]) == 0 ||
			bp_fail(err, BP_ERROR_INPUT,
				_("ini bukan paket kursus: isinya tidak diawali %s; buatlah dengan berpijar pack"),
				first[reading->count - 1]);
	if (!read_name(entry->name, err))
		return false;
	if (reading->count > BP_PACK_FILES_MOST + 2)
		return bp_fail(err, BP_ERROR_INPUT,
			_("paket ini berisi lebih dari %d berkas"), BP_PACK_FILES_MOST);
	return reading->count == 3 || strcmp(entry[-1].name, entry->name) < 0 ||
		read_order(reading, err);
}

static bool read_too_large(struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_INPUT, _("paket ini lebih besar dari %zu MiB"),
		BP_PACK_LIMIT >> 20);
}

static bool read_archive(
	struct reading *reading, struct bp_str bytes, struct bp_error *err)
{
	struct tar_entry entry;
	enum tar_found found;
	size_t at = 0;

	if (bytes.len > BP_PACK_LIMIT)
		return read_too_large(err);
	while ((found = tar_next(reading->arena, bytes, &at, &entry, err)) == TAR_ENTRY) {
		*BP_PUSH(reading->arena, reading->at, reading->count, reading->room) =
			entry;
		if (!read_check_entry(reading, err))
			return false;
	}
	if (found == TAR_END && reading->count < 2)
		return bp_fail(err, BP_ERROR_INPUT,
			_("ini bukan paket kursus: isinya tidak diawali %s; buatlah dengan berpijar pack"),
			MANIFEST_NAME);
	return found == TAR_END;
}

/* ---- whose it is ---- */

static bool read_trusted(const struct bp_trust *trust,
	const uint8_t key[BP_PUBLIC_KEY_SIZE], struct bp_error *err)
{
	struct bp_buf hex = {0};

	if (bp_trust_find(trust, key))
		return true;
	bp_hex_add(&hex, key, BP_PUBLIC_KEY_SIZE);
	bp_fail(err, BP_ERROR_INPUT,
		_("kunci penerbit paket ini belum dipercaya; cocokkan dengan yang ia umumkan, lalu: berpijar pack --trust %s NAMA"),
		hex.at);
	bp_buf_release(&hex);
	return false;
}

static bool read_manifest(const struct reading *reading, const struct bp_trust *trust,
	struct bp_pack *pack, struct bp_error *err)
{
	uint8_t key[BP_PUBLIC_KEY_SIZE];
	struct bp_str manifest = reading->at[0].bytes;

	pack->signature = reading->at[1].bytes;
	if (!manifest_verify(manifest, pack->signature, key, err) ||
		!read_trusted(trust, key, err) ||
		!manifest_read(reading->arena, manifest, pack, err))
		return false;
	return memcmp(key, pack->publisher.key, sizeof key) == 0 ||
		bp_fail(err, BP_ERROR_INPUT,
			_("paket ini ditandatangani kunci lain daripada milik penerbit yang disebutnya"));
}

/* ---- its files ---- */

/* Whether an entry is the file that the manifest says comes next. */
static bool read_matches(const struct bp_pack *pack, const struct bp_pack_file *file,
	const struct tar_entry *entry)
{
	size_t len = strlen(pack->course);
	struct bp_digest digest = bp_digest_of(entry->bytes);

	return strncmp(entry->name, pack->course, len) == 0 && entry->name[len] == '/' &&
		strcmp(entry->name + len + 1, file->name) == 0 &&
		entry->bytes.len == file->size && bp_digest_equal(&digest, &file->digest);
}

static bool read_files(
	const struct reading *reading, struct bp_pack *pack, struct bp_error *err)
{
	size_t entry = 2;

	for (size_t i = 0; i < pack->count; i++) {
		struct bp_pack_file *file = &pack->files[i];
		if (file->kept)
			continue;
		if (entry == reading->count ||
			!read_matches(pack, file, &reading->at[entry]))
			return bp_fail(err, BP_ERROR_INPUT,
				_("berkas \"%s\" di paket ini tidak seperti yang ditandatangani penerbitnya; mintalah paketnya lagi"),
				file->name);
		file->bytes = reading->at[entry++].bytes;
	}
	return entry == reading->count ||
		bp_fail(err, BP_ERROR_INPUT,
			_("paket ini berisi \"%s\", yang tidak ditandatangani penerbitnya"),
			reading->at[entry].name);
}

bool bp_pack_read(struct bp_arena *arena, struct bp_str bytes,
	const struct bp_trust *trust, struct bp_pack *pack, struct bp_error *err)
{
	struct reading reading = {.arena = arena};

	*pack = (struct bp_pack){.count = 0};
	return read_archive(&reading, bytes, err) &&
		read_manifest(&reading, trust, pack, err) &&
		read_files(&reading, pack, err);
}

bool bp_pack_load(struct bp_arena *arena, const char *path, const struct bp_trust *trust,
	struct bp_buf *bytes, struct bp_pack *pack, struct bp_error *err)
{
	struct stat info;

	if (stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
		info.st_size > (off_t)BP_PACK_LIMIT)
		return read_too_large(err);
	return bp_file_read(path, BP_PACK_LIMIT, bytes, err) &&
		bp_pack_read(arena, bp_buf_str(bytes), trust, pack, err);
}
