/* A year: what was earned here, what is from elsewhere, what is missing. */
#include <berpijar/course.h>
#include <berpijar/elsewhere.h>
#include <berpijar/lang.h>
#include <berpijar/year.h>

static const char *const year_employments[] = {
	[BP_EMPLOYMENT_UNSAID] = "unsaid",
	[BP_EMPLOYMENT_PNS] = "pns",
	[BP_EMPLOYMENT_PPPK] = "pppk",
};

const char *bp_employment_word(enum bp_employment employment)
{
	return year_employments[employment];
}

enum bp_employment bp_employment_of(struct bp_str word)
{
	for (int i = BP_EMPLOYMENT_PNS; i <= BP_EMPLOYMENT_PPPK; i++)
		if (bp_str_is(word, year_employments[i]))
			return (enum bp_employment)i;
	return BP_EMPLOYMENT_UNSAID;
}

/* A record may hold any number of forged events: a sum of them must not overflow. */
static void year_add(int *sum, int halves)
{
	*sum = *sum < BP_ELSEWHERE_YEAR_HALVES - halves ? *sum + halves
							: BP_ELSEWHERE_YEAR_HALVES;
}

void bp_year_sum(const struct bp_progress *progress, int year, struct bp_year *out)
{
	struct bp_month months[BP_MONTHS];
	size_t count;
	const struct bp_elsewhere *list =
		bp_elsewhere_list(bp_progress_elsewheres(progress), &count);

	*out = (struct bp_year){0};
	bp_progress_months(progress, year, months);
	for (int i = 0; i < BP_MONTHS; i++)
		out->here_by[i * BP_QUARTERS / BP_MONTHS] += months[i].jp_halves;
	for (size_t i = 0; i < count; i++)
		if (list[i].ends.year == year)
			year_add(&out->elsewhere_by[(list[i].ends.month - 1) *
					 BP_QUARTERS / BP_MONTHS],
				list[i].jp_halves);
	out->here = bp_progress_jp_halves(progress, year);
	for (int i = 0; i < BP_QUARTERS; i++)
		year_add(&out->elsewhere, out->elsewhere_by[i]);
}

const char *bp_quarter_name(int quarter)
{
	static const char *const names[BP_QUARTERS] = {"I", "II", "III", "IV"};

	return names[quarter];
}

int bp_year_measure(enum bp_employment employment)
{
	return employment == BP_EMPLOYMENT_PPPK ? BP_JP_PPPK_MOST : BP_JP_PNS_LEAST;
}

int bp_year_lacks(const struct bp_year *year, enum bp_employment employment)
{
	int lacks = BP_JP_PNS_LEAST * 2 - year->here - year->elsewhere;

	return employment == BP_EMPLOYMENT_PPPK || lacks < 0 ? 0 : lacks;
}

/* ---- in words ---- */

static const char *year_jp(int halves, char out[BP_JP_ROOM])
{
	return bp_jp_write(halves, bp_decimal_point(), out);
}

/* What is asked, and how far it is. */
static void year_say_rule(
	const struct bp_year *year, enum bp_employment employment, struct bp_buf *out)
{
	int lacks = bp_year_lacks(year, employment),
	    over = year->here + year->elsewhere - BP_JP_PPPK_MOST * 2;
	char jp[BP_JP_ROOM];

	if (employment != BP_EMPLOYMENT_PPPK && lacks)
		bp_buf_printf(
			out, _("kurang %s dari %d"), year_jp(lacks, jp), BP_JP_PNS_LEAST);
	else if (employment != BP_EMPLOYMENT_PPPK)
		bp_buf_printf(out, _("%d tercapai"), BP_JP_PNS_LEAST);
	else if (over > 0)
		bp_buf_printf(
			out, _("lewat %s dari %d"), year_jp(over, jp), BP_JP_PPPK_MOST);
	else
		bp_buf_printf(
			out, _("sisa %s dari %d"), year_jp(-over, jp), BP_JP_PPPK_MOST);
}

void bp_year_say(const struct bp_year *year, enum bp_employment employment,
	const char *dot, struct bp_buf *out)
{
	char here[BP_JP_ROOM], elsewhere[BP_JP_ROOM];

	bp_buf_printf(out, _("di berpijar %s %s dari tempat lain %s"),
		year_jp(year->here, here), dot, year_jp(year->elsewhere, elsewhere));
	bp_buf_printf(out, " %s ", dot);
	year_say_rule(year, employment, out);
}

/* ---- other years ---- */

bool bp_year_next(const struct bp_progress *progress, int year, int step, int *next)
{
	bool found = bp_progress_next_year(progress, year, step, next);
	size_t count;
	const struct bp_elsewhere *list =
		bp_elsewhere_list(bp_progress_elsewheres(progress), &count);

	for (size_t i = 0; i < count; i++) {
		int of = list[i].ends.year;
		bool ahead = step > 0 ? of > year : of < year;
		bool nearer = !found || (step > 0 ? of < *next : of > *next);
		if (ahead && nearer)
			*next = of;
		found |= ahead;
	}
	return found;
}
