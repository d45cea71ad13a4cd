/* A learner's session on a shared server: the player behind its fence, and what the system's
 * log is told of it. */
#include "kiosk.h"
#include "kiosk_fence.h"
#include <berpijar/control.h>
#include <berpijar/file.h>
#include <berpijar/log.h>
#include <berpijar/player.h>
#include <signal.h>
#include <unistd.h>

#define KIOSK_IDLE (30 * 60) /* seconds */

struct kiosk_session {
	const struct options *options;
	enum kiosk_fence_use fence;
	bool began;
	int64_t since;
};

/* ---- the log ---- */

static void session_note_begin(struct kiosk_session *session)
{
	static const char *const words[] = {[KIOSK_FENCE_REQUIRED] = "closed",
		[KIOSK_FENCE_AVAILABLE] = "available",
		[KIOSK_FENCE_OFF] = "off"};

	session->began = true;
	session->since = bp_session_now();
	bp_log(BP_LOG_INFO, "session begins learner=%s fence=%s version=%s",
		session->options->config.learner, words[session->fence],
		BERPIJAR_VERSION);
}

static void session_note_end(void *context, enum bp_player_end why, int number)
{
	static const char *const words[] = {[BP_END_LEFT] = "left",
		[BP_END_IDLE] = "idle",
		[BP_END_CLOSED] = "closed",
		[BP_END_TAKEN_OVER] = "taken-over",
		[BP_END_SIGNAL] = "signal"};
	const struct kiosk_session *session = context;
	long long seconds = (bp_session_now() - session->since) / 1000;

	if (why == BP_END_SIGNAL && number != SIGHUP)
		bp_log(BP_LOG_INFO,
			"session ends learner=%s reason=signal-%d seconds=%lld",
			session->options->config.learner, number, seconds);
	else
		bp_log(BP_LOG_INFO, "session ends learner=%s reason=%s seconds=%lld",
			session->options->config.learner,
			number == SIGHUP ? "hangup" : words[why], seconds);
}

static void session_note_failure(void *context, const struct bp_error *err)
{
	const struct kiosk_session *session = context;

	bp_log(BP_LOG_ERROR, "store error learner=%s: %s",
		session->options->config.learner, err->message);
}

/* ---- the fence ---- */

/* SQLite syncs the folder after the first write to a new journal. It cannot do so behind
 * the fence, and goes on without; so the names are on the disk before. */
static void session_sync_names(const struct bp_session *session)
{
	struct bp_buf folder = {0};

	bp_buf_printf(&folder, "%s/learners", session->folder.at);
	bp_sync_folder(folder.at);
	bp_buf_release(&folder);
}

static bool session_close_fence(const struct kiosk_session *kiosk,
	const struct bp_session *session, struct bp_error *err)
{
	struct kiosk_fence fence;

	if (kiosk->fence == KIOSK_FENCE_OFF)
		return true;
	session_sync_names(session);
	bool ok = kiosk_fence_make(&fence, session, kiosk->fence, err) &&
		bp_fence_close(&fence.fence, err);
	kiosk_fence_release(&fence);
	if (!ok)
		bp_log(BP_LOG_ERROR, "fence missing learner=%s: %s",
			kiosk->options->config.learner, err->message);
	return ok;
}

static bool session_ready(
	void *context, const struct bp_session *session, struct bp_error *err)
{
	struct kiosk_session *kiosk = context;

	if (!session_close_fence(kiosk, session, err))
		return false;
	session_note_begin(kiosk);
	if (session->trouble.kind)
		session_note_failure(kiosk, &session->trouble);
	return true;
}

/* ---- all of it ---- */

/* Whatever was sent as a command, or into a pipe, is not looked at. */
bool kiosk_has_terminal(struct bp_error *err)
{
	return (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("di sini hanya ada pemutar kursus, yang memerlukan terminal; masuklah tanpa perintah, misalnya: ssh -t SERVER"));
}

static int session_run(struct kiosk_session *session)
{
	const struct options *options = session->options;
	struct bp_player_options player = {.config = options->config,
		.ready = session_ready,
		.ended = session_note_end,
		.failed = session_note_failure,
		.context = session};

	player.config.policy = (struct bp_policy){.closed = true,
		.idle_seconds = options->idle ? options->idle : KIOSK_IDLE};
	player.control = bp_control_open(
		options->config.store, options->config.zone, bp_session_now());
	int status = bp_player_run(&player);
	bp_control_free(player.control);
	return status;
}

int kiosk_play(const struct options *options, struct bp_error *err)
{
	struct kiosk_session session = {.options = options};
	struct termios before;

	if (!kiosk_fence_read(options->fence, &session.fence, err))
		return bp_say_error(err);
	if (!kiosk_has_terminal(err) || !bp_kiosk_still(&before, err)) {
		kiosk_note_refused(options, "no-terminal");
		return bp_say_error(err);
	}
	bp_log_open();
	int status = session_run(&session);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	if (!session.began)
		kiosk_note_refused(options, "not-begun");
	return status;
}
