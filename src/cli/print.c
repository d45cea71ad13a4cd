/* `berpijar print`: a course or a module as a handout, or an exam, on paper. */
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/paper.h>
#include <berpijar/proofs.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_row print_options[] = {ROW_CONTENT, ROW_LANG,
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas PDF yang ditulis")},
	{"--exam", FLAG(exam),
		N_("modul itu sebagai ujian di kertas, dengan lembar jawaban")},
	{"--forms A,B", TEXT(forms), N_("formulir yang dicetak; bila tidak disebut: A")},
	{"--seed N", NUMBER(print_seed, 1, BP_PAPER_SEED_MOST),
		N_("angka yang menentukan undiannya, %s, misalnya tanggal ujian")},
	{"--force", FLAG(force), N_("mengganti berkas yang sudah ada")}, ROWS_END};

static int print_run(const struct options *options);

const struct command command_print = {
	.name = "print",
	.arguments = N_("KURSUS[/MODUL] -o BERKAS.pdf"),
	.least = 1,
	.most = 1,
	.summary = N_("mencetak kursus, modul, atau ujian sebagai PDF"),
	.description = N_(
		"Menulis bahan bacaan A4 dari sebuah kursus atau modulnya. Dengan --exam: ujian di kertas dalam satu atau beberapa formulir, dengan lembar jawaban; kuncinya menjadi berkas tersendiri (BERKAS-kunci.pdf), dan tabel untuk mengetik jawaban juga (BERKAS-jawaban.csv). Seed yang sama memberi soal yang sama."),
	.options = print_options,
	.run = print_run,
};

/* ---- files ---- */

/* "ujian-kunci.pdf" for "ujian.pdf". */
static const char *print_beside(const struct options *options, const char *end)
{
	const char *path = options->output;
	size_t len = strlen(path);

	if (len > 4 && strcmp(path + len - 4, ".pdf") == 0)
		len -= 4;
	return bp_arena_printf(options->arena, "%.*s%s", (int)len, path, end);
}

struct print_file {
	const char *path;
	bool secret; /* it tells the answers, so it is for its owner alone */
	struct bp_buf bytes;
};

/* All are looked at before one is written: no exam stays beside the key of another. */
static bool print_are_free(const struct options *options, const struct print_file *files,
	size_t count, struct bp_error *err)
{
	for (size_t i = 0; i < count && !options->force; i++)
		if (access(files[i].path, F_OK) == 0)
			return bp_fail(err, BP_ERROR_INPUT,
				_("%s sudah ada; pakai --force untuk menggantinya"),
				files[i].path);
	return true;
}

static bool print_write(const struct options *options, const struct print_file *files,
	size_t count, struct bp_error *err)
{
	bool ok = print_are_free(options, files, count, err);

	for (size_t i = 0; i < count && ok; i++)
		ok = (files[i].secret ? bp_file_write_private : bp_file_write)(
			files[i].path, bp_buf_str(&files[i].bytes), options->force, err);
	return ok;
}

static bool print_draw(
	const struct bp_buf *paper, struct bp_buf *pdf, struct bp_error *err)
{
	if (bp_proof_has_pdf())
		return bp_proof_draw(bp_buf_str(paper), pdf, err);
	return bp_fail(err, BP_ERROR_SYSTEM,
		_("untuk mencetak diperlukan program berpijar-pdf di samping berpijar; pasanglah, atau pakai: berpijar render"));
}

struct printing {
	const struct options *options;
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_document *document;
	struct bp_paper_form forms[sizeof BP_PAPER_FORMS];
	size_t count;
};

/* Makes a paper and draws it. The words on it are in the language of the course, whoever
 * prints it. */
static bool print_pdf(const struct printing *printing,
	bool (*make)(const struct printing *printing, struct bp_buf *paper,
		struct bp_error *err),
	struct bp_buf *pdf, struct bp_error *err)
{
	const char *was = bp_lang();
	struct bp_buf paper = {0};

	bp_lang_set(printing->course->language);
	bool ok = make(printing, &paper, err);
	bp_lang_set(was);
	ok = ok && print_draw(&paper, pdf, err);
	bp_buf_release(&paper);
	return ok;
}

/* ---- handouts ---- */

static bool print_make_handout(
	const struct printing *printing, struct bp_buf *paper, struct bp_error *err)
{
	return bp_paper_handout(printing->course, printing->module, paper, err);
}

static bool print_handout(struct printing *printing, struct bp_error *err)
{
	struct print_file file = {.path = printing->options->output};
	bool ok = print_pdf(printing, print_make_handout, &file.bytes, err) &&
		print_write(printing->options, &file, 1, err);

	if (ok)
		bp_say(stderr, _("Ditulis: %s\n"), file.path);
	bp_buf_release(&file.bytes);
	return ok;
}

/* ---- exams ---- */

static bool print_add_form(struct printing *printing, char letter, struct bp_error *err)
{
	struct bp_paper_form *form = &printing->forms[printing->count];

	for (size_t i = 0; i < printing->count; i++)
		if (printing->forms[i].letter == letter)
			return bp_fail(err, BP_ERROR_USAGE,
				_("--forms menyebut formulir %c dua kali"), letter);
	*form = (struct bp_paper_form){
		.course = printing->course, .module = printing->module};
	printing->count++;
	return bp_paper_draw(printing->options->arena, printing->document,
		printing->options->print_seed, letter, form, err);
}

/* "A,B" or "ab". */
static bool print_add_forms(struct printing *printing, struct bp_error *err)
{
	const char *given = printing->options->forms ? printing->options->forms : "A";

	for (const char *at = given; *at; at++) {
		char letter = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
		if (letter == ',' || bp_is_space(letter))
			continue;
		if (!strchr(BP_PAPER_FORMS, letter))
			return bp_fail(err, BP_ERROR_USAGE,
				_("--forms %s: formulir disebut dengan huruf, seperti A,B; yang ada: A sampai H"),
				given);
		if (!print_add_form(printing, letter, err))
			return false;
	}
	return printing->count ||
		bp_fail(err, BP_ERROR_USAGE, _("--forms tidak menyebut formulir"));
}

static bool print_make_exam(
	const struct printing *printing, struct bp_buf *paper, struct bp_error *err)
{
	return bp_paper_exam(printing->forms, printing->count, paper, err);
}

static bool print_make_key(
	const struct printing *printing, struct bp_buf *paper, struct bp_error *err)
{
	return bp_paper_key(printing->forms, printing->count, paper, err);
}

static void print_say_forms(const struct printing *printing)
{
	for (size_t i = 0; i < printing->count; i++)
		bp_say(stderr, _("Formulir %c: %zu soal, versi %s\n"),
			printing->forms[i].letter, printing->forms[i].count,
			printing->forms[i].version);
}

static bool print_exam_files(struct printing *printing, struct bp_error *err)
{
	const struct options *options = printing->options;
	struct print_file files[] = {{.path = options->output},
		{.path = print_beside(options, "-kunci.pdf"), .secret = true},
		{.path = print_beside(options, "-jawaban.csv")}};
	size_t count = sizeof files / sizeof *files;

	bp_paper_table(printing->forms, printing->count, &files[2].bytes);
	bool ok = print_pdf(printing, print_make_exam, &files[0].bytes, err) &&
		print_pdf(printing, print_make_key, &files[1].bytes, err) &&
		print_write(options, files, count, err);
	if (ok) {
		print_say_forms(printing);
		bp_say(stderr, _("Soal dan lembar jawaban: %s\n"), files[0].path);
		bp_say(stderr, _("Kunci, bukan untuk peserta: %s\n"), files[1].path);
		bp_say(stderr, _("Tabel untuk mengetik jawaban: %s\n"), files[2].path);
	}
	for (size_t i = 0; i < count; i++)
		bp_buf_release(&files[i].bytes);
	return ok;
}

static bool print_exam(struct printing *printing, struct bp_error *err)
{
	if (!printing->module)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan modul ujiannya: berpijar print --exam %s/MODUL"),
			printing->options->args[0]);
	if (!printing->options->print_seed)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan --seed N, misalnya tanggal ujian: --seed 20261201"));
	printing->document =
		bp_document_open(printing->course, printing->module, NULL, err);
	bool ok = printing->document && print_add_forms(printing, err) &&
		print_exam_files(printing, err);
	bp_document_free(printing->document);
	return ok;
}

/* ---- the command ---- */

static bool print_check(const struct options *options, struct bp_error *err)
{
	if (!options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan berkas yang ditulis: -o BERKAS.pdf"));
	return options->exam || (!options->forms && !options->print_seed) ||
		bp_fail(err, BP_ERROR_USAGE, _("--forms dan --seed adalah milik --exam"));
}

static bool print_find(
	struct printing *printing, struct bp_library *library, struct bp_error *err)
{
	const struct options *options = printing->options;

	return bp_session_library(&options->config, library, NULL, err) &&
		bp_session_find(library, options->args[0], NULL, &printing->course,
			&printing->module, err);
}

static int print_run(const struct options *options)
{
	struct printing printing = {.options = options};
	struct bp_library library;
	struct bp_error err = {0};

	bp_library_init(&library);
	bool ok = print_check(options, &err) && print_find(&printing, &library, &err) &&
		(options->exam ? print_exam(&printing, &err)
			       : print_handout(&printing, &err));
	bp_library_release(&library);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
