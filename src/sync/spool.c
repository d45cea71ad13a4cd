/* The folder in which a session asks for a learner's record (spool.h). */
#include "spool.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define SPOOL_STEP 20 /* ms */

void spool_folder(const char *store, struct bp_buf *path)
{
	bp_buf_printf(path, "%s/sync/ask", store);
}

static void spool_file(const char *store, const char *learner, struct bp_buf *path)
{
	spool_folder(store, path);
	bp_buf_printf(path, "/%s", learner);
}

/* The file whose lock whoever serves holds; -1: errno says why not. */
static int spool_lock(const char *store, bool *taken)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/sync/watch.lock", store);
	int fd = open(path.at, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	*taken = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0;
	bp_buf_release(&path);
	return fd;
}

bool spool_serve(const char *store, int *lock, struct bp_error *err)
{
	bool taken;

	*lock = spool_lock(store, &taken);
	if (*lock < 0)
		return bp_fail(err, BP_ERROR_STORE, _("folder %s/sync: %s"), store,
			bp_strerror(errno));
	return !taken ||
		bp_fail(err, BP_ERROR_BUSY,
			_("berpijar-sync watch sudah berjalan untuk tempat catatan ini"));
}

void spool_done(const char *store, const char *learner)
{
	struct bp_buf path = {0};

	spool_file(store, learner, &path);
	unlink(path.at);
	bp_buf_release(&path);
}

bool spool_ask(const char *store, const char *learner, int milliseconds)
{
	static const struct timespec step = {.tv_nsec = SPOOL_STEP * 1000000};
	struct bp_buf path = {0};
	bool served = false, done = false;
	int lock = spool_lock(store, &served);

	if (lock >= 0)
		close(lock);
	spool_file(store, learner, &path);
	if (served && bp_file_write_private(path.at, BP_STR("\n"), true, NULL))
		for (; milliseconds > 0 && !done; milliseconds -= SPOOL_STEP) {
			nanosleep(&step, NULL);
			done = access(path.at, F_OK) != 0;
		}
	bp_buf_release(&path);
	return done;
}
