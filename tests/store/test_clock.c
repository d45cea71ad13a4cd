/* A clock that was put back: what is recorded last is last, whatever the clock says. */
#include "support.h"

#include <berpijar/arena.h>
#include <berpijar/marks.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW  INT64_C(1780000000000) /* 2026-05-28 */
#define THEN INT64_C(1262300000000) /* 2009-12-31: a battery is empty */
#define DAY  INT64_C(86400000)

/* Each event in a session of its own. */
static void record(const char *folder, struct bp_event *event)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	append_or_fail(store, event, 1);
	bp_store_close(store);
}

static struct bp_event event_at(int64_t at, enum bp_verb verb, const char *module)
{
	return (struct bp_event){.at = at,
		.verb = verb,
		.course = BP_STR("ux"),
		.module = bp_str(module),
		.grade = -1,
		.seconds = -1};
}

static void fold_event(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

static struct bp_progress *fold(const char *folder)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	assert_true(bp_store_replay(store, 0, fold_event, progress, NULL));
	bp_store_close(store);
	return progress;
}

static void test_ids_go_on(void **state)
{
	static const int64_t times[] = {
		NOW, NOW + DAY, THEN, THEN, THEN + 1, NOW, NOW + DAY + 1, 0, INT64_MIN};
	uint8_t last[16] = {0};

	for (size_t i = 0; i < COUNT(times); i++) {
		struct bp_event event = event_at(times[i], BP_EXPERIENCED, "a");
		record(*state, &event);
		if (memcmp(last, event.id, sizeof last) >= 0)
			fail_msg("id %zu does not follow", i);
		assert_int_equal(event.id[6] >> 4, 7);
		memcpy(last, event.id, sizeof last);
	}
}

/* An id of a time that cannot be is no reason to run out of them. */
static void test_far_future(void **state)
{
	struct bp_event event = event_at(NOW, BP_EXPERIENCED, "a");

	memset(event.id, 0xff, sizeof event.id);
	event.id[6] = 0x7f;
	record(*state, &event);
	for (int i = 0; i < 3; i++) {
		struct bp_event next = event_at(NOW + i, BP_EXPERIENCED, "a");
		record(*state, &next);
		assert_true(next.id[0] < 0x80);
	}
}

static void test_last_answer(void **state)
{
	struct bp_event wrong = event_at(NOW, BP_ANSWERED, "a"),
			right = event_at(THEN, BP_ANSWERED, "a");

	wrong.question = right.question = BP_STR("q");
	wrong.grade = 0;
	right.grade = 1;
	wrong.body = BP_STR("{\"response\":\"a\"}");
	right.body = BP_STR("{\"response\":\"b\"}");
	record(*state, &wrong);
	record(*state, &right);
	struct bp_progress *progress = fold(*state);
	const struct bp_question_record *question =
		bp_progress_question(progress, BP_STR("ux"), BP_STR("a"), BP_STR("q"));
	assert_non_null(question);
	assert_true(question->last_correct);
	assert_true(bp_str_equal(question->last_body, right.body));
	assert_true(question->last_at == THEN); /* as the clock said */
	bp_progress_free(progress);
}

static void test_lanjutkan(void **state)
{
	struct bp_event first = event_at(NOW, BP_EXPERIENCED, "a"),
			last = event_at(THEN, BP_EXPERIENCED, "b");
	struct bp_str course, module;

	record(*state, &first);
	record(*state, &last);
	struct bp_progress *progress = fold(*state);
	assert_true(bp_progress_latest(progress, &course, &module));
	assert_true(bp_str_is(module, "b"));
	assert_true(bp_progress_first_at(progress) == NOW);
	assert_true(bp_progress_last_at(progress) == THEN);
	bp_progress_free(progress);
}

static void test_note_edited(void **state)
{
	struct bp_event made = event_at(NOW, BP_ANNOTATED, "a"),
			edited = event_at(THEN, BP_ANNOTATED, "a");
	struct bp_mark mark = {.text = BP_STR("lama"), .words = BP_STR("kata")};
	struct bp_buf bodies[2] = {0};
	const struct bp_mark *found;

	bp_mark_write(&mark, NULL, &bodies[0]);
	made.body = bp_buf_str(&bodies[0]);
	record(*state, &made);
	mark.text = BP_STR("baru");
	bp_mark_write(&mark, made.id, &bodies[1]);
	edited.body = bp_buf_str(&bodies[1]);
	record(*state, &edited);
	struct bp_progress *progress = fold(*state);
	assert_int_equal(bp_marks_list(bp_progress_marks(progress), &found, 1), 1);
	assert_true(bp_str_is(found->text, "baru"));
	bp_progress_free(progress);
	bp_buf_release(&bodies[0]);
	bp_buf_release(&bodies[1]);
}

/* A snapshot is gone on from, whatever the clock says. */
static void test_snapshot(void **state)
{
	struct bp_event first = event_at(NOW, BP_EXPERIENCED, "a"),
			last = event_at(THEN, BP_EXPERIENCED, "b");
	struct bp_buf bytes = {0};

	record(*state, &first);
	struct bp_progress *progress = fold(*state), *loaded = bp_progress_new();
	bp_progress_save(progress, &bytes);
	record(*state, &last);
	assert_true(bp_progress_load(loaded, &bytes));
	assert_true(bp_progress_apply(loaded, &last));
	assert_false(bp_progress_apply(loaded, &first)); /* it is in there */
	assert_true(bp_progress_last_at(loaded) == THEN);
	bp_buf_release(&bytes);
	bp_progress_free(progress);
	bp_progress_free(loaded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_ids_go_on),
		TEST(test_far_future),
		TEST(test_last_answer),
		TEST(test_lanjutkan),
		TEST(test_note_edited),
		TEST(test_snapshot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
