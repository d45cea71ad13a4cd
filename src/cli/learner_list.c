/* `berpijar learner list` and `show`. */
#include "learner.h"
#include <berpijar/arena.h>
#include <berpijar/csv.h>
#include <berpijar/grade.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <stdlib.h>
#include <string.h>

#define GAP       2 /* blank columns between cells */
#define NARROWEST 8 /* columns of a name or unit */

static const struct option_row learner_show_options[] = {
	ROW_STORE,
	ROW_LANG,
	{"--format text|json", FORMAT, N_("bentuk keluaran")},
	ROWS_END,
};

static int learner_show_run(const struct options *options);

const struct command command_learner_show = {
	.name = "learner show",
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary = N_("satu peserta"),
	.description = N_(
		"Menampilkan siapa dia, ringkasan catatannya, dan di mana berkasnya. NIP disamarkan kecuali tiga angka terakhir."),
	.options = learner_show_options,
	.run = learner_show_run,
};

static const struct option_row learner_list_options[] = {
	ROW_STORE,
	ROW_LANG,
	{"--format text|json|csv", FORMAT, N_("bentuk keluaran")},
	ROWS_END,
};

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

/* The list, line by line, as each record is read. */
struct list {
	enum format format;
	struct bp_arena *arena;
	int year;
	json_t *json;
	struct bp_buf csv;
	const char *(*rows)[CELLS]; /* of the text; the first is the head */
	size_t count, room;
	size_t faults;
};

/* ---- one learner ---- */

static json_t *text_or_null(const struct bp_buf *text)
{
	return text->len ? bp_json_text(bp_buf_str(text)) : json_null();
}

static json_t *time_or_null(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return *text ? json_string(text) : json_null();
}

static json_t *describe(const struct bp_learner_info *info, int year)
{
	char number[16];

	snprintf(number, sizeof number, "%d", year);
	return json_pack("{s:s, s:o, s:o, s:I, s:{s:f}, s:o, s:o}", "id", info->id,
		"name", text_or_null(&info->profile.name), "unit",
		text_or_null(&info->profile.unit), "modules_done", (json_int_t)info->done,
		"jp_year", number, info->jp_halves / 2.0, "last_activity",
		time_or_null(info->last_at), "fault",
		info->fault.kind ? bp_json_text(bp_str(info->fault.message))
				 : json_null());
}

static const char *clean(struct list *list, struct bp_str text)
{
	struct bp_buf out = {0};

	bp_buf_add_clean_line(&out, text);
	const char *kept = bp_arena_cstr(list->arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return kept;
}

static void add_csv(struct list *list, const struct bp_learner_info *info)
{
	char last[BP_TIME_ROOM], done[24], jp[BP_JP_ROOM];

	bp_time_iso(info->last_at, last);
	snprintf(done, sizeof done, "%zu", info->done);
	bp_jp_write(info->jp_halves, '.', jp);
	bp_csv_put(&list->csv, bp_str(info->id));
	bp_csv_put(&list->csv, bp_str(clean(list, bp_buf_str(&info->profile.name))));
	bp_csv_put(&list->csv, bp_str(clean(list, bp_buf_str(&info->profile.unit))));
	bp_csv_put(&list->csv, bp_str(done));
	bp_csv_put(&list->csv, bp_str(jp));
	bp_csv_put(&list->csv, bp_str(last));
	bp_csv_put(&list->csv, bp_str(clean(list, bp_str(info->fault.message))));
	bp_csv_end(&list->csv);
}

static const char **add_row(struct list *list)
{
	return *BP_PUSH(list->arena, list->rows, list->count, list->room);
}

static void add_text(struct list *list, const struct bp_learner_info *info)
{
	const char **row = add_row(list);
	char day[BP_TIME_ROOM], jp[BP_JP_ROOM];

	bp_jp_write(info->jp_halves, bp_decimal_point(), jp);
	bp_time_day(info->last_at, day);
	row[ID] = bp_arena_cstr(list->arena, bp_str(info->id));
	row[NAME] = clean(list, bp_buf_str(&info->profile.name));
	row[UNIT] = clean(list, bp_buf_str(&info->profile.unit));
	row[DONE] = bp_arena_printf(list->arena, "%zu", info->done);
	row[JP] = bp_arena_cstr(list->arena, bp_str(jp));
	row[LAST] = info->fault.kind ? _("TIDAK TERBACA, lihat di bawah")
		: *day               ? bp_arena_cstr(list->arena, bp_str(day))
				     : _("belum pernah");
}

static void add(struct list *list, const struct bp_learner_info *info)
{
	list->faults += info->fault.kind != BP_ERROR_NONE;
	switch (list->format) {
	case FORMAT_JSON:
		json_array_append_new(list->json, describe(info, list->year));
		break;
	case FORMAT_CSV: add_csv(list, info); break;
	default: add_text(list, info); break;
	}
}

/* ---- all ---- */

static void begin_csv(struct list *list)
{
	static const char *const heads[] = {"id", "name", "unit", "modules_done",
		"jp_year", "last_activity", "fault"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(&list->csv, bp_str(heads[i]));
	bp_csv_end(&list->csv);
}

static void begin_text(struct list *list)
{
	const char **head = add_row(list);

	head[ID] = _("ID");
	head[NAME] = _("Nama");
	head[UNIT] = _("Unit");
	head[DONE] = _("Modul");
	head[JP] = bp_arena_printf(list->arena, "JP %d", list->year);
	head[LAST] = _("Terakhir belajar");
}

static void begin(struct list *list, const struct options *options)
{
	*list = (struct list){
		.format = options->format,
		.arena = bp_arena_new(),
		.year = bp_year_of(bp_session_now()),
		.json = json_array(),
	};
	begin_csv(list);
	begin_text(list);
}

/* On a terminal names and units give way, the wider one first. */
static void fit(int widths[CELLS], int columns)
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

static void print_cell(struct bp_str text, int width, bool last)
{
	size_t fits = bp_text_fit(text, width);
	bool cut = fits < text.len;

	if (cut)
		fits = bp_text_fit(text, width - 1);
	printf("%.*s%s", (int)fits, text.at, cut ? "…" : "");
	int taken = bp_text_columns(bp_str_part(text, 0, fits)) + cut;
	printf("%*s", last ? 0 : width + GAP - taken, "");
}

static void print_text(const struct list *list)
{
	int widths[CELLS] = {0};

	for (size_t i = 0; i < list->count; i++)
		for (int n = 0; n < CELLS; n++) {
			int width = bp_text_columns(bp_str(list->rows[i][n]));
			widths[n] = width > widths[n] ? width : widths[n];
		}
	fit(widths, bp_say_columns(stdout));
	for (size_t i = 0; i < list->count; i++) {
		for (int n = 0; n < CELLS; n++)
			print_cell(bp_str(list->rows[i][n]), widths[n], n + 1 == CELLS);
		putchar('\n');
	}
	if (list->count == 1)
		puts(_("Belum ada peserta."));
}

static void print(const struct list *list)
{
	if (list->format == FORMAT_JSON) {
		json_dumpf(list->json, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
		putchar('\n');
	} else if (list->format == FORMAT_CSV) {
		fwrite(list->csv.at, 1, list->csv.len, stdout);
	} else {
		print_text(list);
	}
}

static void release(struct list *list)
{
	json_decref(list->json);
	bp_buf_release(&list->csv);
	bp_arena_free(list->arena);
}

static void add_all(struct list *list, const char *store, const struct bp_names *ids,
	struct bp_buf *why)
{
	for (size_t i = 0; i < ids->count; i++) {
		struct bp_learner_info info;
		bp_learner_read(store, ids->at[i], list->year, &info);
		add(list, &info);
		if (info.fault.kind) {
			bp_buf_printf(why, "berpijar: %s: %s: ", _("galat"), info.id);
			bp_buf_add_clean_line(why, bp_str(info.fault.message));
			bp_buf_add_char(why, '\n');
		}
		bp_learner_release(&info);
	}
}

static int learner_list_run(const struct options *options)
{
	struct bp_buf store = {0}, why = {0};
	struct bp_names ids = {0};
	struct bp_error err = {0};
	struct list list;

	begin(&list, options);
	bool ok = bp_session_store_folder(&options->config, &store, &err) &&
		bp_learners_list(store.at, list.arena, &ids, &err);
	if (ok) {
		add_all(&list, store.at, &ids, &why);
		print(&list);
		fflush(stdout);
		fputs(why.at ? why.at : "", stderr);
	}
	int status = !ok      ? bp_say_error(&err)
		: list.faults ? BP_EXIT_FAILED
			      : BP_EXIT_DONE;
	release(&list);
	bp_buf_release(&why);
	bp_buf_release(&store);
	return status;
}

/* ---- show ---- */

static void print_line(const char *label, struct bp_str text)
{
	if (text.len == 0)
		return;
	printf("%s: ", label);
	bp_print_clean_line(stdout, text);
	putchar('\n');
}

/* The number tells a birthday: only its end is shown. */
static void print_nip(struct bp_str nip)
{
	struct bp_buf masked = {0};

	bp_nip_mask(nip, &masked);
	print_line("NIP", bp_buf_str(&masked));
	bp_buf_release(&masked);
}

static void print_years(const struct bp_progress *progress)
{
	int years[32];
	size_t count = bp_progress_years(progress, years, 32);

	for (size_t i = 0; i < count && i < 32; i++) {
		char jp[BP_JP_ROOM];
		printf("JP %d: %s\n", years[i],
			bp_jp_write(bp_progress_jp_halves(progress, years[i]),
				bp_decimal_point(), jp));
	}
}

static void print_info(const char *store, const struct bp_learner_info *info)
{
	struct bp_buf file = {0};
	char first[BP_TIME_ROOM], last[BP_TIME_ROOM];

	bp_learner_file(store, info->id, &file);
	bp_time_day(info->first_at, first);
	bp_time_day(info->last_at, last);
	print_line(_("Peserta"), bp_str(info->id));
	print_line(_("Nama"), bp_buf_str(&info->profile.name));
	print_line(_("Unit"), bp_buf_str(&info->profile.unit));
	print_nip(bp_buf_str(&info->profile.nip));
	printf("%s: %zu\n", _("Modul selesai"), info->done);
	print_years(info->progress);
	printf("%s: %zu\n", _("Kejadian tercatat"), info->events);
	print_line(_("Mulai belajar"), bp_str(first));
	print_line(_("Terakhir belajar"), bp_str(last));
	print_line(_("Berkas"), bp_buf_str(&file));
	bp_buf_release(&file);
}

static void show(const struct options *options, const char *store,
	const struct bp_learner_info *info, int year)
{
	if (options->format != FORMAT_JSON) {
		print_info(store, info);
		return;
	}
	json_t *json = describe(info, year);
	json_object_set_new(json, "events", json_integer((json_int_t)info->events));
	json_object_set_new(json, "first_activity", time_or_null(info->first_at));
	json_dumpf(json, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	putchar('\n');
	json_decref(json);
}

static int learner_show_run(const struct options *options)
{
	struct bp_buf store = {0};
	struct bp_error err = {0};
	struct bp_learner_info info = {0};
	int year = bp_year_of(bp_session_now());
	const char *id = options->args[0];
	bool ok = bp_session_store_folder(&options->config, &store, &err);

	if (ok && !bp_learner_exists(store.at, id))
		ok = bp_fail(&err, BP_ERROR_NOT_FOUND,
			_("tidak ada peserta \"%s\"; lihat: berpijar learner list"), id);
	if (ok) {
		bp_learner_read(store.at, id, year, &info);
		err = info.fault;
		ok = !err.kind;
	}
	if (ok)
		show(options, store.at, &info, year);
	bp_learner_release(&info);
	bp_buf_release(&store);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
