#include "made.h"
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

void made_begin(struct made *made, const char *name)
{
	*made = (struct made){.arena = bp_arena_new()};
	if (!bp_key_pair_make(&made->key.pair, NULL))
		abort();
	snprintf(made->key.name, sizeof made->key.name, "%s", name);
	snprintf(made->own.name, sizeof made->own.name, "%s", name);
	memcpy(made->own.key, made->key.pair.public_key, sizeof made->own.key);
	made->trust = (struct bp_trust){.at = &made->own, .count = 1};
}

void made_end(struct made *made)
{
	bp_arena_free(made->arena);
}

static void made_set(
	struct made *made, struct bp_pack_file *file, const char *name, const char *text)
{
	file->name = name;
	file->bytes = bp_arena_str(made->arena, bp_str(text));
	file->size = file->bytes.len;
	file->digest = bp_digest_of(file->bytes);
}

struct bp_pack made_course(struct made *made, const char *version, const char *lesson)
{
	struct bp_pack pack = {.course = "uji",
		.version = version,
		.title = "Uji",
		.publisher = made->own,
		.count = 4};

	pack.files = bp_arena_alloc(made->arena, pack.count, sizeof *pack.files);
	made_set(made, &pack.files[0], "01-satu.md",
		bp_arena_printf(made->arena,
			"---\ntitle: Satu\njp: 0.5\n---\n\n%s\n\n"
			"```gift\n::q::Dua? {\n~a#bukan\n=b#benar\n}\n```\n",
			lesson));
	made_set(made, &pack.files[1], "02-dua.md",
		"---\ntitle: Dua\njp: 0.5\n---\n\nIsi.\n");
	made_set(made, &pack.files[2], "assets/gambar/a.txt", "gambar");
	made_set(made, &pack.files[3], "course.yaml",
		bp_arena_printf(made->arena,
			"title: Uji\nsummary: Sebuah uji.\nversion: \"%s\"\n", version));
	return pack;
}

void made_write_head(struct made *made, const struct bp_pack *pack, struct bp_buf *out)
{
	struct bp_buf manifest = {0}, signature = {0};

	manifest_write(pack, &manifest);
	manifest_sign(bp_buf_str(&manifest), &made->key.pair, &signature);
	tar_add(out, MANIFEST_NAME, bp_buf_str(&manifest));
	tar_add(out, SIGNATURE_NAME, bp_buf_str(&signature));
	bp_buf_release(&manifest);
	bp_buf_release(&signature);
}

void made_write(struct made *made, struct bp_pack *pack, struct bp_buf *out)
{
	pack->content = manifest_content(pack);
	made_write_head(made, pack, out);
	for (size_t i = 0; i < pack->count; i++)
		if (!pack->files[i].kept)
			tar_add(out,
				bp_arena_printf(made->arena, "%s/%s", pack->course,
					pack->files[i].name),
				pack->files[i].bytes);
	tar_end(out);
}

void made_unpack(const struct bp_pack *pack, const char *folder)
{
	struct bp_buf path = {0};

	for (size_t i = 0; i < pack->count; i++) {
		bp_buf_clear(&path);
		bp_buf_printf(
			&path, "%s/%s/%s", folder, pack->course, pack->files[i].name);
		*strrchr(path.at, '/') = '\0';
		if (!bp_make_folder(path.at, NULL))
			abort();
		path.at[strlen(path.at)] = '/';
		if (!bp_file_write(path.at, pack->files[i].bytes, true, NULL))
			abort();
	}
	bp_buf_release(&path);
}
