#include "busy.h"
#include <berpijar/lang.h>
#include <unistd.h>

#define ROUND_MS 50
#define ASK_MS   3000 /* in which a session can end by itself … */
#define FORCE_MS 2000 /* … before it is ended; what it acknowledged is on the disk */

pid_t busy_writer(const struct session *session, const struct options *options)
{
	struct bp_buf folder = {0};
	pid_t writer = 0;

	if (session_store_folder(options, &folder, NULL))
		writer = bp_store_writer(folder.at, session->learner.at);
	bp_buf_release(&folder);
	return writer;
}

bool busy_is_open(const struct session *session, const struct options *options)
{
	return session->trouble.kind == BP_ERROR_BUSY && isatty(STDIN_FILENO) &&
		isatty(STDOUT_FILENO) && busy_writer(session, options);
}

/* True: it has ended, in time. */
static bool await(const struct session *session, const struct options *options, int ms)
{
	for (; ms > 0 && busy_writer(session, options); ms -= ROUND_MS)
		usleep(ROUND_MS * 1000);
	return !busy_writer(session, options);
}

/* A stopped one has to be continued, to see the signal. */
static bool end_writer(const struct session *session, const struct options *options)
{
	pid_t writer = busy_writer(session, options);

	if (!writer)
		return true;
	kill(writer, TAKE_OVER_SIGNAL);
	kill(writer, SIGCONT);
	if (await(session, options, ASK_MS))
		return true;
	writer = busy_writer(session, options);
	if (writer)
		kill(writer, SIGKILL);
	return await(session, options, FORCE_MS);
}

struct asking {
	struct session *session;
	const struct options *options;
	bool opened; /* anew */
	struct bp_error err;
};

/* True: it is open. */
static bool take_over(struct asking *asking)
{
	if (!end_writer(asking->session, asking->options))
		return false;
	session_close(asking->session);
	asking->opened = session_open(
		asking->session, asking->options, BP_STORE_WRITE, &asking->err);
	return true;
}

static bool carry_out(void *context, struct bp_app *app, const struct bp_effects *effects)
{
	struct asking *asking = context;

	if (effects->take_over && take_over(asking))
		return true;
	if (effects->take_over)
		bp_app_say(app, BP_COLOR_BAD,
			_("Yang di sana belum dapat ditutup. Cobalah sekali lagi, atau baca saja."));
	return effects->read_only;
}

bool busy_ask(struct front *front, struct session *session, const struct options *options,
	struct bp_error *err)
{
	struct asking asking = {.session = session, .options = options, .opened = true};
	bool answered = front_ask(
		front, &(struct bp_app_options){.busy = true}, carry_out, &asking);

	if (!asking.opened)
		*err = asking.err;
	return answered && asking.opened;
}
