/* What of a replica is to be sent or fetched, by what both sides have; marks as they are
 * kept. No server is needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sync.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct pair {
	int64_t last, count;
};

static void test_push(void **state)
{
	static const struct {
		struct pair ours, centre;
		bool there;
		int64_t acked, seen, after;
	} cases[] = {
		{{0, 0}, {0, 0}, false, 0, 0, -1}, /* nothing was recorded */
		{{9, 9}, {0, 0}, false, 0, 0, 0},  /* the centre has none */
		{{9, 9}, {4, 4}, true, 0, 0, 4},   /* it has the first ones */
		{{9, 9}, {4, 4}, true, 9, 9, 4},  /* it was put back, whatever we noted */
		{{9, 9}, {9, 9}, true, 0, 0, -1}, /* all */
		{{9, 9}, {12, 12}, true, 0, 0, -1},  /* more than we have */
		{{9, 9}, {9, 8}, true, 9, 9, 0},     /* a hole, which is filled */
		{{9, 8}, {9, 8}, true, 9, 8, -1},    /* ours, which it is known to have */
		{{9, 8}, {9, 8}, true, 0, 0, 0},     /* perhaps another one */
		{{9, 8}, {12, 10}, true, 9, 10, -1}, /* others filled it up behind ours */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct bp_replica ours = {
			.last = cases[i].ours.last, .count = cases[i].ours.count};
		const struct bp_replica centre = {
			.last = cases[i].centre.last, .count = cases[i].centre.count};
		const struct bp_sent_replica marks = {
			.acked = cases[i].acked, .seen = cases[i].seen};
		int64_t after =
			vector_push_after(&ours, cases[i].there ? &centre : NULL, &marks);
		if (after != cases[i].after)
			fail_msg("push %zu: after %lld", i, (long long)after);
	}
}

static void test_pull(void **state)
{
	static const struct {
		struct pair ours;
		int64_t centre, pulled, skipped, after;
	} cases[] = {
		{{0, 0}, 5, 0, 0, 0}, {{3, 3}, 5, 0, 0, 3}, {{5, 5}, 5, 0, 0, -1},
		{{7, 7}, 5, 0, 0, -1}, /* recorded here */
		{{5, 3}, 5, 5, 2, -1}, /* two were withheld */
		{{5, 3}, 8, 5, 2, 5},  /* … and three are new */
		{{5, 3}, 5, 0, 0, 0},  /* holes that nobody knows of */
		{{3, 3}, 5, 5, 0, 3},  /* fetched before, and lost here */
		{{2, 1}, 5, 5, 2, 0},  /* the same, with some withheld */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct bp_replica ours = {
			.last = cases[i].ours.last, .count = cases[i].ours.count};
		const struct bp_replica centre = {
			.last = cases[i].centre, .count = cases[i].centre};
		const struct bp_sent_replica marks = {
			.pulled = cases[i].pulled, .skipped = cases[i].skipped};
		int64_t after =
			vector_pull_after(ours.count ? &ours : NULL, &centre, &marks);
		if (after != cases[i].after)
			fail_msg("pull %zu: after %lld", i, (long long)after);
	}
}

/* What picks travels; what was typed only with consent. */
static void test_private(void **state)
{
	static const struct {
		const char *verb, *body;
		bool is_private;
	} cases[] = {
		{"answered", "{\"response\":\"a\"}", false},
		{"answered", "{\"response\":\"true\"}", false},
		{"answered", "{\"response\":\"a,c\"}", false},
		{"answered", "{\"response\":\"c,-,a\"}", false},
		{"answered", "{\"response\":\"1=2,2=10\"}", false},
		{"answered", "{\"response\":\"\"}", false},
		{"answered", "{\"response\":\"true\"}", false},
		{"answered", "{\"response\":\"true,a\"}", true},
		{"answered", "{\"response\":\"jakarta\"}", true},
		{"answered", "{\"response\":\"198609262015051001\"}", true},
		{"answered", "{\"response\":\"12=34=5678\"}", true},
		{"answered", "{\"response\":\"a b\"}", true},
		{"answered", "{\"response\":\"a\",\"written\":true}", true},
		{"annotated", "{}", true},
		{"bookmarked", "{}", true},
		{"attended", "{\"title\":\"Arsip\"}", true},
		{"of-a-newer-version", "{}", true},
		{"completed", "{\"version\":\"1\"}", false},
	};
	struct bp_arena *arena = bp_arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct bp_origin item = {.verb = bp_str(cases[i].verb),
			.event = {.body = bp_str(cases[i].body)}};
		if (rows_is_private(&item, arena) != cases[i].is_private)
			fail_msg("%s %s", cases[i].verb, cases[i].body);
	}
	bp_arena_free(arena);
}

/* What a server cannot hold is known before it is asked. */
static void test_text(void **state)
{
	struct bp_origin item = {.verb = BP_STR("answered"),
		.number = 1,
		.event = {.course = BP_STR("ux"), .grade = -1, .seconds = -1}};

	(void)state;
	assert_true(rows_is_text(&item));
	item.event.body = BP_STR("a\0b");
	assert_false(rows_is_text(&item));
	item.event.body = BP_STR("\xff");
	assert_false(rows_is_text(&item));
	item.event.body = BP_STR("{}");
	item.event.at = -1;
	assert_false(rows_is_text(&item));
}

static void test_address(void **state)
{
	static const struct {
		const char *url, *place; /* NULL: refused */
	} cases[] = {
		{"postgresql://kantor@pusat.contoh.go.id/berpijar",
			"pusat.contoh.go.id/berpijar"},
		{"postgres://10.0.0.1:6432/b", "10.0.0.1:6432/b"},
		{"postgresql:///b?host=/run/postgresql", "/run/postgresql/b"},
		{"service=pusat", "pusat/"},
		{"postgresql://kantor:rahasia@pusat/b", NULL},
		{"postgresql://kantor@pusat/b?password=rahasia", NULL},
		{"service=pusat password=rahasia", NULL},
		{"host=pusat", NULL},
		{"https://pusat", NULL},
		{"postgresql://[", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char place[LINK_PLACE];
		struct bp_error err = {0};
		bool ok = link_look(cases[i].url, place, &err);
		if (ok != (cases[i].place != NULL))
			fail_msg("%s: %d %s", cases[i].url, ok, err.message);
		if (ok)
			assert_string_equal(place, cases[i].place);
		else
			assert_null(strstr(err.message, "rahasia"));
	}
}

/* Marks are read as they were written; what is none is no mark. */
static void test_marks(void **state)
{
	char folder[] = "/tmp/berpijar-marks-XXXXXX";
	struct bp_arena *arena = bp_arena_new();
	struct bp_sent sent = {.at = 7,
			       .answered = 8,
			       .seq = 9,
			       .learner = {1, 2},
			       .event = {3}},
		       read;
	struct bp_buf path = {0};

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_false(bp_sent_read(folder, "siti", arena, &read));
	snprintf(sent.to, sizeof sent.to, "pusat/b");
	bp_sent_of(&sent, arena, (const uint8_t[16]){5})->acked = 11;
	bp_sent_of(&sent, arena, (const uint8_t[16]){6})->pulled = 12;
	bp_sent_of(&sent, arena, (const uint8_t[16]){5})->seen = 13;
	assert_int_equal(sent.count, 2);
	assert_true(bp_sent_write(folder, "siti", &sent, NULL));
	assert_true(bp_sent_read(folder, "siti", arena, &read));
	assert_int_equal(read.at, 7);
	assert_int_equal(read.seq, 9);
	assert_string_equal(read.to, "pusat/b");
	assert_memory_equal(read.learner, sent.learner, 16);
	assert_memory_equal(read.event, sent.event, 16);
	assert_int_equal(read.count, 2);
	assert_int_equal(bp_sent_of(&read, arena, (const uint8_t[16]){5})->acked, 11);
	assert_int_equal(bp_sent_of(&read, arena, (const uint8_t[16]){5})->seen, 13);
	bp_buf_printf(&path, "%s/sync/siti/marks", folder);
	assert_true(bp_file_write(path.at, BP_STR("{\"learner\": 7}"), true, NULL));
	assert_false(bp_sent_read(folder, "siti", arena, &read));
	bp_buf_clear(&path);
	bp_buf_printf(&path, "rm -rf %s", folder);
	assert_int_equal(system(path.at), 0);
	bp_buf_release(&path);
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_push),
		cmocka_unit_test(test_pull),
		cmocka_unit_test(test_private),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_address),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
