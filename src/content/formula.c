/* Formulas, by GitHub's rule: "$…$" and "$$…$$" are left as they are written.
 * Markdown would take "_", "*" and "\" out of them, so each sign in them gets a
 * backslash. */
#include "document.h"
#include <string.h>

/* The offset behind a run of backticks and what it quotes; behind the run alone
 * if nothing ends it. */
static size_t formula_after_code(struct bp_str text, size_t at)
{
	size_t len = 0;

	while (at + len < text.len && text.at[at + len] == '`')
		len++;
	size_t end = bp_str_find(text, bp_str_part(text, at, at + len), at + len);
	return end == SIZE_MAX ? at + len : end + len;
}

static bool formula_beside_word(struct bp_str text, size_t at)
{
	return at < text.len && (bp_is_letter(text.at[at]) || bp_is_digit(text.at[at]));
}

/* The offset behind the formula that begins at a "$"; 0 if none does. "$5 and
 * $6" is none, since a blank stands before the second sign. */
static size_t formula_end(struct bp_str text, size_t at)
{
	bool two = at + 1 < text.len && text.at[at + 1] == '$';
	size_t from = at + 1 + two;
	size_t end = bp_str_find(text, two ? BP_STR("$$") : BP_STR("$"), from);

	if (end == SIZE_MAX || end == from)
		return 0;
	if (two)
		return end + 2;
	if (bp_is_space(text.at[from]) || bp_is_space(text.at[end - 1]) ||
		(at > 0 && formula_beside_word(text, at - 1)) ||
		formula_beside_word(text, end + 1))
		return 0;
	return end + 1;
}

static void formula_add(struct bp_str formula, struct bp_buf *out)
{
	for (size_t i = 0; i < formula.len; i++) {
		char c = formula.at[i];
		if (c > ' ' && c < 0x7f && !bp_is_letter(c) && !bp_is_digit(c))
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, c);
	}
}

/* The offset of the next sign that means anything here. */
static size_t formula_plain_end(struct bp_str text, size_t at)
{
	while (at < text.len && text.at[at] != '$' && text.at[at] != '`' &&
		text.at[at] != '\\')
		at++;
	return at;
}

bool bp_formulas_keep(struct bp_str source, struct bp_buf *out)
{
	bool found = false;

	for (size_t at = 0, end; at < source.len; at = end) {
		char c = source.at[at];
		size_t formula = c == '$' ? formula_end(source, at) : 0;
		end = c == '`'             ? formula_after_code(source, at)
			: strchr("$\\", c) ? at + 1 + (c == '\\')
					   : formula_plain_end(source, at);
		if (formula)
			formula_add(bp_str_part(source, at, end = formula), out);
		else
			bp_buf_add_str(out, bp_str_part(source, at, end));
		found |= formula > 0;
	}
	return found;
}
