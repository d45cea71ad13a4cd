/*
 * A pack of any bytes. The archive is read as it is; then the same bytes stand as a manifest
 * that a publisher whom we trust has signed. What is taken is written again to the byte, has
 * no name that leads elsewhere, and no file of another size than it says.
 */
#include "manifest.h"
#include "room.h"
#include "tar.h"
#include <berpijar/pack.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bp_publisher_key key;
static struct bp_publisher own = {.name = "Penerbit"};

static void begin(void)
{
	static bool begun;

	if (begun)
		return;
	begun = true;
	if (!bp_key_pair_make(&key.pair, NULL))
		abort();
	memcpy(own.key, key.pair.public_key, sizeof own.key);
}

static void check_name(const char *name)
{
	if (name[0] == '/' || strstr(name, "..") == name || strstr(name, "/../") ||
		strchr(name, '\033') || strchr(name, '\n'))
		room_wrong("name \"%s\"", name);
}

static void check_archive(struct bp_arena *arena, struct bp_str bytes)
{
	struct bp_buf again = {0};
	struct tar_entry entry;
	enum tar_found found;
	size_t at = 0;

	while ((found = tar_next(arena, bytes, &at, &entry, NULL)) == TAR_ENTRY)
		if (!tar_add(&again, entry.name, entry.bytes))
			room_wrong("a name that cannot be written");
	if (found == TAR_END) {
		tar_end(&again);
		if (!bp_str_equal(bp_buf_str(&again), bytes))
			room_wrong("another archive");
	}
	bp_buf_release(&again);
}

static void check_manifest(struct bp_arena *arena, struct bp_str manifest)
{
	struct bp_trust trust = {.at = &own, .count = 1};
	struct bp_buf signature = {0}, out = {0};
	struct bp_pack pack;

	if (manifest_read(arena, manifest, &pack, NULL)) {
		if (!manifest_is_course(pack.course))
			room_wrong("course \"%s\"", pack.course);
		for (size_t i = 0; i < pack.count; i++)
			check_name(pack.files[i].name);
	}
	manifest_sign(manifest, &key.pair, &signature);
	tar_add(&out, MANIFEST_NAME, manifest);
	tar_add(&out, SIGNATURE_NAME, bp_buf_str(&signature));
	tar_end(&out);
	if (bp_pack_read(arena, bp_buf_str(&out), &trust, &pack, NULL))
		for (size_t i = 0; i < pack.count; i++)
			if (!pack.files[i].kept)
				room_wrong("a file from nowhere");
	bp_buf_release(&signature);
	bp_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_str bytes = {(const char *)data, size};
	struct bp_trust trust = {.at = &own, .count = 1};
	struct bp_pack pack;

	begin();
	check_archive(arena, bytes);
	if (bp_pack_read(arena, bytes, &trust, &pack, NULL))
		room_wrong("a signature from nowhere");
	check_manifest(arena, bytes);
	bp_arena_free(arena);
	return 0;
}
