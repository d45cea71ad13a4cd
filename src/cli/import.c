/* `berpijar import`: makes a module of the questions in other files. */
#include "command.h"
#include "import_faulty.h"
#include "import_word.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <string.h>

static const struct option_row import_options[] = {ROW_LANG,
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas atau folder yang ditulis")},
	{"--from N", NUMBER(from, 1, 999999),
		N_("mulai dari soal ke-N, %s; untuk memecah berkas yang besar")},
	{"--split", FLAG(split),
		N_("menulis BERKAS-2.md dan seterusnya untuk yang tidak muat")},
	{"--exam", FLAG(exam), N_("modulnya ujian, bukan pelajaran")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")}, ROWS_END};

static int import_run(const struct options *options);

const struct command command_import = {
	.name = "import",
	.arguments = N_("BERKAS... -o BERKAS.md | DOKUMEN.docx -o FOLDER"),
	.least = 1,
	.most = ANY_NUMBER,
	.summary = N_("membuat modul dari berkas soal, atau kursus dari dokumen Word"),
	.description = N_(
		"Membaca GIFT, Aiken, atau Moodle XML, dikenali dari isinya, dan menulis satu modul: tiap soal satu blok, tiap kategori satu judul. Soal yang salah disebut dengan barisnya dan ditulis sebagai komentar di tempatnya; status keluar lalu 1. Dokumen Word (.docx) atau LibreOffice (.odt) menjadi kursus di FOLDER yang baru: judul menjadi modul, soal bernomor dengan kuncinya menjadi soal. Pandoc yang membacanya, jadi harus terpasang."),
	.options = import_options,
	.run = import_run,
};

struct import {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_quiz quiz;
	struct bp_buf out;
	struct bp_str category; /* that of the question that was written last */
	const struct options *options;
	const char *output; /* of the part that is being written */
	size_t skip;        /* questions that earlier parts have */
	size_t written, part;
};

/* ---- the module's Markdown ---- */

/* Writes the title: the first file's name without folder and ending, as a YAML string. */
static void import_write_title(struct import *import, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	struct bp_str title = {
		name, dot && dot > name ? (size_t)(dot - name) : strlen(name)};
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, title);
	bp_buf_add_cstr(&import->out, "---\ntitle: \"");
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.at[i];
		if (c == '"' || c == '\\')
			bp_buf_add_char(&import->out, '\\');
		bp_buf_add_char(&import->out, c == '_' || bp_is_space(c) ? ' ' : c);
	}
	if (import->part)
		bp_buf_printf(&import->out, " (%zu)", import->part + 1);
	bp_buf_add_cstr(&import->out, "\"\n");
	if (import->options->exam)
		bp_buf_add_cstr(&import->out,
			"kind: exam\npass: 70\n# draw: 10\n# time: 20m\n# attempts: 3\n");
	bp_buf_add_cstr(&import->out, "---\n");
	bp_buf_release(&clean);
}

/* The last name of a category's path. "//" is a slash in a name, not a separator. */
static struct bp_str import_last_name(struct bp_str category)
{
	size_t start = 0;

	for (size_t i = 0; i < category.len; i++) {
		if (category.at[i] != '/')
			continue;
		if (i + 1 < category.len && category.at[i + 1] == '/')
			i++;
		else
			start = i + 1;
	}
	return bp_str_trim(bp_str_from(category, start));
}

/* Writes a heading for a category, except for the roots that Moodle adds by itself. */
static void import_write_heading(struct import *import, struct bp_str category)
{
	struct bp_str name = import_last_name(category);

	if (name.len == 0 || name.at[0] == '$' || bp_str_is(name, "top"))
		return;
	bp_buf_add_cstr(&import->out, "\n## ");
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		if (strchr("\\`*_{}[]<>()#+-.!|~&^$\"'=:;", c) && c)
			bp_buf_add_char(&import->out, '\\');
		bp_buf_add_char(&import->out, bp_is_space(c) ? ' ' : c);
		i += c == '/'; /* skip the second slash of "//" */
	}
	bp_buf_add_char(&import->out, '\n');
}

/* Writes a fence that is longer than any run of backquotes inside. */
static void import_write_fence(struct import *import, struct bp_str inside)
{
	size_t run = 0, longest = 2;

	for (size_t i = 0; i < inside.len; i++) {
		run = inside.at[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (size_t i = 0; i <= longest; i++)
		bp_buf_add_char(&import->out, '`');
}

static void import_write_question(
	struct import *import, const struct bp_question *question)
{
	struct bp_buf gift = {0};

	if (!bp_str_equal(question->category, import->category)) {
		import->category = question->category;
		import_write_heading(import, question->category);
		bp_gift_write_category(question->category, &gift);
		bp_buf_add_char(&gift, '\n');
	}
	bp_gift_write_question(question, BP_FORMAT_MARKDOWN, &import->faults, &gift);
	bp_buf_add_char(&import->out, '\n');
	import_write_fence(import, bp_buf_str(&gift));
	bp_buf_add_cstr(&import->out, "gift\n");
	bp_buf_add_str(&import->out, bp_buf_str(&gift));
	import_write_fence(import, bp_buf_str(&gift));
	bp_buf_add_char(&import->out, '\n');
	bp_buf_release(&gift);
}

/* Makes the output what a module may be: valid UTF-8 without anything that commands a
 * terminal; a bank may hold any bytes. */
static void import_make_valid(struct import *import)
{
	struct bp_buf valid = {0};

	bp_buf_add_harmless(&valid, bp_buf_str(&import->out));
	bp_buf_release(&import->out);
	import->out = valid;
}

static bool import_write_module(struct import *import, struct bp_error *err)
{
	if (import->written == 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("tidak ada soal yang dapat dibawa; %s tidak ditulis"),
			import->output);
	import_make_valid(import);
	if (import->out.len > BP_MODULE_LIMIT)
		return bp_fail(err, BP_ERROR_INPUT,
			_("modulnya akan lebih besar dari %d KiB; pecahlah dengan --split"),
			BP_MODULE_LIMIT / 1024);
	return bp_file_write(
		import->output, bp_buf_str(&import->out), import->options->force, err);
}

/* ---- the command ---- */

/* The room that is left in a module for what stands behind its questions. */
#define IMPORT_ROOM (BP_MODULE_LIMIT - 16 * 1024)

/* Writes the questions of a file with those that are at fault between them; stops where the
 * module is full, if the rest goes into another. */
static void import_write_file(
	struct import *import, const char *path, size_t from, struct faulty *faulty)
{
	for (size_t i = from; i < import->quiz.count; i++) {
		const struct bp_question *question = &import->quiz.questions[i];
		if (import->options->split && import->out.len > IMPORT_ROOM)
			return;
		faulty_write(faulty, path, question->line, &import->out);
		import_write_question(import, question);
		import->written++;
	}
	if (!import->quiz.rest)
		faulty_write(faulty, path, INT_MAX, &import->out);
}

static bool import_add_file(struct import *import, const char *path, struct bp_error *err)
{
	size_t before = import->quiz.count, faults = import->faults.count;
	struct faulty faulty = {.arena = import->arena};
	struct bp_buf text = {0};

	import->quiz.category = (struct bp_str){0};
	if (!bp_bank_open(import->arena, path, &import->faults, &import->quiz, err))
		return false;
	if (import->faults.count > faults && strcmp(path, "-") != 0 &&
		bp_file_read(path, BP_BANK_LIMIT, &text, NULL))
		faulty_find(&faulty, bp_buf_str(&text),
			bp_bank_recognize(bp_buf_str(&text)) == BP_BANK_XML,
			&import->faults, faults);
	import_write_file(import, path, before, &faulty);
	bp_buf_release(&text);
	return true;
}

static bool import_check_usage(const struct options *options, struct bp_error *err)
{
	if (!options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar import BERKAS... -o BERKAS.md"));
	size_t len = strlen(options->output);
	if (len < 4 || strcmp(options->output + len - 3, ".md") != 0)
		return bp_fail(err, BP_ERROR_USAGE,
			_("-o %s: nama modul berakhir dengan .md"), options->output);
	return true;
}

/* Says what is at fault; of what goes into the next part, nothing is. */
static void import_tell(struct import *import)
{
	size_t kept = 0;

	for (size_t i = 0; i < import->faults.count; i++) {
		if (import->options->split &&
			import->faults.at[i].fault == BP_FAULT_GIFT_QUESTIONS) {
			import->faults.errors--;
			continue;
		}
		import->faults.at[kept++] = import->faults.at[i];
	}
	import->faults.count = kept;
	bp_diagnostics_sort(&import->faults);
	bp_say_faults(&import->faults);
}

/* Reads the files and writes one module of the questions from the next on. */
static bool import_part(struct import *import, struct bp_error *err)
{
	const struct options *options = import->options;
	bool ok = true;

	import->quiz.skip = import->skip;
	import_write_title(import, options->args[0]);
	for (int i = 0; ok && i < options->arg_count; i++)
		ok = import_add_file(import, options->args[i], err);
	import_tell(import);
	ok = ok && import_write_module(import, err);
	if (ok)
		bp_say(stdout, _("%zu soal ditulis ke %s\n"), import->written,
			import->output);
	return ok;
}

/* Where the next part begins: with the first question that was not written. 0: this was the
 * last. */
static size_t import_next(const struct import *import)
{
	if (import->written < import->quiz.count)
		return import->quiz.questions[import->written].met - 1;
	return import->quiz.rest ? import->quiz.rest - 1 : 0;
}

static void import_release(struct import *import)
{
	bp_diagnostics_release(&import->faults);
	bp_buf_release(&import->out);
	bp_arena_free(import->arena);
}

static const char *import_part_name(const struct options *options, size_t part)
{
	size_t stem = strlen(options->output) - 3;

	return part ? bp_arena_printf(options->arena, "%.*s-%zu.md", (int)stem,
			      options->output, part + 1)
		    : options->output;
}

static int import_run(const struct options *options)
{
	struct bp_error err = {0};
	size_t skip = options->from ? (size_t)options->from - 1 : 0;
	int status = BP_EXIT_DONE;

	if (import_word_is(options->args[0]))
		return import_word(options);
	if (!import_check_usage(options, &err))
		return bp_say_error(&err);
	for (size_t part = 0; part == 0 || skip; part++) {
		struct import import = {.arena = bp_arena_new(),
			.options = options,
			.output = import_part_name(options, part),
			.skip = skip,
			.part = part};
		if (!import_part(&import, &err))
			status = bp_say_error(&err);
		else if (import.faults.errors)
			status = BP_EXIT_FAILED;
		skip = err.kind || !options->split ? 0 : import_next(&import);
		import_release(&import);
	}
	return status;
}
