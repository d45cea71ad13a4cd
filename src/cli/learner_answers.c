/* `berpijar learner import --answers`: answers that were given on paper, typed into a table,
 * become attempts. */
#include "learner.h"
#include "trail.h"
#include <berpijar/lang.h>
#include <berpijar/paper_answers.h>
#include <berpijar/score.h>

/* A table while it is imported. */
struct typing {
	const struct options *options;
	const char *store;
	struct bp_library library;
	struct bp_paper_answers answers;
	struct bp_paper_result *results; /* of each row */
	size_t added, known;
};

static void typing_fault(
	struct typing *typing, const struct bp_paper_row *row, const struct bp_error *err)
{
	bp_diagnose(&typing->answers.faults, BP_FAULT_PAPER_ATTEMPT, row->line,
		row->column, "%s", err->message);
}

static void typing_plan(struct typing *typing)
{
	struct bp_paper_answers *answers = &typing->answers;

	typing->results = bp_arena_alloc(
		answers->arena, answers->count + 1, sizeof *typing->results);
	for (size_t i = 0; i < answers->count; i++) {
		struct bp_error err = {0};
		if (!bp_paper_plan(
			    &answers->rows[i], typing->store, &typing->results[i], &err))
			typing_fault(typing, &answers->rows[i], &err);
	}
}

/* ---- telling ---- */

static void typing_tell(const struct typing *typing, size_t nth)
{
	const struct bp_paper_row *row = &typing->answers.rows[nth];
	const struct bp_paper_result *result = &typing->results[nth];
	const struct bp_module *module = row->form->module;

	printf(_("%s: %s/%s formulir %c, %zu dari %zu soal dijawab, nilai %d"),
		row->learner, row->form->course->id, module->id, row->form->letter,
		row->given_count, row->form->count, bp_score_percent(result->score));
	if (!module->pretest)
		printf(", %s", result->passed ? _("lulus") : _("belum lulus"));
	if (result->known)
		printf(", %s", _("sudah dicatat"));
	putchar('\n');
}

static void typing_tell_sum(const struct typing *typing)
{
	if (typing->options->dry_run)
		printf(_("Akan dicatat %zu kertas; %zu sudah dicatat. Tidak ada yang ditulis.\n"),
			typing->added, typing->known);
	else
		printf(_("Dicatat %zu kertas; %zu sudah dicatat sebelumnya.\n"),
			typing->added, typing->known);
}

/* ---- writing ---- */

static bool typing_record_one(
	struct typing *typing, const struct bp_paper_row *row, size_t nth)
{
	struct bp_error err = {0};

	if (!bp_paper_record(row, typing->store, &typing->results[nth], &err)) {
		fflush(stdout);
		fprintf(stderr, "berpijar: %s: %s: ", _("galat"), row->learner);
		bp_print_clean_line(stderr, bp_str(err.message));
		fputc('\n', stderr);
		return false;
	}
	if (!typing->results[nth].known)
		trail_deed(typing->store,
			&(struct bp_trail_entry){"change", row->learner,
				"learner-import-answers", row->form->version});
	return true;
}

/* Each record by itself, so that one that is in use does not keep the others back. */
static bool typing_record_all(struct typing *typing, struct bp_error *err)
{
	size_t failed = 0;

	for (size_t i = 0; i < typing->answers.count; i++) {
		if (!typing->options->dry_run &&
			!typing_record_one(typing, &typing->answers.rows[i], i)) {
			failed++;
			continue;
		}
		typing->known += typing->results[i].known;
		typing->added += !typing->results[i].known;
		typing_tell(typing, i);
	}
	typing_tell_sum(typing);
	return !failed ||
		bp_fail(err, BP_ERROR_STORE,
			_("%zu kertas tidak dapat dicatat; perbaiki lalu jalankan lagi, yang sudah dicatat tidak berubah"),
			failed);
}

/* ---- the command ---- */

static bool typing_import(struct typing *typing, struct bp_error *err)
{
	const char *path = typing->options->args[0];

	if (!bp_session_library(&typing->options->config, &typing->library, NULL, err) ||
		!bp_paper_answers_read(&typing->answers, path, err))
		return false;
	typing_plan(typing);
	bp_diagnostics_sort(&typing->answers.faults);
	bp_say_faults(&typing->answers.faults);
	if (typing->answers.faults.errors)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s belum benar, jadi tidak ada yang ditulis"), path);
	return typing_record_all(typing, err);
}

bool learner_answers_import(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct typing typing = {.options = options, .store = folder};

	if (options->arg_count != 1 || options->force || options->bundle)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar learner import --answers BERKAS.csv [--dry-run]"));
	if (!bp_store_is_ours(folder, err))
		return false;
	typing.answers.arena = bp_arena_new();
	typing.answers.library = &typing.library;
	bp_library_init(&typing.library);
	bool ok = typing_import(&typing, err);
	fflush(stdout);
	bp_paper_answers_release(&typing.answers);
	bp_library_release(&typing.library);
	bp_arena_free(typing.answers.arena);
	return ok;
}
