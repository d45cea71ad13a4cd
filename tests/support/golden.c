#include "golden.h"
#include <stdlib.h>
#include <string.h>

bool golden_updating(void)
{
	const char *update = getenv("BERPIJAR_UPDATE_GOLDEN");
	return update && *update && strcmp(update, "0") != 0;
}

static struct bp_buf contents(const char *path)
{
	struct bp_buf all = {0};
	char bytes[4096];
	size_t len;
	FILE *file = fopen(path, "r");

	bp_buf_add(&all, "", 0);
	if (!file)
		return all;
	while ((len = fread(bytes, 1, sizeof bytes, file)) > 0)
		bp_buf_add(&all, bytes, len);
	fclose(file);
	return all;
}

bool golden_is(const char *path, const char *text)
{
	struct bp_buf expected = contents(path);
	bool same = strcmp(expected.at, text) == 0;
	bp_buf_release(&expected);
	return same;
}

bool golden_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	if (!file)
		return false;
	bool written = fputs(text, file) != EOF;
	return fclose(file) == 0 && written;
}

/* Takes a line off the start of *text, without its newline; false at the end. */
static bool take_line(struct bp_str *text, struct bp_str *line)
{
	if (text->len == 0)
		return false;
	size_t end = bp_str_find(*text, BP_STR("\n"), 0);
	*line = bp_str_part(*text, 0, end);
	*text = bp_str_from(*text, line->len + 1);
	return true;
}

static void add_line(struct bp_buf *out, char sign, struct bp_str line)
{
	bp_buf_add_char(out, sign);
	bp_buf_add_str(out, line);
	bp_buf_add_char(out, '\n');
}

/* Screens have as many rows before as after, so lines are compared in pairs. */
void golden_diff(const char *path, const char *text, struct bp_buf *out)
{
	struct bp_buf file = contents(path);
	struct bp_str before = bp_buf_str(&file), after = bp_str(text), old, new;

	for (;;) {
		bool has_old = take_line(&before, &old),
		     has_new = take_line(&after, &new);
		if (!has_old && !has_new)
			break;
		if (has_old && has_new && bp_str_equal(old, new)) {
			add_line(out, ' ', old);
			continue;
		}
		if (has_old)
			add_line(out, '-', old);
		if (has_new)
			add_line(out, '+', new);
	}
	bp_buf_release(&file);
}
