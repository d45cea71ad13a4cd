/* Prints messages, one line each; on a terminal those of standard output are broken at
 * words. */
#include <berpijar/lang.h>
#include <berpijar/layout.h>
#include <berpijar/say.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#define WIDTH 80 /* columns; longer lines are hard to read in a wider window, too */
#define LEAST 30 /* columns; in a narrower window the terminal breaks the lines */

int bp_say_columns(FILE *out)
{
	struct winsize size;

	return ioctl(fileno(out), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* One write for the whole message, since standard error is not buffered. There a message
 * is always one line, so that programs can read it. */
void bp_say_beside(FILE *out, int column, struct bp_str text)
{
	struct bp_buf line = {0}, lines = {0};
	int columns = out == stdout ? bp_say_columns(out) : 0;
	size_t start = 0, next = SIZE_MAX;

	columns = (columns < WIDTH ? columns : WIDTH) - 1 - column;
	bp_buf_add_clean_line(&line, text);
	for (; start != SIZE_MAX; start = next) {
		struct bp_str all = bp_buf_str(&line);
		size_t end = columns >= LEAST ? bp_wrap_line(all, start, columns, &next)
					      : all.len;
		if (start)
			bp_buf_printf(&lines, "%*s", column, "");
		bp_buf_add_str(&lines, bp_str_part(all, start, end));
		bp_buf_add_char(&lines, '\n');
	}
	fwrite(lines.at, 1, lines.len, out);
	bp_buf_release(&lines);
	bp_buf_release(&line);
}

void bp_say(FILE *out, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	int len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		abort();
	bp_say_beside(out, 0, bp_str_trim(bp_str(text)));
	free(text);
}

int bp_say_error(const struct bp_error *err)
{
	bp_say(stderr, "berpijar: %s: %s\n", bp_translate("galat"), err->message);
	switch (err->kind) {
	case BP_ERROR_USAGE: return BP_EXIT_USAGE;
	case BP_ERROR_STORE:
	case BP_ERROR_DAMAGED:
	case BP_ERROR_BUSY:
	case BP_ERROR_READ_ONLY:
	case BP_ERROR_UNSURE: return BP_EXIT_STORE;
	default: return BP_EXIT_FAILED;
	}
}

/* In one write(): there may be thousands, and standard error is not buffered. */
void bp_say_faults(const struct bp_diagnostics *faults)
{
	struct bp_buf out = {0};

	for (size_t i = 0; i < faults->count; i++) {
		const struct bp_diagnostic *fault = &faults->at[i];
		const struct bp_fault_row *row = bp_fault_row(fault->fault);
		bp_buf_add_clean_line(&out, bp_str(fault->file));
		if (fault->line)
			bp_buf_printf(&out, ":%d:%d", fault->line, fault->column);
		bp_buf_printf(&out, ": %s: ", bp_severity_word(row->severity));
		bp_buf_add_clean_line(&out, bp_str(fault->message));
		bp_buf_printf(&out, " [%s]\n", row->code);
	}
	if (out.len)
		fwrite(out.at, 1, out.len, stderr);
	bp_buf_release(&out);
}
