/* GIFT of any bytes: places of complaints lie in the text, sound questions can be found.
 */
#include <berpijar/quiz.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics faults = {0};
	struct bp_quiz quiz = {0};
	int lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	bp_gift_read(arena,
		(struct bp_gift_source){.text = {(const char *)data, size},
			.line = 1,
			.format = BP_FORMAT_MARKDOWN},
		&faults, &quiz);
	for (size_t i = 0; i < faults.count; i++)
		if (faults.at[i].line < 1 || faults.at[i].line > lines ||
			faults.at[i].column < 1)
			abort();
	for (size_t i = 0; i < quiz.count; i++)
		if (bp_quiz_find(&quiz, quiz.questions[i].id) != &quiz.questions[i])
			abort();
	bp_diagnostics_release(&faults);
	bp_arena_free(arena);
	return 0;
}
