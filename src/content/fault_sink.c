/* Faults of one file: their messages, their places, and where they are told. */
#include "fault_sink.h"
#include <stdarg.h>
#include <string.h>

#define QUOTE_COLUMNS 40

static const char *fault_with_place(
	const struct fault_sink *sink, int line, int column, const char *message)
{
	if (line == 0)
		return bp_arena_printf(sink->arena, "%s: %s", sink->file, message);
	return bp_arena_printf(
		sink->arena, "%s:%d:%d: %s", sink->file, line, column, message);
}

/* The message in UTF-8, which cutting it inside a character would otherwise break. */
static void fault_message(struct bp_buf *message, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

static void fault_message(struct bp_buf *message, const char *format, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof text, format, args);
	bp_buf_add_clean(message, bp_str(text));
}

static void fault_list(const struct fault_sink *sink, enum bp_fault fault, int line,
	int column, const char *message)
{
	if (sink->list &&
		(!sink->list->file || strcmp(sink->list->file, sink->file) != 0))
		bp_diagnostics_file(sink->list, sink->file);
	bp_diagnose(sink->list, fault, line, column, "%s", message);
}

void fault_add(const struct fault_sink *sink, enum bp_fault fault, int line, int column,
	const char *format, ...)
{
	struct bp_buf message = {0};
	va_list args;

	va_start(args, format);
	fault_message(&message, format, args);
	va_end(args);
	fault_list(sink, fault, line, column, message.at);
	bp_buf_release(&message);
}

void fault_bar(const struct fault_sink *sink, enum bp_fault fault, int line, int column,
	const char *format, ...)
{
	struct bp_buf message = {0};
	va_list args;

	va_start(args, format);
	fault_message(&message, format, args);
	va_end(args);
	if (!*sink->bar)
		*sink->bar = fault_with_place(sink, line, column, message.at);
	fault_list(sink, fault, line, column, message.at);
	bp_buf_release(&message);
}

void fault_place(struct bp_str text, size_t offset, int *line, int *column)
{
	uint32_t code;

	*line = *column = 1;
	for (size_t at = bp_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;
		at < offset && at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		++*column;
		if (code == '\n' ||
			(code == '\r' && (at == text.len || text.at[at] != '\n'))) {
			++*line;
			*column = 1;
		}
	}
}

const char *fault_quote(struct bp_arena *arena, struct bp_str text)
{
	struct bp_buf quoted = {0};
	text = bp_str_trim(text);
	size_t fits = bp_text_fit(text, QUOTE_COLUMNS);

	bp_buf_add_clean(&quoted, bp_str_part(text, 0, fits));
	if (fits < text.len)
		bp_buf_add_cstr(&quoted, "…");
	for (size_t i = 0; i < quoted.len; i++)
		if (quoted.at[i] == '\n' || quoted.at[i] == '\t')
			quoted.at[i] = ' ';
	const char *copy = bp_arena_cstr(arena, bp_buf_str(&quoted));
	bp_buf_release(&quoted);
	return copy;
}
