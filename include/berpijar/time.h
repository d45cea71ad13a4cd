/*
 * Instants as text, and the days, months and years that they fall in. An instant is in
 * milliseconds since 1970, UTC. Days are those of Western Indonesian Time (UTC+7),
 * wherever the learner is, so that a record adds up to the same on every machine. What
 * time it is now is asked elsewhere.
 */
#ifndef BERPIJAR_TIME_H
#define BERPIJAR_TIME_H

#include <stdint.h>

#define BP_MONTHS 12

/* 1 January 2200: no event is from later. */
#define BP_TIME_MOST INT64_C(7258118400000)

struct bp_day {
	int year, month, day; /* Gregorian; month and day from 1 */
};

struct bp_day bp_day_of(int64_t at);
int bp_year_of(int64_t at);

/* "Januari" and "Jan" for 1, in the user's language. */
const char *bp_month_name(int month);
const char *bp_month_short(int month);
/* "Januari" for 1, whatever the language. */
const char *bp_month_indonesian(int month);

/* As text, in UTC; the day is that of Western Indonesian Time. Empty for 0 and before,
 * since a time of 0 stands for "never". */
#define BP_TIME_ROOM 40
void bp_time_iso(int64_t at, char out[BP_TIME_ROOM]);   /* 2026-11-24T05:06:07.089Z */
void bp_time_stamp(int64_t at, char out[BP_TIME_ROOM]); /* 20261124T050607Z, in names */
void bp_time_day(int64_t at, char out[BP_TIME_ROOM]);   /* 2026-11-24 */

#endif
