/* Bookmarks and notes, and what changed in a module: the same whatever the order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shuffle.h"
#include <berpijar/changes.h>
#include <berpijar/lottery.h>
#include <berpijar/marks.h>
#include <string.h>

#define EVENTS 6

static struct bp_document *read_text(const char *markdown)
{
	return bp_document_read(bp_str(markdown), 1, NULL);
}

/* ---- the fold ---- */

static struct bp_event event(uint8_t id, int64_t at, enum bp_verb verb, const char *body)
{
	return (struct bp_event){
		.id = {[15] = id},
		.at = at,
		.verb = verb,
		.course = BP_STR("ux"),
		.module = BP_STR("satu"),
		.body = bp_str(body),
	};
}

#define OF(digit) "{\"of\":\"00000000-0000-0000-0000-00000000000" digit "\",\"text\":"

/* Two marks; the first is changed twice, the second voided, and one body says nothing. */
static void make_events(struct bp_event events[EVENTS])
{
	events[0] = event(1, 10, BP_BOOKMARKED,
		"{\"block\":3,\"offset\":0,\"hash\":\"00000000000000ff\",\"heading\":"
		"\"Dua\","
		"\"text\":\"lama\"}");
	events[1] = event(2, 20, BP_BOOKMARKED, OF("1") "\"lebih baru\"}");
	events[2] = event(3, 30, BP_BOOKMARKED, OF("1") "\"paling baru\"}");
	events[3] = event(4, 40, BP_ANNOTATED, "{\"block\":1,\"text\":\"hapus\"}");
	events[4] = event(
		5, 50, BP_VOIDED, "{\"voids\":\"00000000-0000-0000-0000-000000000004\"}");
	events[5] = event(6, 60, BP_ANNOTATED, "[]");
}

static void check_marks(const struct bp_progress *progress)
{
	const struct bp_mark *marks[4];
	size_t count = bp_marks_list(bp_progress_marks(progress), marks, 4);

	assert_int_equal(count, 1);
	assert_int_equal(marks[0]->verb, BP_BOOKMARKED);
	assert_int_equal(marks[0]->id[15], 1);
	assert_int_equal(marks[0]->made_at, 10);
	assert_int_equal(marks[0]->at, 30);
	assert_int_equal(marks[0]->place.block, 3);
	assert_int_equal(marks[0]->place.hash, 0xff);
	assert_true(bp_str_is(marks[0]->heading, "Dua"));
	assert_true(bp_str_is(marks[0]->text, "paling baru"));
}

static void test_any_order(void **state)
{
	struct bp_event events[EVENTS];
	uint64_t seed = 1;

	(void)state;
	make_events(events);
	for (int round = 0; round < 500; round++) {
		shuffle_events(events, EVENTS, &seed);
		struct bp_progress *progress = bp_progress_new();
		for (int i = 0; i < EVENTS; i++)
			bp_progress_apply(progress, &events[i]);
		bp_progress_apply(progress, &events[0]); /* again: no difference */
		check_marks(progress);
		bp_progress_free(progress);
	}
}

static void test_written_and_read(void **state)
{
	struct bp_mark mark = {
		.verb = BP_ANNOTATED,
		.place = {.block = 7, .offset = 32, .hash = 0x123456789abcdef0u},
		.heading = BP_STR("Judul \"kutip\""),
		.words = BP_STR("Kata pertama"),
		.text = BP_STR("baris\nkedua \\ é"),
	};
	struct bp_buf body = {0};
	struct bp_progress *progress = bp_progress_new();
	const struct bp_mark *back;

	(void)state;
	bp_mark_write(&mark, NULL, &body);
	struct bp_event made = event(9, 5, BP_ANNOTATED, body.at);
	bp_progress_apply(progress, &made);
	assert_int_equal(bp_marks_list(bp_progress_marks(progress), &back, 1), 1);
	assert_int_equal(back->place.block, 7);
	assert_int_equal(back->place.offset, 32);
	assert_true(back->place.hash == mark.place.hash);
	assert_true(bp_str_equal(back->heading, mark.heading));
	assert_true(bp_str_equal(back->words, mark.words));
	assert_true(bp_str_equal(back->text, mark.text));
	bp_progress_free(progress);
	bp_buf_release(&body);
}

/* ---- places after an edit ---- */

static const char lesson[] = "# Satu\n\nPertama.\n\n# Dua\n\nKedua di sini.\n\nKetiga.\n";

static void test_places(void **state)
{
	static const struct {
		const char *edited;
		enum bp_mark_found found;
		uint32_t block;
	} cases[] = {
		{lesson, BP_MARK_HERE, 3},
		{"# Satu\n\nBaru.\n\nPertama.\n\n# Dua\n\nKedua di sini.\n", BP_MARK_HERE,
			4},
		{"# Satu\n\nBaru.\n\nPertama.\n\n# Dua\n\nKetiga di sini.\n",
			BP_MARK_EDITED, 4},
		{"# Dua\n\nKedua di sini, dan di sana.\n\nPertama.\n\n# Lain\n",
			BP_MARK_EDITED, 1},
		{"# Satu\n\nBaru.\n\nPertama.\n\n# Dua\n\nDiubah.\n", BP_MARK_HEADING, 3},
		{"# Satu\n\nPertama.\n\n# Lain\n\nDiubah.\n", BP_MARK_NEAR, 3},
		{"Pendek.\n", BP_MARK_NEAR, 0},
		{"", BP_MARK_NEAR, 0},
	};
	struct bp_document *document = read_text(lesson);
	struct bp_buf heading = {0}, words = {0};

	(void)state;
	bp_mark_heading(document, 3, &heading);
	bp_mark_words(document, 3, &words);
	assert_string_equal(words.at, "Kedua di sini.");
	assert_string_equal(heading.at, "Dua");
	struct bp_mark mark = {
		.place = {.block = 3, .hash = bp_document_hash(document, 3)},
		.heading = bp_buf_str(&heading),
		.words = bp_buf_str(&words),
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_document *edited = read_text(cases[i].edited);
		struct bp_place place;
		assert_int_equal(bp_mark_find(&mark, edited, &place), cases[i].found);
		assert_int_equal(place.block, cases[i].block);
		bp_document_free(edited);
	}
	bp_buf_release(&heading);
	bp_buf_release(&words);
	bp_document_free(document);
}

/* ---- changes ---- */

/* The marks as letters, one for each block: "." the same, "~" edited, "+" new. */
static void test_changes(void **state)
{
	static const struct {
		const char *before, *after, *marks;
	} cases[] = {
		{"a\n\nb\n\nc", "a\n\nb\n\nc", "..."},
		{"a\n\nb\n\nc", "a\n\n  b\n\nc", "..."},
		{"a\n\nb\n\nc", "a\n\nx\n\nc", ".~."},
		{"a\n\nb\n\nc", "a\n\nb\n\nx\n\nc", "..+."},
		{"a\n\nb\n\nc", "x\n\na\n\nb\n\nc", "+..."},
		{"a\n\nb\n\nc", "a\n\nc", ".."},
		{"a\n\nb\n\nc", "a\n\nx\n\ny\n\nc", ".~+."},
		{"a\n\nb\n\nc", "c\n\na\n\nb", "..."},
		{"a\n\na", "a\n\na\n\na", "..+"},
		{"a", "", ""},
		{"", "a", "+"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_document *before = read_text(cases[i].before);
		struct bp_document *after = read_text(cases[i].after);
		struct bp_read_text read;
		struct bp_buf body = {0};
		uint8_t marks[8];
		char letters[9] = "";
		bp_changes_write(before, "1.0", &body);
		assert_true(bp_changes_read(bp_buf_str(&body), before->arena, &read));
		size_t changed = bp_changes_find(after, read, marks), count = 0;
		for (size_t n = 0; n < after->count; n++) {
			letters[n] = ".~+"[marks[n]];
			count += marks[n] != BP_CHANGE_NONE;
		}
		assert_string_equal(letters, cases[i].marks);
		assert_int_equal(changed, count);
		bp_buf_release(&body);
		bp_document_free(before);
		bp_document_free(after);
	}
}

static void test_bodies_that_say_nothing(void **state)
{
	static const char *const bodies[] = {"", "{}", "{\"text\":\"",
		"{\"text\":\"abc\"}", "{\"text\":\"ABCDEF01\"}",
		"{\"text\":\"0123456g\"}", "{\"text\":\"01234567",
		"{\"version\":\"1.0\"}"};
	struct bp_arena *arena = bp_arena_new();
	struct bp_read_text read;

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		assert_false(bp_changes_read(bp_str(bodies[i]), arena, &read));
	bp_arena_free(arena);
}

/* Of several readings the latest counts, whatever their order. */
static void test_latest_reading(void **state)
{
	(void)state;
	for (int first = 0; first < 2; first++) {
		struct bp_event events[] = {
			event(1, 10, BP_COMPLETED, "{\"text\":\"0000000a\"}"),
			event(2, 20, BP_EXPERIENCED, "{\"text\":\"0000000b0000000c\"}"),
		};
		struct bp_progress *progress = bp_progress_new();
		bp_progress_apply(progress, &events[first]);
		bp_progress_apply(progress, &events[!first]);
		const struct bp_module_record *record =
			bp_progress_module(progress, BP_STR("ux"), BP_STR("satu"));
		assert_int_equal(record->read.count, 2);
		assert_int_equal(record->read.hashes[1], 0xc);
		bp_progress_free(progress);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_written_and_read),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_bodies_that_say_nothing),
		cmocka_unit_test(test_latest_reading),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
