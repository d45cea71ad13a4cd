/* Questions of a bank as a module of a course. */
#include "bank.h"
#include "gift.h"
#include <string.h>

/* The title is a double-quoted scalar of YAML. */
void bp_module_begin(struct bp_str title, struct bp_buf *out)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, title);
	bp_buf_add_cstr(out, "---\ntitle: \"");
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.at[i];
		if (c == '"' || c == '\\')
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, c == '\n' || c == '\t' ? ' ' : c);
	}
	bp_buf_add_cstr(out, "\"\n---\n");
	bp_buf_release(&clean);
}

/* The last part of a path, in which "//" stands for a "/" in a name. */
static struct bp_str last_part(struct bp_str category)
{
	size_t start = category.len;

	while (start > 0) {
		if (category.at[start - 1] != '/') {
			start--;
			continue;
		}
		if (start < 2 || category.at[start - 2] != '/')
			break;
		start -= 2;
	}
	return bp_str_trim(bp_str_from(category, start));
}

static void write_heading(struct bp_str category, struct bp_buf *out)
{
	struct bp_str name = last_part(category);

	if (name.len == 0 || bp_str_is(name, "top"))
		return;
	bp_buf_add_cstr(out, "\n## ");
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		if (c == '/' && i + 1 < name.len && name.at[i + 1] == '/')
			i++;
		if (c != '\0' && strchr("\\`*_[]<>&~#", c))
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, bp_is_space(c) ? ' ' : c);
	}
	bp_buf_add_char(out, '\n');
}

/* A fence has to be longer than any of the marks that it is made of inside it. */
static size_t fence_length(struct bp_str text)
{
	size_t longest = 2, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.at[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest + 1;
}

static void write_fence(struct bp_str gift, struct bp_buf *out)
{
	size_t length = fence_length(gift);

	bp_buf_add_char(out, '\n');
	for (size_t i = 0; i < length; i++)
		bp_buf_add_char(out, '`');
	bp_buf_add_cstr(out, "gift\n");
	bp_buf_add_str(out, gift);
	for (size_t i = 0; i < length; i++)
		bp_buf_add_char(out, '`');
	bp_buf_add_char(out, '\n');
}

/* Modules are UTF-8 without NUL. */
static void add_valid(struct bp_str text, struct bp_buf *out)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = bp_utf8_next(text, at, &code);
		bp_buf_add_code(out, code ? code : 0xfffd);
		at += len;
	}
}

void bp_module_write(const struct bp_quiz *quiz, struct bp_str *category,
	struct bp_diagnostics *losses, struct bp_buf *out)
{
	struct bp_buf gift = {0}, module = {0};

	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		bp_buf_clear(&gift);
		if (bank_changes_category(question, category, losses)) {
			write_heading(*category, &module);
			bp_gift_write_category(*category, &gift);
			bp_buf_add_char(&gift, '\n');
		}
		bp_gift_write_question(question, BP_FORMAT_MARKDOWN, losses, &gift);
		write_fence(bp_buf_str(&gift), &module);
	}
	add_valid(bp_buf_str(&module), out);
	bp_buf_release(&gift);
	bp_buf_release(&module);
}
