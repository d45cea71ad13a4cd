/* Tables as CSV, in and out: lists of learners, exports of events. */
#include <berpijar/csv.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <string.h>

/* ---- writing ---- */

static bool csv_starts_formula(uint32_t code)
{
	static const uint32_t starts[] = {
		'=', '+', '-', '@', '\t', '\r', 0xff1d, 0xff0b, 0xff0d, 0xff20};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (starts[i] == code)
			return true;
	return false;
}

static bool csv_is_blank(uint32_t code)
{
	return code == ' ' || code == '\n' || code == 0xa0 || code == 0x3000;
}

/* "=1+1", "  @SUM(…)": a spreadsheet would compute these instead of showing them. */
static bool csv_is_formula(struct bp_str text)
{
	uint32_t code = 0;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		if (!csv_is_blank(code))
			return csv_starts_formula(code);
	}
	return false;
}

static void csv_separate(struct bp_buf *out)
{
	if (out->len && out->at[out->len - 1] != '\n')
		bp_buf_add_char(out, ',');
}

void bp_csv_number(struct bp_buf *out, const char *digits)
{
	csv_separate(out);
	bp_buf_add_cstr(out, *digits ? digits : "\"\"");
}

void bp_csv_put(struct bp_buf *out, struct bp_str text)
{
	struct bp_buf cell = {0};

	csv_separate(out);
	bp_buf_add_char(out, '"');
	if (csv_is_formula(text))
		bp_buf_add_char(out, '\'');
	bp_buf_add_harmless(&cell, text);
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.at[i] == '"')
			bp_buf_add_char(out, '"');
		bp_buf_add_char(out, cell.at[i]);
	}
	bp_buf_add_char(out, '"');
	bp_buf_release(&cell);
}

void bp_csv_end(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "\r\n");
}

/* ---- reading ---- */

static bool csv_at_end(const struct bp_csv *csv)
{
	return csv->at >= csv->text.len;
}

static char csv_peek(const struct bp_csv *csv)
{
	return csv_at_end(csv) ? '\0' : csv->text.at[csv->at];
}

static bool csv_at_line_end(const struct bp_csv *csv)
{
	return csv_at_end(csv) || csv_peek(csv) == '\n' || csv_peek(csv) == '\r';
}

static bool csv_at_cell_end(const struct bp_csv *csv)
{
	return csv_at_line_end(csv) || csv_peek(csv) == csv->separator;
}

/* Goes on by one character; CR LF counts as one. */
static void csv_step(struct bp_csv *csv)
{
	uint32_t code;
	char c = csv_peek(csv);

	csv->at += bp_utf8_next(csv->text, csv->at, &code);
	csv->column++;
	if (c == '\r' && csv_peek(csv) == '\n')
		csv->at++;
	if (c == '\n' || c == '\r') {
		csv->line++;
		csv->column = 1;
	}
}

static void csv_fault(struct bp_csv *csv, const struct bp_csv_cell *cell,
	enum bp_fault fault, const char *message)
{
	bp_diagnose(csv->faults, fault, cell->line, cell->column, "%s", message);
}

/* A first line "sep=;", by which Excel is told: takes it, and is done. */
static bool csv_take_separator(struct bp_csv *csv)
{
	struct bp_str rest = bp_str_from(csv->text, csv->at);

	if (rest.len < 6 ||
		!bp_text_equal_folded(bp_str_part(rest, 0, 4), BP_STR("sep=")) ||
		(rest.at[5] != '\n' && rest.at[5] != '\r'))
		return false;
	csv->separator = rest.at[4];
	csv->at += 5;
	csv_step(csv);
	return true;
}

void bp_csv_begin(struct bp_csv *csv)
{
	static const char separators[] = {',', ';', '\t'};
	size_t counts[sizeof separators] = {0}, most = 0;
	bool quoted = false;

	csv->at = bp_str_starts(csv->text, "\xef\xbb\xbf") ? 3 : 0;
	csv->line = csv->column = 1;
	if (csv_take_separator(csv))
		return;
	for (size_t i = csv->at; i < csv->text.len; i++) {
		char c = csv->text.at[i];
		quoted ^= c == '"';
		if (!quoted && (c == '\n' || c == '\r'))
			break;
		for (size_t n = 0; n < sizeof separators; n++)
			counts[n] += !quoted && c == separators[n];
	}
	for (size_t n = 1; n < sizeof separators; n++)
		most = counts[n] > counts[most] ? n : most;
	csv->separator = separators[most];
}

struct bp_csv_cell bp_csv_position(struct bp_str text, size_t at)
{
	struct bp_csv csv = {.text = text};

	bp_csv_begin(&csv);
	while (csv.at < at)
		csv_step(&csv);
	return (struct bp_csv_cell){.line = csv.line, .column = csv.column};
}

/* Reads on from behind the opening quote; two quotes in a row stand for one. */
static void csv_read_quoted(struct bp_csv *csv, struct bp_csv_cell *cell)
{
	struct bp_buf text = {0};
	bool open = true;

	while (open && !csv_at_end(csv)) {
		size_t from = csv->at;
		char c = csv_peek(csv);
		csv_step(csv);
		open = c != '"' || csv_peek(csv) == '"';
		if (c == '"' && open)
			csv_step(csv);
		if (open)
			bp_buf_add(&text, csv->text.at + from,
				c == '"' ? 1 : csv->at - from);
	}
	if (open)
		csv_fault(csv, cell, BP_FAULT_CSV_QUOTE,
			_("tanda kutip ini tidak ditutup"));
	else if (!csv_at_cell_end(csv))
		csv_fault(csv, cell, BP_FAULT_CSV_QUOTE,
			_("sesudah tanda kutip penutup masih ada teks; tanda kutip di dalam teks ditulis dua kali"));
	while (!csv_at_cell_end(csv))
		csv_step(csv);
	cell->text = bp_arena_str(csv->arena, bp_buf_str(&text));
	bp_buf_release(&text);
}

static struct bp_csv_cell csv_read_cell(struct bp_csv *csv)
{
	while (csv_peek(csv) == ' ')
		csv_step(csv);
	struct bp_csv_cell cell = {.line = csv->line, .column = csv->column};
	size_t from = csv->at;

	if (csv_peek(csv) == '"') {
		csv_step(csv);
		csv_read_quoted(csv, &cell);
	} else {
		while (!csv_at_cell_end(csv))
			csv_step(csv);
		cell.text = bp_str_part(csv->text, from, csv->at);
	}
	cell.text = bp_str_trim(cell.text);
	return cell;
}

static void csv_read_row(struct bp_csv *csv, struct bp_csv_cell *cells, size_t room,
	size_t *count, bool *any)
{
	bool more = true;

	*count = 0;
	*any = false;
	while (more) {
		struct bp_csv_cell cell = csv_read_cell(csv);
		*any = *any || cell.text.len;
		if (*count < room)
			cells[*count] = cell;
		++*count;
		more = !csv_at_line_end(csv);
		if (!csv_at_end(csv))
			csv_step(csv);
	}
}

bool bp_csv_row(struct bp_csv *csv, struct bp_csv_cell *cells, size_t room, size_t *count)
{
	bool any = false;

	while (!csv_at_end(csv) && !any)
		csv_read_row(csv, cells, room, count, &any);
	return any;
}

/* The place is counted as for other faults of the table, so that an editor finds it. */
static bool csv_not_utf8(
	const char *path, struct bp_str text, size_t bad, struct bp_error *err)
{
	struct bp_csv_cell at = bp_csv_position(text, bad);

	return bp_fail(err, BP_ERROR_INPUT,
		_("%s:%d:%d: bukan UTF-8; simpanlah sebagai \"CSV UTF-8\""), path,
		at.line, at.column);
}

bool bp_csv_load(struct bp_csv *csv, const char *path, size_t most, struct bp_error *err)
{
	struct bp_buf text = {0};
	size_t bad;
	bool ok = bp_file_read(path, most, &text, err);

	csv->text = bp_arena_str(csv->arena, bp_buf_str(&text));
	bp_buf_release(&text);
	if (!ok)
		return false;
	bp_diagnostics_file(csv->faults, path);
	if (!bp_utf8_valid(csv->text, &bad))
		return csv_not_utf8(path, csv->text, bad, err);
	bp_csv_begin(csv);
	return true;
}
