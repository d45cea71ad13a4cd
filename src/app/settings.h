/* Settings that are changed without their screen. */
#ifndef BERPIJAR_APP_SETTINGS_H
#define BERPIJAR_APP_SETTINGS_H

struct bp_app;

/* The other language. */
void bp_settings_language(struct bp_app *app);

#endif
