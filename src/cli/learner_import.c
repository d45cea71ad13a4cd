/* `berpijar learner import`: adds or changes the learners of a table. Without --force it
 * only says what it would do. */
#include "learner.h"
#include <berpijar/csv.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MOST  2000
#define BYTES_MOST (1 << 20)
#define CELLS_MOST 64

static const struct option_row learner_import_options[] = {ROW_STORE, ROW_LANG,
	{"--bundle", FLAG(bundle), N_("menggabungkan bundel catatan seorang peserta")},
	{"--dry-run", FLAG(dry_run),
		N_("hanya menyebut apa yang akan terjadi (tabel: memang begitu)")},
	{"--force", FLAG(force),
		N_("menjalankan daftar itu; bundel: juga bila ID-nya lain")},
	ROWS_END};

static int learner_import_run(const struct options *options);

const struct command command_learner_import = {
	.name = "learner import",
	.arguments = N_("BERKAS.csv | --bundle BERKAS [ID]"),
	.least = 1,
	.most = 2,
	.summary = N_("membuat satu kelas dari tabel, atau menggabungkan bundel"),
	.description = N_(
		"Membaca tabel dengan kolom id, nama, unit, dan nip, lalu menyebut siapa yang akan dibuat atau diubah. Baru dengan --force daftar itu dijalankan, dan hanya bila tidak ada kesalahan di dalamnya. Sel kosong tidak mengubah apa-apa. Bundel boleh digabungkan berkali-kali dan dalam urutan apa pun."),
	.options = learner_import_options,
	.run = learner_import_run,
};

enum column { COLUMN_ID, COLUMN_NAME, COLUMN_UNIT, COLUMN_NIP };
#define COLUMN_COUNT (COLUMN_NIP + 1)

static const struct {
	const char *name;
	enum column column;
} column_names[] = {
	{"id", COLUMN_ID},
	{"name", COLUMN_NAME},
	{"nama", COLUMN_NAME},
	{"unit", COLUMN_UNIT},
	{"nip", COLUMN_NIP},
};

enum change { CHANGE_NONE, CHANGE_NEW, CHANGE_PROFILE };

struct learner {
	const char *id;
	const char *new[COLUMN_COUNT]; /* what the cells say, "" for an empty one */
	const char *old[COLUMN_COUNT]; /* what the record says */
	int line;
	enum change change;
};

struct import {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_buf store, text;
	size_t columns
		[COLUMN_COUNT]; /* where it is in a row; SIZE_MAX: it is not there */
	size_t width;           /* how many cells the first row has */
	struct learner *learners;
	size_t count, room;
	size_t changes[CHANGE_PROFILE +
		1]; /* how many learners there are of each change */
};

#define import_fault(import, cell, fault, ...) \
	bp_diagnose(&(import)->faults, fault, (cell)->line, (cell)->column, __VA_ARGS__)

/* ---- the head ---- */

static void learner_import_take_column(
	struct import *import, const struct bp_csv_cell *cell, size_t at)
{
	for (size_t i = 0; i < sizeof column_names / sizeof *column_names; i++) {
		size_t *column = &import->columns[column_names[i].column];
		if (!bp_text_equal_folded(cell->text, bp_str(column_names[i].name)))
			continue;
		if (*column != SIZE_MAX)
			import_fault(import, cell, BP_FAULT_CSV_COLUMN,
				_("kolom ini sudah ada di sebelah kiri"));
		*column = at;
		return;
	}
	bp_diagnose(&import->faults, BP_FAULT_CSV_UNUSED, cell->line, cell->column,
		_("kolom \"%.*s\" tidak dipakai; yang dibaca: id, nama, unit, nip"),
		(int)cell->text.len, cell->text.at ? cell->text.at : "");
}

static bool learner_import_read_head(struct import *import, struct bp_csv *csv)
{
	struct bp_csv_cell cells[CELLS_MOST], start = {.line = 1, .column = 1};
	size_t count = 0;

	for (int i = 0; i < COLUMN_COUNT; i++)
		import->columns[i] = SIZE_MAX;
	if (bp_csv_row(csv, cells, CELLS_MOST, &count))
		start = cells[0];
	import->width = count;
	for (size_t i = 0; i < count && i < CELLS_MOST; i++)
		learner_import_take_column(import, &cells[i], i);
	if (import->columns[COLUMN_ID] == SIZE_MAX)
		import_fault(import, &start, BP_FAULT_CSV_HEAD,
			_("baris pertama harus menyebut kolomnya: id,nama,unit; kolom id tidak ada"));
	return import->columns[COLUMN_ID] != SIZE_MAX;
}

/* ---- the rows ---- */

static struct bp_csv_cell learner_import_cell_of(const struct import *import,
	const struct bp_csv_cell *cells, size_t count, enum column column)
{
	size_t at = import->columns[column];

	if (at < count && at < CELLS_MOST)
		return cells[at];
	return (struct bp_csv_cell){.line = cells[0].line, .column = cells[0].column};
}

static const char *learner_import_take_text(struct import *import,
	const struct bp_csv_cell *cells, size_t count, enum column column)
{
	struct bp_csv_cell cell = learner_import_cell_of(import, cells, count, column);
	const char *why = bp_profile_fault(cell.text);

	if (why)
		import_fault(import, &cell, BP_FAULT_LEARNER_TEXT, "%s", why);
	return bp_arena_cstr(import->arena, cell.text);
}

/* Spreadsheets turn 18 digits into "1,98E+17". */
static const char *learner_import_take_nip(
	struct import *import, const struct bp_csv_cell *cells, size_t count)
{
	struct bp_csv_cell cell =
		learner_import_cell_of(import, cells, count, COLUMN_NIP);
	const char *doubt = cell.text.len ? bp_nip_doubt(cell.text) : NULL;

	for (size_t i = 0; i < cell.text.len; i++) {
		if (bp_is_digit(cell.text.at[i]) || bp_is_space(cell.text.at[i]))
			continue;
		import_fault(import, &cell, BP_FAULT_LEARNER_TEXT,
			_("NIP hanya berisi angka; kalau aplikasi tabel mengubahnya, format kolomnya sebagai teks"));
		return "";
	}
	if (doubt)
		import_fault(import, &cell, BP_FAULT_LEARNER_NIP,
			_("periksa NIP/NI PPPK: %s"), doubt);
	return learner_import_take_text(import, cells, count, COLUMN_NIP);
}

static void learner_import_check_id(struct import *import, const struct bp_csv_cell *cell)
{
	if (cell->text.len == 0)
		import_fault(import, cell, BP_FAULT_LEARNER_ID, _("id kosong"));
	else if (!bp_learner_valid(cell->text))
		import_fault(import, cell, BP_FAULT_LEARNER_ID,
			_("id \"%.*s\" tidak sah: pakailah huruf, angka, titik, garis bawah, atau tanda hubung, paling banyak 64, tanpa titik di depan"),
			(int)cell->text.len, cell->text.at);
	for (size_t i = 0; i < import->count; i++)
		if (bp_str_is(cell->text, import->learners[i].id) && cell->text.len)
			import_fault(import, cell, BP_FAULT_LEARNER_TWICE,
				_("id ini sudah disebut di baris %d"),
				import->learners[i].line);
}

static void learner_import_take_row(
	struct import *import, const struct bp_csv_cell *cells, size_t count)
{
	struct bp_csv_cell id = learner_import_cell_of(import, cells, count, COLUMN_ID);

	if (count > import->width)
		import_fault(import, &cells[0], BP_FAULT_CSV_CELLS,
			_("baris ini berisi %zu sel, padahal kolomnya %zu"), count,
			import->width);
	learner_import_check_id(import, &id);
	struct learner learner = {
		.id = bp_arena_cstr(import->arena, id.text),
		.new = {"", learner_import_take_text(import, cells, count, COLUMN_NAME),
			learner_import_take_text(import, cells, count, COLUMN_UNIT),
			learner_import_take_nip(import, cells, count)},
		.old = {"", "", "", ""},
		.line = cells[0].line,
	};
	*BP_PUSH(import->arena, import->learners, import->count, import->room) = learner;
}

static void learner_import_read_rows(struct import *import, struct bp_csv *csv)
{
	struct bp_csv_cell cells[CELLS_MOST];
	size_t count;

	while (bp_csv_row(csv, cells, CELLS_MOST, &count)) {
		if (import->count == ROWS_MOST) {
			import_fault(import, &cells[0], BP_FAULT_CSV_ROWS,
				_("paling banyak %d peserta; bagilah daftarnya"),
				ROWS_MOST);
			return;
		}
		learner_import_take_row(import, cells, count);
	}
}

/* ---- what would change ---- */

static bool learner_import_differs(const char *given, const char *kept)
{
	return *given && strcmp(given, kept) != 0;
}

static const char *learner_import_keep(struct import *import, const struct bp_buf *text)
{
	return bp_arena_cstr(import->arena, bp_buf_str(text));
}

static void learner_import_compare(struct import *import, struct learner *learner)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	struct bp_profile profile = {0};

	if (!bp_store_open(&store, import->store.at, learner->id, BP_STORE_READ, &err)) {
		bp_diagnose(&import->faults, BP_FAULT_LEARNER_RECORD, learner->line, 1,
			"%s", err.message);
		return;
	}
	bp_profile_load(&profile, store);
	bp_store_close(store);
	learner->old[COLUMN_NAME] = learner_import_keep(import, &profile.name);
	learner->old[COLUMN_UNIT] = learner_import_keep(import, &profile.unit);
	learner->old[COLUMN_NIP] = learner_import_keep(import, &profile.nip);
	for (int i = COLUMN_NAME; i < COLUMN_COUNT; i++)
		if (learner_import_differs(learner->new[i], learner->old[i]))
			learner->change = CHANGE_PROFILE;
	bp_profile_release(&profile);
}

static void learner_import_compare_all(struct import *import)
{
	for (size_t i = 0; i < import->count; i++) {
		struct learner *learner = &import->learners[i];
		if (!bp_learner_valid(bp_str(learner->id)))
			continue;
		if (bp_learner_exists(import->store.at, learner->id))
			learner_import_compare(import, learner);
		else
			learner->change = CHANGE_NEW;
		import->changes[learner->change]++;
	}
}

/* ---- telling ---- */

/* Of a NIP, no more than its end. */
static void learner_import_print_text(const char *text, enum column column)
{
	struct bp_buf masked = {0};

	if (column == COLUMN_NIP)
		bp_nip_mask(bp_str(text), &masked);
	bp_print_clean_line(
		stdout, column == COLUMN_NIP ? bp_buf_str(&masked) : bp_str(text));
	bp_buf_release(&masked);
}

static void learner_import_print_field(
	const struct learner *learner, enum column column, const char *label)
{
	const char *old = learner->old[column], *new = learner->new[column];

	if (!learner_import_differs(new, old))
		return;
	printf(", %s ", label);
	if (*old) {
		learner_import_print_text(old, column);
		printf(" -> ");
	}
	learner_import_print_text(new, column);
}

static void learner_import_print_change(const struct learner *learner)
{
	printf("%s: %s", learner->id,
		learner->change == CHANGE_NEW ? _("baru") : _("diubah"));
	learner_import_print_field(learner, COLUMN_NAME, _("nama"));
	learner_import_print_field(learner, COLUMN_UNIT, _("unit"));
	learner_import_print_field(learner, COLUMN_NIP, "NIP");
	putchar('\n');
}

static void learner_import_print_plan(const struct import *import)
{
	for (size_t i = 0; i < import->count; i++)
		if (import->learners[i].change != CHANGE_NONE)
			learner_import_print_change(&import->learners[i]);
	printf(_("%zu peserta baru, %zu diubah, %zu tetap\n"),
		import->changes[CHANGE_NEW], import->changes[CHANGE_PROFILE],
		import->changes[CHANGE_NONE]);
	puts(_("Belum ada yang ditulis; dengan --force daftar ini dijalankan."));
}

/* ---- writing ---- */

static bool learner_import_write_one(
	const struct import *import, const struct learner *learner, struct bp_error *err)
{
	struct bp_store *store = NULL;
	bool ok = bp_store_open(
			  &store, import->store.at, learner->id, BP_STORE_WRITE, err) &&
		bp_profile_save(store, learner->new[COLUMN_NAME],
			learner->new[COLUMN_UNIT], learner->new[COLUMN_NIP], err);

	bp_store_close(store);
	return ok;
}

static void learner_import_report(const char *id, const struct bp_error *cause)
{
	fprintf(stderr, "berpijar: %s: %s: ", _("galat"), id);
	bp_print_clean_line(stderr, bp_str(cause->message));
	fputc('\n', stderr);
}

/* Writes each record by itself, so that one that is in use does not keep the others from
 * being written, and tells only what was really done. */
static bool learner_import_write_all(const struct import *import, struct bp_error *err)
{
	size_t written[CHANGE_PROFILE + 1] = {0}, failed = 0;

	for (size_t i = 0; i < import->count; i++) {
		const struct learner *learner = &import->learners[i];
		struct bp_error cause = {0};
		if (learner->change == CHANGE_NONE)
			continue;
		if (learner_import_write_one(import, learner, &cause)) {
			learner_import_print_change(learner);
			written[learner->change]++;
		} else {
			learner_import_report(learner->id, &cause);
			failed++;
		}
	}
	printf(_("Sudah ditulis: %zu peserta baru, %zu diubah; %zu tetap\n"),
		written[CHANGE_NEW], written[CHANGE_PROFILE],
		import->changes[CHANGE_NONE]);
	if (failed == 0)
		return true;
	return bp_fail(err, BP_ERROR_STORE,
		_("%zu peserta tidak dapat ditulis; perbaiki lalu jalankan lagi, yang sudah ditulis tidak berubah"),
		failed);
}

/* ---- the command ---- */

/* The place is counted as for other faults of the table, so that an editor finds it. */
static bool learner_import_not_utf8(
	const char *path, struct bp_str text, size_t bad, struct bp_error *err)
{
	struct bp_csv_cell at = bp_csv_position(text, bad);

	return bp_fail(err, BP_ERROR_INPUT,
		_("%s:%d:%d: bukan UTF-8; simpanlah sebagai \"CSV UTF-8\""), path,
		at.line, at.column);
}

static bool learner_import_read_file(
	struct import *import, const char *path, struct bp_error *err)
{
	struct bp_csv csv = {.arena = import->arena, .faults = &import->faults};
	size_t bad;

	if (!bp_file_read(path, BYTES_MOST, &import->text, err))
		return false;
	csv.text = bp_buf_str(&import->text);
	bp_diagnostics_file(&import->faults, path);
	if (!bp_utf8_valid(csv.text, &bad))
		return learner_import_not_utf8(path, csv.text, bad, err);
	bp_csv_begin(&csv);
	if (learner_import_read_head(import, &csv))
		learner_import_read_rows(import, &csv);
	return true;
}

static bool learner_import_class(
	struct import *import, const struct options *options, struct bp_error *err)
{
	const char *path = options->arg_count == 1 ? options->args[0] : NULL;

	if (!path || (options->force && options->dry_run))
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner import BERKAS.csv [--dry-run|--force]"));
	if (!bp_session_store_folder(&options->config, &import->store, err) ||
		!learner_import_read_file(import, path, err))
		return false;
	learner_import_compare_all(import);
	bp_diagnostics_sort(&import->faults);
	bp_say_faults(&import->faults);
	if (import->faults.errors)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s belum benar, jadi tidak ada yang ditulis"), path);
	if (options->force)
		return learner_import_write_all(import, err);
	learner_import_print_plan(import);
	return true;
}

static int learner_import_run(const struct options *options)
{
	if (options->bundle)
		return records_in_store(options, learner_bundle_import);

	struct import import = {.arena = bp_arena_new()};
	struct bp_error err = {0};
	bool ok = learner_import_class(&import, options, &err);

	fflush(stdout);
	int status = ok ? BP_EXIT_DONE : bp_say_error(&err);
	bp_diagnostics_release(&import.faults);
	bp_buf_release(&import.store);
	bp_buf_release(&import.text);
	bp_arena_free(import.arena);
	return status;
}
