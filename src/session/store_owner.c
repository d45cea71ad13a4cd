/* Whose a store is. */
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <berpijar/text.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where proofs are signed by an account of its own, the folder around the records is root's
 * (`berpijar kiosk --init`), so the records tell. */
bool bp_store_is_ours(const char *store, struct bp_error *err)
{
	struct bp_buf records = {0};
	struct stat info;

	bp_buf_printf(&records, "%s/learners", store);
	bool known = stat(records.at, &info) == 0 || stat(store, &info) == 0;
	bp_buf_release(&records);
	return !known || info.st_uid == geteuid() ||
		bp_fail(err, BP_ERROR_STORE,
			_("%s milik pengguna lain; jalankan sebagai pemiliknya, misalnya: sudo -u berpijar berpijar ..."),
			store);
}
