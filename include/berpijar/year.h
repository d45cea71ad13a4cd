/* A year of a learner: JP that were earned here and those from elsewhere, side by side and
 * never as one figure, by quarter ("triwulan"), and what the rules ask of the year. */
#ifndef BERPIJAR_YEAR_H
#define BERPIJAR_YEAR_H

#include <berpijar/progress.h>

#define BP_QUARTERS 4

/* What the learner is. It decides which rule of course.h is meant: of a PNS at least
 * BP_JP_PNS_LEAST JP are asked, a PPPK may have at most BP_JP_PPPK_MOST. */
enum bp_employment { BP_EMPLOYMENT_UNSAID, BP_EMPLOYMENT_PNS, BP_EMPLOYMENT_PPPK };
#define BP_EMPLOYMENT_SETTING "employment" /* kept under this name … */
/* … as one of these words. "unsaid" for what is none of them. */
const char *bp_employment_word(enum bp_employment employment);
enum bp_employment bp_employment_of(struct bp_str word);

struct bp_year {
	int here, elsewhere; /* halves of JP */
	int here_by[BP_QUARTERS], elsewhere_by[BP_QUARTERS];
};
void bp_year_sum(const struct bp_progress *progress, int year, struct bp_year *out);

/* "I" for the first, 0. */
const char *bp_quarter_name(int quarter);

/* JP that a year is measured by: what is asked of a PNS, or what a PPPK may have at most. */
int bp_year_measure(enum bp_employment employment);
/* Halves of JP that are missing from what is asked, both kinds counted; 0: none, or
 * nothing is asked. Whoever has not said what they are is asked what a PNS is. */
int bp_year_lacks(const struct bp_year *year, enum bp_employment employment);

/* Appends "di berpijar 7,5 · dari tempat lain 6 · kurang 6,5 dari 20", `dot` being what
 * stands between its parts. */
void bp_year_say(const struct bp_year *year, enum bp_employment employment,
	const char *dot, struct bp_buf *out);

/* The nearest year after this one (step 1) or before it (step -1) of which there is
 * anything here or from elsewhere; false if there is none. */
bool bp_year_next(const struct bp_progress *progress, int year, int step, int *next);

#endif
