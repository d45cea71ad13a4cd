/* An audit as lines of text, as a table, and as JSON. */
#include <berpijar/audit.h>
#include <berpijar/csv.h>
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <berpijar/time.h>

#define AUDIT_SHORT 12 /* digits of a digest for the eye */

/* ---- text ---- */

static void audit_text_head(const struct bp_audit *audit, struct bp_buf *out)
{
	char time[BP_TIME_ROOM];

	bp_time_iso(audit->now, time);
	bp_buf_printf(out, _("Audit catatan belajar, %s\n"), time);
	bp_buf_printf(out, _("Ditarik %zu dari %zu peserta dengan benih \"%s\".\n"),
		audit->count, audit->population, audit->seed);
	bp_buf_add_cstr(out,
		_("Urutan: SHA-256 dari benih, baris baru, dan ID peserta; yang terkecil lebih dahulu.\n"));
}

static void audit_text_course(const struct bp_audit_course *course, struct bp_buf *out)
{
	char jp[BP_JP_ROOM];

	bp_buf_add_cstr(out, "   ");
	bp_buf_add_clean_line(out, bp_str(course->id));
	bp_buf_printf(out,
		_(": %zu modul dimulai, %zu selesai, %s JP, %.0f menit, %zu jawaban, %zu kali ujian"),
		course->modules, course->done,
		bp_jp_write(course->jp_halves, bp_decimal_point(), jp),
		course->active_seconds / 60, course->answers, course->attempts);
	if (course->exam >= 0)
		bp_buf_printf(out, _(", nilai ujian %d"), bp_score_percent(course->exam));
	bp_buf_add_cstr(out, _(", rantai "));
	bp_hex_add(out, course->chain.link.at, AUDIT_SHORT / 2);
	bp_buf_add_char(out, '\n');
}

static void audit_text_finding(const struct bp_audit_finding *finding, struct bp_buf *out)
{
	char time[BP_TIME_ROOM];

	bp_buf_printf(out, "   ! %s: %s",
		bp_audit_weight_text(bp_audit_rule_weight(finding->rule)),
		bp_audit_rule_text(finding->rule));
	if (*finding->place)
		bp_buf_printf(out, "; %s", finding->place);
	if (finding->seq) {
		bp_time_iso(finding->at, time);
		bp_buf_printf(
			out, _(", kejadian %lld, %s"), (long long)finding->seq, time);
	}
	if (*finding->text)
		bp_buf_printf(out, "; %s", finding->text);
	bp_buf_add_char(out, '\n');
}

static void audit_text_person(const struct bp_audit *audit, size_t at, struct bp_buf *out)
{
	const struct bp_audit_person *person = &audit->people[at];

	bp_buf_printf(out, "\n%zu. ", at + 1);
	bp_buf_add_clean_line(out, bp_str(person->id));
	if (*person->name)
		bp_buf_printf(out, " (%s)", person->name);
	bp_buf_add_cstr(out, ", ");
	bp_hex_add(out, person->rank.at, AUDIT_SHORT / 2);
	bp_buf_printf(out, _(", %lld kejadian"), (long long)person->events);
	if (person->brought)
		bp_buf_printf(out, _(", %lld di antaranya dari impor"),
			(long long)person->brought);
	bp_buf_add_char(out, '\n');
	for (size_t i = 0; i < person->course_count; i++)
		audit_text_course(&person->courses[i], out);
	for (size_t i = 0; i < audit->finding_count; i++)
		if (audit->findings[i].person == at)
			audit_text_finding(&audit->findings[i], out);
}

void bp_audit_text(const struct bp_audit *audit, struct bp_buf *out)
{
	struct bp_buf text = {0};

	audit_text_head(audit, &text);
	for (size_t i = 0; i < audit->count; i++)
		audit_text_person(audit, i, &text);
	bp_buf_printf(&text,
		_("\n%zu orang: %zu temuan tidak terbukti, %zu mustahil, %zu janggal (janggal bukan bukti: tanyakan)\n"),
		audit->count, audit->weights[BP_AUDIT_UNPROVED],
		audit->weights[BP_AUDIT_IMPOSSIBLE], audit->weights[BP_AUDIT_ODD]);
	bp_buf_add_clean(out, bp_buf_str(&text));
	bp_buf_release(&text);
}

/* ---- CSV: a row for each result, then for each finding ---- */

static void audit_csv_number(struct bp_buf *out, int decimals, double value)
{
	char text[40];

	snprintf(text, sizeof text, "%.*f", decimals, value);
	bp_csv_number(out, text);
}

static void audit_csv_texts(struct bp_buf *out, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bp_csv_put(out, bp_str(texts[i]));
}

static void audit_csv_course(const struct bp_audit_person *person,
	const struct bp_audit_course *course, struct bp_buf *out)
{
	char first[BP_TIME_ROOM], last[BP_TIME_ROOM];
	struct bp_buf link = {0};

	bp_time_iso(course->first_at, first);
	bp_time_iso(course->last_at, last);
	bp_hex_add(&link, course->chain.link.at, BP_DIGEST_SIZE);
	const char *const texts[] = {
		"result", person->id, person->name, course->id, "", "", ""};
	audit_csv_texts(out, texts, sizeof texts / sizeof *texts);
	audit_csv_number(out, 1, course->jp_halves / 2.0);
	audit_csv_number(out, 1, course->active_seconds / 60);
	audit_csv_number(out, 0, (double)course->modules);
	audit_csv_number(out, 0, (double)course->done);
	audit_csv_number(out, 0, (double)course->answers);
	audit_csv_number(out, 0, (double)course->attempts);
	if (course->exam >= 0)
		audit_csv_number(out, 1, course->exam * 100);
	else
		bp_csv_number(out, "");
	const char *const rest[] = {first, last, link.at, ""};
	audit_csv_texts(out, rest, sizeof rest / sizeof *rest);
	bp_csv_end(out);
	bp_buf_release(&link);
}

static void audit_csv_finding(const struct bp_audit *audit,
	const struct bp_audit_finding *finding, struct bp_buf *out)
{
	const struct bp_audit_person *person = &audit->people[finding->person];
	char time[BP_TIME_ROOM] = "", seq[32] = "";

	if (finding->seq) {
		bp_time_iso(finding->at, time);
		snprintf(seq, sizeof seq, "%lld", (long long)finding->seq);
	}
	const char *const texts[] = {"finding", person->id, person->name, finding->place,
		bp_audit_rule_name(finding->rule),
		bp_audit_weight_name(bp_audit_rule_weight(finding->rule))};
	audit_csv_texts(out, texts, sizeof texts / sizeof *texts);
	bp_csv_number(out, seq);
	for (int i = 0; i < 7; i++)
		bp_csv_number(out, "");
	const char *const rest[] = {time, "", "", finding->text};
	audit_csv_texts(out, rest, sizeof rest / sizeof *rest);
	bp_csv_end(out);
}

void bp_audit_csv(const struct bp_audit *audit, struct bp_buf *out)
{
	static const char *const heads[] = {"kind", "id", "name", "place", "rule",
		"weight", "event", "jp", "minutes", "modules", "done", "answers",
		"attempts", "exam", "time", "last_time", "chain", "text"};

	audit_csv_texts(out, heads, sizeof heads / sizeof *heads);
	bp_csv_end(out);
	for (size_t i = 0; i < audit->count; i++)
		for (size_t n = 0; n < audit->people[i].course_count; n++)
			audit_csv_course(
				&audit->people[i], &audit->people[i].courses[n], out);
	for (size_t i = 0; i < audit->finding_count; i++)
		audit_csv_finding(audit, &audit->findings[i], out);
}

/* ---- JSON ---- */

static json_t *audit_json_time(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return *text ? json_string(text) : json_null();
}

static json_t *audit_json_course(const struct bp_audit_course *course)
{
	return json_pack(
		"{s:o, s:f, s:f, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:I, s:I}",
		"course", bp_json_clean(bp_str(course->id)), "jp",
		course->jp_halves / 2.0, "active_seconds", course->active_seconds,
		"modules", (json_int_t)course->modules, "modules_done",
		(json_int_t)course->done, "answers", (json_int_t)course->answers,
		"attempts", (json_int_t)course->attempts, "exam",
		course->exam < 0 ? json_null() : json_real(course->exam), "first",
		audit_json_time(course->first_at), "last",
		audit_json_time(course->last_at), "chain",
		bp_json_hex(course->chain.link.at, BP_DIGEST_SIZE), "chain_events",
		(json_int_t)course->chain.events, "chain_missing",
		(json_int_t)course->chain.missing);
}

static json_t *audit_json_person(const struct bp_audit_person *person)
{
	json_t *courses = json_array();

	for (size_t i = 0; i < person->course_count; i++)
		json_array_append_new(courses, audit_json_course(&person->courses[i]));
	return json_pack("{s:o, s:o, s:o, s:b, s:I, s:I, s:o}", "id",
		bp_json_clean(bp_str(person->id)), "name",
		bp_json_clean(bp_str(person->name)), "rank",
		bp_json_hex(person->rank.at, BP_DIGEST_SIZE), "record", person->there,
		"events", (json_int_t)person->events, "imported",
		(json_int_t)person->brought, "courses", courses);
}

static json_t *audit_json_finding(
	const struct bp_audit *audit, const struct bp_audit_finding *finding)
{
	return json_pack("{s:o, s:s, s:s, s:o, s:o, s:o, s:o}", "id",
		bp_json_clean(bp_str(audit->people[finding->person].id)), "rule",
		bp_audit_rule_name(finding->rule), "weight",
		bp_audit_weight_name(bp_audit_rule_weight(finding->rule)), "event",
		finding->seq ? json_integer((json_int_t)finding->seq) : json_null(),
		"time", finding->seq ? audit_json_time(finding->at) : json_null(),
		"place", bp_json_clean(bp_str(finding->place)), "text",
		bp_json_clean(bp_str(finding->text)));
}

void bp_audit_json(const struct bp_audit *audit, struct bp_buf *out)
{
	json_t *people = json_array(), *findings = json_array();

	for (size_t i = 0; i < audit->count; i++)
		json_array_append_new(people, audit_json_person(&audit->people[i]));
	for (size_t i = 0; i < audit->finding_count; i++)
		json_array_append_new(
			findings, audit_json_finding(audit, &audit->findings[i]));
	json_t *all = json_pack("{s:s, s:o, s:o, s:I, s:I, s:o, s:o}", "draw",
		"sha256(seed LF id)", "seed", bp_json_clean(bp_str(audit->seed)), "time",
		audit_json_time(audit->now), "population", (json_int_t)audit->population,
		"sample", (json_int_t)audit->count, "people", people, "findings",
		findings);
	bp_json_write(all, JSON_INDENT(1), out);
	bp_buf_add_char(out, '\n');
	json_decref(all);
}
