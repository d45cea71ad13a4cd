/* SQLite's memory, with small pieces even in a build that looks for late uses. */
#define MEMORY_SMALL 1024
#include "../../src/store/memory.c" /* IWYU pragma: keep */
#include "support.h"

#define HELD  300
#define TURNS 20000
#define MOST  1500 /* bytes: some pieces are the heap's */

static size_t unused_bytes(size_t *pieces)
{
	size_t bytes = 0;

	*pieces = 0;
	for (const struct piece *piece = memory_unused; piece; piece = piece->next) {
		bytes += piece->size;
		++*pieces;
	}
	return bytes;
}

/* What a piece is filled with tells whose it is. */
static void assert_filled(const char *at, int bytes, char with)
{
	for (int i = 0; i < bytes; i++)
		assert_int_equal(at[i], with);
}

static void test_pieces(void **state)
{
	static char *held[HELD];
	static int sizes[HELD];
	uint32_t seed = 1;
	size_t pieces;

	(void)state;
	memory_set_up();
	for (int turn = 0; turn < TURNS; turn++) {
		seed = seed * 1664525 + 1013904223;
		size_t i = (seed >> 8) % HELD;
		int bytes = (int)((seed >> 16) % MOST);
		assert_filled(held[i], sizes[i], (char)i);
		if (held[i] && bytes % 3 == 0) {
			sqlite3_free(held[i]);
			held[i] = NULL;
			sizes[i] = 0;
			continue;
		}
		held[i] = sqlite3_realloc(held[i], bytes + 1);
		assert_non_null(held[i]);
		assert_filled(held[i], sizes[i] < bytes ? sizes[i] : bytes, (char)i);
		memset(held[i], (int)i, (size_t)bytes);
		sizes[i] = bytes;
		if (turn % 1000 == 0)
			memory_give_back();
	}
	for (size_t i = 0; i < HELD; i++) {
		assert_filled(held[i], sizes[i], (char)i);
		sqlite3_free(held[i]);
	}
	size_t bytes = unused_bytes(&pieces);
	assert_true(pieces > 0);
	assert_true(pieces <= bytes / MEMORY_BLOCK); /* each block is whole again */
	assert_int_equal(bytes % MEMORY_BLOCK, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
