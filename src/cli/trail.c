/*
 * Who looked at whose record. A server's learners come by `kiosk` alone, so whoever uses
 * another command on its store is of the staff. It is noted where the record is read and
 * before anything of it is shown; which store is a server's is no matter of an option, which
 * might be forgotten.
 */
#include "trail.h"
#include <berpijar/account.h>
#include <berpijar/control.h>
#include <berpijar/file.h>
#include <berpijar/log.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A name of an account, as far as it is fit for a line of words. */
static void trail_add_account(struct bp_buf *out, const char *key, uid_t uid)
{
	struct bp_account account;

	if (bp_account_numbered(uid, &account) && *account.name &&
		!strpbrk(account.name, " =\t"))
		bp_buf_printf(out, " %s=%s", key, account.name);
	else
		bp_buf_printf(out, " %s=%u", key, (unsigned)uid);
}

/* The account by which somebody logged in stays known to the kernel through sudo. */
static bool trail_find_login(uid_t *uid)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read("/proc/self/loginuid", 32, &text, NULL);
	unsigned long number = ok ? strtoul(text.at, NULL, 10) : UINT32_MAX;

	bp_buf_release(&text);
	*uid = (uid_t)number;
	return number < UINT32_MAX;
}

void trail_add_who(struct bp_buf *out)
{
	uid_t login;

	trail_add_account(out, "by", geteuid());
	if (trail_find_login(&login) && login != geteuid())
		trail_add_account(out, "login", login);
}

static bool trail_is_self(const char *learner)
{
	struct bp_account account;

	return bp_account_numbered(getuid(), &account) &&
		strcmp(account.name, learner) == 0;
}

void trail_look(const char *command, const char *store, const char *learner)
{
	static bool said;
	struct bp_buf who = {0};

	if (!bp_control_is_there(store) || trail_is_self(learner))
		return;
	trail_add_who(&who);
	bp_log_patient();
	bool ok = bp_log(
		BP_LOG_NOTICE, "look learner=%s command=%s%s", learner, command, who.at);
	bp_buf_release(&who);
	if (!ok && !said)
		bp_say(stderr,
			_("berpijar: peringatan: log sistem tidak menerima jejak audit\n"));
	said = said || !ok;
}
