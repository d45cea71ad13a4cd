/* `berpijar regrade`: mends the grades of a question whose key proved wrong, in all records
 * of a store. Without --force it only says what it would do. */
#include "regrade.h"
#include "trail.h"
#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <string.h>

static const struct option_row regrade_options[] = {ROW_CONTENT, ROW_STORE, ROW_LANG,
	{"--question ID", TEXT(question), N_("soal yang kuncinya salah")},
	{"--void", FLAG(drop), N_("membatalkan soal itu, bukan menilainya ulang")},
	{"--hash VERSI", TEXT(hash), N_("hanya jawaban atas versi soal ini")},
	{N_("--was BERKAS"), TEXT(was),
		N_("modul seperti ketika dijawab, untuk mencocokkan pilihannya")},
	ROW_ONE_LEARNER,
	{"--dry-run", FLAG(dry_run),
		N_("hanya menyebut apa yang akan terjadi (memang begitu)")},
	{"--force", FLAG(force), N_("menulisnya ke catatan para peserta")},
	{"--format text|json", FORMAT, N_("bentuk keluaran")}, ROWS_END};

static int regrade_run(const struct options *options);

const struct command command_regrade = {
	.name = "regrade",
	.arguments = N_("KURSUS/MODUL --question ID"),
	.least = 1,
	.most = 1,
	.summary = N_("menilai ulang soal yang kuncinya salah"),
	.description = N_(
		"Menilai ulang jawaban atas soal yang kuncinya sudah diperbaiki di modul, atau membatalkan soalnya. Tanpa --force hanya menyebut siapa yang berubah. Nilai ujian, kelulusan, dan JP yang sudah diperoleh tidak pernah berkurang. Peserta diberi tahu sekali."),
	.options = regrade_options,
	.run = regrade_run,
};

/* ---- what is meant ---- */

static bool regrade_read_hash(
	struct bp_regrade_rule *rule, const char *text, struct bp_error *err)
{
	uint8_t bytes[8];

	if (!text)
		return true;
	if (!bp_hex_read(bp_str(text), bytes, sizeof bytes))
		return bp_fail(err, BP_ERROR_USAGE,
			_("--hash \"%s\": versi soal ditulis dengan 16 angka heksadesimal, seperti di daftarnya"),
			text);
	for (size_t i = 0; i < sizeof bytes; i++)
		rule->hash = rule->hash << 8 | bytes[i];
	return true;
}

/* Makes the question known as it was in a module's file of before. */
static bool regrade_know_before(struct bp_regrade_rule *rule, struct bp_library *library,
	struct bp_document **document, const char *path, struct bp_error *err)
{
	if (!path)
		return true;
	if (!bp_library_add(library, path, NULL, err))
		return false;
	const struct bp_course *course = library->count ? library->courses[0] : NULL;
	const struct bp_module *module = course && course->module_count == 1
		? &course->modules[0]
		: course ? bp_course_find(course, bp_str(rule->module->id))
			 : NULL;
	if (module)
		*document = bp_document_open(course, module, NULL, err);
	const struct bp_question *before =
		*document ? bp_quiz_find(&(*document)->quiz, rule->id) : NULL;
	if (before)
		bp_regrade_know(rule, before);
	return before ||
		bp_fail(err, BP_ERROR_INPUT, _("%s tidak berisi soal \"%.*s\""), path,
			(int)rule->id.len, rule->id.at);
}

static bool regrade_find_question(
	struct bp_regrade_rule *rule, const char *name, struct bp_error *err)
{
	rule->question = bp_quiz_find(rule->quiz, rule->id);
	if (!rule->question && !rule->drop)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("soal \"%s\" tidak ada di %s; kalau sudah dihapus, batalkan dengan --void. Daftar soal: berpijar export %s --format json"),
			rule->id.at, name, name);
	return !rule->question || bp_question_graded(rule->question) ||
		bp_fail(err, BP_ERROR_INPUT, _("soal \"%s\" tidak dinilai"), rule->id.at);
}

static bool regrade_find(struct bp_regrade_rule *rule, const struct options *options,
	struct bp_library *library, struct bp_document **document, struct bp_error *err)
{
	const char *name = options->args[0];

	if (!bp_session_library(&options->config, library, NULL, err) ||
		!bp_session_find_recorded(
			library, name, &rule->course, &rule->module, err))
		return false;
	if (!rule->module)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan modulnya juga: berpijar regrade %s/MODUL --question ID"),
			name);
	*document = bp_document_open(rule->course, rule->module, NULL, err);
	if (!*document)
		return false;
	rule->quiz = &(*document)->quiz;
	return regrade_find_question(rule, name, err);
}

/* ---- doing it ---- */

static void regrade_add_up(struct regrade *regrade, const struct regrade_learner *learner)
{
	regrade->failed += learner->fault.kind != BP_ERROR_NONE;
	regrade->unclear += learner->plan.unclear;
	regrade->running += learner->plan.running;
	regrade->changed += !learner->fault.kind && bp_regrade_changes(&learner->plan);
}

static void regrade_plan_all(struct regrade *regrade)
{
	for (size_t i = 0; i < regrade->records.ids.count; i++) {
		struct regrade_learner *learner = BP_PUSH(regrade->rule.arena,
			regrade->learners, regrade->count, regrade->room);
		*learner = (struct regrade_learner){.id = regrade->records.ids.at[i]};
		trail_look("regrade", regrade->records.folder.at, learner->id);
		bp_regrading_plan(&regrade->rule, regrade->records.folder.at, learner->id,
			&learner->plan, &learner->fault);
		regrade_add_up(regrade, learner);
	}
}

static void regrade_write_one(struct regrade *regrade, struct bp_regrade_rule *rule,
	struct regrade_learner *learner)
{
	const char *folder = regrade->records.folder.at;

	if (bp_regrading_record(
		    rule, folder, learner->id, &learner->plan, &learner->fault))
		trail_deed(folder,
			&(struct bp_trail_entry){
				"regrade", learner->id, "regrade", rule->id.at});
}

/* Each record by itself, so that one that is in use does not keep the others from being
 * mended; those that do not change are not opened. */
static void regrade_write_all(struct regrade *regrade)
{
	struct bp_regrade_rule rule = regrade->rule;

	rule.versions = NULL; /* they have been counted */
	rule.version_count = rule.version_room = 0;
	regrade->changed = regrade->failed = regrade->unclear = regrade->running = 0;
	regrade->written = true;
	for (size_t i = 0; i < regrade->count; i++) {
		struct regrade_learner *learner = &regrade->learners[i];
		if (!learner->fault.kind && bp_regrade_changes(&learner->plan))
			regrade_write_one(regrade, &rule, learner);
		regrade_add_up(regrade, learner);
	}
}

static bool regrade_check_versions(const struct regrade *regrade, struct bp_error *err)
{
	const struct bp_regrade_rule *rule = &regrade->rule;
	char hash[HASH_ROOM];

	if (rule->drop && rule->version_count == 0 && !rule->question && !regrade->failed)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("soal \"%s\" tidak ada di modul itu, dan tidak ada yang menjawabnya"),
			rule->id.at);
	if (!rule->drop || rule->version_count < 2)
		return true;
	regrade_write_hash(rule->versions[0].hash, hash);
	return bp_fail(err, BP_ERROR_INPUT,
		_("soal ini dijawab dalam %zu versi; sebutkan yang dibatalkan dengan --hash, misalnya --hash %s"),
		rule->version_count, hash);
}

static void regrade_say_failures(const struct regrade *regrade)
{
	for (size_t i = 0; i < regrade->count; i++) {
		const struct regrade_learner *learner = &regrade->learners[i];
		if (!learner->fault.kind)
			continue;
		fprintf(stderr, "berpijar: %s: %s: ", _("galat"), learner->id);
		bp_print_clean_line(stderr, bp_str(learner->fault.message));
		fputc('\n', stderr);
	}
}

static void regrade_warn(const struct bp_regrade_rule *rule)
{
	for (size_t i = 0; rule->drop && rule->question && i < rule->version_count; i++)
		if (rule->versions[i].hash == rule->question->content_hash)
			bp_say(stderr,
				_("berpijar: peringatan: soal itu masih ada di modul dan akan ditanyakan lagi; perbaiki atau hapuslah\n"));
}

static bool regrade_all(struct regrade *regrade, struct bp_error *err)
{
	const struct options *options = regrade->options;

	if (!records_find(&regrade->records, options, err))
		return false;
	regrade_plan_all(regrade);
	bool ok = regrade_check_versions(regrade, err);
	if (ok && options->force)
		regrade_write_all(regrade);
	if (options->format == FORMAT_JSON)
		regrade_tell_json(regrade);
	else
		regrade_tell_text(regrade);
	fflush(stdout);
	regrade_say_failures(regrade);
	regrade_warn(&regrade->rule);
	if (!ok || !regrade->failed)
		return ok;
	return bp_fail(err, BP_ERROR_STORE,
		_("%zu catatan tidak dapat dikerjakan; jalankan lagi, yang sudah ditulis tidak berubah"),
		regrade->failed);
}

/* ---- the command ---- */

static bool regrade_check_options(const struct options *options, struct bp_error *err)
{
	if (!options->question || (options->force && options->dry_run) ||
		(options->drop && options->was))
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar regrade KURSUS/MODUL --question ID [--void|--was BERKAS] [--dry-run|--force]"));
	return true;
}

static int regrade_run(const struct options *options)
{
	struct regrade regrade = {.options = options,
		.rule = {.id = bp_str(options->question),
			.drop = options->drop,
			.arena = bp_arena_new()}};
	struct bp_document *document = NULL, *before = NULL;
	struct bp_library library, was;
	struct bp_error err = {0};

	bp_library_init(&library);
	bp_library_init(&was);
	bool ok = regrade_check_options(options, &err) &&
		regrade_read_hash(&regrade.rule, options->hash, &err) &&
		regrade_find(&regrade.rule, options, &library, &document, &err) &&
		regrade_know_before(&regrade.rule, &was, &before, options->was, &err) &&
		regrade_all(&regrade, &err);
	int status = ok ? BP_EXIT_DONE : bp_say_error(&err);
	if (regrade.records.arena)
		records_release(&regrade.records);
	bp_document_free(document);
	bp_document_free(before);
	bp_library_release(&library);
	bp_library_release(&was);
	bp_arena_free(regrade.rule.arena);
	return status;
}
