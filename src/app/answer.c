/* A typed answer: a line of text with a cursor. */
#include "answer.h"
#include "app.h"
#include <berpijar/lang.h>
#include <string.h>

static struct bp_str field_text(const struct question_state *question)
{
	return (struct bp_str){question->field, question->field_len};
}

/* The start of the glyph before the cursor. */
static size_t before(const struct question_state *question)
{
	size_t at = 0, last = 0;
	struct bp_glyph glyph;

	while (at < question->field_cursor) {
		last = at;
		at += bp_glyph_next(field_text(question), at, &glyph);
	}
	return last;
}

static size_t after(const struct question_state *question)
{
	struct bp_glyph glyph;

	if (question->field_cursor >= question->field_len)
		return question->field_len;
	return question->field_cursor +
		bp_glyph_next(field_text(question), question->field_cursor, &glyph);
}

static void cut(struct question_state *question, size_t from, size_t to)
{
	memmove(question->field + from, question->field + to, question->field_len - to);
	question->field_len -= to - from;
	question->field_cursor = from;
}

static void insert(struct question_state *question, uint32_t code)
{
	char bytes[4];
	size_t len = bp_utf8_put(bytes, code);

	if (question->field_len + len > FIELD_LIMIT)
		return;
	memmove(question->field + question->field_cursor + len,
		question->field + question->field_cursor,
		question->field_len - question->field_cursor);
	memcpy(question->field + question->field_cursor, bytes, len);
	question->field_len += len;
	question->field_cursor += len;
}

static size_t word_start(const struct question_state *question)
{
	size_t at = question->field_cursor;

	while (at > 0 && question->field[at - 1] == ' ')
		at--;
	while (at > 0 && question->field[at - 1] != ' ')
		at--;
	return at;
}

bool bp_field_key(struct question_state *question, uint32_t key)
{
	switch (key) {
	case BP_KEY_LEFT: question->field_cursor = before(question); return true;
	case BP_KEY_RIGHT: question->field_cursor = after(question); return true;
	case BP_KEY_HOME:
	case BP_CONTROL('a'): question->field_cursor = 0; return true;
	case BP_KEY_END:
	case BP_CONTROL('e'): question->field_cursor = question->field_len; return true;
	case BP_KEY_BACKSPACE:
		cut(question, before(question), question->field_cursor);
		return true;
	case BP_KEY_DELETE:
		cut(question, question->field_cursor, after(question));
		return true;
	case BP_CONTROL('u'): cut(question, 0, question->field_cursor); return true;
	case BP_CONTROL('k'):
		cut(question, question->field_cursor, question->field_len);
		return true;
	case BP_CONTROL('w'):
		cut(question, word_start(question), question->field_cursor);
		return true;
	default: break;
	}
	if (key < 0x20 || key >= BP_KEY_UP)
		return false;
	insert(question, key);
	return true;
}

void bp_field_set(struct question_state *question, struct bp_str text)
{
	if (text.len > FIELD_LIMIT)
		text.len = FIELD_LIMIT;
	if (text.len)
		memcpy(question->field, text.at, text.len);
	question->field_len = question->field_cursor = text.len;
}

/* How a number is going to be read, before it counts. */
void bp_field_note(struct question_state *question)
{
	struct bp_buf number = {0};
	double value;

	question->note[0] = '\0';
	if (question->question->type != BP_NUMERICAL || question->field_len == 0)
		return;
	if (bp_number_read(field_text(question), &value)) {
		bp_number_write(value, &number);
		snprintf(question->note, sizeof question->note, _("dibaca sebagai %s"),
			number.at);
	} else {
		snprintf(question->note, sizeof question->note, "%s",
			_("belum dapat dibaca sebagai bilangan"));
	}
	bp_buf_release(&number);
}
