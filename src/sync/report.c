/*
 * report: what all records at the centre add up to. Each learner's events are folded here, by
 * the very fold of the player, so the sums are equal to the learners' own; they are kept at
 * the centre and made anew only of who has other events than at the last time. It goes
 * through learners in the order of their UUIDs: a cursor over times would pass over what
 * becomes visible late.
 */
#include "sync.h"
#include <berpijar/csv.h>
#include <berpijar/lang.h>
#include <berpijar/progress.h>
#include <stdio.h>
#include <string.h>

#define REPORT_RANGE 500    /* learners of an answer */
#define REPORT_ROWS  100000 /* of the table that is printed */

static const char *const report_tables[] = {
	"CREATE TABLE IF NOT EXISTS berpijar.total (learner uuid, course text, module text,"
	" done integer, score double precision, answered integer,"
	" PRIMARY KEY (learner, course, module))",
	"CREATE TABLE IF NOT EXISTS berpijar.month (learner uuid, year integer,"
	" month integer, jp_halves integer, PRIMARY KEY (learner, year, month))",
	"CREATE TABLE IF NOT EXISTS berpijar.folded (learner uuid PRIMARY KEY,"
	" events bigint)"};
/* Who has other events than were folded, and who has none any more. */
static const char report_stale[] =
	"SELECT learner::text FROM (SELECT learner, count(*) AS events FROM berpijar.event"
	" WHERE learner > $1 GROUP BY learner) e FULL JOIN (SELECT learner, events AS known"
	" FROM berpijar.folded WHERE learner > $1) f USING (learner)"
	" WHERE events IS DISTINCT FROM known ORDER BY learner LIMIT 500";
static const char *const report_forget[] = {
	"DELETE FROM berpijar.folded WHERE learner = $1",
	"DELETE FROM berpijar.total WHERE learner = $1",
	"DELETE FROM berpijar.month WHERE learner = $1"};
static const char report_total[] =
	"INSERT INTO berpijar.total VALUES ($1, $2, $3, $4, $5, $6)";
static const char report_month[] = "INSERT INTO berpijar.month VALUES ($1, $2, $3, $4)";
static const char report_folded[] =
	"INSERT INTO berpijar.folded SELECT $1, count(*) FROM berpijar.event"
	" WHERE learner = $1 HAVING count(*) > 0";

/* ---- one learner ---- */

struct report_module {
	struct bp_str course, module;
};

struct report_fold {
	struct person person;
	struct bp_progress *progress;
	struct report_module *modules;
	size_t count, room;
};

static void report_note(struct report_fold *fold, const struct bp_event *event)
{
	for (size_t i = 0; i < fold->count; i++)
		if (bp_str_equal(fold->modules[i].course, event->course) &&
			bp_str_equal(fold->modules[i].module, event->module))
			return;
	*BP_PUSH(fold->person.arena, fold->modules, fold->count, fold->room) =
		(struct report_module){event->course, event->module};
}

/* What is withheld says no more than that it was; a verb of a newer program nothing. */
static bool report_replica(
	struct report_fold *fold, const struct bp_replica *replica, struct bp_error *err)
{
	struct bp_origin *items;
	size_t count = 1;

	for (int64_t after = 0; count; after = count ? items[count - 1].number : after) {
		if (!rows_select(&fold->person, replica->id, after, fold->person.arena,
			    &items, &count, err))
			return false;
		for (size_t i = 0; i < count; i++) {
			struct bp_event event = items[i].event;
			if (!bp_verb_find(items[i].verb, &event.verb))
				continue;
			bp_progress_apply(fold->progress, &event);
			report_note(fold, &event);
		}
	}
	return true;
}

static bool report_run(struct report_fold *fold, const char *sql,
	const char *const *values, int count, struct bp_error *err)
{
	static const Oid types[3][6] = {{LINK_UUID},
		{LINK_UUID, LINK_INT4, LINK_INT4, LINK_INT4},
		{LINK_UUID, LINK_TEXT, LINK_TEXT, LINK_INT4, LINK_FLOAT, LINK_INT4}};
	const struct link_values given = {values,
		types[count == 1             ? 0
				: count == 4 ? 1
					     : 2],
		count};

	return link_run(&fold->person.sync->link, sql, &given, NULL, 0, err);
}

static bool report_keep_module(struct report_fold *fold,
	const struct report_module *module, struct bp_error *err)
{
	struct bp_arena *arena = fold->person.arena;
	const struct bp_module_record *record =
		bp_progress_module(fold->progress, module->course, module->module);

	if (!record || !record->started)
		return true;
	const char *const values[] = {fold->person.word,
		bp_arena_cstr(arena, module->course),
		bp_arena_cstr(arena, module->module), record->done ? "1" : "0",
		record->score >= 0 ? bp_arena_printf(arena, "%.17g", record->score)
				   : NULL,
		bp_arena_printf(arena, "%u", record->questions_answered)};
	return report_run(fold, report_total, values, 6, err);
}

static bool report_keep_year(struct report_fold *fold, int year, struct bp_error *err)
{
	struct bp_month months[BP_MONTHS];
	struct bp_arena *arena = fold->person.arena;

	bp_progress_months(fold->progress, year, months);
	for (int i = 0; i < BP_MONTHS; i++) {
		const char *const values[] = {fold->person.word,
			bp_arena_printf(arena, "%d", year),
			bp_arena_printf(arena, "%d", i + 1),
			bp_arena_printf(arena, "%d", months[i].jp_halves)};
		if (months[i].jp_halves &&
			!report_run(fold, report_month, values, 4, err))
			return false;
	}
	return true;
}

/* The count of events is written last: what is cut before it is done again. */
static bool report_keep(struct report_fold *fold, struct bp_error *err)
{
	const char *const values[] = {fold->person.word};
	int years[64];
	size_t count = bp_progress_years(fold->progress, years, 64);

	for (int i = 0; i < 3; i++)
		if (!report_run(fold, report_forget[i], values, 1, err))
			return false;
	for (size_t i = 0; i < fold->count; i++)
		if (!report_keep_module(fold, &fold->modules[i], err))
			return false;
	for (size_t i = 0; i < count && i < 64; i++)
		if (!report_keep_year(fold, years[i], err))
			return false;
	return report_run(fold, report_folded, values, 1, err);
}

static bool report_learner(struct sync *sync, struct bp_str word, struct bp_error *fault)
{
	struct bp_error cause = {0}, *err = &cause;
	struct report_fold fold = {.person = {.sync = sync, .arena = bp_arena_new()},
		.progress = bp_progress_new()};
	struct person *person = &fold.person;
	bool ok = bp_uuid_read(word, person->uuid);

	bp_uuid_write(person->uuid, person->word);
	/* of who was erased nothing is added up, also before the events are gone */
	if (ok && !vector_look(person, err))
		ok = sync->link.why == LINK_WELL;
	for (size_t i = 0; ok && i < person->centre_count; i++)
		ok = report_replica(&fold, &person->centre[i], err);
	ok = ok && report_keep(&fold, err);
	bp_progress_free(fold.progress);
	bp_arena_free(person->arena);
	if (!ok)
		*fault = cause;
	return ok;
}

static bool report_fold_all(struct sync *sync, struct bp_error *err)
{
	char last[BP_UUID_LEN + 1] = "00000000-0000-0000-0000-000000000000";
	const char *const at[] = {last};
	const Oid types[] = {LINK_UUID};
	const struct link_values values = {at, types, 1};
	size_t count = 1;
	bool ok = true;

	while (ok && count) {
		struct link_rows rows = {0};
		ok = link_run(
			&sync->link, report_stale, &values, &rows, REPORT_RANGE, err);
		count = rows.count;
		for (size_t i = 0; ok && i < count; i++)
			ok = report_learner(sync, link_field(&rows, i, 0), err);
		if (ok && count)
			snprintf(last, sizeof last, "%.*s",
				(int)link_field(&rows, count - 1, 0).len,
				link_field(&rows, count - 1, 0).at);
		link_release(&rows);
	}
	return ok;
}

/* ---- the tables ---- */

static const struct report_kind {
	const char *name, *head[8], *sql;
	int columns;
} report_kinds[] = {
	{"module", {"course", "module", "learners", "done", "score", "answered"},
		"SELECT course, module, count(*), sum(done), round(avg(score)::numeric, 4),"
		" sum(answered) FROM berpijar.total GROUP BY 1, 2 ORDER BY 1, 2",
		6},
	{"month", {"year", "month", "learners", "jp"},
		"SELECT year, month, count(*), sum(jp_halves) / 2.0 FROM berpijar.month"
		" GROUP BY 1, 2 ORDER BY 1, 2",
		4},
	{"office", {"office", "year", "month", "learners", "jp"},
		"SELECT coalesce(office, '-'), year, month, count(*), sum(jp_halves) / 2.0"
		" FROM berpijar.month LEFT JOIN berpijar.member USING (learner)"
		" GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
		5},
};

static void report_field(struct bp_buf *out, struct bp_str text, bool html)
{
	static const char *const marks[][2] = {
		{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}};

	for (size_t i = 0; html && i < text.len; i++) {
		size_t mark = 0;
		while (mark < 4 && marks[mark][0][0] != text.at[i])
			mark++;
		if (mark < 4)
			bp_buf_add_cstr(out, marks[mark][1]);
		else
			bp_buf_add_char(out, text.at[i]);
	}
	if (!html)
		bp_csv_put(out, text);
}

static void report_line(const struct report_kind *kind, const struct link_rows *rows,
	size_t row, bool html)
{
	struct bp_buf line = {0}, clean = {0};

	bp_buf_add_cstr(&line, html ? "<tr>" : "");
	for (int i = 0; i < kind->columns; i++) {
		struct bp_str text =
			rows ? link_field(rows, row, i) : bp_str(kind->head[i]);
		bp_buf_add_cstr(&line, html ? rows ? "<td>" : "<th>" : "");
		report_field(&line, text, html);
		bp_buf_add_cstr(&line, html ? rows ? "</td>" : "</th>" : "");
	}
	if (html)
		bp_buf_add_cstr(&line, "</tr>\n");
	else
		bp_csv_end(&line);
	bp_buf_add_harmless(&clean, bp_buf_str(&line));
	fwrite(clean.at, 1, clean.len, stdout);
	bp_buf_release(&line);
	bp_buf_release(&clean);
}

static void report_print(
	const struct report_kind *kind, const struct link_rows *rows, bool html)
{
	if (html)
		printf("<!doctype html>\n<meta charset=\"utf-8\">\n<title>berpijar</title>\n"
		       "<table>\n");
	report_line(kind, NULL, 0, html);
	for (size_t i = 0; i < rows->count; i++)
		report_line(kind, rows, i, html);
	if (html)
		printf("</table>\n");
}

int command_report(struct sync *sync, struct bp_error *err)
{
	int by = bp_config_word(
		"module|month|office", sync->by ? sync->by : "module", "--by", err);
	bool html = sync->format && strcmp(sync->format, "html") == 0;
	struct link_rows rows = {0};
	bool ok = by >= 0;

	for (int i = 0; ok && i < 3; i++)
		ok = link_run(&sync->link, report_tables[i], NULL, NULL, 0, err);
	ok = ok && report_fold_all(sync, err) &&
		link_run(
			&sync->link, report_kinds[by].sql, NULL, &rows, REPORT_ROWS, err);
	if (ok)
		report_print(&report_kinds[by], &rows, html);
	link_release(&rows);
	return ok ? SYNC_DONE : SYNC_FAILED;
}
