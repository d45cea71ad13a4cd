#include "csv.h"
#include <berpijar/lang.h>
#include <string.h>

/* ---- writing ---- */

static bool is_formula_start(uint32_t code)
{
	static const uint32_t starts[] = {
		'=', '+', '-', '@', '\t', '\r', 0xff1d, 0xff0b, 0xff0d, 0xff20};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (starts[i] == code)
			return true;
	return false;
}

static bool is_blank(uint32_t code)
{
	return code == ' ' || code == '\n' || code == 0xa0 || code == 0x3000;
}

/* "=1+1", "  @SUM(…)": what a spreadsheet would not take for a text. */
static bool is_formula(struct bp_str text)
{
	uint32_t code = 0;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		if (!is_blank(code))
			return is_formula_start(code);
	}
	return false;
}

void csv_cell(struct bp_buf *out, struct bp_str text)
{
	if (out->len && out->at[out->len - 1] != '\n')
		bp_buf_add_char(out, ',');
	bp_buf_add_char(out, '"');
	if (is_formula(text))
		bp_buf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			bp_buf_add_char(out, '"');
		bp_buf_add_char(out, text.at[i]);
	}
	bp_buf_add_char(out, '"');
}

void csv_end(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "\r\n");
}

/* ---- reading ---- */

static bool at_end(const struct csv *csv)
{
	return csv->at >= csv->text.len;
}

static char peek(const struct csv *csv)
{
	return at_end(csv) ? '\0' : csv->text.at[csv->at];
}

static bool at_line_end(const struct csv *csv)
{
	return at_end(csv) || peek(csv) == '\n' || peek(csv) == '\r';
}

static bool at_cell_end(const struct csv *csv)
{
	return at_line_end(csv) || peek(csv) == csv->separator;
}

/* One character; CR LF is one. */
static void step(struct csv *csv)
{
	uint32_t code;
	char c = peek(csv);

	csv->at += bp_utf8_next(csv->text, csv->at, &code);
	csv->column++;
	if (c == '\r' && peek(csv) == '\n')
		csv->at++;
	if (c == '\n' || c == '\r') {
		csv->line++;
		csv->column = 1;
	}
}

static void csv_fault(struct csv *csv, const struct csv_cell *cell, enum bp_fault fault,
	const char *message)
{
	bp_diagnose(csv->faults, fault, cell->line, cell->column, "%s", message);
}

void csv_begin(struct csv *csv)
{
	size_t commas = 0, semicolons = 0;

	csv->at = bp_str_starts(csv->text, "\xef\xbb\xbf") ? 3 : 0;
	csv->line = csv->column = 1;
	for (size_t i = csv->at; i < csv->text.len; i++) {
		char c = csv->text.at[i];
		if (c == '\n' || c == '\r')
			break;
		commas += c == ',';
		semicolons += c == ';';
	}
	csv->separator = semicolons > commas ? ';' : ',';
}

struct csv_cell csv_position(struct bp_str text, size_t at)
{
	struct csv csv = {.text = text};

	csv_begin(&csv);
	while (csv.at < at)
		step(&csv);
	return (struct csv_cell){.line = csv.line, .column = csv.column};
}

/* Behind the opening quote; a doubled one is a quote. */
static void read_quoted(struct csv *csv, struct csv_cell *cell)
{
	struct bp_buf text = {0};
	bool open = true;

	while (open && !at_end(csv)) {
		size_t from = csv->at;
		char c = peek(csv);
		step(csv);
		open = c != '"' || peek(csv) == '"';
		if (c == '"' && open)
			step(csv);
		if (open)
			bp_buf_add(&text, csv->text.at + from,
				c == '"' ? 1 : csv->at - from);
	}
	if (open)
		csv_fault(csv, cell, BP_FAULT_CSV_QUOTE,
			_("tanda kutip ini tidak ditutup"));
	else if (!at_cell_end(csv))
		csv_fault(csv, cell, BP_FAULT_CSV_QUOTE,
			_("sesudah tanda kutip penutup masih ada teks; tanda kutip di dalam teks ditulis dua kali"));
	while (!at_cell_end(csv))
		step(csv);
	cell->text = bp_arena_str(csv->arena, bp_buf_str(&text));
	bp_buf_release(&text);
}

static struct csv_cell read_cell(struct csv *csv)
{
	while (peek(csv) == ' ')
		step(csv);
	struct csv_cell cell = {.line = csv->line, .column = csv->column};
	size_t from = csv->at;

	if (peek(csv) == '"') {
		step(csv);
		read_quoted(csv, &cell);
	} else {
		while (!at_cell_end(csv))
			step(csv);
		cell.text = bp_str_part(csv->text, from, csv->at);
	}
	cell.text = bp_str_trim(cell.text);
	return cell;
}

static void read_row(
	struct csv *csv, struct csv_cell *cells, size_t room, size_t *count, bool *any)
{
	bool more = true;

	*count = 0;
	*any = false;
	while (more) {
		struct csv_cell cell = read_cell(csv);
		*any = *any || cell.text.len;
		if (*count < room)
			cells[*count] = cell;
		++*count;
		more = !at_line_end(csv);
		if (!at_end(csv))
			step(csv);
	}
}

bool csv_row(struct csv *csv, struct csv_cell *cells, size_t room, size_t *count)
{
	bool any = false;

	while (!at_end(csv) && !any)
		read_row(csv, cells, room, count, &any);
	return any;
}
