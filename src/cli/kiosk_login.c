/* Logging in by id and PIN, where a class shares one account of a server. It is two lines on
 * any terminal, before anything of anybody is opened; nobody is told who else learns here. */
#include "kiosk.h"
#include "secret.h"
#include <berpijar/arena.h>
#include <berpijar/learners.h>
#include <berpijar/log.h>
#include <berpijar/pins.h>

#define LOGIN_TRIES   5
#define LOGIN_WAIT_MS (2 * 60 * 1000) /* for a line */

/* Tells why it was not right; true if it may be tried again. */
static bool kiosk_refuse(enum bp_pin_answer answer, int seconds)
{
	if (answer == BP_PIN_FAILED)
		return false;
	if (answer == BP_PIN_WAIT)
		bp_say(stdout, _("Terlalu cepat: cobalah lagi %d detik lagi.\n"),
			seconds);
	else
		bp_say(stdout, _("ID atau PIN tidak cocok.\n"));
	return true;
}

/* Whatever was typed is told only if it is somebody's id: it might be a PIN. */
static void kiosk_note_try(
	const struct options *options, const struct bp_buf *id, enum bp_pin_answer answer)
{
	static const char *const words[] = {[BP_PIN_RIGHT] = "right",
		[BP_PIN_WRONG] = "wrong",
		[BP_PIN_WAIT] = "too-soon",
		[BP_PIN_FAILED] = "failed"};
	bool known = id->len && bp_learner_valid(bp_buf_str(id)) &&
		bp_learner_exists(options->config.store, id->at);

	bp_log(answer == BP_PIN_RIGHT ? BP_LOG_INFO : BP_LOG_WARNING, "pin %s learner=%s",
		words[answer], known ? id->at : "-");
}

static enum bp_pin_answer kiosk_ask(const struct options *options, struct bp_buf *id,
	int *seconds, struct bp_error *err)
{
	struct bp_buf pin = {0};
	enum bp_pin_answer answer = BP_PIN_FAILED;

	if (secret_ask(_("ID Anda:"), true, LOGIN_WAIT_MS, id) &&
		secret_ask(_("PIN:"), false, LOGIN_WAIT_MS, &pin))
		answer = bp_pin_check(options->config.store, bp_buf_str(id),
			options->visitor.address, bp_buf_str(&pin), seconds, err);
	else
		bp_fail(err, BP_ERROR_USAGE, _("tidak ada yang masuk"));
	secret_release(&pin);
	return answer;
}

bool kiosk_log_in(struct options *options, struct bp_error *err)
{
	struct bp_buf id = {0};
	enum bp_pin_answer answer = BP_PIN_WRONG;
	int seconds = 0;

	for (int i = 0; i < LOGIN_TRIES && answer != BP_PIN_RIGHT; i++) {
		bp_buf_clear(&id);
		answer = kiosk_ask(options, &id, &seconds, err);
		kiosk_note_try(options, &id, answer);
		if (answer != BP_PIN_RIGHT && !kiosk_refuse(answer, seconds))
			break;
	}
	if (answer == BP_PIN_RIGHT)
		options->config.learner = bp_arena_cstr(options->arena, bp_buf_str(&id));
	else if (answer != BP_PIN_FAILED)
		bp_fail(err, BP_ERROR_USAGE,
			_("sudah %d kali; masuklah lagi, atau mintalah PIN baru kepada pengelola"),
			LOGIN_TRIES);
	bp_buf_release(&id);
	return answer == BP_PIN_RIGHT;
}
