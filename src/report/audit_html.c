/* An audit as one page without scripts that loads nothing, for a screen and A4 paper. */
#include "html.h"
#include <berpijar/audit.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <berpijar/time.h>

#define AUDIT_SHORT 12 /* digits of a digest for the eye */

static const char audit_html_style[] =
	"@page{size:A4;margin:14mm}"
	"body{font:15px/1.45 system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;margin:0 auto;padding:1rem}"
	"h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:2px solid #b45f06}"
	"table{border-collapse:collapse;width:100%}"
	"th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ddd}"
	"code{font-size:.85em}@media print{body{padding:0;font-size:11px}tr{break-inside:avoid}}";

static void audit_html_head(const struct bp_audit *audit, struct bp_buf *out)
{
	struct bp_buf line = {0};
	char time[BP_TIME_ROOM];

	bp_buf_printf(out,
		"<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
		bp_lang());
	html_element(out, "title", _("Audit catatan belajar"));
	bp_buf_printf(out, "<style>%s</style>\n</head>\n<body>\n", audit_html_style);
	html_element(out, "h1", _("Audit catatan belajar"));
	bp_time_iso(audit->now, time);
	html_element(out, "p", time);
	bp_buf_printf(&line, _("Ditarik %zu dari %zu peserta dengan benih \"%s\".\n"),
		audit->count, audit->population, audit->seed);
	html_element(out, "p", line.at);
	html_element(out, "p",
		_("Urutan: SHA-256 dari benih, baris baru, dan ID peserta; yang terkecil lebih dahulu.\n"));
	bp_buf_release(&line);
}

/* The heads end with NULL. */
static void audit_html_table(
	struct bp_buf *out, const char *title, const char *const *heads)
{
	html_element(out, "h2", title);
	bp_buf_add_cstr(out, "<table>\n<thead><tr>");
	for (size_t i = 0; heads[i]; i++)
		html_element(out, "th", heads[i]);
	bp_buf_add_cstr(out, "</tr></thead>\n<tbody>\n");
}

static void audit_html_count(struct bp_buf *out, const char *label, double count)
{
	char text[40];

	snprintf(text, sizeof text, "%.0f", count);
	html_cell(out, label, text);
}

static void audit_html_course(const struct bp_audit_person *person,
	const struct bp_audit_course *course, struct bp_buf *out)
{
	struct bp_buf link = {0};
	char jp[BP_JP_ROOM];

	bp_hex_add(&link, course->chain.link.at, AUDIT_SHORT / 2);
	bp_buf_add_cstr(out, "<tr>");
	html_cell(out, "ID", person->id);
	html_cell(out, _("Nama"), person->name);
	html_cell(out, _("Kursus"), course->id);
	audit_html_count(out, _("Modul"), (double)course->done);
	html_cell(out, "JP", bp_jp_write(course->jp_halves, bp_decimal_point(), jp));
	audit_html_count(out, _("Menit"), course->active_seconds / 60);
	audit_html_count(out, _("Jawaban"), (double)course->answers);
	if (course->exam < 0)
		html_cell(out, _("Ujian"), "-");
	else
		audit_html_count(out, _("Ujian"), bp_score_percent(course->exam));
	html_cell(out, _("Rantai"), link.at);
	bp_buf_add_cstr(out, "</tr>\n");
	bp_buf_release(&link);
}

static void audit_html_people(const struct bp_audit *audit, struct bp_buf *out)
{
	const char *heads[] = {"ID", _("Nama"), _("Kursus"), _("Modul"), "JP", _("Menit"),
		_("Jawaban"), _("Ujian"), _("Rantai"), NULL};

	audit_html_table(out, _("Peserta"), heads);
	for (size_t i = 0; i < audit->count; i++)
		for (size_t n = 0; n < audit->people[i].course_count; n++)
			audit_html_course(
				&audit->people[i], &audit->people[i].courses[n], out);
	bp_buf_add_cstr(out, "</tbody></table>\n");
}

static void audit_html_finding(const struct bp_audit *audit,
	const struct bp_audit_finding *finding, struct bp_buf *out)
{
	char time[BP_TIME_ROOM] = "", seq[32] = "";

	if (finding->seq) {
		bp_time_iso(finding->at, time);
		snprintf(seq, sizeof seq, "%lld", (long long)finding->seq);
	}
	bp_buf_add_cstr(out, "<tr>");
	html_cell(out, "ID", audit->people[finding->person].id);
	html_cell(out, _("Bobot"),
		bp_audit_weight_text(bp_audit_rule_weight(finding->rule)));
	html_cell(out, _("Temuan"), bp_audit_rule_text(finding->rule));
	html_cell(out, _("Tempat"), finding->place);
	html_cell(out, _("Kejadian"), seq);
	html_cell(out, _("Waktu"), time);
	html_cell(out, "", finding->text);
	bp_buf_add_cstr(out, "</tr>\n");
}

static void audit_html_findings(const struct bp_audit *audit, struct bp_buf *out)
{
	const char *heads[] = {"ID", _("Bobot"), _("Temuan"), _("Tempat"), _("Kejadian"),
		_("Waktu"), "", NULL};

	audit_html_table(out, _("Temuan"), heads);
	for (size_t i = 0; i < audit->finding_count; i++)
		audit_html_finding(audit, &audit->findings[i], out);
	bp_buf_add_cstr(out, "</tbody></table>\n");
	if (!audit->finding_count)
		html_element(out, "p", _("Tidak ada temuan."));
}

void bp_audit_html(const struct bp_audit *audit, struct bp_buf *out)
{
	audit_html_head(audit, out);
	audit_html_findings(audit, out);
	audit_html_people(audit, out);
	bp_buf_add_cstr(out, "</body>\n</html>\n");
}
