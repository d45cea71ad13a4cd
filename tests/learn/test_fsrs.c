/* Reviews of which ts-fsrs says what comes of them; see the head of the fixture. */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <berpijar/fsrs.h>

/* exp() and pow() of two libraries differ in their last bits. */
#define SAME(a, b) (fabs((a) - (b)) <= 1e-7 * fmax(1, fabs(b)))

struct review {
	int64_t now;
	unsigned rating;
	struct bp_fsrs after;
};

static void check_review(struct bp_fsrs *card, const struct review *review, int line)
{
	const struct bp_fsrs *after = &review->after;

	bp_fsrs_review(card, (enum bp_fsrs_rating)review->rating, review->now);
	if (!SAME(card->stability, after->stability))
		fail_msg("%d: stability %.8f", line, card->stability);
	if (!SAME(card->difficulty, after->difficulty))
		fail_msg("%d: difficulty %.8f", line, card->difficulty);
	if (card->due != after->due)
		fail_msg("%d: due %" PRId64, line, card->due);
	if (card->reps != after->reps || card->lapses != after->lapses ||
		card->last != review->now)
		fail_msg("%d: counts", line);
}

/* The numbers of a line; false if it has others. */
static bool read_review(const char *text, struct review *review)
{
	char *at;

	review->now = strtoll(text, &at, 10);
	if (at == text)
		return false;
	review->rating = (unsigned)strtoul(at, &at, 10);
	review->after.stability = strtod(at, &at);
	review->after.difficulty = strtod(at, &at);
	review->after.due = strtoll(at, &at, 10);
	review->after.reps = (unsigned)strtoul(at, &at, 10);
	review->after.lapses = (unsigned)strtoul(at, &at, 10);
	strtod(at, &at); /* the retrievability, which the stability depends on */
	return *at == '\n';
}

static FILE *open_fixture(void)
{
	char path[4096];
	const char *fixtures = getenv("BERPIJAR_FIXTURES");

	snprintf(path, sizeof path, "%s/fsrs/reviews.txt", fixtures ? fixtures : "");
	return fopen(path, "r");
}

static void test_reviews(void **state)
{
	(void)state;
	char text[300];
	FILE *file = open_fixture();
	struct bp_fsrs card = {0};
	int cards = 0, reviews = 0;

	assert_non_null(file);
	for (int line = 1; fgets(text, sizeof text, file); line++) {
		struct review review = {0};
		if (text[0] == '#')
			continue;
		if (strcmp(text, "card\n") == 0) {
			card = (struct bp_fsrs){0};
			cards++;
			continue;
		}
		if (!read_review(text, &review))
			fail_msg("%d: not read", line);
		check_review(&card, &review, line);
		reviews++;
	}
	fclose(file);
	print_message("%d cards, %d reviews\n", cards, reviews);
	assert_true(cards >= 200);
	assert_true(reviews >= 2000);
}

/* A clock that was set back does no harm. */
static void test_clock(void **state)
{
	(void)state;
	struct bp_fsrs card = {0}, same = {0};

	bp_fsrs_review(&card, BP_FSRS_GOOD, 1000000000000);
	same = card;
	bp_fsrs_review(&card, BP_FSRS_GOOD, 900000000000);
	bp_fsrs_review(&same, BP_FSRS_GOOD, 1000000000000);
	assert_true(card.stability == same.stability);
}

/* A better answer is never asked again sooner. */
static void test_order(void **state)
{
	(void)state;
	for (int first = BP_FSRS_AGAIN; first <= BP_FSRS_EASY; first++) {
		int64_t before = 0;
		for (int second = BP_FSRS_AGAIN; second <= BP_FSRS_EASY; second++) {
			struct bp_fsrs card = {0};
			bp_fsrs_review(&card, (enum bp_fsrs_rating)first, 0);
			bp_fsrs_review(&card, (enum bp_fsrs_rating)second, card.due + 1);
			assert_true(card.due > before);
			before = card.due;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reviews),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
