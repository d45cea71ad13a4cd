/* What `berpijar regrade` prints, as text and as JSON. */
#include "regrade.h"
#include <berpijar/json.h>
#include <berpijar/proof.h>
#include <berpijar/score.h>
#include <inttypes.h>

struct bp_str regrade_name(const struct bp_regrade_rule *rule)
{
	return rule->question ? rule->question->name : rule->id;
}

void regrade_write_hash(uint64_t hash, char out[HASH_ROOM])
{
	snprintf(out, HASH_ROOM, "%016" PRIx64, hash);
}

/* ---- text ---- */

static void regrade_tell_head(const struct regrade *regrade)
{
	const struct bp_regrade_rule *rule = &regrade->rule;

	fputs(_("Soal"), stdout);
	fputs(" \"", stdout);
	bp_print_clean_line(stdout, regrade_name(rule));
	printf("\" (%s/%s): %s\n", rule->course->id, rule->module->id,
		rule->drop ? _("dibatalkan; tidak dihitung lagi")
			   : _("dinilai ulang menurut kunci di modul sekarang"));
	for (size_t i = 0; i < rule->version_count; i++) {
		char hash[HASH_ROOM];
		regrade_write_hash(rule->versions[i].hash, hash);
		printf(_("Versi %s: %zu jawaban\n"), hash, rule->versions[i].answers);
	}
}

static void regrade_tell_counts(const struct bp_regrade_plan *plan)
{
	if (plan->dropped)
		printf(_("%zu jawaban dibatalkan"), plan->dropped);
	else
		printf(_("%zu jawaban naik, %zu turun"), plan->raised, plan->lowered);
}

static void regrade_tell_module(const struct bp_regrade *regrade)
{
	int before = bp_score_percent(regrade->before),
	    after = bp_score_percent(regrade->after);

	if (regrade->before < 0 || regrade->after < 0)
		return;
	if (before == after)
		printf(_("; nilai modul tetap %d"), after);
	else
		printf(_("; nilai modul %d -> %d"), before, after);
}

static void regrade_tell_learner(const struct regrade_learner *learner)
{
	const struct bp_regrade_plan *plan = &learner->plan;

	printf("%s: ", learner->id);
	regrade_tell_counts(plan);
	for (size_t i = 0; i < plan->attempt_count; i++)
		printf(plan->attempts[i].passes ? _("; ujian %d -> %d, kini lulus")
						: _("; ujian %d -> %d"),
			bp_score_percent(plan->attempts[i].before),
			bp_score_percent(plan->attempts[i].after));
	regrade_tell_module(&plan->regrade);
	if (plan->completes)
		fputs(_("; modul selesai"), stdout);
	putchar('\n');
}

static void regrade_tell_end(const struct regrade *regrade)
{
	if (regrade->unclear)
		bp_say(stdout,
			_("%zu jawaban tetap seperti semula, karena pilihannya tidak dapat dicocokkan dengan soal sekarang: sebutkan modul seperti dahulu dengan --was, atau batalkan soalnya dengan --void.\n"),
			regrade->unclear);
	if (regrade->running)
		bp_say(stdout,
			_("%zu ujian masih berjalan; jalankan lagi setelah dikumpulkan.\n"),
			regrade->running);
	printf(_("%zu peserta berubah, %zu tetap\n"), regrade->changed,
		regrade->count - regrade->changed - regrade->failed);
	if (!regrade->written)
		puts(_("Belum ada yang ditulis; dengan --force daftar ini dijalankan."));
}

void regrade_tell_text(const struct regrade *regrade)
{
	regrade_tell_head(regrade);
	for (size_t i = 0; i < regrade->count; i++)
		if (!regrade->learners[i].fault.kind &&
			bp_regrade_changes(&regrade->learners[i].plan))
			regrade_tell_learner(&regrade->learners[i]);
	regrade_tell_end(regrade);
}

/* ---- JSON ---- */

static json_t *regrade_tell_score(double score)
{
	return score >= 0 ? json_real(score) : json_null();
}

static json_t *regrade_tell_attempts(const struct bp_regrade_plan *plan)
{
	json_t *all = json_array();
	char id[BP_UUID_LEN + 1];

	for (size_t i = 0; i < plan->attempt_count; i++) {
		const struct bp_regrade_attempt *one = &plan->attempts[i];
		bp_uuid_write(one->id, id);
		json_array_append_new(all,
			json_pack("{s:s, s:f, s:f, s:b}", "attempt", id, "before",
				one->before, "after", one->after, "passes", one->passes));
	}
	return all;
}

static json_t *regrade_tell_one(const struct regrade_learner *learner)
{
	const struct bp_regrade_plan *plan = &learner->plan;
	bool changed = bp_regrade_changes(plan);

	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:b, s:o}",
		"id", learner->id, "answers", (json_int_t)plan->answers, "raised",
		(json_int_t)plan->raised, "lowered", (json_int_t)plan->lowered, "voided",
		(json_int_t)plan->dropped, "unclear", (json_int_t)plan->unclear,
		"running", (json_int_t)plan->running, "before",
		regrade_tell_score(changed ? plan->regrade.before : -1), "after",
		regrade_tell_score(changed ? plan->regrade.after : -1), "attempts",
		regrade_tell_attempts(plan), "completes", plan->completes, "fault",
		learner->fault.kind ? bp_json_clean(bp_str(learner->fault.message))
				    : json_null());
}

static json_t *regrade_tell_versions(const struct bp_regrade_rule *rule)
{
	json_t *all = json_array();
	char hash[HASH_ROOM];

	for (size_t i = 0; i < rule->version_count; i++) {
		regrade_write_hash(rule->versions[i].hash, hash);
		json_array_append_new(all,
			json_pack("{s:s, s:I, s:I}", "hash", hash, "answers",
				(json_int_t)rule->versions[i].answers, "unclear",
				(json_int_t)rule->versions[i].unclear));
	}
	return all;
}

void regrade_tell_json(const struct regrade *regrade)
{
	const struct bp_regrade_rule *rule = &regrade->rule;
	json_t *learners = json_array();

	for (size_t i = 0; i < regrade->count; i++)
		json_array_append_new(learners, regrade_tell_one(&regrade->learners[i]));
	json_t *all = json_pack("{s:s, s:s, s:o, s:o, s:b, s:b, s:o, s:o}", "course",
		rule->course->id, "module", rule->module->id, "question",
		bp_json_clean(rule->id), "name", bp_json_clean(regrade_name(rule)),
		"void", rule->drop, "written", regrade->written, "versions",
		regrade_tell_versions(rule), "learners", learners);
	bp_json_print(all, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	json_decref(all);
}
