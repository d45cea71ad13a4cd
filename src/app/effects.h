/* Asking the owner of the app for something: see struct bp_effects. */
#ifndef BERPIJAR_APP_EFFECTS_H
#define BERPIJAR_APP_EFFECTS_H

#include <berpijar/app.h>

/* Starts the effects of a call from the owner; those of the last call are freed. */
void bp_effects_begin(struct bp_app *app, struct bp_effects *effects);
/* Whether nothing is asked for but to keep places and drafts, which no list shows. */
bool bp_effects_keep_only(const struct bp_effects *effects);

/* Adds an effect for the caller to fill in. If there is one of this kind already, that one
 * is returned, to be filled in anew. */
struct bp_effect *bp_effect_add(struct bp_app *app, enum bp_effect_kind kind);
/* A copy of a text that lives as long as the effects. */
struct bp_str bp_effect_text(struct bp_app *app, struct bp_str text);

/* Asks to keep a place in the open module, if anything is recorded. */
void bp_app_save_place(struct bp_app *app, const struct bp_place *place);
/* Keeps what is being written under a name; an empty text: no longer. Ignored if nothing
 * is recorded. */
void bp_app_save_draft(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_str name, struct bp_str text);
/* Keeps a setting; `settings` as in struct bp_effect. */
void bp_app_save_setting(struct bp_app *app, const char *name, struct bp_str value,
	const struct bp_settings *settings);

/* Whether anything can be kept now; if not, says that this cannot be changed. */
bool bp_app_may_change(struct bp_app *app);
/* Adds an event of the open module; NULL question: of the module. Good until the next
 * one is added; NULL if nothing is recorded now. */
struct bp_event *bp_app_record(
	struct bp_app *app, enum bp_verb verb, const struct bp_question *question);
/* The same for any module, by its ids, which are copied. */
struct bp_event *bp_app_record_of(struct bp_app *app, enum bp_verb verb,
	struct bp_str course, struct bp_str module, struct bp_str question);
/* Gives an event its body, and releases the buffer. */
void bp_app_event_body(struct bp_app *app, struct bp_event *event, struct bp_buf *body);
/* The screen does not wait for the events of this call. */
void bp_app_record_quietly(struct bp_app *app);
bool bp_app_has_events(const struct bp_app *app);

#endif
