/* Settings that are changed without their screen. */
#ifndef BERPIJAR_APP_SETTINGS_H
#define BERPIJAR_APP_SETTINGS_H

#include <berpijar/year.h>

struct bp_app;

/* The other language. */
void bp_settings_language(struct bp_app *app);
/* Lines and signs, or ASCII alone. Nothing else can be had where the terminal has no more. */
bool bp_settings_has_signs(const struct bp_app *app);
void bp_settings_signs(struct bp_app *app);
/* What the learner is, for the rules that a year is measured by. */
void bp_settings_employ(struct bp_app *app, enum bp_employment employment);
/* Takes those of the options. */
void bp_settings_begin(struct bp_app *app);

#endif
