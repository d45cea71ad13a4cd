/* A text that is being typed: moving in it, inserting, removing, pasting. */
#include "field.h"
#include <berpijar/layout.h>
#include <string.h>

struct bp_str bp_field_text(const struct field *field)
{
	return (struct bp_str){field->text, field->len};
}

void bp_field_begin(struct field *field, size_t most, struct bp_str text)
{
	size_t fits = 0, next = 0;

	while (next < text.len && next <= most) {
		fits = next;
		next += bp_cluster_next(text, next);
	}
	if (next <= most)
		fits = next;
	if (fits)
		memcpy(field->text, text.at, fits);
	field->len = field->cursor = fits;
	field->most = most;
}

/* The start of the cluster before the cursor. */
static size_t before(const struct field *field)
{
	size_t at = 0, last = 0;

	while (at < field->cursor) {
		last = at;
		at += bp_cluster_next(bp_field_text(field), at);
	}
	return last;
}

static size_t after(const struct field *field)
{
	return field->cursor + bp_cluster_next(bp_field_text(field), field->cursor);
}

/* The start and the end of the line that the cursor is in. */
static size_t line_start(const struct field *field)
{
	size_t at = field->cursor;

	while (at > 0 && field->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct field *field)
{
	size_t at = field->cursor;

	while (at < field->len && field->text[at] != '\n')
		at++;
	return at;
}

static size_t word_start(const struct field *field)
{
	size_t at = field->cursor;

	while (at > 0 && bp_is_space(field->text[at - 1]))
		at--;
	while (at > 0 && !bp_is_space(field->text[at - 1]))
		at--;
	return at;
}

static size_t word_end(const struct field *field)
{
	size_t at = field->cursor;

	while (at < field->len && bp_is_space(field->text[at]))
		at++;
	while (at < field->len && !bp_is_space(field->text[at]))
		at++;
	return at;
}

static void cut(struct field *field, size_t from, size_t to)
{
	memmove(field->text + from, field->text + to, field->len - to);
	field->len -= to - from;
	field->cursor = from;
}

static void insert(struct field *field, uint32_t code)
{
	char bytes[4];
	size_t len = bp_utf8_put(bytes, code);

	if (field->len + len > field->most)
		return;
	memmove(field->text + field->cursor + len, field->text + field->cursor,
		field->len - field->cursor);
	memcpy(field->text + field->cursor, bytes, len);
	field->len += len;
	field->cursor += len;
}

void bp_field_paste(struct field *field, struct bp_str text)
{
	uint32_t code, last = 0;

	for (size_t at = 0; at < text.len; last = code) {
		at += bp_utf8_next(text, at, &code);
		if (code == '\n' && last == '\r')
			continue;
		if (code == '\r' || code == '\n')
			insert(field, field->lines ? '\n' : ' ');
		else if (code == '\t')
			insert(field, ' ');
		else if (code >= 0xa0 ? code != 0xfffd : code >= 0x20 && code < 0x7f)
			insert(field, code);
	}
}

static bool remove_key(struct field *field, uint32_t key)
{
	switch (key) {
	case BP_KEY_BACKSPACE: cut(field, before(field), field->cursor); return true;
	case BP_KEY_DELETE: cut(field, field->cursor, after(field)); return true;
	case BP_CONTROL('u'): cut(field, line_start(field), field->cursor); return true;
	case BP_CONTROL('k'): cut(field, field->cursor, line_end(field)); return true;
	case BP_CONTROL('w'): cut(field, word_start(field), field->cursor); return true;
	case BP_KEY_WORD_DELETE: cut(field, field->cursor, word_end(field)); return true;
	default: return false;
	}
}

static bool move_key(struct field *field, uint32_t key)
{
	size_t from = field->cursor;

	switch (key) {
	case BP_KEY_LEFT:
	case BP_KEY_SHIFT_LEFT: field->cursor = before(field); return true;
	case BP_KEY_SHIFT_RIGHT: field->cursor = after(field); return true;
	case BP_KEY_RIGHT: field->cursor = after(field); return field->cursor > from;
	case BP_KEY_WORD_LEFT: field->cursor = word_start(field); return true;
	case BP_KEY_WORD_RIGHT: field->cursor = word_end(field); return true;
	case BP_KEY_HOME:
	case BP_CONTROL('a'): field->cursor = line_start(field); return true;
	case BP_KEY_END:
	case BP_CONTROL('e'): field->cursor = line_end(field); return true;
	default: return false;
	}
}

bool bp_field_key(struct field *field, uint32_t key)
{
	if (remove_key(field, key) || move_key(field, key))
		return true;
	if (key == BP_KEY_ENTER && field->lines)
		key = '\n';
	else if (key < 0x20 || key >= BP_KEY_UP)
		return false;
	insert(field, key);
	return true;
}

bool bp_field_line(struct field *field, int columns, bool down)
{
	struct bp_str text = bp_field_text(field);
	size_t before = SIZE_MAX, start = 0, next = 0;

	for (;;) {
		bp_wrap_line(text, start, columns, &next);
		if (next == SIZE_MAX || next > field->cursor)
			break;
		before = start;
		start = next;
	}
	int column = bp_text_columns(bp_str_part(text, start, field->cursor));
	size_t to = down ? next : before;
	if (to == SIZE_MAX)
		return false;
	size_t end = bp_wrap_line(text, to, columns, &next);
	if (next == end && end > to)
		end--; /* a wrapped line ends with the blank before the next */
	field->cursor = to + bp_text_fit(bp_str_part(text, to, end), column);
	return true;
}
