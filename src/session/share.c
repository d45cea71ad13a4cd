/* Processes that share work: see share.h. */
#include <berpijar/file.h>
#include <berpijar/share.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHARE_WORKERS 8
#define SHARE_LEAST   8 /* numbers; fewer are not worth a process */

struct share_worker {
	pid_t pid;
	int results; /* for each of its numbers how many bytes, and these */
};

/* ---- the pipe ---- */

/* Whoever reads may have gone. */
static void share_write(int results, const struct bp_buf *out)
{
	if (!bp_write_all(results, bp_buf_str(out)))
		_exit(1);
}

static bool share_read(int results, char *at, size_t size)
{
	while (size) {
		ssize_t got = read(results, at, size);
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		at += got > 0 ? got : 0;
		size -= got > 0 ? (size_t)got : 0;
	}
	return true;
}

/* False: the worker came to an end before. */
static bool share_receive(const struct share_worker *worker, struct bp_buf *out)
{
	size_t size;

	bp_buf_clear(out);
	if (!share_read(worker->results, (char *)&size, sizeof size))
		return false;
	while (out->len < size) {
		char some[4096];
		size_t part =
			size - out->len < sizeof some ? size - out->len : sizeof some;
		if (!share_read(worker->results, some, part))
			return false;
		bp_buf_add(out, some, part);
	}
	return true;
}

/* ---- the processes ---- */

static void share_work(const struct bp_shared *shared, size_t count, size_t first,
	size_t step, int results)
{
	struct bp_buf out = {0};

	for (size_t at = first; at < count; at += step) {
		size_t size = 0;
		bp_buf_clear(&out);
		bp_buf_add(&out, (const char *)&size, sizeof size);
		shared->work(shared->context, at, &out);
		size = out.len - sizeof size;
		memcpy(out.at, &size, sizeof size);
		share_write(results, &out);
	}
	_exit(0);
}

static bool share_start(struct share_worker *worker, const struct bp_shared *shared,
	size_t count, size_t first, size_t step)
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	worker->pid = fork();
	if (worker->pid == 0) {
		close(ends[0]);
		share_work(shared, count, first, step, ends[1]);
	}
	close(ends[1]);
	worker->results = ends[0];
	if (worker->pid < 0)
		close(ends[0]);
	return worker->pid > 0;
}

static size_t share_workers(size_t count)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = count / SHARE_LEAST;

	if (processors < 2 || most < 2)
		return 0;
	if (most > (size_t)processors)
		most = (size_t)processors;
	return most < SHARE_WORKERS ? most : SHARE_WORKERS;
}

void bp_share(size_t count, const struct bp_shared *shared)
{
	struct share_worker workers[SHARE_WORKERS];
	size_t step = share_workers(count), started = 0;
	struct bp_buf out = {0};

	while (started < step &&
		share_start(&workers[started], shared, count, started, step))
		started++;
	for (size_t at = 0; at < count; at++) {
		if (!step || at % step >= started ||
			!share_receive(&workers[at % step], &out)) {
			bp_buf_clear(&out);
			shared->work(shared->context, at, &out);
		}
		shared->take(shared->context, at, bp_buf_str(&out));
	}
	while (started) {
		close(workers[--started].results);
		waitpid(workers[started].pid, NULL, 0);
	}
	bp_buf_release(&out);
}
