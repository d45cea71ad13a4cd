/* Civil dates are computed here: the C library's depend on its time zones. */
#include <assert.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOUR_MS  3600000
#define DAY_MS   (24 * HOUR_MS)
#define WIB_MS   (7 * HOUR_MS) /* east of UTC */
#define ERA_DAYS 146097        /* in 400 years */

static int64_t time_floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* The date of a day since 1970. Howard Hinnant's civil_from_days: years that begin in
 * March have their leap day at the end. */
static struct bp_day time_civil(int64_t days)
{
	days += 719468; /* from 1 March of the year 0 */
	int64_t era = time_floor_div(days, ERA_DAYS), day = days - era * ERA_DAYS;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day_of_year + 2) / 153; /* 0: March */
	return (struct bp_day){
		.year = (int)(year + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};
}

/* Splits an instant into its day in UTC and the milliseconds since that began. */
static int64_t time_split(int64_t at, int *left)
{
	int rest = (int)(at % DAY_MS);

	*left = rest < 0 ? rest + DAY_MS : rest;
	return time_floor_div(at, DAY_MS);
}

struct bp_day bp_day_of(int64_t at)
{
	int left;
	int64_t days = time_split(at, &left);

	return time_civil(days + (left >= DAY_MS - WIB_MS));
}

int bp_year_of(int64_t at)
{
	return bp_day_of(at).year;
}

void bp_time_iso(int64_t at, char out[BP_TIME_ROOM])
{
	int left;
	struct bp_day day = time_civil(time_split(at, &left));

	out[0] = '\0';
	if (at > 0)
		snprintf(out, BP_TIME_ROOM, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
			day.year, day.month, day.day, left / HOUR_MS, left / 60000 % 60,
			left / 1000 % 60, left % 1000);
}

void bp_time_stamp(int64_t at, char out[BP_TIME_ROOM])
{
	int left;
	struct bp_day day = time_civil(time_split(at, &left));

	out[0] = '\0';
	if (at > 0)
		snprintf(out, BP_TIME_ROOM, "%04d%02d%02dT%02d%02d%02dZ", day.year,
			day.month, day.day, left / HOUR_MS, left / 60000 % 60,
			left / 1000 % 60);
}

void bp_time_day(int64_t at, char out[BP_TIME_ROOM])
{
	struct bp_day day = bp_day_of(at);

	out[0] = '\0';
	if (at > 0)
		snprintf(out, BP_TIME_ROOM, "%04d-%02d-%02d", day.year, day.month,
			day.day);
}

/* ---- the clocks of zones ---- */

static const struct {
	const char *name;
	int hours; /* east of UTC */
} zones[] = {
	[BP_ZONE_WIB] = {"WIB", 7},
	[BP_ZONE_WITA] = {"WITA", 8},
	[BP_ZONE_WIT] = {"WIT", 9},
};

void bp_time_clock(int64_t at, int64_t now, enum bp_zone zone, char out[BP_TIME_ROOM])
{
	int64_t east = (int64_t)zones[zone].hours * HOUR_MS;
	char day[BP_TIME_ROOM / 2] = "";
	int left, other;
	int64_t days = time_split(at + east, &left);

	if (days != time_split(now + east, &other)) {
		struct bp_day date = time_civil(days);
		snprintf(day, sizeof day, "%d %s ", date.day, bp_month_short(date.month));
	}
	snprintf(out, BP_TIME_ROOM, "%s%02d.%02d %s", day, left / HOUR_MS,
		left / 60000 % 60, zones[zone].name);
}

int64_t bp_time_at(int64_t now, int days, int minutes, enum bp_zone zone)
{
	int64_t east = (int64_t)zones[zone].hours * HOUR_MS;
	int left;
	int64_t today = time_split(now + east, &left);

	return (today + days) * DAY_MS + (int64_t)minutes * 60000 - east;
}

/* ---- reading ---- */

/* The day since 1970 of a date: days_from_civil, the other way round. */
static int64_t time_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = time_floor_div(y, 400), of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
		719468;
}

int bp_day_order(struct bp_day a, struct bp_day b)
{
	int64_t days =
		time_days(a.year, a.month, a.day) - time_days(b.year, b.month, b.day);

	return (days > 0) - (days < 0);
}

/* A day that is none comes back as another one. */
bool bp_day_exists(struct bp_day day)
{
	if (day.year < 1 || day.year > 9999 || day.month < 1 || day.month > BP_MONTHS ||
		day.day < 1 || day.day > 31)
		return false;
	return time_civil(time_days(day.year, day.month, day.day)).day == day.day;
}

/* Digits stand where the pattern has a "0", anything else stands for itself. */
static bool time_fits(struct bp_str text, const char *pattern)
{
	size_t i = 0;

	while (i < text.len && pattern[i] &&
		(pattern[i] == '0' ? text.at[i] >= '0' && text.at[i] <= '9'
				   : text.at[i] == pattern[i]))
		i++;
	return i == text.len && !pattern[i];
}

static int time_digits(struct bp_str text, size_t at, size_t count)
{
	int number = 0;

	for (size_t i = at; i < at + count; i++)
		number = number * 10 + (text.at[i] - '0');
	return number;
}

int64_t bp_time_read(struct bp_str text)
{
	bool day = time_fits(text, "0000-00-00");

	if (!day && !time_fits(text, "0000-00-00T00:00:00.000Z"))
		return 0;
	int year = time_digits(text, 0, 4), month = time_digits(text, 5, 2);
	int64_t at = time_days(year, month, time_digits(text, 8, 2)) * DAY_MS;

	if (month < 1 || month > BP_MONTHS || year < 1970)
		return 0;
	if (day)
		return at - WIB_MS;
	return at + time_digits(text, 11, 2) * (int64_t)HOUR_MS +
		time_digits(text, 14, 2) * 60000 + time_digits(text, 17, 2) * 1000 +
		time_digits(text, 20, 3);
}

static bool time_is_between(struct bp_str text)
{
	return text.len && (text.at[0] == '-' || text.at[0] == '/' || text.at[0] == '.');
}

/* What is more than a day of a month is the year, which then comes first. */
bool bp_day_typed(struct bp_str text, struct bp_day *day)
{
	int n[3];

	for (int i = 0; i < 3; i++) {
		size_t len = 0;
		if (i > 0 && !time_is_between(text))
			return false;
		text = bp_str_from(text, i > 0);
		while (len < text.len && bp_is_digit(text.at[len]))
			len++;
		if (len < 1 || len > 4)
			return false;
		n[i] = time_digits(text, 0, len);
		text = bp_str_from(text, len);
	}
	*day = n[0] > 31 ? (struct bp_day){n[0], n[1], n[2]}
			 : (struct bp_day){n[2], n[1], n[0]};
	return text.len == 0;
}

/* ---- months ---- */

static const struct {
	const char *name, *abbreviation;
} months[BP_MONTHS] = {
	{N_("Januari"), N_("Jan")},
	{N_("Februari"), N_("Feb")},
	{N_("Maret"), N_("Mar")},
	{N_("April"), N_("Apr")},
	{N_("Mei"), N_("Mei")},
	{N_("Juni"), N_("Jun")},
	{N_("Juli"), N_("Jul")},
	{N_("Agustus"), N_("Agu")},
	{N_("September"), N_("Sep")},
	{N_("Oktober"), N_("Okt")},
	{N_("November"), N_("Nov")},
	{N_("Desember"), N_("Des")},
};

const char *bp_month_name(int month)
{
	assert(month >= 1 && month <= BP_MONTHS);
	return _(months[month - 1].name);
}

const char *bp_date_words(struct bp_arena *arena, const char *date)
{
	long year = strtol(date, NULL, 10), month = strtol(date + 5, NULL, 10),
	     day = strtol(date + 8, NULL, 10);

	return bp_arena_printf(arena, "%ld %s %ld", day, bp_month_name((int)month), year);
}

const char *bp_month_short(int month)
{
	assert(month >= 1 && month <= BP_MONTHS);
	return _(months[month - 1].abbreviation);
}

const char *bp_month_indonesian(int month)
{
	assert(month >= 1 && month <= BP_MONTHS);
	return months[month - 1].name;
}
