/* Opens a document: what is in it, what of it pandoc gets, what pandoc will not tell. */
#include "archive.h"
#include "lost.h"
#include "notes.h"
#include <berpijar/lang.h>
#include <string.h>

struct word_format {
	const char *name;
	const char *part; /* where its text is: how that name begins */
	bool colors;      /* of which pandoc reads none */
};

static const struct word_format formats[] = {
	{"docx", "word/document", true},
	{"odt", "content.xml", false},
};

static bool word_ends(struct bp_str name, const char *ending)
{
	size_t len = strlen(ending);

	return name.len >= len && bp_str_is(bp_str_from(name, name.len - len), ending);
}

/* The part with the text: Word calls it document.xml, other programs add a number. */
static bool word_is_text(const struct word_format *format, struct bp_str name)
{
	return bp_str_starts(name, format->part) && word_ends(name, ".xml");
}

static const struct word_format *word_find_format(const struct archive *archive)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		for (size_t j = 0; j < archive->count; j++)
			if (word_is_text(&formats[i], archive->at[j].name))
				return &formats[i];
	return NULL;
}

/* What pandoc reads; images and what else there may be are empty for it. */
static bool word_is_read(struct bp_str name)
{
	return word_ends(name, ".xml") || word_ends(name, ".rels") ||
		bp_str_is(name, "mimetype");
}

/* Headers and footers are read by nobody: a course has its own. */
static void word_look_at_margin(
	struct bp_word *word, struct bp_str name, struct bp_str xml)
{
	if ((bp_str_starts(name, "word/header") || bp_str_starts(name, "word/footer")) &&
		bp_str_find(xml, BP_STR("<w:t"), 0) != SIZE_MAX)
		notes_add(word, (struct bp_str){0}, "%s",
			_("kepala dan kaki halaman tidak dibawa"));
}

static void word_put(struct bp_word *word, const struct word_format *format,
	struct archive_writer *writer, struct bp_str name, struct bp_str xml)
{
	struct bp_buf marked = {0};

	word_look_at_margin(word, name, xml);
	if (word_is_text(format, name))
		lost_scan(word, xml);
	if (word_is_text(format, name) && format->colors) {
		lost_underline(xml, &marked);
		xml = bp_buf_str(&marked);
	}
	archive_put(writer, name, xml);
	bp_buf_release(&marked);
}

/* Writes the archive that pandoc gets. */
static bool word_make_bare(
	struct bp_word *word, const struct word_format *format, struct bp_error *err)
{
	struct archive_writer writer = {.out = &word->bare};
	struct bp_buf part = {0};
	size_t all = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < word->archive->count; i++) {
		const struct archive_entry *entry = &word->archive->at[i];
		bp_buf_clear(&part);
		if (word_is_read(entry->name)) {
			all += entry->size;
			ok = all <= ARCHIVE_PARTS_MOST &&
				archive_read(entry, ARCHIVE_PART_MOST, &part);
		}
		if (ok)
			word_put(word, format, &writer, entry->name, bp_buf_str(&part));
	}
	archive_end(&writer);
	bp_buf_release(&part);
	return ok ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s: isinya rusak, atau mengembang lebih dari %zu MiB; buka dan simpan lagi di pengolah kata"),
			word->name, ARCHIVE_PARTS_MOST >> 20);
}

struct bp_word *bp_word_open(struct bp_arena *arena, const char *name,
	struct bp_str bytes, struct bp_error *err)
{
	struct bp_word *word = bp_arena_alloc(arena, 1, sizeof *word);
	struct bp_error why = {0};

	word->arena = arena;
	word->archive = bp_arena_alloc(arena, 1, sizeof *word->archive);
	word->name = bp_arena_printf(arena, "%s", name);
	if (!archive_open(arena, bytes, word->archive, &why)) {
		bp_fail(err, why.kind, "%s: %s", name, why.message);
		return NULL;
	}
	const struct word_format *format = word_find_format(word->archive);
	if (!format) {
		bp_fail(err, BP_ERROR_INPUT,
			_("%s: ini bukan berkas .docx atau .odt; simpanlah dari pengolah kata sebagai .docx"),
			name);
		return NULL;
	}
	word->format = format->name;
	if (word_make_bare(word, format, err))
		return word;
	bp_buf_release(&word->bare);
	return NULL;
}
