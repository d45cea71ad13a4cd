/* `berpijar progress`: what one learner's record adds up to, as text or JSON. */
#include "progress.h"
#include "elsewhere.h"
#include "trail.h"
#include <berpijar/exam.h>
#include <berpijar/grade.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/reports.h>
#include <berpijar/score.h>
#include <berpijar/session.h>
#include <limits.h>
#include <string.h>

#define YEARS 32

static const struct option_row progress_options[] = {ROW_CONTENT, ROW_STORE, ROW_LEARNER,
	ROW_LANG, {"--format text|json", FORMAT, N_("bentuk keluaran")},
	{"--notes", FLAG(notes), N_("penanda dan catatan peserta, sebagai Markdown")},
	{"--works", FLAG(works),
		N_("karya: yang ditulis peserta pada soal uraian, sebagai Markdown")},
	{N_("-o, --output BERKAS"), TEXT(output),
		N_("dengan --works: berkas yang ditulis, hanya untuk Anda")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")}, ROWS_END};

static int progress_run(const struct options *options);

const struct command command_progress = {
	.name = "progress",
	.summary = N_("catatan belajar satu peserta"),
	.description = N_(
		"Menampilkan modul yang selesai, nilai, JP, dan menit tiap bulan, dari catatan di komputer ini; dengan --notes: penanda dan catatan peserta; dengan --works: karyanya."),
	.options = progress_options,
	.run = progress_run,
};

struct module_state {
	const struct bp_module_record *record; /* NULL: it has no event */
	struct bp_document *document;          /* NULL: cannot be read */
	struct bp_place place;
	double score; /* 0..1; negative: none */
	int pass;     /* per cent; -1: none */
};

static const struct bp_question_record *progress_question_record(
	const struct bp_session *session, const struct bp_course *course,
	const struct bp_module *module, struct bp_str id)
{
	return bp_progress_question(
		session->progress, bp_str(course->id), bp_str(module->id), id);
}

static struct module_state progress_state_of(const struct bp_session *session,
	const struct bp_course *course, const struct bp_module *module)
{
	struct module_state state = {
		.record = bp_progress_module(
			session->progress, bp_str(course->id), bp_str(module->id)),
		.document = bp_document_open(course, module, NULL, NULL),
		.pass = bp_module_pass(course, module),
	};

	if (session->store)
		bp_store_load_place(session->store, bp_str(course->id),
			bp_str(module->id), &state.place);
	state.score = bp_score_module(session->progress, course, module,
		state.document ? &state.document->quiz : NULL);
	return state;
}

static const char *progress_state_name(const struct bp_module_record *record)
{
	return record && record->done       ? "done"
		: record && record->started ? "started"
					    : "new";
}

/* ---- JSON ---- */

static json_t *progress_number_or_null(double value)
{
	return value >= 0 ? json_real(value) : json_null();
}

/* A question that was not answered, or is not graded, has 0; one whose grade nobody may
 * know yet has none. */
static json_t *progress_grade(double grade, bool withheld)
{
	return withheld ? json_null() : json_real(grade > 0 ? grade : 0);
}

static json_t *progress_describe_questions(const struct bp_session *session,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_document *document)
{
	json_t *list = json_array();

	for (size_t i = 0; document && i < document->quiz.count; i++) {
		const struct bp_question *question = &document->quiz.questions[i];
		const struct bp_question_record *record =
			progress_question_record(session, course, module, question->id);
		bool answered = record && record->answered;
		bool withheld =
			bp_attempts_withhold(bp_progress_attempts(session->progress),
				bp_str(course->id), bp_str(module->id), question->id);
		if (!bp_question_asks(question))
			continue;
		json_array_append_new(list,
			json_pack("{s:s%, s:i, s:o, s:o, s:o}", "id", question->id.at,
				question->id.len, "answered",
				answered ? (int)record->answered : 0, "last_correct",
				answered && !withheld && record->last >= 0
					? json_boolean(record->last_correct)
					: json_null(),
				"best",
				progress_grade(answered ? record->best : 0, withheld),
				"last",
				progress_grade(answered ? record->last : 0, withheld)));
	}
	return list;
}

static json_t *progress_describe_module(const struct bp_session *session,
	const struct bp_course *course, const struct bp_module *module)
{
	struct module_state state = progress_state_of(session, course, module);
	json_t *passed = state.pass < 0 || state.score < 0
		? json_null()
		: json_boolean(bp_score_passes(state.score, state.pass));
	json_t *all = json_pack("{s:s, s:s, s:f, s:s, s:f, s:o, s:o, s:f, s:o}", "id",
		module->id, "title", module->title, "jp", module->jp_halves / 2.0,
		"state", progress_state_name(state.record), "position",
		state.place.permille / 1000.0, "score",
		progress_number_or_null(state.score), "passed", passed, "active_seconds",
		state.record ? state.record->active_seconds : 0.0, "questions",
		progress_describe_questions(session, course, module, state.document));

	bp_document_free(state.document);
	return all;
}

static void progress_count_course(const struct bp_session *session,
	const struct bp_course *course, size_t *started, size_t *done, int *jp_halves)
{
	*started = *done = 0;
	*jp_halves = 0;
	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module_record *record =
			bp_progress_module(session->progress, bp_str(course->id),
				bp_str(course->modules[i].id));
		*started += record && (record->started || record->done);
		*done += record && record->done && !course->modules[i].optional;
		*jp_halves += record && record->done ? record->jp_halves : 0;
	}
}

static json_t *progress_describe_course(
	const struct bp_session *session, const struct bp_course *course)
{
	json_t *modules = json_array();
	size_t started, done;
	int earned;

	progress_count_course(session, course, &started, &done, &earned);
	for (size_t i = 0; i < course->module_count; i++)
		json_array_append_new(modules,
			progress_describe_module(session, course, &course->modules[i]));
	return json_pack("{s:s, s:s, s:s, s:f, s:f, s:s, s:o}", "id", course->id, "title",
		course->title, "version", course->version, "jp",
		bp_course_jp_halves(course) / 2.0, "jp_earned", earned / 2.0, "state",
		done && done == bp_course_asked(course) ? "done"
			: started                       ? "started"
							: "new",
		"modules", modules);
}

static json_t *progress_describe_reports(const struct bp_session *session)
{
	json_t *list = json_array();
	size_t count;
	const struct bp_report *reports =
		bp_reports_list(bp_progress_reports(session->progress), &count);

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
			json_pack("{s:o, s:o, s:o, s:I, s:o, s:o, s:o}", "course",
				bp_json_clean(reports[i].course), "module",
				bp_json_clean(reports[i].module), "question",
				bp_json_clean(reports[i].question), "at_ms",
				(json_int_t)reports[i].at, "report",
				bp_json_clean(reports[i].text), "response",
				bp_json_clean(reports[i].response), "version",
				bp_json_clean(reports[i].version)));
	return list;
}

static json_t *progress_describe_years(const struct bp_session *session)
{
	json_t *years = json_object();
	int list[YEARS];
	size_t count = bp_progress_years(session->progress, list, YEARS);

	for (size_t i = 0; i < count && i < YEARS; i++) {
		char year[16];
		snprintf(year, sizeof year, "%d", list[i]);
		json_object_set_new(years, year,
			json_real(
				bp_progress_jp_halves(session->progress, list[i]) / 2.0));
	}
	return years;
}

/* For each year with events, twelve numbers of JP and twelve of minutes. */
static void progress_describe_months(
	const struct bp_session *session, json_t *jp, json_t *minutes)
{
	struct bp_month months[BP_MONTHS];
	int year = INT_MIN;

	for (int n = 0; n < YEARS; n++) {
		if (!bp_progress_next_year(session->progress, year, 1, &year))
			break;
		json_t *halves = json_array(), *active = json_array();
		char name[16];
		bp_progress_months(session->progress, year, months);
		for (size_t i = 0; i < BP_MONTHS; i++) {
			json_array_append_new(
				halves, json_real(months[i].jp_halves / 2.0));
			json_array_append_new(
				active, json_real(months[i].active_seconds / 60));
		}
		snprintf(name, sizeof name, "%d", year);
		json_object_set_new(jp, name, halves);
		json_object_set_new(minutes, name, active);
	}
}

static void progress_print_json(struct bp_session *session)
{
	json_t *courses = json_array();
	json_t *jp_months = json_object(), *minutes_months = json_object();

	progress_describe_months(session, jp_months, minutes_months);
	for (size_t i = 0; i < bp_library_all(&session->library); i++)
		json_array_append_new(courses,
			progress_describe_course(session, session->library.courses[i]));
	json_t *all = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o*}", "learner",
		session->learner.at, "jp_year", progress_describe_years(session),
		"jp_months", jp_months, "active_minutes_months", minutes_months,
		"courses", courses, "reports", progress_describe_reports(session),
		"regrades", progress_told_regrades(session));
	enum bp_employment employment = elsewhere_employment(session->store);
	json_object_set_new(all, "employment",
		employment ? json_string(bp_employment_word(employment)) : json_null());
	elsewhere_years_json(session->progress, all);
	json_object_set_new(all, "elsewhere", elsewhere_list_json(session->progress));
	bp_json_print(all, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	json_decref(all);
}

/* ---- text ---- */

static void progress_print_jp(int halves)
{
	char jp[BP_JP_ROOM];

	fputs(bp_jp_write(halves, bp_decimal_point(), jp), stdout);
}

/* Forged events may add up to more than a number holds. */
static int progress_minutes(double seconds)
{
	return seconds < INT_MAX ? (int)(seconds / 60) : INT_MAX / 60;
}

static void progress_print_module(const struct bp_session *session,
	const struct bp_course *course, const struct bp_module *module)
{
	struct module_state state = progress_state_of(session, course, module);
	bool done = state.record && state.record->done;

	printf("  %-10s ",
		done                                            ? _("selesai")
			: state.record && state.record->started ? _("sebagian")
								: _("belum"));
	bp_print_clean_line(stdout, bp_str(module->title));
	if (!done && state.record && state.record->started)
		printf(" · %d%%", state.place.permille / 10);
	if (state.score >= 0)
		printf(" · %s %d", _("nilai"), bp_score_percent(state.score));
	if (bp_attempts_on_paper(bp_progress_attempts(session->progress),
		    bp_str(course->id), bp_str(module->id)))
		printf(" · %s", _("dari kertas"));
	if (state.record && state.record->active_seconds >= 60)
		printf(" · %d %s", progress_minutes(state.record->active_seconds),
			_("menit tercatat"));
	putchar('\n');
	progress_told_print_regrades(session, course, module);
	bp_document_free(state.document);
}

/* Prints the months of a year in which something was learned, and what the rules ask. */
static void progress_print_year(const struct bp_session *session, int year)
{
	struct bp_month months[BP_MONTHS];

	elsewhere_print_year(
		session->progress, year, elsewhere_employment(session->store));
	elsewhere_print(session->progress, year);
	bp_progress_months(session->progress, year, months);
	for (int i = 0; i < BP_MONTHS; i++) {
		int minutes = progress_minutes(months[i].active_seconds);
		if (months[i].jp_halves == 0 && minutes == 0)
			continue;
		printf("  %s %d: ", bp_month_name(i + 1), year);
		progress_print_jp(months[i].jp_halves);
		printf(" JP, %d %s\n", minutes, _("menit tercatat"));
	}
	bp_say(stdout,
		_("PNS: paling sedikit %d JP setahun. PPPK: paling banyak %d JP dalam setahun kontrak. Pengakuan JP ditetapkan oleh instansi.\n"),
		BP_JP_PNS_LEAST, BP_JP_PPPK_MOST);
}

static void progress_print_text(struct bp_session *session)
{
	int years[YEARS];
	size_t count = bp_progress_years(session->progress, years, YEARS), started, done;

	printf(_("Catatan belajar %s\n"), session->learner.at);
	for (size_t i = 0; i < count && i < YEARS; i++) {
		printf("JP %d: ", years[i]);
		progress_print_jp(bp_progress_jp_halves(session->progress, years[i]));
		putchar('\n');
	}
	progress_told_print_brought(session);
	progress_print_year(session, bp_year_of(bp_session_now()));
	for (size_t i = 0; i < bp_library_all(&session->library); i++) {
		const struct bp_course *course = session->library.courses[i];
		int earned;
		progress_count_course(session, course, &started, &done, &earned);
		putchar('\n');
		bp_print_clean_line(stdout, bp_str(course->title));
		printf(": %zu/%zu %s, ", done, bp_course_asked(course),
			_("modul selesai"));
		progress_print_jp(earned);
		printf(" %s ", _("dari"));
		progress_print_jp(bp_course_jp_halves(course));
		puts(" JP");
		for (size_t n = 0; n < course->module_count; n++)
			progress_print_module(session, course, &course->modules[n]);
	}
}

/* A learner who is named on the command line must have a record, so that a slip of the
 * finger does not look like somebody who has learned nothing. */
static bool progress_check_named(const struct options *options, struct bp_error *err)
{
	const char *named = options_given(options, "learner");
	struct bp_buf folder = {0};

	if (!named)
		return true;
	bool ok = bp_session_store_folder(&options->config, &folder, err) &&
		(bp_learner_exists(folder.at, named) ||
			bp_fail(err, BP_ERROR_NOT_FOUND,
				_("tidak ada catatan belajar peserta \"%s\""), named));
	bp_buf_release(&folder);
	return ok;
}

/* Markdown is one form, JSON another, and only works are written to a file. */
static bool progress_check_forms(const struct options *options, struct bp_error *err)
{
	if (options->format == FORMAT_JSON && (options->notes || options->works))
		return bp_fail(err, BP_ERROR_USAGE,
			_("%s menulis Markdown dan tidak berlaku bersama --format json"),
			options->notes ? "--notes" : "--works");
	if (options->notes && options->works)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pilihlah salah satu: --notes atau --works"));
	if (options->output && !options->works)
		return bp_fail(
			err, BP_ERROR_USAGE, _("-o hanya berlaku bersama --works"));
	return true;
}

static bool progress_print(
	const struct options *options, struct bp_session *session, struct bp_error *err)
{
	const char *what = options->notes ? "progress-notes"
		: options->works          ? "progress-works"
					  : "progress";

	trail_look(what, session->folder.at, session->learner.at);
	if (options->works)
		return print_works(options, session, err);
	if (options->notes)
		print_notes(session);
	else if (options->format == FORMAT_JSON)
		progress_print_json(session);
	else
		progress_print_text(session);
	return true;
}

static int progress_run(const struct options *options)
{
	struct bp_session session;
	struct bp_error err = {0};
	int status = BP_EXIT_DONE;

	if (!progress_check_forms(options, &err))
		return bp_say_error(&err);
	if (!bp_session_open(&session, &options->config, BP_STORE_READ, &err) ||
		!progress_check_named(options, &err))
		status = bp_say_error(&err);
	else if (session.trouble.kind)
		status = bp_say_error(&session.trouble);
	else if (!progress_print(options, &session, &err))
		status = bp_say_error(&err);
	bp_session_close(&session);
	return status;
}
