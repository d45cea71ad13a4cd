/* Images: out of the archive, under names of our own. */
#include "images.h"
#include "archive.h"
#include "notes.h"
#include <berpijar/lang.h>
#include <string.h>
#include <strings.h>

#define IMAGES_MOST 2000

static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp",
	".bmp", ".tif", ".tiff", ".emf", ".wmf"};

/* The ending of a name, if it is that of an image. */
static const char *images_ending(struct bp_str name)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(endings[i]);
		if (name.len > len &&
			strncasecmp(name.at + name.len - len, endings[i], len) == 0)
			return endings[i];
	}
	return NULL;
}

/* Word's images are beneath word/; those of others are called by their whole name. */
static const struct archive_entry *images_find(
	struct images *images, struct bp_str target)
{
	const struct bp_word *word = images->word;
	const char *folder = strcmp(word->format, "docx") == 0 ? "word/" : "";
	const char *name = bp_arena_printf(
		word->arena, "%s%.*s", folder, (int)target.len, target.at);
	const struct archive_entry *entry = archive_find(word->archive, bp_str(name));

	return entry ? entry : archive_find(word->archive, target);
}

/* Adds the file to the course; NULL: it cannot be read, or is too large. */
static const char *images_add(struct images *images, struct bp_str target)
{
	struct bp_word_course *course = images->course;
	struct bp_arena *arena = images->word->arena;
	const struct archive_entry *entry = images_find(images, target);
	const char *ending = images_ending(target);
	struct bp_buf bytes = {0};
	const char *name = NULL;

	if (entry && ending && entry->size <= BP_WORD_LIMIT - images->size &&
		archive_read(entry, BP_WORD_LIMIT, &bytes)) {
		images->size += bytes.len;
		name = bp_arena_printf(
			arena, "assets/gambar-%02zu%s", ++course->images, ending);
		*BP_PUSH(arena, course->files, course->count, course->room) =
			(struct bp_word_file){
				name, bp_arena_str(arena, bp_buf_str(&bytes))};
	}
	bp_buf_release(&bytes);
	return name;
}

const char *images_take(
	struct images *images, struct bp_str target, struct bp_str heading)
{
	for (size_t i = 0; i < images->count; i++)
		if (bp_str_equal(images->at[i].target, target))
			return images->at[i].name;
	const char *name = NULL;
	if (images->count < IMAGES_MOST) {
		name = images_add(images, target);
		*BP_PUSH(images->word->arena, images->at, images->count, images->room) =
			(struct image){target, name};
	}
	if (!name)
		notes_add(images->word, heading,
			_("gambar %.*s tidak dibawa: bukan gambar di dalam dokumen, atau terlalu besar"),
			(int)bp_text_fit(target, 80), target.at);
	return name;
}

struct bp_str images_alt(struct bp_str alt)
{
	static const char *const made[] = {"Description automatically generated",
		"Deskripsi dibuat secara otomatis", "Picture ", "Gambar "};

	alt = bp_str_trim(alt);
	for (size_t i = 0; i < 2; i++)
		if (bp_str_find(alt, bp_str(made[i]), 0) != SIZE_MAX)
			return (struct bp_str){0};
	for (size_t i = 2; i < sizeof made / sizeof *made; i++) {
		size_t len = strlen(made[i]);
		if (bp_str_starts(alt, made[i]) && alt.len <= len + 3 &&
			(alt.len == len || bp_is_digit(alt.at[len])))
			return (struct bp_str){0};
	}
	return images_ending(alt) ? (struct bp_str){0} : alt;
}
