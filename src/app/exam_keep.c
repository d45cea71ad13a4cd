/*
 * What of a running exam survives when the line is cut. The time used and the number of the
 * open question are saved as the module's place, which is cheap enough for every key and
 * every few seconds without one; the flags are saved as a draft.
 */
#include "exam_state.h"
#include <berpijar/lang.h>
#include <string.h>

#define MINUTE_MS 60000
#define LAST_STEP 10000 /* ms between what the clock shows in the last minute */
#define SAVE_MS   10000 /* the time used is saved at least so often */

/* When it is said in words that time runs out: below so many ms, and on screens only as
 * long as the clock beside it stands still. Exams that are no longer than that say nothing. */
static const struct {
	int64_t below, shown;
	const char *words;
} exam_warnings[] = {
	{5 * MINUTE_MS, MINUTE_MS, N_("Sisa waktu kurang dari 5 menit.")},
	{MINUTE_MS, LAST_STEP, N_("Sisa waktu kurang dari 1 menit.")},
};
#define EXAM_WARNINGS (sizeof exam_warnings / sizeof *exam_warnings)

/* ---- the clock ---- */

int64_t bp_exam_elapsed(const struct bp_app *app)
{
	int64_t since = app->now - bp_exam_of(app)->since;
	return bp_exam_of(app)->elapsed + (since > 0 ? since : 0);
}

int64_t bp_exam_left(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!attempt || !attempt->time_seconds)
		return INT64_MAX;
	int64_t left = (int64_t)attempt->time_seconds * 1000 - bp_exam_elapsed(app);
	return left > 0 ? left : 0;
}

bool bp_exam_over(const struct bp_app *app)
{
	return bp_exam_running(app) && bp_exam_left(app) == 0;
}

static uint64_t exam_hash_of(const struct bp_attempt *attempt)
{
	uint64_t hash;

	memcpy(&hash, attempt->id, sizeof hash);
	return hash;
}

/* A place whose time is in milliseconds. Older programs kept whole seconds, so that each cut
 * gave back a part of one; such a place has the attempt's own hash. */
static uint64_t exam_place_hash(const struct bp_attempt *attempt)
{
	return exam_hash_of(attempt) ^ 1;
}

/* The time used until the place was saved, in ms; negative: it is not of this attempt. */
static int64_t exam_saved(const struct bp_attempt *attempt, const struct bp_place *place)
{
	return place->hash == exam_place_hash(attempt) ? (int64_t)place->offset
		: place->hash == exam_hash_of(attempt) ? (int64_t)place->offset * 1000
						       : -1;
}

void bp_exam_save_place(struct bp_app *app)
{
	if (!bp_exam_running(app))
		return;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	int64_t used = bp_exam_elapsed(app);
	struct bp_place place = {
		.block = (uint32_t)bp_exam_of(app)->at,
		.offset = used < UINT32_MAX ? (uint32_t)used : UINT32_MAX,
		.hash = exam_place_hash(attempt),
		.permille = (uint16_t)(attempt->count
				? (attempt->count - bp_exam_unanswered(app)) * 1000 /
					attempt->count
				: 0),
	};
	bp_app_save_place(app, &place);
}

static void exam_note_cut(
	struct bp_app *app, const struct bp_attempt *attempt, int64_t away_ms)
{
	struct bp_event *event = bp_app_record(app, BP_PROGRESSED, NULL);

	if (!event)
		return;
	struct bp_buf body = {0};
	bp_attempt_write_cut(attempt, away_ms > 0 ? away_ms / 1000 : 0, &body);
	bp_app_event_body(app, event, &body);
}

/* Goes on from the time that was saved; where the author lets the clock run while the
 * learner is away, from the time since the attempt began, unless the computer's clock was
 * set back meanwhile. */
void bp_exam_take_up_place(struct bp_app *app, const struct bp_attempt *attempt)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_place place = {0};
	int64_t saved = -1, since = app->now - attempt->at;
	bool pauses = app->study.module->pauses;

	if (recall->place &&
		recall->place(
			recall->context, app->study.course, app->study.module, &place))
		saved = exam_saved(attempt, &place);
	if (saved >= 0)
		bp_exam_of(app)->at = place.block < attempt->count ? place.block : 0;
	else
		saved = 0;
	bp_exam_of(app)->elapsed = pauses || since < saved ? saved : since;
	bp_exam_of(app)->since = app->now;
	exam_note_cut(app, attempt,
		since - saved - (pauses ? attempt->away_seconds * 1000 : 0));
}

/* In plain lines the clock is only told with something else, but for the warnings. */
static int64_t exam_next_warning(int64_t left)
{
	for (size_t i = 0; i < EXAM_WARNINGS; i++)
		if (left >= exam_warnings[i].below)
			return left - exam_warnings[i].below + 1;
	return left;
}

/* Milliseconds to the next change of the clock that is shown. */
static int64_t exam_next_change(const struct bp_app *app, int64_t left)
{
	int64_t step = left >= MINUTE_MS ? MINUTE_MS : LAST_STEP;

	if (app->options.spoken)
		return exam_next_warning(left);
	return left < LAST_STEP ? left : left % step + 1;
}

/* Where nothing is recorded the clock stands at its end, and nothing is waited for. */
static int64_t exam_next_try(const struct bp_app *app)
{
	int64_t left = bp_exam_of(app)->next_try - app->now;

	return !app->options.recording ? -1 : left > 0 ? left : 1;
}

int64_t bp_app_wake(const struct bp_app *app)
{
	int64_t left = bp_exam_running(app) ? bp_exam_left(app) : INT64_MAX;

	if (left == INT64_MAX)
		return -1;
	if (left == 0)
		return exam_next_try(app);
	int64_t change = exam_next_change(app, left);
	return app->study.module->pauses && change > SAVE_MS ? SAVE_MS : change;
}

/* Rounded down, so that it never promises more time than there is. */
const char *bp_exam_clock(struct bp_app *app)
{
	int64_t left = bp_exam_left(app);

	if (left == INT64_MAX)
		return NULL;
	if (left == 0)
		return _("waktu habis");
	if (left >= MINUTE_MS)
		return bp_app_text(app, _("sisa %d menit"), (int)(left / MINUTE_MS));
	if (left < LAST_STEP)
		return bp_app_text(app, _("sisa kurang dari %d detik"), LAST_STEP / 1000);
	return bp_app_text(
		app, _("sisa %d detik"), (int)(left / LAST_STEP * LAST_STEP / 1000));
}

const char *bp_exam_warning(const struct bp_app *app)
{
	int64_t left = bp_exam_running(app) ? bp_exam_left(app) : 0, last = 0;

	for (size_t i = EXAM_WARNINGS; left > 0 && i > 0; i--) {
		int64_t below = exam_warnings[i - 1].below;
		if (left >= below)
			continue;
		last = app->options.spoken ? 0 : below - exam_warnings[i - 1].shown;
		return bp_exam_attempt(app)->time_seconds * INT64_C(1000) > below &&
				left >= last
			? _(exam_warnings[i - 1].words)
			: NULL;
	}
	return NULL;
}

/* "20 menit", "90 detik" as "1 menit 30 detik", "12 detik". */
static const char *exam_duration(struct bp_app *app, int seconds)
{
	if (seconds % 60 == 0)
		return bp_app_text(app, _("%d menit"), seconds / 60);
	if (seconds < 60)
		return bp_app_text(app, _("%d detik"), seconds);
	return bp_app_text(app, _("%d menit %d detik"), seconds / 60, seconds % 60);
}

const char *bp_exam_time_words(struct bp_app *app, int seconds, int extra)
{
	const char *all = exam_duration(app, seconds);
	int own = seconds - extra;

	if (!extra)
		return all;
	return bp_app_text(app, _("%s (%s + tambahan)"), all,
		own % 60 == 0 ? bp_app_text(app, "%d", own / 60)
			      : exam_duration(app, own));
}

/* ---- flags ---- */

static const char *exam_flags_name(struct bp_app *app)
{
	return bp_app_text(app, "@tanda:%016llx",
		(unsigned long long)exam_hash_of(bp_exam_attempt(app)));
}

static void exam_save_flags(struct bp_app *app)
{
	size_t count = bp_exam_attempt(app)->count;
	char flags[BP_MAX_QUESTIONS];

	for (size_t i = 0; i < count; i++)
		flags[i] = bp_exam_of(app)->flagged[i] ? '1' : '0';
	bp_app_save_draft(app, app->study.course, app->study.module,
		bp_str(exam_flags_name(app)), (struct bp_str){flags, count});
}

void bp_exam_recall_flags(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf flags = {0};

	memset(bp_exam_of(app)->flagged, 0, sizeof bp_exam_of(app)->flagged);
	if (recall->draft &&
		recall->draft(recall->context, app->study.course, app->study.module,
			bp_str(exam_flags_name(app)), &flags))
		for (size_t i = 0; i < flags.len && i < BP_MAX_QUESTIONS; i++)
			bp_exam_of(app)->flagged[i] = flags.at[i] == '1';
	bp_buf_release(&flags);
}

void bp_exam_flag(struct bp_app *app)
{
	if (!bp_exam_running(app) || !app->options.recording)
		return;
	bp_exam_of(app)->flagged[bp_exam_of(app)->at] =
		!bp_exam_of(app)->flagged[bp_exam_of(app)->at];
	exam_save_flags(app);
	bp_app_say(app, BP_COLOR_ACCENT,
		bp_exam_of(app)->flagged[bp_exam_of(app)->at]
			? _("Ditandai untuk dilihat lagi.")
			: _("Tandanya dihapus."));
}
