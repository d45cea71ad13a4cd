/* What `berpijar progress` tells beside what was learned. */
#include "progress.h"
#include <berpijar/exam.h>
#include <berpijar/json.h>
#include <berpijar/learner.h>
#include <berpijar/regrades.h>
#include <berpijar/score.h>

/* ---- what was graded anew ---- */

/* The next of them from a place in the list on that may be told: nothing is, of a module
 * with an exam that runs and tells nothing before its end. NULL: no more. */
static const struct bp_regrade *progress_told_next(
	const struct bp_session *session, size_t *at)
{
	size_t count;
	const struct bp_regrade *list =
		bp_regrades_list(bp_progress_regrades(session->progress), &count);

	while (*at < count) {
		const struct bp_regrade *one = &list[(*at)++];
		if (!bp_attempts_silent(bp_progress_attempts(session->progress),
			    one->course, one->module))
			return one;
	}
	return NULL;
}

static json_t *progress_told_score(double score)
{
	return score >= 0 ? json_real(score) : json_null();
}

json_t *progress_told_regrades(const struct bp_session *session)
{
	const struct bp_regrade *one;
	json_t *all = NULL;

	for (size_t at = 0; (one = progress_told_next(session, &at));) {
		all = all ? all : json_array();
		json_array_append_new(all,
			json_pack("{s:o, s:o, s:o, s:o, s:I, s:b, s:o, s:o, s:o}",
				"course", bp_json_clean(one->course), "module",
				bp_json_clean(one->module), "question",
				bp_json_clean(one->question), "name",
				bp_json_clean(one->name), "at_ms", (json_int_t)one->at,
				"void", one->dropped, "before",
				progress_told_score(one->before), "after",
				progress_told_score(one->after), "proof",
				one->proof.len ? bp_json_clean(one->proof)
					       : json_null()));
	}
	return all;
}

static void progress_told_print_one(const struct bp_regrade *one)
{
	struct bp_day day = bp_day_of(one->at);

	printf("             %s \"", _("soal"));
	bp_print_clean_line(stdout, one->name);
	printf("\" %s %d %s %d",
		one->dropped ? _("dibatalkan pada") : _("dinilai ulang pada"), day.day,
		bp_month_name(day.month), day.year);
	if (one->before >= 0 && one->after >= 0)
		printf(_(": nilai %d, tadinya %d"), bp_score_percent(one->after),
			bp_score_percent(one->before));
	putchar('\n');
}

void progress_told_print_regrades(const struct bp_session *session,
	const struct bp_course *course, const struct bp_module *module)
{
	const struct bp_regrade *one;

	for (size_t at = 0; (one = progress_told_next(session, &at));)
		if (bp_str_is(one->course, course->id) &&
			bp_str_is(one->module, module->id))
			progress_told_print_one(one);
}

/* ---- what came by an import ---- */

void progress_told_print_brought(const struct bp_session *session)
{
	struct bp_brought brought = {0};
	char jp[BP_JP_ROOM];

	if (session->store)
		bp_brought_read(session->store, session->progress, &brought, NULL);
	if (brought.events)
		bp_say(stdout,
			_("Dibawa masuk, tidak dicatat di sini: %zu kejadian, %s JP\n"),
			brought.events,
			bp_jp_write(brought.jp_halves, bp_decimal_point(), jp));
}
