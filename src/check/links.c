/* Rules about links of lessons: what they lead to must be there. */
#include "rules.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <stdlib.h>
#include <unistd.h>

/* The links of one module while they are followed. Modules whose headings they name are
 * read once each, and kept by their index in the course. */
struct links {
	const struct rule_subject *subject;
	struct bp_document **documents;
	bool *read;
};

static const struct bp_document *links_document(
	struct links *links, const struct bp_module *module)
{
	const struct bp_course *course = links->subject->course;
	size_t index = bp_module_index(course, module);

	if (!links->read[index])
		links->documents[index] = bp_document_open(course, module, NULL, NULL);
	links->read[index] = true;
	return links->documents[index];
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

/* `file` is empty where the link leads to a heading of its own module. */
static void links_check_heading(struct bp_diagnostics *faults, int line,
	const struct bp_document *document, struct bp_str heading, struct bp_str file)
{
	if (!document || bp_document_heading(document, heading) != SIZE_MAX)
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

static void links_check_link(struct links *links, const struct bp_link *link)
{
	const struct rule_subject *subject = links->subject;
	const struct bp_document *document = subject->document;
	struct bp_arena *arena = bp_arena_new();
	struct bp_link_target target = bp_link_read(arena, subject->course, link->url);
	int line = link->block < document->count ? document->blocks[link->block].line : 0;

	if (target.kind == BP_LINK_FILE)
		links_check_file(subject, line, arena, target.name);
	else if (target.kind == BP_LINK_MODULE && target.heading.len)
		links_check_heading(subject->faults, line,
			links_document(links, target.module), target.heading,
			target.name);
	else if (target.kind == BP_LINK_HEADING && !bp_document_note(document, link->url))
		links_check_heading(subject->faults, line, document, target.heading,
			(struct bp_str){0});
	bp_arena_free(arena);
}

void links_check(const struct rule_subject *subject)
{
	const struct bp_document *document = subject->document;
	size_t modules = subject->course->module_count;
	struct links links = {
		.subject = subject,
		.documents = bp_alloc(modules, sizeof *links.documents),
		.read = bp_alloc(modules, sizeof *links.read),
	};

	for (size_t i = 0;
		i < document->link_count && !bp_diagnostics_full(subject->faults); i++)
		links_check_link(&links, &document->links[i]);
	for (size_t i = 0; i < modules; i++)
		bp_document_free(links.documents[i]);
	free(links.documents);
	free(links.read);
}
