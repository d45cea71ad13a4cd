/* Whose a store is: files beside the records are made by the account that owns these. */
#ifndef BERPIJAR_SESSION_STORE_OWNER_H
#define BERPIJAR_SESSION_STORE_OWNER_H

#include <berpijar/error.h>

/* False: it is another account's, whom the command is for. A file that root left there could
 * not be read by that account when somebody logs in. */
bool store_owner_is_me(const char *store, struct bp_error *err);

#endif
