/* Reads the table of a class, whatever a spreadsheet made of it. */
#include <berpijar/csv.h>
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/logins.h>
#include <berpijar/progress.h>
#include <berpijar/roster.h>
#include <stdio.h>
#include <string.h>

#define BYTES_MOST (1 << 20)
#define CELLS_MOST 64

static const struct {
	const char *name;
	enum bp_roster_column column;
} roster_names[] = {
	{"id", BP_ROSTER_ID},
	{"name", BP_ROSTER_NAME},
	{"nama", BP_ROSTER_NAME},
	{"nama lengkap", BP_ROSTER_NAME},
	{"nama peserta", BP_ROSTER_NAME},
	{"unit", BP_ROSTER_UNIT},
	{"unit kerja", BP_ROSTER_UNIT},
	{"satuan kerja", BP_ROSTER_UNIT},
	{"satker", BP_ROSTER_UNIT},
	{"nip", BP_ROSTER_NIP},
	{"ni pppk", BP_ROSTER_NIP},
	{"nip/ni pppk", BP_ROSTER_NIP},
	{"class", BP_ROSTER_CLASS},
	{"kelas", BP_ROSTER_CLASS},
	{"angkatan", BP_ROSTER_CLASS},
	{"time factor", BP_ROSTER_FACTOR},
	{"faktor waktu", BP_ROSTER_FACTOR},
	{"login", BP_ROSTER_LOGIN},
	{"nama login", BP_ROSTER_LOGIN},
	{"uuid", BP_ROSTER_UUID},
};

/* A table while it is read. */
struct roster_reader {
	struct bp_roster *roster;
	size_t at[BP_ROSTER_COLUMNS]; /* where a column is in a row; SIZE_MAX: nowhere */
	size_t width;                 /* how many cells the first row has */
};

#define roster_fault(roster, cell, fault, ...) \
	bp_diagnose(&(roster)->faults, fault, (cell)->line, (cell)->column, __VA_ARGS__)

/* ---- the head ---- */

static void roster_take_head(
	struct roster_reader *reader, const struct bp_csv_cell *cell, size_t at)
{
	for (size_t i = 0; i < sizeof roster_names / sizeof *roster_names; i++) {
		size_t *column = &reader->at[roster_names[i].column];
		if (!bp_text_equal_folded(cell->text, bp_str(roster_names[i].name)))
			continue;
		if (*column != SIZE_MAX)
			roster_fault(reader->roster, cell, BP_FAULT_CSV_COLUMN,
				_("kolom ini sudah ada di sebelah kiri"));
		*column = at;
		return;
	}
	roster_fault(reader->roster, cell, BP_FAULT_CSV_UNUSED,
		_("kolom \"%.*s\" tidak dipakai; yang dibaca: id, nama, unit, nip, kelas, faktor waktu, login, uuid"),
		(int)cell->text.len, cell->text.at ? cell->text.at : "");
}

static bool roster_read_head(struct roster_reader *reader, struct bp_csv *csv)
{
	struct bp_csv_cell cells[CELLS_MOST], start = {.line = 1, .column = 1};
	size_t count = 0;

	for (int i = 0; i < BP_ROSTER_COLUMNS; i++)
		reader->at[i] = SIZE_MAX;
	if (bp_csv_row(csv, cells, CELLS_MOST, &count))
		start = cells[0];
	reader->width = count;
	for (size_t i = 0; i < count && i < CELLS_MOST; i++)
		roster_take_head(reader, &cells[i], i);
	reader->roster->by_nip = reader->at[BP_ROSTER_ID] == SIZE_MAX;
	if (!reader->roster->by_nip || reader->at[BP_ROSTER_NIP] != SIZE_MAX)
		return true;
	roster_fault(reader->roster, &start, BP_FAULT_CSV_HEAD,
		_("baris pertama harus menyebut kolomnya: id,nama,unit; kolom id tidak ada, begitu juga kolom nip sebagai gantinya"));
	return false;
}

/* ---- the cells ---- */

static struct bp_csv_cell roster_cell(const struct roster_reader *reader,
	const struct bp_csv_cell *cells, size_t count, enum bp_roster_column column)
{
	size_t at = reader->at[column];

	if (at < count && at < CELLS_MOST)
		return cells[at];
	return (struct bp_csv_cell){.line = cells[0].line, .column = cells[0].column};
}

static const char *roster_text(struct bp_roster *roster, struct bp_csv_cell cell)
{
	const char *why = bp_profile_fault(cell.text);

	if (why)
		roster_fault(roster, &cell, BP_FAULT_LEARNER_TEXT, "%s", why);
	return bp_arena_cstr(roster->arena, cell.text);
}

/* Spreadsheets turn 18 digits into "1,98E+17". */
static const char *roster_nip(struct bp_roster *roster, struct bp_csv_cell cell)
{
	const char *doubt = cell.text.len ? bp_nip_doubt(cell.text) : NULL;

	for (size_t i = 0; i < cell.text.len; i++) {
		if (bp_is_digit(cell.text.at[i]) || bp_is_space(cell.text.at[i]))
			continue;
		roster_fault(roster, &cell, BP_FAULT_LEARNER_TEXT,
			_("NIP hanya berisi angka; kalau aplikasi tabel mengubahnya, format kolomnya sebagai teks"));
		return "";
	}
	if (doubt)
		roster_fault(roster, &cell, BP_FAULT_LEARNER_NIP,
			_("periksa NIP/NI PPPK: %s"), doubt);
	return roster_text(roster, cell);
}

/* "1,5", "1.5" → "1.5" */
static const char *roster_factor(struct bp_roster *roster, struct bp_csv_cell cell)
{
	double factor;

	if (!cell.text.len)
		return "";
	if (bp_number_read(cell.text, &factor) && factor >= 1 &&
		factor <= BP_EXAM_FACTOR_MOST)
		return bp_arena_printf(roster->arena, "%.4g", factor);
	roster_fault(roster, &cell, BP_FAULT_LEARNER_TEXT,
		_("faktor waktu ujian adalah angka dari 1 sampai 4, misalnya 1,5"));
	return "";
}

/* A name that two rows give would be nobody's. */
static const char *roster_login(struct bp_roster *roster, struct bp_csv_cell cell)
{
	if (!cell.text.len)
		return "";
	if (!bp_login_name_valid(cell.text))
		roster_fault(roster, &cell, BP_FAULT_LEARNER_TEXT,
			_("nama login hanya berisi huruf, angka, titik, garis bawah, dan tanda hubung, paling banyak 64"));
	for (size_t i = 0; i < roster->count; i++)
		if (bp_str_is(cell.text, roster->rows[i].cells[BP_ROSTER_LOGIN]))
			roster_fault(roster, &cell, BP_FAULT_LEARNER_TWICE,
				_("nama login ini sudah disebut di baris %d"),
				roster->rows[i].line);
	return bp_arena_cstr(roster->arena, cell.text);
}

/* One that two rows give would make one person of two. */
static const char *roster_uuid(struct bp_roster *roster, struct bp_csv_cell cell)
{
	char word[BP_UUID_LEN + 1];
	uint8_t id[16];

	if (!cell.text.len)
		return "";
	if (!bp_uuid_read(cell.text, id)) {
		roster_fault(roster, &cell, BP_FAULT_LEARNER_TEXT,
			_("UUID adalah 36 tanda seperti yang disebut \"berpijar learner show\" di tempat lain"));
		return "";
	}
	bp_uuid_write(id, word);
	for (size_t i = 0; i < roster->count; i++)
		if (strcmp(word, roster->rows[i].cells[BP_ROSTER_UUID]) == 0)
			roster_fault(roster, &cell, BP_FAULT_LEARNER_TWICE,
				_("UUID ini sudah disebut di baris %d"),
				roster->rows[i].line);
	return bp_arena_cstr(roster->arena, bp_str(word));
}

static const char *roster_digits(struct bp_roster *roster, const char *nip)
{
	struct bp_buf digits = {0};

	for (; *nip; nip++)
		if (bp_is_digit(*nip))
			bp_buf_add_char(&digits, *nip);
	const char *id = bp_arena_cstr(roster->arena, bp_buf_str(&digits));
	bp_buf_release(&digits);
	return id;
}

static void roster_check_id(
	struct bp_roster *roster, const struct bp_csv_cell *cell, const char *id)
{
	if (!*id)
		roster_fault(roster, cell, BP_FAULT_LEARNER_ID, _("id kosong"));
	else if (!bp_learner_valid(bp_str(id)))
		roster_fault(roster, cell, BP_FAULT_LEARNER_ID,
			_("id \"%s\" tidak sah: pakailah huruf, angka, titik, garis bawah, atau tanda hubung, paling banyak 64, tanpa titik di depan"),
			id);
	for (size_t i = 0; i < roster->count; i++)
		if (*id && bp_str_is(bp_str(id), roster->rows[i].cells[BP_ROSTER_ID]))
			roster_fault(roster, cell, BP_FAULT_LEARNER_TWICE,
				_("id ini sudah disebut di baris %d"),
				roster->rows[i].line);
}

/* ---- the rows ---- */

static const char *(*const roster_read[BP_ROSTER_COLUMNS])(
	struct bp_roster *roster, struct bp_csv_cell cell) = {
	[BP_ROSTER_NAME] = roster_text,
	[BP_ROSTER_UNIT] = roster_text,
	[BP_ROSTER_NIP] = roster_nip,
	[BP_ROSTER_CLASS] = roster_text,
	[BP_ROSTER_FACTOR] = roster_factor,
	[BP_ROSTER_LOGIN] = roster_login,
	[BP_ROSTER_UUID] = roster_uuid,
};

static void roster_take_row(
	struct roster_reader *reader, const struct bp_csv_cell *cells, size_t count)
{
	struct bp_roster *roster = reader->roster;
	struct bp_roster_row row = {.line = cells[0].line};
	struct bp_csv_cell id = roster_cell(
		reader, cells, count, roster->by_nip ? BP_ROSTER_NIP : BP_ROSTER_ID);

	if (count > reader->width)
		roster_fault(roster, &cells[0], BP_FAULT_CSV_CELLS,
			_("baris ini berisi %zu sel, padahal kolomnya %zu"), count,
			reader->width);
	for (int i = BP_ROSTER_NAME; i < BP_ROSTER_COLUMNS; i++) {
		enum bp_roster_column column = (enum bp_roster_column)i;
		struct bp_csv_cell cell = roster_cell(reader, cells, count, column);
		row.cells[i] = roster_read[i](roster, cell);
	}
	row.cells[BP_ROSTER_ID] = roster->by_nip
		? roster_digits(roster, row.cells[BP_ROSTER_NIP])
		: bp_arena_cstr(roster->arena, id.text);
	roster_check_id(roster, &id, row.cells[BP_ROSTER_ID]);
	*BP_PUSH(roster->arena, roster->rows, roster->count, roster->room) = row;
}

static void roster_read_rows(struct roster_reader *reader, struct bp_csv *csv)
{
	struct bp_csv_cell cells[CELLS_MOST];
	size_t count;

	while (bp_csv_row(csv, cells, CELLS_MOST, &count)) {
		if (reader->roster->count == BP_ROSTER_MOST) {
			roster_fault(reader->roster, &cells[0], BP_FAULT_CSV_ROWS,
				_("paling banyak %d peserta; bagilah daftarnya"),
				BP_ROSTER_MOST);
			return;
		}
		roster_take_row(reader, cells, count);
	}
}

bool bp_roster_read(struct bp_roster *roster, const char *path, struct bp_error *err)
{
	struct roster_reader reader = {.roster = roster};
	struct bp_csv csv = {.arena = roster->arena, .faults = &roster->faults};

	if (!bp_csv_load(&csv, path, BYTES_MOST, err))
		return false;
	if (roster_read_head(&reader, &csv))
		roster_read_rows(&reader, &csv);
	bp_diagnostics_sort(&roster->faults);
	return true;
}
