/* The formulas of FSRS-6 (fsrs.h), with the names that they have there. */
#include <berpijar/fsrs.h>
#include <math.h>

#define DAY           (INT64_C(24) * 60 * 60 * 1000)
#define STABILITY_MIN 0.001
#define STABILITY_MAX 36500.0
#define INTERVAL_MAX  36500
#define RETENTION     0.9

static const double w[] = {0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,
	1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425,
	0.0912, 0.0658, 0.1542};

/* JavaScript's Math.round() on the eighth decimal: halves go up. */
static double round_8(double value)
{
	return floor(value * 1e8 + 0.5) / 1e8;
}

static double fsrs_clamp(double value, double min, double max)
{
	return fmin(fmax(value, min), max);
}

static double forgetting_factor(void)
{
	return round_8(exp(1 / -w[20] * log(0.9)) - 1);
}

static double retrievability(double days, double stability)
{
	return round_8(pow(1 + forgetting_factor() * days / stability, -w[20]));
}

static int interval_of(double stability)
{
	double modifier = round_8((pow(RETENTION, 1 / -w[20]) - 1) / forgetting_factor());

	return (int)fsrs_clamp(floor(stability * modifier + 0.5), 1, INTERVAL_MAX);
}

static double first_difficulty(int rating)
{
	return round_8(w[4] - exp((rating - 1) * w[5]) + 1);
}

static double next_difficulty(double difficulty, int rating)
{
	double change = round_8(-w[6] * (rating - BP_FSRS_GOOD) * (10 - difficulty) / 9);
	double next = round_8(w[7] * first_difficulty(BP_FSRS_EASY) +
		(1 - w[7]) * (difficulty + change));

	return fsrs_clamp(next, 1, 10);
}

static double recalled(const struct bp_fsrs *card, double known, int rating)
{
	double penalty = rating == BP_FSRS_HARD ? w[15] : 1,
	       bonus = rating == BP_FSRS_EASY ? w[16] : 1;
	double growth = exp(w[8]) * (11 - card->difficulty) *
		pow(card->stability, -w[9]) * (exp((1 - known) * w[10]) - 1) * penalty *
		bonus;

	return round_8(
		fsrs_clamp(card->stability * (1 + growth), STABILITY_MIN, STABILITY_MAX));
}

static double forgotten(const struct bp_fsrs *card, double known)
{
	double left = w[11] * pow(card->difficulty, -w[12]) *
		(pow(card->stability + 1, w[13]) - 1) * exp((1 - known) * w[14]);

	left = round_8(fsrs_clamp(left, STABILITY_MIN, STABILITY_MAX));
	return fmin(round_8(card->stability), left);
}

static double next_stability(const struct bp_fsrs *card, double days, int rating)
{
	if (card->reps == 0)
		return fmax(w[rating - 1], 0.1);
	double known = retrievability(days, card->stability);
	return rating == BP_FSRS_AGAIN ? forgotten(card, known)
				       : recalled(card, known, rating);
}

/* Each rating's interval depends on those of the ratings below it. */
static int next_interval(const struct bp_fsrs *card, double days, int rating)
{
	int again = interval_of(next_stability(card, days, BP_FSRS_AGAIN));
	int interval = interval_of(next_stability(card, days, BP_FSRS_HARD));

	again = again < interval ? again : interval;
	if (rating == BP_FSRS_AGAIN)
		return again;
	interval = interval > again ? interval : again + 1;
	for (int better = BP_FSRS_GOOD; better <= rating; better++) {
		int own = interval_of(next_stability(card, days, better));
		interval = own > interval ? own : interval + 1;
	}
	return interval;
}

static int64_t day_of(int64_t time)
{
	return time / DAY - (time % DAY < 0);
}

void bp_fsrs_review(struct bp_fsrs *card, enum bp_fsrs_rating rating, int64_t now)
{
	double days =
		card->reps ? fmax((double)(day_of(now) - day_of(card->last)), 0) : 0;
	struct bp_fsrs next = *card;

	next.stability = next_stability(card, days, (int)rating);
	next.difficulty = card->reps ? next_difficulty(card->difficulty, (int)rating)
				     : fsrs_clamp(first_difficulty((int)rating), 1, 10);
	next.due = now + next_interval(card, days, (int)rating) * DAY;
	next.last = now;
	next.lapses += card->reps > 0 && rating == BP_FSRS_AGAIN;
	next.reps++;
	*card = next;
}
