/* `berpijar report`: how a class did in a course, from the records of a store or of the
 * folders that learners handed in. */
#include "command.h"
#include "report_siasn.h"
#include "trail.h"
#include <berpijar/arena.h>
#include <berpijar/class.h>
#include <berpijar/file.h>
#include <berpijar/learners.h>
#include <berpijar/player.h>
#include <berpijar/roster.h>
#include <berpijar/session.h>
#include <berpijar/share.h>
#include <berpijar/term.h>
#include <berpijar/time.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REPORT_COLUMNS 80 /* of the text where nothing says how wide it may be */

static const struct option_row report_options[] = {ROW_CONTENT, ROW_STORE, ROW_LANG,
	{"--from FOLDER", TEXT(source),
		N_("catatan dari folder ini, bukan dari --store; boleh beberapa kali")},
	{N_("--roster BERKAS.csv"), TEXT(roster),
		N_("siapa saja pesertanya, seperti untuk learner import")},
	{N_("--class NAMA"), TEXT(group), N_("hanya kelas ini")},
	{"--no-names", FLAG(nameless), N_("tanpa nama, ID, NIP, unit, dan kelas")},
	{"--passed", FLAG(passed),
		N_("hanya yang lulus: nama, unit, JP, tanggal, nilai")},
	{"--evaluation", FLAG(evaluated),
		N_("hanya penilaian peserta atas kursus, tanpa nama, dari lima orang ke atas")},
	{"--year", FLAG(year_only),
		N_("hanya JP tahun ini menurut unit dan triwulan: di berpijar, dari tempat lain, siapa di bawah 20")},
	ROW_PLAIN, ROW_COLOR, ROW_ESC,
	{"--format text|json|csv|html|siasn", FORMAT,
		N_("bentuk keluaran; siasn: baris untuk register kompetensi")},
	{"--width N", NUMBER(width, 40, 300), N_("lebar teks, %s")},
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas yang ditulis")},
	{"--out DIR", TEXT(out),
		N_("dengan --format siasn: folder bagi baris itu dan PDF di sampingnya")},
	{"--force", FLAG(force), N_("mengganti berkas yang sudah ada")}, ROWS_END};

static int report_run(const struct options *options);

const struct command command_report = {
	.name = "report",
	.arguments = N_("[KURSUS]"),
	.most = 1,
	.summary = N_("hasil satu kelas, untuk pengajar"),
	.description = N_(
		"Merangkum catatan para peserta sebuah kursus: apa yang perlu dilihat, siapa di mana, modul, soal beserta pilihannya, dan laporan peserta. Tanpa KURSUS: yang paling banyak dimulai. Catatan pribadi peserta tidak pernah ikut."),
	.options = report_options,
	.run = report_run,
};

/* What is needed until the report is printed. */
struct report {
	const struct options *options;
	struct bp_library library;
	struct bp_buf store, out;
	const char **folders;
	size_t folder_count, folder_room;
	struct bp_class *class;
	size_t refused; /* who has no row in the register */
};

/* ---- whose records ---- */

static bool report_find_folders(struct report *report, struct bp_error *err)
{
	const struct options *options = report->options;

	for (size_t i = 0; i < options->given_count; i++)
		if (strcmp(options->given[i].name, "from") == 0)
			*BP_PUSH(options->arena, report->folders, report->folder_count,
				report->folder_room) = options->given[i].value;
	for (size_t i = 0; i < report->folder_count; i++)
		if (!bp_is_folder(report->folders[i]))
			return bp_fail(err, BP_ERROR_NOT_FOUND,
				_("--from %s: folder ini tidak ada"), report->folders[i]);
	if (report->folder_count)
		return true;
	if (!bp_session_store_folder(&options->config, &report->store, err))
		return false;
	*BP_PUSH(options->arena, report->folders, report->folder_count,
		report->folder_room) = report->store.at;
	return true;
}

static const struct bp_course *report_find_course(
	struct report *report, struct bp_error *err)
{
	const struct options *options = report->options;
	const struct bp_course *course = NULL;
	const struct bp_module *module = NULL;

	if (!bp_session_library(&options->config, &report->library, NULL, err))
		return NULL;
	if (!options->arg_count) {
		course = bp_class_course(
			&report->library, report->folders, report->folder_count, err);
		if (!course && !err->kind)
			bp_fail(err, BP_ERROR_NOT_FOUND,
				_("belum ada kursus yang dimulai; sebutkan kursusnya: berpijar report KURSUS"));
		return course;
	}
	if (!bp_session_find(
		    &report->library, options->args[0], NULL, &course, &module, err))
		return NULL;
	if (module && course->module_count > 1)
		bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan kursusnya saja: berpijar report %s"), course->id);
	return err->kind ? NULL : course;
}

/* Everybody of the roster, so that who has no record yet is told as well. */
static bool report_expect(struct report *report, struct bp_error *err)
{
	const char *path = report->options->roster;
	struct bp_roster roster = {.arena = report->class->arena};
	bool ok = !path || bp_roster_read(&roster, path, err);

	bp_say_faults(&roster.faults);
	if (ok && roster.faults.errors)
		ok = bp_fail(err, BP_ERROR_INPUT, _("%s belum benar"), path);
	for (size_t i = 0; ok && i < roster.count; i++) {
		const char *const *cells = roster.rows[i].cells;
		bp_class_expect(report->class,
			&(struct bp_class_person){cells[BP_ROSTER_ID],
				cells[BP_ROSTER_NAME], cells[BP_ROSTER_UNIT],
				cells[BP_ROSTER_CLASS], cells[BP_ROSTER_NIP],
				cells[BP_ROSTER_FACTOR]});
	}
	bp_diagnostics_release(&roster.faults);
	return ok;
}

/* Whoever stands in the report is looked at. */
static void report_note_looks(const struct report *report)
{
	for (size_t i = 0; i < report->folder_count; i++)
		for (size_t n = 0; n < report->class->learner_count; n++) {
			const char *id = report->class->learners[n].id;
			if (bp_learner_exists(report->folders[i], id))
				trail_look("report", report->folders[i], id);
		}
}

static bool report_read(struct report *report, struct bp_error *err)
{
	const struct options *options = report->options;
	const struct bp_course *course = NULL;

	if (!report_find_folders(report, err) ||
		!(course = report_find_course(report, err)))
		return false;
	report->class = bp_class_new(course, bp_session_now());
	report->class->group = options->group;
	report->class->nameless = options->nameless;
	report->class->passed = options->passed;
	report->class->evaluated = options->evaluated;
	report->class->year_only = options->year_only;
	report->class->share = bp_share;
	if (!report_expect(report, err))
		return false;
	for (size_t i = 0; i < report->folder_count; i++)
		if (!bp_class_add(report->class, report->folders[i], err))
			return false;
	bp_class_finish(report->class);
	report_note_looks(report);
	return true;
}

/* ---- its form ---- */

/* The ending of a file's name says which form it has. */
static enum format report_form_of(const char *path)
{
	static const struct {
		const char *ending;
		enum format format;
	} forms[] = {
		{".html", FORMAT_HTML}, {".json", FORMAT_JSON}, {".csv", FORMAT_CSV}};
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t ending = strlen(forms[i].ending);
		if (len > ending && strcmp(path + len - ending, forms[i].ending) == 0)
			return forms[i].format;
	}
	return FORMAT_TEXT;
}

static void report_render(
	struct report *report, enum format format, int columns, bool utf8)
{
	struct bp_buf *out = &report->out;

	bp_buf_clear(out);
	switch (format) {
	case FORMAT_JSON: bp_class_json(report->class, out); break;
	case FORMAT_CSV: bp_class_csv(report->class, out); break;
	case FORMAT_HTML: bp_class_html(report->class, out); break;
	default:
		bp_class_text(
			report->class, columns ? columns : REPORT_COLUMNS, utf8, out);
	}
}

static bool report_save(void *context, const char *path, struct bp_error *err)
{
	struct report *report = context;

	if (bp_is_file(path))
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s sudah ada; beri nama lain, yang itu dibiarkan"), path);
	report_render(report, report_form_of(path), 0, true);
	return bp_file_write_private(path, bp_buf_str(&report->out), false, err);
}

/* On a terminal, or where --plain asks for it, the report is looked through. False: it is
 * not. */
static bool report_look(struct report *report, int *status)
{
	const struct options *options = report->options;
	bool plain = options->config.plain;
	char day[BP_TIME_ROOM];

	if (options->format != FORMAT_USUAL || options->output || options->width ||
		options->passed || options->evaluated || options->year_only ||
		(!options_given(options, "plain") &&
			!(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))))
		return false;
	bp_time_day(report->class->now, day);
	const struct bp_page *page = bp_class_pages(report->class,
		plain                    ? BP_CLASS_BARS_NONE
			: bp_term_utf8() ? BP_CLASS_BARS_UNICODE
					 : BP_CLASS_BARS_ASCII);
	return bp_player_look(&options->config,
		&(struct bp_player_pages){page, report_save,
			bp_arena_printf(options->arena, "%s-%s-%s.html", _("laporan"),
				report->class->course->id, day),
			report},
		status);
}

static bool report_print(struct report *report, struct bp_error *err)
{
	const struct options *options = report->options;
	const char *output = options->output;
	enum format format = options->format;
	int columns = options->width;

	if (format == FORMAT_SIASN)
		return report_siasn(options, report->class, &report->library,
			report->folders, report->folder_count, &report->refused, err);
	if (options->out)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--out berlaku dengan --format siasn; untuk satu berkas: -o"));
	if (format == FORMAT_USUAL)
		format = report_form_of(output ? output : "");
	if (format == FORMAT_CSV &&
		options->passed + options->evaluated + options->year_only > 1)
		return bp_fail(err, BP_ERROR_USAGE,
			_("CSV adalah satu tabel: sebutkan satu saja dari --passed, --evaluation, dan --year"));
	if (!columns && !output)
		columns = bp_say_columns(stdout);
	report_render(report, format, columns, output || bp_term_utf8());
	if (output)
		return bp_file_write_private(
			output, bp_buf_str(&report->out), options->force, err);
	fwrite(report->out.at, 1, report->out.len, stdout);
	return true;
}

/* Says which records could not be read; the others are in the report. */
static size_t report_say_faults(const struct bp_class *class)
{
	size_t faults = 0;

	fflush(stdout);
	for (size_t i = 0; i < class->learner_count; i++) {
		if (!class->learners[i].fault)
			continue;
		faults++;
		fprintf(stderr, "berpijar: %s: ", _("galat"));
		if (!class->nameless)
			fprintf(stderr, "%s: ", class->learners[i].id);
		fprintf(stderr, "%s\n", class->learners[i].fault);
	}
	for (size_t i = 0; i < class->refused_count; i++)
		fprintf(stderr, "berpijar: %s: %s\n", _("galat"), class->refused[i]);
	return faults + class->refused_count;
}

static int report_run(const struct options *options)
{
	struct report report = {.options = options};
	struct bp_error err = {0};
	int status = BP_EXIT_DONE;

	bp_library_init(&report.library);
	bool read = report_read(&report, &err);
	if (!read || (!report_look(&report, &status) && !report_print(&report, &err)))
		status = bp_say_error(&err);
	else if (report_say_faults(report.class) || report.refused)
		status = BP_EXIT_FAILED;
	bp_class_free(report.class);
	bp_library_release(&report.library);
	bp_buf_release(&report.store);
	bp_buf_release(&report.out);
	return status;
}
