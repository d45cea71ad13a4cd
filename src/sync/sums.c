/*
 * Each learner's events are folded here, by the very fold of the player, so the sums are equal
 * to the learners' own; they are kept at the centre and made anew only of who has other events
 * than at the last time. It goes through learners in the order of their UUIDs: a cursor over
 * times would pass over what becomes visible late.
 */
#include "sums.h"
#include <berpijar/lang.h>
#include <stdio.h>
#include <string.h>

#define SUMS_RANGE    500 /* learners of an answer */
#define SUMS_TOGETHER 100 /* rows of a statement */

/* Of sums that a program of before made otherwise, `version` tells. */
static const char *const sums_tables[] = {
	"ALTER TABLE berpijar.member ADD COLUMN IF NOT EXISTS since timestamptz NOT NULL"
	" DEFAULT now()",
	"CREATE TABLE IF NOT EXISTS berpijar.total (learner uuid, course text, module text,"
	" done integer, score double precision, answered integer,"
	" PRIMARY KEY (learner, course, module))",
	"ALTER TABLE berpijar.total ADD COLUMN IF NOT EXISTS seconds double precision",
	"ALTER TABLE berpijar.total ADD COLUMN IF NOT EXISTS jp_halves integer",
	"CREATE TABLE IF NOT EXISTS berpijar.asked (learner uuid, course text, module text,"
	" question text, version text, mark double precision, blank integer,"
	" withheld integer, at_ms bigint, PRIMARY KEY (learner, course, module, question))",
	"CREATE TABLE IF NOT EXISTS berpijar.month (learner uuid, year integer,"
	" month integer, jp_halves integer, PRIMARY KEY (learner, year, month))",
	"CREATE TABLE IF NOT EXISTS berpijar.folded (learner uuid PRIMARY KEY,"
	" events bigint)",
	"ALTER TABLE berpijar.folded ADD COLUMN IF NOT EXISTS version integer",
	"ALTER TABLE berpijar.folded ADD COLUMN IF NOT EXISTS told bigint", NULL};
/* Who has other events than were folded, or events that say more, and who has none any
 * more. */
static const char sums_stale[] =
	"SELECT learner::text FROM (SELECT learner, count(*) AS events, count(body) AS told,"
	" 2 AS version FROM berpijar.event v WHERE learner > $1 AND NOT EXISTS (SELECT 1 FROM"
	" berpijar.joined j WHERE j.learner = v.learner) GROUP BY learner) e"
	" FULL JOIN (SELECT learner, events AS known, told AS heard, version AS made FROM"
	" berpijar.folded WHERE learner > $1) f USING (learner) WHERE events IS DISTINCT"
	" FROM known OR told IS DISTINCT FROM heard OR version IS DISTINCT FROM made"
	" ORDER BY learner LIMIT 500";
static const char *const sums_forget[] = {
	"DELETE FROM berpijar.folded WHERE learner = $1",
	"DELETE FROM berpijar.total WHERE learner = $1",
	"DELETE FROM berpijar.asked WHERE learner = $1",
	"DELETE FROM berpijar.month WHERE learner = $1", NULL};
static const char sums_folded[] =
	"INSERT INTO berpijar.folded (learner, events, told, version) SELECT $1, count(*),"
	" count(body), 2 FROM berpijar.event WHERE learner = $1 AND NOT EXISTS (SELECT 1 FROM"
	" berpijar.joined WHERE learner = $1) HAVING count(*) > 0";

static const struct sums_table
	sums_total = {"INSERT INTO berpijar.total (learner, course, module, done, score,"
		      " answered, seconds, jp_halves) VALUES ",
		7,
		{LINK_TEXT, LINK_TEXT, LINK_INT4, LINK_FLOAT, LINK_INT4, LINK_FLOAT,
			LINK_INT4}},
	sums_month = {
		"INSERT INTO berpijar.month (learner, year, month, jp_halves) VALUES ", 3,
		{LINK_INT4, LINK_INT4, LINK_INT4}};

/* ---- rows on their way ---- */

void sums_put(struct sums_fold *fold, const struct sums_table *table,
	const char *const values[SUMS_COLUMNS])
{
	for (int i = 0; i < table->columns; i++)
		*BP_PUSH(fold->person.arena, fold->values, fold->value_count,
			fold->value_room) = values[i];
	if (fold->value_count >= (size_t)table->columns * SUMS_TOGETHER)
		sums_flush(fold, table);
}

static void sums_statement(
	const struct sums_table *table, size_t rows, struct bp_buf *sql)
{
	int at = 2;

	bp_buf_add_cstr(sql, table->head);
	for (size_t i = 0; i < rows; i++) {
		bp_buf_add_cstr(sql, i ? ",($1" : "($1");
		for (int c = 0; c < table->columns; c++)
			bp_buf_printf(sql, ",$%d", at++);
		bp_buf_add_char(sql, ')');
	}
}

void sums_flush(struct sums_fold *fold, const struct sums_table *table)
{
	struct bp_arena *arena = bp_arena_new();
	size_t count = fold->value_count + 1;
	const char **at = bp_arena_alloc(arena, count, sizeof *at);
	Oid *types = bp_arena_alloc(arena, count, sizeof *types);
	const struct link_values values = {.at = at, .types = types, .count = (int)count};
	struct bp_buf sql = {0};

	at[0] = fold->person.word;
	types[0] = LINK_UUID;
	for (size_t i = 0; i < fold->value_count; i++) {
		at[i + 1] = fold->values[i];
		types[i + 1] = table->types[i % (size_t)table->columns];
	}
	sums_statement(table, fold->value_count / (size_t)table->columns, &sql);
	if (fold->value_count && !fold->failed)
		fold->failed = !link_run(
			&fold->person.sync->link, sql.at, &values, NULL, 0, fold->err);
	fold->value_count = 0;
	bp_buf_release(&sql);
	bp_arena_free(arena);
}

/* A statement of which the learner is all it has. */
static bool sums_run(struct sums_fold *fold, const char *sql)
{
	const char *const at[] = {fold->person.word};
	const Oid types[] = {LINK_UUID};
	const struct link_values values = {.at = at, .types = types, .count = 1};

	return link_run(&fold->person.sync->link, sql, &values, NULL, 0, fold->err);
}

/* ---- one learner's events ---- */

static void sums_note(struct sums_fold *fold, const struct bp_event *event)
{
	for (size_t i = 0; i < fold->module_count; i++)
		if (bp_str_equal(fold->modules[i].course, event->course) &&
			bp_str_equal(fold->modules[i].module, event->module))
			return;
	*BP_PUSH(fold->person.arena, fold->modules, fold->module_count,
		fold->module_room) =
		(struct sums_place){event->course, event->module, {0}};
}

/* What is withheld says no more than that it was; a verb of a newer program nothing. */
static void sums_take(struct sums_fold *fold, const struct bp_origin *item)
{
	struct bp_arena *arena = fold->person.arena;
	struct bp_event event = item->event;

	if (!bp_verb_find(item->verb, &event.verb))
		return;
	bp_progress_apply(fold->progress, &event);
	sums_note(fold, &event);
	if (event.verb == BP_ATTEMPTED)
		*BP_PUSH(arena, fold->begun, fold->begun_count, fold->begun_room) = event;
	if (event.verb == BP_ANSWERED && item->withheld)
		*BP_PUSH(arena, fold->withheld, fold->withheld_count,
			fold->withheld_room) =
			(struct sums_place){event.course, event.module, event.question};
}

static bool sums_replica(struct sums_fold *fold, const struct bp_replica *replica)
{
	struct bp_origin *items;
	size_t count = 1;

	for (int64_t after = 0; count; after = count ? items[count - 1].number : after) {
		if (!rows_select(&fold->person, replica->id, after, fold->person.arena,
			    &items, &count, fold->err))
			return false;
		for (size_t i = 0; i < count; i++)
			sums_take(fold, &items[i]);
	}
	return true;
}

/* ---- what they come to ---- */

static void sums_put_module(struct sums_fold *fold, const struct sums_place *module)
{
	struct bp_arena *arena = fold->person.arena;
	const struct bp_module_record *record =
		bp_progress_module(fold->progress, module->course, module->module);

	if (!record || !record->started)
		return;
	sums_put(fold, &sums_total,
		(const char *const[SUMS_COLUMNS]){bp_arena_cstr(arena, module->course),
			bp_arena_cstr(arena, module->module), record->done ? "1" : "0",
			record->score >= 0
				? bp_arena_printf(arena, "%.17g", record->score)
				: NULL,
			bp_arena_printf(arena, "%u", record->questions_answered),
			bp_arena_printf(arena, "%.17g", record->active_seconds),
			bp_arena_printf(
				arena, "%d", record->done ? record->jp_halves : 0)});
}

static void sums_put_year(struct sums_fold *fold, int year)
{
	struct bp_arena *arena = fold->person.arena;
	struct bp_month months[BP_MONTHS];

	bp_progress_months(fold->progress, year, months);
	for (int i = 0; i < BP_MONTHS; i++)
		if (months[i].jp_halves)
			sums_put(fold, &sums_month,
				(const char *const[SUMS_COLUMNS]){
					bp_arena_printf(arena, "%d", year),
					bp_arena_printf(arena, "%d", i + 1),
					bp_arena_printf(
						arena, "%d", months[i].jp_halves)});
}

static void sums_put_years(struct sums_fold *fold)
{
	int years[64];
	size_t count = bp_progress_years(fold->progress, years, 64);

	for (size_t i = 0; i < count && i < 64; i++)
		sums_put_year(fold, years[i]);
	sums_flush(fold, &sums_month);
}

/* The count of events is written last: what is cut before it is done again. */
static bool sums_keep(struct sums_fold *fold)
{
	for (size_t i = 0; sums_forget[i]; i++)
		if (!sums_run(fold, sums_forget[i]))
			return false;
	for (size_t i = 0; i < fold->module_count; i++)
		sums_put_module(fold, &fold->modules[i]);
	sums_flush(fold, &sums_total);
	sums_put_asked(fold);
	sums_put_years(fold);
	return !fold->failed && sums_run(fold, sums_folded);
}

static bool sums_learner(struct sync *sync, struct bp_str word, struct bp_error *fault)
{
	struct bp_error cause = {0};
	struct sums_fold fold = {.person = {.sync = sync, .arena = bp_arena_new()},
		.progress = bp_progress_new(),
		.err = &cause};
	struct person *person = &fold.person;
	bool ok = bp_uuid_read(word, person->uuid);

	bp_uuid_write(person->uuid, person->word);
	/* of who was erased nothing is added up, also before the events are gone */
	if (ok && !vector_look(person, &cause))
		ok = sync->link.why == LINK_WELL;
	/* … nor of a UUID whose events are another's now */
	for (size_t i = 0; ok && !person->joined && i < person->centre_count; i++)
		ok = sums_replica(&fold, &person->centre[i]);
	ok = ok && sums_keep(&fold);
	bp_progress_free(fold.progress);
	bp_arena_free(person->arena);
	if (!ok)
		*fault = cause;
	return ok;
}

/* ---- all of them ---- */

static bool sums_range(struct sync *sync, char last[BP_UUID_LEN + 1], size_t *count,
	struct bp_error *err)
{
	const char *const at[] = {last};
	const Oid types[] = {LINK_UUID};
	const struct link_values values = {.at = at, .types = types, .count = 1};
	struct link_rows rows = {0};
	bool ok = link_run(&sync->link, sums_stale, &values, &rows, SUMS_RANGE, err);

	*count = rows.count;
	for (size_t i = 0; ok && i < rows.count; i++)
		ok = sums_learner(sync, link_field(&rows, i, 0), err);
	if (ok && rows.count) {
		struct bp_str word = link_field(&rows, rows.count - 1, 0);
		snprintf(last, BP_UUID_LEN + 1, "%.*s", (int)word.len, word.at);
	}
	link_release(&rows);
	return ok;
}

bool sums_renew(struct sync *sync, struct bp_error *err)
{
	char last[BP_UUID_LEN + 1] = "00000000-0000-0000-0000-000000000000";
	size_t count = 1;

	for (size_t i = 0; sums_tables[i]; i++)
		if (!link_run(&sync->link, sums_tables[i], NULL, NULL, 0, err))
			return false;
	while (count)
		if (!sums_range(sync, last, &count, err))
			return false;
	return true;
}
