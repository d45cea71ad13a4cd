/*
 * Who looks at whose record, and does what with it, as commands note it. A server's learners
 * come by `kiosk` alone, so whoever uses another command on its store is of the staff. It is
 * noted where the record is read and before anything of it is shown; which store is a
 * server's is no matter of an option, which might be forgotten.
 */
#include "trail.h"
#include <berpijar/control.h>

static void trail_say(const char *store)
{
	static bool said;

	if (!said)
		bp_say(stderr,
			bp_control_is_there(store)
				? _("berpijar: peringatan: log sistem tidak menerima jejak audit\n")
				: _("berpijar: peringatan: jejak tidak dapat ditulis di tempat catatan\n"));
	said = true;
}

void trail_deed(const char *store, const struct bp_trail_entry *entry)
{
	if (!bp_trail_note(store, entry))
		trail_say(store);
}

void trail_look(const char *command, const char *store, const char *learner)
{
	trail_deed(
		store, &(struct bp_trail_entry){BP_TRAIL_LOOK, learner, command, NULL});
}
