/*
 * Any bytes as what an author checks: a module with course.yaml's keys in front, or a file of
 * questions. Each fault stands in the text and says something, and what --fix would write
 * lies within the text.
 */
#include "room.h"
#include <berpijar/check.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count_lines(struct bp_str text)
{
	int count = 1;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n' || text.at[i] == '\r';
	return count;
}

static void check_fault(const struct bp_diagnostic *fault, struct bp_str text, int lines)
{
	/* behind a last line that ends, there is another */
	if (fault->line < 0 || fault->line > lines + 1 || fault->column < 0)
		room_wrong("%s: at %d:%d of %d lines", fault->message, fault->line,
			fault->column, lines);
	if (!*fault->message)
		room_wrong("nothing is said");
	if (fault->fix.text &&
		(fault->fix.from > fault->fix.to || fault->fix.to > text.len))
		room_wrong("%s: a fix of %zu..%zu in %zu bytes", fault->message,
			fault->fix.from, fault->fix.to, text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_str text = {(const char *)data, size};
	struct bp_check check = {.today = "2026-11-30"};
	int lines = count_lines(text);

	bp_check_text(&check, "-", text, NULL);
	bp_check_end(&check);
	for (size_t i = 0; i < check.faults.count; i++)
		check_fault(&check.faults.at[i], text, lines);
	bp_diagnostics_release(&check.faults);
	return 0;
}
