/* Both ends of what a computer and its office say to each other (bring.h). */
#include "bring.h"
#include "pair.h"
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BRING_HELLO     "berpijar-sync 1"
#define BRING_PART      50         /* events; some 7 KiB as they are sent */
#define BRING_LINE      (1 << 17)  /* bytes of a list of replicas */
#define BRING_MOST      1000       /* replicas */
#define BRING_PART_MOST (64 << 20) /* bytes */

struct bring {
	struct sync *sync;
	const char *id;
	struct talk talk;
	struct bp_arena *arena;
	struct bp_replica *theirs; /* what the other end has */
	size_t count;
	size_t sent, taken; /* events; those taken were new here */
};

/* ---- what each has ---- */

/* A record that is not there yet has nothing; of a replica with holes all is asked for. */
static bool bring_list(struct bring *bring, struct bp_buf *line, struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_replica *ours = NULL;
	size_t count = 0;

	if (!bp_learner_exists(bring->sync->store, bring->id))
		return true;
	bool ok = bp_store_open(
			  &store, bring->sync->store, bring->id, BP_STORE_READ, err) &&
		bp_store_replicas(store, bring->arena, &ours, &count, err);
	for (size_t i = 0; ok && i < count; i++) {
		if (!ours[i].count || ours[i].count != ours[i].last)
			continue;
		bp_buf_add_char(line, ' ');
		bp_hex_add(line, ours[i].id, sizeof ours[i].id);
		bp_buf_printf(line, "=%lld", (long long)ours[i].last);
	}
	bp_store_close(store);
	return ok;
}

static bool bring_say_list(struct bring *bring, struct bp_error *err)
{
	struct bp_buf line = {0};

	bp_buf_add_cstr(&line, "have");
	bool ok = bring_list(bring, &line, err);
	bp_buf_add_char(&line, '\n');
	ok = ok && talk_say(&bring->talk, bp_buf_str(&line), err);
	bp_buf_release(&line);
	return ok;
}

static bool bring_is_stranger(struct bp_error *err)
{
	return bp_fail(
		err, BP_ERROR_INPUT, _("yang menjawab di sana bukan berpijar-sync"));
}

static bool bring_refused(struct bp_str line, struct bp_error *err)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, bp_str_from(line, 2));
	bp_fail(err, BP_ERROR_INPUT, _("ditolak di sana: %s"),
		clean.len ? clean.at : "?");
	bp_buf_release(&clean);
	return false;
}

/* A line of the other end, which may be its refusal. */
static bool bring_hear(
	struct bring *bring, struct bp_buf *line, size_t most, struct bp_error *err)
{
	if (!talk_hear(&bring->talk, line, most, err))
		return false;
	return !bp_str_starts(bp_buf_str(line), "! ") ||
		bring_refused(bp_buf_str(line), err);
}

/* " REPLICA=NUMBER"; moves *at behind it. */
static bool bring_read_replica(const char **at, struct bp_replica *replica)
{
	const char *text = *at;
	char *end;

	if (strlen(text) < 35 || text[0] != ' ' || text[33] != '=' ||
		!bp_hex_read(
			(struct bp_str){text + 1, 32}, replica->id, sizeof replica->id))
		return false;
	replica->last = replica->count = strtoll(text + 34, &end, 10);
	*at = end;
	return replica->last >= 0 && (*end == ' ' || !*end);
}

/* Takes a line with a list. */
static bool bring_read_list(
	struct bring *bring, const struct bp_buf *line, struct bp_error *err)
{
	struct bp_replica replica;
	size_t room = 0;

	const char *at = line->len > 3 ? line->at + 4 : "";
	bool ok = bp_str_starts(bp_buf_str(line), "have");
	while (ok && *at && bring->count < BRING_MOST &&
		(ok = bring_read_replica(&at, &replica)))
		*BP_PUSH(bring->arena, bring->theirs, bring->count, room) = replica;
	return (ok && !*at) || bring_is_stranger(err);
}

static bool bring_hear_list(struct bring *bring, struct bp_error *err)
{
	struct bp_buf line = {0};
	bool ok = bring_hear(bring, &line, BRING_LINE, err) &&
		bring_read_list(bring, &line, err);

	bp_buf_release(&line);
	return ok;
}

/* ---- sending ---- */

/* The next part, deflated; no events: they have all. */
static bool bring_part(
	struct bring *bring, struct bp_buf *part, size_t *events, struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_buf path = {0};

	bool ok = person_folder(bring->sync, bring->id, &path, err);
	bp_buf_printf(&path, "/out-%ld", (long)getpid());
	ok = ok &&
		bp_store_open(
			&store, bring->sync->store, bring->id, BP_STORE_READ, err) &&
		bp_store_bundle(store, bring->id, path.at,
			(struct bp_bundle_how){.replace = true,
				.have = bring->theirs,
				.have_count = bring->count,
				.skip = bring->sent,
				.most = BRING_PART,
				.sent = events},
			NULL, err) &&
		bp_file_read(path.at, BRING_PART_MOST, part, err);
	unlink(path.at);
	bp_store_close(store);
	bp_buf_release(&path);
	return ok;
}

static bool bring_say_number(struct bring *bring, size_t number, struct bp_error *err)
{
	char line[24];

	snprintf(line, sizeof line, "%zu\n", number);
	return talk_say(&bring->talk, bp_str(line), err);
}

static bool bring_send_part(struct bring *bring, struct bp_str part, struct bp_error *err)
{
	struct bp_buf line = {0};

	bool ok = bring_say_number(bring, part.len, err) &&
		talk_say(&bring->talk, part, err) &&
		bring_hear(bring, &line, BRING_LINE, err) &&
		(bp_str_is(bp_buf_str(&line), "ok") || bring_is_stranger(err));
	bp_buf_release(&line);
	return ok;
}

static bool bring_send(struct bring *bring, struct bp_error *err)
{
	size_t events = bp_learner_exists(bring->sync->store, bring->id);

	while (events) {
		struct bp_buf part = {0};
		bool ok = bring_part(bring, &part, &events, err) &&
			(!events || bring_send_part(bring, bp_buf_str(&part), err));
		bp_buf_release(&part);
		if (!ok)
			return false;
		bring->sent += events;
	}
	return bring_say_number(bring, 0, err);
}

/* ---- taking ---- */

static bool bring_hear_number(struct bring *bring, size_t *number, struct bp_error *err)
{
	struct bp_buf line = {0};
	char *end = NULL;
	bool ok = bring_hear(bring, &line, BRING_LINE, err);

	*number = ok && line.len ? strtoul(line.at, &end, 10) : 0;
	bool whole = end && end > line.at && !*end && *number <= BRING_PART_MOST;
	bp_buf_release(&line);
	return ok && (whole || bring_is_stranger(err));
}

static bool bring_take(struct bring *bring, struct bp_error *err)
{
	size_t bytes;

	while (bring_hear_number(bring, &bytes, err)) {
		struct bp_merge merge = {0};
		if (!bytes)
			return true;
		if (!relay_take(
			    bring->sync, bring->id, &bring->talk, bytes, &merge, err) ||
			!talk_say(&bring->talk, BP_STR("ok\n"), err))
			return false;
		bring->taken += merge.added;
	}
	return false;
}

/* ---- pairing ---- */

/* The UUID of the record here, as text; false: it has none, or there is none. */
static bool bring_identity(struct bring *bring, char word[BP_UUID_LEN + 1])
{
	struct bp_store *store = NULL;
	uint8_t id[16];
	bool ok = bp_learner_exists(bring->sync->store, bring->id) &&
		bp_store_open(
			&store, bring->sync->store, bring->id, BP_STORE_READ, NULL) &&
		bp_store_identity(store, id);

	if (ok)
		bp_uuid_write(id, word);
	bp_store_close(store);
	return ok;
}

/* The office's answer to a code: who the person is from then on; to "new": a code for another
 * computer. */
static bool bring_pair(struct bring *bring, struct bp_str code, struct bp_error *err)
{
	char word[BP_UUID_LEN + 1] = "", line[BP_UUID_LEN + 8];
	bool makes = bp_str_is(code, "new");

	if (!(makes ? pair_make(bring->sync, bring->id, word, err)
		    : pair_try(bring->sync, bring->id, code, err)))
		return false;
	if (!makes && !bring_identity(bring, word))
		return bp_fail(err, BP_ERROR_INPUT,
			_("catatan ini dari versi lama dan belum punya UUID; bukalah sekali dengan berpijar"));
	snprintf(line, sizeof line, "%s %s\n", makes ? "code" : "uuid", word);
	return talk_say(&bring->talk, bp_str(line), err);
}

/* Goes on here under the office's UUID; a centre that knew the old one is told later. */
static bool bring_adopt(struct bring *bring, const uint8_t id[16], struct bp_error *err)
{
	const char *folder = bring->sync->store;
	struct bp_store *store = NULL;
	bool ok = bp_store_open(&store, folder, bring->id, BP_STORE_WRITE, err) &&
		bp_joined_adopt(store, folder, id, err);

	bp_store_close(store);
	return ok;
}

/* Sends what --code says; the answer, which begins so, is in *line. */
static bool bring_ask(struct bring *bring, const char *code, const char *begins,
	struct bp_buf *line, struct bp_error *err)
{
	bp_buf_printf(line, "join %s\n", code);
	bool ok = talk_say(&bring->talk, bp_buf_str(line), err);
	bp_buf_clear(line);
	return ok && bring_hear(bring, line, BRING_LINE, err) &&
		(bp_str_starts(bp_buf_str(line), begins) || bring_is_stranger(err));
}

static bool bring_join(struct bring *bring, struct bp_error *err)
{
	const char *typed = bring->sync->code;
	bool makes = typed && strcmp(typed, "new") == 0;
	struct bp_buf line = {0};
	char code[PAIR_CODE + 1] = "new";
	uint8_t id[16];

	if (!typed || (!makes && !pair_read(typed, code, err)))
		return !typed;
	if (!makes)
		sync_say(bring->sync, bring->id,
			_("catatan di sini akan memakai UUID catatan di sana, dan keduanya digabungkan; itu tidak dapat dikembalikan"));
	bool ok = bring_ask(bring, code, makes ? "code " : "uuid ", &line, err);
	if (ok && makes && (ok = pair_read(line.at + 5, code, err)))
		pair_tell(bring->sync, bring->id, code);
	else if (ok)
		ok = (bp_uuid_read(bp_str_from(bp_buf_str(&line), 5), id) ||
			     bring_is_stranger(err)) &&
			bring_adopt(bring, id, err);
	bp_buf_release(&line);
	return ok;
}

/* ---- the office's end ---- */

/* A code may come before the list. */
static bool bring_serve_list(struct bring *bring, struct bp_error *err)
{
	struct bp_buf line = {0};

	bool ok = bring_hear(bring, &line, BRING_LINE, err);
	bool joins = ok && bp_str_starts(bp_buf_str(&line), "join ");
	if (joins)
		ok = bring_pair(bring, bp_str_from(bp_buf_str(&line), 5), err) &&
			bring_hear_list(bring, err);
	else
		ok = ok && bring_read_list(bring, &line, err);
	bp_buf_release(&line);
	return ok;
}

static bool bring_serve(struct bring *bring, struct bp_error *err)
{
	struct bp_buf hello = {0};
	bool ok = talk_hear(&bring->talk, &hello, BRING_LINE, err) &&
		(bp_str_is(bp_buf_str(&hello), BRING_HELLO) ||
			bp_fail(err, BP_ERROR_INPUT,
				_("berpijar-sync di sini dari versi lain")));

	bp_buf_release(&hello);
	return ok && bring_serve_list(bring, err) && bring_say_list(bring, err) &&
		bring_take(bring, err) && bring_send(bring, err);
}

bool bring_answer(struct sync *sync, struct talk *talk, struct bp_error *err)
{
	struct bring bring = {.sync = sync,
		.id = sync->learner,
		.talk = *talk,
		.arena = bp_arena_new()};
	struct bp_buf line = {0};

	signal(SIGPIPE, SIG_IGN);
	bool ok = bring_serve(&bring, err);
	bp_buf_add_cstr(&line, "! ");
	bp_buf_add_clean_line(&line, bp_str(err->message));
	bp_buf_add_char(&line, '\n');
	if (!ok)
		talk_say(&bring.talk, bp_buf_str(&line), NULL);
	bp_buf_release(&line);
	bp_arena_free(bring.arena);
	return ok;
}

/* ---- the computer's end ---- */

static bool bring_meet(struct bring *bring, struct bp_error *err)
{
	return talk_say(&bring->talk, BP_STR(BRING_HELLO "\n"), err) &&
		bring_join(bring, err) && bring_say_list(bring, err) &&
		bring_hear_list(bring, err) && bring_send(bring, err) &&
		bring_take(bring, err);
}

/* Whoever hung up may have said why. */
static bool bring_why(struct bring *bring, struct bp_error *err)
{
	struct bp_buf line = {0};

	if (err->kind == BP_ERROR_SYSTEM &&
		talk_hear(&bring->talk, &line, BRING_LINE, NULL) &&
		bp_str_starts(bp_buf_str(&line), "! "))
		bring_refused(bp_buf_str(&line), err);
	bp_buf_release(&line);
	return false;
}

static void bring_told(const struct bring *bring)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, _("%zu kejadian dibawa ke sana, %zu diambil dari sana"),
		bring->sent, bring->taken);
	sync_say(bring->sync, bring->id, line.at);
	bp_buf_release(&line);
}

int command_bring(struct sync *sync, struct bp_error *err)
{
	struct bring bring = {.sync = sync, .id = sync->learners.at[0]};
	pid_t pid = 0;

	if (!sync->command || !sync->command[0])
		return bp_fail(err, BP_ERROR_USAGE,
			       _("sebutkan jalannya: bring PESERTA -- ssh KANTOR")),
		       SYNC_USAGE;
	signal(SIGPIPE, SIG_IGN);
	bring.arena = bp_arena_new();
	bool ok = talk_start(&bring.talk, sync->command, &pid, err);
	if (ok) {
		ok = bring_meet(&bring, err) || bring_why(&bring, err);
		talk_end(&bring.talk, pid, ok);
	}
	if (ok)
		bring_told(&bring);
	bp_arena_free(bring.arena);
	return ok ? SYNC_DONE : SYNC_FAILED;
}
