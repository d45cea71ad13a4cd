/* What the author's terms mean, in the open lesson. */
#ifndef BERPIJAR_APP_TERMS_H
#define BERPIJAR_APP_TERMS_H

#include "app.h"

bool bp_terms_any(const struct bp_app *app);
bool bp_terms_on_page(const struct bp_app *app);

#endif
