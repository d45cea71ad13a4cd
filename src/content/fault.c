#include "fault.h"
#include <stdarg.h>
#include <string.h>

#define QUOTE_COLUMNS 40

static enum bp_severity severity_of(enum fault_level level)
{
	switch (level) {
	case FAULT_HINT: return BP_SEVERITY_HINT;
	case FAULT_WARNING: return BP_SEVERITY_WARNING;
	case FAULT_ERROR:
	case FAULT_BAR: break;
	}
	return BP_SEVERITY_ERROR;
}

static const char *with_place(struct bp_arena *arena, const char *file, int line,
	int column, const char *message)
{
	if (line == 0)
		return bp_arena_printf(arena, "%s: %s", file, message);
	return bp_arena_printf(arena, "%s:%d:%d: %s", file, line, column, message);
}

void fault_add(const struct fault_sink *sink, enum fault_level level, const char *code,
	int line, int column, const char *format, ...)
{
	struct bp_buf message = {0};
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	/* A text that was cut inside a character is not UTF-8 any more. */
	bp_buf_add_clean(&message, bp_str(text));

	if (level == FAULT_BAR && !*sink->bar)
		*sink->bar =
			with_place(sink->arena, sink->file, line, column, message.at);
	if (sink->list &&
		(!sink->list->file || strcmp(sink->list->file, sink->file) != 0))
		bp_diagnostics_file(sink->list, sink->file);
	bp_diagnose(sink->list, severity_of(level), code, line, column, "%s", message.at);
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
