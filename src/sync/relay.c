/*
 * What stands between a learner's computer and an office: `receive` takes a bundle that a
 * computer brought, `with` fetches a record before a session begins. Neither needs the
 * address of the centre.
 */
#include "bring.h"
#include "spool.h"
#include "sync.h"
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RELAY_LIMIT  (64 << 20) /* bytes of a bundle as it comes */
#define RELAY_WAIT   2000       /* ms that a login waits */
#define RELAY_CLAIMS 1000       /* replicas of a bundle */

/* ---- receive ---- */

struct relay {
	struct sync *sync;
	struct bp_arena *arena;
	const char *id;
	uint8_t (*claims)[16]; /* replicas in the bundle, and the learner's UUID */
	size_t count, room;
};

/* So many bytes, or all that come, in a file of its own. */
static bool relay_save(struct relay *relay, struct talk *talk, size_t bytes,
	struct bp_buf *path, struct bp_error *err)
{
	char piece[1 << 12];
	size_t all = 0, got = 1;

	if (!person_folder(relay->sync, relay->id, path, err))
		return false;
	bp_buf_add_cstr(path, "/in-XXXXXX");
	int fd = mkostemp(path->at, O_CLOEXEC);
	if (fd < 0)
		return bp_fail(
			err, BP_ERROR_STORE, "%s: %s", path->at, bp_strerror(errno));
	bool ok = true;
	while (ok && got && all < bytes && all <= RELAY_LIMIT) {
		size_t room = bytes - all < sizeof piece ? bytes - all : sizeof piece;
		ok = talk_take(talk, piece, room, &got, err) &&
			(bp_write_all(fd, (struct bp_str){piece, got}) ||
				bp_fail(err, BP_ERROR_STORE, "%s: %s", path->at,
					bp_strerror(errno)));
		all += got;
	}
	close(fd);
	if (ok && bytes != SIZE_MAX && all < bytes)
		return talk_lost(err);
	return ok &&
		(all <= RELAY_LIMIT ||
			bp_fail(err, BP_ERROR_INPUT, _("bundel ini terlalu besar")));
}

static void relay_claim_add(struct relay *relay, const uint8_t id[16])
{
	for (size_t i = 0; i < relay->count; i++)
		if (memcmp(relay->claims[i], id, sizeof *relay->claims) == 0)
			return;
	if (relay->count <= RELAY_CLAIMS)
		memcpy(*BP_PUSH(relay->arena, relay->claims, relay->count, relay->room),
			id, sizeof *relay->claims);
}

static bool relay_collect(void *context, const struct bp_origin *item)
{
	relay_claim_add(context, item->replica);
	return true;
}

/* Whoever brings a replica, or a UUID, first has it; nobody else's events go under it. */
static bool relay_claim(struct relay *relay, const uint8_t id[16], struct bp_error *err)
{
	struct bp_buf path = {0}, owner = {0};

	bp_buf_printf(&path, "%s/sync/claims", relay->sync->store);
	bool ok = bp_make_folder(path.at, err);
	bp_buf_add_char(&path, '/');
	bp_hex_add(&path, id, 16);
	if (ok && !bp_file_write_private(path.at, bp_str(relay->id), false, NULL))
		ok = (bp_file_read(path.at, 100, &owner, err) &&
			     bp_str_is(bp_buf_str(&owner), relay->id)) ||
			bp_fail(err, BP_ERROR_INPUT,
				_("bundel ini memuat kejadian yang lebih dahulu dibawa peserta lain"));
	bp_buf_release(&path);
	bp_buf_release(&owner);
	return ok;
}

static bool relay_may(struct relay *relay, const char *path, struct bp_error *err)
{
	struct bp_bundle_info info;

	if (!bp_bundle_look(path, &info, err))
		return false;
	if (strcmp(info.learner, relay->id) != 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("ini bundel peserta \"%s\", bukan \"%s\""), info.learner,
			relay->id);
	if (!bp_bundle_origins(path, relay_collect, relay, err))
		return false;
	if (!bp_erased_allows(relay->sync->store, &info, err))
		return false;
	if (info.identified)
		relay_claim_add(relay, info.uuid);
	if (relay->count > RELAY_CLAIMS)
		return bp_fail(err, BP_ERROR_INPUT, _("bundel ini terlalu besar"));
	for (size_t i = 0; i < relay->count; i++)
		if (!relay_claim(relay, relay->claims[i], err))
			return false;
	return true;
}

/* A record that has events stays who it is. */
static bool relay_merge(struct relay *relay, const char *path, struct bp_merge *merge,
	struct bp_error *err)
{
	struct bp_store *store = NULL;
	uint8_t uuid[16], event[16];
	int64_t seq;

	if (!bp_store_open(&store, relay->sync->store, relay->id, BP_STORE_WRITE, err))
		return false;
	bp_store_newest(store, &seq, event);
	bool keeps = seq && bp_store_identity(store, uuid);
	bool ok = (!keeps || relay_claim(relay, uuid, err)) &&
		bp_store_merge(store, path, merge, err) &&
		(!keeps || bp_store_adopt(store, uuid, err));
	bp_store_close(store);
	return ok;
}

bool relay_take(struct sync *sync, const char *id, struct talk *talk, size_t bytes,
	struct bp_merge *merge, struct bp_error *err)
{
	struct relay relay = {.sync = sync, .arena = bp_arena_new(), .id = id};
	struct bp_buf path = {0};

	bool ok = relay_save(&relay, talk, bytes, &path, err) &&
		relay_may(&relay, path.at, err) &&
		relay_merge(&relay, path.at, merge, err);
	if (path.len)
		unlink(path.at);
	bp_buf_release(&path);
	bp_arena_free(relay.arena);
	return ok;
}

static bool relay_take_whole(struct sync *sync, struct talk *talk, struct bp_error *err)
{
	struct bp_merge merge = {0};
	struct bp_buf line = {0};

	bool ok = relay_take(sync, sync->learner, talk, SIZE_MAX, &merge, err);
	bp_buf_printf(&line, _("%zu kejadian baru dari %zu"), merge.added, merge.events);
	if (ok)
		sync_say(sync, sync->learner, line.at);
	bp_buf_release(&line);
	return ok;
}

/* A bundle begins as gzip does, a conversation (bring.c) with a letter. */
int command_receive(struct sync *sync, struct bp_error *err)
{
	struct talk talk = {.in = STDIN_FILENO, .out = STDOUT_FILENO};
	const char *fault;

	if (!sync->learner)
		return bp_fail(err, BP_ERROR_USAGE,
			       _("sebutkan untuk siapa: --learner PESERTA")),
		       SYNC_USAGE;
	if ((fault = bp_config_learner_fault(bp_str(sync->learner))))
		return bp_fail(err, BP_ERROR_USAGE, "%s", fault), SYNC_USAGE;
	bool ok = talk_first(&talk) == BRING_FIRST ? bring_answer(sync, &talk, err)
						   : relay_take_whole(sync, &talk, err);
	return ok ? SYNC_DONE : SYNC_FAILED;
}

/* ---- with ---- */

int command_with(struct sync *sync, struct bp_error *err)
{
	if (!sync->command || !sync->command[0]) {
		bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan perintahnya: with PESERTA -- PERINTAH..."));
		return SYNC_USAGE;
	}
	spool_ask(sync->store, sync->learners.at[0], RELAY_WAIT);
	execvp(sync->command[0], sync->command);
	bp_fail(err, BP_ERROR_SYSTEM, "%s: %s", sync->command[0], bp_strerror(errno));
	return SYNC_FAILED;
}
