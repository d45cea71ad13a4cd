/* How a session asks the watching berpijar-sync to pull a learner: a file in STORE/sync/ask,
 * which is taken away once that was done or could not be. */
#ifndef BERPIJAR_SYNC_SPOOL_H
#define BERPIJAR_SYNC_SPOOL_H

#include <berpijar/error.h>
#include <berpijar/text.h>

void spool_folder(const char *store, struct bp_buf *path);
/* Only one serves a store, for as long as *lock is open. */
bool spool_serve(const char *store, int *lock, struct bp_error *err);
void spool_done(const char *store, const char *learner);
/* Asks and waits, at most so long; at once false where nobody serves. */
bool spool_ask(const char *store, const char *learner, int milliseconds);

#endif
