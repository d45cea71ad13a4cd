/*
 * Documents of any bytes: as an archive, or, where they begin with "{", as what pandoc says of
 * one. The files that are made stay in their folder, a module is no larger than it may be,
 * and all the questions that were counted are read in it again, and no others.
 */
#include "archive.h"
#include <berpijar/check.h>
#include <berpijar/word.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_course(const struct bp_word_course *course)
{
	struct bp_check check = {0};

	for (size_t i = 0; i < course->count; i++) {
		const struct bp_word_file *file = &course->files[i];
		if (file->name[0] == '/' || strstr(file->name, ".."))
			abort();
		if (strchr(file->name, '/') || file->name[0] == '_' ||
			strcmp(file->name, "course.yaml") == 0)
			continue;
		if (file->bytes.len > BP_MODULE_LIMIT ||
			!bp_check_text(&check, file->name, file->bytes, NULL))
			abort();
	}
	if (check.questions != course->questions)
		abort();
	bp_diagnostics_release(&check.faults);
}

static void convert(struct bp_arena *arena, struct bp_str document, struct bp_str answer)
{
	const struct bp_word_wish wish = {0};
	struct bp_word_course course = {0};
	struct bp_word *word = bp_word_open(arena, "a.docx", document, NULL);

	if (!word)
		return;
	if (bp_word_course(word, answer, &wish, &course, NULL))
		check_course(&course);
	bp_buf_release(&word->bare);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_str input = {(const char *)data, size};
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf bytes = {0};
	struct archive_writer writer = {.out = &bytes};

	if (size && data[0] == '{') {
		archive_put(&writer, BP_STR("word/document.xml"), BP_STR("<w:p/>"));
		archive_put(&writer, BP_STR("word/media/rId1.png"), BP_STR("PNG"));
		archive_end(&writer);
		convert(arena, bp_buf_str(&bytes), input);
	} else {
		convert(arena, input,
			BP_STR("{\"blocks\":[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"x\"}]}]}"));
	}
	bp_buf_release(&bytes);
	bp_arena_free(arena);
	return 0;
}
