/*
 * Rules about terms: those that nobody uses, and those that a module uses before the module
 * whose glossary explains them. What the course's glossary explains is explained everywhere.
 */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

#define TERMS_MOST 50 /* of a module, that are looked for in its text */

/* The first module of a course that explains a term. */
struct terms_entry {
	struct bp_str name;
	uint32_t module;
};

struct course_terms {
	struct bp_arena *arena;
	struct terms_entry *at;
	size_t count, room;
	struct bp_index by_word; /* numbers of these, by the first word */
};

static uint32_t terms_hash(struct bp_str word)
{
	uint64_t hash = BP_HASH_START;

	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];
		bool large = c >= 'A' && c <= 'Z';
		hash = (hash ^ (large ? c | 0x20 : c)) * 0x100000001b3u;
	}
	return bp_index_hash(hash);
}

static struct bp_str terms_first_word(struct bp_str name)
{
	size_t end = 0;

	while (end < name.len && language_is_word(name.at[end]))
		end++;
	return bp_str_part(name, 0, end);
}

static bool terms_explains(const struct bp_terms *terms, struct bp_str name)
{
	for (size_t i = 0; i < terms->count; i++)
		if (bp_text_equal_folded(terms->at[i].name, name))
			return true;
	return false;
}

/* Each term once, for the first module that explains it. */
static void terms_add(struct course_terms *terms, const struct bp_course *course,
	struct bp_str name, uint32_t module)
{
	struct bp_str word = terms_first_word(name);
	uint32_t hash = terms_hash(word), n;
	size_t probe = hash;

	if (!word.len || terms_explains(&course->glossary, name))
		return;
	while ((n = bp_index_next(&terms->by_word, hash, &probe)) != BP_INDEX_END)
		if (bp_text_equal_folded(terms->at[n].name, name))
			return;
	bp_index_add(&terms->by_word, hash, (uint32_t)terms->count);
	*BP_PUSH(terms->arena, terms->at, terms->count, terms->room) =
		(struct terms_entry){name, module};
}

struct course_terms *terms_new(const struct bp_course *course)
{
	struct bp_arena *arena = bp_arena_new();
	struct course_terms *terms = bp_arena_alloc(arena, 1, sizeof *terms);

	terms->arena = terms->by_word.arena = arena;
	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_terms *glossary = &course->modules[i].glossary;
		for (size_t n = 0; n < glossary->count && n < TERMS_MOST; n++)
			terms_add(terms, course, glossary->at[n].name, (uint32_t)i);
	}
	return terms;
}

void terms_free(struct course_terms *terms)
{
	if (terms)
		bp_arena_free(terms->arena);
}

/* Whether the text has a term at an offset, and no more letters behind it. */
static bool terms_stands(struct bp_str text, size_t at, struct bp_str name)
{
	size_t end = at + name.len;

	return end <= text.len &&
		(end == text.len ||
			(!language_is_word(text.at[end]) && text.at[end] != '-')) &&
		bp_text_equal_folded(bp_str_part(text, at, end), name);
}

static bool terms_was_seen(const struct module_kept *kept, uint32_t term)
{
	for (size_t i = 0; i < kept->early_count; i++)
		if (kept->early[i].term == term)
			return true;
	return false;
}

void terms_look(const struct rule_subject *subject, size_t at, size_t end)
{
	const struct course_terms *terms = subject->terms;
	struct bp_str text = subject->page->text;
	struct module_kept *kept = *subject->kept;
	uint32_t hash, n;

	if (!terms || !terms->count)
		return;
	hash = terms_hash(bp_str_part(text, at, end));
	size_t probe = hash, here = bp_module_index(subject->course, subject->module);
	while ((n = bp_index_next(&terms->by_word, hash, &probe)) != BP_INDEX_END) {
		if (terms->at[n].module <= here ||
			!terms_stands(text, at, terms->at[n].name) ||
			terms_was_seen(kept, n))
			continue;
		struct module_early *early = BP_PUSH(
			kept->arena, kept->early, kept->early_count, kept->early_room);
		early->term = n;
		page_place(subject->page, at, &early->line, &early->column);
	}
}

void terms_check_early(const struct rule_subject *subject)
{
	const struct course_terms *terms = subject->terms;
	const struct bp_course *course = subject->course;
	struct bp_arena *arena = bp_arena_new();
	bool *told = bp_arena_alloc(arena, terms->count + 1, sizeof *told);

	for (size_t i = 0; i < course->module_count; i++) {
		const struct module_kept *kept = subject->kept[i];
		for (size_t n = 0; kept && n < kept->early_count; n++) {
			const struct module_early *early = &kept->early[n];
			const struct terms_entry *term = &terms->at[early->term];
			if (told[early->term] ||
				kept_allows(kept, BP_FAULT_TERM_EARLY, early->line))
				continue;
			told[early->term] = true;
			bp_diagnostics_file(subject->faults,
				bp_module_path(arena, course, &course->modules[i]));
			bp_diagnose(subject->faults, BP_FAULT_TERM_EARLY, early->line,
				early->column,
				_("istilah \"%.*s\" baru dijelaskan di %s; jelaskan di sini, atau pindahkan ke glossary di course.yaml"),
				(int)term->name.len, term->name.at,
				course->modules[term->module].file);
		}
	}
	bp_arena_free(arena);
}

/* ---- terms that nobody uses ---- */

/* The offset of a term in front matter: of a line that begins with it and a colon. */
static size_t terms_place(const struct page *page, struct bp_str name)
{
	for (size_t i = 0; i < page->body; i++) {
		const struct page_line *line = &page->lines[i];
		size_t at = line->at;
		while (at < line->end && strchr(" \t\"'{", page->text.at[at]))
			at++;
		if (at > line->at &&
			bp_str_equal(bp_str_part(page->text, at, at + name.len), name))
			return at;
	}
	return page_key(page, "glossary");
}

/* Whether a text has a word or two as they are written, but for the case of the first
 * letter. */
static bool terms_holds_as_written(struct bp_str text, struct bp_str name)
{
	struct bp_str rest = bp_str_from(name, 1);

	if (name.len < 2 || !text.len)
		return false;
	for (size_t at = 1; (at = bp_str_find(text, rest, at)) != SIZE_MAX; at++)
		if (text.at[at - 1] == name.at[0] ||
			(bp_is_letter(name.at[0]) &&
				(text.at[at - 1] ^ name.at[0]) == 0x20))
			return true;
	return false;
}

void terms_check_unused(const struct rule_subject *subject)
{
	const struct bp_terms *terms = &subject->module->glossary;
	const struct page *page = subject->page;
	struct bp_str body = page->body < page->count
		? bp_str_from(page->text, page->lines[page->body].at)
		: (struct bp_str){0};

	for (size_t i = 0; i < terms->count && i < TERMS_MOST; i++) {
		struct bp_str name = terms->at[i].name;
		/* as most do: folding all of the text takes longer */
		if (terms_holds_as_written(body, name) || bp_text_holds(body, name))
			continue;
		rule_tell(subject, terms_place(page, name), BP_FAULT_TERM_UNUSED,
			_("istilah \"%.*s\" tidak dipakai di modul ini; hapuslah, atau pakailah di teksnya"),
			(int)name.len, name.at);
	}
}
