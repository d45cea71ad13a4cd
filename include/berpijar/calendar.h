/*
 * Days, months and years: those of Western Indonesian Time (UTC+7), wherever the
 * learner is, so that a record adds up to the same on every machine.
 */
#ifndef BERPIJAR_CALENDAR_H
#define BERPIJAR_CALENDAR_H

#include <stdint.h>

#define BP_MONTHS 12

struct bp_day {
	int year, month, day; /* Gregorian; month and day from 1 */
};

/* `at`: milliseconds since 1970, UTC. */
struct bp_day bp_day_of(int64_t at);
int bp_year_of(int64_t at);

/* "Januari" and "Jan" for 1, in the user's language. */
const char *bp_month_name(int month);
const char *bp_month_short(int month);

#endif
