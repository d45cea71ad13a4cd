/* `berpijar store key`: makes the key by which this server signs proofs. */
#include "store.h"
#include <berpijar/lang.h>
#include <berpijar/proofs.h>
#include <berpijar/time.h>
#include <limits.h>
#include <unistd.h>

static const struct option_row store_key_options[] = {ROW_STORE, ROW_LANG,
	{"--rotate", FLAG(rotate),
		N_("membuat kunci baru; kunci publik yang lama disimpan, dan bukti lama tetap berlaku")},
	{"--revoke", FLAG(revoke),
		N_("mencabut kunci yang bocor: SIDIK menyebut yang mana, bila tidak: yang dipakai sekarang")},
	{"--since YYYY-MM-DD", TEXT(since),
		N_("sejak kapan kunci itu tidak dipercaya, untuk --revoke; bila tidak disebut: sekarang")},
	ROWS_END};

static int store_key_run(const struct options *options);

const struct command command_store_key = {
	.name = "store key",
	.arguments = N_("[SERVER | --rotate | --revoke [SIDIK]]"),
	.most = 1,
	.summary = N_("membuat, mengganti, atau mencabut kunci server"),
	.description = N_(
		"Membuat kunci di tempat catatan, agar bukti belajar ditandatangani; SERVER adalah nama yang tertulis di bukti. Kunci publik yang tidak dipakai lagi disimpan di keys.pub, dan proof --verify menyebut kunci mana yang menandatangani."),
	.options = store_key_options,
	.run = store_key_run,
};

static bool store_key_make(
	const struct options *options, const char *folder, struct bp_error *err)
{
	char host[HOST_NAME_MAX + 1] = "";
	const char *server = options->arg_count ? options->args[0] : host;

	if (gethostname(host, sizeof host - 1) != 0 ||
		!bp_server_key_make(folder, server, err))
		return false;
	bp_say(stdout,
		_("Kunci server %s: %s/key (rahasia; cadangkan di tempat aman) dan %s/key.pub (untuk siapa pun yang memeriksa bukti)\n"),
		server, folder, folder);
	return true;
}

/* ---- a key that does not sign any more ---- */

static bool store_key_rotate(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_server_key now;
	char fingerprint[BP_FINGERPRINT_LEN + 1];

	if (options->arg_count)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--rotate tidak memerlukan nama; server tetap yang itu juga"));
	if (!bp_server_key_rotate(folder, &now, err))
		return false;
	bp_fingerprint(now.key, fingerprint);
	bp_say(stdout,
		_("Kunci baru server %s: %s. Bagikan %s/key.pub dan %s/keys.pub kepada siapa pun yang memeriksa bukti.\n"),
		now.server, fingerprint, folder, folder);
	return true;
}

static bool store_key_revoke(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_server_key gone;
	char fingerprint[BP_FINGERPRINT_LEN + 1];
	int64_t now = bp_session_now(),
		since = options->since ? bp_time_read(bp_str(options->since)) : now;

	if (since <= 0 || since > now)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--since %s: tulislah hari yang sudah tiba, misalnya 2026-11-30"),
			options->since);
	if (!bp_server_key_revoke(folder, options->arg_count ? options->args[0] : NULL,
		    since, &gone, err))
		return false;
	bp_fingerprint(gone.key, fingerprint);
	bp_say(stdout,
		_("Kunci %s dicabut. Bagikan %s/key.pub dan %s/keys.pub kepada siapa pun yang memeriksa bukti.\n"),
		fingerprint, folder, folder);
	return true;
}

static int store_key_run(const struct options *options)
{
	struct bp_error err = {0};

	if ((options->rotate && options->revoke) ||
		(options->since && !options->revoke)) {
		bp_fail(&err, BP_ERROR_USAGE,
			_("pakailah --rotate atau --revoke, dan --since hanya dengan --revoke"));
		return bp_say_error(&err);
	}
	return records_in_store(options,
		options->rotate           ? store_key_rotate
			: options->revoke ? store_key_revoke
					  : store_key_make);
}
