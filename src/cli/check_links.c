/* Links of lessons that lead nowhere. */
#include "check.h"
#include "options.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <berpijar/session.h>
#include <stdlib.h>
#include <unistd.h>

/* The modules of a course that links name headings of; each is read once. */
struct targets {
	const struct bp_course *course;
	struct bp_document **documents;
	bool *read;
};

static const struct bp_document *document_of(
	struct targets *targets, const struct bp_module *module)
{
	size_t index = bp_module_index(targets->course, module);

	if (!targets->read[index])
		targets->documents[index] =
			bp_session_read_module(targets->course, module, NULL, NULL);
	targets->read[index] = true;
	return targets->documents[index];
}

static bool is_file(
	const struct bp_course *course, struct bp_arena *arena, struct bp_str name)
{
	struct bp_buf unused = {0};
	size_t size;
	int root;

	if (!bp_root_open(course->path, &root, NULL))
		return false;
	bool there = bp_root_read_start(
		root, bp_arena_cstr(arena, name), 1, &unused, &size, NULL);
	bp_buf_release(&unused);
	close(root);
	return there;
}

static void check_heading(struct bp_diagnostics *list, int line,
	const struct bp_document *document, struct bp_str heading, struct bp_str file)
{
	if (!document || bp_document_heading(document, heading) != SIZE_MAX)
		return;
	if (file.len)
		bp_diagnose(list, BP_FAULT_LINK_HEADING, line, 1,
			_("tautan ke judul #%.*s, yang tidak ada di %.*s"),
			(int)heading.len, heading.at, (int)file.len, file.at);
	else
		bp_diagnose(list, BP_FAULT_LINK_HEADING, line, 1,
			_("tautan ke judul #%.*s, yang tidak ada di modul ini"),
			(int)heading.len, heading.len ? heading.at : "");
}

static void check_file(struct bp_diagnostics *list, int line,
	const struct bp_course *course, struct bp_arena *arena, struct bp_str name)
{
	if (bp_link_names_module(name))
		bp_diagnose(list, BP_FAULT_LINK_MODULE, line, 1,
			_("tautan ke modul %.*s, yang tidak ada di kursus ini"),
			(int)name.len, name.at);
	else if (!is_file(course, arena, name))
		bp_diagnose(list, BP_FAULT_LINK_FILE, line, 1,
			_("tautan ke berkas %.*s, yang tidak ada di folder kursus"),
			(int)name.len, name.len ? name.at : "");
}

static void check_link(struct bp_diagnostics *list, struct targets *targets,
	const struct bp_document *document, const struct bp_link *link)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_link_target target = bp_link_read(arena, targets->course, link->url);
	int line = link->block < document->count ? document->blocks[link->block].line : 0;

	if (target.kind == BP_LINK_FILE)
		check_file(list, line, targets->course, arena, target.name);
	else if (target.kind == BP_LINK_MODULE && target.heading.len)
		check_heading(list, line, document_of(targets, target.module),
			target.heading, target.name);
	else if (target.kind == BP_LINK_HEADING && !bp_document_note(document, link->url))
		check_heading(list, line, document, target.heading, (struct bp_str){0});
	bp_arena_free(arena);
}

void check_links(struct bp_diagnostics *list, const struct bp_course *course,
	const struct bp_document *document)
{
	struct targets targets = {
		.course = course,
		.documents = bp_alloc(course->module_count, sizeof *targets.documents),
		.read = bp_alloc(course->module_count, sizeof *targets.read),
	};

	for (size_t i = 0; i < document->link_count && !bp_diagnostics_full(list); i++)
		check_link(list, &targets, document, &document->links[i]);
	for (size_t i = 0; i < course->module_count; i++)
		bp_document_free(targets.documents[i]);
	free(targets.documents);
	free(targets.read);
}
