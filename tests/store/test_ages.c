/* Records, snapshots and bundles of each released kind, as they were written at their
 * time (fixtures/ages/README.md): whatever the program becomes, it reads them. */
#include "support.h"

#include <berpijar/exam.h>
#include <berpijar/file.h>
#include <berpijar/learners.h>
#include <berpijar/marks.h>
#include <berpijar/reports.h>
#include <berpijar/review.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS   45
#define SNAPSHOT 38                     /* seq of its last event */
#define LATER    INT64_C(1900000000000) /* everything is due by then */

#define STR(text) (int)(text).len, (text).at ? (text).at : ""

static const char *const modules[][2] = {
	{"ux", "satu"},
	{"ux", "dua"},
	{"ux", ""},
	{"jenis", "jenis"},
	{"ujian", "akhir"},
};
static const char *const questions[] = {"q1", "lama", "e1", "e2", "e3"};

/* ---- what a progress says, as lines ---- */

static void add_module(struct bp_buf *out, const char *const name[2],
	const struct bp_module_record *module)
{
	bp_buf_printf(out,
		"module %s/%s: %d %d, %" PRId64 " %" PRId64 " %" PRId64
		", %g %d %d %u, %g s, %d \"%.*s\" %u, read",
		name[0], name[1], module->started, module->done, module->first_at,
		module->last_at, module->done ? module->done_at : -1, module->score,
		module->passed, module->failed, module->attempts, module->active_seconds,
		module->jp_halves, STR(module->version), module->questions_answered);
	for (size_t i = 0; i < module->read.count; i++)
		bp_buf_printf(out, " %08" PRIx32, module->read.hashes[i]);
	bp_buf_add_char(out, '\n');
}

static void add_question(struct bp_buf *out, const char *const module[2],
	const char *name, const struct bp_question_record *question)
{
	bp_buf_printf(out, "question %s/%s/%s: %u, %g, %g %d %" PRId64 " %.*s\n",
		module[0], module[1], name, question->answered, question->best,
		question->last, question->last_correct, question->last_at,
		STR(question->last_body));
}

static void add_attempts(struct bp_buf *out, const struct bp_progress *progress)
{
	const struct bp_attempt *list[8];
	size_t count = bp_attempts_list(bp_progress_attempts(progress), BP_STR("ujian"),
		BP_STR("akhir"), list, 8);

	for (size_t i = 0; i < count; i++) {
		const struct bp_attempt *attempt = list[i];
		bp_buf_printf(out,
			"attempt %" PRId64 ": %016" PRIx64 " %d s, %d %d %d %g %" PRId64
			", %u cuts, %" PRId64 " s,",
			attempt->at, attempt->seed, attempt->time_seconds, attempt->ended,
			attempt->passed, attempt->timed_out, attempt->score,
			attempt->ended_at, attempt->cuts, attempt->away_seconds);
		for (size_t n = 0; n < attempt->count; n++)
			bp_buf_printf(out, " %.*s=%.*s=%g",
				STR(attempt->given[n].question),
				STR(attempt->given[n].response), attempt->given[n].grade);
		bp_buf_add_char(out, '\n');
	}
}

static void add_marks(struct bp_buf *out, const struct bp_progress *progress)
{
	const struct bp_mark *list[8];
	size_t count = bp_marks_list(bp_progress_marks(progress), list, 8);

	for (size_t i = 0; i < count; i++)
		bp_buf_printf(out,
			"%s %.*s/%.*s: %" PRId64 " %" PRId64 " %" PRIu32 " %" PRIu32
			" %016" PRIx64 " \"%.*s\" \"%.*s\" \"%.*s\"\n",
			bp_verb_name(list[i]->verb), STR(list[i]->course),
			STR(list[i]->module), list[i]->made_at, list[i]->at,
			list[i]->place.block, list[i]->place.offset, list[i]->place.hash,
			STR(list[i]->heading), STR(list[i]->words), STR(list[i]->text));
}

static void add_reports(struct bp_buf *out, const struct bp_progress *progress)
{
	size_t count;
	const struct bp_report *list =
		bp_reports_list(bp_progress_reports(progress), &count);

	for (size_t i = 0; i < count; i++)
		bp_buf_printf(out,
			"report %.*s/%.*s/%.*s: %" PRId64 " \"%.*s\" \"%.*s\" \"%.*s\"\n",
			STR(list[i].course), STR(list[i].module), STR(list[i].question),
			list[i].at, STR(list[i].text), STR(list[i].response),
			STR(list[i].version));
}

static void add_due(struct bp_buf *out, const struct bp_progress *progress)
{
	struct bp_due list[8];
	size_t count = bp_review_due(progress, LATER, list, 8);

	for (size_t i = 0; i < count; i++)
		bp_buf_printf(out, "due %.*s/%.*s/%.*s: %" PRId64 "\n",
			STR(list[i].course), STR(list[i].module), STR(list[i].question),
			list[i].due);
}

static void add_months(struct bp_buf *out, const struct bp_progress *progress)
{
	for (int year = 0; bp_progress_next_year(progress, year, 1, &year);) {
		struct bp_month months[BP_MONTHS];
		bp_progress_months(progress, year, months);
		bp_buf_printf(out, "%d: %d", year, bp_progress_jp_halves(progress, year));
		for (int i = 0; i < BP_MONTHS; i++)
			if (months[i].jp_halves || months[i].active_seconds > 0)
				bp_buf_printf(out, ", month %d: %d %g s", i + 1,
					months[i].jp_halves, months[i].active_seconds);
		bp_buf_add_char(out, '\n');
	}
}

static void add_modules(struct bp_buf *out, const struct bp_progress *progress)
{
	for (size_t i = 0; i < COUNT(modules); i++) {
		struct bp_str course = bp_str(modules[i][0]),
			      name = bp_str(modules[i][1]);
		const struct bp_module_record *module =
			bp_progress_module(progress, course, name);
		if (module)
			add_module(out, modules[i], module);
		for (size_t n = 0; n < COUNT(questions); n++) {
			const struct bp_question_record *question = bp_progress_question(
				progress, course, name, bp_str(questions[n]));
			if (question)
				add_question(out, modules[i], questions[n], question);
		}
	}
}

static void describe(struct bp_buf *out, const struct bp_progress *progress)
{
	struct bp_str course = {0}, module = {0};

	bp_progress_latest(progress, &course, &module);
	bp_buf_printf(out, "%" PRId64 " … %" PRId64 ", %zu done, then %.*s/%.*s\n",
		bp_progress_first_at(progress), bp_progress_last_at(progress),
		bp_progress_modules_done(progress), STR(course), STR(module));
	add_months(out, progress);
	add_modules(out, progress);
	add_attempts(out, progress);
	add_marks(out, progress);
	add_reports(out, progress);
	add_due(out, progress);
}

/* ---- fixtures ---- */

static void read_fixture(const char *name, struct bp_buf *out)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/ages/%s", getenv("BERPIJAR_FIXTURES"), name);
	assert_true(bp_file_read(path.at, 1 << 24, out, NULL));
	bp_buf_release(&path);
}

/* A copy of a record in a store of its own. */
static void put_record(const char *folder, const char *name)
{
	struct bp_buf file = {0};

	read_fixture(name, &file);
	bp_store_close(open_or_fail(folder, BP_STORE_WRITE)); /* makes the folders */
	for (size_t i = 0; i < 2; i++) {
		char *beside = record_path(folder, i ? ".lock" : ".db-wal");
		remove(beside);
		free(beside);
	}
	put_bytes(folder, ".db", file.at, file.len);
	bp_buf_release(&file);
}

struct fold {
	struct bp_progress *progress;
	int64_t until; /* a seq */
	size_t count;
	bool refused;
};

static void fold_event(void *context, const struct bp_event *event)
{
	struct fold *fold = context;

	if (event->seq > fold->until)
		return;
	fold->refused |= !bp_progress_apply(fold->progress, event);
	fold->count++;
}

static void assert_says(const struct bp_progress *progress)
{
	struct bp_buf said = {0}, wanted = {0};

	describe(&said, progress);
	read_fixture("progress.txt", &wanted);
	assert_string_equal(said.at, wanted.at);
	bp_buf_release(&said);
	bp_buf_release(&wanted);
}

/* All events are there, and add up to what they did. */
static void assert_folds(struct bp_store *store)
{
	struct fold fold = {.progress = bp_progress_new(), .until = INT64_MAX};

	assert_true(bp_store_replay(store, 0, fold_event, &fold, NULL));
	assert_int_equal(fold.count, EVENTS);
	assert_says(fold.progress);
	bp_progress_free(fold.progress);
}

static void count_event(void *context, const struct bp_event *event)
{
	(void)event;
	++*(size_t *)context;
}

/* Nothing of it was brought along by an import. */
static void assert_recorded_here(struct bp_store *store)
{
	size_t count = 0;

	assert_true(bp_store_replay_here(store, count_event, &count, NULL));
	assert_int_equal(count, EVENTS);
}

/* ---- what is no event ---- */

static void add_place(void *context, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at)
{
	bp_buf_printf(context,
		"%.*s/%.*s %" PRIu32 " %" PRIu32 " %" PRIx64 " %u %" PRId64 "\n",
		STR(course), STR(module), place->block, place->offset, place->hash,
		place->permille, at);
}

static void add_draft(void *context, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text)
{
	bp_buf_printf(context, "%.*s/%.*s/%.*s %.*s\n", STR(course), STR(module),
		STR(question), STR(text));
}

static void add_setting(void *context, struct bp_str name, struct bp_str value)
{
	bp_buf_printf(context, "%.*s=%.*s\n", STR(name), STR(value));
}

static void assert_places(struct bp_store *store)
{
	struct bp_buf said = {0};

	assert_true(bp_store_each_place(store, add_place, &said, NULL));
	assert_string_equal(said.at,
		"ux/dua 1 0 1122334455667788 1000 1795482002000\n"
		"ux/satu 12 34 1122334455667788 640 1795482001000\n");
	bp_buf_release(&said);
}

static void assert_own(struct bp_store *store)
{
	struct bp_buf said = {0};

	assert_true(bp_store_each_draft(store, add_draft, &said, NULL));
	assert_true(bp_store_each_setting(store, add_setting, &said, NULL));
	assert_string_equal(said.at,
		"jenis/jenis/lama belum selesai\n…\n"
		"lang=en\nprofile.name=Siti Aminah\nprofile.nip=198609262015051001\n"
		"profile.unit=Kominfo\ntheme=terang\n");
	bp_buf_release(&said);
}

/* ---- the tests ---- */

static void test_records(void **state)
{
	static const char *const records[] = {
		"schema-1.db", "schema-2.db", "schema-3.db"};

	(void)state;
	for (size_t i = 0; i < COUNT(records); i++) {
		char *folder = make_folder();
		struct bp_health health;
		put_record(folder, records[i]);
		for (int mode = BP_STORE_READ; mode >= BP_STORE_WRITE; mode--) {
			struct bp_store *store =
				open_or_fail(folder, (enum bp_store_mode)mode);
			assert_folds(store);
			assert_recorded_here(store);
			assert_places(store);
			assert_own(store);
			bp_store_close(store);
		}
		bp_store_health(folder, LEARNER, &health);
		assert_true(health.sound);
		assert_int_equal(health.events, EVENTS);
		assert_int_equal(health.known, EVENTS);
		remove_folder(folder);
	}
}

/* What the events up to a snapshot add up to has its bytes as long as it can be read: a
 * fold that gives others must not read it (FORMAT in learn/snapshot.c). */
static void assert_bytes(struct bp_store *store, const struct bp_buf *snapshot)
{
	struct fold fold = {.progress = bp_progress_new(), .until = SNAPSHOT};
	struct bp_buf bytes = {0};

	assert_true(bp_store_replay(store, 0, fold_event, &fold, NULL));
	bp_progress_save(fold.progress, &bytes);
	assert_int_equal(bytes.len, snapshot->len);
	assert_memory_equal(bytes.at, snapshot->at, bytes.len);
	bp_buf_release(&bytes);
	bp_progress_free(fold.progress);
}

/* A snapshot is gone on from, or is none to a program that folds in another way. */
static void test_snapshot(void **state)
{
	struct fold fold = {.progress = bp_progress_new(), .until = INT64_MAX};
	struct bp_buf bytes = {0}, same = {0};
	int64_t seq;

	put_record(*state, "schema-2.db");
	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_load_snapshot(store, &seq, &bytes));
	assert_int_equal(seq, SNAPSHOT);
	bp_buf_add_str(&same, bp_buf_str(&bytes));
	if (bp_progress_load(fold.progress, &bytes)) {
		assert_true(bp_store_replay(store, seq, fold_event, &fold, NULL));
		assert_int_equal(fold.count, EVENTS - SNAPSHOT);
		assert_false(fold.refused);
		assert_says(fold.progress);
		assert_bytes(store, &same);
	}
	bp_buf_release(&bytes);
	bp_buf_release(&same);
	bp_progress_free(fold.progress);
	bp_store_close(store);
}

static void test_bundle(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_buf path = {0};
	struct bp_merge merge;
	struct bp_bundle_info info;

	bp_buf_printf(&path, "%s/ages/version-1.bundle", getenv("BERPIJAR_FIXTURES"));
	assert_true(bp_bundle_look(path.at, &info, NULL));
	assert_string_equal(info.learner, LEARNER);
	assert_string_equal(info.name, "");
	for (int i = 0; i < 2; i++) {
		assert_true(bp_store_merge(store, path.at, &merge, NULL));
		assert_int_equal(merge.events, EVENTS);
		assert_int_equal(merge.added, i ? 0 : EVENTS);
		assert_int_equal(merge.branched, 0);
	}
	assert_folds(store);
	assert_places(store);
	bp_store_close(store);
	bp_buf_release(&path);
}

/* Version 2 tells name and unit as well, and is without the exam that runs. */
static void test_bundle_named(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_buf path = {0}, unit = {0};
	struct bp_merge merge;
	struct bp_bundle_info info;

	bp_buf_printf(&path, "%s/ages/version-2.bundle", getenv("BERPIJAR_FIXTURES"));
	assert_true(bp_bundle_look(path.at, &info, NULL));
	assert_string_equal(info.learner, LEARNER);
	assert_string_equal(info.name, "Siti Aminah");
	assert_true(bp_store_merge(store, path.at, &merge, NULL));
	assert_int_equal(merge.added, info.events);
	assert_true(bp_store_load_setting(store, "profile.unit", &unit));
	assert_string_equal(unit.at, "Dinas B");
	bp_store_close(store);
	bp_buf_release(&path);
	bp_buf_release(&unit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_records),
		TEST(test_snapshot),
		TEST(test_bundle),
		TEST(test_bundle_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
