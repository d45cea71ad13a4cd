/* push, pull, both and status: a round for each learner who was named. */
#include "clock.h"
#include "sync.h"
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <stdio.h>

/* What is wrong with one learner's record keeps nobody else waiting; a line that is down
 * ends the round. */
static int command_round(struct sync *sync, int ways, struct bp_error *err)
{
	size_t failed = 0;

	if (!erase_send_all(sync, err))
		return SYNC_FAILED;
	for (size_t i = 0; i < sync->learners.count; i++) {
		struct bp_error one = {0};
		bool down = false;
		if (person_sync(sync, sync->learners.at[i], ways, &down, &one))
			continue;
		failed++;
		sync_tell(sync->learners.at[i], one.message);
		if (down)
			return bp_fail(err, BP_ERROR_SYSTEM,
				       _("%zu dari %zu peserta belum disamakan; ulangi bila sambungan pulih"),
				       sync->learners.count - i, sync->learners.count),
			       SYNC_FAILED;
	}
	return failed ? SYNC_FAILED : SYNC_DONE;
}

int command_push(struct sync *sync, struct bp_error *err)
{
	return command_round(sync, SYNC_PUSH, err);
}

int command_pull(struct sync *sync, struct bp_error *err)
{
	return command_round(sync, SYNC_PULL, err);
}

int command_both(struct sync *sync, struct bp_error *err)
{
	return command_round(sync, SYNC_PUSH | SYNC_PULL, err);
}

/* ---- status ---- */

struct waiting {
	int64_t answers, events, since; /* since: ms, of the first that waits */
};

static void waiting_count(void *context, const struct bp_event *event)
{
	struct waiting *waiting = context;

	if (!waiting->events++)
		waiting->since = event->at;
	waiting->answers += event->verb == BP_ANSWERED;
}

/* For people, so by the clock of their zone. */
static void status_print(const struct sync *sync, const char *id,
	const struct bp_sent *sent, const struct waiting *waiting)
{
	char since[BP_TIME_ROOM], answered[BP_TIME_ROOM];
	const int64_t now = clock_wall();

	bp_time_clock(waiting->since, now, sync->config.zone, since);
	bp_time_clock(sent->answered, now, sync->config.zone, answered);
	bp_print_clean_line(stdout, bp_str(id));
	if (waiting->events)
		printf(_(": %lld kejadian menunggu sejak %s, %lld di antaranya jawaban"),
			(long long)waiting->events, since, (long long)waiting->answers);
	else
		printf("%s", _(": semua terkirim"));
	if (sent->answered)
		printf(_("; pusat terakhir menjawab %s"), answered);
	if (sent->trouble[0]) {
		fputs("; ", stdout);
		bp_print_clean_line(stdout, bp_str(sent->trouble));
	}
	putchar('\n');
}

static void status_json(
	const char *id, const struct bp_sent *sent, const struct waiting *waiting)
{
	struct bp_buf line = {0};

	bp_sent_print(id, sent, waiting->events, waiting->answers, waiting->since, &line);
	fwrite(line.at, 1, line.len, stdout);
	bp_buf_release(&line);
}

static bool status_one(struct sync *sync, const char *id, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_store *store = NULL;
	struct waiting waiting = {0};
	struct bp_sent sent;
	int64_t answers, results;

	bp_sent_read(sync->store, id, arena, &sent);
	bool ok = bp_store_open(&store, sync->store, id, BP_STORE_READ, err);
	if (ok && !bp_sent_waiting(store, &sent, &answers, &results))
		sent.seq = 0; /* the marks are another record's */
	ok = ok && bp_store_replay(store, sent.seq, waiting_count, &waiting, err);
	if (ok && sync->format && sync->format[0] == 'j')
		status_json(id, &sent, &waiting);
	else if (ok)
		status_print(sync, id, &sent, &waiting);
	bp_store_close(store);
	bp_arena_free(arena);
	return ok;
}

int command_status(struct sync *sync, struct bp_error *err)
{
	bool failed = false;

	(void)err;
	for (size_t i = 0; i < sync->learners.count; i++) {
		struct bp_error one = {0};
		if (status_one(sync, sync->learners.at[i], &one))
			continue;
		failed = true;
		sync_tell(sync->learners.at[i], one.message);
	}
	return failed ? SYNC_FAILED : SYNC_DONE;
}
