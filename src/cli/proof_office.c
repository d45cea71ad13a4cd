/* Proofs of many for the office: rows for the register, PDFs of a class. */
#include "proof_office.h"
#include "records.h"
#include "trail.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <string.h>

/* What stands in a folder beside the PDFs. */
#define OFFICE_INDEX "indeks.csv"
#define OFFICE_LIST  "daftar.txt"
#define OFFICE_TABLE "siasn.csv"
#define OFFICE_JSON  "siasn.json"

/* ---- rows ---- */

static void office_rows(
	const struct bp_office *office, enum format format, struct bp_buf *out)
{
	struct bp_siasn_row *rows =
		bp_arena_alloc(office->arena, office->count + 1, sizeof *rows);
	size_t count = 0;

	for (size_t i = 0; i < office->count; i++)
		if (!office->proofs[i].refused)
			rows[count++] = office->proofs[i].row;
	if (format == FORMAT_JSON)
		bp_siasn_json(rows, count, out);
	else
		bp_siasn_csv(rows, count, out);
}

size_t office_tell_refused(const struct bp_office *office)
{
	size_t refused = 0;

	fflush(stdout);
	for (size_t i = 0; i < office->count; i++) {
		const struct bp_office_proof *one = &office->proofs[i];
		if (!one->refused)
			continue;
		refused++;
		bp_say(stderr, _("berpijar: %s, \"%s\": tidak ada barisnya: %s\n"),
			one->proof.learner, one->proof.course, one->refused);
	}
	return refused;
}

/* ---- a folder ---- */

static bool office_write_file(const struct options *options, const char *name,
	const struct bp_buf *text, struct bp_error *err)
{
	return bp_file_write_private(
		bp_arena_printf(options->arena, "%s/%s", options->out, name),
		bp_buf_str(text), options->force, err);
}

static bool office_write_rows(const struct options *options,
	const struct bp_office *office, struct bp_error *err)
{
	struct bp_buf table = {0}, json = {0};

	office_rows(office, FORMAT_CSV, &table);
	office_rows(office, FORMAT_JSON, &json);
	bool ok = office_write_file(options, OFFICE_TABLE, &table, err) &&
		office_write_file(options, OFFICE_JSON, &json, err);
	bp_buf_release(&table);
	bp_buf_release(&json);
	return ok;
}

/* For whoever signs: what they are asked to sign, one line each. */
static void office_list(const struct bp_office *office, struct bp_buf *out)
{
	const struct bp_agency *agency = &office->config->agency;
	struct bp_arena *arena = office->arena;

	bp_buf_add_cstr(out, "Daftar Bukti Belajar Mandiri untuk ditandatangani\n");
	if (agency->official)
		bp_buf_printf(out, "Penanda tangan: %s%s%s\n", agency->official,
			agency->office ? ", " : "", agency->office ? agency->office : "");
	bp_buf_printf(out, "Banyaknya: %zu\n\n", office->count);
	for (size_t i = 0; i < office->count; i++) {
		const struct bp_proof *proof = &office->proofs[i].proof;
		bp_buf_printf(out,
			"%3zu. %s  %s%s%s\n     %s, %s JP, selesai %s\n     %s\n", i + 1,
			proof->number, *proof->name ? proof->name : proof->learner,
			*proof->nip ? ", " : "", proof->nip, proof->course,
			bp_proof_jp(arena, proof->jp_halves),
			bp_proof_date(arena, proof->done_at, false),
			bp_siasn_file(arena, proof));
	}
}

static bool office_write_folder(const struct options *options,
	const struct bp_office *office, struct bp_error *err)
{
	bool rows = options->siasn || options->format == FORMAT_SIASN;
	struct bp_buf index = {0}, list = {0};
	bool ok =
		bp_office_write(office, options->out, rows, options->force, &index, err);

	if (ok && !rows)
		office_list(office, &list);
	ok = ok && office_write_file(options, OFFICE_INDEX, &index, err) &&
		(rows ? office_write_rows(options, office, err)
		      : office_write_file(options, OFFICE_LIST, &list, err));
	bp_buf_release(&index);
	bp_buf_release(&list);
	return ok;
}

bool office_give(const struct options *options, const struct bp_office *office,
	struct bp_error *err)
{
	enum format format = options->format;
	size_t len = options->output ? strlen(options->output) : 0;
	struct bp_buf out = {0};

	if (options->out)
		return office_write_folder(options, office, err);
	if (len > 5 && strcmp(options->output + len - 5, ".json") == 0)
		format = FORMAT_JSON;
	office_rows(office, format, &out);
	bool ok = !options->output ||
		bp_file_write_private(
			options->output, bp_buf_str(&out), options->force, err);
	if (!options->output)
		fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&out);
	return ok;
}

/* ---- a class ---- */

struct office_work {
	const struct options *options;
	struct bp_library library;
	struct bp_office office;
	size_t failed;
};

/* Whether the record is of the class that is meant. */
static bool office_is_meant(
	const struct options *options, const char *folder, const char *learner)
{
	struct bp_store *store = NULL;
	struct bp_buf group = {0};

	if (bp_store_open(&store, folder, learner, BP_STORE_READ, NULL))
		bp_store_load_setting(store, BP_PROFILE_CLASS, &group);
	bp_store_close(store);
	bool meant = bp_text_equal_folded(bp_str(options->group), bp_buf_str(&group));
	bp_buf_release(&group);
	return meant;
}

/* A record that cannot be proved is told, and the others go on. Who has not finished the
 * course that is asked for is not there, as in a list of those who passed. */
static void office_add_learner(
	struct office_work *work, const char *folder, const char *learner)
{
	struct bp_error err = {0};

	if (!office_is_meant(work->options, folder, learner))
		return;
	trail_look("proof", folder, learner);
	if (bp_office_add(&work->office, folder, learner, &err))
		return;
	work->failed++;
	bp_say(stderr, "berpijar: %s: %s\n", learner, err.message);
}

static bool office_add_folder(
	struct office_work *work, const char *folder, struct bp_error *err)
{
	struct bp_names ids = {0};

	if (!bp_is_folder(folder))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			work->options->source
				? _("--from %s: folder ini tidak ada")
				: _("belum ada catatan belajar di %s; sebutkan foldernya dengan --from"),
			folder);
	if (!bp_learners_list(folder, work->office.arena, &ids, err))
		return false;
	for (size_t i = 0; i < ids.count; i++)
		office_add_learner(work, folder, ids.at[i]);
	return true;
}

static bool office_add_folders(struct office_work *work, struct bp_error *err)
{
	const struct options *options = work->options;
	struct bp_buf store = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < options->given_count; i++)
		if (strcmp(options->given[i].name, "from") == 0)
			ok = office_add_folder(work, options->given[i].value, err);
	if (ok && !options->source)
		ok = bp_session_store_folder(&options->config, &store, err) &&
			office_add_folder(work, store.at, err);
	bp_buf_release(&store);
	return ok;
}

static bool office_find_course(struct office_work *work, struct bp_error *err)
{
	const struct options *options = work->options;
	const struct bp_module *module;

	return bp_session_library(&options->config, &work->library, NULL, err) &&
		(!options->arg_count ||
			bp_session_find_recorded(&work->library, options->args[0],
				&work->office.course, &module, err));
}

/* Nobody is asked to sign what the server does not stand by. */
static void office_drop_revoked(struct bp_office *office)
{
	size_t kept = 0;

	for (size_t i = 0; i < office->count; i++) {
		const struct bp_office_proof *one = &office->proofs[i];
		if (one->revoked)
			bp_say(stderr, "berpijar: %s: %s\n", one->proof.learner,
				one->refused);
		else
			office->proofs[kept++] = *one;
	}
	office->count = kept;
}

static bool office_do_class(struct office_work *work, struct bp_error *err)
{
	const struct options *options = work->options;

	if (!options->out && !options->siasn)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--class memerlukan --out DIR: folder bagi semua PDF dan daftarnya"));
	if (!office_find_course(work, err) || !office_add_folders(work, err))
		return false;
	if (!options->siasn)
		office_drop_revoked(&work->office);
	if (!work->office.count)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("belum ada yang menyelesaikan kursus di kelas \"%s\""),
			options->group);
	return office_give(options, &work->office, err);
}

int office_class(const struct options *options)
{
	struct office_work work = {.options = options,
		.office = {.config = &options->config, .arena = bp_arena_new()}};
	struct bp_error err = {0};
	int status = BP_EXIT_DONE;

	bp_library_init(&work.library);
	work.office.library = &work.library;
	if (!office_do_class(&work, &err))
		status = bp_say_error(&err);
	else if (options->siasn && office_tell_refused(&work.office))
		status = BP_EXIT_FAILED;
	else if (work.failed)
		status = BP_EXIT_FAILED;
	if (status != BP_EXIT_USAGE && options->out && !err.kind)
		bp_say(stderr, _("%zu bukti di %s\n"), work.office.count, options->out);
	if (work.office.unfinished)
		bp_say(stderr, _("%zu orang di kelas itu belum selesai\n"),
			work.office.unfinished);
	bp_library_release(&work.library);
	bp_arena_free(work.office.arena);
	return status;
}
