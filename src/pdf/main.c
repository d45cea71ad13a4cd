/*
 * berpijar-pdf: reads a proof (sheet.h) or any other paper (paper.h) as JSON from its input
 * and writes it as PDF. It is a program
 * of its own, so that no session of the player carries cairo, and so that the player can
 * be one static file.
 */
#include "paper.h"
#include "sheet.h"
#include <jansson.h>
#include <stdio.h>

#define SHEET_UNWRITTEN "the output cannot be written"

static const char *sheet_text(const json_t *value)
{
	const char *text = json_string_value(value);

	return text ? text : "";
}

/* Cells that are missing are empty, and those beyond the last are left out. */
static struct sheet_row sheet_read_row(const json_t *cells)
{
	struct sheet_row row;

	for (size_t i = 0; i < SHEET_CELLS; i++)
		row.cells[i] = sheet_text(json_array_get(cells, i));
	return row;
}

static struct sheet_rows sheet_read_rows(struct bp_arena *arena, const json_t *rows)
{
	struct sheet_rows read = {.count = json_array_size(rows)};

	read.at = bp_arena_alloc(arena, read.count, sizeof *read.at);
	for (size_t i = 0; i < read.count; i++)
		read.at[i] = sheet_read_row(json_array_get(rows, i));
	return read;
}

/* The texts stay those of the JSON. */
static struct sheet sheet_read(struct bp_arena *arena, const json_t *json)
{
	return (struct sheet){
		.title = sheet_text(json_object_get(json, "title")),
		.number = sheet_text(json_object_get(json, "number")),
		.code = sheet_text(json_object_get(json, "code")),
		.notice = sheet_text(json_object_get(json, "notice")),
		.date = sheet_text(json_object_get(json, "date")),
		.above = sheet_read_rows(arena, json_object_get(json, "above")),
		.below = sheet_read_rows(arena, json_object_get(json, "below")),
		.modules = sheet_read_rows(arena, json_object_get(json, "modules")),
		.foot = sheet_read_row(json_object_get(json, "foot")),
	};
}

static const char *sheet_make(const json_t *json, struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	struct sheet sheet = sheet_read(arena, json);
	const char *fault = sheet_draw(&sheet, out);

	bp_arena_free(arena);
	return fault;
}

/* `counted`: with the number of its bytes in front. */
static const char *sheet_print(const json_t *json, bool counted)
{
	struct bp_buf out = {0};
	const char *fault =
		paper_is(json) ? paper_draw(json, &out) : sheet_make(json, &out);

	if (!fault && counted && printf("%zu\n", out.len) < 0)
		fault = SHEET_UNWRITTEN;
	if (!fault && fwrite(out.at, 1, out.len, stdout) != out.len)
		fault = SHEET_UNWRITTEN;
	bp_buf_release(&out);
	return fault;
}

static const char *sheet_print_all(const json_t *json)
{
	const char *fault = NULL;

	if (!json_is_array(json))
		return sheet_print(json, false);
	for (size_t i = 0; !fault && i < json_array_size(json); i++)
		fault = sheet_print(json_array_get(json, i), true);
	return fault;
}

int main(void)
{
	json_error_t error;
	json_t *json = json_loadf(stdin, 0, &error);
	const char *fault = json ? sheet_print_all(json) : error.text;

	if (!fault && fflush(stdout) != 0)
		fault = SHEET_UNWRITTEN;

	json_decref(json);
	if (fault)
		fprintf(stderr, "berpijar-pdf: %s\n", fault);
	return fault != NULL;
}
