/* `berpijar store key`: makes the key by which this server signs proofs. */
#include "store.h"
#include <berpijar/lang.h>
#include <berpijar/proofs.h>
#include <limits.h>
#include <unistd.h>

static const struct option_row store_key_options[] = {ROW_STORE, ROW_LANG, ROWS_END};

static int store_key_run(const struct options *options);

const struct command command_store_key = {
	.name = "store key",
	.arguments = N_("[SERVER]"),
	.most = 1,
	.summary = N_("membuat kunci server"),
	.description = N_(
		"Membuat kunci di tempat catatan, agar bukti belajar ditandatangani; SERVER adalah nama yang tertulis di bukti."),
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

static int store_key_run(const struct options *options)
{
	return records_in_store(options, store_key_make);
}
