/* `berpijar kiosk --authorized-keys`: the lines of authorized_keys that sshd asks for. */
#include "kiosk.h"
#include <berpijar/account.h>
#include <berpijar/arena.h>
#include <berpijar/logins.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* What every session gets of the options that this command was given. */
static const char *const kiosk_handed_on[] = {
	"content", "store", "lang", "plain", "color", "esc", "idle", "fence", "zone"};

struct key_lines {
	struct bp_buf command; /* "/usr/bin/berpijar kiosk --store ..." */
	bool one;              /* only the key that is asked for */
	struct bp_str type, key;
	struct bp_buf out;
};

/* The command stands in quotes, and a shell reads it: it may hold nothing that means
 * anything there. */
bool kiosk_add_word(struct bp_buf *out, const char *word, struct bp_error *err)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:=@+-";

	if (!*word || strspn(word, allowed) != strlen(word))
		return bp_fail(err, BP_ERROR_USAGE,
			_("\"%s\" tidak dapat ditulis di baris kunci; pakailah hanya huruf, angka, dan . _ / - di jalurnya"),
			word);
	bp_buf_printf(out, "%s%s", out->len ? " " : "", word);
	return true;
}

static bool kiosk_is_handed_on(const char *name)
{
	for (size_t i = 0; i < sizeof kiosk_handed_on / sizeof *kiosk_handed_on; i++)
		if (strcmp(name, kiosk_handed_on[i]) == 0)
			return true;
	return false;
}

static bool kiosk_add_option(
	struct bp_buf *out, const struct option_given *given, struct bp_error *err)
{
	char name[40];

	snprintf(name, sizeof name, "--%s", given->name);
	return kiosk_add_word(out, name, err) &&
		(!given->value || kiosk_add_word(out, given->value, err));
}

/* The program is named as it lies on the disk: sshd's shell has no PATH to look along. */
bool kiosk_add_program(struct bp_buf *out, struct bp_error *err)
{
	char program[PATH_MAX];

	if (!bp_program_path(program, sizeof program))
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("tidak diketahui di mana program ini berada (/proc tidak ada)"));
	return kiosk_add_word(out, program, err);
}

static bool kiosk_add_command(
	const struct options *options, struct bp_buf *out, struct bp_error *err)
{
	bool ok = kiosk_add_program(out, err) && kiosk_add_word(out, "kiosk", err);

	for (size_t i = 0; ok && i < options->given_count; i++)
		if (kiosk_is_handed_on(options->given[i].name))
			ok = kiosk_add_option(out, &options->given[i], err);
	return ok;
}

/* ---- lines ---- */

static void kiosk_add_line(struct key_lines *lines, const struct bp_login *login)
{
	static const struct {
		const char *open, *more;
	} ways[BP_LOGIN_KINDS] = {
		[BP_LOGIN_LEARN] = {"restrict,pty", ""},
		[BP_LOGIN_PLAIN] = {"restrict,pty", " --plain"},
		[BP_LOGIN_OUTBOX] = {"restrict", " --outbox"},
	};

	bp_buf_printf(&lines->out, "%s,command=\"%s%s --learner %.*s\" %.*s %.*s\n",
		ways[login->kind].open, lines->command.at, ways[login->kind].more,
		(int)login->learner.len, login->learner.at, (int)login->type.len,
		login->type.at, (int)login->key.len, login->key.at);
}

static bool kiosk_take_login(void *context, const struct bp_login *login)
{
	struct key_lines *lines = context;

	if (login->kind == BP_LOGIN_NAME)
		return true;
	if (lines->one &&
		!(bp_str_equal(login->key, lines->key) &&
			bp_str_equal(login->type, lines->type)))
		return true;
	kiosk_add_line(lines, login);
	return !lines->one;
}

/* Keys of learners let nobody into another account, whatever sshd was told. */
static bool kiosk_is_account(const char *user)
{
	struct bp_account account;

	return bp_account_named(user, &account) && account.uid == geteuid();
}

bool kiosk_print_keys(
	const struct options *options, const char *store, struct bp_error *err)
{
	struct key_lines lines = {.one = options->arg_count > 0};

	if (options->arg_count != 0 && options->arg_count != 3)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--authorized-keys diikuti tiga kata, %%u %%t %%k di sshd_config, atau tidak satu pun"));
	if (lines.one && !kiosk_is_account(options->args[0]))
		return true;
	if (lines.one) {
		lines.type = bp_str(options->args[1]);
		lines.key = bp_str(options->args[2]);
	}
	bool ok = kiosk_add_command(options, &lines.command, err) &&
		bp_logins_each(store, kiosk_take_login, &lines, err);
	if (ok && lines.out.len)
		fwrite(lines.out.at, 1, lines.out.len, stdout);
	bp_buf_release(&lines.command);
	bp_buf_release(&lines.out);
	return ok;
}
