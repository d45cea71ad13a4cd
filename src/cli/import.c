/* `berpijar import`: makes a module of the questions in other files. */
#include "command.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <string.h>

static const struct option_row import_options[] = {ROW_LANG,
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas yang ditulis")},
	{"--from N", NUMBER(from, 1, 999999),
		N_("mulai dari soal ke-N, %s; untuk memecah berkas yang besar")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")}, ROWS_END};

static int import_run(const struct options *options);

const struct command command_import = {
	.name = "import",
	.arguments = N_("BERKAS... -o BERKAS.md"),
	.least = 1,
	.most = ANY_NUMBER,
	.summary = N_("membuat modul dari berkas soal"),
	.description = N_(
		"Membaca GIFT, Aiken, atau Moodle XML, dikenali dari isinya, dan menulis satu modul: tiap soal satu blok, tiap kategori satu judul. Soal yang salah disebut dengan barisnya dan dilewati; status keluar lalu 1."),
	.options = import_options,
	.run = import_run,
};

struct import {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_quiz quiz;
	struct bp_buf out;
	struct bp_str category; /* that of the question that was written last */
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
	bp_buf_add_cstr(&import->out, "\"\n---\n");
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

static bool import_write_module(
	struct import *import, const struct options *options, struct bp_error *err)
{
	if (import->quiz.count == 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("tidak ada soal yang dapat dibawa; %s tidak ditulis"),
			options->output);
	import_make_valid(import);
	if (import->out.len > BP_MODULE_LIMIT)
		return bp_fail(err, BP_ERROR_INPUT,
			_("modulnya akan lebih besar dari %d KiB; pecahlah berkas soalnya"),
			BP_MODULE_LIMIT / 1024);
	return bp_file_write(
		options->output, bp_buf_str(&import->out), options->force, err);
}

/* ---- the command ---- */

static bool import_add_file(struct import *import, const char *path, struct bp_error *err)
{
	size_t before = import->quiz.count;

	import->quiz.category = (struct bp_str){0};
	if (!bp_bank_open(import->arena, path, &import->faults, &import->quiz, err))
		return false;
	for (size_t i = before; i < import->quiz.count; i++)
		import_write_question(import, &import->quiz.questions[i]);
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

static bool import_all(
	struct import *import, const struct options *options, struct bp_error *err)
{
	bool ok = import_check_usage(options, err);

	import->quiz.skip = options->from ? (size_t)options->from - 1 : 0;
	if (ok)
		import_write_title(import, options->args[0]);
	for (int i = 0; ok && i < options->arg_count; i++)
		ok = import_add_file(import, options->args[i], err);
	bp_diagnostics_sort(&import->faults);
	bp_say_faults(&import->faults);
	ok = ok && import_write_module(import, options, err);
	if (ok)
		bp_say(stdout, _("%zu soal ditulis ke %s\n"), import->quiz.count,
			options->output);
	return ok;
}

static int import_run(const struct options *options)
{
	struct import import = {.arena = bp_arena_new()};
	struct bp_error err = {0};
	bool ok = import_all(&import, options, &err);
	int status = !ok               ? bp_say_error(&err)
		: import.faults.errors ? BP_EXIT_FAILED
				       : BP_EXIT_DONE;

	bp_diagnostics_release(&import.faults);
	bp_buf_release(&import.out);
	bp_arena_free(import.arena);
	return status;
}
