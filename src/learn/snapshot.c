/*
 * Snapshots: all that a progress holds, except for single events, as bytes. Both the
 * fields and their meaning may change with the program, so one of another version is not
 * read.
 */
#include "fold.h"
#include <stdlib.h>

/* To be increased whenever the fold or these bytes change between two releases. */
#define FORMAT 6

#define LEAST 8 /* bytes that each counted thing takes at least */

static void tape_moment(struct tape *tape, struct moment *moment)
{
	TAPE(tape, moment->at);
	TAPE(tape, moment->id);
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

static void tape_question(struct tape *tape, struct question *question)
{
	struct bp_question_record *record = &question->record;

	tape_str(tape, &question->name);
	TAPE(tape, question->module);
	tape_moment(tape, &question->last);
	tape_moment(tape, &question->first);
	tape_bool(tape, &question->seen);
	TAPE(tape, record->answered);
	tape_double(tape, &record->best, -1, 1);
	tape_double(tape, &record->last, -1, 1);
	tape_bool(tape, &record->last_correct);
	TAPE(tape, record->last_at);
	tape_str(tape, &record->last_body);
	TAPE(tape, record->round.answered);
	tape_double(tape, &record->round.best, -1, 1);
	tape_double(tape, &record->round.first, -1, 1);
	tape_double(tape, &record->round.last, -1, 1);
}

static void tape_card(struct tape *tape, struct card *card)
{
	tape_double(tape, &card->fsrs.stability, 0, 36500);
	tape_double(tape, &card->fsrs.difficulty, 0, 10);
	TAPE(tape, card->fsrs.due);
	TAPE(tape, card->fsrs.last);
	TAPE(tape, card->fsrs.reps);
	TAPE(tape, card->fsrs.lapses);
	tape_bool(tape, &card->missed);
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

/* The functions of the tape take pointers to what they could change, but change nothing
 * when they write. */
void bp_progress_save(const struct bp_progress *progress, struct bp_buf *out)
{
	struct tape tape = {.out = out};
	struct card *cards = bp_alloc(progress->question_count, sizeof *cards);
	struct times times = progress->times;

	progress_settle(progress);
	review_cards(progress, cards);
	tape_format(&tape);
	TAPE(&tape, times);
	tape_count(&tape, progress->module_count, LEAST);
	for (size_t i = 0; i < progress->module_count; i++)
		tape_module(&tape, progress->arena, &progress->modules[i]);
	tape_count(&tape, progress->question_count, LEAST);
	for (size_t i = 0; i < progress->question_count; i++) {
		tape_question(&tape, &progress->questions[i]);
		tape_card(&tape, &cards[i]);
	}
	tape_count(&tape, progress->month_count, LEAST);
	for (size_t i = 0; i < progress->month_count; i++)
		tape_month(&tape, &progress->months[i]);
	marks_tape(progress->marks, &tape);
	reports_tape(progress->reports, &tape);
	attempts_tape(progress->attempts, &tape);
	regrades_tape(progress->regrades, &tape);
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
	size_t count = tape_count(tape, 0, LEAST);

	for (size_t i = 0; i < count && !tape->failed; i++) {
		struct question *question = BP_PUSH(progress->arena, progress->questions,
			progress->question_count, progress->question_room);
		*question = (struct question){0};
		tape_question(tape, question);
		tape_card(tape, &question->card);
		tape->failed |= question->module >= progress->module_count;
		names_add_question(progress, (uint32_t)i);
	}
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

bool bp_progress_load(struct bp_progress *progress, struct bp_str snapshot)
{
	struct bp_progress *made = bp_progress_new();
	struct tape tape = {.in = bp_arena_str(made->arena, snapshot)};

	if (tape_format(&tape)) {
		TAPE(&tape, made->times);
		load_modules(made, &tape);
		load_questions(made, &tape);
		load_months(made, &tape);
		marks_tape(made->marks, &tape);
		reports_tape(made->reports, &tape);
		attempts_tape(made->attempts, &tape);
		regrades_tape(made->regrades, &tape);
	} else {
		tape.failed = true;
	}
	bool ok = !tape.failed && tape.in.len == 0;
	made->snapshot = made->times.last;
	made->loaded = made->times.last.at != INT64_MIN;
	if (ok)
		bp_progress_swap(progress, made);
	bp_progress_free(made);
	return ok;
}
