/*
 * What a session is told of messages, of closing and of gates, with clocks of the test's own;
 * files as they may be, and as they may not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/arena.h>
#include <berpijar/control.h>
#include <berpijar/file.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MINUTE INT64_C(60000)
#define NOON   INT64_C(1796101200000) /* 1 December 2026, 12.00 WIB */

static char top[64], store[80];

static const char *path_of(const char *name)
{
	static char path[160];

	snprintf(path, sizeof path, "%s/%s", top, name);
	return path;
}

static int set_up(void **state)
{
	(void)state;
	snprintf(top, sizeof top, "/tmp/berpijar-control-XXXXXX");
	assert_non_null(mkdtemp(top));
	snprintf(store, sizeof store, "%s/store/", top);
	assert_int_equal(mkdir(path_of("control"), 0755), 0);
	assert_int_equal(mkdir(path_of("control/gates"), 0755), 0);
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = {"control/gates/exams", "control/gates",
		"control/messages", "control/closed", "control", ""};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove(path_of(names[i]));
	return 0;
}

static void write_file(const char *name, const char *text)
{
	unlink(path_of(name));
	assert_true(bp_file_write(path_of(name), bp_str(text), true, NULL));
	assert_int_equal(chmod(path_of(name), 0644), 0);
	assert_int_equal(utimensat(-100, path_of("control/gates"), NULL, 0), 0);
}

/* What is told next at `now`; "" if nothing is. */
static const char *news(struct bp_control *control, int64_t now)
{
	static char text[1024];
	struct bp_buf words = {0};

	bp_control_look(control, now);
	bool has = bp_control_has_news(control);
	assert_int_equal(bp_control_news(control, now, &words), has);
	snprintf(text, sizeof text, "%s", words.len ? words.at : "");
	bp_buf_release(&words);
	return text;
}

static bool may(const struct bp_control *control, const char *group, int64_t now)
{
	struct bp_buf why = {0};
	bool ok = bp_control_may_begin(
		control, bp_str(group), "kursus", "ujian", now, &why);

	assert_true(ok || why.len);
	bp_buf_release(&why);
	return ok;
}

static void test_messages_are_told_once(void **state)
{
	struct bp_control *early = bp_control_open(store, BP_ZONE_WIB, NOON);

	(void)state;
	assert_string_equal(news(early, NOON), "");
	assert_true(bp_message_send(
		store, BP_STR("satu"), NOON + MINUTE, NOON + 10 * MINUTE, NULL));
	assert_true(bp_message_send(/* in the same instant */
		store, BP_STR("dua"), NOON + MINUTE, NOON + 10 * MINUTE, NULL));
	assert_string_equal(
		news(early, NOON + 20 * MINUTE), "Pesan pengelola, 12.01 WIB: satu");
	assert_string_equal(
		news(early, NOON + 20 * MINUTE), "Pesan pengelola, 12.01 WIB: dua");
	assert_string_equal(news(early, NOON + 20 * MINUTE), "");
	bp_control_free(early);

	struct bp_control *within =
		bp_control_open(store, BP_ZONE_WIT, NOON + 9 * MINUTE);
	struct bp_control *later =
		bp_control_open(store, BP_ZONE_WIB, NOON + 10 * MINUTE);
	assert_string_equal(
		news(within, NOON + 9 * MINUTE), "Pesan pengelola, 14.01 WIT: satu");
	assert_string_equal(news(later, NOON + 11 * MINUTE), "");
	bp_control_free(within);
	bp_control_free(later);
	for (int i = 0; i < 20; i++) /* the oldest make room */
		assert_true(bp_message_send(
			store, BP_STR("lagi"), NOON + i, NOON + 90 * MINUTE, NULL));
	struct bp_control *last = bp_control_open(store, BP_ZONE_WIB, NOON);
	int told = 0;
	while (*news(last, NOON))
		told++;
	assert_int_equal(told, 8);
	bp_control_free(last);
}

static void test_a_message_is_one_clean_line(void **state)
{
	char longest[BP_CONTROL_TEXT_MOST + 2] = "";
	static const char *const bad[] = {
		"", "  ", "a\nb", "a\tb", "\033[2J", "a\xffz", "a\xe2\x80\xae!"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_non_null(bp_control_text_fault(bp_str(bad[i])));
	memset(longest, 'a', sizeof longest - 1);
	assert_non_null(bp_control_text_fault(bp_str(longest)));
	longest[BP_CONTROL_TEXT_MOST] = '\0';
	assert_null(bp_control_text_fault(bp_str(longest)));
}

static void test_a_closing_leaves_time(void **state)
{
	struct bp_control *open = bp_control_open(store, BP_ZONE_WIB, NOON);
	struct bp_buf why = {0};
	bool was;

	(void)state;
	assert_true(bp_server_close(store, BP_STR("disk"), NOON + 2 * MINUTE, NULL));
	assert_false(bp_control_ends(open, NOON + 60 * MINUTE)); /* nobody was told */
	assert_non_null(strstr(news(open, NOON), "12.05 WIB: disk."));
	assert_string_equal(news(open, NOON), "");
	assert_false(bp_control_is_closed(open, NOON + MINUTE, &why));
	assert_true(bp_control_is_closed(open, NOON + 2 * MINUTE, &why));
	assert_false(bp_control_ends(open, NOON + 5 * MINUTE - 1));
	assert_true(bp_control_ends(open, NOON + 5 * MINUTE));
	assert_true(bp_server_open(store, &was, NULL));
	assert_true(was);
	assert_non_null(strstr(news(open, NOON + 6 * MINUTE), "dibuka lagi"));
	assert_string_equal(news(open, NOON + 6 * MINUTE), "");
	assert_false(bp_control_ends(open, NOON + 60 * MINUTE));
	/* later than the grace */
	assert_true(bp_server_close(store, BP_STR(""), NOON + 30 * MINUTE, NULL));
	assert_non_null(strstr(news(open, NOON + 7 * MINUTE), "12.30 WIB. Semua"));
	assert_false(bp_control_ends(open, NOON + 29 * MINUTE));
	assert_true(bp_control_ends(open, NOON + 30 * MINUTE));
	/* what cannot be understood closes */
	write_file("control/closed", "nanti saja\n");
	bp_control_look(open, NOON);
	assert_true(bp_control_is_closed(open, NOON, &why));
	bp_control_free(open);
	bp_buf_release(&why);
}

static const struct {
	const char *text;
	int64_t now, from, until; /* minutes after NOON */
} windows[] = {
	{"13.00-14.00", 0, 60, 120},
	{"13:00-14:00", 90, 60, 120},
	{"9.00-10.30", 0, 21 * 60, 22 * 60 + 30}, /* is over today */
	{"12.00-12.01", 0, 0, 1},
	{"12.00-12.01", 1, 24 * 60, 24 * 60 + 1},
	{"22.00-01.00", 0, 10 * 60, 13 * 60},
	{"22.00-01.00", 12 * 60 + 30, 10 * 60, 13 * 60}, /* after midnight */
	{"22.00-01.00", 13 * 60, 34 * 60, 37 * 60},
};

static void test_a_window_is_the_next_one(void **state)
{
	static const char *const bad[] = {"", "-", "9-10", "24.00-25.00", "09.60-10.00",
		"09.00-09.00", "+9.00-10.00", " 9.00-10.00", "09.00-10.00 ", "09.00",
		"09.00-1x.00", "OPEN", "09.00-10.00-11.00"};
	struct bp_gate gate = {0};

	(void)state;
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
		assert_true(bp_gate_read(&gate, bp_str(windows[i].text),
			NOON + windows[i].now * MINUTE, BP_ZONE_WIB, NULL));
		assert_int_equal(gate.state, BP_GATE_WINDOW);
		assert_int_equal(gate.from - NOON, windows[i].from * MINUTE);
		assert_int_equal(gate.until - NOON, windows[i].until * MINUTE);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(
			bp_gate_read(&gate, bp_str(bad[i]), NOON, BP_ZONE_WIB, NULL));
}

static void set_gate(const char *group, const char *state)
{
	struct bp_gate gate = {.group = bp_str(group), .exam = BP_STR("kursus/ujian")};

	assert_true(bp_gate_read(&gate, bp_str(state), NOON, BP_ZONE_WIB, NULL));
	assert_true(bp_gate_set(store, &gate, NULL));
}

static void test_gates_shut_out_who_is_not_named(void **state)
{
	struct bp_control *control = bp_control_open(store, BP_ZONE_WIB, NOON);

	(void)state;
	assert_true(may(control, "A", NOON)); /* there is no gate */
	set_gate("A", "13.00-14.00");
	assert_true(bp_control_look(control, NOON));
	assert_false(may(control, "A", NOON));
	assert_true(may(control, " a ", NOON + 60 * MINUTE));
	assert_true(may(control, "a", NOON + 120 * MINUTE - 1));
	assert_false(may(control, "a", NOON + 120 * MINUTE));
	assert_false(may(control, "a", NOON + 25 * 60 * MINUTE)); /* it opens once */
	assert_false(may(control, "B", NOON + 60 * MINUTE));
	assert_false(may(control, "", NOON + 60 * MINUTE));
	set_gate("*", "open");
	set_gate("-", "closed");
	assert_true(bp_control_look(control, NOON));
	assert_true(may(control, "B", NOON));
	assert_false(may(control, "A", NOON)); /* its own counts */
	assert_false(may(control, "", NOON));
	bp_control_free(control);
}

static void test_damaged_gates_shut_all_exams(void **state)
{
	static const char *const damaged[] = {"", "berpijar-gates-2\n",
		"berpijar-gates-1\nA\n", "berpijar-gates-1\nA\tkursus/ujian\tajar\n",
		"berpijar-gates-1\nA\tkursus\topen\n",
		"berpijar-gates-1\n\tkursus/ujian\topen\n",
		"berpijar-gates-1\nA\tkursus/ujian\t2-1\n",
		"berpijar-gates-1\nA\tkursus/ujian\t1-99999999999999999999\n",
		"berpijar-gates-1\nA\tkursus/ujian\topen\n\n",
		"berpijar-gates-1\nA\033\tkursus/ujian\topen\n"};
	struct bp_control *control = bp_control_open(store, BP_ZONE_WIB, NOON);

	(void)state;
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		write_file("control/gates/exams", damaged[i]);
		bp_control_look(control, NOON);
		assert_false(may(control, "A", NOON));
		assert_false(may(control, "", NOON));
	}
	write_file("control/gates/exams", "berpijar-gates-1\n");
	bp_control_look(control, NOON);
	assert_true(may(control, "A", NOON));
	bp_control_free(control);
}

/* Once what was read is older than a moment, nothing is read until something is written. */
static void test_nothing_new_is_not_read(void **state)
{
	struct timespec old[2] = {{.tv_sec = 1700000000}, {.tv_sec = 1700000000}};
	struct bp_control *control = bp_control_open(store, BP_ZONE_WIB, NOON);

	(void)state;
	assert_int_equal(utimensat(-100, path_of("control/gates"), old, 0), 0);
	assert_true(bp_control_look(control, NOON));
	assert_false(bp_control_look(control, NOON));
	assert_true(bp_message_send(store, BP_STR("x"), NOON, NOON + 1, NULL));
	assert_true(bp_control_look(control, NOON));
	bp_control_free(control);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_messages_are_told_once),
		TEST(test_a_message_is_one_clean_line),
		TEST(test_a_closing_leaves_time),
		TEST(test_a_window_is_the_next_one),
		TEST(test_gates_shut_out_who_is_not_named),
		TEST(test_damaged_gates_shut_all_exams),
		TEST(test_nothing_new_is_not_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
