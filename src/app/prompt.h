/* A line of text that is asked for, above the keys of the screen below. */
#ifndef BERPIJAR_APP_PROMPT_H
#define BERPIJAR_APP_PROMPT_H

#include "field.h"

struct bp_app;
struct bp_keymap;

struct prompt {
	char label[160];
	const struct bp_keymap *keymap;
	struct field field;
	bool offered; /* its text is an offer: the first letter takes its place */
	const void *with;
	void (*done)(struct bp_app *app, struct bp_str text, const void *with);
	/* Takes what was typed when the line was cut or the player left; NULL: it is lost. */
	void (*cut)(struct bp_app *app, struct bp_str text, const void *with);
};

/*
 * Asks for at most `most` bytes, offering a text (may be empty). `done` is called with what
 * was typed, not trimmed, once the prompt is gone; it is not called if the prompt is left.
 * What is returned may be changed until the next view: another keymap, no offer.
 */
struct prompt *bp_prompt_begin(struct bp_app *app, const char *label, size_t most,
	struct bp_str text,
	void (*done)(struct bp_app *app, struct bp_str text, const void *with),
	const void *with);

#endif
