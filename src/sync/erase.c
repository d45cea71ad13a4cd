/*
 * The end of a learner's data at the centre. An office leaves a tombstone where a record was
 * destroyed (sent.h), and each round brings it to the centre until that has read it back.
 * From then on nothing of that UUID is taken or given, from whatever copy it comes; the
 * centre's own administrator destroys the events and gets a receipt.
 */
#include "sync.h"
#include <berpijar/lang.h>
#include <string.h>

static const char erase_tell_centre[] =
	"INSERT INTO berpijar.erased (learner) VALUES ($1) ON CONFLICT DO NOTHING";
static const char erase_ask[] = "SELECT 1 FROM berpijar.erased WHERE learner = $1";
/* … with the UUIDs that went into theirs */
static const char erase_list[] =
	"WITH RECURSIVE gone (learner) AS (SELECT learner FROM berpijar.erased UNION SELECT"
	" j.learner FROM berpijar.joined j JOIN gone g ON j.person = g.learner)"
	" SELECT learner::text, (SELECT count(*) FROM berpijar.event e"
	" WHERE e.learner = d.learner) FROM gone d ORDER BY learner";
static const char *const erase_all[] = {"DELETE FROM berpijar.event WHERE learner = $1",
	"DELETE FROM berpijar.member WHERE learner = $1"};

static bool erase_run(struct sync *sync, const char *sql, const char *learner,
	struct link_rows *rows, struct bp_error *err)
{
	const Oid types[] = {LINK_UUID};
	const struct link_values values = {.at = &learner, .types = types, .count = 1};

	return link_run(&sync->link, sql, &values, rows, 1, err);
}

static bool erase_send(struct sync *sync, const char *learner, struct bp_error *err)
{
	struct link_rows rows = {0};
	bool ok = erase_run(sync, erase_tell_centre, learner, NULL, err) &&
		erase_run(sync, erase_ask, learner, &rows, err);

	if (ok && rows.count)
		ok = bp_erased_told(sync->store, learner, err);
	else if (ok)
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("pusat tidak menyimpan yang dikirim; mintalah pengelola pusat memeriksa hak akun ini"));
	link_release(&rows);
	return ok;
}

bool erase_send_all(struct sync *sync, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};
	bool ok = true;

	bp_erased_list(sync->store, arena, &names);
	for (size_t i = 0; ok && i < names.count; i++)
		ok = erase_send(sync, names.at[i], err);
	bp_arena_free(arena);
	return ok;
}

/* For the administrator of the centre. */
static bool erase_one(
	struct sync *sync, const struct link_rows *rows, size_t row, struct bp_error *err)
{
	struct bp_buf learner = {0}, line = {0};
	bool ok = true;

	bp_buf_add_str(&learner, link_field(rows, row, 0));
	for (int i = 0; i < 2 && ok; i++)
		ok = erase_run(sync, erase_all[i], learner.at, NULL, err);
	bp_buf_printf(&line, _("%lld kejadian dimusnahkan"),
		(long long)link_number(rows, row, 1));
	if (ok)
		sync_say(sync, learner.at, line.at);
	bp_buf_release(&learner);
	bp_buf_release(&line);
	return ok;
}

int command_erase(struct sync *sync, struct bp_error *err)
{
	struct link_rows rows = {0};
	bool ok = link_run(&sync->link, erase_list, NULL, &rows, 1000000, err);

	for (size_t i = 0; ok && i < rows.count; i++)
		if (link_number(&rows, i, 1))
			ok = erase_one(sync, &rows, i, err);
	link_release(&rows);
	return ok ? SYNC_DONE : SYNC_FAILED;
}
