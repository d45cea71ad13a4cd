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
		bp_store_bundle(store, id, options->output, options->force, err);
	bp_store_close(store);
	if (ok)
		bp_say(stdout,
			_("Bundel %s ditulis. Di komputer lain: berpijar learner import --bundle %s\n"),
			options->output, options->output);
	return ok;
}

bool learner_bundle_export(const struct options *options, const char *folder,
	const char *id, struct bp_error *err)
{
	if (!options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner export ID --bundle -o BERKAS"));
	return write_bundle(options, folder, id, err);
}

static void tell_merge(const char *id, const struct bp_merge *merge, bool done)
{
	if (!done)
		bp_say(stdout,
			_("%s: %zu kejadian baru dari %zu akan ditambahkan; belum ada yang ditulis\n"),
			id, merge->added, merge->events);
	else if (merge->branched)
		bp_say(stdout,
			_("%s: %zu kejadian baru dari %zu; %zu dari salinan yang berjalan sendiri\n"),
			id, merge->added, merge->events, merge->branched);
	else
		bp_say(stdout, _("%s: %zu kejadian baru dari %zu\n"), id, merge->added,
			merge->events);
}

static bool take_bundle(const struct options *options, const char *folder, const char *id,
	struct bp_error *err)
{
	const char *path = options->args[0];
	struct bp_store *store = NULL;
	struct bp_merge merge;
	bool ok = bp_store_open(&store, folder, id,
			  options->dry_run ? BP_STORE_READ : BP_STORE_WRITE, err) &&
		(options->dry_run ? bp_store_merge_count(store, path, &merge, err)
				  : bp_store_merge(store, path, &merge, err));

	bp_store_close(store);
	if (ok)
		tell_merge(id, &merge, !options->dry_run);
	return ok;
}

/* Two people's events in one record cannot be told apart again. */
static bool check_learner(const struct options *options, const char *id,
	const char *learner, struct bp_error *err)
{
	return options->force || strcmp(id, learner) == 0 ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s adalah bundel peserta \"%s\", bukan \"%s\"; bila keduanya orang yang sama, tambahkan --force"),
			options->args[0], learner, id);
}

/* BERKAS [ID]: without an id, of the learner whose bundle it is. */
bool learner_bundle_import(
	const struct options *options, const char *folder, struct bp_error *err)
{
	char learner[65] = "";
	const char *id = options->arg_count > 1 ? options->args[1] : learner;

	return bp_bundle_learner(options->args[0], learner, err) &&
		check_learner(options, id, learner, err) &&
		take_bundle(options, folder, id, err);
}
