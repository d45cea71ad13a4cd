/* Taking over a record from another session on this machine. */
#include "busy.h"
#include <berpijar/lang.h>
#include <unistd.h>

#define ROUND_MS 50
#define ASK_MS \
	3000          /* for the other session to end by itself; then it is killed, which
		       * loses nothing: what it acknowledged is on the disk */
#define FORCE_MS 2000 /* for a killed one to be gone */

pid_t bp_busy_writer(const struct bp_session *session)
{
	return session->folder.len
		? bp_store_writer(session->folder.at, session->learner.at)
		: 0;
}

bool bp_busy_is_open(const struct bp_session *session)
{
	return session->trouble.kind == BP_ERROR_BUSY && isatty(STDIN_FILENO) &&
		isatty(STDOUT_FILENO) && bp_busy_writer(session);
}

/* Waits until nobody else records any more; false: that took too long. */
static bool busy_await(const struct bp_session *session, int ms)
{
	for (; ms > 0 && bp_busy_writer(session); ms -= ROUND_MS)
		usleep(ROUND_MS * 1000);
	return !bp_busy_writer(session);
}

/* A session that was stopped (Ctrl-Z) sees the signal only once it is continued. */
static bool busy_end_writer(const struct bp_session *session)
{
	pid_t writer = bp_busy_writer(session);

	if (!writer)
		return true;
	kill(writer, TAKE_OVER_SIGNAL);
	kill(writer, SIGCONT);
	if (busy_await(session, ASK_MS))
		return true;
	writer = bp_busy_writer(session);
	if (writer)
		kill(writer, SIGKILL);
	return busy_await(session, FORCE_MS);
}

struct asking {
	struct bp_session *session;
	bool opened; /* false: opening it again failed */
	struct bp_error err;
};

/* True: the question is settled, whether the record could be opened again or not. */
static bool busy_take_over(struct asking *asking)
{
	if (!busy_end_writer(asking->session))
		return false;
	const struct bp_config *config = asking->session->config;
	bp_session_close(asking->session);
	asking->opened =
		bp_session_open(asking->session, config, BP_STORE_WRITE, &asking->err);
	return true;
}

static bool busy_carry_out(
	void *context, struct bp_app *app, const struct bp_effects *effects)
{
	struct asking *asking = context;

	bool taking = bp_effects_find(effects, BP_EFFECT_TAKE_OVER);

	if (taking && busy_take_over(asking))
		return true;
	if (taking)
		bp_app_say(app, BP_COLOR_BAD,
			_("Yang di sana belum dapat ditutup. Cobalah sekali lagi, atau baca saja."));
	return bp_effects_find(effects, BP_EFFECT_READ_ONLY);
}

bool bp_busy_ask(struct front *front, struct bp_session *session, struct bp_error *err)
{
	struct asking asking = {.session = session, .opened = true};
	bool answered = bp_front_ask(
		front, &(struct bp_app_options){.busy = true}, busy_carry_out, &asking);

	if (!asking.opened)
		*err = asking.err;
	return answered && asking.opened;
}
