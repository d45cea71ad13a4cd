/* `berpijar learner export --bundle` and `import --bundle`: a record on its way to
 * another machine, and two that become one. */
#include "learner.h"
#include <berpijar/lang.h>
#include <string.h>

static bool write_bundle(const struct options *options, const char *folder,
	const char *id, struct bp_error *err)
{
	struct bp_store *store = NULL;
	bool ok = bp_learner_exists(folder, id) ||
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar peserta \"%s\""), id);

	ok = ok && bp_store_open(&store, folder, id, BP_STORE_READ, err) &&
		bp_store_bundle(store, id, options->output, err);
	bp_store_close(store);
	if (ok)
		say(stdout,
			_("Bundel %s ditulis. Di komputer lain: berpijar learner import "
			  "--bundle %s\n"),
			options->output, options->output);
	return ok;
}

bool learner_bundle_export(const struct options *options, const char *folder,
	const char *id, struct bp_error *err)
{
	if (!options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner export ID --bundle -o BERKAS"));
	if (options->force)
		remove(options->output);
	return write_bundle(options, folder, id, err);
}

static bool take_bundle(
	const char *folder, const char *id, const char *path, struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_merge merge;
	bool ok = bp_store_open(&store, folder, id, BP_STORE_WRITE, err) &&
		bp_store_merge(store, path, &merge, err);

	bp_store_close(store);
	if (ok && merge.branched)
		say(stdout,
			_("%s: %zu kejadian baru dari %zu; %zu dari salinan yang "
			  "berjalan "
			  "sendiri\n"),
			id, merge.added, merge.events, merge.branched);
	else if (ok)
		say(stdout, _("%s: %zu kejadian baru dari %zu\n"), id, merge.added,
			merge.events);
	return ok;
}

/* BERKAS [ID]: without an id, of the learner whose bundle it is. */
bool learner_bundle_import(
	const struct options *options, const char *folder, struct bp_error *err)
{
	char learner[65] = "";

	if (options->arg_count < 1 || options->arg_count > 2)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner import --bundle BERKAS [ID]"));
	return bp_bundle_learner(options->args[0], learner, err) &&
		take_bundle(folder, options->arg_count > 1 ? options->args[1] : learner,
			options->args[0], err);
}
