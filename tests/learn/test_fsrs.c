/* FSRS: the same schedule as that of ts-fsrs, for sequences that it was asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/file.h>
#include <berpijar/fsrs.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define DAY INT64_C(86400000)

/* A line of fixtures/fsrs/reviews.tsv; see generate.mjs beside it. */
struct line {
	int sequence, rating, state, step, days, reps, lapses;
	int64_t now, due, recall_at;
	double stability, difficulty, recall;
};

static bool read_line(const char *text, struct line *line)
{
	return sscanf(text,
		       "%d\t%" SCNd64 "\t%d\t%d\t%d\t%lf\t%lf\t%" SCNd64
		       "\t%d\t%d\t%d\t%" SCNd64 "\t%lf",
		       &line->sequence, &line->now, &line->rating, &line->state,
		       &line->step, &line->stability, &line->difficulty, &line->due,
		       &line->days, &line->reps, &line->lapses, &line->recall_at,
		       &line->recall) == 13;
}

/* Eight decimals are kept; the last may fall otherwise with another libm. */
static bool is_near(double ours, double theirs)
{
	return fabs(ours - theirs) <= 2e-8 * fmax(1, fabs(theirs));
}

static void compare(const struct bp_fsrs_card *card, const struct line *line)
{
	if (!is_near(card->stability, line->stability) ||
		!is_near(card->difficulty, line->difficulty))
		fail_msg("sequence %d, review %d: S %.8f D %.8f, ts-fsrs has %.8f %.8f",
			line->sequence, line->reps, card->stability, card->difficulty,
			line->stability, line->difficulty);
	if ((int)card->state != line->state || card->step != line->step ||
		card->days != line->days || card->due != line->due ||
		card->reps != line->reps || card->lapses != line->lapses)
		fail_msg("sequence %d, review %d: state %d step %d days %d, "
			 "ts-fsrs has %d %d %d",
			line->sequence, line->reps, (int)card->state, card->step,
			card->days, line->state, line->step, line->days);
	assert_true(is_near(bp_fsrs_retrievability(card, line->recall_at), line->recall));
}

static void test_sequences(void **state)
{
	(void)state;
	char path[4096];
	struct bp_buf text = {0};
	struct bp_error err;
	struct bp_fsrs_card card = {0};
	int sequence = -1, reviews = 0;
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(path, sizeof path, "%s/fsrs/reviews.tsv", fixtures ? fixtures : "");
	if (!bp_file_read(path, 1 << 20, &text, &err))
		fail_msg("%s", err.message);

	for (char *at = strchr(text.at, '\n') + 1; *at; at = strchr(at, '\n') + 1) {
		struct line line;
		assert_true(read_line(at, &line));
		if (line.sequence != sequence)
			card = bp_fsrs_new(line.now);
		sequence = line.sequence;
		card = bp_fsrs_review(card, (enum bp_fsrs_rating)line.rating, line.now);
		compare(&card, &line);
		reviews++;
	}
	print_message("%d reviews in %d sequences\n", reviews, sequence + 1);
	assert_true(sequence + 1 >= 200);
	bp_buf_release(&text);
}

static void test_new_card(void **state)
{
	(void)state;
	struct bp_fsrs_card card = bp_fsrs_new(5);
	assert_true(card.due == 5 && card.reps == 0);
	assert_true(bp_fsrs_retrievability(&card, 5 * DAY) == 0);
}

/* After as many days as its stability, a memory is recalled with 90 %. */
static void test_stability_is_days(void **state)
{
	(void)state;
	struct bp_fsrs_card card = bp_fsrs_review(bp_fsrs_new(0), BP_FSRS_EASY, 0);
	card.stability = 30;
	assert_true(bp_fsrs_retrievability(&card, 0) == 1);
	assert_true(fabs(bp_fsrs_retrievability(&card, 30 * DAY) - 0.9) < 1e-6);
}

/* A clock that was set back must not make numbers of nothing. */
static void test_clock_set_back(void **state)
{
	(void)state;
	struct bp_fsrs_card card =
		bp_fsrs_review(bp_fsrs_new(90 * DAY), BP_FSRS_EASY, 90 * DAY);
	struct bp_fsrs_card same = bp_fsrs_review(card, BP_FSRS_GOOD, 90 * DAY);
	struct bp_fsrs_card back = bp_fsrs_review(card, BP_FSRS_GOOD, -3 * DAY);
	assert_true(back.stability == same.stability && back.days == same.days);
	assert_true(bp_fsrs_retrievability(&card, 0) == 1);
}

/* However often: numbers stay within their limits, and later is never sooner. */
static void test_limits(void **state)
{
	(void)state;
	struct bp_fsrs_card card = bp_fsrs_new(0);
	for (int i = 0; i < 3000; i++) {
		card = bp_fsrs_review(card,
			(enum bp_fsrs_rating)(i < 60 ? BP_FSRS_EASY : 1 + i % 4),
			card.due);
		assert_true(card.stability >= 0.001 && card.stability <= 36500);
		assert_true(card.difficulty >= 1 && card.difficulty <= 10);
		assert_true(card.days >= 0 && card.days <= 36502);
		assert_true(card.due > card.last_review);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sequences),
		cmocka_unit_test(test_new_card),
		cmocka_unit_test(test_stability_is_days),
		cmocka_unit_test(test_clock_set_back),
		cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
