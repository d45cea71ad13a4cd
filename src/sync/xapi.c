/*
 * xapi: what an LRS lacks of the records goes to it as statements. What it has taken stands in
 * STORE/sync/ID/xapi, by replica and number; a statement counts as taken when the LRS has named
 * its id. One that it refuses is found by halves, put aside beside the marks and told; the
 * others go on.
 */
#include "lrs.h"
#include "sync.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <berpijar/statements.h>
#include <string.h>
#include <unistd.h>

#define XAPI_ASIDE      "xapi-aside"
#define XAPI_ASIDE_MOST (4 << 20)    /* bytes of what is put aside */
#define XAPI_SIZE       (512 * 1024) /* bytes of a request, if one statement is not more */
#define XAPI_HOPELESS   20           /* refused, and none taken: it takes none */

enum fate { FATE_WAITS, FATE_TAKEN, FATE_ASIDE };

struct outgoing_item {
	size_t from, to; /* of its statement in the text */
	int64_t number;  /* of its event */
	enum fate fate;
};

/* One learner's statements on their way; the items are those of a batch. */
struct outgoing {
	struct sync *sync;
	struct lrs *lrs;
	const char *id;
	struct bp_store *store;
	struct bp_arena *arena;
	struct bp_statements statements;
	struct bp_sent sent;
	struct outgoing_item items[SYNC_BATCH];
	uint8_t ids[SYNC_BATCH][16]; /* of the items */
	size_t count, most;          /* of a batch, which an LRS may have made smaller */
	struct bp_buf text; /* of a batch: the statements, with "," between them */
	int64_t last;       /* the number of the last event that was looked at for it */
	int64_t until;      /* of the last that all was read of; what comes since waits */
	size_t taken, there, aside; /* of all batches; there: it had them already */
	bool down;                  /* the line, for everybody */
};

/* ---- a batch ---- */

/* What does not fit begins the next batch. */
static bool outgoing_add(void *context, const struct bp_origin *item)
{
	struct outgoing *out = context;
	size_t from = out->text.len;

	if (out->count == out->most || item->number > out->until)
		return false;
	if (out->count)
		bp_buf_add_char(&out->text, ',');
	size_t begin = out->text.len;
	if (!bp_statements_make(&out->statements, item, &out->text)) {
		out->text.len = from;
		out->last = item->number;
		return true;
	}
	if (out->count && out->text.len > XAPI_SIZE - 2) {
		out->text.len = from;
		return false;
	}
	out->items[out->count] =
		(struct outgoing_item){begin, out->text.len, item->number, FATE_WAITS};
	memcpy(out->ids[out->count++], item->event.id, 16);
	out->last = item->number;
	return true;
}

static struct bp_str outgoing_text(const struct outgoing *out, size_t n)
{
	return bp_str_part(bp_buf_str(&out->text), out->items[n].from, out->items[n].to);
}

static void outgoing_decide(
	struct outgoing *out, size_t from, size_t count, enum fate fate)
{
	for (size_t i = from; i < from + count; i++)
		out->items[i].fate = fate;
}

/* ---- what an LRS refuses ---- */

static void outgoing_path(
	const struct outgoing *out, const char *name, struct bp_buf *path)
{
	bp_buf_printf(path, "%s/sync/%s%s", out->sync->store, out->id, name);
}

static void outgoing_put_aside(struct outgoing *out, size_t n, const struct bp_error *why)
{
	struct bp_buf told = {0}, path = {0};
	char id[BP_UUID_LEN + 1];

	out->aside++;
	outgoing_decide(out, n, 1, FATE_ASIDE);
	bp_uuid_write(out->ids[n], id);
	outgoing_path(out, "/" XAPI_ASIDE, &path);
	bp_buf_printf(&told,
		_("pernyataan %s ditolak dan disisihkan di %s; yang lain jalan terus: %s"),
		id, path.at, why->message);
	sync_tell(out->id, told.at);
	bp_buf_release(&told);
	bp_buf_release(&path);
}

static bool outgoing_stop(struct outgoing *out)
{
	out->down = true;
	return false;
}

/* An LRS that has another statement of that id may mean the same event: the kind of a question
 * may not have been known then, or consent was given since. */
static bool outgoing_refused(struct outgoing *out, size_t n, struct bp_error *err)
{
	bool taken_id = out->lrs->status == 409;
	struct bp_error why = *err;
	enum lrs_verdict verdict =
		taken_id ? lrs_get(out->lrs, out->ids[n], err) : LRS_BAD;

	if (verdict == LRS_DOWN || verdict == LRS_SLOW)
		return outgoing_stop(out);
	if (verdict == LRS_TAKEN &&
		bp_xapi_is_same(outgoing_text(out, n), bp_buf_str(&out->lrs->answer))) {
		out->there++;
		outgoing_decide(out, n, 1, FATE_TAKEN);
		return true;
	}
	outgoing_put_aside(out, n, &why);
	return out->taken || out->there || out->aside < XAPI_HOPELESS;
}

/* Adds what is not there yet to the file of what was put aside. */
static bool outgoing_keep_aside(struct outgoing *out, size_t count, struct bp_error *err)
{
	struct bp_buf path = {0}, all = {0};
	bool some = false, ok = true;

	for (size_t i = 0; i < count; i++)
		some |= out->items[i].fate == FATE_ASIDE;
	if (!some)
		return true;
	outgoing_path(out, "", &path);
	ok = bp_make_folder(path.at, err);
	bp_buf_add_cstr(&path, "/" XAPI_ASIDE);
	if (ok && bp_is_file(path.at))
		ok = bp_file_read(path.at, XAPI_ASIDE_MOST, &all, err);
	for (size_t i = 0; i < count && ok; i++) {
		struct bp_str text = outgoing_text(out, i);
		if (out->items[i].fate != FATE_ASIDE ||
			bp_str_find(bp_buf_str(&all), text, 0) != SIZE_MAX)
			continue;
		bp_buf_add_str(&all, text);
		bp_buf_add_char(&all, '\n');
	}
	ok = ok && bp_file_write_private(path.at, bp_buf_str(&all), true, err);
	bp_buf_release(&path);
	bp_buf_release(&all);
	return ok;
}

/* ---- sending ---- */

static enum lrs_verdict outgoing_post(
	struct outgoing *out, size_t from, size_t count, struct bp_error *err)
{
	struct bp_str some = bp_str_part(bp_buf_str(&out->text), out->items[from].from,
		out->items[from + count - 1].to);
	struct bp_buf body = {0};

	bp_buf_add_char(&body, '[');
	bp_buf_add_str(&body, some);
	bp_buf_add_char(&body, ']');
	enum lrs_verdict verdict = lrs_post(out->lrs, bp_buf_str(&body), err);
	bp_buf_release(&body);
	if (verdict != LRS_TAKEN ||
		bp_xapi_is_taken(bp_buf_str(&out->lrs->answer),
			(const uint8_t(*)[16])(out->ids + from), count))
		return verdict;
	bp_fail(err, BP_ERROR_INPUT,
		_("yang menjawab di alamat itu bukan LRS: ia tidak menyebut pernyataan yang diterimanya; periksalah --to"));
	return LRS_REFUSED;
}

/* Sends a part of the batch; one half after the other if it must be smaller, or holds
 * something that is refused. */
static bool outgoing_send(
	struct outgoing *out, size_t from, size_t count, struct bp_error *err)
{
	enum lrs_verdict verdict = outgoing_post(out, from, count, err);
	size_t half = count / 2;

	if (verdict == LRS_TAKEN) {
		out->taken += count;
		outgoing_decide(out, from, count, FATE_TAKEN);
		return true;
	}
	if (verdict == LRS_REFUSED || verdict == LRS_DOWN ||
		(verdict == LRS_SLOW && count == 1))
		return outgoing_stop(out);
	if (count == 1)
		return outgoing_refused(out, from, err);
	if (verdict != LRS_BAD)
		out->most = half;
	return outgoing_send(out, from, half, err) &&
		outgoing_send(out, from + half, count - half, err);
}

/* Marks what was decided, up to the first that was not. */
static bool outgoing_settle(
	struct outgoing *out, const uint8_t replica[16], struct bp_error *err)
{
	struct bp_sent_replica *marks = bp_sent_of(&out->sent, out->arena, replica);
	size_t done = 0;

	while (done < out->count && out->items[done].fate != FATE_WAITS)
		done++;
	if (done < out->count && !done)
		return true;
	marks->acked = done == out->count ? out->last : out->items[done - 1].number;
	if (out->taken || out->there)
		out->sent.at = out->sent.answered = bp_session_now();
	return outgoing_keep_aside(out, done, err) &&
		bp_sent_write_named(
			out->sync->store, out->id, BP_SENT_LRS, &out->sent, err);
}

/* Where nothing at all is taken it is the LRS that is not well, or what we are to it: that is
 * told, and nothing is passed over. */
static bool outgoing_hopeless(const struct outgoing *out, struct bp_error *err)
{
	return out->aside && !out->taken && !out->there &&
		(!out->sent.at || out->aside >= XAPI_HOPELESS) &&
		!bp_fail(err, BP_ERROR_INPUT,
			_("LRS menolak setiap pernyataan; tidak ada yang dilewati. Periksalah --to dan homepage"));
}

static bool outgoing_batch(
	struct outgoing *out, const uint8_t replica[16], struct bp_error *err)
{
	struct bp_error marked = {0};
	int64_t after = bp_sent_of(&out->sent, out->arena, replica)->acked;

	out->count = 0;
	out->last = after;
	bp_buf_clear(&out->text);
	if (!bp_store_origins(
		    out->store, replica, after, INT64_MAX, outgoing_add, out, err))
		return false;
	bool ok = !out->count || outgoing_send(out, 0, out->count, err);
	if (outgoing_hopeless(out, err))
		return false;
	if (outgoing_settle(out, replica, &marked))
		return ok;
	*err = marked;
	return false;
}

static bool outgoing_replica(
	struct outgoing *out, const struct bp_replica *replica, struct bp_error *err)
{
	out->until = replica->last;
	while (bp_sent_of(&out->sent, out->arena, replica->id)->acked < replica->last)
		if (!outgoing_batch(out, replica->id, err))
			return false;
	return true;
}

/* ---- a learner ---- */

/* Marks of another LRS say nothing here. Whose they are makes no difference: a replica's id is
 * its own, and a learner may get another UUID when two records are joined. */
static bool outgoing_identify(struct outgoing *out, struct bp_error *err)
{
	struct bp_sent *sent = &out->sent;
	uint8_t uuid[16];

	if (!bp_store_identity(out->store, uuid))
		return bp_fail(err, BP_ERROR_INPUT,
			_("catatan ini dari versi lama dan belum punya UUID; bukalah sekali dengan berpijar"));
	bp_sent_read_named(out->sync->store, out->id, BP_SENT_LRS, out->arena, sent);
	if (strcmp(sent->to, out->sync->place) != 0)
		*sent = (struct bp_sent){.at = 0};
	memcpy(sent->learner, uuid, sizeof sent->learner);
	snprintf(sent->to, sizeof sent->to, "%s", out->sync->place);
	return true;
}

/* Most records have nothing new, and are not folded for it. */
static bool outgoing_waits(
	struct outgoing *out, const struct bp_replica *list, size_t count)
{
	bool waits = false;

	for (size_t i = 0; i < count; i++)
		waits |= bp_sent_of(&out->sent, out->arena, list[i].id)->acked <
			list[i].last;
	return waits;
}

/* Notes up to which event all has come, for the learner to see: as long as something is put
 * aside it has not. */
static bool outgoing_note(
	struct outgoing *out, int64_t seq, const uint8_t event[16], struct bp_error *err)
{
	struct bp_buf aside = {0};

	outgoing_path(out, "/" XAPI_ASIDE, &aside);
	bool whole = !bp_is_file(aside.at);
	bp_buf_release(&aside);
	if (!whole)
		return true;
	out->sent.seq = seq;
	memcpy(out->sent.event, event, sizeof out->sent.event);
	return bp_sent_write_named(
		out->sync->store, out->id, BP_SENT_LRS, &out->sent, err);
}

static bool outgoing_run(
	struct outgoing *out, struct bp_library *library, struct bp_error *err)
{
	struct bp_replica *list;
	uint8_t newest[16];
	int64_t seq;
	size_t count;

	if (!bp_store_open(&out->store, out->sync->store, out->id, BP_STORE_READ, err) ||
		!outgoing_identify(out, err))
		return false;
	bp_store_newest(out->store, &seq, newest);
	if (!bp_store_replicas(out->store, out->arena, &list, &count, err))
		return false;
	if (!outgoing_waits(out, list, count))
		return true;
	bool ok = bp_statements_open(
		&out->statements, &out->sync->config, library, out->store, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = outgoing_replica(out, &list[i], err);
	return ok && outgoing_note(out, seq, newest, err);
}

static void outgoing_tell(const struct outgoing *out)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, _("%zu pernyataan terkirim"), out->taken);
	if (out->there)
		bp_buf_printf(&line, _(", %zu sudah ada di sana"), out->there);
	if (out->aside)
		bp_buf_printf(&line, _(", %zu disisihkan"), out->aside);
	if (out->taken || out->there || out->aside || !out->sync->all)
		sync_say(out->sync, out->id, line.at);
	bp_buf_release(&line);
}

static bool xapi_send(struct sync *sync, struct lrs *lrs, struct bp_library *library,
	const char *id, bool *down)
{
	struct outgoing out = {.sync = sync,
		.lrs = lrs,
		.id = id,
		.arena = bp_arena_new(),
		.most = (size_t)sync->batch};
	struct bp_error err = {0};
	bool ok = outgoing_run(&out, library, &err);

	outgoing_tell(&out);
	if (!ok)
		sync_tell(id, err.message);
	*down = out.down;
	if (out.statements.arena)
		bp_statements_close(&out.statements);
	bp_store_close(out.store);
	bp_buf_release(&out.text);
	bp_arena_free(out.arena);
	return ok && !out.aside;
}

static int xapi_round(struct sync *sync, struct lrs *lrs, struct bp_library *library,
	struct bp_error *err)
{
	size_t failed = 0;

	for (size_t i = 0; i < sync->learners.count; i++) {
		bool down = false;
		failed += !xapi_send(sync, lrs, library, sync->learners.at[i], &down);
		if (down)
			return bp_fail(err, BP_ERROR_SYSTEM,
				       _("%zu dari %zu peserta belum dikirim; ulangi nanti, yang sudah diterima tidak dikirim lagi"),
				       sync->learners.count - i, sync->learners.count),
			       SYNC_FAILED;
	}
	return failed ? SYNC_FAILED : SYNC_DONE;
}

int command_xapi(struct sync *sync, struct bp_error *err)
{
	struct lrs lrs = {.url = sync->to,
		.plain = sync->plain,
		.timeout = sync->timeout ? sync->timeout : LRS_TIMEOUT,
		.rate = sync->link.rate,
		.tries = sync->link.tries};
	struct bp_library library;
	int status = SYNC_FAILED;

	bp_library_init(&library);
	if (bp_session_library(&sync->config, &library, NULL, err) && lrs_open(&lrs, err))
		status = xapi_round(sync, &lrs, &library, err);
	lrs_close(&lrs);
	bp_library_release(&library);
	return status;
}
