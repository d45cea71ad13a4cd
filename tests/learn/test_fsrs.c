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
	int sequence, rating;
	unsigned reps, lapses;
	int64_t now, due, recall_at;
	double stability, difficulty, recall;
};

static bool read_line(const char *text, struct line *line)
{
	return sscanf(text,
		       "%d\t%" SCNd64 "\t%d\t%lf\t%lf\t%" SCNd64 "\t%u\t%u\t%" SCNd64
		       "\t%lf",
		       &line->sequence, &line->now, &line->rating, &line->stability,
		       &line->difficulty, &line->due, &line->reps, &line->lapses,
		       &line->recall_at, &line->recall) == 10;
}

/* Eight decimals are kept; the last may fall otherwise with another libm. */
static bool is_near(double ours, double theirs)
{
	return fabs(ours - theirs) <= 2e-8 * fmax(1, fabs(theirs));
}

static void compare(const struct bp_fsrs *card, const struct line *line)
{
	if (!is_near(card->stability, line->stability) ||
		!is_near(card->difficulty, line->difficulty))
		fail_msg("sequence %d, review %u: S %.8f D %.8f, ts-fsrs has %.8f %.8f",
			line->sequence, line->reps, card->stability, card->difficulty,
			line->stability, line->difficulty);
	if (card->due != line->due || card->reps != line->reps ||
		card->lapses != line->lapses)
		fail_msg("sequence %d, review %u: due %" PRId64 ", %u lapses; ts-fsrs "
			 "has %" PRId64 ", %u",
			line->sequence, line->reps, card->due, card->lapses, line->due,
			line->lapses);
	assert_true(is_near(bp_fsrs_retrievability(card, line->recall_at), line->recall));
}

static void test_sequences(void **state)
{
	(void)state;
	char path[4096];
	struct bp_buf text = {0};
	struct bp_error err;
	struct bp_fsrs card = {0};
	int sequence = -1, reviews = 0;
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(path, sizeof path, "%s/fsrs/reviews.tsv", fixtures ? fixtures : "");
	if (!bp_file_read(path, 1 << 20, &text, &err))
		fail_msg("%s", err.message);

	for (char *at = strchr(text.at, '\n') + 1; *at; at = strchr(at, '\n') + 1) {
		struct line line;
		assert_true(read_line(at, &line));
		if (line.sequence != sequence)
			card = (struct bp_fsrs){0};
		sequence = line.sequence;
		bp_fsrs_review(&card, (enum bp_fsrs_rating)line.rating, line.now);
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
	struct bp_fsrs card = {0};
	assert_true(bp_fsrs_retrievability(&card, 5 * DAY) == 0);
}

/* After as many days as its stability, a memory is recalled with 90 %. */
static void test_stability_is_days(void **state)
{
	(void)state;
	struct bp_fsrs card = {0};
	bp_fsrs_review(&card, BP_FSRS_EASY, 0);
	card.stability = 30;
	assert_true(bp_fsrs_retrievability(&card, 0) == 1);
	assert_true(fabs(bp_fsrs_retrievability(&card, 30 * DAY) - 0.9) < 1e-6);
}

/* A clock that was set back must not make numbers of nothing. */
static void test_clock_set_back(void **state)
{
	(void)state;
	struct bp_fsrs card = {0}, same, back;
	bp_fsrs_review(&card, BP_FSRS_EASY, 90 * DAY);
	same = back = card;
	bp_fsrs_review(&same, BP_FSRS_GOOD, 90 * DAY);
	bp_fsrs_review(&back, BP_FSRS_GOOD, -3 * DAY);
	assert_true(back.stability == same.stability);
	assert_true(back.due - back.last == same.due - same.last);
	assert_true(bp_fsrs_retrievability(&card, 0) == 1);
}

/* However often: numbers stay within their limits, and later is never sooner. */
static void test_limits(void **state)
{
	(void)state;
	struct bp_fsrs card = {0};
	for (int i = 0; i < 3000; i++) {
		bp_fsrs_review(&card,
			(enum bp_fsrs_rating)(i < 60 ? BP_FSRS_EASY : 1 + i % 4),
			card.due);
		assert_true(card.stability >= 0.001 && card.stability <= 36500);
		assert_true(card.difficulty >= 1 && card.difficulty <= 10);
		assert_true(card.due >= card.last + DAY);
		assert_true(card.due <= card.last + 36503 * DAY);
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
