/* Keys that a lesson names by what they do: "{key:notes}". */
#include "rules.h"
#include <berpijar/action.h>
#include <berpijar/lang.h>

static void key_names_look(
	const struct rule_subject *subject, size_t offset, struct bp_str name)
{
	const char *near = bp_action_near(name);

	if (bp_action_named(name))
		return;
	if (near)
		rule_tell(subject, offset, BP_FAULT_KEY_NAME,
			_("tidak ada yang bernama \"%.*s\" di {key:…}; maksud Anda \"%s\"?"),
			(int)name.len, name.at, near);
	else
		rule_tell(subject, offset, BP_FAULT_KEY_NAME,
			_("tidak ada yang bernama \"%.*s\" di {key:…}; nama-namanya ada di man berpijar-course"),
			(int)name.len, name.at);
}

/* In GIFT the braces have backslashes, which are taken off here. */
static void key_names_check_gift(const struct rule_subject *subject, size_t line)
{
	struct bp_str text = page_line_text(subject->page, line);
	size_t start = subject->page->lines[line].text;

	for (size_t at = 0; (at = bp_str_find(text, BP_STR("\\{key:"), at)) < text.len;
		at++) {
		size_t from = at + sizeof "\\{key:" - 1;
		size_t end = bp_str_find(text, BP_STR("\\}"), from);
		bool code = at > 0 && text.at[at - 1] == '`';
		if (end < text.len && end - from < BP_ACTION_NAME_MOST && !code)
			key_names_look(
				subject, start + from, bp_str_part(text, from, end));
	}
}

void key_names_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = 0; i < page->mark_count; i++)
		if (page->marks[i].kind == PAGE_KEY)
			key_names_look(subject, page->marks[i].at, page->marks[i].text);
	for (size_t i = page->body; i < page->count; i++)
		if (page->lines[i].kind == PAGE_GIFT)
			key_names_check_gift(subject, i);
}
