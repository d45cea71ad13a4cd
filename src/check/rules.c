/* The table of rules, and what runs them. A new rule is one row here, its function, and
 * a row for each of its codes in fault.h. */
#include "rules.h"
#include <assert.h>
#include <berpijar/text.h>

#define RULE_CODES_MOST 5

static const struct rule {
	enum rule_scope scope;
	void (*check)(const struct rule_subject *subject);
	enum bp_fault codes[RULE_CODES_MOST]; /* all that it may add; 0 behind the last */
} rules[] = {
	{RULE_EXAM, draws_check, {BP_FAULT_DRAW_FEW, BP_FAULT_EXAM_EMPTY}},
	{RULE_EXAM, draws_check_forms, {BP_FAULT_FORM_FEW}},
	{RULE_MODULE, pass_marks_check, {BP_FAULT_PASS_NEVER, BP_FAULT_PASS_ONCE}},
	{RULE_MODULE, kept_check_allows, {BP_FAULT_CHECK_ALLOW}},
	/* structure */
	{RULE_MODULE, structure_check_headings,
		{BP_FAULT_HEADING_JUMP, BP_FAULT_HEADING_EMPTY, BP_FAULT_HEADING_TWICE,
			BP_FAULT_HEADING_BLANK}},
	{RULE_MODULE, tables_check, {BP_FAULT_TABLE_NEAR}},
	{RULE_MODULE, callouts_check, {BP_FAULT_CALLOUT_NAME, BP_FAULT_CALLOUT_LINE}},
	{RULE_MODULE, structure_check_references,
		{BP_FAULT_REFERENCE, BP_FAULT_NOTE_MISSING}},
	{RULE_MODULE, fences_check, {BP_FAULT_FENCE_NAME, BP_FAULT_GIFT_OUTSIDE}},
	{RULE_MODULE, structure_check_html, {BP_FAULT_HTML_LOST}},
	{RULE_MODULE, key_names_check, {BP_FAULT_KEY_NAME}},
	{RULE_MODULE, lists_check, {BP_FAULT_LIST_BLANK, BP_FAULT_LIST_MARK}},
	{RULE_MODULE, structure_check_lesson,
		{BP_FAULT_LESSON_EMPTY, BP_FAULT_LESSON_ONLY_QUESTIONS,
			BP_FAULT_PASS_UNASKED, BP_FAULT_LESSON_UNASKED}},
	{RULE_COURSE, structure_check_titles, {BP_FAULT_TITLE_TWICE}},
	/* links and files */
	{RULE_MODULE, link_forms_check,
		{BP_FAULT_LINK_EMPTY, BP_FAULT_LINK_OUTSIDE, BP_FAULT_LINK_ADDRESS,
			BP_FAULT_LINK_OPEN, BP_FAULT_LINK_SHAPE}},
	{RULE_LINKS, links_check,
		{BP_FAULT_LINK_FILE, BP_FAULT_LINK_HEADING, BP_FAULT_LINK_MODULE}},
	{RULE_MODULE, assets_check_images, {BP_FAULT_IMAGE_ALT, BP_FAULT_IMAGE_FILE}},
	{RULE_COURSE, assets_check_unused, {BP_FAULT_ASSET_UNUSED, BP_FAULT_NAME_ENDING}},
	{RULE_COURSE, known_check, {BP_FAULT_ID_LOST}},
	/* questions, and what they teach */
	{RULE_QUESTION, questions_check_typed,
		{BP_FAULT_KEY_TYPED, BP_FAULT_KEY_TYPED_ALL}},
	{RULE_QUESTION, questions_check_lines, {BP_FAULT_KEY_TYPED}},
	{RULE_QUESTION, teaching_check_choices,
		{BP_FAULT_CHOICE_LENGTH, BP_FAULT_CHOICE_ALL,
			BP_FAULT_CHOICE_ALL_SHUFFLED, BP_FAULT_CHOICE_NEAR}},
	{RULE_QUESTION, teaching_check_stem, {BP_FAULT_STEM_ABOVE}},
	{RULE_QUESTION, teaching_check_feedback,
		{BP_FAULT_FEEDBACK_VERDICT, BP_FAULT_FEEDBACK_CHOSEN}},
	{RULE_QUIZ, teaching_check_places, {BP_FAULT_KEY_LONGEST, BP_FAULT_KEY_PLACE}},
	{RULE_MODULE, teaching_check_outcomes, {BP_FAULT_OUTCOME_UNASKED}},
	{RULE_MODULE, forks_check,
		{BP_FAULT_FORK_EXAM, BP_FAULT_FORK_LINK, BP_FAULT_FORK_ONE,
			BP_FAULT_FORK_PART}},
	/* hours */
	{RULE_MODULE, hours_check, {BP_FAULT_HOURS}},
	{RULE_MODULE, hours_check_optional, {BP_FAULT_JP_OPTIONAL}},
	{RULE_MODULE, hours_check_practice, {BP_FAULT_PRACTICE}},
	{RULE_COURSE, hours_check_course, {BP_FAULT_HOURS_COURSE}},
	{RULE_COURSE, hours_check_whole, {BP_FAULT_JP_WHOLE}},
	/* language and age */
	{RULE_MODULE, language_check,
		{BP_FAULT_SENTENCE_LONG, BP_FAULT_ABBREVIATION, BP_FAULT_PASSIVE,
			BP_FAULT_FOREIGN}},
	{RULE_MODULE, terms_check_unused, {BP_FAULT_TERM_UNUSED}},
	{RULE_COURSE, terms_check_early, {BP_FAULT_TERM_EARLY}},
	{RULE_MODULE, language_check_age, {BP_FAULT_AS_OF_OLD}},
	/* what fits on a screen */
	{RULE_MODULE, fit_check_code, {BP_FAULT_FIT_CODE, BP_FAULT_FIT_CODE_NARROW}},
	{RULE_MODULE, fit_check_tables, {BP_FAULT_FIT_TABLE, BP_FAULT_FIT_TABLE_NARROW}},
	{RULE_MODULE, fit_check_titles, {BP_FAULT_TITLE_LONG}},
	{RULE_MODULE, fit_check_characters,
		{BP_FAULT_CHARACTER, BP_FAULT_CHARACTER_HIDDEN}},
};

static bool rule_has_code(const struct rule *rule, enum bp_fault fault)
{
	for (size_t i = 0; i < RULE_CODES_MOST; i++)
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

void rules_check_course(const struct rule_subject *subject)
{
	rules_run(RULE_COURSE, subject);
}

void rules_check_quiz(struct rule_subject *subject)
{
	rules_run(RULE_QUIZ, subject);
	for (size_t i = 0; i < subject->quiz->count; i++) {
		subject->question = &subject->quiz->questions[i];
		rules_run(RULE_QUESTION, subject);
	}
}

void rules_check_module(struct rule_subject *subject)
{
	if (subject->module->kind == BP_EXAM && !subject->module->fault)
		rules_run(RULE_EXAM, subject);
	rules_run(RULE_MODULE, subject);
	rules_check_quiz(subject);
}

void rules_check_links(const struct rule_subject *subject)
{
	rules_run(RULE_LINKS, subject);
}
