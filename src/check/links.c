/*
 * Rules about links of lessons: what they lead to must be there. Links lead into other
 * modules, so they are followed once all modules of a course have been read.
 */
#include "rules.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <berpijar/near.h>
#include <string.h>
#include <unistd.h>

#define LINKS_NAMES_MOST \
	2000 /* in a folder, that are offered for one that is not there */

bool links_file_exists(
	const struct bp_course *course, struct bp_arena *arena, struct bp_str name)
{
	struct bp_buf unused = {0};
	size_t size;
	int root;

	if (!bp_root_open(course->path, &root, NULL))
		return false;
	bool exists = bp_root_read_start(
		root, bp_arena_cstr(arena, name), 1, &unused, &size, NULL);
	bp_buf_release(&unused);
	close(root);
	return exists;
}

/* `file` is empty where the link leads to a heading of its own module. A module that could
 * not be read has faults of its own. */
static void links_check_heading(const struct rule_subject *subject,
	const struct module_link *link, const struct module_kept *to,
	struct bp_arena *arena, struct bp_str heading, struct bp_str file)
{
	if (!to || bp_headings_find(to->headings, heading) != SIZE_MAX)
		return;
	const char *meant = bp_headings_near(to->headings, arena, heading);
	const char *question = meant ? "?" : "";
	if (file.len)
		bp_diagnose(subject->faults, BP_FAULT_LINK_HEADING, link->line,
			link->column,
			meant ? _("tautan ke judul #%.*s, yang tidak ada di %.*s; maksud Anda #%s%s")
			      : _("tautan ke judul #%.*s, yang tidak ada di %.*s; tulislah judulnya dengan huruf kecil dan - sebagai pengganti spasi%s%s"),
			(int)heading.len, heading.at, (int)file.len, file.at,
			meant ? meant : "", question);
	else
		bp_diagnose(subject->faults, BP_FAULT_LINK_HEADING, link->line,
			link->column,
			meant ? _("tautan ke judul #%.*s, yang tidak ada di modul ini; maksud Anda #%s%s")
			      : _("tautan ke judul #%.*s, yang tidak ada di modul ini; tulislah judulnya dengan huruf kecil dan - sebagai pengganti spasi%s%s"),
			(int)heading.len, heading.len ? heading.at : "",
			meant ? meant : "", question);
}

/* The file in the same folder that was probably meant; NULL: none is near. */
const char *links_near_file(
	const struct bp_course *course, struct bp_arena *arena, struct bp_str name)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};
	struct bp_names names = {0};
	size_t slash = name.len;
	int root;

	while (slash && name.at[slash - 1] != '/')
		slash--;
	const char *folder = bp_arena_printf(
		arena, "%s/%.*s", course->path, (int)slash, name.len ? name.at : "");
	if (bp_str_find(name, BP_STR(".."), 0) != SIZE_MAX ||
		!bp_root_open(folder, &root, NULL))
		return NULL;
	bp_root_names(root, LINKS_NAMES_MOST, arena, &names, NULL);
	close(root);
	for (size_t i = 0; i < names.count; i++)
		bp_near_offer(&near, bp_str_from(name, slash), names.at[i]);
	return near.word
		? bp_arena_printf(arena, "%.*s%s", (int)slash, name.at, near.word)
		: NULL;
}

static const char *links_near_module(const struct bp_course *course, struct bp_str name)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < course->module_count; i++)
		bp_near_offer(&near, name, course->modules[i].file);
	return near.word;
}

static void links_check_file(const struct rule_subject *subject,
	const struct module_link *link, struct bp_arena *arena, struct bp_str name)
{
	const char *meant = NULL;

	if (bp_str_starts(name, "/") || bp_str_starts(name, "../") ||
		bp_str_starts(name, "www.") || name.len == 0)
		return; /* link_forms.c tells what is wrong with it */
	if (!bp_link_names_module(name)) {
		if (links_file_exists(subject->course, arena, name))
			return;
		meant = links_near_file(subject->course, arena, name);
		bp_diagnose(subject->faults, BP_FAULT_LINK_FILE, link->line, link->column,
			meant ? _("tautan ke berkas %.*s, yang tidak ada di folder kursus; maksud Anda %s?")
			      : _("tautan ke berkas %.*s, yang tidak ada di folder kursus; periksa namanya, atau taruhlah berkasnya di sana%s"),
			(int)name.len, name.at, meant ? meant : "");
		return;
	}
	meant = links_near_module(subject->course, name);
	bp_diagnose(subject->faults, BP_FAULT_LINK_MODULE, link->line, link->column,
		meant ? _("tautan ke modul %.*s, yang tidak ada di kursus ini; maksud Anda %s?")
		      : _("tautan ke modul %.*s, yang tidak ada di kursus ini; tulislah nama berkas salah satu modulnya%s"),
		(int)name.len, name.at, meant ? meant : "");
}

static void links_check_link(
	const struct rule_subject *subject, const struct module_link *link)
{
	const struct bp_course *course = subject->course;
	struct bp_arena *arena = bp_arena_new();
	struct bp_link_target target = bp_link_read(arena, course, link->url);

	if (target.kind == BP_LINK_FILE)
		links_check_file(subject, link, arena, target.name);
	else if (target.kind == BP_LINK_MODULE && target.heading.len)
		links_check_heading(subject, link,
			subject->kept[bp_module_index(course, target.module)], arena,
			target.heading, target.name);
	else if (target.kind == BP_LINK_HEADING)
		links_check_heading(subject, link,
			subject->kept[bp_module_index(course, subject->module)], arena,
			target.heading, (struct bp_str){0});
	bp_arena_free(arena);
}

void links_check(const struct rule_subject *subject)
{
	const struct module_kept *kept =
		subject->kept[bp_module_index(subject->course, subject->module)];

	for (size_t i = 0;
		kept && i < kept->link_count && !bp_diagnostics_full(subject->faults);
		i++)
		links_check_link(subject, &kept->links[i]);
}

/* ---- how an address is written ---- */

static bool links_leaves_folder(struct bp_str address)
{
	bool drive = address.len > 2 && bp_is_letter(address.at[0]) &&
		address.at[1] == ':' && (address.at[2] == '\\' || address.at[2] == '/');

	return drive || bp_str_starts(address, "/") || bp_str_starts(address, "../") ||
		bp_str_starts(address, "..\\") || bp_str_starts(address, "~/");
}

static void links_check_form(
	const struct rule_subject *subject, const struct page_mark *mark)
{
	size_t address = (size_t)(mark->address.at - subject->page->text.at);
	struct bp_str written = mark->address;

	if (mark->kind == PAGE_OPEN_LINK)
		rule_tell(subject, mark->at, BP_FAULT_LINK_OPEN,
			_("tautan ini tidak ditutup, jadi tampak sebagai teks; tutuplah dengan )"));
	else if (!written.len)
		rule_tell(subject, mark->at, BP_FAULT_LINK_EMPTY,
			_("tautan ini tanpa alamat; isilah di dalam ( )"));
	else if (bp_str_starts(written, "www.")) {
		rule_tell(subject, mark->at, BP_FAULT_LINK_ADDRESS,
			_("alamat web diawali https://, kalau tidak ia dicari sebagai berkas; maksud Anda https://%.*s?"),
			(int)(written.len < 80 ? written.len : 80), written.at);
		rule_fix(subject, address, address, "https://");
	} else if (bp_str_is(written, "http://") || bp_str_is(written, "https://"))
		rule_tell(subject, mark->at, BP_FAULT_LINK_ADDRESS,
			_("alamat ini berhenti sesudah %.*s; tulislah alamat lengkapnya"),
			(int)written.len, written.at);
	else if (links_leaves_folder(written))
		rule_tell(subject, mark->at, BP_FAULT_LINK_OUTSIDE,
			_("%.*s ada di luar folder kursus, jadi tidak pernah dibuka; taruhlah berkasnya di folder kursus"),
			(int)(written.len < 80 ? written.len : 80), written.at);
}

void link_forms_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = 0; i < page->mark_count; i++)
		if (page->marks[i].kind == PAGE_LINK ||
			page->marks[i].kind == PAGE_IMAGE ||
			page->marks[i].kind == PAGE_DEFINITION ||
			page->marks[i].kind == PAGE_OPEN_LINK)
			links_check_form(subject, &page->marks[i]);
}
