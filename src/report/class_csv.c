/* A report as a table: a row for each learner, numbers as numbers. */
#include "words.h"
#include <berpijar/csv.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <string.h>

static void class_csv_put(struct bp_buf *out, const char *text)
{
	bp_csv_put(out, bp_str(text));
}

/* A score in per cent, as on the screens; empty for none. */
static void class_csv_score(struct bp_buf *out, double score)
{
	char text[32] = "";

	if (score >= 0)
		snprintf(text, sizeof text, "%.1f", score * 100);
	bp_csv_number(out, text);
}

static void class_csv_count(struct bp_buf *out, size_t count)
{
	char text[32];

	snprintf(text, sizeof text, "%zu", count);
	bp_csv_number(out, text);
}

static void class_csv_minutes(struct bp_buf *out, double seconds)
{
	char text[32];

	snprintf(text, sizeof text, "%.1f", seconds / 60);
	bp_csv_number(out, text);
}

static void class_csv_factor(struct bp_buf *out, double factor)
{
	char text[32];

	snprintf(text, sizeof text, "%.4g", factor);
	bp_csv_number(out, text);
}

static void class_csv_heads(const struct bp_class *class, struct bp_buf *out)
{
	static const char *const persons[] = {"id", "name", "nip", "unit", "class"};
	static const char *const heads[] = {"state", "since", "last_activity",
		"modules_done", "modules", "jp", "exam", "active_minutes", "stuck_module",
		"stuck_question"};

	if (class->nameless)
		class_csv_put(out, "number");
	for (size_t i = 0; !class->nameless && i < sizeof persons / sizeof *persons; i++)
		class_csv_put(out, persons[i]);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		class_csv_put(out, heads[i]);
	if (!class->nameless)
		class_csv_put(out, "time_factor");
	class_csv_put(out, "paper_exams");
	if (class->gain.module) {
		class_csv_put(out, "pretest");
		class_csv_put(out, "posttest");
	}
	for (size_t i = 0; i < class->course->module_count; i++) {
		const char *id = class->modules[i].module->id;
		char head[96];
		snprintf(head, sizeof head, "%s:state", id);
		class_csv_put(out, head);
		snprintf(head, sizeof head, "%s:score", id);
		class_csv_put(out, head);
	}
	bp_csv_end(out);
}

static void class_csv_time(struct bp_buf *out, int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	class_csv_put(out, text);
}

/* In groups, since a spreadsheet takes eighteen digits in a row for a number and rounds
 * it. */
static void class_csv_nip(struct bp_buf *out, const char *nip)
{
	char grouped[32];

	if (strspn(nip, "0123456789") == 18 && !nip[18]) {
		snprintf(grouped, sizeof grouped, "%.8s %.6s %.1s %s", nip, nip + 8,
			nip + 14, nip + 15);
		nip = grouped;
	}
	class_csv_put(out, nip);
}

static void class_csv_person(
	const struct bp_class_learner *learner, const char *name, struct bp_buf *out)
{
	class_csv_put(out, name);
	class_csv_nip(out, learner->nip);
	class_csv_put(out, learner->unit);
	class_csv_put(out, learner->group);
}

static void class_csv_learner(const struct bp_class *class,
	const struct bp_class_learner *learner, struct bp_buf *out)
{
	char jp[BP_JP_ROOM];

	if (class->nameless) {
		class_csv_count(out, learner->number);
	} else {
		class_csv_put(out, learner->id);
		class_csv_person(learner, learner->name, out);
	}
	class_csv_put(out, bp_class_state_name(learner->state));
	class_csv_time(out, learner->since);
	class_csv_time(out, learner->last_at);
	class_csv_count(out, learner->done);
	class_csv_count(out, class->asked);
	bp_csv_number(out, bp_jp_write(learner->jp_halves, '.', jp));
	class_csv_score(out, learner->exam);
	class_csv_minutes(out, learner->active_seconds);
	class_csv_put(out, learner->stuck ? learner->stuck->id : "");
	bp_csv_put(out, learner->stuck_at ? learner->stuck_at->id : bp_str(""));
	if (!class->nameless)
		class_csv_factor(out, learner->factor);
	class_csv_count(out, learner->papers);
	if (!class->gain.module)
		return;
	class_csv_score(out, learner->pretest);
	class_csv_score(out, learner->posttest);
}

/* ---- who finished ---- */

static void class_csv_passed(struct bp_class *class, struct bp_buf *out)
{
	static const char *const heads[] = {
		"name", "nip", "unit", "class", "jp", "date", "score"};
	size_t count;
	const size_t *list = words_passed(class, &count);

	if (class->nameless)
		class_csv_put(out, "number");
	for (size_t i = class->nameless ? 4 : 0; i < sizeof heads / sizeof *heads; i++)
		class_csv_put(out, heads[i]);
	bp_csv_end(out);
	for (size_t i = 0; i < count; i++) {
		const struct bp_class_learner *learner = &class->learners[list[i]];
		char day[BP_TIME_ROOM], jp[BP_JP_ROOM];
		if (class->nameless)
			class_csv_count(out, learner->number);
		else
			class_csv_person(learner, words_person(class, list[i]), out);
		bp_time_day(learner->since, day);
		bp_csv_number(out, bp_jp_write(learner->jp_halves, '.', jp));
		class_csv_put(out, day);
		class_csv_score(out, learner->score);
		bp_csv_end(out);
	}
}

/* ---- what participants said of the course ---- */

static void class_csv_statement(
	const struct bp_class_evaluation *evaluation, size_t item, struct bp_buf *out)
{
	char mean[32];

	class_csv_put(out, "statement");
	class_csv_put(out, bp_evaluation_item(item));
	class_csv_count(out, evaluation->count);
	snprintf(mean, sizeof mean, "%.2f", evaluation->means[item]);
	bp_csv_number(out, mean);
	for (size_t i = 0; i < BP_EVALUATION_MARKS; i++)
		class_csv_count(out, evaluation->marks[item][i]);
	bp_csv_end(out);
}

static void class_csv_evaluation(const struct bp_class *class, struct bp_buf *out)
{
	static const char *const heads[] = {
		"kind", "text", "answers", "mean", "1", "2", "3", "4", "5"};
	const struct bp_class_evaluation *evaluation = &class->evaluation;
	size_t columns = sizeof heads / sizeof *heads;

	for (size_t i = 0; i < columns; i++)
		class_csv_put(out, heads[i]);
	bp_csv_end(out);
	for (size_t i = 0; evaluation->count && i < BP_EVALUATION_ITEMS; i++)
		class_csv_statement(evaluation, i, out);
	for (size_t i = 0; i < evaluation->word_count; i++) {
		class_csv_put(out, "words");
		class_csv_put(out, evaluation->words[i]);
		for (size_t n = 2; n < columns; n++)
			class_csv_put(out, "");
		bp_csv_end(out);
	}
}

/* ---- the year by unit ---- */

static void class_csv_quarter(const struct bp_class *class,
	const struct bp_class_unit *unit, int quarter, struct bp_buf *out)
{
	char jp[BP_JP_ROOM];

	if (!class->nameless)
		class_csv_put(out, unit->unit);
	class_csv_count(out, (size_t) class->yearly.year);
	class_csv_count(out, (size_t)quarter + 1);
	class_csv_count(out, unit->staff);
	class_csv_count(out, unit->pppk);
	class_csv_count(out, unit->unsaid);
	class_csv_count(out, unit->under[quarter]);
	bp_csv_number(out, bp_jp_write(unit->here[quarter], '.', jp));
	bp_csv_number(out, bp_jp_write(unit->elsewhere[quarter], '.', jp));
	bp_csv_end(out);
}

static void class_csv_year(const struct bp_class *class, struct bp_buf *out)
{
	static const char *const heads[] = {"unit", "year", "quarter", "staff", "pppk",
		"unsaid", "under", "jp", "jp_elsewhere"};
	const struct bp_class_yearly *yearly = &class->yearly;

	for (size_t i = class->nameless ? 1 : 0; i < sizeof heads / sizeof *heads; i++)
		class_csv_put(out, heads[i]);
	bp_csv_end(out);
	for (size_t i = 0; i < yearly->count; i++)
		for (int n = 0; n < yearly->quarters; n++)
			class_csv_quarter(class, &yearly->units[i], n, out);
}

void bp_class_csv(struct bp_class *class, struct bp_buf *out)
{
	if (class->passed) {
		class_csv_passed(class, out);
		return;
	}
	if (class->year_only) {
		class_csv_year(class, out);
		return;
	}
	if (class->evaluated) {
		class_csv_evaluation(class, out);
		return;
	}
	class_csv_heads(class, out);
	for (size_t i = 0; i < class->learner_count; i++) {
		const struct bp_class_learner *learner =
			&class->learners[class->order[i]];
		class_csv_learner(class, learner, out);
		for (size_t n = 0; n < class->course->module_count; n++) {
			const struct bp_class_part *part = &learner->parts[n];
			class_csv_put(out,
				part->done              ? "done"
					: part->started ? "started"
							: "new");
			class_csv_score(out, part->score);
		}
		bp_csv_end(out);
	}
}
