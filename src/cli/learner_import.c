/* `berpijar learner import`: adds or changes the learners of a table. Without --force it
 * only says what it would do. */
#include "learner.h"
#include "trail.h"
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <berpijar/logins.h>
#include <berpijar/proof.h>
#include <berpijar/roster.h>
#include <berpijar/sent.h>
#include <string.h>

static const struct option_row learner_import_options[] = {ROW_STORE, ROW_LANG,
	ROW_CONTENT,
	{"--answers", FLAG(typed),
		N_("mencatat jawaban ujian di kertas, dari tabel yang ditulis print")},
	{"--bundle", FLAG(bundle),
		N_("menggabungkan bundel catatan seorang peserta, atau sefolder")},
	{"--dry-run", FLAG(dry_run),
		N_("hanya menyebut apa yang akan terjadi (tabel: memang begitu)")},
	{"--force", FLAG(force),
		N_("menjalankan daftar itu; bundel: juga bila ID-nya lain")},
	ROWS_END};

static int learner_import_run(const struct options *options);

const struct command command_learner_import = {
	.name = "learner import",
	.arguments =
		N_("BERKAS.csv | --answers BERKAS.csv | --bundle BERKAS|FOLDER [ID]"),
	.least = 1,
	.most = 2,
	.summary = N_("membuat satu kelas dari tabel, atau menggabungkan bundel"),
	.description = N_(
		"Membaca tabel dengan kolom id, nama, unit, nip, kelas, faktor waktu (untuk ujian), login (akun di server bersama), dan uuid (orang yang sama di tempat lain, menurut learner show di sana), lalu menyebut siapa yang akan dibuat atau diubah. Baru dengan --force daftar itu dijalankan, dan hanya bila tidak ada kesalahan di dalamnya. Sel kosong tidak mengubah apa-apa. Bundel boleh digabungkan berkali-kali dan dalam urutan apa pun. Jawaban di kertas (--answers) menjadi percobaan ujian, menurut aturan ujiannya; tabel yang sama boleh diimpor lagi."),
	.options = learner_import_options,
	.run = learner_import_run,
};

enum change { CHANGE_NONE, CHANGE_NEW, CHANGE_PROFILE };

struct learner {
	const struct bp_roster_row *row;
	const char *old[BP_ROSTER_COLUMNS]; /* what the record says */
	enum change change;
};

struct import {
	struct bp_roster roster;
	struct bp_buf store;
	struct learner *learners; /* one for each row */
	size_t changes[CHANGE_PROFILE +
		1]; /* how many learners there are of each change */
};

/* Where a record keeps what a column says, and how it is called. */
static const struct {
	const char *setting, *label;
} learner_import_columns[BP_ROSTER_COLUMNS] = {
	[BP_ROSTER_NAME] = {BP_PROFILE_NAME, N_("nama")},
	[BP_ROSTER_UNIT] = {BP_PROFILE_UNIT, N_("unit")},
	[BP_ROSTER_NIP] = {BP_PROFILE_NIP, "NIP"},
	[BP_ROSTER_CLASS] = {BP_PROFILE_CLASS, N_("kelas")},
	[BP_ROSTER_FACTOR] = {BP_EXAM_FACTOR, N_("faktor waktu")},
	[BP_ROSTER_LOGIN] = {NULL, "login"}, /* it is in the store's logins */
	[BP_ROSTER_UUID] = {NULL, "UUID"},   /* it is the record's own */
};

static const char *learner_import_id(const struct learner *learner)
{
	return learner->row->cells[BP_ROSTER_ID];
}

/* ---- what would change ---- */

static bool learner_import_differs(const char *given, const char *kept)
{
	return *given && strcmp(given, kept) != 0;
}

static void learner_import_identity(struct bp_store *store, struct bp_buf *out)
{
	char word[BP_UUID_LEN + 1];
	uint8_t id[16];

	if (!bp_store_identity(store, id))
		return;
	bp_uuid_write(id, word);
	bp_buf_add_cstr(out, word);
}

static void learner_import_compare(struct import *import, struct learner *learner)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (!bp_store_open(&store, import->store.at, learner_import_id(learner),
		    BP_STORE_READ, &err)) {
		bp_diagnose(&import->roster.faults, BP_FAULT_LEARNER_RECORD,
			learner->row->line, 1, "%s", err.message);
		return;
	}
	for (int i = BP_ROSTER_NAME; i < BP_ROSTER_COLUMNS; i++) {
		const char *setting = learner_import_columns[i].setting;
		struct bp_buf kept = {0};
		if (setting)
			bp_store_load_setting(store, setting, &kept);
		else if (i == BP_ROSTER_UUID)
			learner_import_identity(store, &kept);
		else
			bp_logins_name(import->store.at, learner_import_id(learner),
				&kept, NULL);
		learner->old[i] = bp_arena_cstr(import->roster.arena, bp_buf_str(&kept));
		bp_buf_release(&kept);
		if (learner_import_differs(learner->row->cells[i], learner->old[i]))
			learner->change = CHANGE_PROFILE;
	}
	bp_store_close(store);
}

static void learner_import_compare_all(struct import *import)
{
	import->learners = bp_arena_alloc(
		import->roster.arena, import->roster.count + 1, sizeof *import->learners);
	for (size_t i = 0; i < import->roster.count; i++) {
		struct learner *learner = &import->learners[i];
		*learner = (struct learner){.row = &import->roster.rows[i],
			.old = {"", "", "", "", "", "", "", ""}};
		if (!bp_learner_valid(bp_str(learner_import_id(learner))))
			continue;
		if (bp_learner_exists(import->store.at, learner_import_id(learner)))
			learner_import_compare(import, learner);
		else
			learner->change = CHANGE_NEW;
		import->changes[learner->change]++;
	}
}

/* ---- telling ---- */

/* Of a NIP, no more than its end. */
static void learner_import_print_text(const char *text, enum bp_roster_column column)
{
	struct bp_buf masked = {0};

	if (column == BP_ROSTER_NIP)
		bp_nip_mask(bp_str(text), &masked);
	bp_print_clean_line(
		stdout, column == BP_ROSTER_NIP ? bp_buf_str(&masked) : bp_str(text));
	bp_buf_release(&masked);
}

static void learner_import_print_field(
	const struct learner *learner, enum bp_roster_column column)
{
	const char *old = learner->old[column], *new = learner->row->cells[column];

	if (!learner_import_differs(new, old))
		return;
	printf(", %s ", _(learner_import_columns[column].label));
	if (*old) {
		learner_import_print_text(old, column);
		printf(" -> ");
	}
	learner_import_print_text(new, column);
}

static void learner_import_print_change(const struct learner *learner)
{
	printf("%s: %s", learner_import_id(learner),
		learner->change == CHANGE_NEW ? _("baru") : _("diubah"));
	for (int i = BP_ROSTER_NAME; i < BP_ROSTER_COLUMNS; i++)
		learner_import_print_field(learner, (enum bp_roster_column)i);
	putchar('\n');
}

static void learner_import_print_plan(const struct import *import)
{
	for (size_t i = 0; i < import->roster.count; i++)
		if (import->learners[i].change != CHANGE_NONE)
			learner_import_print_change(&import->learners[i]);
	printf(_("%zu peserta baru, %zu diubah, %zu tetap\n"),
		import->changes[CHANGE_NEW], import->changes[CHANGE_PROFILE],
		import->changes[CHANGE_NONE]);
	if (import->roster.by_nip)
		bp_say(stdout,
			_("Tabel ini tanpa kolom id, jadi NIP menjadi id, yang terlihat di daftar peserta; bila tidak diinginkan, tambahkan kolom id.\n"));
	puts(_("Belum ada yang ditulis; dengan --force daftar ini dijalankan."));
}

/* ---- writing ---- */

static bool learner_import_write_one(
	const struct import *import, const struct learner *learner, struct bp_error *err)
{
	const char *const *cells = learner->row->cells;
	struct bp_store *store = NULL;
	uint8_t id[16];
	bool ok = bp_store_open(&store, import->store.at, cells[BP_ROSTER_ID],
			  BP_STORE_WRITE, err) &&
		bp_profile_save(store, cells[BP_ROSTER_NAME], cells[BP_ROSTER_UNIT],
			cells[BP_ROSTER_NIP], err);

	for (int i = BP_ROSTER_CLASS; ok && i < BP_ROSTER_LOGIN; i++)
		ok = !*cells[i] ||
			bp_store_save_setting(store, learner_import_columns[i].setting,
				bp_str(cells[i]), err);
	ok = ok &&
		(!bp_uuid_read(bp_str(cells[BP_ROSTER_UUID]), id) ||
			bp_joined_adopt(store, import->store.at, id, err));
	bp_store_close(store);
	if (ok)
		trail_deed(import->store.at,
			&(struct bp_trail_entry){
				"change", cells[BP_ROSTER_ID], "learner-import", NULL});
	return ok &&
		(!learner_import_differs(
			 cells[BP_ROSTER_LOGIN], learner->old[BP_ROSTER_LOGIN]) ||
			bp_logins_set_name(import->store.at, cells[BP_ROSTER_ID],
				cells[BP_ROSTER_LOGIN], err));
}

static void learner_import_report(const char *id, const struct bp_error *cause)
{
	fprintf(stderr, "berpijar: %s: %s: ", _("galat"), id);
	bp_print_clean_line(stderr, bp_str(cause->message));
	fputc('\n', stderr);
}

/* Writes each record by itself, so that one that is in use does not keep the others from
 * being written, and tells only what was really done. */
static bool learner_import_write_all(const struct import *import, struct bp_error *err)
{
	size_t written[CHANGE_PROFILE + 1] = {0}, failed = 0;

	for (size_t i = 0; i < import->roster.count; i++) {
		const struct learner *learner = &import->learners[i];
		struct bp_error cause = {0};
		if (learner->change == CHANGE_NONE)
			continue;
		if (learner_import_write_one(import, learner, &cause)) {
			learner_import_print_change(learner);
			written[learner->change]++;
		} else {
			learner_import_report(learner_import_id(learner), &cause);
			failed++;
		}
	}
	printf(_("Sudah ditulis: %zu peserta baru, %zu diubah; %zu tetap\n"),
		written[CHANGE_NEW], written[CHANGE_PROFILE],
		import->changes[CHANGE_NONE]);
	if (failed == 0)
		return true;
	return bp_fail(err, BP_ERROR_STORE,
		_("%zu peserta tidak dapat ditulis; perbaiki lalu jalankan lagi, yang sudah ditulis tidak berubah"),
		failed);
}

/* ---- the command ---- */

static bool learner_import_class(
	struct import *import, const struct options *options, struct bp_error *err)
{
	const char *path = options->arg_count == 1 ? options->args[0] : NULL;

	if (!path || (options->force && options->dry_run))
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner import BERKAS.csv [--dry-run|--force]"));
	if (!bp_session_store_folder(&options->config, &import->store, err) ||
		!bp_roster_read(&import->roster, path, err))
		return false;
	learner_import_compare_all(import);
	bp_diagnostics_sort(&import->roster.faults);
	bp_say_faults(&import->roster.faults);
	if (import->roster.faults.errors)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s belum benar, jadi tidak ada yang ditulis"), path);
	if (options->force)
		return learner_import_write_all(import, err);
	learner_import_print_plan(import);
	return true;
}

static int learner_import_run(const struct options *options)
{
	if (options->typed)
		return records_in_store(options, learner_answers_import);
	if (options->bundle)
		return records_in_store(options, learner_bundle_import);

	struct import import = {.roster.arena = bp_arena_new()};
	struct bp_error err = {0};
	bool ok = learner_import_class(&import, options, &err);

	fflush(stdout);
	int status = ok ? BP_EXIT_DONE : bp_say_error(&err);
	bp_diagnostics_release(&import.roster.faults);
	bp_buf_release(&import.store);
	bp_arena_free(import.roster.arena);
	return status;
}
