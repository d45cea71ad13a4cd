/* Prints what `berpijar check` found: for people with the line at fault, and as JSON. */
#include "check.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/json.h>
#include <stdlib.h>
#include <string.h>

#define EXCERPT_COLUMNS 70  /* of a line that is shown */
#define EXCERPT_BEFORE  24  /* of them at most in front of the place */
#define EXCERPT_INDENT  10  /* what stands in front of the line, and behind it */
#define EXCERPT_BYTES   320 /* at each side of the place that are looked at */

/* The file whose lines are being shown; faults come in the order of its lines. */
struct excerpt {
	const char *file;
	int columns;         /* of the terminal; 0: none */
	struct bp_str input; /* of "-" */
	struct bp_buf text;
	size_t at;        /* offset of the line */
	int line;         /* its number */
	int column;       /* in that line, of the place that was shown last */
	size_t column_at; /* its offset in the line */
};

static void excerpt_open(struct excerpt *excerpt, const char *file)
{
	if (excerpt->file && strcmp(excerpt->file, file) == 0)
		return;
	excerpt->file = file;
	excerpt->at = 0;
	excerpt->line = 1;
	excerpt->column_at = 0;
	bp_buf_clear(&excerpt->text);
	if (strcmp(file, "-") == 0)
		bp_buf_add_str(&excerpt->text, excerpt->input);
	else if (bp_is_file(file))
		bp_file_read(file, BP_BANK_LIMIT, &excerpt->text, NULL);
	if (bp_str_starts(bp_buf_str(&excerpt->text), "\xef\xbb\xbf"))
		excerpt->at = 3;
}

/* The line with this number, which is not above the last one asked for. */
static struct bp_str excerpt_line(struct excerpt *excerpt, int line)
{
	struct bp_str text = bp_buf_str(&excerpt->text);
	size_t end;

	for (;; excerpt->at = end + 1, excerpt->line++, excerpt->column_at = 0) {
		end = bp_str_find(text, BP_STR("\n"), excerpt->at);
		if (excerpt->line >= line || end == SIZE_MAX)
			break;
	}
	if (excerpt->line != line)
		return (struct bp_str){0};
	struct bp_str found = bp_str_part(text, excerpt->at, end);
	while (found.len && bp_is_space(found.at[found.len - 1]))
		found.len--;
	return found;
}

/* The offset of a column, which counts characters: from the last one in the same line on,
 * since there may be a thousand faults in a long line. */
static size_t excerpt_offset(struct excerpt *excerpt, struct bp_str line, int column)
{
	uint32_t code;

	if (excerpt->column_at == 0 || column < excerpt->column) {
		excerpt->column = 1;
		excerpt->column_at = 0;
	}
	for (; excerpt->column < column && excerpt->column_at < line.len;
		excerpt->column++)
		excerpt->column_at += bp_utf8_next(line, excerpt->column_at, &code);
	return excerpt->column_at;
}

/* Where in the line to begin to look, at a character's start. */
static size_t excerpt_from(struct bp_str line, size_t at)
{
	size_t from = line.at && at > EXCERPT_BYTES ? at - EXCERPT_BYTES : 0;

	while (from > 0 && from < at && ((unsigned char)line.at[from] & 0xc0) == 0x80)
		from++;
	return from;
}

/* "   6 | the line" and a mark below the place. */
static void excerpt_print(
	struct excerpt *excerpt, const struct bp_diagnostic *fault, struct bp_buf *out)
{
	struct bp_buf front = {0}, behind = {0};

	excerpt_open(excerpt, fault->file);
	struct bp_str line = excerpt_line(excerpt, fault->line);
	size_t at = excerpt_offset(excerpt, line, fault->column);
	bp_buf_add_clean_line(&front, bp_str_part(line, excerpt_from(line, at), at));
	bp_buf_add_clean_line(&behind, bp_str_part(line, at, at + EXCERPT_BYTES));
	if (line.len) {
		size_t skip = bp_text_skip(bp_buf_str(&front), EXCERPT_BEFORE);
		struct bp_str shown = bp_str_from(bp_buf_str(&front), skip);
		int columns = bp_text_columns(shown) + (skip ? 1 : 0);
		struct bp_str rest = bp_buf_str(&behind);
		int room = excerpt->columns ? excerpt->columns - EXCERPT_INDENT
					    : EXCERPT_COLUMNS;
		room = room < EXCERPT_COLUMNS ? room : EXCERPT_COLUMNS;
		size_t fits = room > columns ? bp_text_fit(rest, room - columns) : 0;
		bp_buf_printf(out, "%5d | %s", fault->line, skip ? "…" : "");
		bp_buf_add_str(out, shown);
		bp_buf_add_str(out, bp_str_part(rest, 0, fits));
		bp_buf_printf(out, "%s\n      | %*s^\n", fits < rest.len ? "…" : "",
			columns, "");
	}
	bp_buf_release(&front);
	bp_buf_release(&behind);
}

static void check_add_place(struct bp_buf *out, const char *file, int line, int column)
{
	bp_buf_add_clean_line(out, bp_str(file));
	if (line)
		bp_buf_printf(out, ":%d:%d", line, column);
}

/* Ends the line that begins at `start`; on a terminal it is broken at words. */
static void check_end_line(
	const struct excerpt *excerpt, size_t start, struct bp_buf *out)
{
	if (!excerpt->columns) {
		bp_buf_add_char(out, '\n');
		return;
	}
	fwrite(out->at, 1, start, stdout);
	bp_say_beside(stdout, 0, bp_str_from(bp_buf_str(out), start));
	bp_buf_clear(out);
}

static void check_add_fault(
	struct excerpt *excerpt, const struct bp_diagnostic *fault, struct bp_buf *out)
{
	const struct bp_fault_row *row = bp_fault_row(fault->fault);
	const struct bp_related *related = &fault->related;

	size_t start = out->len;
	check_add_place(out, fault->file, fault->line, fault->column);
	bp_buf_printf(out, ": %s: ", bp_severity_word(row->severity));
	bp_buf_add_clean_line(out, bp_str(fault->message));
	bp_buf_printf(out, " [%s]", row->code);
	check_end_line(excerpt, start, out);
	if (fault->line && fault->column)
		excerpt_print(excerpt, fault, out);
	if (!related->file)
		return;
	bp_buf_add_cstr(out, "      = ");
	check_add_place(out, related->file, related->line, related->column);
	bp_buf_printf(out, ": %s\n", related->message);
}

/* In one write(): there may be thousands. */
void check_print_text(const struct bp_check *check, struct bp_str input)
{
	struct excerpt excerpt = {.input = input, .columns = bp_say_columns(stdout)};
	struct bp_buf out = {0};
	size_t hints =
		check->faults.count - check->faults.errors - check->faults.warnings;

	for (size_t i = 0; i < check->faults.count; i++)
		check_add_fault(&excerpt, &check->faults.at[i], &out);
	bp_buf_printf(&out,
		_("%zu berkas, %zu soal: %zu galat, %zu peringatan, %zu saran\n"),
		check->files, check->questions, check->faults.errors,
		check->faults.warnings, hints);
	fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&excerpt.text);
	bp_buf_release(&out);
}

static json_t *check_json_fault(const struct bp_diagnostic *fault)
{
	const struct bp_fault_row *row = bp_fault_row(fault->fault);
	const struct bp_related *related = &fault->related;
	json_t *json = json_pack("{s:o, s:i, s:i, s:s, s:s, s:o}", "file",
		bp_json_clean(bp_str(fault->file)), "line", fault->line, "column",
		fault->column, "severity", bp_severity_name(row->severity), "code",
		row->code, "message", bp_json_clean(bp_str(fault->message)));

	if (related->file)
		json_object_set_new(json, "related",
			json_pack("[{s:o, s:i, s:i, s:o}]", "file",
				bp_json_clean(bp_str(related->file)), "line",
				related->line, "column", related->column, "message",
				bp_json_clean(bp_str(related->message))));
	if (fault->fix.text)
		json_object_set_new(json, "fix",
			json_pack("{s:I, s:I, s:o}", "from", (json_int_t)fault->fix.from,
				"to", (json_int_t)fault->fix.to, "text",
				bp_json_clean(bp_str(fault->fix.text))));
	return json;
}

void check_print_json(const struct bp_check *check)
{
	json_t *list = json_array();

	for (size_t i = 0; i < check->faults.count; i++)
		json_array_append_new(list, check_json_fault(&check->faults.at[i]));
	json_t *all = json_pack("{s:I, s:I, s:I, s:I, s:o}", "files",
		(json_int_t)check->files, "questions", (json_int_t)check->questions,
		"errors", (json_int_t)check->faults.errors, "warnings",
		(json_int_t)check->faults.warnings, "diagnostics", list);
	bp_json_print(all, JSON_INDENT(1));
	json_decref(all);
}
