/* Banks of any bytes: what is read of them and written as GIFT or XML is read again, as
 * many questions of the same types, if nothing was said to be lost. */
#include <berpijar/bank.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_bank(struct bp_arena *arena, struct bp_str text,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	bp_bank_read(arena, bp_bank_recognize(text),
		(struct bp_gift_source){
			.text = text, .line = 1, .format = BP_FORMAT_MOODLE},
		faults, quiz);
}

static void check(const struct bp_quiz *quiz, enum bp_bank_format format)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics losses = {0};
	struct bp_quiz again = {0};
	struct bp_buf out = {0};
	struct bp_bank_writer writer = {.format = format, .losses = &losses, .out = &out};

	bp_bank_write_begin(&writer);
	bp_bank_write(&writer, quiz);
	bp_bank_write_end(&writer);
	bp_bank_read(arena, format,
		(struct bp_gift_source){
			.text = bp_buf_str(&out), .line = 1, .format = BP_FORMAT_MOODLE},
		NULL, &again);
	if (losses.count == 0 && again.count != quiz->count)
		abort();
	for (size_t i = 0; losses.count == 0 && i < quiz->count; i++)
		if (again.questions[i].type != quiz->questions[i].type)
			abort();
	bp_buf_release(&out);
	bp_diagnostics_release(&losses);
	bp_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics faults = {0};
	struct bp_quiz quiz = {0};

	read_bank(arena, (struct bp_str){(const char *)data, size}, &faults, &quiz);
	check(&quiz, BP_BANK_GIFT);
	check(&quiz, BP_BANK_XML);
	bp_diagnostics_release(&faults);
	bp_arena_free(arena);
	return 0;
}
