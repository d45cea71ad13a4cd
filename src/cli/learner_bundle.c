/* `berpijar learner export --bundle` and `import --bundle`: takes a record to another
 * machine, and merges it into the record there. */
#include "learner.h"
#include "trail.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <berpijar/sent.h>
#include <string.h>
#include <unistd.h>

#define BUNDLES_MOST 20000 /* files of a folder */

/* What the learner said counts, unless an administrator says that the learner agrees; a
 * learner's no stays. */
static bool learner_bundle_named(const struct options *options, struct bp_store *store,
	bool *named, struct bp_error *err)
{
	struct bp_buf consent = {0};

	bp_store_load_setting(store, BP_CONSENT_NAME, &consent);
	bool yes = bp_str_is(bp_buf_str(&consent), BP_CONSENT_YES),
	     no = bp_str_is(bp_buf_str(&consent), BP_CONSENT_NO);
	bp_buf_release(&consent);
	*named = !options->nameless && (options->named || yes);
	return !(no && *named) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s tidak menyetujui nama dan unitnya ikut; hanya ia sendiri yang dapat mengubahnya, di \"Data Anda\""),
			options->args[0]);
}

static bool learner_bundle_write(const struct options *options, struct bp_store *store,
	bool *withheld, struct bp_error *err)
{
	bool named;

	return learner_bundle_named(options, store, &named, err) &&
		bp_store_bundle(store, options->args[0], options->output,
			(struct bp_bundle_how){.replace = options->force, .named = named},
			withheld, err);
}

bool learner_bundle_export(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *id = options->args[0];
	struct bp_store *store = NULL;
	bool withheld = false;

	if (!options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner export ID --bundle -o BERKAS"));
	bool ok = bp_learner_exists(folder, id) ||
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar peserta \"%s\""), id);
	if (ok)
		trail_deed(folder,
			&(struct bp_trail_entry){
				"export", id, "learner-export-bundle", NULL});
	ok = ok && bp_store_open(&store, folder, id, BP_STORE_READ, err) &&
		learner_bundle_write(options, store, &withheld, err);
	bp_store_close(store);
	if (ok)
		bp_say(stdout,
			_("Bundel %s ditulis. Di komputer lain: berpijar learner import --bundle %s\n"),
			options->output, options->output);
	if (ok && withheld)
		bp_say(stdout,
			_("Ujian yang belum dikumpulkan belum lengkap di dalamnya: kumpulkan di sini, lalu buatlah bundel baru.\n"));
	return ok;
}

static void learner_bundle_tell_merge(
	const char *id, const struct bp_merge *merge, bool done)
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

/* Says that two records become one person's, before that is done. */
static void learner_bundle_tell_join(
	struct bp_store *store, const char *path, const char *id)
{
	char word[BP_UUID_LEN + 1];

	if (bp_joined_by(store, path, word))
		bp_say(stdout,
			_("%s: catatan di sini dan bundel itu dari dua komputer; keduanya menjadi milik satu orang dengan UUID %s. Gabungkan juga bundel dari sini di sana.\n"),
			id, word);
}

static bool learner_bundle_take(const struct options *options, const char *folder,
	const char *id, struct bp_error *err)
{
	const char *path = options->args[0];
	struct bp_store *store = NULL;
	struct bp_merge merge;
	bool ok = bp_store_open(&store, folder, id,
		options->dry_run ? BP_STORE_READ : BP_STORE_WRITE, err);

	if (ok)
		learner_bundle_tell_join(store, path, id);
	ok = ok &&
		(options->dry_run ? bp_store_merge_count(store, path, &merge, err)
				  : bp_joined_merge(store, folder, path, &merge, err));
	bp_store_close(store);
	if (ok && !options->dry_run)
		trail_deed(folder,
			&(struct bp_trail_entry){"import", id, "learner-import", NULL});
	if (ok)
		learner_bundle_tell_merge(id, &merge, !options->dry_run);
	return ok;
}

/* Refuses a bundle of another learner: once merged, the events of two people could never
 * be told apart again. */
static bool learner_bundle_check_learner(const struct options *options, const char *id,
	const char *learner, struct bp_error *err)
{
	return options->force || strcmp(id, learner) == 0 ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s adalah bundel peserta \"%s\", bukan \"%s\"; bila keduanya orang yang sama, tambahkan --force"),
			options->args[0], learner, id);
}

/* ---- a folder of them ---- */

/* Each by itself, so that one that is damaged or no bundle does not keep the others back. */
static bool learner_bundle_folder(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *path = options->args[0];
	struct bp_names names = {0};
	size_t failed = 0;
	int root;

	if (!bp_root_open(path, &root, err))
		return false;
	bool ok = bp_root_names(root, BUNDLES_MOST, options->arena, &names, err);
	close(root);
	for (size_t i = 0; ok && i < names.count; i++) {
		struct bp_error cause = {0};
		char *file = bp_arena_printf(options->arena, "%s/%s", path, names.at[i]);
		struct options one = *options;
		one.args = &file;
		one.arg_count = 1;
		if (names.at[i][0] == '.' || bp_is_folder(file) ||
			learner_bundle_import(&one, folder, &cause))
			continue;
		failed++;
		fflush(stdout);
		bp_say_error(&cause);
	}
	return ok &&
		(!failed ||
			bp_fail(err, BP_ERROR_INPUT,
				_("%zu dari %zu berkas di %s tidak digabungkan"), failed,
				names.count, path));
}

/* The arguments are BERKAS [ID] or FOLDER; without an id it is the learner of the bundle. */
bool learner_bundle_import(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_bundle_info info = {0};
	const char *id = options->arg_count > 1 ? options->args[1] : info.learner;

	if (bp_is_folder(options->args[0]) && options->arg_count > 1)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebuah folder bundel digabungkan tanpa ID: tiap bundel menyebut pesertanya"));
	if (bp_is_folder(options->args[0]))
		return learner_bundle_folder(options, folder, err);
	return bp_bundle_look(options->args[0], &info, err) &&
		learner_bundle_check_learner(options, id, info.learner, err) &&
		bp_erased_allows(folder, &info, err) &&
		learner_bundle_take(options, folder, id, err);
}
