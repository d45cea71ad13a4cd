/* Folds the record into the progress: its snapshot and the events since, or all
 * events. */
#include <berpijar/session.h>

#define SNAPSHOT_EVERY 100 /* events; folding them takes a tenth of a start */

struct fold {
	struct bp_progress *progress;
	int64_t seq;  /* of the last event */
	bool refused; /* the snapshot does not know enough for these events */
};

static void fold_apply(void *context, const struct bp_event *event)
{
	struct fold *fold = context;

	fold->refused = fold->refused || !bp_progress_apply(fold->progress, event);
	fold->seq = event->seq;
}

/* Takes a new progress into use. The one before is kept until the next fold, because
 * pointers into it may still be in use. */
static void fold_take(struct bp_session *session, struct fold *fold)
{
	session->seq = fold->seq;
	if (session->before)
		bp_progress_free(session->before);
	bp_progress_swap(session->progress, fold->progress);
	session->before = fold->progress;
}

static bool fold_snapshot(struct bp_session *session, struct bp_error *err)
{
	struct bp_buf snapshot = {0};
	struct fold fold = {.progress = bp_progress_new()};
	bool ok = bp_store_load_snapshot(session->store, &fold.seq, &snapshot) &&
		bp_progress_load(fold.progress, &snapshot);
	int64_t seq = fold.seq;

	ok = ok && bp_store_replay(session->store, seq, fold_apply, &fold, err) &&
		!fold.refused;
	bp_buf_release(&snapshot);
	if (ok) {
		session->whole = false;
		session->snapshot = seq;
		fold_take(session, &fold);
	} else {
		bp_progress_free(fold.progress);
	}
	return ok;
}

bool bp_session_fold_all(struct bp_session *session, struct bp_error *err)
{
	struct fold fold = {.progress = bp_progress_new()};

	if (bp_store_replay(session->store, 0, fold_apply, &fold, err)) {
		session->whole = true;
		fold_take(session, &fold);
		return true;
	}
	bp_progress_free(fold.progress);
	return false;
}

bool bp_session_fold(struct bp_session *session, struct bp_error *err)
{
	return fold_snapshot(session, err) || bp_session_fold_all(session, err);
}

void bp_session_apply(
	struct bp_session *session, const struct bp_event *events, size_t count)
{
	struct fold fold = {.progress = session->progress, .seq = session->seq};

	for (size_t i = 0; i < count; i++)
		fold_apply(&fold, &events[i]);
	session->seq = fold.seq;
	if (fold.refused)
		bp_session_fold_all(session, NULL);
}

void bp_session_save_snapshot(struct bp_session *session)
{
	struct bp_buf snapshot = {0};

	if (!session->recording || !session->store ||
		session->seq - session->snapshot < SNAPSHOT_EVERY)
		return;
	bp_progress_save(session->progress, &snapshot);
	bp_store_save_snapshot(session->store, session->seq, bp_buf_str(&snapshot), NULL);
	bp_buf_release(&snapshot);
}
