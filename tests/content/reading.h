/* Questions that were read, with all that was said of them. */
#ifndef READING_H
#define READING_H

#include <berpijar/bank.h>

struct reading {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_quiz quiz;
};

static inline struct reading read_gift(struct bp_str text, enum bp_text_format format)
{
	struct reading reading = {.arena = bp_arena_new()};

	bp_gift_read(reading.arena,
		(struct bp_gift_source){.text = text, .line = 1, .format = format},
		&reading.faults, &reading.quiz);
	return reading;
}

/* In whichever format the text shows. */
static inline struct reading read_bank(struct bp_str text)
{
	struct reading reading = {.arena = bp_arena_new()};

	bp_bank_read(reading.arena, bp_bank_recognize(text),
		(struct bp_gift_source){
			.text = text, .line = 1, .format = BP_FORMAT_MOODLE},
		&reading.faults, &reading.quiz);
	return reading;
}

static inline void release(struct reading *reading)
{
	bp_arena_free(reading->arena);
	bp_diagnostics_release(&reading->faults);
}

#endif
