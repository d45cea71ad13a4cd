/* `berpijar store`: what is done to the folder of records as a whole. */
#include "proof.h"
#include <berpijar/lang.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* STORE key [SERVER] */
static bool make_key(const char *folder, char **args, struct bp_error *err)
{
	char host[HOST_NAME_MAX + 1] = "";
	const char *server = args[0] ? args[0] : host;

	if (gethostname(host, sizeof host - 1) != 0 ||
		!server_key_make(folder, server, err))
		return false;
	printf(_("Kunci server %s: %s/key (rahasia; cadangkan di tempat aman) dan "
		 "%s/key.pub (untuk siapa pun yang memeriksa bukti)\n"),
		server, folder, folder);
	return true;
}

static const struct {
	const char *name, *arguments;
	int least, most;                                                 /* arguments */
	bool (*run)(const char *folder, char **args, struct bp_error *); /* NULL-ended */
} parts[] = {
	{"key", "[SERVER]", 0, 1, make_key},
};
#define PARTS (sizeof parts / sizeof *parts)

static bool usage(struct bp_error *err)
{
	struct bp_buf list = {0};

	for (size_t i = 0; i < PARTS; i++)
		bp_buf_printf(&list, "%s%s %s", i ? " | " : "", parts[i].name,
			parts[i].arguments);
	bp_fail(err, BP_ERROR_USAGE, _("pemakaian: berpijar store %s"), list.at);
	bp_buf_release(&list);
	return false;
}

static bool run_part(const struct options *options, struct bp_error *err)
{
	struct bp_buf folder = {0};
	int count = options->arg_count - 1;
	bool ok = false;

	for (size_t i = 0; i < PARTS; i++) {
		if (count < 0 || strcmp(options->args[0], parts[i].name) != 0)
			continue;
		if (count < parts[i].least || count > parts[i].most)
			break;
		ok = session_store_folder(options, &folder, err) &&
			parts[i].run(folder.at, options->args + 1, err);
		bp_buf_release(&folder);
		return ok;
	}
	return usage(err);
}

int run_store(const struct options *options)
{
	struct bp_error err = {0};

	return run_part(options, &err) ? EXIT_DONE : report(&err);
}
