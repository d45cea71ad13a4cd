/* `berpijar proof --verify`: says whether a proof is unaltered, and who signed it. */
#include "proof.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <string.h>

bool verify_find_known(
	const struct options *options, struct verify_known *known, struct bp_error *err)
{
	struct bp_arena *arena = options->arena;
	struct bp_buf folder = {0};
	bool store = bp_session_store_folder(&options->config, &folder, NULL);

	*known = (struct verify_known){.keys = {0}};
	bool ok = options->key
		? bp_server_keys_read(arena, options->key, &known->keys, err)
		: !store || bp_server_keys_of(arena, folder.at, &known->keys, err);
	ok = ok &&
		(options->revoked ? bp_revoked_read(
					    arena, options->revoked, &known->revoked, err)
				  : !store ||
					bp_revoked_of(
						arena, folder.at, &known->revoked, err));
	bp_buf_release(&folder);
	return ok;
}

static const struct bp_server_key *verify_match(
	const struct bp_server_keys *keys, const struct bp_proof_check *check)
{
	for (size_t i = 0; i < keys->count; i++)
		if (memcmp(check->public_key, keys->at[i].key, BP_PUBLIC_KEY_SIZE) == 0)
			return &keys->at[i];
	return NULL;
}

void verify_write_day(int64_t at, char day[VERIFY_DAY])
{
	struct bp_day date = bp_day_of(at);

	snprintf(day, VERIFY_DAY, "%d %s %d", date.day, bp_month_name(date.month),
		date.year);
}

bool verify_tell_state(
	const struct bp_proof_check *check, const struct bp_server_key *key)
{
	char since[VERIFY_DAY], then[VERIFY_DAY];
	bool after = check->signed_at >= key->since;

	verify_write_day(key->since, since);
	verify_write_day(check->signed_at, then);
	if (key->state == BP_KEY_RETIRED)
		printf(_("Kunci itu diganti pada %s; bukti yang ditandatanganinya tetap berlaku.\n"),
			since);
	if (key->state != BP_KEY_REVOKED)
		return true;
	printf(_("Kunci itu DICABUT sejak %s.\n"), since);
	if (!check->signed_at)
		puts(_("Bukti ini tidak menyebut kapan ditandatangani; tanyakan nomornya kepada servernya."));
	else if (after)
		printf(_("Bukti ini ditandatangani sesudahnya, pada %s: jangan dipercaya.\n"),
			then);
	else
		printf(_("Bukti ini menyebut dirinya ditandatangani sebelum itu, pada %s; mintalah servernya mencocokkan nomornya.\n"),
			then);
	return check->signed_at && !after;
}

/* Tells who signed; false if --key asked for another signer. */
static bool verify_tell_signer(const struct options *options,
	const struct bp_proof_check *check, const struct bp_server_keys *keys)
{
	char fingerprint[BP_FINGERPRINT_LEN + 1];

	if (!check->is_signed) {
		puts(_("Laporan mandiri: tidak ada kunci server yang menjaminnya."));
		return !options->key;
	}
	bp_fingerprint(check->public_key, fingerprint);
	printf(_("Ditandatangani dengan kunci %s.\n"), fingerprint);
	if (!keys->count) {
		puts(_("Kunci siapa itu belum diketahui; mintalah key.pub dari servernya, lalu tambahkan --key BERKAS."));
		return true;
	}
	const struct bp_server_key *key = verify_match(keys, check);
	if (!key) {
		printf(_("Itu BUKAN kunci server %s.\n"), keys->at[0].server);
		return false;
	}
	printf(_("Itu kunci server %s.\n"), key->server);
	return verify_tell_state(check, key);
}

bool verify_tell_revoked(
	const struct bp_proof_check *check, const struct bp_revoked_list *list)
{
	const struct bp_revoked *revoked = bp_revoked_find(list, check->number);

	if (revoked)
		bp_say(stdout, _("DICABUT: bukti nomor %s tidak berlaku lagi: %s\n"),
			check->number, revoked->reason);
	return !revoked;
}

static bool verify_file(const struct options *options, bool *sound, struct bp_error *err)
{
	struct bp_buf file = {0};
	struct verify_known known;
	struct bp_proof_check check;
	bool ok = verify_find_known(options, &known, err) &&
		bp_file_read(options->verify, BP_PROOF_LIMIT, &file, err) &&
		bp_proof_verify(bp_buf_str(&file), &check, err);

	bp_buf_release(&file);
	if (!ok)
		return false;
	puts(!check.unaltered ? _("BERUBAH: isinya tidak lagi seperti saat dibuat.")
			: check.is_signed
			? _("Utuh: isinya masih seperti saat dibuat.")
			: _("Tidak ditandatangani; isinya sesuai dengan sidiknya sendiri."));
	*sound = check.unaltered && verify_tell_signer(options, &check, &known.keys) &&
		verify_tell_revoked(&check, &known.revoked);
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
