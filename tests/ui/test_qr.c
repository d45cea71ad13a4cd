/* A code as lines of text holds each module of it; one for paper is read by a scanner, with a
 * corner of ink on it as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scan.h"
#include <berpijar/qr.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- on paper ---- */

#define SIDE  3 /* pixels of a module */
#define WHITE 4 /* modules around it */

/* `spoilt`: modules from the right that are inked in the lower corner. */
static bool scan(const struct bp_qr *qr, int spoilt, struct bp_buf *out)
{
	int across = (qr->size + 2 * WHITE) * SIDE;
	unsigned char *grey = malloc((size_t)(across * across));

	memset(grey, 255, (size_t)(across * across));
	for (int y = 0; y < qr->size * SIDE; y++)
		for (int x = 0; x < qr->size * SIDE; x++) {
			int row = y / SIDE, column = x / SIDE;
			if (qr->modules[row * qr->size + column] ||
				(row >= qr->size - spoilt && column >= qr->size - spoilt))
				grey[(y + WHITE * SIDE) * across + x + WHITE * SIDE] = 0;
		}
	bool found = grey_scan(grey, across, across, out);
	free(grey);
	return found;
}

static void test_scanned(void **state)
{
	static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
	struct bp_buf text = {0}, said = {0};

	(void)state;
	for (int i = 0; i < 366; i++)
		bp_buf_add_char(&text, letters[(i * i + 7) % 45]);
	struct bp_qr *qr = bp_qr_new_dense(bp_buf_str(&text), NULL);
	assert_int_equal(qr->size, 61); /* version 11 */
	assert_true(scan(qr, 0, &said));
	assert_string_equal(said.at, text.at);
	bp_buf_clear(&said);
	assert_true(scan(qr, 14, &said)); /* a twentieth of it */
	assert_string_equal(said.at, text.at);
	bp_qr_free(qr);
	assert_null(bp_qr_new_dense(BP_STR(""), NULL));
	bp_buf_release(&text);
	bp_buf_release(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_written), cmocka_unit_test(test_scanned)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
