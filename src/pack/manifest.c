/* What a pack says of itself. Its signature is checked before anything of it is read. */
#include "manifest.h"
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <string.h>

#define MANIFEST_FORMAT "berpijar-pack-1"
#define SIGNATURE_KIND  "berpijar-pack-1 "
#define COURSE_MOST     64 /* characters of a course's id, as course.h has it */
#define VERSION_MOST    64
#define TITLE_MOST      1024
#define NAME_MOST       255 /* bytes of a file's name with its folders */
#define FOLDERS_MOST    10

/* ---- names ---- */

bool manifest_is_course(const char *id)
{
	size_t len = strlen(id);

	return len > 0 && len <= COURSE_MOST &&
		strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static bool manifest_is_sound(struct bp_str text)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		if (code < 0x20 || code == 0xfffd || bp_code_commands(code))
			return false;
	}
	return true;
}

bool manifest_title_fits(const char *title)
{
	return *title && strlen(title) <= TITLE_MOST && manifest_is_sound(bp_str(title));
}

/* One folder or file of a name. */
static const char *manifest_part_fault(struct bp_str part)
{
	if (part.len == 0)
		return _("bagian nama yang kosong");
	if (bp_str_is(part, "..") || bp_str_is(part, "."))
		return _("\"..\" atau \".\" di dalam nama");
	return NULL;
}

/* Beside course.yaml and modules a course has only what is in assets/. */
static bool manifest_belongs(struct bp_str name)
{
	return bp_str_is(name, "course.yaml") || bp_str_starts(name, "assets/") ||
		(bp_str_find(name, BP_STR("/"), 0) == SIZE_MAX && name.at[0] != '_' &&
			name.at[0] != '.' && bp_link_names_module(name));
}

const char *manifest_path_fault(struct bp_str name)
{
	const char *why = NULL;
	int parts = 0;

	if (bp_str_starts(name, "/"))
		return _("nama yang mutlak");
	if (name.len > NAME_MOST || !manifest_is_sound(name))
		return _("nama yang terlalu panjang atau memuat karakter kendali");
	for (size_t at = 0; !why && at <= name.len; parts++) {
		size_t end = bp_str_find(name, BP_STR("/"), at);
		end = end == SIZE_MAX ? name.len : end;
		why = manifest_part_fault(bp_str_part(name, at, end));
		at = end + 1;
	}
	return !why && parts > FOLDERS_MOST ? _("terlalu banyak folder di dalam folder")
					    : why;
}

const char *manifest_name_fault(struct bp_str name)
{
	const char *why = manifest_path_fault(name);

	return !why && !manifest_belongs(name)
		? _("bukan course.yaml, modul, atau berkas di assets/")
		: why;
}

/* ---- writing ---- */

struct bp_digest manifest_content(const struct bp_pack *pack)
{
	struct bp_digester all;
	struct bp_buf line = {0};

	bp_digest_begin(&all);
	for (size_t i = 0; i < pack->count; i++) {
		const struct bp_pack_file *file = &pack->files[i];
		bp_buf_clear(&line);
		bp_buf_add(&line, file->name, strlen(file->name) + 1);
		bp_hex_add(&line, file->digest.at, sizeof file->digest.at);
		bp_buf_add_char(&line, '\n');
		bp_digest_add(&all, line.at, line.len);
	}
	bp_buf_release(&line);
	return bp_digest_end(&all);
}

static json_t *manifest_file_json(const struct bp_pack_file *file)
{
	json_t *json = json_pack("{s:s, s:I, s:o}", "name", file->name, "size",
		(json_int_t)file->size, "sha256",
		bp_json_hex(file->digest.at, sizeof file->digest.at));

	if (file->kept)
		json_object_set_new(json, "kept", json_true());
	return json;
}

void manifest_write(const struct bp_pack *pack, struct bp_buf *out)
{
	json_t *files = json_array();
	const struct bp_publisher *publisher = &pack->publisher;

	for (size_t i = 0; i < pack->count; i++)
		json_array_append_new(files, manifest_file_json(&pack->files[i]));
	json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:{s:s, s:o}, s:o, s:o}", "format",
		MANIFEST_FORMAT, "course", pack->course, "version", pack->version,
		"title", pack->title, "publisher", "name", publisher->name, "key",
		bp_json_hex(publisher->key, sizeof publisher->key), "content",
		bp_json_hex(pack->content.at, sizeof pack->content.at), "files", files);
	if (pack->base_version)
		json_object_set_new(json, "base",
			json_pack("{s:s, s:o}", "version", pack->base_version, "content",
				bp_json_hex(pack->base.at, sizeof pack->base.at)));
	bp_json_write(json, JSON_COMPACT | JSON_SORT_KEYS, out);
	bp_buf_add_char(out, '\n');
	json_decref(json);
}

/* What is signed: no signature of one kind of file may pass for one of another. */
static struct bp_buf manifest_signed(struct bp_str manifest)
{
	struct bp_buf text = {0};

	bp_buf_add_cstr(&text, MANIFEST_FORMAT "\n");
	bp_buf_add_str(&text, manifest);
	return text;
}

void manifest_sign(
	struct bp_str manifest, const struct bp_key_pair *pair, struct bp_buf *out)
{
	struct bp_buf text = manifest_signed(manifest);
	uint8_t signature[BP_SIGNATURE_SIZE];

	bp_sign(pair, bp_buf_str(&text), signature);
	bp_buf_add_cstr(out, SIGNATURE_KIND);
	bp_hex_add(out, pair->public_key, sizeof pair->public_key);
	bp_buf_add_char(out, ' ');
	bp_hex_add(out, signature, sizeof signature);
	bp_buf_add_char(out, '\n');
	bp_buf_release(&text);
}

/* ---- reading ---- */

static bool manifest_refuse(struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_INPUT,
		_("manifes paket ini tidak lengkap atau dari berpijar yang lebih baru; perbarui berpijar, atau mintalah paketnya lagi"));
}

bool manifest_verify(struct bp_str manifest, struct bp_str signature,
	uint8_t key[BP_PUBLIC_KEY_SIZE], struct bp_error *err)
{
	size_t start = strlen(SIGNATURE_KIND), middle = start + 2 * BP_PUBLIC_KEY_SIZE,
	       end = middle + 1 + 2 * BP_SIGNATURE_SIZE;
	uint8_t sign[BP_SIGNATURE_SIZE];
	struct bp_buf again = {0};

	if (signature.len != end + 1 || !bp_str_starts(signature, SIGNATURE_KIND) ||
		!bp_hex_read(
			bp_str_part(signature, start, middle), key, BP_PUBLIC_KEY_SIZE) ||
		!bp_hex_read(bp_str_part(signature, middle + 1, end), sign, sizeof sign))
		return manifest_refuse(err);
	struct bp_buf text = manifest_signed(manifest);
	bool ok = bp_signature_holds(key, bp_buf_str(&text), sign);
	bp_buf_release(&text);
	/* digits have one spelling here, too */
	bp_buf_add_cstr(&again, SIGNATURE_KIND);
	bp_hex_add(&again, key, BP_PUBLIC_KEY_SIZE);
	bp_buf_add_char(&again, ' ');
	bp_hex_add(&again, sign, sizeof sign);
	bp_buf_add_char(&again, '\n');
	ok = ok && bp_str_equal(bp_buf_str(&again), signature);
	bp_buf_release(&again);
	return ok ||
		bp_fail(err, BP_ERROR_INPUT,
			_("tanda tangan paket ini tidak sah: isinya sudah berubah; mintalah berkasnya lagi"));
}

/* A text of an object, within its limit and without anything that a terminal minds. */
static const char *manifest_text(
	struct bp_arena *arena, const json_t *object, const char *key, size_t most)
{
	const json_t *value = json_object_get(object, key);
	struct bp_str text = {json_string_value(value), json_string_length(value)};

	if (!text.at || text.len == 0 || text.len > most || !manifest_is_sound(text))
		return NULL;
	return bp_arena_cstr(arena, text);
}

static bool manifest_hex(
	const json_t *object, const char *key, uint8_t *bytes, size_t size)
{
	const json_t *value = json_object_get(object, key);
	struct bp_str text = {json_string_value(value), json_string_length(value)};

	return text.at && bp_hex_read(text, bytes, size);
}

static bool manifest_read_file(struct bp_arena *arena, const json_t *json,
	struct bp_pack_file *file, struct bp_error *err)
{
	const json_t *size = json_object_get(json, "size");
	json_int_t bytes = json_integer_value(size);

	file->name = manifest_text(arena, json, "name", NAME_MOST);
	if (!file->name || !json_is_integer(size) || bytes < 0 ||
		(uint64_t)bytes > BP_PACK_LIMIT ||
		!manifest_hex(json, "sha256", file->digest.at, sizeof file->digest.at))
		return manifest_refuse(err);
	file->size = (size_t)bytes;
	file->kept = json_is_true(json_object_get(json, "kept"));
	const char *why = manifest_name_fault(bp_str(file->name));
	return !why ||
		bp_fail(err, BP_ERROR_INPUT, _("paket ini menyebut \"%s\": %s"),
			file->name, why);
}

static bool manifest_read_files(struct bp_arena *arena, const json_t *list,
	struct bp_pack *pack, struct bp_error *err)
{
	size_t count = json_array_size(list), sum = 0;

	if (count == 0 || count > BP_PACK_FILES_MOST)
		return manifest_refuse(err);
	pack->files = bp_arena_alloc(arena, count, sizeof *pack->files);
	for (size_t i = 0; i < count; i++) {
		struct bp_pack_file *file = &pack->files[i];
		if (!manifest_read_file(arena, json_array_get(list, i), file, err))
			return false;
		if (i && strcmp(file[-1].name, file->name) >= 0)
			return bp_fail(err, BP_ERROR_INPUT,
				strcmp(file[-1].name, file->name) == 0
					? _("paket ini menyebut \"%s\" dua kali")
					: _("paket ini tidak menyebut \"%s\" menurut urutan"),
				file->name);
		if (file->kept && !pack->base_version)
			return manifest_refuse(err);
		sum += file->size;
		if (sum > BP_PACK_LIMIT)
			return bp_fail(err, BP_ERROR_INPUT,
				_("isi paket ini lebih dari %zu MiB"),
				BP_PACK_LIMIT >> 20);
	}
	pack->count = count;
	return true;
}

static bool manifest_read_base(
	struct bp_arena *arena, const json_t *base, struct bp_pack *pack)
{
	pack->base_version = NULL;
	if (!base)
		return true;
	pack->base_version = manifest_text(arena, base, "version", VERSION_MOST);
	return pack->base_version &&
		manifest_hex(base, "content", pack->base.at, sizeof pack->base.at);
}

static bool manifest_read_publisher(
	struct bp_arena *arena, const json_t *json, struct bp_publisher *publisher)
{
	const char *name = manifest_text(arena, json, "name", sizeof publisher->name - 1);

	if (!name || !bp_key_name_fits(bp_str(name)) ||
		!manifest_hex(json, "key", publisher->key, sizeof publisher->key))
		return false;
	memcpy(publisher->name, name, strlen(name) + 1);
	return true;
}

static bool manifest_take(struct bp_arena *arena, const json_t *json,
	struct bp_pack *pack, struct bp_error *err)
{
	const char *format = json_string_value(json_object_get(json, "format"));

	pack->course = manifest_text(arena, json, "course", COURSE_MOST);
	pack->version = manifest_text(arena, json, "version", VERSION_MOST);
	pack->title = manifest_text(arena, json, "title", TITLE_MOST);
	if (!format || strcmp(format, MANIFEST_FORMAT) != 0 || !pack->course ||
		!manifest_is_course(pack->course) || !pack->version || !pack->title ||
		!manifest_read_publisher(
			arena, json_object_get(json, "publisher"), &pack->publisher) ||
		!manifest_hex(
			json, "content", pack->content.at, sizeof pack->content.at) ||
		!manifest_read_base(arena, json_object_get(json, "base"), pack))
		return manifest_refuse(err);
	if (!manifest_read_files(arena, json_object_get(json, "files"), pack, err))
		return false;
	struct bp_digest content = manifest_content(pack);
	return bp_digest_equal(&content, &pack->content) || manifest_refuse(err);
}

bool manifest_read(struct bp_arena *arena, struct bp_str manifest, struct bp_pack *pack,
	struct bp_error *err)
{
	json_t *json = manifest.len <= MANIFEST_LIMIT
		? json_loadb(manifest.at, manifest.len, JSON_REJECT_DUPLICATES, NULL)
		: NULL;
	bool ok = json ? manifest_take(arena, json, pack, err) : manifest_refuse(err);

	json_decref(json);
	pack->manifest = manifest;
	return ok;
}
