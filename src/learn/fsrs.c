#include <berpijar/fsrs.h>
#include <math.h>
#include <stdbool.h>

#define MINUTE INT64_C(60000)
#define DAY    (1440 * MINUTE)

#define LEAST_STABILITY 0.001
#define MOST_STABILITY  36500.0
#define MOST_DAYS       36500
#define RETENTION       0.9 /* the recall that is wanted when a review is due */

/* The default parameters of FSRS-6 (ts-fsrs 5.4.2, default_w). */
static const double w[] = {0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,
	1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425,
	0.0912, 0.0658, 0.1542};

/* ---- arithmetic ---- */

/* JavaScript's Math.round(): halves go up. */
static double round_up(double value)
{
	double whole = floor(value);
	return value - whole >= 0.5 ? whole + 1 : whole;
}

static double round8(double value)
{
	return round_up(value * 1e8) / 1e8;
}

static double clamp(double value, double least, double most)
{
	return fmin(fmax(value, least), most);
}

/* F of the forgetting curve. */
static double curve_factor(void)
{
	return round8(exp(log(0.9) / -w[20]) - 1);
}

static double recall(double days, double stability)
{
	return round8(pow(1 + curve_factor() * days / stability, -w[20]));
}

/* ---- the memory ---- */

static double first_difficulty(int rating)
{
	return round8(w[4] - exp((rating - 1) * w[5]) + 1);
}

static double next_difficulty(double difficulty, int rating)
{
	double change = round8(-w[6] * (rating - 3) * (10 - difficulty) / 9);
	double easy = first_difficulty(BP_FSRS_EASY);

	return clamp(round8(w[7] * easy + (1 - w[7]) * (difficulty + change)), 1, 10);
}

static double stability_same_day(double stability, int rating)
{
	double growth = pow(stability, -w[19]) * exp(w[17] * (rating - 3 + w[18]));

	if (rating >= BP_FSRS_HARD)
		growth = fmax(growth, 1);
	return round8(clamp(stability * growth, LEAST_STABILITY, MOST_STABILITY));
}

static double stability_recalled(
	double difficulty, double stability, double r, int rating)
{
	double hard = rating == BP_FSRS_HARD ? w[15] : 1;
	double easy = rating == BP_FSRS_EASY ? w[16] : 1;
	double growth = exp(w[8]) * (11 - difficulty) * pow(stability, -w[9]) *
		(exp((1 - r) * w[10]) - 1) * hard * easy;

	return round8(clamp(stability * (1 + growth), LEAST_STABILITY, MOST_STABILITY));
}

static double stability_forgotten(double difficulty, double stability, double r)
{
	double left = w[11] * pow(difficulty, -w[12]) * (pow(stability + 1, w[13]) - 1) *
		exp((1 - r) * w[14]);
	double most = round8(clamp(left, LEAST_STABILITY, MOST_STABILITY));

	return clamp(round8(stability / exp(w[17] * w[18])), LEAST_STABILITY, most);
}

/* The card with the memory that a rating after so many days leaves. */
static struct bp_fsrs_card remember(struct bp_fsrs_card card, int rating, double days)
{
	double r = card.state == BP_FSRS_NEW ? 0 : recall(days, card.stability);

	if (card.state == BP_FSRS_NEW) {
		card.stability = fmax(w[rating - 1], 0.1);
		card.difficulty = clamp(first_difficulty(rating), 1, 10);
		return card;
	}
	if (days == 0)
		card.stability = stability_same_day(card.stability, rating);
	else if (rating == BP_FSRS_AGAIN)
		card.stability = stability_forgotten(card.difficulty, card.stability, r);
	else
		card.stability =
			stability_recalled(card.difficulty, card.stability, r, rating);
	card.difficulty = next_difficulty(card.difficulty, rating);
	return card;
}

/* ---- the next review ---- */

static int interval(double stability)
{
	double modifier = round8((pow(RETENTION, -1 / w[20]) - 1) / curve_factor());

	return (int)clamp(round_up(stability * modifier), 1, MOST_DAYS);
}

static void schedule_days(struct bp_fsrs_card *card, int days, int64_t now)
{
	card->state = BP_FSRS_REVIEW;
	card->step = 0;
	card->days = days;
	card->due = now + days * DAY;
}

static const struct {
	int count;
	int minutes[2];
} learning = {2, {1, 10}}, relearning = {1, {10}};

/* Minutes to the next step, whose number comes out in *step; 0: it was the last one. */
static int next_minutes(enum bp_fsrs_state state, int rating, int *step)
{
	bool again = state == BP_FSRS_REVIEW || state == BP_FSRS_RELEARNING;
	const int *minutes = again ? relearning.minutes : learning.minutes;
	int count = again ? relearning.count : learning.count;

	if (*step >= count)
		return 0;
	switch (rating) {
	case BP_FSRS_AGAIN: *step = 0; return minutes[0];
	case BP_FSRS_HARD: /* between the first two, or half more than the only one */
		return count > 1 ? (int)round_up((minutes[0] + minutes[1]) / 2.0)
				 : (int)round_up(minutes[0] * 1.5);
	case BP_FSRS_GOOD: ++*step; return *step < count ? minutes[*step] : 0;
	default: return 0;
	}
}

static void schedule_step(struct bp_fsrs_card *card, int rating, int64_t now)
{
	int step = card->step, minutes = next_minutes(card->state, rating, &step);

	if (minutes == 0) {
		schedule_days(card, interval(card->stability), now);
		return;
	}
	if (card->state == BP_FSRS_NEW)
		card->state = BP_FSRS_LEARNING;
	else if (card->state == BP_FSRS_REVIEW)
		card->state = BP_FSRS_RELEARNING;
	card->step = step;
	card->days = 0;
	card->due = now + minutes * MINUTE;
}

static int at_least(int value, int least)
{
	return value > least ? value : least;
}

/* "hard" is never later than "good", nor "good" than "easy", whatever their stability. */
static int review_days(const struct bp_fsrs_card *card, int rating, double days)
{
	int hard = interval(remember(*card, BP_FSRS_HARD, days).stability);
	int good = interval(remember(*card, BP_FSRS_GOOD, days).stability);
	int easy = interval(remember(*card, BP_FSRS_EASY, days).stability);

	hard = hard < good ? hard : good;
	good = at_least(good, hard + 1);
	easy = at_least(easy, good + 1);
	return rating == BP_FSRS_HARD ? hard : rating == BP_FSRS_GOOD ? good : easy;
}

/* ---- the way in ---- */

struct bp_fsrs_card bp_fsrs_new(int64_t now)
{
	return (struct bp_fsrs_card){.state = BP_FSRS_NEW, .due = now};
}

static int64_t day_of(int64_t at)
{
	return at / DAY - (at % DAY < 0);
}

struct bp_fsrs_card bp_fsrs_review(
	struct bp_fsrs_card card, enum bp_fsrs_rating rating, int64_t now)
{
	bool is_new = card.state == BP_FSRS_NEW;
	double days =
		is_new ? 0 : fmax(0, (double)(day_of(now) - day_of(card.last_review)));
	struct bp_fsrs_card next = remember(card, (int)rating, days);

	next.reps++;
	next.last_review = now;
	if (card.state != BP_FSRS_REVIEW) {
		schedule_step(&next, (int)rating, now);
	} else if (rating == BP_FSRS_AGAIN) {
		next.lapses++;
		schedule_step(&next, (int)rating, now);
	} else {
		schedule_days(&next, review_days(&card, (int)rating, days), now);
	}
	return next;
}

double bp_fsrs_retrievability(const struct bp_fsrs_card *card, int64_t now)
{
	if (card->state == BP_FSRS_NEW)
		return 0;
	double days = floor((double)(now - card->last_review) / (double)DAY);
	return recall(fmax(days, 0), card->stability);
}
