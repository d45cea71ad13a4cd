/* A report for programs. Keys stay; texts are as a terminal may show them. */
#include "words.h"
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/time.h>
#include <math.h>

static json_t *class_json_number(double value)
{
	return isnan(value) ? json_null() : json_real(value);
}

/* Negative: none. */
static json_t *class_json_known(double value)
{
	return value < 0 ? json_null() : json_real(value);
}

static json_t *class_json_time(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return *text ? json_string(text) : json_null();
}

static json_t *class_json_text(const char *text)
{
	return *text ? bp_json_clean(bp_str(text)) : json_null();
}

/* ---- learners ---- */

static json_t *class_json_parts(
	const struct bp_class *class, const struct bp_class_learner *learner)
{
	json_t *list = json_array();

	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_part *part = &learner->parts[i];
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:o, s:f, s:o}", "id",
				class->modules[i].module->id, "state",
				part->done              ? "done"
					: part->started ? "started"
							: "new",
				"score", class_json_known(part->score), "active_seconds",
				part->active_seconds, "position",
				part->permille < 0 ? json_null()
						   : json_real(part->permille / 1000.0)));
	}
	return list;
}

static void class_json_identify(
	struct bp_class *class, const struct bp_class_learner *learner, json_t *one)
{
	if (class->nameless) {
		json_object_set_new(
			one, "number", json_integer((json_int_t)learner->number));
		return;
	}
	json_object_set_new(one, "id", bp_json_clean(bp_str(learner->id)));
	json_object_set_new(one, "name", class_json_text(learner->name));
	json_object_set_new(one, "unit", class_json_text(learner->unit));
	json_object_set_new(one, "class", class_json_text(learner->group));
	json_object_set_new(one, "time_factor", json_real(learner->factor));
}

static json_t *class_json_learner(
	struct bp_class *class, const struct bp_class_learner *learner)
{
	json_t *one = json_object(), *stuck = json_null();

	class_json_identify(class, learner, one);
	if (class->gain.module)
		json_object_update_new(one,
			json_pack("{s:o, s:o}", "pretest",
				class_json_known(learner->pretest), "posttest",
				class_json_known(learner->posttest)));
	if (learner->stuck)
		stuck = json_pack("{s:s, s:o}", "module", learner->stuck->id, "question",
			learner->stuck_at ? bp_json_clean(learner->stuck_at->id)
					  : json_null());
	json_object_update_new(one,
		json_pack("{s:s, s:o, s:o, s:I, s:f, s:o, s:f, s:o, s:o, s:o}", "state",
			bp_class_state_name(learner->state), "since",
			class_json_time(learner->since), "last_activity",
			class_json_time(learner->last_at), "modules_done",
			(json_int_t)learner->done, "jp", learner->jp_halves / 2.0, "exam",
			class_json_known(learner->exam), "active_seconds",
			learner->active_seconds, "stuck", stuck, "modules",
			class_json_parts(class, learner), "fault",
			learner->fault ? bp_json_clean(bp_str(learner->fault))
				       : json_null()));
	json_object_set_new(
		one, "paper_exams", json_integer((json_int_t)learner->papers));
	return one;
}

static json_t *class_json_participants(struct bp_class *class)
{
	json_t *list = json_array();

	for (size_t i = 0; i < class->learner_count; i++)
		json_array_append_new(list,
			class_json_learner(class, &class->learners[class->order[i]]));
	return list;
}

/* Those who finished, as a training unit asks for them. */
static json_t *class_json_passed(struct bp_class *class)
{
	json_t *rows = json_array();
	size_t count;
	const size_t *list = words_passed(class, &count);

	for (size_t i = 0; i < count; i++) {
		const struct bp_class_learner *learner = &class->learners[list[i]];
		json_t *one = json_object();
		char day[BP_TIME_ROOM];
		class_json_identify(class, learner, one);
		bp_time_day(learner->since, day);
		json_object_update_new(one,
			json_pack("{s:f, s:o, s:o}", "jp", learner->jp_halves / 2.0,
				"date", class_json_text(day), "score",
				class_json_known(learner->score)));
		json_array_append_new(rows, one);
	}
	return rows;
}

/* ---- modules ---- */

static json_t *class_json_counts(const size_t *counts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_integer((json_int_t)counts[i]));
	return list;
}

static json_t *class_json_modules(const struct bp_class *class)
{
	json_t *list = json_array();

	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_module *one = &class->modules[i];
		json_array_append_new(list,
			json_pack(
				"{s:s, s:o, s:b, s:I, s:I, s:o, s:o, s:i, s:o, s:o, s:o}",
				"id", one->module->id, "title",
				bp_json_clean(bp_str(one->module->title)), "optional",
				one->module->optional, "started",
				(json_int_t)one->started, "done", (json_int_t)one->done,
				"median_score", class_json_known(one->median_score),
				"median_active_seconds",
				class_json_known(one->median_active_seconds),
				"planned_seconds",
				60 * bp_jp_minutes(one->module->jp_halves), "scores",
				class_json_counts(one->scores, BP_CLASS_STOPS), "stops",
				class_json_counts(one->stops, BP_CLASS_STOPS),
				"stop_heading", class_json_text(one->stop)));
	}
	return list;
}

/* ---- questions ---- */

static json_t *class_json_hash(uint64_t hash)
{
	char digits[17];

	snprintf(digits, sizeof digits, "%016llx", (unsigned long long)hash);
	return json_string(digits);
}

static json_t *class_json_choices(const struct bp_class_question *one)
{
	json_t *list = json_array();

	for (size_t i = 0; i < words_rows(one); i++) {
		const struct bp_class_choice *choice = &one->choices[i];
		json_array_append_new(list,
			json_pack("{s:o, s:b, s:I, s:I}", "text",
				bp_json_clean(choice->text), "correct", choice->correct,
				"chosen", (json_int_t)choice->chosen, "chosen_by_best",
				(json_int_t)choice->best));
	}
	return list;
}

static json_t *class_json_versions(const struct bp_class_question *one)
{
	json_t *list = json_array();

	for (size_t i = 0; i < one->version_count; i++) {
		const struct bp_class_version *version = &one->versions[i];
		json_array_append_new(list,
			json_pack("{s:o, s:I, s:f, s:o, s:o}", "version",
				class_json_hash(version->hash), "answers",
				(json_int_t)version->answers, "facility",
				version->facility, "first_at",
				class_json_time(version->first_at), "last_at",
				class_json_time(version->last_at)));
	}
	return list;
}

static json_t *class_json_question(
	struct bp_class *class, const struct bp_class_question *one)
{
	const struct bp_class_module *module = &class->modules[one->module];
	json_t *all = json_pack("{s:o, s:s, s:s, s:o, s:o, s:i, s:I, s:I}", "id",
		bp_json_clean(one->question->id), "module", module->module->id, "type",
		bp_question_type_name(one->question->type), "text",
		class_json_text(words_text(class, one)), "file",
		bp_json_text(bp_str(module->module->file)), "line", one->question->line,
		"answers", (json_int_t)one->answers, "blank", (json_int_t)one->blank);

	json_object_update_new(all,
		json_pack("{s:o, s:o, s:o, s:o, s:b, s:o, s:b, s:I, s:o, s:o}",
			"facility", class_json_number(one->facility), "discrimination",
			class_json_number(one->discrimination), "efficiency",
			class_json_number(one->efficiency), "guess",
			class_json_number(one->guess), "enough",
			one->marks >= BP_CLASS_FEW, "choices", class_json_choices(one),
			"check_key", one->doubt != NULL, "reports",
			(json_int_t)one->reports, "version",
			class_json_hash(one->question->content_hash), "earlier",
			class_json_versions(one)));
	return all;
}

/* ---- the rest ---- */

static json_t *class_json_complaints(struct bp_class *class)
{
	json_t *list = json_array();

	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *one = &class->complaints[i];
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:s, s:o, s:s, s:s}", "module", one->module,
				"question", one->question, "text", one->text, "at",
				class_json_time(one->at), "version", one->version, "by",
				words_person(class, one->learner)));
	}
	return list;
}

static json_t *class_json_findings(const struct bp_class *class)
{
	json_t *list = json_array();

	for (size_t i = 0; i < class->finding_count; i++)
		json_array_append_new(
			list, bp_json_clean(bp_str(class->findings[i].text)));
	return list;
}

static json_t *class_json_states(const struct bp_class *class)
{
	json_t *states = json_object();

	for (int i = 0; i < BP_CLASS_STATES; i++)
		json_object_set_new(states, bp_class_state_name((enum bp_class_state)i),
			json_integer((json_int_t) class->states[i]));
	return states;
}

static json_t *class_json_head(const struct bp_class *class)
{
	return json_pack("{s:s, s:o, s:o}", "course", class->course->id, "title",
		bp_json_clean(bp_str(class->course->title)), "at",
		class_json_time(class->now));
}

static json_t *class_json_gain(const struct bp_class *class)
{
	const struct bp_class_gain *gain = &class->gain;

	if (!gain->module)
		return json_null();
	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o}", "module",
		gain->module->id, "both", (json_int_t)gain->both, "pretest_only",
		(json_int_t)gain->pretest, "posttest_only", (json_int_t)gain->posttest,
		"left", (json_int_t)gain->left, "pretest",
		gain->both ? json_real(gain->before) : json_null(), "posttest",
		gain->both ? json_real(gain->after) : json_null(), "gain",
		gain->both ? json_real(gain->gain) : json_null(), "spread",
		class_json_known(gain->spread));
}

static json_t *class_json_evaluation(const struct bp_class *class)
{
	const struct bp_class_evaluation *evaluation = &class->evaluation;
	json_t *items = json_array(), *words = json_array();
	bool enough = evaluation->count > 0;

	for (size_t i = 0; enough && i < BP_EVALUATION_ITEMS; i++)
		json_array_append_new(items,
			json_pack("{s:s, s:f, s:o}", "text", bp_evaluation_item(i),
				"mean", evaluation->means[i], "marks",
				class_json_counts(
					evaluation->marks[i], BP_EVALUATION_MARKS)));
	for (size_t i = 0; i < evaluation->word_count; i++)
		json_array_append_new(words, json_string(evaluation->words[i]));
	return json_pack("{s:b, s:o, s:o, s:o}", "enough", enough, "answers",
		enough ? json_integer((json_int_t)evaluation->count) : json_null(),
		"items", items, "words", words);
}

static json_t *class_json_jp(const int halves[BP_QUARTERS], int quarters)
{
	json_t *list = json_array();

	for (int i = 0; i < quarters; i++)
		json_array_append_new(list, json_real(halves[i] / 2.0));
	return list;
}

static json_t *class_json_unit(
	const struct bp_class *class, const struct bp_class_unit *unit)
{
	int quarters = class->yearly.quarters;

	return json_pack("{s:I, s:I, s:I, s:o, s:o, s:o}", "staff",
		(json_int_t)unit->staff, "pppk", (json_int_t)unit->pppk, "unsaid",
		(json_int_t)unit->unsaid, "under",
		class_json_counts(unit->under, (size_t)quarters), "jp",
		class_json_jp(unit->here, quarters), "jp_elsewhere",
		class_json_jp(unit->elsewhere, quarters));
}

static json_t *class_json_year(const struct bp_class *class)
{
	const struct bp_class_yearly *yearly = &class->yearly;
	json_t *units = json_array();

	for (size_t i = 0; !class->nameless && i < yearly->count; i++) {
		json_t *one = class_json_unit(class, &yearly->units[i]);
		json_object_set_new(one, "unit", class_json_text(yearly->units[i].unit));
		json_array_append_new(units, one);
	}
	return json_pack("{s:i, s:i, s:i, s:o, s:o}", "year", yearly->year, "quarters",
		yearly->quarters, "least", BP_JP_PNS_LEAST, "all",
		class_json_unit(class, &yearly->all), "units", units);
}

static json_t *class_json_all(struct bp_class *class)
{
	json_t *questions = json_array();

	for (size_t i = 0; i < class->question_count; i++)
		json_array_append_new(
			questions, class_json_question(class, &class->questions[i]));
	return json_pack("{s:I, s:o, s:I, s:I, s:i, s:o, s:o, s:o, s:o, s:o}", "learners",
		(json_int_t) class->learner_count, "states", class_json_states(class),
		"outside_roster", (json_int_t) class->outside, "modules_asked",
		(json_int_t) class->asked, "modules_planned", class->course->planned,
		"findings", class_json_findings(class), "modules",
		class_json_modules(class), "questions", questions, "reports",
		class_json_complaints(class), "participants",
		class_json_participants(class));
}

void bp_class_json(struct bp_class *class, struct bp_buf *out)
{
	json_t *all = class_json_head(class);

	if (words_tells(class, 0)) {
		json_object_update_new(all, class_json_all(class));
		json_object_set_new(all, "gain", class_json_gain(class));
	}
	if (words_tells(class, WORDS_EVALUATED))
		json_object_set_new(all, "evaluation", class_json_evaluation(class));
	if (words_tells(class, WORDS_YEAR))
		json_object_set_new(all, "year", class_json_year(class));
	if (words_tells(class, WORDS_PASSED))
		json_object_set_new(all, "passed", class_json_passed(class));
	bp_json_write(all, JSON_INDENT(1) | JSON_REAL_PRECISION(6), out);
	bp_buf_add_char(out, '\n');
	json_decref(all);
}
