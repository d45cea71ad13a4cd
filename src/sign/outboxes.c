/* Looks at every outbox, each by a process of its own that has only so much time. */
#include "sign.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OUTBOXES_MOST    100000 /* learners */
#define OUTBOXES_SECONDS 60     /* for one of them */

/* ---- the process ---- */

/* The other one's end is waited for by its signal, which is blocked; afterwards it is ended
 * in any case. */
static int outboxes_wait(pid_t child)
{
	struct timespec time = {.tv_sec = OUTBOXES_SECONDS};
	sigset_t ends;
	int status = -1;

	sigemptyset(&ends);
	sigaddset(&ends, SIGCHLD);
	while (waitpid(child, &status, WNOHANG) == 0)
		if (sigtimedwait(&ends, NULL, &time) < 0 && errno != EINTR) {
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
			break;
		}
	return status;
}

/* What it could not answer would be asked again in each run. */
static void outboxes_refuse_all(const struct sign *sign, const struct outbox *outbox)
{
	struct bp_names names = {0};

	if (!learner_requests(sign, outbox, &names, NULL))
		return;
	for (size_t i = 0; i < names.count; i++)
		learner_refuse(outbox, bp_signing_course(sign->arena, names.at[i]),
			_("catatan Anda tidak dapat diperiksa; beri tahu pengelola"));
}

static bool outboxes_serve_apart(struct sign *sign, const struct outbox *outbox)
{
	fflush(NULL);
	pid_t child = fork();

	if (child == 0)
		_exit(learner_serve(sign, outbox) ? 0 : 1);
	int status = child > 0 ? outboxes_wait(child) : -1;
	record_remove_copy(sign, outbox->learner);
	if (child > 0 && WIFEXITED(status)) {
		learner_draw(outbox);
		return WEXITSTATUS(status) == 0;
	}
	sign_tell(outbox->learner, _("pemeriksaan terhenti; permintaannya ditolak"));
	outboxes_refuse_all(sign, outbox);
	return false;
}

/* ---- one outbox ---- */

/* What is not a learner's folder is none of ours. */
static bool outboxes_open(const struct sign *sign, const char *name, int *fd)
{
	struct stat info;

	if (!bp_learner_valid(bp_str(name)))
		return false;
	*fd = openat(sign->outboxes, name,
		O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0)
		return false;
	if (fstat(*fd, &info) == 0 && info.st_uid == sign->owner)
		return true;
	close(*fd);
	return false;
}

static void outboxes_look_at(struct sign *sign, const char *name)
{
	struct outbox outbox = {.learner = name, .sheets = -1};
	struct bp_names names = {0};
	struct bp_error err = {0};

	if (!outboxes_open(sign, name, &outbox.fd))
		return;
	if (!learner_requests(sign, &outbox, &names, &err)) {
		sign_tell(name, err.message);
		sign->failed = true;
	}
	if (names.count) {
		outbox.sheets = memfd_create("berpijar-sign", MFD_CLOEXEC);
		sign->failed |= !outboxes_serve_apart(sign, &outbox);
	}
	if (outbox.sheets >= 0)
		close(outbox.sheets);
	close(outbox.fd);
}

bool outboxes_serve(struct sign *sign, struct bp_error *err)
{
	struct bp_names names = {0};
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGCHLD);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	if (!bp_root_names(sign->outboxes, OUTBOXES_MOST, sign->arena, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		outboxes_look_at(sign, names.at[i]);
	return true;
}
