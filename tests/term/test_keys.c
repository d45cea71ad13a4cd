/* What bytes are which key, wherever they are cut. */
#include "keys.h"
#include <berpijar/input.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it */
#include <cmocka.h>

#define ALT_LETTER BP_KEY_NONE /* means nothing: in no case the letter itself */

static const struct {
	const char *bytes;
	uint32_t key;
} pressed[] = {
	/* arrows and the like, in both modes */
	{"\033[A", BP_KEY_UP},
	{"\033OD", BP_KEY_LEFT},
	{"\033[7~", BP_KEY_HOME},
	{"\033[3~", BP_KEY_DELETE},
	{"\033[Z", BP_KEY_BACKTAB},
	{"\033[11~", BP_KEY_F1},
	{"\033[[A", BP_KEY_F1},
	{"\033[[B", BP_KEY_NONE},
	{"\033[200~", BP_KEY_PASTE},
	/* the number pad in application mode */
	{"\033Op", '0'},
	{"\033Oy", '9'},
	{"\033Oj", '*'},
	{"\033Ok", '+'},
	{"\033Ol", ','},
	{"\033Om", '-'},
	{"\033On", '.'},
	{"\033Oo", '/'},
	{"\033OX", '='},
	{"\033OM", BP_KEY_ENTER},
	{"\033OI", BP_KEY_TAB},
	{"\033O ", BP_KEY_SPACE},
	{"\033OE", BP_KEY_NONE},
	/* with modifiers: xterm, older xterm, rxvt, PuTTY */
	{"\033[1;2A", BP_KEY_UP},
	{"\033[1;2D", BP_KEY_SHIFT_LEFT},
	{"\033[c", BP_KEY_SHIFT_RIGHT},
	{"\033[1;5D", BP_KEY_WORD_LEFT},
	{"\033[1;3C", BP_KEY_WORD_RIGHT},
	{"\033[1;6C", BP_KEY_WORD_RIGHT},
	{"\033[1;5H", BP_KEY_HOME},
	{"\033[1;3A", BP_KEY_NONE},
	{"\033[1;9C", BP_KEY_NONE},
	{"\033[5D", BP_KEY_WORD_LEFT},
	{"\033O5D", BP_KEY_WORD_LEFT},
	{"\033Od", BP_KEY_WORD_LEFT},
	{"\033[d", BP_KEY_SHIFT_LEFT},
	{"\033[3;5~", BP_KEY_WORD_DELETE},
	{"\033[3^", BP_KEY_WORD_DELETE},
	{"\033[3@", BP_KEY_WORD_DELETE},
	{"\033[3$", BP_KEY_DELETE},
	{"\033[5;2~", BP_KEY_PAGE_UP},
	{"\033[2;5~", BP_KEY_NONE},
	{"\033\033[D", BP_KEY_WORD_LEFT},
	{"\033\033OC", BP_KEY_WORD_RIGHT},
	{"\033\033[3~", BP_KEY_WORD_DELETE},
	{"\033\033[A", BP_KEY_NONE},
	/* Alt */
	{"\033b", BP_KEY_WORD_LEFT},
	{"\033f", BP_KEY_WORD_RIGHT},
	{"\033d", BP_KEY_WORD_DELETE},
	{"\033B", BP_KEY_WORD_LEFT},
	{"\033\x7f", BP_CONTROL('w')},
	{"\033\b", BP_CONTROL('w')},
	{"\033q", ALT_LETTER},
	{"\033Q", ALT_LETTER},
	{"\0331", ALT_LETTER},
	{"\033?", ALT_LETTER},
	{"\033\r", BP_KEY_NONE},
	{"\033\t", BP_KEY_NONE},
	{"\033\003", BP_KEY_NONE},
	{"\033é", ALT_LETTER},
	{"\033日", ALT_LETTER},
	/* every key by its number */
	{"\033[27u", BP_KEY_ESCAPE},
	{"\033[27;1:1u", BP_KEY_ESCAPE},
	{"\033[27;129u", BP_KEY_ESCAPE},
	{"\033[27;1:3u", BP_KEY_NONE},
	{"\033[27;3u", BP_KEY_NONE},
	{"\033[13u", BP_KEY_ENTER},
	{"\033[13;2u", BP_KEY_ENTER},
	{"\033[13;3u", BP_KEY_NONE},
	{"\033[9u", BP_KEY_TAB},
	{"\033[9;2u", BP_KEY_BACKTAB},
	{"\033[9;5u", BP_KEY_NONE},
	{"\033[127u", BP_KEY_BACKSPACE},
	{"\033[127;5u", BP_CONTROL('w')},
	{"\033[127;3u", BP_CONTROL('w')},
	{"\033[32;2u", BP_KEY_SPACE},
	{"\033[97u", 'a'},
	{"\033[97;2u", 'A'},
	{"\033[97;65u", 'A'},
	{"\033[97;66u", 'a'},
	{"\033[97:65;2u", 'A'},
	{"\033[49:33;2;33u", '!'},
	{"\033[233;;233u", 0xe9},
	{"\033[99;5u", BP_CONTROL('c')},
	{"\033[99;6u", BP_KEY_NONE},
	{"\033[104;5u", BP_KEY_BACKSPACE},
	{"\033[91;5u", BP_KEY_ESCAPE},
	{"\033[98;3u", BP_KEY_WORD_LEFT},
	{"\033[113;3u", ALT_LETTER},
	{"\033[113;9u", BP_KEY_NONE},
	{"\033[57400u", '1'},
	{"\033[57408;129u", '9'},
	{"\033[57414u", BP_KEY_ENTER},
	{"\033[57417;5u", BP_KEY_WORD_LEFT},
	{"\033[57441;2u", BP_KEY_NONE},
	{"\033[1114112u", BP_KEY_NONE},
	{"\033[99999999999999999999u", BP_KEY_NONE},
	{"\033[55296u", BP_KEY_NONE},
	{"\033[27;2;65~", 'A'},
	{"\033[27;5;99~", BP_CONTROL('c')},
	{"\033[27;3;98~", BP_KEY_WORD_LEFT},
	/* no keys: reports, the mouse, focus */
	{"\033[I", BP_KEY_NONE},
	{"\033[O", BP_KEY_NONE},
	{"\033[12;40R", BP_KEY_NONE},
	{"\033[?62;22c", BP_KEY_NONE},
	{"\033[?1u", BP_KEY_NONE},
	{"\033[4;1$y", BP_KEY_NONE},
	{"\033[?2026;2$y", BP_KEY_NONE},
	{"\033[<65;10;10M", BP_KEY_NONE},
	{"\033[M q!", BP_KEY_NONE},
	{"\033]11;rgb:1e1e/1e1e/1e1e and as much as it likes to say\a", BP_KEY_NONE},
	{"\033P>|X\033\\", BP_KEY_NONE},
	/* characters */
	{"é", 0xe9},
	{"日", 0x65e5},
	{"🇮", 0x1f1ee},
	{"\r", BP_KEY_ENTER},
	{"\n", BP_KEY_ENTER},
	{"\b", BP_KEY_BACKSPACE},
};

static enum bp_keys_result decode(
	const char *bytes, size_t len, bool more, size_t *taken, uint32_t *key)
{
	*key = BP_KEY_NONE;
	return bp_keys_decode(NULL, bytes, len, more, taken, key);
}

/* As long as more may come each beginning waits; whole, and with the next key behind it, it
 * is the key. */
static void test_pressed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pressed / sizeof *pressed; i++) {
		const char *bytes = pressed[i].bytes;
		size_t len = strlen(bytes), taken;
		uint32_t key;
		char behind[128];
		for (size_t half = 1; half < len; half++)
			if (decode(bytes, half, true, &taken, &key) != BP_KEYS_INCOMPLETE)
				fail_msg("\"%s\" does not wait at %zu", bytes + 1, half);
		snprintf(behind, sizeof behind, "%sx", bytes);
		enum bp_keys_result want = pressed[i].key ? BP_KEYS_GOT : BP_KEYS_NOTHING;
		enum bp_keys_result got = decode(behind, len + 1, true, &taken, &key);
		if (got != want || taken != len ||
			(pressed[i].key && key != pressed[i].key))
			fail_msg("\"%s\" is %d, 0x%x, %zu bytes", bytes + 1, got,
				(unsigned)key, taken);
	}
}

static const struct {
	const char *bytes;
	int result;
	uint32_t key;
	size_t taken;
} ended[] = {
	{"\033", BP_KEYS_GOT, BP_KEY_ESCAPE, 1},
	{"\033\033", BP_KEYS_GOT, BP_KEY_ESCAPE, 1},
	{"\033[", BP_KEYS_NOTHING, 0, 2},
	{"\033O", BP_KEYS_NOTHING, 0, 2},
	{"\033[1;", BP_KEYS_NOTHING, 0, 4},
	{"\033]", BP_KEYS_NOTHING, 0, 2},
	{"\303", BP_KEYS_NOTHING, 0, 1},
};

/* Nothing more came. */
static void test_ended(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ended / sizeof *ended; i++) {
		size_t taken, len = strlen(ended[i].bytes);
		uint32_t key;
		assert_int_equal(decode(ended[i].bytes, len, false, &taken, &key),
			ended[i].result);
		assert_int_equal(taken, ended[i].taken);
		if (ended[i].result == BP_KEYS_GOT)
			assert_int_equal(key, ended[i].key);
	}
}

static const struct {
	const char *bytes;
	size_t taken; /* the rest counts for itself */
} broken[] = {
	{"\033[\033[A", 2},
	{"\033[1;5\rq", 5},
	{"\033O\rq", 2},
	{"\303q", 1},
	{"\342\202q", 1},
	{"\365qqq", 1},
};

static void test_broken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		size_t taken;
		uint32_t key;
		assert_int_equal(decode(broken[i].bytes, strlen(broken[i].bytes), true,
					 &taken, &key),
			BP_KEYS_NOTHING);
		assert_true(taken >= broken[i].taken);
		assert_null(memchr(broken[i].bytes, 'q', taken));
	}
}

static void test_patience(void **state)
{
	(void)state;
	assert_int_equal(bp_keys_patience("\033", 1, 150), 150);
	assert_int_equal(bp_keys_patience("\033\033", 2, 150), 150);
	assert_int_equal(bp_keys_patience("\033]1", 3, 150), 150);
	assert_true(bp_keys_patience("\033[", 2, 150) >= 1000);
	assert_int_equal(bp_keys_patience("\303", 1, 150), -1);
}

/* A key whose bytes came with so many milliseconds between them was still a key. */
static void test_escape_ms(void **state)
{
	(void)state;
	unsetenv("SSH_TTY");
	setenv("SSH_CONNECTION", "", 1);
	assert_true(bp_keys_escape_ms(0) >= 150 + 50);
	assert_true(bp_keys_escape_ms(0) <= 250);
	assert_int_equal(bp_keys_escape_ms(25), 25);
	setenv("SSH_CONNECTION", "10.0.0.2 50022 10.0.0.1 22", 1);
	assert_true(bp_keys_escape_ms(0) >= 300 + 50);
	setenv("SSH_CONNECTION", "", 1);
	setenv("SSH_TTY", "/dev/pts/3", 1);
	assert_true(bp_keys_escape_ms(0) >= 300 + 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pressed),
		cmocka_unit_test(test_ended),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_patience),
		cmocka_unit_test(test_escape_ms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
