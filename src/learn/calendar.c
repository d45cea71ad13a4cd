#include <assert.h>
#include <berpijar/calendar.h>
#include <berpijar/lang.h>

#define DAY_MS   ((int64_t)24 * 60 * 60 * 1000)
#define WIB_MS   ((int64_t)7 * 60 * 60 * 1000)
#define ERA_DAYS 146097 /* 400 years */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Howard Hinnant's civil_from_days: years that begin in March make leap days the last. */
struct bp_day bp_day_of(int64_t at)
{
	int64_t days = floor_div(at, DAY_MS);
	if (at - days * DAY_MS >= DAY_MS - WIB_MS)
		days++;
	days += 719468; /* from 1 March of the year 0 */
	int64_t era = floor_div(days, ERA_DAYS), day = days - era * ERA_DAYS;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day_of_year + 2) / 153; /* 0: March */
	return (struct bp_day){
		.year = (int)(year + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};
}

int bp_year_of(int64_t at)
{
	return bp_day_of(at).year;
}

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

const char *bp_month_short(int month)
{
	assert(month >= 1 && month <= BP_MONTHS);
	return _(months[month - 1].abbreviation);
}
