/* `berpijar learner list`: every learner of the store. */
#include "learner.h"
#include "trail.h"
#include <berpijar/arena.h>
#include <berpijar/csv.h>
#include <berpijar/grade.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <stdlib.h>
#include <string.h>

#define GAP       2 /* blank columns between cells */
#define NARROWEST 8 /* columns that are left of a name or unit */

static const struct option_row learner_list_options[] = {ROW_CONTENT, ROW_STORE, ROW_LANG,
	{N_("--course KURSUS"), TEXT(course),
		N_("modul, JP, dan hari terakhir di kursus ini saja")},
	{N_("--class NAMA"), TEXT(group), N_("hanya kelas ini")},
	{"--format text|json|csv", FORMAT, N_("bentuk keluaran")}, ROWS_END};

static int learner_list_run(const struct options *options);

const struct command command_learner_list = {
	.name = "learner list",
	.summary = N_("semua peserta di komputer ini"),
	.description = N_(
		"Mendaftar peserta dengan nama, unit, modul yang selesai, JP tahun ini, dan hari terakhir belajar. Catatan yang rusak disebut dan tidak menghalangi yang lain; status keluar lalu 1."),
	.options = learner_list_options,
	.run = learner_list_run,
};

enum { ID, NAME, UNIT, DONE, JP, LAST, CELLS };

/* The list in one of its forms; a row is added as each record is read. */
struct list {
	enum format format;
	struct bp_arena *arena;
	int year;
	json_t *json;
	struct bp_buf csv;
	const char *(*rows)[CELLS]; /* for FORMAT_TEXT; the first is the head */
	size_t count, room;
	size_t faults;
	bool brought;                   /* some of the JP */
	const struct bp_course *course; /* NULL: all of them */
	const char *group;              /* NULL: every class */
};

/* What is told of a learner: of all courses in a year, or of one. */
struct list_sum {
	size_t done;
	int jp_halves;
	int64_t last_at; /* 0: never */
};

/* ---- one learner ---- */

static struct list_sum learner_list_sum(
	const struct list *list, const struct bp_learner_info *info)
{
	struct list_sum sum = {info->done, info->jp_halves, info->last_at};

	if (!list->course)
		return sum;
	sum = (struct list_sum){0};
	for (size_t i = 0; i < list->course->module_count; i++) {
		const struct bp_module_record *record = bp_progress_module(info->progress,
			bp_str(list->course->id), bp_str(list->course->modules[i].id));
		if (!record)
			continue;
		sum.done += record->done;
		sum.jp_halves += record->done ? record->jp_halves : 0;
		sum.last_at =
			record->last_at > sum.last_at ? record->last_at : sum.last_at;
	}
	return sum;
}

static const char *learner_list_clean(struct list *list, struct bp_str text)
{
	struct bp_buf out = {0};

	bp_buf_add_clean_line(&out, text);
	const char *kept = bp_arena_cstr(list->arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return kept;
}

static void learner_list_add_csv(struct list *list, const struct bp_learner_info *info)
{
	char last[BP_TIME_ROOM], done[24], jp[BP_JP_ROOM], brought[BP_JP_ROOM];
	struct list_sum sum = learner_list_sum(list, info);

	bp_time_iso(sum.last_at, last);
	snprintf(done, sizeof done, "%zu", sum.done);
	bp_jp_write(sum.jp_halves, '.', jp);
	bp_jp_write(info->brought.jp_halves, '.', brought);
	bp_csv_put(&list->csv, bp_str(info->id));
	bp_csv_put(&list->csv,
		bp_str(learner_list_clean(list, bp_buf_str(&info->profile.name))));
	bp_csv_put(&list->csv,
		bp_str(learner_list_clean(list, bp_buf_str(&info->profile.unit))));
	bp_csv_put(&list->csv, bp_str(done));
	bp_csv_put(&list->csv, bp_str(jp));
	bp_csv_put(&list->csv, bp_str(last));
	bp_csv_put(&list->csv,
		bp_str(learner_list_clean(list, bp_str(info->fault.message))));
	bp_csv_put(&list->csv, bp_str(brought));
	bp_csv_put(&list->csv,
		bp_str(learner_list_clean(list, bp_buf_str(&info->profile.group))));
	bp_csv_end(&list->csv);
}

/* The keys of all courses stay beside those of the one. */
static void learner_list_add_json(struct list *list, const struct bp_learner_info *info)
{
	json_t *one = learner_describe(info, list->year);
	struct list_sum sum = learner_list_sum(list, info);
	char last[BP_TIME_ROOM];

	json_object_set_new(one, "class",
		info->profile.group.len ? bp_json_text(bp_buf_str(&info->profile.group))
					: json_null());
	bp_time_iso(sum.last_at, last);
	if (list->course)
		json_object_set_new(one, "course",
			json_pack("{s:s, s:I, s:I, s:f, s:o}", "id", list->course->id,
				"modules_done", (json_int_t)sum.done, "modules",
				(json_int_t)list->course->module_count, "jp",
				sum.jp_halves / 2.0, "last_activity",
				*last ? json_string(last) : json_null()));
	json_array_append_new(list->json, one);
}

static const char **learner_list_add_row(struct list *list)
{
	return *BP_PUSH(list->arena, list->rows, list->count, list->room);
}

static void learner_list_add_text(struct list *list, const struct bp_learner_info *info)
{
	const char **row = learner_list_add_row(list);
	struct list_sum sum = learner_list_sum(list, info);
	char day[BP_TIME_ROOM], jp[BP_JP_ROOM];

	bp_jp_write(sum.jp_halves, bp_decimal_point(), jp);
	bp_time_day(sum.last_at, day);
	row[ID] = bp_arena_cstr(list->arena, bp_str(info->id));
	row[NAME] = learner_list_clean(list, bp_buf_str(&info->profile.name));
	row[UNIT] = learner_list_clean(list, bp_buf_str(&info->profile.unit));
	bool brought = !list->course && info->brought.jp_halves > 0;
	row[DONE] = list->course ? bp_arena_printf(list->arena, "%zu/%zu", sum.done,
					   list->course->module_count)
				 : bp_arena_printf(list->arena, "%zu", sum.done);
	row[JP] = bp_arena_printf(list->arena, "%s%s", jp, brought ? "*" : "");
	list->brought |= brought;
	row[LAST] = info->fault.kind ? _("TIDAK TERBACA, lihat di bawah")
		: *day               ? bp_arena_cstr(list->arena, bp_str(day))
				     : _("belum pernah");
}

static void learner_list_add(struct list *list, const struct bp_learner_info *info)
{
	list->faults += info->fault.kind != BP_ERROR_NONE;
	switch (list->format) {
	case FORMAT_JSON: learner_list_add_json(list, info); break;
	case FORMAT_CSV: learner_list_add_csv(list, info); break;
	default: learner_list_add_text(list, info); break;
	}
}

/* ---- all ---- */

static void learner_list_begin_csv(struct list *list)
{
	static const char *const heads[] = {"id", "name", "unit", "modules_done",
		"jp_year", "last_activity", "fault", "jp_brought", "class"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(&list->csv, bp_str(heads[i]));
	bp_csv_end(&list->csv);
}

static void learner_list_begin_text(struct list *list)
{
	const char **head = learner_list_add_row(list);

	head[ID] = _("ID");
	head[NAME] = _("Nama");
	head[UNIT] = _("Unit");
	head[DONE] = _("Modul");
	head[JP] =
		list->course ? "JP" : bp_arena_printf(list->arena, "JP %d", list->year);
	head[LAST] = _("Terakhir belajar");
}

static void learner_list_begin(struct list *list, const struct options *options)
{
	*list = (struct list){
		.format = options->format,
		.arena = bp_arena_new(),
		.year = bp_year_of(bp_session_now()),
		.json = json_array(),
		.group = options->group,
	};
}

/* Narrows names and units, the wider one first, until a row fits the terminal. */
static void learner_list_fit(int widths[CELLS], int columns)
{
	int total = GAP * (CELLS - 1);

	for (int n = 0; n < CELLS; n++)
		total += widths[n];
	for (; columns && total > columns; total--) {
		int *wider = &widths[widths[NAME] >= widths[UNIT] ? NAME : UNIT];
		if (*wider <= NARROWEST)
			return;
		--*wider;
	}
}

static void learner_list_print_cell(struct bp_str text, int width, bool last)
{
	size_t fits = bp_text_fit(text, width);
	bool cut = fits < text.len;

	if (cut)
		fits = bp_text_fit(text, width - 1);
	printf("%.*s%s", (int)fits, text.at, cut ? "…" : "");
	int taken = bp_text_columns(bp_str_part(text, 0, fits)) + cut;
	printf("%*s", last ? 0 : width + GAP - taken, "");
}

static void learner_list_print_text(const struct list *list)
{
	int widths[CELLS] = {0};

	for (size_t i = 0; i < list->count; i++)
		for (int n = 0; n < CELLS; n++) {
			int width = bp_text_columns(bp_str(list->rows[i][n]));
			widths[n] = width > widths[n] ? width : widths[n];
		}
	learner_list_fit(widths, bp_say_columns(stdout));
	for (size_t i = 0; i < list->count; i++) {
		for (int n = 0; n < CELLS; n++)
			learner_list_print_cell(
				bp_str(list->rows[i][n]), widths[n], n + 1 == CELLS);
		putchar('\n');
	}
	if (list->brought)
		puts(_("* sebagian JP-nya dibawa masuk, tidak dicatat di sini"));
	if (list->count == 1)
		puts(_("Belum ada peserta."));
}

static void learner_list_print(const struct list *list)
{
	if (list->format == FORMAT_JSON) {
		bp_json_print(list->json, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	} else if (list->format == FORMAT_CSV) {
		fwrite(list->csv.at, 1, list->csv.len, stdout);
	} else {
		learner_list_print_text(list);
	}
}

static void learner_list_release(struct list *list)
{
	json_decref(list->json);
	bp_buf_release(&list->csv);
	bp_arena_free(list->arena);
}

static void learner_list_add_all(struct list *list, const char *store,
	const struct bp_names *ids, struct bp_buf *why)
{
	for (size_t i = 0; i < ids->count; i++) {
		struct bp_learner_info info;
		trail_look("learner-list", store, ids->at[i]);
		bp_learner_read(store, ids->at[i], list->year, &info);
		if (list->group && !info.fault.kind &&
			!bp_text_equal_folded(
				bp_str(list->group), bp_buf_str(&info.profile.group))) {
			bp_learner_release(&info);
			continue;
		}
		learner_list_add(list, &info);
		if (info.fault.kind) {
			bp_buf_printf(why, "berpijar: %s: %s: ", _("galat"), info.id);
			bp_buf_add_clean_line(why, bp_str(info.fault.message));
			bp_buf_add_char(why, '\n');
		}
		bp_learner_release(&info);
	}
}

static bool learner_list_find_course(struct list *list, const struct options *options,
	struct bp_library *library, struct bp_error *err)
{
	const struct bp_module *module = NULL;

	return !options->course ||
		(bp_session_library(&options->config, library, NULL, err) &&
			bp_session_find(library, options->course, NULL, &list->course,
				&module, err));
}

static int learner_list_run(const struct options *options)
{
	struct bp_buf store = {0}, why = {0};
	struct bp_library library;
	struct bp_names ids = {0};
	struct bp_error err = {0};
	struct list list;

	bp_library_init(&library);
	learner_list_begin(&list, options);
	bool ok = learner_list_find_course(&list, options, &library, &err) &&
		bp_session_store_folder(&options->config, &store, &err) &&
		bp_learners_list(store.at, list.arena, &ids, &err);
	if (ok) {
		learner_list_begin_csv(&list);
		learner_list_begin_text(&list);
		learner_list_add_all(&list, store.at, &ids, &why);
		learner_list_print(&list);
		fflush(stdout);
		fputs(why.at ? why.at : "", stderr);
	}
	int status = !ok      ? bp_say_error(&err)
		: list.faults ? BP_EXIT_FAILED
			      : BP_EXIT_DONE;
	learner_list_release(&list);
	bp_library_release(&library);
	bp_buf_release(&why);
	bp_buf_release(&store);
	return status;
}
