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

/* ---- how an address is written ---- */

static bool links_leaves_folder(struct bp_str address)
{
	bool drive = address.len > 2 && bp_is_letter(address.at[0]) &&
		address.at[1] == ':' && (address.at[2] == '\\' || address.at[2] == '/');

	return drive || bp_str_starts(address, "/") || bp_str_starts(address, "../") ||
		bp_str_starts(address, "..\\") || bp_str_starts(address, "~/");
}

static bool links_ends(struct bp_str text, const char *end)
{
	size_t length = strlen(end);

	return text.len > length && bp_str_is(bp_str_from(text, text.len - length), end);
}

/* "contoh.go.id/halaman": the address of a site. */
static bool links_is_site(struct bp_str address)
{
	static const char *const ends[] = {".id", ".com", ".org", ".net"};
	size_t host = 0;

	while (host < address.len && !strchr("/?#", address.at[host]))
		host++;
	struct bp_str name = bp_str_part(address, 0, host);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (links_ends(name, ends[i]) &&
			bp_str_find(name, BP_STR(":"), 0) == SIZE_MAX)
			return true;
	return bp_str_starts(address, "www.");
}

static bool links_is_mail(struct bp_str address)
{
	size_t sign = bp_str_find(address, BP_STR("@"), 0);

	return sign && sign != SIZE_MAX &&
		bp_str_find(address, BP_STR("/"), 0) == SIZE_MAX &&
		bp_str_find(address, BP_STR(":"), 0) == SIZE_MAX;
}

static bool links_is_quoted(struct bp_str address)
{
	return bp_str_starts(address, "\xe2\x80\x9c") ||
		bp_str_starts(address, "\xe2\x80\x9d") || bp_str_starts(address, "\"") ||
		bp_str_starts(address, "'");
}

/* Whether links_check_form() tells of an address that would be looked for as a file. */
static bool links_is_odd(struct bp_str address)
{
	return links_is_mail(address) || links_is_site(address) ||
		links_is_quoted(address);
}

/* The length of "htps:", "https:/" or "http:", which stand for "https://"; 0: it is none. */
static size_t links_odd_scheme(struct bp_str address)
{
	size_t colon = bp_str_find(address, BP_STR(":"), 0), end;

	if (colon == SIZE_MAX || colon < 3 || colon > 6)
		return 0;
	for (end = colon + 1; end < address.len && address.at[end] == '/';)
		end++;
	struct bp_str scheme = bp_str_part(address, 0, colon);
	bool exact = bp_text_equal_folded(scheme, BP_STR("http")) ||
		bp_text_equal_folded(scheme, BP_STR("https"));
	bool near = bp_near_distance(scheme, BP_STR("https")) <= 34;
	return near && !(exact && end == colon + 3) ? end : 0;
}

/* ---- what links lead to ---- */

bool links_file_opens(const struct bp_course *course, struct bp_arena *arena,
	struct bp_str name, struct bp_error *err)
{
	struct bp_buf unused = {0};
	size_t size;
	int root;

	if (!bp_root_open(course->path, &root, err))
		return false;
	bool opens = bp_root_read_start(
		root, bp_arena_cstr(arena, name), 1, &unused, &size, err);
	bp_buf_release(&unused);
	close(root);
	return opens;
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
	struct bp_error err = {0};
	const char *meant = NULL;

	if (name.len == 0 || links_leaves_folder(name) || links_is_odd(name))
		return; /* what is wrong with it has been told */
	if (!bp_link_names_module(name)) {
		if (links_file_opens(subject->course, arena, name, &err))
			return;
		if (err.kind != BP_ERROR_NOT_FOUND) {
			bp_diagnose(subject->faults, BP_FAULT_LINK_FILE, link->line,
				link->column, "%s", err.message);
			return;
		}
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

/* ---- the form of links ---- */

/* "maksud Anda https://…?", with what stands for "https://" in the first `odd` bytes. */
static void links_tell_address(
	const struct rule_subject *subject, const struct page_mark *mark, size_t odd)
{
	struct bp_str written = mark->address, rest = bp_str_from(written, odd);
	size_t at = (size_t)(written.at - subject->page->text.at);

	rule_tell(subject, mark->at, BP_FAULT_LINK_ADDRESS,
		_("alamat web diawali https://, kalau tidak ia dicari sebagai berkas; maksud Anda https://%.*s?"),
		(int)(rest.len < 80 ? rest.len : 80), rest.at);
	rule_fix(subject, at, at + odd, "https://");
}

static void links_tell_file_address(
	const struct rule_subject *subject, const struct page_mark *mark)
{
	struct bp_str written = mark->address;

	if (links_is_quoted(written))
		rule_tell(subject, mark->at, BP_FAULT_LINK_ADDRESS,
			_("alamat tidak diapit tanda kutip; hapuslah tanda kutipnya"));
	else if (links_is_mail(written))
		rule_tell(subject, mark->at, BP_FAULT_LINK_ADDRESS,
			_("alamat surel diawali mailto:, kalau tidak ia dicari sebagai berkas; maksud Anda mailto:%.*s?"),
			(int)(written.len < 80 ? written.len : 80), written.at);
	else if (links_is_site(written))
		links_tell_address(subject, mark, 0);
	else if (links_odd_scheme(written))
		links_tell_address(subject, mark, links_odd_scheme(written));
}

static void links_check_form(
	const struct rule_subject *subject, const struct page_mark *mark)
{
	struct bp_str written = mark->address;

	if (!written.len)
		rule_tell(subject, mark->at, BP_FAULT_LINK_EMPTY,
			_("tautan ini tanpa alamat; isilah di dalam ( )"));
	else if (bp_str_is(written, "http://") || bp_str_is(written, "https://"))
		rule_tell(subject, mark->at, BP_FAULT_LINK_ADDRESS,
			_("alamat ini berhenti sesudah %.*s; tulislah alamat lengkapnya"),
			(int)written.len, written.at);
	else if (links_leaves_folder(written))
		rule_tell(subject, mark->at, BP_FAULT_LINK_OUTSIDE,
			_("%.*s ada di luar folder kursus, jadi tidak pernah dibuka; taruhlah berkasnya di folder kursus"),
			(int)(written.len < 80 ? written.len : 80), written.at);
	else
		links_tell_file_address(subject, mark);
}

/* What was meant as a link and is shown as text. */
static void links_check_shape(
	const struct rule_subject *subject, const struct page_mark *mark)
{
	size_t behind =
		(size_t)(mark->text.at - subject->page->text.at) + mark->text.len + 1;

	if (mark->kind == PAGE_OPEN_LINK)
		rule_tell(subject, mark->at, BP_FAULT_LINK_OPEN,
			_("tautan ini tidak ditutup, jadi tampak sebagai teks; tutuplah dengan )"));
	else if (mark->kind == PAGE_APART_LINK)
		rule_tell(subject, mark->at, BP_FAULT_LINK_SHAPE,
			_("ada spasi di antara ] dan (, jadi ini bukan tautan; hapuslah spasinya"));
	else if (mark->kind == PAGE_TURNED_LINK)
		rule_tell(subject, mark->at, BP_FAULT_LINK_SHAPE,
			_("tanda kurungnya tertukar, jadi ini bukan tautan; tulislah [teks](alamat)"));
	else if (mark->address.at[0] == '#')
		rule_tell(subject, mark->at, BP_FAULT_LINK_SHAPE,
			_("alamat tidak memuat spasi, jadi ini bukan tautan; tulislah judulnya dengan huruf kecil dan - sebagai pengganti spasi"));
	else
		rule_tell(subject, mark->at, BP_FAULT_LINK_SHAPE,
			_("alamat tidak memuat spasi, jadi ini bukan tautan; apitlah alamatnya dengan < dan >"));
	if (mark->kind == PAGE_APART_LINK)
		rule_fix(subject, behind, behind + 1, "");
}

void link_forms_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = 0; i < page->mark_count; i++)
		switch (page->marks[i].kind) {
		case PAGE_LINK:
		case PAGE_IMAGE:
		case PAGE_DEFINITION: links_check_form(subject, &page->marks[i]); break;
		case PAGE_OPEN_LINK:
		case PAGE_APART_LINK:
		case PAGE_BLANK_LINK:
		case PAGE_TURNED_LINK: links_check_shape(subject, &page->marks[i]); break;
		default: break;
		}
}
