/* Reads the table that answers of papers were typed into. */
#include "typed.h"
#include <berpijar/csv.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/paper_answers.h>
#include <berpijar/session.h>
#include <berpijar/time.h>
#include <string.h>

#define BYTES_MOST (4 << 20)
#define YEAR_LEAST 2000 /* of an exam; what is less was written with two digits */
#define CELLS_MOST (BP_MAX_QUESTIONS + 16)

enum answers_column {
	ANSWERS_ID,
	ANSWERS_EXAM,
	ANSWERS_SEED,
	ANSWERS_FORM,
	ANSWERS_VERSION,
	ANSWERS_HELD,
	ANSWERS_COLUMNS
};

static const char *const answers_names[ANSWERS_COLUMNS] = {
	"id", "ujian", "seed", "formulir", "versi", "tanggal"};

/* A table while it is read. */
struct answers_reader {
	struct bp_paper_answers *answers;
	size_t at[ANSWERS_COLUMNS];        /* where a column is; SIZE_MAX: nowhere */
	size_t question[BP_MAX_QUESTIONS]; /* the same of each question */
	size_t width;
	/* the row that is read */
	const struct bp_csv_cell *cells;
	size_t count;
};

#define answers_fault(reader, cell, fault, ...)                                    \
	bp_diagnose(&(reader)->answers->faults, fault, (cell).line, (cell).column, \
		__VA_ARGS__)

/* ---- the head ---- */

/* A number of at most so many digits; 0: it is none. */
static size_t answers_number(struct bp_str text, size_t most)
{
	size_t number = 0;

	if (text.len > most)
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!bp_is_digit(text.at[i]))
			return 0;
		number = 10 * number + (size_t)(text.at[i] - '0');
	}
	return number;
}

static size_t *answers_slot(struct answers_reader *reader, struct bp_str text)
{
	size_t number = answers_number(text, 4);

	if (number && number <= BP_MAX_QUESTIONS)
		return &reader->question[number - 1];
	for (size_t i = 0; i < ANSWERS_COLUMNS; i++)
		if (bp_text_equal_folded(text, bp_str(answers_names[i])))
			return &reader->at[i];
	return NULL;
}

static void answers_take_head(
	struct answers_reader *reader, const struct bp_csv_cell *cell, size_t at)
{
	size_t *slot = answers_slot(reader, cell->text);

	if (!slot)
		answers_fault(reader, *cell, BP_FAULT_CSV_UNUSED,
			_("kolom \"%.*s\" tidak dipakai; yang dibaca: id, ujian, seed, formulir, versi, tanggal, dan nomor soal"),
			(int)cell->text.len, cell->text.at ? cell->text.at : "");
	else if (*slot != SIZE_MAX)
		answers_fault(reader, *cell, BP_FAULT_CSV_COLUMN,
			_("kolom ini sudah ada di sebelah kiri"));
	else
		*slot = at;
}

static bool answers_read_head(struct answers_reader *reader, struct bp_csv *csv)
{
	struct bp_csv_cell cells[CELLS_MOST], start = {.line = 1, .column = 1};
	bool ok = true;

	memset(reader->at, 0xff, sizeof reader->at); /* SIZE_MAX each */
	memset(reader->question, 0xff, sizeof reader->question);
	if (bp_csv_row(csv, cells, CELLS_MOST, &reader->width))
		start = cells[0];
	for (size_t i = 0; i < reader->width && i < CELLS_MOST; i++)
		answers_take_head(reader, &cells[i], i);
	for (size_t i = 0; i < ANSWERS_HELD; i++)
		ok = ok && reader->at[i] != SIZE_MAX;
	if (!ok)
		answers_fault(reader, start, BP_FAULT_CSV_HEAD,
			_("baris pertama harus menyebut kolomnya: id, ujian, seed, formulir, versi, lalu nomor soal; pakailah tabel yang ditulis berpijar print --exam"));
	return ok;
}

/* ---- cells ---- */

static struct bp_csv_cell answers_at(const struct answers_reader *reader, size_t at)
{
	struct bp_csv_cell cell = {
		.line = reader->cells[0].line, .column = reader->cells[0].column};

	if (at < reader->count && at < CELLS_MOST)
		cell = reader->cells[at];
	cell.text = bp_str_trim(cell.text);
	return cell;
}

static struct bp_csv_cell answers_cell(
	const struct answers_reader *reader, enum answers_column column)
{
	return answers_at(reader, reader->at[column]);
}

/* Whether the row has any answer. */
static bool answers_any(const struct answers_reader *reader)
{
	for (size_t i = 0; i < BP_MAX_QUESTIONS; i++)
		if (reader->question[i] != SIZE_MAX &&
			answers_at(reader, reader->question[i]).text.len)
			return true;
	return false;
}

/* ---- forms ---- */

/* Spreadsheets keep so many digits. */
static int answers_seed(struct bp_str text)
{
	return (int)answers_number(text, 9);
}

/* Whether it is "COURSE/MODULE" of the form. */
static bool answers_is_of(struct bp_str name, const struct bp_paper_form *form)
{
	struct bp_str course = bp_str(form->course->id);

	return name.len > course.len && name.at[course.len] == '/' &&
		bp_str_equal(bp_str_part(name, 0, course.len), course) &&
		bp_str_is(bp_str_from(name, course.len + 1), form->module->id);
}

/* The exam that a row names; NULL: its fault is told. */
static const struct bp_document *answers_exam(struct answers_reader *reader,
	struct bp_csv_cell cell, struct bp_paper_form *form)
{
	struct bp_paper_answers *answers = reader->answers;
	struct bp_document *document = NULL;
	struct bp_error err = {0};

	for (size_t i = 0; i < answers->form_count; i++) {
		const struct bp_paper_form *known = answers->forms[i];
		if (!answers_is_of(cell.text, known))
			continue;
		form->course = known->course;
		form->module = known->module;
		return known->document;
	}
	const char *name = bp_arena_cstr(answers->arena, cell.text);
	if (bp_session_find_recorded(
		    answers->library, name, &form->course, &form->module, &err) &&
		form->module)
		document = bp_document_open(form->course, form->module, NULL, &err);
	if (!document)
		answers_fault(reader, cell, BP_FAULT_PAPER_FORM,
			_("ujian \"%s\" tidak ada di sini; tulislah KURSUS/MODUL%s%s"),
			name, err.message[0] ? ": " : "", err.message);
	return document;
}

static bool answers_draw(struct answers_reader *reader,
	const struct bp_document *document, struct bp_paper_form *form)
{
	struct bp_csv_cell seed = answers_cell(reader, ANSWERS_SEED),
			   letter = answers_cell(reader, ANSWERS_FORM);
	int number = answers_seed(seed.text);
	char name = letter.text.len == 1 ? letter.text.at[0] : '\0';
	struct bp_error err = {0};

	if (!number) {
		answers_fault(reader, seed, BP_FAULT_PAPER_FORM,
			_("seed adalah angka di lembar jawaban"));
		return false;
	}
	if (name >= 'a' && name <= 'z')
		name = (char)(name - 'a' + 'A');
	if (!name || !strchr(BP_PAPER_FORMS, name)) {
		answers_fault(reader, letter, BP_FAULT_PAPER_FORM,
			_("formulir adalah satu huruf, A sampai H"));
		return false;
	}
	if (bp_paper_draw(reader->answers->arena, document, number, name, form, &err))
		return true;
	answers_fault(reader, letter, BP_FAULT_PAPER_FORM, "%s", err.message);
	return false;
}

static struct bp_paper_form *answers_known(
	const struct answers_reader *reader, const struct bp_paper_form *form)
{
	struct bp_paper_answers *answers = reader->answers;
	int seed = answers_seed(answers_cell(reader, ANSWERS_SEED).text);
	struct bp_str letter = answers_cell(reader, ANSWERS_FORM).text;

	for (size_t i = 0; seed && i < answers->form_count; i++) {
		struct bp_paper_form *known = answers->forms[i];
		if (known->module == form->module && known->seed == seed &&
			bp_text_equal_folded(letter, (struct bp_str){&known->letter, 1}))
			return known;
	}
	return NULL;
}

/* Keeps the form, which then owns its document, even if nothing could be drawn. */
static struct bp_paper_form *answers_keep(
	struct bp_paper_answers *answers, const struct bp_paper_form *form)
{
	struct bp_paper_form *kept = bp_arena_alloc(answers->arena, 1, sizeof *kept);

	*kept = *form;
	*BP_PUSH(answers->arena, answers->forms, answers->form_count,
		answers->form_room) = kept;
	return kept;
}

/* The form of a row, drawn anew; NULL: its fault is told. */
static const struct bp_paper_form *answers_form(struct answers_reader *reader)
{
	struct bp_csv_cell exam = answers_cell(reader, ANSWERS_EXAM),
			   version = answers_cell(reader, ANSWERS_VERSION);
	struct bp_paper_form form = {0};
	const struct bp_document *document = answers_exam(reader, exam, &form);
	struct bp_paper_form *known = document ? answers_known(reader, &form) : NULL;

	if (!document)
		return NULL;
	if (!known) {
		form.document = document;
		bool drawn = answers_draw(reader, document, &form);
		known = answers_keep(reader->answers, &form);
		if (!drawn) {
			known->seed = 0; /* no row finds it */
			return NULL;
		}
	}
	if (bp_text_equal_folded(version.text, bp_str(known->version)))
		return known;
	answers_fault(reader, version, BP_FAULT_PAPER_FORM,
		_("versi soal lain: formulir %c dengan seed %d sekarang %s; kertas ini dari soal, kunci, seed, atau kursus yang lain. Pakailah folder kursus yang dicetak (--content)"),
		known->letter, known->seed, known->version);
	return NULL;
}

/* ---- rows ---- */

/* Spreadsheets write a day in the way of their country once they have seen it. */
static const char *answers_held(struct answers_reader *reader)
{
	struct bp_csv_cell cell = answers_cell(reader, ANSWERS_HELD);
	struct bp_day day;

	if (!cell.text.len)
		return "";
	if (!bp_day_typed(cell.text, &day) || !bp_day_exists(day) ||
		day.year < YEAR_LEAST)
		answers_fault(reader, cell, BP_FAULT_PAPER_ANSWER,
			_("bukan tanggal; tulislah misalnya 2026-12-01 atau 01-12-2026"));
	else if (bp_day_order(day, bp_day_of(bp_session_now())) > 0)
		answers_fault(
			reader, cell, BP_FAULT_PAPER_ANSWER, _("tanggal itu belum tiba"));
	else
		return bp_arena_printf(reader->answers->arena, "%04d-%02d-%02d", day.year,
			day.month, day.day);
	return "";
}

static void answers_give(struct bp_paper_row *row, size_t nth)
{
	row->given[nth] = true;
	row->given_count++;
}

static void answers_read_cells(struct answers_reader *reader, struct bp_paper_row *row)
{
	struct bp_arena *arena = reader->answers->arena;
	size_t count = row->form->count;

	row->responses = bp_arena_alloc(arena, count + 1, sizeof *row->responses);
	row->given = bp_arena_alloc(arena, count + 1, sizeof *row->given);
	for (size_t i = 0; i < BP_MAX_QUESTIONS; i++) {
		struct bp_csv_cell cell = answers_at(reader, reader->question[i]);
		const char *fault = NULL;
		if (!cell.text.len)
			continue;
		if (i >= count)
			fault = bp_arena_printf(
				arena, _("formulir ini hanya %zu soal"), count);
		else
			fault = typed_read(arena, &row->form->questions[i], cell.text,
				&row->responses[i]);
		if (fault)
			answers_fault(reader, cell, BP_FAULT_PAPER_ANSWER,
				_("soal %zu: %s"), i + 1, fault);
		else
			answers_give(row, i);
	}
}

static void answers_check_twice(
	struct answers_reader *reader, const struct bp_paper_row *row)
{
	for (size_t i = 0; i < reader->answers->count; i++) {
		const struct bp_paper_row *other = &reader->answers->rows[i];
		if (other->form == row->form && strcmp(other->learner, row->learner) == 0)
			bp_diagnose(&reader->answers->faults, BP_FAULT_LEARNER_TWICE,
				row->line, row->column,
				_("kertas peserta ini sudah disebut di baris %d"),
				other->line);
	}
}

static bool answers_is_learner(struct answers_reader *reader, struct bp_csv_cell id)
{
	bool valid = bp_learner_valid(id.text);

	if (!id.text.len)
		answers_fault(reader, id, BP_FAULT_LEARNER_ID, _("id kosong"));
	else if (!valid)
		answers_fault(reader, id, BP_FAULT_LEARNER_ID,
			_("id \"%.*s\" tidak sah; tulislah id peserta seperti di berpijar learner list"),
			(int)id.text.len, id.text.at);
	return valid;
}

static void answers_take_row(struct answers_reader *reader)
{
	struct bp_paper_answers *answers = reader->answers;
	struct bp_csv_cell id = answers_cell(reader, ANSWERS_ID);
	struct bp_paper_row row = {.line = id.line,
		.column = id.column,
		.learner = bp_arena_cstr(answers->arena, id.text)};

	if (reader->count > reader->width)
		answers_fault(reader, reader->cells[0], BP_FAULT_CSV_CELLS,
			_("baris ini berisi %zu sel, padahal kolomnya %zu"),
			reader->count, reader->width);
	if (!id.text.len && !answers_any(reader))
		return;
	if (!answers_is_learner(reader, id))
		return;
	size_t before = answers->faults.errors;
	row.held = answers_held(reader);
	row.form = answers_form(reader);
	if (!row.form)
		return;
	answers_read_cells(reader, &row);
	answers_check_twice(reader, &row);
	if (answers->faults.errors == before) /* a row at fault is not graded */
		*BP_PUSH(answers->arena, answers->rows, answers->count, answers->room) =
			row;
}

static void answers_read_rows(struct answers_reader *reader, struct bp_csv *csv)
{
	struct bp_csv_cell cells[CELLS_MOST];

	reader->cells = cells;
	while (bp_csv_row(csv, cells, CELLS_MOST, &reader->count)) {
		if (reader->answers->count == BP_PAPER_ROWS_MOST) {
			answers_fault(reader, cells[0], BP_FAULT_CSV_ROWS,
				_("paling banyak %d peserta; bagilah daftarnya"),
				BP_PAPER_ROWS_MOST);
			return;
		}
		answers_take_row(reader);
	}
}

bool bp_paper_answers_read(
	struct bp_paper_answers *answers, const char *path, struct bp_error *err)
{
	struct answers_reader reader = {.answers = answers};
	struct bp_csv csv = {.arena = answers->arena, .faults = &answers->faults};

	if (!bp_csv_load(&csv, path, BYTES_MOST, err))
		return false;
	if (answers_read_head(&reader, &csv))
		answers_read_rows(&reader, &csv);
	bp_diagnostics_sort(&answers->faults);
	return true;
}

void bp_paper_answers_release(struct bp_paper_answers *answers)
{
	for (size_t i = 0; i < answers->form_count; i++) {
		const struct bp_document *document = answers->forms[i]->document;
		bool first = true;
		for (size_t n = 0; n < i; n++)
			first = first && answers->forms[n]->document != document;
		if (first)
			bp_document_free((struct bp_document *)(uintptr_t)document);
	}
	bp_diagnostics_release(&answers->faults);
}
