/* `berpijar learner pin`: how learners of a class that shares one account log in. */
#include "learner.h"
#include "secret.h"
#include <berpijar/lang.h>
#include <berpijar/pins.h>
#include <berpijar/seal.h>
#include <unistd.h>

static const struct option_row learner_pin_options[] = {ROW_STORE, ROW_LANG, ROWS_END};

static int learner_pin_set_run(const struct options *options);
static int learner_pin_reset_run(const struct options *options);

static const struct command command_learner_pin_set = {
	.name = "learner pin set",
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary = N_("memberi peserta PIN yang diketik"),
	.description = N_(
		"Menanyakan PIN dua kali tanpa menampilkannya, atau membacanya dari masukan baku."),
	.options = learner_pin_options,
	.run = learner_pin_set_run,
};

static const struct command command_learner_pin_reset = {
	.name = "learner pin reset",
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary = N_("memberi peserta PIN baru yang acak"),
	.description = N_(
		"Membuat PIN enam angka dan mencetaknya sekali ini saja; yang lama tidak berlaku lagi."),
	.options = learner_pin_options,
	.run = learner_pin_reset_run,
};

static const struct command *const learner_pin_subs[] = {
	&command_learner_pin_set, &command_learner_pin_reset, NULL};

const struct command command_learner_pin = {
	.name = "learner pin",
	.arguments = N_("PERINTAH"),
	.most = ANY_NUMBER,
	.summary = N_("PIN peserta, bila satu kelas memakai satu akun server"),
	.description = N_(
		"Mengurus PIN yang dengannya peserta masuk ke server bersama bila satu kelas memakai satu akun. Kunci SSH masing-masing lebih aman: berpijar learner key."),
	.options = learner_pin_options,
	.subs = learner_pin_subs,
};

/* ---- set ---- */

/* From a terminal it comes twice, since nobody sees it. */
static bool learner_pin_ask(struct bp_buf *pin, struct bp_error *err)
{
	struct bp_buf again = {0};
	bool ok = secret_ask(_("PIN baru:"), false, -1, pin) || pin->len;

	if (ok && isatty(STDIN_FILENO))
		ok = secret_ask(_("Sekali lagi:"), false, -1, &again) &&
			bp_str_equal(bp_buf_str(pin), bp_buf_str(&again));
	secret_release(&again);
	return ok ||
		bp_fail(err, BP_ERROR_INPUT,
			_("PIN tidak diketik dua kali sama; tidak ada yang diubah"));
}

static bool learner_pin_set(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *id = options->args[0];
	struct bp_buf pin = {0};
	bool ok = records_has(folder, id, err) && learner_pin_ask(&pin, err) &&
		bp_pin_set(folder, id, bp_buf_str(&pin), err);

	secret_release(&pin);
	if (ok)
		bp_say(stdout, _("PIN peserta %s berlaku mulai sekarang.\n"), id);
	return ok;
}

static int learner_pin_set_run(const struct options *options)
{
	return records_in_store(options, learner_pin_set);
}

/* ---- reset ---- */

/* One that is easily guessed comes rarely, and then another is made. */
static bool learner_pin_reset(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *id = options->args[0];
	char pin[BP_PIN_DIGITS + 1];

	if (!records_has(folder, id, err))
		return false;
	do {
		if (!bp_pin_make(pin, err))
			return false;
	} while (bp_pin_fault(bp_str(pin)));
	if (!bp_pin_set(folder, id, bp_str(pin), err))
		return false;
	bp_say(stdout, _("PIN baru peserta %s: %s\n"), id, pin);
	return true;
}

static int learner_pin_reset_run(const struct options *options)
{
	return records_in_store(options, learner_pin_reset);
}
