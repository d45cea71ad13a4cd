/* `berpijar proof`: "Bukti Belajar Mandiri" for a finished course. */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/code.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <string.h>
#include <unistd.h>

/* ---- forms ---- */

static bool write_text(const struct options *options, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf picture = {0};
	struct bp_code *code = bp_code_new(bp_str(proof->number), NULL);

	(void)err;
	if (code)
		bp_code_write(code, options->output || bp_term_utf8(), &picture);
	bp_buf_add_char(&picture, '\n');
	bp_proof_text(proof, signer, bp_buf_str(&picture), out);
	bp_code_free(code);
	bp_buf_release(&picture);
	return true;
}

static bool write_json(const struct options *options, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_buf *out, struct bp_error *err)
{
	(void)options;
	(void)err;
	bp_proof_json(proof, signer, out);
	return true;
}

static bool write_pdf(const struct options *options, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_buf *out, struct bp_error *err)
{
	if (!options->output && isatty(STDOUT_FILENO))
		return bp_fail(err, BP_ERROR_USAGE,
			_("PDF bukan untuk layar; tambahkan -o BERKAS.pdf"));
	return proof_pdf(proof, signer, out, err);
}

static const struct {
	enum format format;
	const char *ending;
	bool (*write)(const struct options *options, const struct bp_proof *proof,
		const struct bp_signer *signer, struct bp_buf *out, struct bp_error *err);
} forms[] = {
	{FORMAT_TEXT, ".txt", write_text},
	{FORMAT_JSON, ".json", write_json},
	{FORMAT_PDF, ".pdf", write_pdf},
};
#define FORMS (sizeof forms / sizeof *forms)

/* The form that is asked for, or that the file's name ends like. */
static size_t form_of(const struct options *options)
{
	size_t len = options->output ? strlen(options->output) : 0;

	for (size_t i = 0; i < FORMS; i++) {
		size_t ending = strlen(forms[i].ending);
		if (options->format == forms[i].format ||
			(options->format == FORMAT_USUAL && len > ending &&
				strcmp(options->output + len - ending, forms[i].ending) ==
					0))
			return i;
	}
	return 0;
}

static bool write_form(const struct options *options, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_error *err)
{
	struct bp_buf out = {0};
	bool ok = forms[form_of(options)].write(options, proof, signer, &out, err);

	if (ok && options->output)
		ok = bp_file_write_private(
			options->output, bp_buf_str(&out), options->force, err);
	else if (ok)
		fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&out);
	return ok;
}

/* ---- the command ---- */

static bool sign_and_write(
	const struct options *options, const struct bp_proof *proof, struct bp_error *err)
{
	struct bp_signer room = {.server = ""};
	const struct bp_signer *signer = NULL;
	struct bp_buf folder = {0};
	bool ok = session_store_folder(options, &folder, err) &&
		server_key_load(folder.at, &room, &signer, err) &&
		write_form(options, proof, signer, err);

	bp_key_pair_wipe(&room.pair);
	bp_buf_release(&folder);
	return ok;
}

/* Nobody vouches for a record that was altered. */
static bool read_chain(const struct session *session, const struct bp_course *course,
	struct bp_chain *chain, struct bp_error *err)
{
	return bp_store_unaltered(session->store, session->learner.at, err) &&
		bp_store_chain(session->store, bp_str(course->id), chain, err);
}

/* The person is asked only if there is something to prove. */
static bool make_proof(struct session *session, const struct options *options,
	struct bp_arena *arena, struct person_form *form, struct bp_proof *proof,
	struct bp_error *err)
{
	const struct bp_person nobody = {.name = {NULL, 0}};
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_chain chain;

	if (!session_find(
		    &session->library, options->args[0], NULL, &course, &module, err) ||
		!read_chain(session, course, &chain, err) ||
		!bp_proof_make(
			arena, course, session->progress, &nobody, &chain, proof, err))
		return false;
	if (!person_fill(form, session, options, err))
		return false;
	const struct bp_person person = person_of(form);
	return bp_proof_make(
		arena, course, session->progress, &person, &chain, proof, err);
}

static bool prove(
	struct session *session, const struct options *options, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct person_form form = {.keep = false};
	struct bp_proof proof;
	bool ok = make_proof(session, options, arena, &form, &proof, err) &&
		sign_and_write(options, &proof, err);

	if (ok && options->output)
		say(stderr, _("Bukti %s ditulis ke %s\n"), proof.number, options->output);
	if (ok && form.keep)
		ok = person_keep(&form, session, options, err);
	person_release(&form);
	bp_arena_free(arena);
	return ok;
}

/* ---- for the player ---- */

static bool describe(const struct options *options, struct bp_arena *arena,
	const struct bp_proof *proof, struct bp_proof_rows *rows, struct bp_error *err)
{
	struct bp_signer room = {.server = ""};
	const struct bp_signer *signer = NULL;
	struct bp_buf folder = {0};
	bool ok = session_store_folder(options, &folder, err) &&
		server_key_load(folder.at, &room, &signer, err);

	if (ok)
		bp_proof_describe(arena, proof, signer, rows);
	bp_key_pair_wipe(&room.pair);
	bp_buf_release(&folder);
	return ok;
}

bool proof_as_kept(const struct session *session, const struct options *options,
	const struct bp_course *course, struct bp_arena *arena, struct bp_proof *proof,
	struct bp_proof_rows *rows, struct bp_error *err)
{
	struct person_form form = {.keep = false};
	struct bp_chain chain;

	if (!session->store)
		return bp_fail(
			err, session->trouble.kind, "%s", session->trouble.message);
	person_recall(&form, session);
	const struct bp_person person = person_of(&form);
	bool ok = read_chain(session, course, &chain, err) &&
		bp_proof_make(
			arena, course, session->progress, &person, &chain, proof, err) &&
		describe(options, arena, proof, rows, err);
	person_release(&form);
	return ok;
}

bool proof_save(const struct session *session, const struct options *options,
	const struct bp_course *course, const struct bp_person *person, char number[16],
	struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof;
	struct bp_chain chain;
	bool ok = read_chain(session, course, &chain, err) &&
		bp_proof_make(
			arena, course, session->progress, person, &chain, &proof, err) &&
		sign_and_write(options, &proof, err);

	if (ok)
		memcpy(number, proof.number, sizeof proof.number);
	bp_arena_free(arena);
	return ok;
}

/* ---- from the command line ---- */

static int usage(void)
{
	struct bp_error err;

	bp_fail(&err, BP_ERROR_USAGE,
		_("pemakaian: berpijar proof KURSUS, atau berpijar proof --verify BERKAS"));
	return report(&err);
}

int run_proof(const struct options *options)
{
	struct session session;
	struct bp_error err = {0};
	int status = EXIT_DONE;

	if (options->arg_count != (options->verify ? 0 : 1))
		return usage();
	if (options->verify)
		return verify_proof(options);
	if (!session_open(&session, options, BP_STORE_READ, &err))
		status = report(&err);
	else if (session.trouble.kind)
		status = report(&session.trouble);
	else if (!prove(&session, options, &err))
		status = report(&err);
	session_close(&session);
	return status;
}
