/*
 * Instants as text, and the days, months and years that they fall in. An instant is in
 * milliseconds since 1970, UTC. Days are those of Western Indonesian Time (UTC+7),
 * wherever the learner is, so that a record adds up to the same on every machine. What
 * time it is now is asked elsewhere.
 */
#ifndef BERPIJAR_TIME_H
#define BERPIJAR_TIME_H

#include <berpijar/arena.h>
#include <berpijar/text.h>
#include <stdint.h>

#define BP_MONTHS 12

/* 1 January 2200: no event is from later. */
#define BP_TIME_MOST INT64_C(7258118400000)

struct bp_day {
	int year, month, day; /* Gregorian; month and day from 1 */
};

struct bp_day bp_day_of(int64_t at);
int bp_year_of(int64_t at);
/* Whether the calendar has such a day, of a year from 1 to 9999. */
bool bp_day_exists(struct bp_day day);
/* Reads a day as people type it: 02-03-2026, 2/3/2026, 2.3.2026 or 2026-03-02. False: these
 * are not three numbers. The calendar may not have it. */
bool bp_day_typed(struct bp_str text, struct bp_day *day);
/* Negative if a is before b, positive if it is after. */
int bp_day_order(struct bp_day a, struct bp_day b);

/* "Januari" and "Jan" for 1, in the user's language. */
const char *bp_month_name(int month);
const char *bp_month_short(int month);
/* "24 November 2026" for "2026-11-24", likewise; in the arena. */
const char *bp_date_words(struct bp_arena *arena, const char *date);
/* "Januari" for 1, whatever the language. */
const char *bp_month_indonesian(int month);

/* As text, in UTC; the day is that of Western Indonesian Time. Empty for 0 and before,
 * since a time of 0 stands for "never". */
#define BP_TIME_ROOM 40
void bp_time_iso(int64_t at, char out[BP_TIME_ROOM]);   /* 2026-11-24T05:06:07.089Z */
void bp_time_stamp(int64_t at, char out[BP_TIME_ROOM]); /* 20261124T050607Z, in names */
void bp_time_day(int64_t at, char out[BP_TIME_ROOM]);   /* 2026-11-24 */
/* Reads what bp_time_iso() wrote, or a day, which begins in Western Indonesian Time; 0: it
 * is neither. */
int64_t bp_time_read(struct bp_str text);

/* The zones of Indonesia, in which clocks are told where a server says which is its own
 * (config.h). They have no summer time. */
enum bp_zone { BP_ZONE_WIB, BP_ZONE_WITA, BP_ZONE_WIT };
#define BP_ZONE_WORDS "WIB|WITA|WIT"

/* "09.00 WIB"; if that is on another day of the zone than `now`, "1 Des 09.00 WIB". */
void bp_time_clock(int64_t at, int64_t now, enum bp_zone zone, char out[BP_TIME_ROOM]);
/* The instant at which so many minutes of a day of the zone are over: of the day that `now`
 * is in, or so many days later. */
int64_t bp_time_at(int64_t now, int days, int minutes, enum bp_zone zone);

#endif
