/*
 * The rules of `check`: what is wrong although it can be read. A rule is a function that
 * looks at one thing and adds faults, and one row of the table in rules.c. The files are by
 * what rules look at: structure.c, headings.c, lesson.c, tables.c, callouts.c, fences.c,
 * lists.c, links.c, assets.c, questions.c, teaching.c, hours.c, language.c, terms.c, fit.c,
 * draws.c, pass_marks.c.
 */
#ifndef BERPIJAR_CHECK_RULES_H
#define BERPIJAR_CHECK_RULES_H

#include "page.h"
#include <berpijar/check.h>
#include <berpijar/document.h>

/* What a rule looks at; each is run once for each such thing. RULE_QUIZ and RULE_QUESTION:
 * of a module, or of a file of questions. RULE_LINKS: a module as well, but only when all
 * of its course have been read. RULE_COURSE comes last. */
enum rule_scope {
	RULE_EXAM,
	RULE_MODULE,
	RULE_QUIZ,
	RULE_QUESTION,
	RULE_LINKS,
	RULE_COURSE
};

/* What is being looked at. The file that faults are added to has been set. */
struct rule_subject {
	struct bp_diagnostics *faults;
	const char *today;              /* "2026-11-30"; NULL: nothing is old */
	const struct bp_course *course; /* NULL: a file of questions */
	const struct bp_module *module; /* NULL: the course as a whole, or such a file */
	const struct page *page; /* of the module; NULL where module is, RULE_LINKS */
	const struct bp_document *document; /* likewise */
	const struct bp_quiz *quiz;
	const struct bp_check *check;       /* RULE_COURSE only */
	const struct bp_question *question; /* RULE_QUESTION only */
	/* RULE_LINKS, RULE_COURSE: of each module of the course; NULL: it could not be read,
	 * or is not looked at */
	struct module_kept *const *kept;
	const struct course_terms *terms; /* NULL: RULE_LINKS, or a file of questions */
};

void rules_check_course(const struct rule_subject *subject);
/* The module, and each of its questions. */
void rules_check_module(struct rule_subject *subject);
/* The quiz of the subject, and each of its questions. */
void rules_check_quiz(struct rule_subject *subject);
void rules_check_links(const struct rule_subject *subject);

/* Adds a fault at an offset of the subject's page. */
void rule_tell(const struct rule_subject *subject, size_t offset, enum bp_fault fault,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* What to put in the place of these bytes of the page, of the fault that was told last. */
void rule_fix(
	const struct rule_subject *subject, size_t from, size_t to, const char *text);

/* ---- what is kept of a module that has been read (kept.c) ---- */

struct module_link {
	struct bp_str url;
	int line, column;
};

/* Lines in which a fault of a code is not told, since a comment in front of them says so. */
struct module_allow {
	struct bp_str code;
	int first, last;
};

/* Where a term stands that a later module explains; its number among the course's. */
struct module_early {
	uint32_t term;
	int line, column;
};

struct module_kept {
	struct bp_arena *arena;
	struct bp_headings *headings;
	struct module_link *links;
	size_t link_count, link_room;
	struct module_allow *allows;
	size_t allow_count, allow_room;
	struct module_early *early;
	size_t early_count, early_room;
	struct bp_list files;    /* that it names in its folder */
	struct bp_list ids;      /* of its questions */
	struct bp_index by_id;   /* numbers of these, by the hash of the id */
	double minutes;          /* that its reading and its questions take */
	size_t questions, words; /* that ask; in its text */
	int title_line, title_column;
};

struct module_kept *kept_new(const struct rule_subject *subject);
void kept_free(struct module_kept *kept); /* NULL is fine */
uint32_t kept_hash(struct bp_str id);     /* by which ids are found */
/* Whether a comment in front of a line wants a fault untold. */
bool kept_allows(const struct module_kept *kept, enum bp_fault fault, int line);
/* Tells of codes that no comment can switch off. */
void kept_check_allows(const struct rule_subject *subject);

/* ---- the rules ---- */

void assets_check_images(const struct rule_subject *subject);
void assets_check_unused(const struct rule_subject *subject);
void callouts_check(const struct rule_subject *subject);
void draws_check(const struct rule_subject *subject);
void draws_check_forms(const struct rule_subject *subject);
void fences_check(const struct rule_subject *subject);
void fit_check_code(const struct rule_subject *subject);
void fit_check_tables(const struct rule_subject *subject);
void fit_check_titles(const struct rule_subject *subject);
void fit_check_characters(const struct rule_subject *subject);
/* The minutes that a module takes, and whether its jp says something else. */
double hours_minutes(const struct bp_module *module, size_t words, size_t questions);
bool hours_differ(const struct bp_module *module, double minutes);
void forks_check(const struct rule_subject *subject);
void hours_check(const struct rule_subject *subject);
void hours_check_course(const struct rule_subject *subject);
void hours_check_whole(const struct rule_subject *subject);
void hours_check_optional(const struct rule_subject *subject);
void hours_check_practice(const struct rule_subject *subject);
void key_names_check(const struct rule_subject *subject);
void known_check(const struct rule_subject *subject);
void language_check(const struct rule_subject *subject);
/* Whether a byte is part of a word. */
bool language_is_word(char c);
void language_check_age(const struct rule_subject *subject);
void links_check(const struct rule_subject *subject);
/* The file that was probably meant, in the arena; NULL: none is near. */
const char *links_near_file(
	const struct bp_course *course, struct bp_arena *arena, struct bp_str name);
/* Whether a file of the course's folder can be opened; BP_ERROR_NOT_FOUND: it is not there. */
bool links_file_opens(const struct bp_course *course, struct bp_arena *arena,
	struct bp_str name, struct bp_error *err);
void link_forms_check(const struct rule_subject *subject);
void lists_check(const struct rule_subject *subject);
void pass_marks_check(const struct rule_subject *subject);
void questions_check_lines(const struct rule_subject *subject);
void questions_check_typed(const struct rule_subject *subject);
void structure_check_headings(const struct rule_subject *subject);
void structure_check_html(const struct rule_subject *subject);
void structure_check_lesson(const struct rule_subject *subject);
void structure_check_references(const struct rule_subject *subject);
/* The bytes of a blank that is no ordinary one; 0: the text begins with another. */
size_t structure_odd_blank(struct bp_str text);
void structure_check_titles(const struct rule_subject *subject);
void tables_check(const struct rule_subject *subject);
void teaching_check_choices(const struct rule_subject *subject);
void teaching_check_feedback(const struct rule_subject *subject);
void teaching_check_outcomes(const struct rule_subject *subject);
void teaching_check_places(const struct rule_subject *subject);
void teaching_check_stem(const struct rule_subject *subject);
/* The terms that the modules of a course explain. */
struct course_terms *terms_new(const struct bp_course *course);
void terms_free(struct course_terms *terms); /* NULL is fine */
/* Notes the word of the subject's page, if a term begins with it that a later module
 * explains. */
void terms_look(const struct rule_subject *subject, size_t at, size_t end);
void terms_check_early(const struct rule_subject *subject);
void terms_check_unused(const struct rule_subject *subject);

#endif
