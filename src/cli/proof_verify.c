/* `berpijar proof --verify`: says whether a proof is unaltered, and who signed it. */
#include "proof.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <string.h>

/* Finds the server's public key: that of --key, else STORE/key.pub if it exists. */
static bool verify_find_key(const struct options *options, struct bp_server_key *key,
	bool *known, struct bp_error *err)
{
	struct bp_buf path = {0};
	bool ok = true;

	*known = options->key != NULL;
	if (options->key) {
		ok = bp_server_key_read(options->key, key, err);
	} else if (bp_session_store_folder(&options->config, &path, NULL)) {
		bp_buf_add_cstr(&path, "/key.pub");
		*known = bp_is_file(path.at);
		ok = !*known || bp_server_key_read(path.at, key, err);
	}
	bp_buf_release(&path);
	return ok;
}

/* Tells who signed; false if --key asked for another signer. */
static bool verify_tell_signer(const struct options *options,
	const struct bp_proof_check *check, const struct bp_server_key *known)
{
	char fingerprint[BP_FINGERPRINT_LEN + 1];

	if (!check->is_signed) {
		puts(_("Laporan mandiri: tidak ada kunci server yang menjaminnya."));
		return !options->key;
	}
	bp_fingerprint(check->public_key, fingerprint);
	printf(_("Ditandatangani dengan kunci %s.\n"), fingerprint);
	if (!known) {
		puts(_("Kunci siapa itu belum diketahui; mintalah key.pub dari servernya, lalu tambahkan --key BERKAS."));
		return true;
	}
	bool same = memcmp(check->public_key, known->key, sizeof known->key) == 0;
	if (same)
		printf(_("Itu kunci server %s.\n"), known->server);
	else
		printf(_("Itu BUKAN kunci server %s.\n"), known->server);
	return same;
}

static bool verify_file(const struct options *options, bool *sound, struct bp_error *err)
{
	struct bp_buf file = {0};
	struct bp_server_key key;
	struct bp_proof_check check;
	bool known;
	bool ok = verify_find_key(options, &key, &known, err) &&
		bp_file_read(options->verify, BP_PROOF_LIMIT, &file, err) &&
		bp_proof_verify(bp_buf_str(&file), &check, err);

	bp_buf_release(&file);
	if (!ok)
		return false;
	puts(!check.unaltered ? _("BERUBAH: isinya tidak lagi seperti saat dibuat.")
			: check.is_signed
			? _("Utuh: isinya masih seperti saat dibuat.")
			: _("Tidak ditandatangani; isinya sesuai dengan sidiknya sendiri."));
	*sound = check.unaltered &&
		verify_tell_signer(options, &check, known ? &key : NULL);
	return true;
}

int verify_proof(const struct options *options)
{
	struct bp_error err = {0};
	bool sound = false;

	if (!verify_file(options, &sound, &err))
		return bp_say_error(&err);
	return sound ? BP_EXIT_DONE : BP_EXIT_FAILED;
}
