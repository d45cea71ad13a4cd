/* One learner's record while it meets its centre. */
#include "clock.h"
#include "sync.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <string.h>

bool person_folder(const struct sync *sync, const char *id, struct bp_buf *path,
	struct bp_error *err)
{
	bp_buf_printf(path, "%s/sync/%s", sync->store, id);
	return bp_make_folder(path->at, err);
}

bool person_identify(struct person *person, struct bp_error *err)
{
	const struct sync *sync = person->sync;

	if (!bp_store_identity(person->store, person->uuid))
		return bp_fail(err, BP_ERROR_INPUT,
			_("catatan ini dari versi lama dan belum punya UUID; bukalah sekali dengan berpijar"));
	bp_uuid_write(person->uuid, person->word);
	bp_sent_read(sync->store, person->id, person->arena, &person->sent);
	/* marks of another centre, or of another learner of that name, say nothing here */
	if (strcmp(person->sent.to, sync->place) != 0 ||
		memcmp(person->sent.learner, person->uuid, sizeof person->uuid) != 0)
		person->sent = (struct bp_sent){.at = 0};
	memcpy(person->sent.learner, person->uuid, sizeof person->uuid);
	snprintf(person->sent.to, sizeof person->sent.to, "%s", sync->place);
	return true;
}

bool person_open(struct person *person, struct sync *sync, const char *id,
	enum bp_store_mode mode, struct bp_error *err)
{
	*person = (struct person){.sync = sync, .id = id, .arena = bp_arena_new()};
	if (bp_store_open(&person->store, sync->store, id, mode, err) &&
		person_identify(person, err))
		return true;
	person_close(person);
	return false;
}

bool person_reopen(struct person *person, struct bp_error *err)
{
	struct bp_store *store = NULL;

	if (person->writes)
		return true;
	if (!bp_store_open(&store, person->sync->store, person->id, BP_STORE_WRITE, err))
		return false;
	bp_store_let_go(store);
	bp_store_close(person->store);
	person->store = store;
	person->writes = true;
	return true;
}

void person_close(struct person *person)
{
	bp_store_close(person->store);
	bp_arena_free(person->arena);
	*person = (struct person){.id = person->id};
}

bool person_mark(struct person *person, struct bp_error *err)
{
	return bp_sent_write(person->sync->store, person->id, &person->sent, err);
}

/* ---- a round ---- */

static void person_told(const struct person *person, int ways)
{
	struct bp_buf line = {0};

	if (ways & SYNC_PULL)
		bp_buf_printf(&line, _("%zu kejadian diambil"), person->pulled);
	if (ways == (SYNC_PUSH | SYNC_PULL))
		bp_buf_add_cstr(&line, ", ");
	if (ways & SYNC_PUSH)
		bp_buf_printf(&line, _("%zu kejadian terkirim"), person->pushed);
	if (person->pushed || person->pulled || !person->sync->all)
		sync_say(person->sync, person->id, line.at);
	bp_buf_release(&line);
}

/* The marks say what was done also where not all of it could be. */
static bool person_note(struct person *person, bool ok, struct bp_error *err)
{
	struct bp_error unmarked = {0};
	struct bp_sent *sent = &person->sent;

	if (person->sync->link.why != LINK_DOWN)
		sent->answered = clock_wall();
	snprintf(
		sent->trouble, sizeof sent->trouble, "%.*s", 250, ok ? "" : err->message);
	if (person_mark(person, &unmarked) || !ok)
		return ok;
	*err = unmarked;
	return false;
}

bool person_sync(
	struct sync *sync, const char *id, int ways, bool *down, struct bp_error *err)
{
	struct person person;

	*down = false;
	if (!person_open(&person, sync, id, BP_STORE_READ, err))
		return false;
	sync->link.why = LINK_WELL;
	bool ok = join_send_all(sync, err) && vector_read(&person, err) &&
		join_follow(&person, err) &&
		(!(ways & SYNC_PULL) || pull_run(&person, err)) &&
		(!(ways & SYNC_PUSH) || push_run(&person, err));
	/* a server that answers and cannot reach this learner's shard is not down */
	*down = sync->link.why == LINK_DOWN && !sync->link.conn;
	ok = person_note(&person, ok, err);
	if (ok)
		person_told(&person, ways);
	person_close(&person);
	return ok;
}
