/* How rules tell what they found. It knows no rule, so that they stand in no circle. */
#include "rules.h"
#include <stdarg.h>
#include <string.h>

void rule_tell(const struct rule_subject *subject, size_t offset, enum bp_fault fault,
	const char *format, ...)
{
	char message[1024];
	int line, column;
	va_list args;

	if (bp_diagnostics_full(subject->faults))
		return;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	page_place(subject->page, offset, &line, &column);
	bp_diagnose(subject->faults, fault, line, column, "%s", message);
}

/* Whether a line may be, or may become, part of a question: its key is never changed. */
static bool rule_is_of_question(const struct page *page, size_t line)
{
	struct bp_str text = page_line_text(page, line);
	enum page_kind kind = page->lines[line].kind;

	return kind == PAGE_GIFT || kind == PAGE_CODE ||
		(kind == PAGE_TEXT && text.len && memchr(text.at, '{', text.len));
}

void rule_fix(
	const struct rule_subject *subject, size_t from, size_t to, const char *text)
{
	const struct page *page = subject->page;

	if (page->whole && !rule_is_of_question(page, page_line_of(page, from)))
		bp_diagnose_fix(subject->faults,
			&(struct bp_fix){
				from, to, bp_hash(BP_HASH_START, page->text), text});
}
