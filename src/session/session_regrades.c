/* Tells a learner, once, that questions were graded anew. */
#include "record.h"
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <berpijar/regrades.h>
#include <berpijar/score.h>
#include <berpijar/time.h>

#define REGRADES_TOLD "regrades.told" /* a setting: the ids of those that were told */
#define NAME_COLUMNS  40

static bool regrades_are_told(const struct bp_buf *told, const uint8_t id[16])
{
	char text[BP_UUID_LEN + 1];

	bp_uuid_write(id, text);
	return bp_str_find(bp_buf_str(told), bp_str(text), 0) != SIZE_MAX;
}

/* While an exam runs that asks the question, nothing of it is told. */
static bool regrades_may_tell(
	const struct bp_session *session, const struct bp_regrade *regrade)
{
	return !bp_attempts_silent(bp_progress_attempts(session->progress),
		regrade->course, regrade->module);
}

static struct bp_str regrades_cut(struct bp_str name)
{
	return bp_str_part(name, 0, bp_text_fit(name, NAME_COLUMNS));
}

static void regrades_add_score(const struct bp_regrade *regrade, struct bp_buf *out)
{
	int before = bp_score_percent(regrade->before),
	    after = bp_score_percent(regrade->after);

	if (regrade->before < 0 || regrade->after < 0)
		bp_buf_add_char(out, '.');
	else if (before == after)
		bp_buf_printf(out, _("; nilai Anda tetap %d."), after);
	else
		bp_buf_printf(out, _("; nilai Anda %d, tadinya %d."), after, before);
}

static void regrades_say_one(const struct bp_regrade *regrade, struct bp_buf *out)
{
	struct bp_str name = regrades_cut(regrade->name),
		      title = regrades_cut(regrade->title);
	struct bp_day day = bp_day_of(regrade->at);

	bp_buf_printf(out,
		regrade->dropped
			? _("Soal \"%.*s\" di \"%.*s\" dibatalkan pada %d %s %d karena keliru")
			: _("Soal \"%.*s\" di \"%.*s\" dinilai ulang pada %d %s %d karena kuncinya keliru"),
		(int)name.len, name.at ? name.at : "", (int)title.len,
		title.at ? title.at : "", day.day, bp_month_name(day.month), day.year);
	regrades_add_score(regrade, out);
}

/* Adds what was not told yet to `told`; returns how many, and the last. */
static size_t regrades_gather(const struct bp_session *session, struct bp_buf *told,
	const struct bp_regrade **last)
{
	char id[BP_UUID_LEN + 1];
	size_t count, new = 0;
	const struct bp_regrade *list =
		bp_regrades_list(bp_progress_regrades(session->progress), &count);

	for (size_t i = 0; i < count; i++) {
		if (regrades_are_told(told, list[i].id) ||
			!regrades_may_tell(session, &list[i]))
			continue;
		bp_uuid_write(list[i].id, id);
		bp_buf_printf(told, "%s ", id);
		*last = &list[i];
		new ++;
	}
	return new;
}

bool session_tell_regrades(struct bp_session *session)
{
	const struct bp_regrade *last = NULL;
	struct bp_buf told = {0}, text = {0};

	bp_store_load_setting(session->store, REGRADES_TOLD, &told);
	size_t new = regrades_gather(session, &told, &last);
	if (new == 1)
		regrades_say_one(last, &text);
	else if (new)
		bp_buf_printf(&text,
			_("%zu soal dinilai ulang karena kuncinya keliru; lihat: berpijar progress"),
			new);
	if (new)
		bp_fail(&session->notice, BP_ERROR_INPUT, "%s", text.at);
	if (new)
		bp_store_save_setting(
			session->store, REGRADES_TOLD, bp_buf_str(&told), NULL);
	bp_buf_release(&told);
	bp_buf_release(&text);
	return new > 0;
}
