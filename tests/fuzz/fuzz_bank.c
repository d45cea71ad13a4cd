/* Aiken, Moodle XML and GIFT of any bytes: what is read can be written, and what is
 * written without a loss is read again. */
#include <berpijar/bank.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t read_again(struct bp_str text)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz = {0};

	bp_bank_read(arena, bp_bank_recognize(text),
		(struct bp_gift_source){.text = text, .line = 1}, NULL, &quiz);
	size_t count = quiz.count;
	bp_arena_free(arena);
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics losses = {0};
	struct bp_quiz quiz = {0};
	struct bp_buf gift = {0}, xml = {0}, module = {0};
	struct bp_str text = {(const char *)data, size};

	bp_bank_read(arena, bp_bank_recognize(text),
		(struct bp_gift_source){.text = text, .line = 1}, NULL, &quiz);
	bp_gift_write(&quiz, &(struct bp_str){0}, &losses, &gift);
	bp_module_write(&quiz, &(struct bp_str){0}, NULL, &module);
	bp_xml_begin(&xml);
	bp_xml_write(&quiz, &(struct bp_str){0}, &losses, &xml);
	bp_xml_end(&xml);
	if (losses.count == 0 &&
		(bp_bank_recognize(bp_buf_str(&gift)) == BP_BANK_GIFT &&
			read_again(bp_buf_str(&gift)) != quiz.count))
		abort();
	if (losses.count == 0 && read_again(bp_buf_str(&xml)) != quiz.count)
		abort();
	bp_buf_release(&gift);
	bp_buf_release(&xml);
	bp_buf_release(&module);
	bp_diagnostics_release(&losses);
	bp_arena_free(arena);
	return 0;
}
