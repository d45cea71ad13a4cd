/* A code as lines of text holds each module of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/qr.h>

#define QUIET 2
#define SIZE  32 /* modules and white, more than a short text's code has */

/* Marks the modules of one row of characters, and of the row below it for half blocks. */
static void read_line(struct bp_str line, bool halves, bool black[2][SIZE])
{
	size_t at = 0;
	uint32_t code;

	for (int column = 0; column < SIZE; column++) {
		code = ' ';
		if (at < line.len)
			at += bp_utf8_next(line, at, &code);
		if (!halves && at < line.len)
			assert_int_equal(line.at[at++], code); /* two for each */
		black[0][column] = code == '#' || code == 0x2588 || code == 0x2580;
		black[1][column] = code == 0x2588 || code == 0x2584;
	}
}

static void check(const struct bp_qr *qr, bool halves)
{
	struct bp_buf text = {0};
	size_t start = 0;

	bp_qr_write(qr, halves, &text);
	for (int row = 0; row < qr->size; row += halves ? 2 : 1) {
		size_t end = bp_str_find(bp_buf_str(&text), BP_STR("\n"), start);
		bool black[2][SIZE];
		assert_true(end != SIZE_MAX);
		read_line(bp_str_part(bp_buf_str(&text), start, end), halves, black);
		for (int i = 0; i < qr->size; i++) {
			const uint8_t *module = &qr->modules[row * qr->size + i];
			assert_int_equal(black[0][i + QUIET], *module & 1);
			if (halves && row + 1 < qr->size)
				assert_int_equal(
					black[1][i + QUIET], module[qr->size] & 1);
		}
		start = end + 1;
	}
	assert_int_equal(start, text.len);
	bp_buf_release(&text);
}

static void test_written(void **state)
{
	struct bp_qr *qr = bp_qr_new(BP_STR("0YJS-2A10-5GF0"), NULL);

	(void)state;
	assert_non_null(qr);
	assert_true(qr->size + QUIET < SIZE);
	check(qr, true);
	check(qr, false);
	bp_qr_free(qr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_written)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
