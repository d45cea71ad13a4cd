/* Fences around code and questions, and what is told about them. */
#include "document.h"
#include <berpijar/lang.h>

/* Whether only what a block stands in is in front of a fence: "> ". */
static bool fence_is_front(struct bp_str line, size_t end)
{
	for (size_t i = 0; i < end; i++)
		if (line.at[i] != '>' && !bp_is_space(line.at[i]))
			return false;
	return true;
}

/* Warns of a code fence that is never closed: everything behind it became code. */
void bp_fence_check(const struct bp_lines *lines, cmark_node *node, int line_offset,
	struct bp_diagnostics *faults)
{
	int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
	struct bp_str open = bp_str_trim(bp_lines_get(lines, first));
	struct bp_str close = bp_str_trim(bp_lines_get(lines, last));
	size_t at = bp_str_find(open, BP_STR("```"), 0);

	if (at == SIZE_MAX)
		at = bp_str_find(open, BP_STR("~~~"), 0);
	if (at == SIZE_MAX || (size_t)last < lines->count)
		return; /* indented code, or something follows */
	size_t closes = bp_str_find(close, bp_str_part(open, at, at + 3), 0);
	if (last > first && closes != SIZE_MAX && fence_is_front(close, closes))
		return;
	bp_diagnose(faults, BP_FAULT_FENCE_OPEN, first + line_offset,
		cmark_node_get_start_column(node),
		_("pagar kode yang dibuka di sini tidak pernah ditutup; tambahkan baris ```"));
}

bool bp_fence_is_gift(cmark_node *node)
{
	struct bp_str info = bp_str(cmark_node_get_fence_info(node));

	return bp_str_starts(info, "gift") && (info.len == 4 || info.at[4] == ' ');
}
