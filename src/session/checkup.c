/* Looks at many records: each process takes every second, third … of them, since SQLite is
 * set up for one thread, and gives what it found through a pipe. */
#include <berpijar/checkup.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECKUP_WORKERS 8
#define CHECKUP_SHARE   8 /* records; fewer are not worth a process */

struct checkup_worker {
	pid_t pid;
	int results; /* what it found, in order */
};

static struct bp_checkup checkup_of(const char *store, const char *id)
{
	struct bp_checkup found = {.trial = BP_TRIAL_NOT_MADE};

	bp_store_health(store, id, &found.health);
	found.trial = bp_store_try(store, id, &found.why);
	return found;
}

/* In a worker; whoever reads may have gone. */
static void checkup_work(const char *store, const struct bp_names *ids, size_t first,
	size_t step, int results)
{
	for (size_t i = first; i < ids->count; i += step) {
		const struct bp_checkup found = checkup_of(store, ids->at[i]);
		const char *at = (const char *)&found;
		for (size_t left = sizeof found; left;) {
			ssize_t sent = write(results, at, left);
			if (sent < 0 && errno != EINTR)
				_exit(1);
			at += sent > 0 ? sent : 0;
			left -= sent > 0 ? (size_t)sent : 0;
		}
	}
	_exit(0);
}

static bool checkup_start(struct checkup_worker *worker, const char *store,
	const struct bp_names *ids, size_t first, size_t step)
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	worker->pid = fork();
	if (worker->pid == 0) {
		close(ends[0]);
		checkup_work(store, ids, first, step, ends[1]);
	}
	close(ends[1]);
	worker->results = ends[0];
	if (worker->pid < 0)
		close(ends[0]);
	return worker->pid > 0;
}

/* False: the worker came to an end before. */
static bool checkup_take(const struct checkup_worker *worker, struct bp_checkup *found)
{
	char *at = (char *)found;

	for (size_t left = sizeof *found; left;) {
		ssize_t got = read(worker->results, at, left);
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		at += got > 0 ? got : 0;
		left -= got > 0 ? (size_t)got : 0;
	}
	return true;
}

static size_t checkup_workers(size_t records)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = records / CHECKUP_SHARE;

	if (processors < 2 || most < 2)
		return 0;
	if (most > (size_t)processors)
		most = (size_t)processors;
	return most < CHECKUP_WORKERS ? most : CHECKUP_WORKERS;
}

void bp_checkup(const char *store, const struct bp_names *ids,
	void (*each)(void *context, const char *id, const struct bp_checkup *found),
	void *context)
{
	struct checkup_worker workers[CHECKUP_WORKERS];
	size_t step = checkup_workers(ids->count), count = 0;

	while (count < step && checkup_start(&workers[count], store, ids, count, step))
		count++;
	for (size_t i = 0; i < ids->count; i++) {
		struct bp_checkup found = {.trial = BP_TRIAL_NOT_MADE};
		if (!step || i % step >= count ||
			!checkup_take(&workers[i % step], &found))
			found = checkup_of(store, ids->at[i]);
		each(context, ids->at[i], &found);
	}
	while (count) {
		close(workers[--count].results);
		waitpid(workers[count].pid, NULL, 0);
	}
}
