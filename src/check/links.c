/*
 * Rules about links of lessons: what they lead to must be there. Links lead into other
 * modules, so of every module of a course its headings and links are kept when it is read,
 * and followed once all have been.
 */
#include "rules.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <unistd.h>

struct module_link {
	struct bp_str url;
	int line;
};

struct module_links {
	struct bp_arena *arena;
	struct bp_headings *headings;
	struct module_link *at;
	size_t count, room;
};

static void links_add(struct module_links *links, const struct bp_document *document,
	const struct bp_link *link)
{
	int line = link->block < document->count ? document->blocks[link->block].line : 0;

	if (!bp_document_note(document, link->url))
		*BP_PUSH(links->arena, links->at, links->count, links->room) =
			(struct module_link){bp_arena_str(links->arena, link->url), line};
}

struct module_links *links_new(const struct bp_document *document)
{
	struct bp_arena *arena = bp_arena_new();
	struct module_links *links = bp_arena_alloc(arena, 1, sizeof *links);

	links->arena = arena;
	links->headings = bp_headings_new(document);
	for (size_t i = 0; i < document->link_count; i++)
		links_add(links, document, &document->links[i]);
	return links;
}

void links_free(struct module_links *links)
{
	if (!links)
		return;
	bp_headings_free(links->headings);
	bp_arena_free(links->arena);
}

static bool links_file_exists(
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
static void links_check_heading(struct bp_diagnostics *faults, int line,
	const struct module_links *to, struct bp_str heading, struct bp_str file)
{
	if (!to || bp_headings_find(to->headings, heading) != SIZE_MAX)
		return;
	if (file.len)
		bp_diagnose(faults, BP_FAULT_LINK_HEADING, line, 1,
			_("tautan ke judul #%.*s, yang tidak ada di %.*s"),
			(int)heading.len, heading.at, (int)file.len, file.at);
	else
		bp_diagnose(faults, BP_FAULT_LINK_HEADING, line, 1,
			_("tautan ke judul #%.*s, yang tidak ada di modul ini"),
			(int)heading.len, heading.len ? heading.at : "");
}

static void links_check_file(const struct rule_subject *subject, int line,
	struct bp_arena *arena, struct bp_str name)
{
	if (bp_link_names_module(name))
		bp_diagnose(subject->faults, BP_FAULT_LINK_MODULE, line, 1,
			_("tautan ke modul %.*s, yang tidak ada di kursus ini"),
			(int)name.len, name.at);
	else if (!links_file_exists(subject->course, arena, name))
		bp_diagnose(subject->faults, BP_FAULT_LINK_FILE, line, 1,
			_("tautan ke berkas %.*s, yang tidak ada di folder kursus"),
			(int)name.len, name.len ? name.at : "");
}

static void links_check_link(
	const struct rule_subject *subject, const struct module_link *link)
{
	const struct bp_course *course = subject->course;
	struct bp_arena *arena = bp_arena_new();
	struct bp_link_target target = bp_link_read(arena, course, link->url);

	if (target.kind == BP_LINK_FILE)
		links_check_file(subject, link->line, arena, target.name);
	else if (target.kind == BP_LINK_MODULE && target.heading.len)
		links_check_heading(subject->faults, link->line,
			subject->links[bp_module_index(course, target.module)],
			target.heading, target.name);
	else if (target.kind == BP_LINK_HEADING)
		links_check_heading(subject->faults, link->line,
			subject->links[bp_module_index(course, subject->module)],
			target.heading, (struct bp_str){0});
	bp_arena_free(arena);
}

void links_check(const struct rule_subject *subject)
{
	const struct module_links *links =
		subject->links[bp_module_index(subject->course, subject->module)];

	for (size_t i = 0;
		links && i < links->count && !bp_diagnostics_full(subject->faults); i++)
		links_check_link(subject, &links->at[i]);
}
