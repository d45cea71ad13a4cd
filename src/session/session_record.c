/* Opens the learner's record, recovers a damaged one, and finds what must be told of
 * it. */
#include "record.h"
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <stdlib.h>

#define CLOCK_SLACK_MS (5 * 60 * 1000) /* two good clocks may differ by that */
#define FREE_LEAST  \
	(5 * 1000 * \
		1000) /* free bytes on the disk; the learner is told if there are fewer */

static bool record_open(
	struct bp_session *session, enum bp_store_mode mode, struct bp_error *err)
{
	if (!bp_store_open(
		    &session->store, session->folder.at, session->learner.at, mode, err))
		return false;
	bp_store_hold(session->store);
	if (mode == BP_STORE_WRITE ? bp_session_fold(session, err)
				   : bp_session_fold_all(session, err))
		return true;
	if (err->kind ==
		BP_ERROR_DAMAGED) { /* other faults may pass, so the record stays open */
		bp_store_close(session->store);
		session->store = NULL;
	}
	return false;
}

static bool record_mend(struct bp_session *session, struct bp_error *err)
{
	struct bp_recovery recovery;

	bp_store_close(session->store);
	session->store = NULL;
	return bp_store_recover(
		       session->folder.at, session->learner.at, &recovery, err) &&
		record_open(session, BP_STORE_WRITE, err);
}

/* ---- what the learner is told ---- */

/* Takes "KEPT LOST FOLDER" apart, which recovery leaves in the record; false: it is
 * something else. */
static bool record_read_recovery(const struct bp_buf *note, struct bp_recovery *recovery)
{
	char *end, *rest;

	if (!note->len)
		return false;
	recovery->kept = strtoll(note->at, &end, 10);
	recovery->lost = strtoll(end, &rest, 10);
	recovery->uncounted = *rest == '+';
	bool ok = end > note->at && rest > end && recovery->kept >= 0 &&
		recovery->lost >= 0;
	rest += recovery->uncounted;
	snprintf(recovery->aside, sizeof recovery->aside, "%s", *rest ? rest + 1 : rest);
	return ok && *rest == ' ';
}

/* Tells what became of a damaged record, once, whoever had it recovered. */
static bool record_tell_recovery(struct bp_session *session)
{
	struct bp_buf note = {0}, lost = {0};
	struct bp_recovery recovery;
	bool known = bp_store_load_setting(session->store, BP_RECOVERED, &note) &&
		record_read_recovery(&note, &recovery);

	if (known) {
		bp_recovery_lost(&recovery, &lost);
		bp_fail(&session->notice, BP_ERROR_DAMAGED,
			recovery.kept
				? _("Catatan belajar Anda rusak dan sudah dipulihkan: %lld kejadian selamat, %s. Berkas lamanya disimpan di %s")
				: _("Catatan belajar Anda rusak dan tidak terbaca lagi: %lld kejadian selamat, %s. Mintalah cadangan kepada pengelola; berkas lamanya disimpan di %s"),
			(long long)recovery.kept, lost.at, recovery.aside);
		bp_store_save_setting(session->store, BP_RECOVERED, BP_STR(""), NULL);
	}
	bp_buf_release(&note);
	bp_buf_release(&lost);
	return known;
}

static bool record_tell_vanished(struct bp_session *session)
{
	int64_t vanished = bp_store_vanished(session->store);

	if (vanished)
		bp_fail(&session->notice, BP_ERROR_DAMAGED,
			_("%lld kejadian terakhir di catatan Anda tidak ada lagi: berkasnya rusak, atau dikembalikan ke keadaan lama. Mintalah cadangan kepada pengelola."),
			(long long)vanished);
	return vanished > 0;
}

static bool record_tell_nearly_full(struct bp_session *session)
{
	int64_t bytes = bp_store_free_bytes(session->folder.at);

	if (bytes < 0 || bytes >= FREE_LEAST)
		return false;
	bp_fail(&session->notice, BP_ERROR_SYSTEM,
		_("Tempat penyimpanan hampir penuh (sisa %lld MB). Hapuslah berkas yang tidak perlu, atau beri tahu pengelola."),
		(long long)bytes / (1000 * 1000));
	return true;
}

/* A clock that is behind loses no events (their order does not depend on it), but days
 * and JP become wrong. It is behind if the record begins or ends in its future. */
static bool record_tell_clock(struct bp_session *session)
{
	int64_t now = bp_session_now() + CLOCK_SLACK_MS,
		first = bp_progress_first_at(session->progress),
		last = bp_progress_last_at(session->progress);

	if (first <= now && last <= now)
		return false;
	struct bp_day day = bp_day_of(last > now ? last : first);
	bp_fail(&session->notice, BP_ERROR_SYSTEM,
		_("Jam komputer ini tertinggal: Anda sudah belajar pada %d %s %d. Periksalah jamnya; urutan catatan tetap benar."),
		day.day, bp_month_name(day.month), day.year);
	return true;
}

/* There is room for one notice: the gravest. */
static void record_tell(struct bp_session *session)
{
	if (session->recording && !record_tell_recovery(session) &&
		!record_tell_vanished(session) && !record_tell_nearly_full(session) &&
		!record_tell_clock(session))
		session_tell_regrades(session);
}

/* ---- opening and mending ---- */

/* The folder is looked for once: it stays the same while the session is open. */
static bool record_find_folder(struct bp_session *session, struct bp_error *err)
{
	return session->folder.len ||
		bp_session_store_folder(session->config, &session->folder, err);
}

bool bp_session_open_record(
	struct bp_session *session, enum bp_store_mode mode, struct bp_error *err)
{
	struct bp_error cause = {0};
	bool ok =
		record_find_folder(session, &cause) && record_open(session, mode, &cause);

	if (!ok && cause.kind == BP_ERROR_DAMAGED && mode == BP_STORE_WRITE)
		ok = record_mend(session, &cause);
	if (!ok && cause.kind == BP_ERROR_USAGE) {
		*err = cause;
		return false;
	}
	if (!ok)
		session->trouble = cause;
	if (!ok && (cause.kind == BP_ERROR_BUSY || cause.kind == BP_ERROR_READ_ONLY))
		record_open(session, BP_STORE_READ, &cause);
	session->recording = ok && mode == BP_STORE_WRITE;
	record_tell(session);
	return true;
}

bool bp_session_reopen(struct bp_session *session, struct bp_error *err)
{
	bp_store_close(session->store);
	session->store = NULL;
	session->trouble = (struct bp_error){0};
	bool ok = bp_session_open_record(session, BP_STORE_WRITE, err);
	bp_store_let_go(session->store);
	return ok && session->recording;
}

bool bp_session_mend(struct bp_session *session, struct bp_error *err)
{
	session->recording = record_mend(session, err);
	record_tell(session);
	bp_store_let_go(session->store);
	return session->recording;
}
