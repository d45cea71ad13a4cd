/* `berpijar learner show`: who a learner is, and what their record adds up to. */
#include "learner.h"
#include "trail.h"
#include <berpijar/grade.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <berpijar/time.h>

static const struct option_row learner_show_options[] = {ROW_STORE, ROW_LANG,
	{"--format text|json", FORMAT, N_("bentuk keluaran")}, ROWS_END};

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

static json_t *learner_show_text_or_null(const struct bp_buf *text)
{
	return text->len ? bp_json_text(bp_buf_str(text)) : json_null();
}

static json_t *learner_show_time_or_null(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return *text ? json_string(text) : json_null();
}

json_t *learner_describe(const struct bp_learner_info *info, int year)
{
	char number[16];

	snprintf(number, sizeof number, "%d", year);
	return json_pack("{s:s, s:o, s:o, s:I, s:{s:f}, s:f, s:o, s:o}", "id", info->id,
		"name", learner_show_text_or_null(&info->profile.name), "unit",
		learner_show_text_or_null(&info->profile.unit), "modules_done",
		(json_int_t)info->done, "jp_year", number, info->jp_halves / 2.0,
		"jp_brought", info->brought.jp_halves / 2.0, "last_activity",
		learner_show_time_or_null(info->last_at), "fault",
		info->fault.kind ? bp_json_text(bp_str(info->fault.message))
				 : json_null());
}

static void learner_show_print_line(const char *label, struct bp_str text)
{
	if (text.len == 0)
		return;
	printf("%s: ", label);
	bp_print_clean_line(stdout, text);
	putchar('\n');
}

/* An NIP begins with the date of birth, so only its end is shown. */
static void learner_show_print_nip(struct bp_str nip)
{
	struct bp_buf masked = {0};

	bp_nip_mask(nip, &masked);
	learner_show_print_line("NIP", bp_buf_str(&masked));
	bp_buf_release(&masked);
}

static void learner_show_print_years(const struct bp_progress *progress)
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

static void learner_show_print_info(const char *store, const struct bp_learner_info *info)
{
	struct bp_buf file = {0};
	char first[BP_TIME_ROOM], last[BP_TIME_ROOM], jp[BP_JP_ROOM];

	bp_learner_file(store, info->id, &file);
	bp_time_day(info->first_at, first);
	bp_time_day(info->last_at, last);
	learner_show_print_line(_("Peserta"), bp_str(info->id));
	learner_show_print_line(_("Nama"), bp_buf_str(&info->profile.name));
	learner_show_print_line(_("Unit"), bp_buf_str(&info->profile.unit));
	learner_show_print_line(_("Kelas"), bp_buf_str(&info->profile.group));
	learner_show_print_nip(bp_buf_str(&info->profile.nip));
	printf("%s: %zu\n", _("Modul selesai"), info->done);
	learner_show_print_years(info->progress);
	printf("%s: %zu\n", _("Kejadian tercatat"), info->events);
	if (info->brought.events)
		printf("%s: %zu (%s JP)\n", _("Di antaranya dibawa masuk"),
			info->brought.events,
			bp_jp_write(info->brought.jp_halves, bp_decimal_point(), jp));
	learner_show_print_line(_("Mulai belajar"), bp_str(first));
	learner_show_print_line(_("Terakhir belajar"), bp_str(last));
	learner_show_print_line(_("Berkas"), bp_buf_str(&file));
	learner_show_print_line("UUID", bp_str(info->uuid));
	bp_buf_release(&file);
}

static void learner_show_print_json(const struct bp_learner_info *info, int year)
{
	json_t *json = learner_describe(info, year);

	json_object_set_new(
		json, "uuid", *info->uuid ? json_string(info->uuid) : json_null());
	json_object_set_new(json, "events", json_integer((json_int_t)info->events));
	json_object_set_new(
		json, "brought", json_integer((json_int_t)info->brought.events));
	json_object_set_new(
		json, "first_activity", learner_show_time_or_null(info->first_at));
	bp_json_print(json, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	json_decref(json);
}

static bool learner_show(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_learner_info info = {0};
	int year = bp_year_of(bp_session_now());

	if (!records_has(folder, options->args[0], err))
		return false;
	trail_look("learner-show", folder, options->args[0]);
	bp_learner_read(folder, options->args[0], year, &info);
	bool ok = !info.fault.kind;
	if (!ok)
		*err = info.fault;
	else if (options->format == FORMAT_JSON)
		learner_show_print_json(&info, year);
	else
		learner_show_print_info(folder, &info);
	bp_learner_release(&info);
	return ok;
}

static int learner_show_run(const struct options *options)
{
	return records_in_store(options, learner_show);
}
