/*
 * The tables of a centre, as statements for each engine that they were written for. They
 * need no sequence, clock, trigger or procedure. `received` is for people and is never
 * asked as a cursor.
 */
#include "sync.h"
#include <berpijar/lang.h>
#include <stdio.h>
#include <string.h>

#define SCHEMA_PARTS 32

#define SCHEMA_COLUMNS                                                                  \
	"learner uuid NOT NULL, replica uuid NOT NULL,"                                 \
	" seq bigint NOT NULL CHECK (seq > 0), id uuid NOT NULL, chain bytea NOT NULL," \
	" at_ms bigint NOT NULL, verb text NOT NULL, course text NOT NULL,"             \
	" module text NOT NULL, question text NOT NULL, grade double precision,"        \
	" seconds double precision, jp_halves integer NOT NULL, body text,"             \
	" received timestamptz NOT NULL DEFAULT now()"
#define SCHEMA_KEY    ", PRIMARY KEY (learner, replica, seq)"
#define SCHEMA_START  "CREATE SCHEMA IF NOT EXISTS berpijar"
#define SCHEMA_EVENT  "CREATE TABLE IF NOT EXISTS berpijar.event ("
#define SCHEMA_HASHED ") PARTITION BY HASH (learner)"
/* Who may write for whom and read of whom: an office names a learner by the UUID, which it
 * can only have from a record. A column of the events that holds their office would not do:
 * whoever moves, or learns in two places, could not go on. */
#define SCHEMA_MEMBER                                                        \
	"CREATE TABLE IF NOT EXISTS berpijar.member (learner uuid NOT NULL," \
	" office text NOT NULL, since timestamptz NOT NULL DEFAULT now(),"   \
	" PRIMARY KEY (learner, office))"
#define SCHEMA_ERASED                                                           \
	"CREATE TABLE IF NOT EXISTS berpijar.erased (learner uuid PRIMARY KEY," \
	" at timestamptz NOT NULL DEFAULT now())"
/* Learners who turned out to be one person: who had the UUID has another from then on. */
#define SCHEMA_JOINED                                                           \
	"CREATE TABLE IF NOT EXISTS berpijar.joined (learner uuid PRIMARY KEY," \
	" person uuid NOT NULL, at timestamptz NOT NULL DEFAULT now())"

/* What an office may do, where the engine has policies for rows. */
static const char *const schema_access[] = {
	"GRANT USAGE ON SCHEMA berpijar TO berpijar_office",
	"GRANT SELECT, INSERT ON berpijar.event TO berpijar_office",
	"GRANT SELECT, INSERT (learner, office) ON berpijar.member TO berpijar_office",
	"GRANT SELECT, INSERT ON berpijar.erased TO berpijar_office",
	"GRANT SELECT, INSERT (learner, person) ON berpijar.joined TO berpijar_office",
	"ALTER TABLE berpijar.event ENABLE ROW LEVEL SECURITY",
	"ALTER TABLE berpijar.member ENABLE ROW LEVEL SECURITY",
	"ALTER TABLE berpijar.erased ENABLE ROW LEVEL SECURITY",
	"ALTER TABLE berpijar.joined ENABLE ROW LEVEL SECURITY",
	"DROP POLICY IF EXISTS office_reads ON berpijar.event",
	"CREATE POLICY office_reads ON berpijar.event FOR SELECT TO berpijar_office"
	" USING (EXISTS (SELECT 1 FROM berpijar.member m WHERE m.learner = event.learner"
	" AND m.office = current_user))",
	"DROP POLICY IF EXISTS office_writes ON berpijar.event",
	"CREATE POLICY office_writes ON berpijar.event FOR INSERT TO berpijar_office"
	" WITH CHECK (EXISTS (SELECT 1 FROM berpijar.member m WHERE m.learner ="
	" event.learner AND m.office = current_user) AND NOT EXISTS (SELECT 1 FROM"
	" berpijar.erased e WHERE e.learner = event.learner))",
	"DROP POLICY IF EXISTS office_own ON berpijar.member",
	"CREATE POLICY office_own ON berpijar.member TO berpijar_office"
	" USING (office = current_user) WITH CHECK (office = current_user)",
	"DROP POLICY IF EXISTS office_erases ON berpijar.erased",
	"CREATE POLICY office_erases ON berpijar.erased TO berpijar_office"
	" USING (EXISTS (SELECT 1 FROM berpijar.member m WHERE m.learner = erased.learner"
	" AND m.office = current_user)) WITH CHECK (EXISTS (SELECT 1 FROM"
	" berpijar.member m WHERE m.learner = erased.learner AND m.office = current_user))",
	"DROP POLICY IF EXISTS office_joins ON berpijar.joined",
	"CREATE POLICY office_joins ON berpijar.joined TO berpijar_office"
	" USING (EXISTS (SELECT 1 FROM berpijar.member m WHERE m.learner = joined.learner"
	" AND m.office = current_user)) WITH CHECK (EXISTS (SELECT 1 FROM"
	" berpijar.member m WHERE m.learner = joined.learner AND m.office = current_user)"
	" AND EXISTS (SELECT 1 FROM berpijar.member m WHERE m.learner = joined.person"
	" AND m.office = current_user))",
	NULL};

/* A statement goes to the centre, or is printed. */
static bool schema_do(struct sync *sync, const char *sql, struct bp_error *err)
{
	if (!sync->print)
		return link_run(&sync->link, sql, NULL, NULL, 0, err);
	printf("%s;\n", sql);
	return true;
}

static bool schema_all(
	struct sync *sync, const char *const *statements, struct bp_error *err)
{
	for (; *statements; statements++)
		if (!schema_do(sync, *statements, err))
			return false;
	return true;
}

static bool schema_role(struct sync *sync, struct bp_error *err)
{
	struct link_rows rows = {0};

	if (!sync->print &&
		!link_run(&sync->link,
			"SELECT rolname FROM pg_roles WHERE rolname = 'berpijar_office'",
			NULL, &rows, 1, err))
		return false;
	bool there = rows.count;
	link_release(&rows);
	return there || schema_do(sync, "CREATE ROLE berpijar_office NOLOGIN", err);
}

static bool schema_parts(struct sync *sync, const char *format, struct bp_error *err)
{
	bool ok = true;

	for (int part = 0; part < SCHEMA_PARTS && ok; part++) {
		char number[8];
		struct bp_buf sql = {0};
		snprintf(number, sizeof number, "%02d", part);
		for (const char *at = format; *at; at++)
			if (*at == '#')
				bp_buf_add_cstr(&sql, number);
			else if (*at == '@')
				bp_buf_printf(&sql, "%d", part % 2 + 1);
			else
				bp_buf_add_char(&sql, *at);
		ok = schema_do(sync, sql.at, err);
		bp_buf_release(&sql);
	}
	return ok;
}

static bool schema_plain(struct sync *sync, struct bp_error *err)
{
	static const char *const tables[] = {
		SCHEMA_START, SCHEMA_EVENT SCHEMA_COLUMNS SCHEMA_KEY SCHEMA_HASHED, NULL};
	static const char *const beside[] = {
		SCHEMA_MEMBER, SCHEMA_ERASED, SCHEMA_JOINED, NULL};

	return schema_all(sync, tables, err) &&
		schema_parts(sync,
			"CREATE TABLE IF NOT EXISTS berpijar.event_# PARTITION OF"
			" berpijar.event FOR VALUES WITH (MODULUS 32, REMAINDER #)",
			err) &&
		schema_all(sync, beside, err) && schema_role(sync, err) &&
		schema_all(sync, schema_access, err);
}

/* A foreign table has no key of its own, so the parent has none; the shards' tables do. */
static bool schema_fdw(struct sync *sync, struct bp_error *err)
{
	static const char *const tables[] = {SCHEMA_START,
		"CREATE EXTENSION IF NOT EXISTS postgres_fdw",
		SCHEMA_EVENT SCHEMA_COLUMNS SCHEMA_HASHED, NULL};
	static const char *const beside[] = {
		SCHEMA_MEMBER, SCHEMA_ERASED, SCHEMA_JOINED, NULL};

	printf("%s\n",
		_("-- di tiap pecahan, yang ganjil di shard2 dan yang genap di shard1:"));
	if (!schema_do(sync, SCHEMA_START, err) ||
		!schema_parts(sync,
			"CREATE TABLE IF NOT EXISTS berpijar.event_# (" SCHEMA_COLUMNS
				SCHEMA_KEY ") /* shard@ */",
			err))
		return false;
	printf("%s\n",
		_("-- di koordinator, sesudah CREATE SERVER shard1, shard2 dan USER MAPPING untuk tiap akun kantor:"));
	return schema_all(sync, tables, err) &&
		schema_parts(sync,
			"CREATE FOREIGN TABLE IF NOT EXISTS berpijar.event_# PARTITION OF"
			" berpijar.event FOR VALUES WITH (MODULUS 32, REMAINDER #)"
			" SERVER shard@ OPTIONS (schema_name 'berpijar', table_name"
			" 'event_#')",
			err) &&
		schema_all(sync, beside, err) && schema_role(sync, err) &&
		schema_all(sync, schema_access, err);
}

static bool schema_citus(struct sync *sync, struct bp_error *err)
{
	static const char *const tables[] = {SCHEMA_START,
		SCHEMA_EVENT SCHEMA_COLUMNS SCHEMA_KEY ")",
		"SELECT create_distributed_table('berpijar.event', 'learner')",
		SCHEMA_MEMBER, SCHEMA_ERASED, SCHEMA_JOINED,
		"SELECT create_reference_table('berpijar.member')",
		"SELECT create_reference_table('berpijar.erased')",
		"SELECT create_reference_table('berpijar.joined')", NULL};

	return schema_all(sync, tables, err) && schema_role(sync, err) &&
		schema_all(sync, schema_access, err);
}

static bool schema_yugabyte(struct sync *sync, struct bp_error *err)
{
	static const char *const tables[] = {SCHEMA_START,
		SCHEMA_EVENT SCHEMA_COLUMNS
		", PRIMARY KEY (learner HASH, replica ASC, seq ASC))",
		SCHEMA_MEMBER, SCHEMA_ERASED, SCHEMA_JOINED, NULL};

	return schema_all(sync, tables, err) && schema_role(sync, err) &&
		schema_all(sync, schema_access, err);
}

static bool schema_cockroach(struct sync *sync, struct bp_error *err)
{
	static const char *const tables[] = {SCHEMA_START,
		SCHEMA_EVENT SCHEMA_COLUMNS SCHEMA_KEY ")", SCHEMA_MEMBER, SCHEMA_ERASED,
		SCHEMA_JOINED, NULL};

	return schema_all(sync, tables, err) && schema_role(sync, err) &&
		schema_all(sync, schema_access, err);
}

int command_init(struct sync *sync, struct bp_error *err)
{
	static bool (*const engines[])(struct sync * sync, struct bp_error * err) = {
		schema_plain, schema_fdw, schema_citus, schema_yugabyte,
		schema_cockroach};

	if (!sync->print && !sync->to)
		return bp_fail(err, BP_ERROR_USAGE,
			       _("sebutkan pusatnya: --to postgresql://AKUN@HOST/BASISDATA")),
		       SYNC_USAGE;
	int engine = sync->print ? bp_config_word("plain|fdw|citus|yugabyte|cockroach",
					   sync->print, "--print", err)
				 : 0;
	if (engine < 0 || !engines[engine](sync, err))
		return SYNC_FAILED;
	if (!sync->print)
		sync_say(sync, NULL, _("pusat siap menerima"));
	return SYNC_DONE;
}
