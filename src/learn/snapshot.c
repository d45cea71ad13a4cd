/*
 * Snapshots: all that a progress holds, except for single events, as bytes. Both the
 * fields and their meaning may change with the program, so one of another version is not
 * read.
 *
 * What grows with years of learning are the questions. They stand module by module, in few
 * bytes, and those of a module are read when one of them is asked for. By then nobody could
 * go back and fold the events instead, so a sum over all bytes, which is looked at first,
 * stands for the part that is not read.
 */
#include "fold.h"
#include <stdlib.h>
#include <string.h>

/* To be increased whenever the fold or these bytes change between two releases. */
#define FORMAT 10

#define LEAST 8 /* bytes that each counted thing takes at least */

/* The time is in the id, if it has one. */
static void tape_moment(struct tape *tape, struct moment *moment)
{
	TAPE(tape, moment->id);
	int64_t time = bp_event_id_time(moment->id);
	if (time < 0)
		TAPE(tape, moment->at);
	else
		moment->at = time;
}

static void tape_read_text(
	struct tape *tape, struct bp_arena *arena, struct bp_read_text *read)
{
	read->count = tape_count(tape, read->count, sizeof *read->hashes);
	size_t bytes = read->count * sizeof *read->hashes;
	uint32_t *hashes = (uint32_t *)read->hashes;

	if (!tape->out && read->count)
		read->hashes = hashes =
			bp_arena_alloc(arena, read->count, sizeof *hashes);
	if (read->count)
		tape_bytes(tape, hashes, bytes);
}

static void tape_module(struct tape *tape, struct bp_arena *arena, struct module *module)
{
	struct bp_module_record *record = &module->record;

	tape_str(tape, &module->course);
	tape_str(tape, &module->name);
	TAPE(tape, module->events);
	TAPE(tape, module->active_ms);
	tape_moment(tape, &module->last);
	tape_moment(tape, &module->done);
	tape_moment(tape, &module->read);
	tape_moment(tape, &module->round);
	record->active_seconds = (double)module->active_ms / 1000;
	tape_bool(tape, &record->started);
	tape_bool(tape, &record->done);
	TAPE(tape, record->first_at);
	TAPE(tape, record->last_at);
	TAPE(tape, record->done_at);
	tape_double(tape, &record->score, -1, 1);
	TAPE(tape, record->rounds);
	tape_double(tape, &record->round_score, -1, 1);
	tape_bool(tape, &record->passed);
	tape_bool(tape, &record->failed);
	TAPE(tape, record->attempts);
	TAPE(tape, record->jp_halves);
	tape_str(tape, &record->version);
	tape_read_text(tape, arena, &record->read);
	TAPE(tape, record->questions_answered);
}

/* Most questions were answered once, or in one round, and many never wrongly. */
enum { SEEN = 1, CORRECT = 2, ONE_MOMENT = 4, MISSED = 8 };

static uint8_t question_flags(const struct question *question, const struct card *card)
{
	bool same = memcmp(&question->first, &question->last, sizeof question->last) == 0;

	return (uint8_t)((question->seen ? SEEN : 0) |
		(question->record.last_correct ? CORRECT : 0) | (same ? ONE_MOMENT : 0) |
		(card->missed ? MISSED : 0));
}

static void tape_card(struct tape *tape, struct card *card, int64_t near)
{
	tape_double(tape, &card->fsrs.stability, 0, 36500);
	tape_double(tape, &card->fsrs.difficulty, 0, 10);
	tape_near(tape, &card->fsrs.last, near);
	tape_near(tape, &card->fsrs.due, card->fsrs.last);
	tape_unsigned(tape, &card->fsrs.reps);
	tape_unsigned(tape, &card->fsrs.lapses);
}

static void tape_question(struct tape *tape, struct question *question, struct card *card)
{
	struct bp_question_record *record = &question->record;
	uint8_t flags = tape->out ? question_flags(question, card) : 0;

	TAPE(tape, flags);
	question->seen = flags & SEEN;
	record->last_correct = flags & CORRECT;
	card->missed = flags & MISSED;
	tape_str(tape, &question->name);
	tape_moment(tape, &question->last);
	if (flags & ONE_MOMENT)
		question->first = question->last;
	else
		tape_moment(tape, &question->first);
	tape_unsigned(tape, &record->answered);
	tape_grade(tape, &record->best);
	tape_grade(tape, &record->last);
	tape_near(tape, &record->last_at, question->last.at);
	tape_str(tape, &record->last_body);
	tape_unsigned(tape, &record->round.answered);
	tape_grade(tape, &record->round.best);
	tape_grade(tape, &record->round.first);
	tape_grade(tape, &record->round.last);
	if (card->missed) /* what was never missed has no card */
		tape_card(tape, card, record->last_at);
}

static void tape_month(struct tape *tape, struct month *month)
{
	TAPE(tape, month->year);
	TAPE(tape, month->month);
	TAPE(tape, month->active_ms);
}

/* Whether this program can read the snapshot. On a machine with another order of bytes,
 * the number is a different one. */
static bool tape_format(struct tape *tape)
{
	struct bp_str version = BP_STR(BERPIJAR_VERSION);
	uint64_t format = UINT64_C(0x6272706a00000000) + FORMAT, wanted = format;

	TAPE(tape, format);
	tape_str(tape, &version);
	return format == wanted && bp_str_is(version, BERPIJAR_VERSION);
}

/* ---- saving ---- */

static int by_time(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* The earliest first, so that what is due can be counted and nothing else read. */
static void save_dues(struct tape *tape, const struct module *module,
	const struct card *cards, int64_t *dues)
{
	size_t count = 0;
	int64_t before = 0;

	for (const struct question *at = module->questions; at; at = at->next)
		if (cards[at->number].missed)
			dues[count++] = cards[at->number].fsrs.due;
	qsort(dues, count, sizeof *dues, by_time);
	for (size_t i = 0; i < count; i++) {
		tape_near(tape, &dues[i], before);
		before = dues[i];
	}
}

/* Of a module whose questions have been read. */
static void save_module(
	struct tape *tape, const struct module *module, struct card *cards, int64_t *dues)
{
	struct bp_buf questions = {0}, due = {0};
	struct tape own = {.out = &questions}, times = {.out = &due};

	for (struct question *at = module->questions; at; at = at->next)
		tape_question(&own, at, &cards[at->number]);
	save_dues(&times, module, cards, dues);
	struct bp_str both[] = {bp_buf_str(&questions), bp_buf_str(&due)};
	tape_str(tape, &both[0]);
	tape_str(tape, &both[1]);
	bp_buf_release(&questions);
	bp_buf_release(&due);
}

/* Those that nobody asked for are as they were. */
static void save_questions(
	struct tape *tape, const struct bp_progress *progress, struct card *cards)
{
	int64_t *dues = bp_alloc(progress->question_count, sizeof *dues);

	for (size_t i = 0; i < progress->module_count; i++) {
		struct module *module = &progress->modules[i];
		if (!module->kept.len) {
			save_module(tape, module, cards, dues);
			continue;
		}
		tape_str(tape, &module->kept);
		tape_str(tape, &module->dues);
	}
	free(dues);
}

/* The functions of the tape take pointers to what they could change, but change nothing
 * when they write. */
void bp_progress_save(const struct bp_progress *progress, struct bp_buf *out)
{
	struct tape tape = {.out = out};
	struct card *cards = bp_alloc(progress->question_count, sizeof *cards);
	struct times times = progress->times;
	size_t start = out->len;

	progress_settle(progress);
	review_cards(progress, cards);
	tape_format(&tape);
	TAPE(&tape, times);
	tape_count(&tape, progress->module_count, LEAST);
	for (size_t i = 0; i < progress->module_count; i++)
		tape_module(&tape, progress->arena, &progress->modules[i]);
	save_questions(&tape, progress, cards);
	tape_count(&tape, progress->month_count, LEAST);
	for (size_t i = 0; i < progress->month_count; i++)
		tape_month(&tape, &progress->months[i]);
	marks_tape(progress->marks, &tape);
	reports_tape(progress->reports, &tape);
	attempts_tape(progress->attempts, &tape);
	regrades_tape(progress->regrades, &tape);
	elsewheres_tape(progress->elsewheres, &tape);
	uint64_t sum = tape_sum(bp_str_from(bp_buf_str(out), start));
	TAPE(&tape, sum);
	free(cards);
}

/* ---- loading ---- */

static void load_modules(struct bp_progress *progress, struct tape *tape)
{
	size_t count = tape_count(tape, 0, LEAST);

	for (size_t i = 0; i < count && !tape->failed; i++) {
		struct module *module = BP_PUSH(progress->arena, progress->modules,
			progress->module_count, progress->module_room);
		*module = (struct module){0};
		tape_module(tape, progress->arena, module);
		names_add_module(progress, (uint32_t)i);
	}
}

static void load_questions(struct bp_progress *progress, struct tape *tape)
{
	for (size_t i = 0; i < progress->module_count; i++) {
		tape_str(tape, &progress->modules[i].kept);
		tape_str(tape, &progress->modules[i].dues);
	}
}

struct question *snapshot_questions(const struct bp_progress *asked, uint32_t n)
{
	struct bp_progress *progress = (struct bp_progress *)(uintptr_t)asked;
	struct module *module = &progress->modules[n];
	struct tape tape = {.in = module->kept};

	module->kept = module->dues = (struct bp_str){0};
	while (tape.in.len) {
		struct question *question =
			bp_arena_alloc(progress->arena, 1, sizeof *question);
		question->module = n;
		tape_question(&tape, question, &question->card);
		if (!tape.failed)
			names_add_question(progress, question);
	}
	return module->questions;
}

size_t snapshot_count_due(const struct module *module, int64_t now)
{
	struct tape tape = {.in = module->dues};
	size_t count = 0;

	for (int64_t at = 0; tape.in.len; count++) {
		tape_near(&tape, &at, at);
		if (at > now)
			break;
	}
	return count;
}

void snapshot_read_all(const struct bp_progress *progress)
{
	for (size_t i = 0; i < progress->module_count; i++)
		snapshot_questions(progress, (uint32_t)i);
}

static void load_months(struct bp_progress *progress, struct tape *tape)
{
	size_t count = tape_count(tape, 0, LEAST);

	for (size_t i = 0; i < count && !tape->failed; i++) {
		struct month *month = BP_PUSH(progress->arena, progress->months,
			progress->month_count, progress->month_room);
		tape_month(tape, month);
		tape->failed |= month->month < 1 || month->month > BP_MONTHS;
		fold_add_month(progress, (uint32_t)i);
	}
}

/* Takes the sum off the end. */
static bool sum_holds(struct tape *tape)
{
	uint64_t sum;

	if (tape->in.len < sizeof sum)
		return false;
	tape->in.len -= sizeof sum;
	memcpy(&sum, tape->in.at + tape->in.len, sizeof sum);
	return tape_sum(tape->in) == sum;
}

bool bp_progress_load(struct bp_progress *progress, struct bp_buf *snapshot)
{
	struct bp_progress *made = bp_progress_new();
	struct tape tape = {.in = bp_buf_str(snapshot)};

	if (sum_holds(&tape) && tape_format(&tape)) {
		TAPE(&tape, made->times);
		load_modules(made, &tape);
		load_questions(made, &tape);
		load_months(made, &tape);
		marks_tape(made->marks, &tape);
		reports_tape(made->reports, &tape);
		attempts_tape(made->attempts, &tape);
		regrades_tape(made->regrades, &tape);
		elsewheres_tape(made->elsewheres, &tape);
	} else {
		tape.failed = true;
	}
	bool ok = !tape.failed && tape.in.len == 0;
	made->snapshot = made->times.last;
	made->loaded = made->times.last.at != INT64_MIN;
	if (ok) {
		made->bytes = *snapshot;
		*snapshot = (struct bp_buf){0};
		bp_progress_swap(progress, made);
	}
	bp_progress_free(made);
	return ok;
}
