/* `berpijar store revoke`: proofs that this server does not stand by any more. */
#include "store.h"
#include <berpijar/arena.h>
#include <berpijar/revoked.h>

static const struct option_row store_revoke_options[] = {ROW_STORE, ROW_LANG,
	{N_("--reason TEKS"), TEXT(reason),
		N_("alasannya, yang dibaca siapa pun yang memeriksa; harus ada")},
	ROWS_END};

static int store_revoke_run(const struct options *options);

const struct command command_store_revoke = {
	.name = "store revoke",
	.arguments = N_("[NOMOR]"),
	.most = 1,
	.summary = N_("mencabut sebuah bukti menurut nomornya"),
	.description = N_(
		"Menulis nomor bukti ke daftar pencabutan, revoked.json di tempat catatan, dalam bentuk 1EdTechRevocationList; tanpa NOMOR: mencetak daftarnya. Terbitkan berkas itu di alamat yang disebut pengaturan revocations, dan bagikan bersama key.pub. Jangan menulis data pribadi di alasannya."),
	.options = store_revoke_options,
	.run = store_revoke_run,
};

static bool store_revoke_list(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_revoked_list list = {0};

	if (!bp_revoked_of(options->arena, folder, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		bp_say(stdout, "%s  %s\n", list.at[i].urn, list.at[i].reason);
	return true;
}

static bool store_revoke_add(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *address = options->config.agency.revocations;

	if (!options->reason)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan alasannya dengan --reason TEKS"));
	if (!bp_revoked_add(folder, options->args[0], options->reason, address, err))
		return false;
	bp_say(stdout, _("Bukti nomor %s dicabut: %s/revoked.json.\n"), options->args[0],
		folder);
	if (address)
		bp_say(stdout, _("Terbitkan berkas itu di %s.\n"), address);
	return true;
}

static int store_revoke_run(const struct options *options)
{
	return records_in_store(
		options, options->arg_count ? store_revoke_add : store_revoke_list);
}
