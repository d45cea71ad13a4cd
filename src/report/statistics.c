/* The figures of one question, as Moodle's code defines them. */
#include <berpijar/class.h>
#include <math.h>
#include <stdlib.h>

#define STATISTICS_NOTHING 1e-12 /* a variance that is only rounding */

static int statistics_order(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

double bp_median(double *values, size_t count)
{
	if (!count)
		return -1;
	qsort(values, count, sizeof *values, statistics_order);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/* Marks and rests of those who have both, beside each other. */
struct statistics_pairs {
	double *marks, *rests;
	size_t count;
	double mark_mean, rest_mean;
};

static struct statistics_pairs statistics_pair(
	const struct bp_item_mark *marks, size_t count)
{
	struct statistics_pairs pairs = {
		.marks = bp_alloc(count + 1, sizeof *pairs.marks),
		.rests = bp_alloc(count + 1, sizeof *pairs.rests),
	};

	for (size_t i = 0; i < count; i++) {
		if (isnan(marks[i].rest))
			continue;
		pairs.marks[pairs.count] = marks[i].mark;
		pairs.rests[pairs.count++] = marks[i].rest;
		pairs.mark_mean += marks[i].mark;
		pairs.rest_mean += marks[i].rest;
	}
	if (pairs.count) {
		pairs.mark_mean /= (double)pairs.count;
		pairs.rest_mean /= (double)pairs.count;
	}
	return pairs;
}

/* Sums of squares and of products; dividing them by count - 1 would cancel out. */
static double statistics_sum(
	const double *a, double a_mean, const double *b, double b_mean, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (a[i] - a_mean) * (b[i] - b_mean);
	return sum;
}

/* The covariance, and the greatest there could be: of the best mark with the best rest,
 * and so on. */
static void statistics_discriminate(
	struct statistics_pairs *pairs, struct bp_figures *figures)
{
	size_t n = pairs->count;
	double *x = pairs->marks, *y = pairs->rests;
	double x_mean = pairs->mark_mean, y_mean = pairs->rest_mean;
	double marks = statistics_sum(x, x_mean, x, x_mean, n);
	double rests = statistics_sum(y, y_mean, y, y_mean, n);
	double both = statistics_sum(x, x_mean, y, y_mean, n);

	if (n < 2 || marks < STATISTICS_NOTHING || rests < STATISTICS_NOTHING)
		return;
	figures->discrimination = both / sqrt(marks * rests);
	qsort(x, n, sizeof *x, statistics_order);
	qsort(y, n, sizeof *y, statistics_order);
	double most = statistics_sum(x, x_mean, y, y_mean, n);
	if (most > STATISTICS_NOTHING)
		figures->efficiency = both / most;
}

struct bp_figures bp_figures_of(const struct bp_item_mark *marks, size_t count)
{
	struct bp_figures figures = {NAN, NAN, NAN};
	struct statistics_pairs pairs = statistics_pair(marks, count);
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += marks[i].mark;
	if (count)
		figures.facility = sum / (double)count;
	statistics_discriminate(&pairs, &figures);
	free(pairs.marks);
	free(pairs.rests);
	return figures;
}

/* ---- guessing ---- */

static double statistics_guess_choice(const struct bp_question *question)
{
	double sum = 0;

	for (size_t i = 0; i < question->choice_count; i++)
		sum += question->choices[i].weight;
	return question->choice_count ? sum / (double)question->choice_count : NAN;
}

static double statistics_guess_typed(const struct bp_question *question)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (bp_str_is(bp_str_trim(question->choices[i].text.text), "*"))
			return question->choices[i].weight;
	return 0;
}

/* One in so many different right sides. */
static double statistics_guess_match(const struct bp_question *question)
{
	size_t different = 0;

	for (size_t i = 0; i < question->pair_count; i++) {
		size_t same = 0;
		while (!bp_str_equal(
			question->pairs[same].right, question->pairs[i].right))
			same++;
		different += same == i;
	}
	return different ? 1 / (double)different : NAN;
}

double bp_guess_score(const struct bp_question *question)
{
	switch (question->type) {
	case BP_MULTICHOICE: return statistics_guess_choice(question);
	case BP_TRUEFALSE: return 0.5;
	case BP_SHORTANSWER:
	case BP_NUMERICAL: return statistics_guess_typed(question);
	case BP_MATCH: return statistics_guess_match(question);
	case BP_ORDERING: return 0;
	default: return NAN;
	}
}
