/*
 * watch: pushes a record within two seconds of an answer, pulls for who asks (with.c), and
 * backs off while the line is down. It sees what is written by inotify and keeps nothing but
 * which learners have something to send; whenever it is ended, the next start looks at all.
 */
#include "clock.h"
#include "spool.h"
#include "sync.h"
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define WATCH_SOON      300   /* ms after a write, so that several go together */
#define WATCH_SPREAD    700   /* ms more, by chance */
#define WATCH_BUSY      20000 /* ms until a record that is in use is tried again */
#define WATCH_DOWN      1000  /* ms until a line that is down is tried again, */
#define WATCH_DOWN_MOST (5 * 60 * 1000)  /* … doubled up to this */
#define WATCH_ALL       (60 * 60 * 1000) /* ms until all are looked at again */

struct watched {
	const char *id;
	int64_t due; /* clock_steady(); 0: nothing to send */
	int ways;
};

struct watch {
	struct sync *sync;
	int fd, records, asks; /* inotify's */
	struct watched *at;
	size_t count, room;
	int64_t down_until, all_at; /* clock_steady() */
	int64_t rest;               /* ms; 0: the line is well */
};

static struct watched *watch_find(struct watch *watch, struct bp_str id)
{
	for (size_t i = 0; i < watch->count; i++)
		if (bp_str_is(id, watch->at[i].id))
			return &watch->at[i];
	struct watched *watched =
		BP_PUSH(watch->sync->arena, watch->at, watch->count, watch->room);
	*watched = (struct watched){.id = bp_arena_cstr(watch->sync->arena, id)};
	return watched;
}

static void watch_wish(struct watch *watch, struct bp_str id, int ways, int64_t in)
{
	int64_t due = clock_steady() + in;

	if (!bp_learner_valid(id))
		return;
	struct watched *watched = watch_find(watch, id);
	watched->ways |= ways;
	if (!watched->due || watched->due > due)
		watched->due = due;
}

/* "siti.db-wal" is a record's journal, "siti.db" a record. */
static void watch_record(struct watch *watch, const char *name)
{
	static const char *const endings[] = {".db-wal", ".db"};
	size_t len = strlen(name);

	for (size_t i = 0; i < 2; i++) {
		size_t end = strlen(endings[i]);
		if (len > end && strcmp(name + len - end, endings[i]) == 0) {
			watch_wish(watch, (struct bp_str){name, len - end}, SYNC_PUSH,
				WATCH_SOON + link_chance(WATCH_SPREAD));
			return;
		}
	}
}

static void watch_everybody(struct watch *watch)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names all = {0};

	watch->all_at = clock_steady() + WATCH_ALL;
	erase_send_all(watch->sync, NULL);
	bp_learners_list(watch->sync->store, arena, &all, NULL);
	for (size_t i = 0; i < all.count; i++)
		watch_wish(
			watch, bp_str(all.at[i]), SYNC_PUSH, link_chance(WATCH_SPREAD));
	bp_arena_free(arena);
}

static void watch_hear(struct watch *watch)
{
	_Alignas(struct inotify_event) char
		bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	ssize_t len;

	while ((len = read(watch->fd, bytes, sizeof bytes)) > 0)
		for (char *at = bytes; at < bytes + len;) {
			const struct inotify_event *event = (void *)at;
			at += sizeof *event + event->len;
			if (event->mask & IN_Q_OVERFLOW)
				watch_everybody(watch);
			else if (event->len && event->wd == watch->asks)
				watch_wish(watch, bp_str(event->name), SYNC_PULL, 0);
			else if (event->len)
				watch_record(watch, event->name);
		}
}

/* ---- rounds ---- */

static void watch_line(struct watch *watch, bool down)
{
	if (!down) {
		if (watch->rest)
			sync_say(watch->sync, NULL, _("pusat terjangkau lagi"));
		watch->rest = 0;
		return;
	}
	watch->rest = watch->rest ? 2 * watch->rest : WATCH_DOWN;
	if (watch->rest > WATCH_DOWN_MOST)
		watch->rest = WATCH_DOWN_MOST;
	watch->down_until =
		clock_steady() + watch->rest / 2 + link_chance(watch->rest / 2);
}

static void watch_try(struct watch *watch, struct watched *watched)
{
	struct sync *sync = watch->sync;
	struct bp_error err = {0};
	int ways = watched->ways;
	bool down;

	watched->due = 0;
	watched->ways = 0;
	bool there = bp_learner_exists(sync->store, watched->id);
	bool ok = !there || person_sync(sync, watched->id, ways, &down, &err);
	if (!there)
		down = false;
	if (ways & SYNC_PULL) /* whoever asked goes on, whatever came of it */
		spool_done(sync->store, watched->id);
	if (!ok && (sync->link.why == LINK_DOWN || err.kind == BP_ERROR_BUSY))
		watch_wish(watch, bp_str(watched->id),
			ways & SYNC_PUSH ? ways : SYNC_PUSH, down ? 0 : WATCH_BUSY);
	if (!ok && (!down || !watch->rest))
		sync_tell(watched->id, err.message);
	watch_line(watch, !ok && down);
}

static void watch_round(struct watch *watch)
{
	for (size_t i = 0; i < watch->count; i++) {
		int64_t now = clock_steady();
		struct watched *watched = &watch->at[i];
		if (!watched->due || watched->due > now)
			continue;
		if (now < watch->down_until) {
			if (watched->ways & SYNC_PULL)
				spool_done(watch->sync->store, watched->id);
			continue;
		}
		watch_try(watch, watched);
		watch_hear(watch);
	}
}

static int watch_sleep(const struct watch *watch)
{
	int64_t now = clock_steady(), next = watch->all_at;

	for (size_t i = 0; i < watch->count; i++)
		if (watch->at[i].due && watch->at[i].due < next)
			next = watch->at[i].due;
	if (next < watch->down_until)
		next = watch->down_until;
	return next <= now ? 0 : next - now > 60000 ? 60000 : (int)(next - now);
}

static bool watch_begin(struct watch *watch, struct bp_error *err)
{
	struct bp_buf records = {0}, asks = {0};

	bp_buf_printf(&records, "%s/learners", watch->sync->store);
	spool_folder(watch->sync->store, &asks);
	bool ok = bp_make_folder(records.at, err) && bp_make_folder(asks.at, err);
	if (ok) {
		watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
		watch->records = inotify_add_watch(
			watch->fd, records.at, IN_MODIFY | IN_MOVED_TO | IN_CREATE);
		watch->asks = inotify_add_watch(
			watch->fd, asks.at, IN_CLOSE_WRITE | IN_MOVED_TO);
		if (watch->records < 0 || watch->asks < 0)
			ok = bp_fail(err, BP_ERROR_SYSTEM,
				_("folder catatan tidak dapat diawasi: %s"),
				bp_strerror(errno));
	}
	bp_buf_release(&records);
	bp_buf_release(&asks);
	return ok;
}

int command_watch(struct sync *sync, struct bp_error *err)
{
	struct watch watch = {.sync = sync, .fd = -1};
	int lock;

	sync->all = true;
	sync->link.tries = 1;
	if (!watch_begin(&watch, err) || !spool_serve(sync->store, &lock, err))
		return SYNC_FAILED;
	sync_say(sync, NULL, _("berpijar-sync mengawasi"));
	watch_everybody(&watch);
	for (;;) {
		struct pollfd wait = {.fd = watch.fd, .events = POLLIN};
		if (poll(&wait, 1, watch_sleep(&watch)) > 0)
			watch_hear(&watch);
		if (clock_steady() >= watch.all_at)
			watch_everybody(&watch);
		watch_round(&watch);
	}
}
