/* `berpijar kiosk --say | --close | --open`: what the administrator tells the sessions. */
#include "kiosk.h"
#include "trail.h"
#include <berpijar/control.h>
#include <berpijar/log.h>

#define SAY_FOR   60 /* minutes, if nothing is said */
#define MINUTE_MS 60000

/* The log names who did it; of a text only its length, since it may name somebody. */
static void say_note(const char *what, size_t len)
{
	struct bp_buf who = {0};

	bp_trail_add_who(&who);
	bp_log(BP_LOG_NOTICE, "%s bytes=%zu%s", what, len, who.at);
	bp_buf_release(&who);
}

bool kiosk_say(const struct options *options, const char *store, struct bp_error *err)
{
	int64_t now = bp_session_now();
	int64_t until = now +
		(int64_t)(options->for_minutes ? options->for_minutes : SAY_FOR) *
			MINUTE_MS;
	struct bp_str text = bp_str(options->say);
	char time[BP_TIME_ROOM];

	if (!bp_message_send(store, text, now, until, err))
		return false;
	say_note("message", text.len);
	bp_time_clock(until, now, options->config.zone, time);
	bp_say(stdout,
		_("Pesan dikirim: tiap sesi yang terbuka menampilkannya sekali, pada tombol berikutnya; begitu juga sesi yang dimulai sebelum pukul %s.\n"),
		time);
	return true;
}

bool kiosk_close(const struct options *options, const char *store, struct bp_error *err)
{
	int64_t now = bp_session_now(),
		at = now + (int64_t)options->in_minutes * MINUTE_MS;
	struct bp_str text = bp_str(options->arg_count ? options->args[0] : NULL);
	char time[BP_TIME_ROOM];

	if (options->arg_count > 1)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar kiosk --close [PESAN] [--in MENIT]; pesan beberapa kata ditulis di antara tanda kutip"));
	if (!bp_server_close(store, text, at, err))
		return false;
	say_note(options->in_minutes ? "closing" : "closed", text.len);
	bp_time_clock(at, now, options->config.zone, time);
	bp_say(stdout,
		_("Server ditutup mulai pukul %s: sesi baru ditolak dengan ramah. Sesi yang terbuka diberi tahu pada tombol berikutnya dan berakhir paling cepat %d menit sesudahnya; ujian yang berjalan boleh diselesaikan. Yang masih ada: berpijar kiosk --who. Dibuka lagi dengan: berpijar kiosk --open\n"),
		time, BP_CONTROL_GRACE);
	return true;
}

bool kiosk_open(const struct options *options, const char *store, struct bp_error *err)
{
	bool was;

	if (options->arg_count)
		return bp_fail(
			err, BP_ERROR_USAGE, _("pemakaian: berpijar kiosk --open"));
	if (!bp_server_open(store, &was, err))
		return false;
	if (was)
		say_note("opened", 0);
	bp_say(stdout,
		was ? _("Server dibuka lagi.\n") : _("Server tidak sedang ditutup.\n"));
	return true;
}
