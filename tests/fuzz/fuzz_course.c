/*
 * A folder as a course: files of any name and content, folders, links. Whatever is listed
 * has an id and a title that can be shown, each module opens or says why not, and nothing
 * outside the folder is read.
 *
 * In the input a line "\x1e" KIND NAME begins an entry, and what follows is its text. Of a
 * link the text is what it points to.
 */
#include "room.h"
#include <berpijar/arena.h>
#include <berpijar/check.h>
#include <berpijar/document.h>
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET  "RAHASIA-DI-LUAR"
#define ENTRIES 12

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Makes one entry of the folder; a name that the system does not take makes none. */
static void make_entry(char kind, struct bp_str name, struct bp_str text)
{
	char path[256], target[256];

	snprintf(path, sizeof path, "course/%.*s", (int)bp_text_fit(name, 200), name.at);
	snprintf(target, sizeof target, "%.*s", (int)bp_text_fit(text, 200), text.at);
	if (strstr(path, "..") || strlen(path) != name.len + 7)
		return;
	if (kind == 'd')
		mkdir(room_path(path), 0700);
	else if (kind == 's' && symlink(target, room_path(path)) != 0)
		return;
	else if (kind == 'h' && link(room_path("secret.md"), room_path(path)) != 0)
		return;
	else if (kind != 's' && kind != 'h')
		bp_file_write_private(room_path(path), text, true, NULL);
}

static void make_folder(struct bp_str all)
{
	mkdir(room_path("course"), 0700);
	for (int i = 0; i < ENTRIES && all.len; i++) {
		size_t begin = bp_str_find(all, BP_STR("\x1e"), 0);
		if (begin == SIZE_MAX)
			return;
		struct bp_str line = bp_str_from(all, begin + 1);
		size_t end = bp_str_find(line, BP_STR("\n"), 0);
		if (end == SIZE_MAX || end < 2)
			return;
		all = bp_str_from(line, end + 1);
		size_t next = bp_str_find(all, BP_STR("\x1e"), 0);
		make_entry(line.at[0], bp_str_part(line, 1, end),
			bp_str_part(all, 0, next < all.len ? next : all.len));
	}
}

static void check_shown(const char *text)
{
	if (!text || strstr(text, SECRET))
		room_wrong("shown: %s", text ? text : "nothing");
}

static void check_module(const struct bp_course *course, const struct bp_module *module)
{
	struct bp_error err = {0};
	struct bp_document *document = bp_document_open(course, module, NULL, &err);

	if (!module->id || !module->id[0])
		room_wrong("a module without an id");
	check_shown(module->title);
	if (!document)
		check_shown(err.message);
	for (size_t i = 0; document && i < document->count; i++) {
		struct bp_buf words = {0};
		bp_block_words(document, (uint32_t)i, &words);
		check_shown(words.at ? words.at : "");
		bp_buf_release(&words);
	}
	bp_document_free(document);
}

static void check_library(const struct bp_library *library)
{
	for (size_t i = 0; i < library->count; i++) {
		const struct bp_course *course = library->courses[i];
		check_shown(course->title);
		for (size_t n = 0; n < course->module_count; n++)
			check_module(course, &course->modules[n]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_library library;
	struct bp_check check = {0};

	if (bp_str_find((struct bp_str){(const char *)data, size}, BP_STR(SECRET), 0) !=
		SIZE_MAX)
		return 0; /* its own */
	room_write("secret.md", BP_STR("# " SECRET "\n\n" SECRET "\n"));
	make_folder((struct bp_str){(const char *)data, size});
	bp_library_init(&library);
	if (bp_library_add(&library, room_path("course"), &check.faults, NULL)) {
		check_library(&library);
		bp_check_library(&check, &library);
	}
	for (size_t i = 0; i < check.faults.count; i++)
		check_shown(check.faults.at[i].message);
	bp_diagnostics_release(&check.faults);
	bp_library_release(&library);
	room_clear("course");
	return 0;
}
