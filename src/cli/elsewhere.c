/* What commands tell of JP from elsewhere and of a year as a whole. */
#include "elsewhere.h"
#include <berpijar/json.h>

#define YEARS 256        /* more than there are from 1970 to BP_TIME_MOST */
#define DOT   "\xc2\xb7" /* middle dot */

enum bp_employment elsewhere_employment(struct bp_store *store)
{
	struct bp_buf word = {0};

	if (store)
		bp_store_load_setting(store, BP_EMPLOYMENT_SETTING, &word);
	enum bp_employment employment = bp_employment_of(bp_buf_str(&word));
	bp_buf_release(&word);
	return employment;
}

/* ---- JSON ---- */

static json_t *elsewhere_day_json(struct bp_day day)
{
	return json_sprintf("%04d-%02d-%02d", day.year, day.month, day.day);
}

static json_t *elsewhere_json(const struct bp_elsewhere *one)
{
	char id[BP_UUID_LEN + 1];

	bp_uuid_write(one->id, id);
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:f, s:o, s:I}", "id", id,
		"title", bp_json_clean(one->title), "organizer",
		bp_json_clean(one->organizer), "number", bp_json_clean(one->number),
		"begins", elsewhere_day_json(one->begins), "ends",
		elsewhere_day_json(one->ends), "jp", one->jp_halves / 2.0, "sha256",
		bp_json_clean(one->sha256), "at_ms", (json_int_t)one->at);
}

json_t *elsewhere_list_json(const struct bp_progress *progress)
{
	json_t *all = json_array();
	size_t count;
	const struct bp_elsewhere *list =
		bp_elsewhere_list(bp_progress_elsewheres(progress), &count);

	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, elsewhere_json(&list[i]));
	return all;
}

static json_t *elsewhere_quarters_json(const int halves[BP_QUARTERS])
{
	json_t *all = json_array();

	for (int i = 0; i < BP_QUARTERS; i++)
		json_array_append_new(all, json_real(halves[i] / 2.0));
	return all;
}

void elsewhere_years_json(const struct bp_progress *progress, json_t *all)
{
	json_t *sums = json_object(), *here = json_object(), *elsewhere = json_object();
	int year = INT_MIN;

	for (int n = 0; n < YEARS && bp_year_next(progress, year, 1, &year); n++) {
		struct bp_year sum;
		char name[16];
		snprintf(name, sizeof name, "%d", year);
		bp_year_sum(progress, year, &sum);
		json_object_set_new(sums, name, json_real(sum.elsewhere / 2.0));
		json_object_set_new(here, name, elsewhere_quarters_json(sum.here_by));
		json_object_set_new(
			elsewhere, name, elsewhere_quarters_json(sum.elsewhere_by));
	}
	json_object_set_new(all, "jp_elsewhere", sums);
	json_object_set_new(all, "jp_quarters", here);
	json_object_set_new(all, "jp_elsewhere_quarters", elsewhere);
}

/* ---- text ---- */

static void elsewhere_print_part(struct bp_str text)
{
	if (!text.len)
		return;
	fputs(" " DOT " ", stdout);
	bp_print_clean_line(stdout, text);
}

static void elsewhere_print_one(size_t number, const struct bp_elsewhere *one)
{
	struct bp_arena *arena = bp_arena_new();
	char jp[BP_JP_ROOM];

	printf("%3zu  %s  %s JP  ", number, bp_elsewhere_days(one, arena),
		bp_jp_write(one->jp_halves, bp_decimal_point(), jp));
	bp_print_clean_line(stdout, one->title);
	elsewhere_print_part(one->organizer);
	elsewhere_print_part(one->number);
	putchar('\n');
	if (one->sha256.len) {
		fputs("     SHA-256 ", stdout);
		bp_print_clean_line(stdout, one->sha256);
		putchar('\n');
	}
	bp_arena_free(arena);
}

bool elsewhere_print(const struct bp_progress *progress, int year)
{
	bool any = false;
	size_t count;
	const struct bp_elsewhere *list =
		bp_elsewhere_list(bp_progress_elsewheres(progress), &count);

	for (size_t i = 0; i < count; i++) {
		if (year && list[i].ends.year != year)
			continue;
		if (!any)
			puts(_("Dari tempat lain, menurut sertifikatnya:"));
		elsewhere_print_one(i + 1, &list[i]);
		any = true;
	}
	return any;
}

void elsewhere_print_year(
	const struct bp_progress *progress, int year, enum bp_employment employment)
{
	struct bp_buf said = {0};
	struct bp_year sum;

	bp_year_sum(progress, year, &sum);
	bp_year_say(&sum, employment, DOT, &said);
	printf("JP %d: %s\n", year, said.at);
	bp_buf_release(&said);
	for (int i = 0; i < BP_QUARTERS; i++) {
		char here[BP_JP_ROOM], elsewhere[BP_JP_ROOM];
		if (sum.here_by[i] + sum.elsewhere_by[i] == 0)
			continue;
		printf(_("  triwulan %s: di berpijar %s, dari tempat lain %s\n"),
			bp_quarter_name(i),
			bp_jp_write(sum.here_by[i], bp_decimal_point(), here),
			bp_jp_write(sum.elsewhere_by[i], bp_decimal_point(), elsewhere));
	}
}
