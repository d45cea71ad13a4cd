/* `berpijar proof`: "Bukti Belajar Mandiri" for a finished course. */
#include "proof.h"
#include "proof_office.h"
#include "trail.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/term.h>
#include <string.h>
#include <unistd.h>

static const struct option_row proof_options[] = {ROW_CONTENT, ROW_STORE, ROW_LEARNER,
	ROW_LANG,
	{"--format text|json|pdf|csv|openbadge", FORMAT,
		N_("bentuk bukti; csv dan json juga bagi --siasn; openbadge: lencana yang ditandatangani server")},
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas yang ditulis")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")},
	{N_("--name NAMA"), TEXT(name), N_("nama Anda di bukti")},
	{N_("--nip ANGKA"), TEXT(nip),
		N_("NIP atau NI PPPK; hanya tiga angka akhir yang tampak")},
	{"--whole-nip", FLAG(whole_nip), N_("NIP utuh di bukti, bukan tiga angka saja")},
	{"--unit UNIT", TEXT(unit), N_("unit kerja")},
	{N_("--agency INSTANSI"), TEXT(agency), N_("instansi")},
	{"--siasn", FLAG(siasn),
		N_("baris untuk register kompetensi (SIASN); tanpa KURSUS: semua yang selesai")},
	{N_("--class NAMA"), TEXT(group), N_("bukti satu kelas sekaligus, ke --out")},
	{"--from FOLDER", TEXT(source),
		N_("dengan --class: catatan dari folder ini, bukan dari --store; boleh beberapa kali")},
	{"--out DIR", TEXT(out), N_("folder bagi semua PDF, daftar, dan sidiknya")},
	{"--returned FOLDER", TEXT(returned),
		N_("mengenali PDF yang kembali bertanda tangan, menurut --out DIR")},
	{N_("--verify BERKAS"), TEXT(verify),
		N_("memeriksa apakah bukti (teks, JSON, lencana) masih seperti saat dibuat")},
	{N_("--verify-qr TEKS"), TEXT(verify_qr),
		N_("memeriksa isi kode QR di PDF bukti; -: dari masukan standar")},
	{N_("--key BERKAS"), TEXT(key),
		N_("kunci publik server untuk --verify dan --verify-qr")},
	{N_("--revoked BERKAS"), TEXT(revoked),
		N_("daftar bukti yang dicabut servernya, untuk keduanya; bila tidak disebut: revoked.json di tempat catatan")},
	ROWS_END};

static int proof_run(const struct options *options);

const struct command command_proof = {
	.name = "proof",
	.arguments =
		N_("[KURSUS] | --verify BERKAS | --verify-qr TEKS | --returned FOLDER"),
	.most = 1,
	.summary = N_("Bukti Belajar Mandiri untuk kursus yang selesai"),
	.description = N_(
		"Mencetak bukti dari catatan di komputer ini. Nama, NIP, unit, dan instansi ditanyakan di terminal bila belum disebut; semuanya boleh dilewati. Bukti ini belum merupakan sertifikat. Dengan --siasn: baris yang diminta register, ditolak dengan alasannya bila ada yang kurang. Dengan --class: PDF satu kelas, tanpa jaringan. Dengan --verify atau --verify-qr: status keluar 1 bila bukti sudah diubah, dicabut, atau bukan dari server itu."),
	.options = proof_options,
	.run = proof_run,
};

/* ---- forms ---- */

static const struct {
	enum format format;
	const char *ending;
	enum bp_proof_form form;
} forms[] = {
	{FORMAT_TEXT, ".txt", BP_PROOF_TEXT},
	{FORMAT_OPENBADGE, ".badge.json", BP_PROOF_BADGE},
	{FORMAT_JSON, ".json", BP_PROOF_JSON},
	{FORMAT_PDF, ".pdf", BP_PROOF_PDF},
};

/* The form that was asked for, else the one that the file's name ends like, else text. */
static enum bp_proof_form proof_form_of(const struct options *options)
{
	size_t len = options->output ? strlen(options->output) : 0;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t ending = strlen(forms[i].ending);
		if (options->format == forms[i].format ||
			(options->format == FORMAT_USUAL && len > ending &&
				strcmp(options->output + len - ending, forms[i].ending) ==
					0))
			return forms[i].form;
	}
	return BP_PROOF_TEXT;
}

/* ---- the proof ---- */

static bool proof_print(const struct options *options, const struct bp_session *session,
	const struct bp_proof *proof, struct bp_error *err)
{
	enum bp_proof_form form = proof_form_of(options);
	struct bp_buf out = {0};

	if (form == BP_PROOF_PDF && !options->output && isatty(STDOUT_FILENO))
		return bp_fail(err, BP_ERROR_USAGE,
			_("PDF bukan untuk layar; tambahkan -o BERKAS.pdf"));
	bool ok = bp_proof_write(
		session, proof, form, options->output || bp_term_utf8(), &out, err);
	if (ok && options->output)
		ok = bp_file_write_private(
			options->output, bp_buf_str(&out), options->force, err);
	else if (ok)
		fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&out);
	return ok;
}

/* Makes the proof once without a person: nobody is asked if there is nothing to prove. */
static bool proof_fill(const struct options *options, struct bp_session *session,
	struct bp_arena *arena, struct person_form *form, struct bp_proof *proof,
	struct bp_error *err)
{
	const struct bp_person nobody = {.name = {NULL, 0}};
	const struct bp_course *course;
	const struct bp_module *module;

	if (!bp_session_find_recorded(
		    &session->library, options->args[0], &course, &module, err) ||
		!bp_proof_of(session, course, &nobody, arena, proof, err) ||
		!person_fill(form, session, options, err))
		return false;
	const struct bp_person person = person_of(form);
	return bp_proof_of(session, course, &person, arena, proof, err);
}

/* The register's rows of whoever learns here, of one course or of all finished ones. */
static bool proof_file_rows(const struct options *options, struct bp_session *session,
	struct bp_office *office, struct person_form *form, struct bp_error *err)
{
	const struct bp_module *module;

	if (options->arg_count &&
		!bp_session_find_recorded(&session->library, options->args[0],
			&office->course, &module, err))
		return false;
	if (!person_fill(form, session, options, err))
		return false;
	const struct bp_person person = person_of(form);
	if (!bp_office_add_session(office, session, &person, err))
		return false;
	return office->count
		? office_give(options, office, err)
		: bp_fail(err, BP_ERROR_NOT_FOUND, _("belum ada kursus yang selesai"));
}

static bool proof_rows(
	const struct options *options, struct bp_session *session, struct bp_error *err)
{
	struct bp_office office = {.config = &options->config,
		.library = &session->library,
		.arena = bp_arena_new()};
	struct person_form form = {.keep = false};

	trail_look("proof", session->folder.at, session->learner.at);
	bool ok = proof_file_rows(options, session, &office, &form, err);
	if (ok && office_tell_refused(&office))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("register belum dapat menerima semuanya; alasannya di atas"));
	if (form.keep)
		ok = person_keep(&form, session, err) && ok;
	person_release(&form);
	bp_arena_free(office.arena);
	return ok;
}

static bool proof_prove(
	const struct options *options, struct bp_session *session, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct person_form form = {.keep = false};
	struct bp_proof proof;

	trail_look("proof", session->folder.at, session->learner.at);
	bool ok = proof_fill(options, session, arena, &form, &proof, err) &&
		proof_print(options, session, &proof, err);

	if (ok && options->output)
		bp_say(stderr, _("Bukti %s ditulis ke %s\n"), proof.number,
			options->output);
	if (ok && form.keep)
		ok = person_keep(&form, session, err);
	person_release(&form);
	bp_arena_free(arena);
	return ok;
}

/* ---- the command ---- */

static int proof_usage(void)
{
	struct bp_error err;

	bp_fail(&err, BP_ERROR_USAGE,
		_("pemakaian: berpijar proof KURSUS, atau --siasn, --class NAMA --out DIR, --returned FOLDER --out DIR, --verify BERKAS, --verify-qr TEKS"));
	return bp_say_error(&err);
}

/* A course is named, unless all finished ones are meant; what is looked at has none. */
static bool proof_is_asked_well(const struct options *options)
{
	if (options->verify || options->verify_qr || options->returned)
		return !options->arg_count;
	if (options->out && !options->siasn && !options->group)
		return false;
	return options->arg_count || options->siasn || options->group;
}

static int proof_run(const struct options *options)
{
	struct bp_session session;
	struct bp_error err = {0};
	int status = BP_EXIT_DONE;

	if (!proof_is_asked_well(options))
		return proof_usage();
	if (options->verify)
		return verify_proof(options);
	if (options->verify_qr)
		return verify_qr(options);
	if (options->returned)
		return office_returned(options);
	if (options->group)
		return office_class(options);
	if (!bp_session_open(&session, &options->config, BP_STORE_READ, &err))
		status = bp_say_error(&err);
	else if (session.trouble.kind)
		status = bp_say_error(&session.trouble);
	else if (!(options->siasn ? proof_rows : proof_prove)(options, &session, &err))
		status = bp_say_error(&err);
	bp_session_close(&session);
	return status;
}
