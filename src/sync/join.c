/*
 * Two machines of one person: their records were joined on one of them, which then goes on under
 * the other's UUID (sent.h). The centre is told, and whoever still comes under the UUID that was
 * given up is told there; what stands under it counts no more in reports.
 */
#include "sync.h"
#include <berpijar/lang.h>
#include <string.h>

/* An office says of learners whom it knows by their UUIDs. */
static const char *const join_claims[] = {
	"INSERT INTO berpijar.member (learner, office) VALUES ($1, current_user)"
	" ON CONFLICT DO NOTHING",
	"INSERT INTO berpijar.member (learner, office) VALUES ($2, current_user)"
	" ON CONFLICT DO NOTHING",
	"INSERT INTO berpijar.joined (learner, person) VALUES ($1, $2)"
	" ON CONFLICT DO NOTHING"};
static const char join_ask[] = "SELECT 1 FROM berpijar.joined WHERE learner = $1";

static bool join_run(struct sync *sync, const char *sql, const char *from,
	const char *into, struct link_rows *rows, struct bp_error *err)
{
	const char *const at[] = {from, into};
	const Oid types[] = {LINK_UUID, LINK_UUID};
	const struct link_values values = {
		.at = at, .types = types, .count = into ? 2 : 1};

	return link_run(&sync->link, sql, &values, rows, 1, err);
}

static bool join_send(struct sync *sync, const char *from, struct bp_error *err)
{
	struct link_rows rows = {0};
	char into[BP_UUID_LEN + 1];
	bool ok = bp_joined_into(sync->store, from, into);

	if (!ok)
		return true;
	for (size_t i = 0; ok && i < sizeof join_claims / sizeof *join_claims; i++)
		ok = join_run(sync, join_claims[i], from, into, NULL, err);
	ok = ok && join_run(sync, join_ask, from, NULL, &rows, err);
	if (ok && rows.count)
		ok = bp_joined_told(sync->store, from, err);
	else if (ok)
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("pusat tidak menyimpan yang dikirim; mintalah pengelola pusat memeriksa hak akun ini"));
	link_release(&rows);
	return ok;
}

bool join_send_all(struct sync *sync, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};
	bool ok = true;

	bp_joined_list(sync->store, arena, &names);
	for (size_t i = 0; ok && i < names.count; i++)
		ok = join_send(sync, names.at[i], err);
	bp_arena_free(arena);
	return ok;
}

static bool join_hop(struct person *person, struct bp_error *err)
{
	struct bp_buf line = {0};

	if (!person_reopen(person, err) ||
		!bp_store_adopt(person->store, person->into, err) ||
		!person_identify(person, err))
		return false;
	bp_buf_printf(&line,
		_("catatan ini digabungkan dengan catatan orang yang sama di tempat lain (UUID %s)"),
		person->word);
	sync_say(person->sync, person->id, line.at);
	bp_buf_release(&line);
	return vector_read(person, err);
}

bool join_follow(struct person *person, struct bp_error *err)
{
	for (int hops = 0; person->joined; hops++) {
		if (hops == BP_JOINED_HOPS)
			return bp_fail(err, BP_ERROR_INPUT,
				_("pusat tidak tahu UUID mana yang berlaku bagi peserta ini; beri tahu pengelola pusat"));
		if (!join_hop(person, err))
			return false;
	}
	return true;
}
