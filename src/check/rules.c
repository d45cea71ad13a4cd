/* The table of rules, and what runs them. A new rule is one row here, its function, and
 * a row for each of its codes in fault.h. */
#include "rules.h"
#include <assert.h>

#define RULE_CODES_MOST 4

static const struct rule {
	enum rule_scope scope;
	void (*check)(const struct rule_subject *subject);
	size_t code_count;
	enum bp_fault codes[RULE_CODES_MOST]; /* all that it may add */
} rules[] = {
	{RULE_EXAM, draws_check, 2, {BP_FAULT_DRAW_FEW, BP_FAULT_EXAM_EMPTY}},
	{RULE_MODULE, pass_marks_check, 2, {BP_FAULT_PASS_NEVER, BP_FAULT_PASS_ONCE}},
	{RULE_LINKS, links_check, 3,
		{BP_FAULT_LINK_FILE, BP_FAULT_LINK_HEADING, BP_FAULT_LINK_MODULE}},
};

static bool rule_has_code(const struct rule *rule, enum bp_fault fault)
{
	for (size_t i = 0; i < rule->code_count; i++)
		if (rule->codes[i] == fault)
			return true;
	return fault == BP_FAULT_FAULTS_MANY;
}

static void rules_run(enum rule_scope scope, const struct rule_subject *subject)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		size_t before = subject->faults->count;
		if (rules[i].scope != scope)
			continue;
		rules[i].check(subject);
		for (size_t n = before; n < subject->faults->count; n++)
			assert(rule_has_code(&rules[i], subject->faults->at[n].fault));
	}
}

void rules_check_course(struct bp_diagnostics *faults, const struct bp_course *course)
{
	rules_run(
		RULE_COURSE, &(struct rule_subject){.faults = faults, .course = course});
}

void rules_check_module(struct bp_diagnostics *faults, const struct bp_course *course,
	const struct bp_module *module, const struct bp_document *document)
{
	struct rule_subject subject = {.faults = faults,
		.course = course,
		.module = module,
		.document = document};

	if (module->kind == BP_EXAM)
		rules_run(RULE_EXAM, &subject);
	rules_run(RULE_MODULE, &subject);
	for (size_t i = 0; i < document->quiz.count; i++) {
		subject.question = &document->quiz.questions[i];
		rules_run(RULE_QUESTION, &subject);
	}
}

void rules_check_links(const struct rule_subject *subject)
{
	rules_run(RULE_LINKS, subject);
}
