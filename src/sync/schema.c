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
#define SCHEMA_KEY   ", PRIMARY KEY (learner, replica, seq)"
#define SCHEMA_START "CREATE SCHEMA IF NOT EXISTS berpijar"
#define SCHEMA_TABLE "CREATE TABLE IF NOT EXISTS berpijar."
#define SCHEMA_HASH  ") PARTITION BY HASH (learner)"
#define SCHEMA_PART  "FOR VALUES WITH (MODULUS 32, REMAINDER %)"
/* Who may write for whom and read of whom: an office names a learner by the UUID, which it
 * can only have from a record. A column of the events that holds their office would not do:
 * whoever moves, or learns in two places, could not go on. */
#define SCHEMA_MEMBER                                  \
	"learner uuid NOT NULL, office text NOT NULL," \
	" since timestamptz NOT NULL DEFAULT now()"
#define SCHEMA_MEMBER_KEY ", PRIMARY KEY (learner, office)"
#define SCHEMA_ERASED     "learner uuid NOT NULL, at timestamptz NOT NULL DEFAULT now()"
#define SCHEMA_ERASED_KEY ", PRIMARY KEY (learner)"

/* Beside the events, on an engine that spreads them by itself. */
static const char *const schema_beside[] = {SCHEMA_TABLE
	"member (" SCHEMA_MEMBER SCHEMA_MEMBER_KEY ")",
	SCHEMA_TABLE "erased (" SCHEMA_ERASED SCHEMA_ERASED_KEY ")", NULL};
/* Learners who turned out to be one person: who had the UUID has another from then on. */
static const char schema_joined[] =
	SCHEMA_TABLE "joined (learner uuid PRIMARY KEY, person uuid NOT NULL,"
		     " at timestamptz NOT NULL DEFAULT now())";

/* What an office may do, where the engine has policies for rows. "#" is nothing, or the name of
 * a part on a shard: a server does not ask the policies of its own of what it hands on to
 * another one, so each shard guards what it has. */
static const char *const schema_access[] = {
	"GRANT SELECT, INSERT ON berpijar.event# TO berpijar_office",
	"GRANT SELECT, INSERT ON berpijar.erased# TO berpijar_office",
	"ALTER TABLE berpijar.event# ENABLE ROW LEVEL SECURITY",
	"ALTER TABLE berpijar.member# ENABLE ROW LEVEL SECURITY",
	"ALTER TABLE berpijar.erased# ENABLE ROW LEVEL SECURITY",
	"DROP POLICY IF EXISTS office_reads ON berpijar.event#",
	"CREATE POLICY office_reads ON berpijar.event# FOR SELECT TO berpijar_office"
	" USING (EXISTS (SELECT 1 FROM berpijar.member# m WHERE m.learner ="
	" event#.learner AND m.office = current_user))",
	"DROP POLICY IF EXISTS office_writes ON berpijar.event#",
	"CREATE POLICY office_writes ON berpijar.event# FOR INSERT TO berpijar_office"
	" WITH CHECK (EXISTS (SELECT 1 FROM berpijar.member# m WHERE m.learner ="
	" event#.learner AND m.office = current_user) AND NOT EXISTS (SELECT 1 FROM"
	" berpijar.erased# e WHERE e.learner = event#.learner))",
	"DROP POLICY IF EXISTS office_own ON berpijar.member#",
	"CREATE POLICY office_own ON berpijar.member# TO berpijar_office"
	" USING (office = current_user) WITH CHECK (office = current_user)",
	"DROP POLICY IF EXISTS office_erases ON berpijar.erased#",
	"CREATE POLICY office_erases ON berpijar.erased# TO berpijar_office"
	" USING (EXISTS (SELECT 1 FROM berpijar.member# m WHERE m.learner ="
	" erased#.learner AND m.office = current_user)) WITH CHECK (EXISTS (SELECT 1"
	" FROM berpijar.member# m WHERE m.learner = erased#.learner AND m.office ="
	" current_user))",
	NULL};
static const char schema_enter[] = "GRANT USAGE ON SCHEMA berpijar TO berpijar_office";
/* "since" is the server's to say. */
static const char schema_claim[] =
	"GRANT SELECT, INSERT (learner, office) ON berpijar.member TO berpijar_office";

/* Joined learners may be of two shards, so this one is of the server that offices talk to. */
static const char *const schema_join[] = {
	"GRANT SELECT, INSERT (learner, person) ON berpijar.joined TO berpijar_office",
	"ALTER TABLE berpijar.joined ENABLE ROW LEVEL SECURITY",
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

/* A part: its number, -1 for none; "#" in a statement is its name, "%" its number, "@" its shard. */
static bool schema_part(
	struct sync *sync, const char *format, int part, struct bp_error *err)
{
	struct bp_buf sql = {0};

	for (const char *at = format; *at; at++)
		if (*at == '#' && part >= 0)
			bp_buf_printf(&sql, "_%02d", part);
		else if (*at == '%')
			bp_buf_printf(&sql, "%d", part);
		else if (*at == '@')
			bp_buf_printf(&sql, "%d", part % 2 + 1);
		else if (*at != '#')
			bp_buf_add_char(&sql, *at);
	bool ok = schema_do(sync, sql.at, err);
	bp_buf_release(&sql);
	return ok;
}

static bool schema_parts(struct sync *sync, const char *format, struct bp_error *err)
{
	bool ok = true;

	for (int part = 0; part < SCHEMA_PARTS && ok; part++)
		ok = schema_part(sync, format, part, err);
	return ok;
}

static bool schema_all(
	struct sync *sync, const char *const *statements, struct bp_error *err)
{
	for (; *statements; statements++)
		if (!schema_part(sync, *statements, -1, err))
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

/* What offices may do, where all tables are of one server, or of an engine that is as one. */
static bool schema_rights(struct sync *sync, struct bp_error *err)
{
	return schema_role(sync, err) && schema_do(sync, schema_enter, err) &&
		schema_all(sync, schema_access, err) &&
		schema_do(sync, schema_claim, err) && schema_all(sync, schema_join, err);
}

static bool schema_plain(struct sync *sync, struct bp_error *err)
{
	return schema_do(sync, SCHEMA_START, err) &&
		schema_do(sync,
			SCHEMA_TABLE "event (" SCHEMA_COLUMNS SCHEMA_KEY SCHEMA_HASH,
			err) &&
		schema_parts(sync,
			SCHEMA_TABLE "event# PARTITION OF berpijar.event " SCHEMA_PART,
			err) &&
		schema_all(sync, schema_beside, err) &&
		schema_do(sync, schema_joined, err) && schema_rights(sync, err);
}

/* ---- shards behind postgres_fdw ---- */

/* A part on its shard, with a remark that says which; the office that writes has an account
 * of its name there. */
static bool schema_shards(struct sync *sync, struct bp_error *err)
{
	static const char *const tables[] = {SCHEMA_TABLE
		"event# (" SCHEMA_COLUMNS SCHEMA_KEY ") /* shard@ */",
		SCHEMA_TABLE "member# (" SCHEMA_MEMBER SCHEMA_MEMBER_KEY ") /* shard@ */",
		SCHEMA_TABLE "erased# (" SCHEMA_ERASED SCHEMA_ERASED_KEY ") /* shard@ */",
		"GRANT SELECT, INSERT ON berpijar.member# TO berpijar_office /* shard@ */",
		NULL};
	bool ok = true;

	for (int shard = 0; shard < 2 && ok; shard++)
		ok = schema_part(sync, SCHEMA_START " /* shard@ */", shard, err) &&
			schema_part(sync,
				"CREATE ROLE berpijar_office NOLOGIN /* shard@ */", shard,
				err) &&
			schema_part(sync,
				"GRANT USAGE ON SCHEMA berpijar TO berpijar_office"
				" /* shard@ */",
				shard, err);
	for (const char *const *at = tables; *at && ok; at++)
		ok = schema_parts(sync, *at, err);
	for (const char *const *at = schema_access; *at && ok; at++) {
		struct bp_buf sql = {0};
		bp_buf_printf(&sql, "%s /* shard@ */", *at);
		ok = schema_parts(sync, sql.at, err);
		bp_buf_release(&sql);
	}
	return ok;
}

/* A foreign table has no key of its own, so the parents have none; the shards' tables do. */
static bool schema_coordinator(struct sync *sync, struct bp_error *err)
{
	static const char *const parents[] = {SCHEMA_START,
		"CREATE EXTENSION IF NOT EXISTS postgres_fdw",
		SCHEMA_TABLE "event (" SCHEMA_COLUMNS SCHEMA_HASH,
		SCHEMA_TABLE "member (" SCHEMA_MEMBER SCHEMA_HASH,
		SCHEMA_TABLE "erased (" SCHEMA_ERASED SCHEMA_HASH, schema_joined, NULL};
	static const char *const names[] = {"event", "member", "erased"};
	bool ok = schema_all(sync, parents, err);

	for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
		struct bp_buf sql = {0};
		bp_buf_printf(&sql,
			"CREATE FOREIGN TABLE IF NOT EXISTS berpijar.%s# PARTITION OF"
			" berpijar.%s %s SERVER shard@ OPTIONS (schema_name 'berpijar', table_name"
			" '%s#')",
			names[i], names[i], SCHEMA_PART, names[i]);
		ok = schema_parts(sync, sql.at, err);
		bp_buf_release(&sql);
	}
	return ok && schema_role(sync, err) && schema_do(sync, schema_enter, err) &&
		schema_do(sync,
			"GRANT SELECT, INSERT ON berpijar.event, berpijar.erased TO"
			" berpijar_office",
			err) &&
		schema_do(sync, schema_claim, err) && schema_all(sync, schema_join, err);
}

static bool schema_fdw(struct sync *sync, struct bp_error *err)
{
	printf("%s\n",
		_("-- di tiap pecahan, yang ganjil di shard2 dan yang genap di shard1; tiap kantor mempunyai akun senama di sana, anggota berpijar_office:"));
	if (!schema_shards(sync, err))
		return false;
	printf("%s\n",
		_("-- di koordinator, sesudah CREATE SERVER shard1, shard2 dan USER MAPPING tiap kantor ke akun senamanya:"));
	return schema_coordinator(sync, err);
}

/* ---- other engines ---- */

static bool schema_citus(struct sync *sync, struct bp_error *err)
{
	static const char *const distributed[] = {
		"SELECT create_distributed_table('berpijar.event', 'learner')",
		"SELECT create_reference_table('berpijar.member')",
		"SELECT create_reference_table('berpijar.erased')",
		"SELECT create_reference_table('berpijar.joined')", NULL};

	return schema_do(sync, SCHEMA_START, err) &&
		schema_do(sync, SCHEMA_TABLE "event (" SCHEMA_COLUMNS SCHEMA_KEY ")",
			err) &&
		schema_all(sync, schema_beside, err) &&
		schema_do(sync, schema_joined, err) &&
		schema_all(sync, distributed, err) && schema_rights(sync, err);
}

static bool schema_as_one(struct sync *sync, const char *event, struct bp_error *err)
{
	return schema_do(sync, SCHEMA_START, err) && schema_do(sync, event, err) &&
		schema_all(sync, schema_beside, err) &&
		schema_do(sync, schema_joined, err) && schema_rights(sync, err);
}

static bool schema_yugabyte(struct sync *sync, struct bp_error *err)
{
	return schema_as_one(sync,
		SCHEMA_TABLE "event (" SCHEMA_COLUMNS
			     ", PRIMARY KEY (learner HASH, replica ASC, seq ASC))",
		err);
}

static bool schema_cockroach(struct sync *sync, struct bp_error *err)
{
	return schema_as_one(
		sync, SCHEMA_TABLE "event (" SCHEMA_COLUMNS SCHEMA_KEY ")", err);
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
