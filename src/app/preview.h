/* What an author can do in a preview, on each of the learner's screens. */
#ifndef BERPIJAR_APP_PREVIEW_H
#define BERPIJAR_APP_PREVIEW_H

#include <berpijar/app.h>

struct bp_frame;

#define BP_PREVIEW_HINTS 8 /* of the author, before those of a screen */

/* The author's keys stand before those of a screen, in a map that is filled for it. The
 * functions are those of preview.c, which knows the screens; the stack of modes does not. */
struct preview_state {
	const struct bp_keymap *(*keymap)(const struct bp_app *app,
		const struct bp_frame *frame, const struct bp_keymap *own);
	bool (*can)(const struct bp_app *app, enum bp_action action);
	/* Does what the author wants; false: it is none of that. */
	bool (*act)(struct bp_app *app, enum bp_action action);
	struct bp_keymap map;
	struct bp_hint hints[BP_PREVIEW_HINTS + BP_HINT_COUNT + 1];
	size_t fault;    /* that was gone to last, from 1; 0: none */
	uint32_t edited; /* block that a save changed, from 1; 0: none */
};

struct preview_state *bp_preview_new(void);

/* Adds to a screen that it is a preview, and the faults of what it shows. */
void bp_preview_view(struct bp_app *app, struct bp_view *view);

/* Goes to where a fault is, and says it. */
void bp_preview_go_to_fault(struct bp_app *app, const struct bp_diagnostic *fault);
/* "galat 41:9 Tautan …" */
const char *bp_preview_fault_words(struct bp_app *app, const struct bp_diagnostic *fault);
void bp_preview_wish(struct bp_app *app, enum bp_preview_wish wish);

#endif
