/* What the two screens of the outbox share. */
#ifndef BERPIJAR_APP_OUTBOX_H
#define BERPIJAR_APP_OUTBOX_H

#include "app.h"
#include "words.h"

/* "2026-11-30 · 1,2 kB", in the view arena. */
const char *bp_outbox_about(struct bp_app *app, const struct bp_outbox_file *file);

#endif
