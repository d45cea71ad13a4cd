/* report: what all records at the centre add up to (sums.h), as a table or a page. */
#include "clock.h"
#include "sums.h"
#include <berpijar/csv.h>
#include <berpijar/lang.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT_ROWS    100000 /* of a table */
#define REPORT_COLUMNS 10

/* Of a learner whom several offices have, a month is that office's which had joined last by
 * its end, so that the offices' JP add up to the nation's. */
static const struct report_kind {
	const char *name, *title, *sql;
	/* the names of columns in a table, and on a page */
	const char *const columns[REPORT_COLUMNS][2];
	bool jp; /* the last column is JP, which add up */
} report_kinds[] = {
	{"module", N_("Menurut modul"),
		"SELECT course, module, count(*), sum(done), round((percentile_cont(0.5)"
		" WITHIN GROUP (ORDER BY score))::numeric, 4), round((percentile_cont(0.5)"
		" WITHIN GROUP (ORDER BY seconds) / 60)::numeric, 1), sum(answered)"
		" FROM berpijar.total WHERE module <> '' GROUP BY 1, 2 ORDER BY 1, 2",
		{{"course", N_("kursus")}, {"module", N_("modul")},
			{"learners", N_("peserta")}, {"done", N_("selesai")},
			{"score", N_("nilai tengah")},
			{"minutes", N_("menit (nilai tengah)")},
			{"answered", N_("soal dijawab")}},
		false},
	{"course", N_("Menurut kursus"),
		"SELECT course, count(DISTINCT learner), sum(done), sum(answered),"
		" round((sum(seconds) / 60)::numeric, 1), round(sum(jp_halves) / 2.0, 1)"
		" FROM berpijar.total GROUP BY 1 ORDER BY 1",
		{{"course", N_("kursus")}, {"learners", N_("peserta")},
			{"done", N_("modul selesai")}, {"answered", N_("soal dijawab")},
			{"minutes", N_("menit")}, {"jp", N_("JP")}},
		true},
	{"question", N_("Menurut soal"),
		"WITH newest AS (SELECT DISTINCT ON (course, module, question) course, module,"
		" question, version AS newest FROM berpijar.asked WHERE version <> ''"
		" ORDER BY course, module, question, at_ms DESC, version)"
		" SELECT course, module, question, CASE WHEN version = ''"
		" THEN coalesce(newest, '') ELSE version END, count(*) FILTER (WHERE blank = 0"
		" AND withheld = 0), sum(blank), count(mark), round(avg(mark)::numeric, 4),"
		" sum(withheld) FROM berpijar.asked LEFT JOIN newest USING (course, module,"
		" question) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
		{{"course", N_("kursus")}, {"module", N_("modul")},
			{"question", N_("soal")}, {"version", N_("isi soal")},
			{"answers", N_("jawaban")}, {"blank", N_("kosong")},
			{"marks", N_("dinilai")}, {"facility", N_("tingkat kemudahan")},
			{"withheld", N_("isinya tidak dikirim")}},
		false},
	{"month", N_("JP menurut bulan"),
		"SELECT year, month, count(*), round(sum(jp_halves) / 2.0, 1) FROM berpijar.month"
		" GROUP BY 1, 2 ORDER BY 1, 2",
		{{"year", N_("tahun")}, {"month", N_("bulan")},
			{"learners", N_("peserta")}, {"jp", N_("JP")}},
		true},
	{"office", N_("JP menurut instansi dan bulan"),
		"SELECT coalesce(o.office, '-'), m.year, m.month, count(*), round(sum(m.jp_halves)"
		" / 2.0, 1) FROM (SELECT *, make_date(year, month, 1) + interval '1 month' AS past"
		" FROM berpijar.month) m LEFT JOIN LATERAL (SELECT b.office FROM"
		" berpijar.member b WHERE b.learner = m.learner ORDER BY b.since < m.past DESC,"
		" CASE WHEN b.since < m.past THEN b.since END DESC, b.since, b.office LIMIT 1)"
		" o ON true GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
		{{"office", N_("instansi")}, {"year", N_("tahun")},
			{"month", N_("bulan")}, {"learners", N_("peserta")},
			{"jp", N_("JP")}},
		true},
};

static int report_width(const struct report_kind *kind)
{
	int columns = 0;

	while (columns < REPORT_COLUMNS && kind->columns[columns][0])
		columns++;
	return columns;
}

/* ---- a table ---- */

static void report_print(const struct bp_buf *text)
{
	struct bp_buf clean = {0};

	bp_buf_add_harmless(&clean, bp_buf_str(text));
	fwrite(clean.at, 1, clean.len, stdout);
	bp_buf_release(&clean);
}

static void report_csv(const struct report_kind *kind, const struct link_rows *rows)
{
	int columns = report_width(kind);
	struct bp_buf out = {0};

	for (int i = 0; i < columns; i++)
		bp_csv_put(&out, bp_str(kind->columns[i][0]));
	bp_csv_end(&out);
	for (size_t row = 0; row < rows->count; row++) {
		for (int i = 0; i < columns; i++)
			bp_csv_put(&out, link_field(rows, row, i));
		bp_csv_end(&out);
	}
	report_print(&out);
	bp_buf_release(&out);
}

/* ---- a page ---- */

static void report_text(struct bp_buf *out, struct bp_str text)
{
	static const char *const marks[][2] = {
		{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}};

	for (size_t i = 0; i < text.len; i++) {
		size_t mark = 0;
		while (mark < 4 && marks[mark][0][0] != text.at[i])
			mark++;
		if (mark < 4)
			bp_buf_add_cstr(out, marks[mark][1]);
		else
			bp_buf_add_char(out, text.at[i]);
	}
}

static void report_cell(struct bp_buf *out, const char *tag, struct bp_str text)
{
	bp_buf_printf(out, "<%s>", tag);
	report_text(out, text);
	bp_buf_printf(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

static void report_rows(
	const struct report_kind *kind, const struct link_rows *rows, struct bp_buf *out)
{
	int columns = report_width(kind);
	double jp = 0;

	bp_buf_add_cstr(out, "<thead><tr>");
	for (int i = 0; i < columns; i++)
		report_cell(out, "th scope=\"col\"", bp_str(_(kind->columns[i][1])));
	bp_buf_add_cstr(out, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < rows->count; row++) {
		bp_buf_add_cstr(out, "<tr>");
		for (int i = 0; i < columns; i++)
			report_cell(out, "td", link_field(rows, row, i));
		bp_buf_add_cstr(out, "</tr>\n");
		struct bp_str last = link_field(rows, row, columns - 1);
		jp += kind->jp && last.len ? strtod(last.at, NULL) : 0;
	}
	bp_buf_add_cstr(out, "</tbody>\n");
	if (kind->jp)
		bp_buf_printf(out,
			"<tfoot><tr><th scope=\"row\" colspan=\"%d\">%s</th>"
			"<td>%.1f</td></tr></tfoot>\n",
			columns - 1, _("Jumlah"), jp);
}

static void report_html(struct sync *sync, const struct report_kind *kind,
	const struct link_rows *rows, int64_t learners)
{
	struct bp_buf out = {0};
	char day[BP_TIME_ROOM], clock[BP_TIME_ROOM];
	int64_t now = clock_wall();

	bp_time_day(now, day);
	bp_time_clock(now, now, sync->config.zone, clock);
	bp_buf_printf(&out,
		"<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n"
		"<title>%s</title>\n<style>body{font:1em sans-serif;margin:2em}"
		"th,td{padding:.2em .8em;text-align:right;border-bottom:1px solid #999}"
		"th:first-child,td:first-child{text-align:left}</style>\n<h1>%s</h1>\n<p>",
		bp_lang(), _(kind->title), _(kind->title));
	bp_buf_printf(
		&out, _("%lld peserta di pusat, %s %s"), (long long)learners, day, clock);
	bp_buf_add_cstr(&out, "</p>\n<table>\n");
	report_rows(kind, rows, &out);
	bp_buf_add_cstr(&out, "</table>\n");
	report_print(&out);
	bp_buf_release(&out);
}

/* ---- the command ---- */

static bool report_tell(
	struct sync *sync, const struct report_kind *kind, struct bp_error *err)
{
	struct link_rows rows = {0}, all = {0};
	bool ok = link_run(&sync->link, kind->sql, NULL, &rows, REPORT_ROWS, err) &&
		link_run(&sync->link, "SELECT count(*) FROM berpijar.folded", NULL, &all,
			1, err);

	if (ok && sync->format && strcmp(sync->format, "html") == 0)
		report_html(sync, kind, &rows, all.count ? link_number(&all, 0, 0) : 0);
	else if (ok)
		report_csv(kind, &rows);
	link_release(&rows);
	link_release(&all);
	return ok;
}

int command_report(struct sync *sync, struct bp_error *err)
{
	int by = bp_config_word("module|course|question|month|office",
		sync->by ? sync->by : "module", "--by", err);

	return by >= 0 && sums_renew(sync, err) &&
			report_tell(sync, &report_kinds[by], err)
		? SYNC_DONE
		: SYNC_FAILED;
}
