#include "busy.h"
#include <berpijar/lang.h>
#include <unistd.h>

#define ROUND_MS 50
#define ASK_MS   3000 /* in which a session can end by itself … */
#define FORCE_MS 2000 /* … before it is ended; what it acknowledged is on the disk */

pid_t busy_writer(const struct bp_session *session)
{
	return session->folder.len
		? bp_store_writer(session->folder.at, session->learner.at)
		: 0;
}

bool busy_is_open(const struct bp_session *session)
{
	return session->trouble.kind == BP_ERROR_BUSY && isatty(STDIN_FILENO) &&
		isatty(STDOUT_FILENO) && busy_writer(session);
}

/* True: it has ended, in time. */
static bool await(const struct bp_session *session, int ms)
{
	for (; ms > 0 && busy_writer(session); ms -= ROUND_MS)
		usleep(ROUND_MS * 1000);
	return !busy_writer(session);
}

/* A stopped one has to be continued, to see the signal. */
static bool end_writer(const struct bp_session *session)
{
	pid_t writer = busy_writer(session);

	if (!writer)
		return true;
	kill(writer, TAKE_OVER_SIGNAL);
	kill(writer, SIGCONT);
	if (await(session, ASK_MS))
		return true;
	writer = busy_writer(session);
	if (writer)
		kill(writer, SIGKILL);
	return await(session, FORCE_MS);
}

struct asking {
	struct bp_session *session;
	bool opened; /* anew */
	struct bp_error err;
};

/* True: it is open. */
static bool take_over(struct asking *asking)
{
	if (!end_writer(asking->session))
		return false;
	const struct bp_config *config = asking->session->config;
	bp_session_close(asking->session);
	asking->opened =
		bp_session_open(asking->session, config, BP_STORE_WRITE, &asking->err);
	return true;
}

static bool carry_out(void *context, struct bp_app *app, const struct bp_effects *effects)
{
	struct asking *asking = context;

	bool taking = bp_effects_find(effects, BP_EFFECT_TAKE_OVER);

	if (taking && take_over(asking))
		return true;
	if (taking)
		bp_app_say(app, BP_COLOR_BAD,
			_("Yang di sana belum dapat ditutup. Cobalah sekali lagi, atau baca saja."));
	return bp_effects_find(effects, BP_EFFECT_READ_ONLY);
}

bool busy_ask(struct front *front, struct bp_session *session, struct bp_error *err)
{
	struct asking asking = {.session = session, .opened = true};
	bool answered = front_ask(
		front, &(struct bp_app_options){.busy = true}, carry_out, &asking);

	if (!asking.opened)
		*err = asking.err;
	return answered && asking.opened;
}
