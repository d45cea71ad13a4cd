/* A course, or one of its modules, as a handout. */
#include "paper.h"
#include <berpijar/link.h>
#include <berpijar/time.h>
#include <string.h>

/* A handout while it is made. */
struct handout {
	const struct bp_course *course;
	const struct bp_module *module; /* that is being put */
	const struct bp_document *document;
	struct bp_arena *arena; /* of the module */
	json_t *blocks;
};

/* ---- about the course ---- */

/* "Versi 1.0. Keadaan per 29 November 2026. Disusun oleh Tim berpijar. Lisensi …" */
static void handout_origin(struct handout *handout, const char *as_of)
{
	const struct bp_course *course = handout->course;
	struct bp_buf words = {0};

	if (course->version[0])
		bp_buf_printf(&words, _("Versi %s. "), course->version);
	if (as_of[0])
		bp_buf_printf(&words, _("Keadaan per %s. "),
			bp_date_words(handout->arena, as_of));
	if (course->authors.count)
		bp_buf_printf(&words, _("Disusun oleh %s. "),
			bp_list_words(handout->arena, &course->authors));
	if (course->licence[0])
		bp_buf_printf(&words, _("Lisensi %s."), course->licence);
	if (words.len)
		sheaf_words(handout->blocks, 2 * GAP, SIZE_SMALL, RUN_FAINT, words.at);
	bp_buf_release(&words);
}

static void handout_list_module(struct handout *handout, size_t nth)
{
	const struct bp_module *module = &handout->course->modules[nth];
	char jp[BP_JP_ROOM];
	json_t *block = sheaf_add(handout->blocks, "text", 3);

	sheaf_left(block, 22);
	json_object_set_new(block, "mark",
		json_string(bp_arena_printf(handout->arena, "%zu.", nth + 1)));
	sheaf_run(block, bp_str(module->title), 0);
	if (module->jp_halves)
		sheaf_run(block,
			bp_str(bp_arena_printf(handout->arena, " (%s JP)",
				bp_jp_write(module->jp_halves, bp_decimal_point(), jp))),
			RUN_FAINT);
}

static void handout_front(struct handout *handout)
{
	const struct bp_course *course = handout->course;

	sheaf_words(handout->blocks, 0, 20, RUN_BOLD, course->title);
	if (course->summary[0])
		sheaf_words(handout->blocks, 2 * GAP, 10.5, 0, course->summary);
	handout_origin(handout, course->as_of);
	sheaf_words(handout->blocks, 3 * GAP, 12, RUN_BOLD, _("Isi"));
	for (size_t i = 0; i < course->module_count; i++)
		handout_list_module(handout, i);
}

static void handout_glossary(struct handout *handout)
{
	const struct bp_terms *terms = &handout->course->glossary;

	if (!terms->count)
		return;
	sheaf_add(handout->blocks, "page", 0);
	sheaf_words(handout->blocks, 0, 15, RUN_BOLD, _("Istilah"));
	for (size_t i = 0; i < terms->count; i++) {
		json_t *block = sheaf_add(handout->blocks, "text", GAP);
		sheaf_run(block, terms->at[i].name, RUN_BOLD);
		sheaf_run(block, BP_STR(": "), RUN_BOLD);
		sheaf_run(block, terms->at[i].meaning, 0);
	}
}

/* ---- a module ---- */

static void handout_outcomes(struct handout *handout)
{
	const struct bp_list *outcomes = &handout->module->outcomes;

	if (!outcomes->count)
		return;
	sheaf_words(handout->blocks, GAP, SIZE_TEXT, RUN_ITALIC,
		_("Sesudah modul ini Anda dapat:"));
	for (size_t i = 0; i < outcomes->count; i++) {
		struct bp_str can = BP_STR("dapat "), one = outcomes->at[i];
		json_t *block = sheaf_add(handout->blocks, "text", 1.5);
		if (bp_str_starts(one, can.at))
			one = bp_str_from(one, can.len);
		sheaf_left(block, 14);
		json_object_set_new(block, "mark", json_string("\u2022"));
		sheaf_run(block, one, RUN_ITALIC);
	}
}

static void handout_sources(struct handout *handout)
{
	const struct bp_list *sources = &handout->module->sources;

	if (!sources->count)
		return;
	json_object_set_new(
		sheaf_words(handout->blocks, 2 * GAP, 10, RUN_BOLD, _("Sumber")), "keep",
		json_true());
	for (size_t i = 0; i < sources->count; i++) {
		json_t *block = sheaf_add(handout->blocks, "text", 2);
		json_object_set_new(block, "size", json_real(SIZE_SMALL));
		json_object_set_new(block, "mark", json_string("\u2022"));
		sheaf_left(block, 14);
		sheaf_run(block, sources->at[i], 0);
	}
}

/* The addresses that the text leads out of the course to, which paper cannot open. */
static void handout_addresses(struct handout *handout)
{
	const struct bp_document *document = handout->document;
	bool any = false;

	for (size_t i = 0; i < document->link_count; i++) {
		struct bp_str url = document->links[i].url;
		enum bp_link_kind kind =
			bp_link_read(handout->arena, handout->course, url).kind;
		if (kind != BP_LINK_WEB && kind != BP_LINK_MAIL)
			continue;
		if (!any)
			json_object_set_new(sheaf_words(handout->blocks, 2 * GAP, 10,
						    RUN_BOLD, _("Alamat tautan")),
				"keep", json_true());
		any = true;
		json_t *block = sheaf_add(handout->blocks, "text", 2);
		json_object_set_new(block, "size", json_real(SIZE_SMALL));
		sheaf_left(block, 14);
		sheaf_run(block, url, 0);
	}
}

static void handout_question(void *context, json_t *blocks, uint32_t index)
{
	struct handout *handout = context;
	const struct bp_quiz *quiz = &handout->document->quiz;
	struct bp_paper_question printed = {.question = &quiz->questions[index]};
	const char *mark = NULL;
	int nth, all;

	if (bp_question_asks(printed.question)) {
		bp_quiz_number(quiz, index, &nth, &all);
		mark = bp_arena_printf(handout->arena, "%d.", nth);
	}
	question_arrange(&printed, false, printed.question->content_hash);
	question_put(
		blocks, handout->arena, &printed, &handout->document->stems[index], mark);
}

static void handout_title(struct handout *handout)
{
	const struct bp_course *course = handout->course;
	const struct bp_module *module = handout->module;

	if (course->module_count > 1)
		sheaf_words(handout->blocks, 0, SIZE_SMALL, RUN_FAINT,
			bp_arena_printf(handout->arena, _("Modul %zu"),
				bp_module_index(course, module) + 1));
	sheaf_words(handout->blocks, 2, 17, RUN_BOLD, module->title);
	json_object_set_new(sheaf_add(handout->blocks, "rule", 4), "keep", json_true());
}

static bool handout_module(
	struct handout *handout, const struct bp_module *module, struct bp_error *err)
{
	const struct lesson_questions questions = {handout_question, handout};
	bool exam = module->kind == BP_EXAM;
	struct bp_document *document =
		bp_document_open(handout->course, module, NULL, err);

	if (!document)
		return false;
	handout->module = module;
	handout->document = document;
	handout->arena = bp_arena_new();
	handout_title(handout);
	handout_outcomes(handout);
	lesson_put(handout->blocks, document, (struct lesson_look){0, NULL, GAP},
		exam ? NULL : &questions);
	if (exam)
		sheaf_words(handout->blocks, GAP, SIZE_TEXT, RUN_ITALIC,
			_("Soal ujian tidak ikut dicetak."));
	handout_sources(handout);
	handout_addresses(handout);
	bp_arena_free(handout->arena);
	bp_document_free(document);
	return true;
}

/* ---- the whole ---- */

static bool handout_modules(
	struct handout *handout, const struct bp_module *only, struct bp_error *err)
{
	const struct bp_course *course = handout->course;

	if (only)
		return handout_module(handout, only, err);
	for (size_t i = 0; i < course->module_count; i++) {
		sheaf_add(handout->blocks, "page", 0);
		if (!handout_module(handout, &course->modules[i], err))
			return false;
	}
	return true;
}

static const char *handout_foot(
	struct bp_arena *arena, const struct bp_course *course, const char *hash)
{
	const char *version = course->version[0]
		? bp_arena_printf(arena, _("%s versi %s"), course->title, course->version)
		: course->title;

	return bp_arena_printf(arena, _("%s, isi %s"), version, hash);
}

static bool handout_make(
	struct handout *handout, const struct bp_module *only, struct bp_error *err)
{
	struct bp_arena *arena = handout->arena = bp_arena_new();

	if (!only)
		handout_front(handout);
	bool ok = handout_modules(handout, only, err);
	handout->arena = arena;
	if (ok && only)
		handout_origin(
			handout, only->as_of[0] ? only->as_of : handout->course->as_of);
	else if (ok)
		handout_glossary(handout);
	bp_arena_free(arena);
	return ok;
}

bool bp_paper_handout(const struct bp_course *course, const struct bp_module *module,
	struct bp_buf *out, struct bp_error *err)
{
	struct handout handout = {.course = course};
	struct bp_arena *arena = bp_arena_new();
	char hash[17];

	if (!sheaf_hash(course, hash, err)) {
		bp_arena_free(arena);
		return false;
	}
	json_t *paper =
		sheaf_paper(module ? module->title : course->title, course->as_of);
	handout.blocks = sheaf_section(paper, handout_foot(arena, course, hash));
	bool ok = handout_make(&handout, module, err);
	if (ok)
		bp_json_write(paper, JSON_COMPACT, out);
	json_decref(paper);
	bp_arena_free(arena);
	return ok;
}
