/* Rules about files beside the modules: images that say nothing or are not there, and files
 * that nothing names. */
#include "rules.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <string.h>
#include <unistd.h>

#define ASSETS_MOST   2000
#define ASSETS_FOLDER "assets"

static bool assets_is_here(struct bp_str address)
{
	return address.len && bp_str_find(address, BP_STR(":"), 0) == SIZE_MAX &&
		address.at[0] != '/' && !bp_str_starts(address, "../") &&
		!bp_str_starts(address, "www.") && address.at[0] != '#' &&
		bp_str_find(address, BP_STR("%"), 0) == SIZE_MAX;
}

static void assets_check_file(
	const struct rule_subject *subject, size_t at, struct bp_str name)
{
	struct bp_arena *arena = subject->page->arena;
	struct bp_error err = {0};

	if (links_file_opens(subject->course, arena, name, &err))
		return;
	if (err.kind != BP_ERROR_NOT_FOUND) {
		rule_tell(subject, at, BP_FAULT_IMAGE_FILE, "%s", err.message);
		return;
	}
	const char *meant = links_near_file(subject->course, arena, name);
	rule_tell(subject, at, BP_FAULT_IMAGE_FILE,
		meant ? _("berkas gambar %.*s tidak ada di folder kursus; maksud Anda %s?")
		      : _("berkas gambar %.*s tidak ada di folder kursus; periksa namanya, atau taruhlah berkasnya di sana%s"),
		(int)(name.len < 80 ? name.len : 80), name.at, meant ? meant : "");
}

void assets_check_images(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = 0; i < page->mark_count; i++) {
		const struct page_mark *mark = &page->marks[i], *file = mark;
		if (mark->kind == PAGE_REFERENCE && mark->image)
			file = page_definition(page, mark->address);
		else if (mark->kind != PAGE_IMAGE)
			continue;
		if (!bp_str_trim(mark->text).len)
			rule_tell(subject, mark->at, BP_FAULT_IMAGE_ALT,
				_("gambar tidak tampak di terminal, dan tidak ada yang menjelaskannya; tulislah isinya di dalam ![ ]"));
		if (file && assets_is_here(file->address) && !subject->course->text.at)
			assets_check_file(subject, mark->at, file->address);
	}
}

/* ---- files that nothing names ---- */

static bool assets_is_named(const struct rule_subject *subject, struct bp_str name)
{
	for (size_t i = 0; i < subject->course->module_count; i++) {
		const struct module_kept *kept = subject->kept[i];
		for (size_t n = 0; kept && n < kept->files.count; n++) {
			struct bp_str file = kept->files.at[n];
			if (bp_str_starts(file, "./"))
				file = bp_str_from(file, 2);
			if (bp_str_equal(file, name))
				return true;
		}
	}
	return false;
}

static void assets_check_folder(
	const struct rule_subject *subject, struct bp_arena *arena, int root)
{
	const char *folder =
		bp_arena_printf(arena, "%s/%s", subject->course->path, ASSETS_FOLDER);
	struct bp_names names = {0};
	int assets;

	if (!bp_root_is_folder(root, ASSETS_FOLDER) ||
		!bp_root_open(folder, &assets, NULL))
		return;
	bp_root_names(assets, ASSETS_MOST, arena, &names, NULL);
	for (size_t i = 0; i < names.count; i++) {
		const char *name =
			bp_arena_printf(arena, "%s/%s", ASSETS_FOLDER, names.at[i]);
		if (names.at[i][0] == '.' || bp_root_is_folder(assets, names.at[i]) ||
			assets_is_named(subject, bp_str(name)))
			continue;
		bp_diagnostics_file(subject->faults,
			bp_arena_printf(arena, "%s/%s", folder, names.at[i]));
		bp_diagnose(subject->faults, BP_FAULT_ASSET_UNUSED, 0, 0,
			_("tidak ada modul yang menyebut berkas ini; hapuslah, atau tautkan"));
	}
	close(assets);
}

/* Whether a file that is not a module reads as one: it begins with front matter. */
static bool assets_is_module(int root, const char *name)
{
	static const char *const endings[] = {
		".txt", ".text", ".mkd", ".mdown", ".md.txt"};
	struct bp_buf start = {0};
	size_t size, length = strlen(name);
	bool text = false;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t ending = strlen(endings[i]);
		text = text ||
			(length > ending &&
				bp_text_equal_folded(bp_str(name + length - ending),
					bp_str(endings[i])));
	}
	text = text && bp_root_read_start(root, name, 64, &start, &size, NULL) &&
		bp_str_starts(bp_buf_str(&start), "---\n");
	bp_buf_release(&start);
	return text;
}

void assets_check_unused(const struct rule_subject *subject)
{
	const struct bp_course *course = subject->course;
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};
	int root = -1;

	if (!course->text.at && !course->lone &&
		bp_root_open(course->path, &root, NULL)) {
		bp_root_names(root, ASSETS_MOST, arena, &names, NULL);
		for (size_t i = 0; i < names.count; i++) {
			if (!assets_is_module(root, names.at[i]))
				continue;
			bp_diagnostics_file(subject->faults,
				bp_arena_printf(
					arena, "%s/%s", course->path, names.at[i]));
			bp_diagnose(subject->faults, BP_FAULT_NAME_ENDING, 0, 0,
				_("berkas ini tampak sebagai modul, tetapi tidak dibaca; akhirilah namanya dengan .md"));
		}
		assets_check_folder(subject, arena, root);
		close(root);
	}
	bp_arena_free(arena);
}
