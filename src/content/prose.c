/* The text of a module at fault: below what is wrong, and without its questions. */
#include "document.h"
#include "front_matter.h"
#include "module.h"
#include <berpijar/lang.h>
#include <berpijar/prose.h>
#include <string.h>

/* A callout that says what is wrong; all signs of Markdown in it are escaped. */
static void prose_write_fault(const struct bp_module *module, struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	const char *text = bp_arena_printf(arena,
		_("Modul ini rusak: %s. Teksnya dapat dibaca; soalnya tidak ditampilkan, dan tidak ada yang dicatat."),
		module->fault);

	bp_buf_add_cstr(out, "> [!CAUTION]\n> ");
	for (; *text; text++) {
		if (strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", *text))
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, *text);
	}
	bp_buf_add_cstr(out, "\n\n");
	bp_arena_free(arena);
}

/* Without its rules nobody knows how a question would be asked, so none is shown. */
static void prose_hide_questions(struct bp_document *document)
{
	for (size_t i = 0; i < document->count; i++) {
		struct bp_block *block = &document->blocks[i];
		if (block->kind != BP_BLOCK_QUESTION)
			continue;
		block->kind = BP_BLOCK_PARAGRAPH;
		bp_spans_add_lines(document->arena, &block->spans,
			bp_str(_("(soal tidak ditampilkan)")));
	}
	document->quiz = (struct bp_quiz){0};
}

struct bp_document *bp_prose_open(const struct bp_course *course,
	const struct bp_module *module, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	const char *bar = NULL;
	const struct fault_sink sink = {
		arena, NULL, bp_module_path(arena, course, module), &bar};
	struct bp_document *document = NULL;
	struct bp_buf text = {0}, shown = {0};
	struct front_matter front = {0};

	if (module_load_text(course, module, &sink, &text)) {
		if (!front_matter_find(bp_buf_str(&text), false, &sink, &front))
			front.body = 0;
		prose_write_fault(module, &shown);
		bp_buf_add_str(&shown, bp_str_from(bp_buf_str(&text), front.body));
		document = bp_document_read(bp_buf_str(&shown), 1, NULL);
		prose_hide_questions(document);
	} else {
		bp_fail(err, BP_ERROR_INPUT, "%s", module->fault);
	}
	bp_buf_release(&text);
	bp_buf_release(&shown);
	bp_arena_free(arena);
	return document;
}
