/* `berpijar learner jp`: JP from elsewhere, entered, corrected, taken back. */
#include "elsewhere.h"
#include "learner.h"
#include "trail.h"
#include <berpijar/certificate.h>
#include <berpijar/json.h>
#include <string.h>

#define ENTRY_MOST 100000

#define ROW_ENTRY                                                           \
	{                                                                   \
		N_("--entry NO"), NUMBER(entry, 1, ENTRY_MOST),             \
			N_("nomornya menurut berpijar learner jp list, %s") \
	}
#define ROWS_TYPED                                                                     \
	{N_("--title JUDUL"), TEXT(title), N_("judul pelatihan")},                     \
		{N_("--organizer NAMA"), TEXT(organizer), N_("penyelenggara")},        \
		{N_("--number NOMOR"), TEXT(number), N_("nomor sertifikat")},          \
		{N_("--begins TANGGAL"), TEXT(begins),                                 \
			N_("tanggal mulai; bila tidak disebut: sama dengan selesai")}, \
		{N_("--ends TANGGAL"), TEXT(ends),                                     \
			N_("tanggal selesai, misalnya 02-03-2026 atau 2026-03-02")},   \
		{N_("--jp JP"), TEXT(jp),                                              \
			N_("jumlah JP, bulat atau setengahan, misalnya 6 atau 7,5")},  \
		{N_("--certificate BERKAS"), TEXT(certificate),                        \
			N_("berkas sertifikat: hanya SHA-256-nya yang dicatat")},      \
	{                                                                              \
		N_("--digest ANGKA"), TEXT(digest),                                    \
			N_("SHA-256 berkas sertifikat, sebagai ganti --certificate")   \
	}

static const struct option_row learner_jp_list_options[] = {ROW_STORE, ROW_LANG,
	{"--format text|json", FORMAT, N_("bentuk keluaran")}, ROWS_END};
static const struct option_row learner_jp_add_options[] = {
	ROW_STORE, ROW_LANG, ROWS_TYPED, ROWS_END};
static const struct option_row learner_jp_correct_options[] = {
	ROW_STORE, ROW_LANG, ROW_ENTRY, ROWS_TYPED, ROWS_END};
static const struct option_row learner_jp_remove_options[] = {
	ROW_STORE, ROW_LANG, ROW_ENTRY, ROWS_END};
static const struct option_row learner_jp_options[] = {ROW_STORE, ROW_LANG, ROWS_END};

static int learner_jp_add_run(const struct options *options);
static int learner_jp_list_run(const struct options *options);
static int learner_jp_correct_run(const struct options *options);
static int learner_jp_remove_run(const struct options *options);

static const struct command command_learner_jp_add = {
	.name = "learner jp add",
	.arguments = "[ID]",
	.most = 1,
	.summary = N_("mencatat JP dari tempat lain"),
	.description = N_(
		"Mencatat pelatihan di tempat lain, menurut sertifikatnya. Ia ditampilkan terpisah dan tidak masuk ke bukti berpijar. Tanpa ID: untuk yang belajar di sini."),
	.options = learner_jp_add_options,
	.run = learner_jp_add_run,
};
static const struct command command_learner_jp_list = {
	.name = "learner jp list",
	.arguments = "[ID]",
	.most = 1,
	.summary = N_("JP dari tempat lain yang tercatat"),
	.description = N_(
		"Mendaftar pelatihan di tempat lain, yang terbaru dahulu, dengan nomor untuk --entry."),
	.options = learner_jp_list_options,
	.run = learner_jp_list_run,
};
static const struct command command_learner_jp_correct = {
	.name = "learner jp correct",
	.arguments = "[ID]",
	.most = 1,
	.summary = N_("membetulkan JP dari tempat lain"),
	.description = N_(
		"Membetulkan yang disebut; selebihnya tetap. Yang lama tetap ada di catatan sebagai yang ditarik."),
	.options = learner_jp_correct_options,
	.run = learner_jp_correct_run,
};
static const struct command command_learner_jp_remove = {
	.name = "learner jp remove",
	.arguments = "[ID]",
	.most = 1,
	.summary = N_("menarik JP dari tempat lain"),
	.description = N_(
		"Menarik yang salah tercatat; ia tetap ada di catatan sebagai yang ditarik."),
	.options = learner_jp_remove_options,
	.run = learner_jp_remove_run,
};
static const struct command *const learner_jp_subs[] = {&command_learner_jp_add,
	&command_learner_jp_list, &command_learner_jp_correct, &command_learner_jp_remove,
	NULL};

const struct command command_learner_jp = {
	.name = "learner jp",
	.arguments = N_("PERINTAH"),
	.most = ANY_NUMBER,
	.summary = N_("JP dari tempat lain"),
	.description = N_("Mengurus JP yang diperoleh pada penyelenggara lain."),
	.options = learner_jp_options,
	.subs = learner_jp_subs,
};

/* ---- a record ---- */

struct jp_record {
	struct bp_buf learner;
	struct bp_store *store;
	struct bp_progress *progress;
	struct bp_arena *arena;
};

static void learner_jp_apply(void *context, const struct bp_event *event)
{
	bp_progress_apply(((struct jp_record *)context)->progress, event);
}

/* Of the one that is named, else of who learns here. Call learner_jp_close() in any case. */
static bool learner_jp_open(struct jp_record *record, const struct options *options,
	const char *folder, enum bp_store_mode mode, struct bp_error *err)
{
	*record = (struct jp_record){
		.progress = bp_progress_new(), .arena = bp_arena_new()};
	if (options->arg_count)
		bp_buf_add_cstr(&record->learner, options->args[0]);
	else if (!bp_session_learner(&options->config, &record->learner, err))
		return false;
	return records_has(folder, record->learner.at, err) &&
		bp_store_open(&record->store, folder, record->learner.at, mode, err) &&
		bp_store_replay(record->store, 0, learner_jp_apply, record, err);
}

static void learner_jp_close(struct jp_record *record)
{
	bp_buf_release(&record->learner);
	bp_store_close(record->store);
	bp_progress_free(record->progress);
	bp_arena_free(record->arena);
}

static bool learner_jp_find(const struct jp_record *record, const struct options *options,
	struct bp_elsewhere *one, struct bp_error *err)
{
	size_t count;
	const struct bp_elsewhere *list =
		bp_elsewhere_list(bp_progress_elsewheres(record->progress), &count);

	if (!options->entry)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan yang mana dengan --entry NO; nomornya ada di: berpijar learner jp list"));
	if ((size_t)options->entry > count)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada nomor %d; yang tercatat: %zu"), options->entry,
			count);
	*one = list[options->entry - 1];
	return true;
}

/* ---- what was typed ---- */

/* A text that was given takes the place of what was there. */
static void learner_jp_take(
	struct bp_str typed[], enum bp_elsewhere_field field, const char *given)
{
	if (given)
		typed[field] = bp_str(given);
}

static bool learner_jp_take_file(struct jp_record *record, const struct options *options,
	struct bp_str typed[], struct bp_error *err)
{
	struct bp_buf hex = {0};

	if (options->certificate && options->digest)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pilihlah salah satu: --certificate atau --digest"));
	if (!options->certificate)
		return true;
	bool ok = bp_certificate_digest(options->certificate, &hex, err);
	typed[BP_ELSEWHERE_SHA256] = bp_arena_str(record->arena, bp_buf_str(&hex));
	bp_buf_release(&hex);
	return ok;
}

/* Reads the options over what `one` says. */
static bool learner_jp_read(struct jp_record *record, const struct options *options,
	struct bp_str typed[], struct bp_elsewhere *one, struct bp_error *err)
{
	static const char *const names[BP_ELSEWHERE_FIELDS] = {
		"title", "organizer", "number", "begins", "ends", "jp", "digest"};
	struct bp_error why = {0};
	enum bp_elsewhere_field at;

	learner_jp_take(typed, BP_ELSEWHERE_TITLE, options->title);
	learner_jp_take(typed, BP_ELSEWHERE_ORGANIZER, options->organizer);
	learner_jp_take(typed, BP_ELSEWHERE_NUMBER, options->number);
	learner_jp_take(typed, BP_ELSEWHERE_BEGINS, options->begins);
	learner_jp_take(typed, BP_ELSEWHERE_ENDS, options->ends);
	learner_jp_take(typed, BP_ELSEWHERE_JP, options->jp);
	learner_jp_take(typed, BP_ELSEWHERE_SHA256, options->digest);
	return learner_jp_take_file(record, options, typed, err) &&
		(bp_elsewhere_read(typed, bp_session_now(), one, &at, &why) ||
			bp_fail(err, BP_ERROR_USAGE, "--%s: %s", names[at], why.message));
}

/* ---- recording ---- */

struct jp_events {
	struct bp_arena *arena;
	struct bp_event *at;
	size_t count, room;
};

static void learner_jp_event(struct jp_events *events, enum bp_verb verb,
	void (*write)(const struct bp_elsewhere *one, struct bp_buf *out),
	const struct bp_elsewhere *one)
{
	struct bp_buf body = {0};

	write(one, &body);
	*BP_PUSH(events->arena, events->at, events->count, events->room) =
		(struct bp_event){
			.at = bp_session_now(),
			.verb = verb,
			.grade = -1,
			.seconds = -1,
			.body = bp_arena_str(events->arena, bp_buf_str(&body)),
		};
	bp_buf_release(&body);
}

static bool learner_jp_check_new(const struct jp_record *record,
	const struct bp_elsewhere *one, struct bp_error *err)
{
	return !bp_elsewhere_same(bp_progress_elsewheres(record->progress), one) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("yang sama sudah tercatat; membetulkannya: berpijar learner jp correct"));
}

/* Takes back the one, enters the other, or both at once; either may be NULL. */
static bool learner_jp_record(struct jp_record *record, const char *folder,
	const struct bp_elsewhere *gone, const struct bp_elsewhere *entered,
	struct bp_error *err)
{
	struct bp_elsewheres *all = bp_progress_elsewheres(record->progress);
	struct jp_events events = {.arena = record->arena};
	size_t behind = 0;

	for (const struct bp_elsewhere *one = gone; one;
		one = bp_elsewhere_behind(all, gone, behind++))
		learner_jp_event(&events, BP_VOIDED, bp_elsewhere_write_void, one);
	if (entered)
		learner_jp_event(&events, BP_ATTENDED, bp_elsewhere_write, entered);
	bool ok = bp_store_append(record->store, events.at, events.count, err);
	if (ok)
		trail_deed(folder,
			&(struct bp_trail_entry){
				"change", record->learner.at, "learner-jp", NULL});
	return ok;
}

/* ---- the commands ---- */

static bool learner_jp_add(struct jp_record *record, const struct options *options,
	const char *folder, struct bp_error *err)
{
	struct bp_str typed[BP_ELSEWHERE_FIELDS] = {{0}};
	struct bp_elsewhere one = {0};
	char jp[BP_JP_ROOM];

	if (!learner_jp_read(record, options, typed, &one, err) ||
		!learner_jp_check_new(record, &one, err) ||
		!learner_jp_record(record, folder, NULL, &one, err))
		return false;
	bp_say(stdout, _("Tercatat: %s JP dari tempat lain, peserta %s.\n"),
		bp_jp_write(one.jp_halves, bp_decimal_point(), jp), record->learner.at);
	return true;
}

/* Whether a correction would say nothing else. */
static bool learner_jp_is_as_typed(
	const struct bp_elsewhere *old, const struct bp_elsewhere *one)
{
	return bp_str_equal(old->title, one->title) &&
		bp_str_equal(old->organizer, one->organizer) &&
		bp_str_equal(old->number, one->number) &&
		bp_str_equal(old->sha256, one->sha256) &&
		bp_day_order(old->begins, one->begins) == 0 &&
		bp_day_order(old->ends, one->ends) == 0 &&
		old->jp_halves == one->jp_halves;
}

static bool learner_jp_correct(struct jp_record *record, const struct options *options,
	const char *folder, struct bp_error *err)
{
	struct bp_str typed[BP_ELSEWHERE_FIELDS];
	struct bp_elsewhere old = {0}, one;

	if (!learner_jp_find(record, options, &old, err))
		return false;
	bp_elsewhere_type(&old, record->arena, typed);
	one = old;
	if (!learner_jp_read(record, options, typed, &one, err))
		return false;
	if (learner_jp_is_as_typed(&old, &one)) {
		bp_say(stdout, _("Tidak ada yang diubah: nomor %d, peserta %s.\n"),
			options->entry, record->learner.at);
		return true;
	}
	bp_elsewhere_correct(&old, &one);
	if (!learner_jp_check_new(record, &one, err) ||
		!learner_jp_record(record, folder, &old, &one, err))
		return false;
	bp_say(stdout, _("Dibetulkan: nomor %d, peserta %s.\n"), options->entry,
		record->learner.at);
	return true;
}

static bool learner_jp_remove(struct jp_record *record, const struct options *options,
	const char *folder, struct bp_error *err)
{
	struct bp_elsewhere one;

	if (!learner_jp_find(record, options, &one, err) ||
		!learner_jp_record(record, folder, &one, NULL, err))
		return false;
	bp_say(stdout, _("Ditarik: nomor %d, peserta %s.\n"), options->entry,
		record->learner.at);
	return true;
}

static bool learner_jp_list(struct jp_record *record, const struct options *options,
	const char *folder, struct bp_error *err)
{
	int year = bp_year_of(bp_session_now());

	(void)err;
	trail_look("learner-jp", folder, record->learner.at);
	if (options->format == FORMAT_JSON) {
		json_t *all = elsewhere_list_json(record->progress);
		bp_json_print(all, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
		json_decref(all);
		return true;
	}
	if (!elsewhere_print(record->progress, 0))
		bp_say(stdout, _("Belum ada JP dari tempat lain, peserta %s.\n"),
			record->learner.at);
	elsewhere_print_year(record->progress, year, elsewhere_employment(record->store));
	return true;
}

static bool learner_jp_do(const struct options *options, const char *folder,
	enum bp_store_mode mode,
	bool (*work)(struct jp_record *record, const struct options *options,
		const char *folder, struct bp_error *err),
	struct bp_error *err)
{
	struct jp_record record;
	bool ok = learner_jp_open(&record, options, folder, mode, err) &&
		work(&record, options, folder, err);

	learner_jp_close(&record);
	return ok;
}

#define LEARNER_JP_RUN(name, mode)                                                       \
	static bool learner_jp_do_##name(                                                \
		const struct options *options, const char *folder, struct bp_error *err) \
	{                                                                                \
		return learner_jp_do(options, folder, mode, learner_jp_##name, err);     \
	}                                                                                \
	static int learner_jp_##name##_run(const struct options *options)                \
	{                                                                                \
		return records_in_store(options, learner_jp_do_##name);                  \
	}
LEARNER_JP_RUN(add, BP_STORE_WRITE)
LEARNER_JP_RUN(list, BP_STORE_READ)
LEARNER_JP_RUN(correct, BP_STORE_WRITE)
LEARNER_JP_RUN(remove, BP_STORE_WRITE)
