/*
 * The rules of `check`: what is wrong although it can be read. A rule is a function that
 * looks at one thing and adds faults, and one row of the table in rules.c.
 */
#ifndef BERPIJAR_CHECK_RULES_H
#define BERPIJAR_CHECK_RULES_H

#include <berpijar/document.h>

/* What a rule looks at; each is run once for each such thing. RULE_LINKS: a module as well,
 * but only when all of its course have been read. */
enum rule_scope { RULE_COURSE, RULE_EXAM, RULE_MODULE, RULE_QUESTION, RULE_LINKS };

/* What is being looked at. The file that faults are added to has been set. */
struct rule_subject {
	struct bp_diagnostics *faults;
	const struct bp_course *course;
	const struct bp_module *module;     /* NULL: the course as a whole */
	const struct bp_document *document; /* of the module; NULL: RULE_LINKS */
	const struct bp_question *question; /* RULE_QUESTION only */
	/* RULE_LINKS only: of each module of the course; NULL: it could not be read */
	struct module_links *const *links;
};

void rules_check_course(struct bp_diagnostics *faults, const struct bp_course *course);
/* The module, and each of its questions. */
void rules_check_module(struct bp_diagnostics *faults, const struct bp_course *course,
	const struct bp_module *module, const struct bp_document *document);
void rules_check_links(const struct rule_subject *subject);

/* draws.c: whether there are enough questions for what an exam draws */
void draws_check(const struct rule_subject *subject);
/* pass_marks.c: whether the pass mark can be reached */
void pass_marks_check(const struct rule_subject *subject);
/* links.c: links to modules, headings and files that are not there */
void links_check(const struct rule_subject *subject);
/* What links_check() needs of a module, to be kept when it has been read. */
struct module_links *links_new(const struct bp_document *document);
void links_free(struct module_links *links); /* NULL is fine */

#endif
