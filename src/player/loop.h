/* The state of one run of the player, and what the loop does for the app. */
#ifndef BERPIJAR_PLAYER_LOOP_H
#define BERPIJAR_PLAYER_LOOP_H

#include "front.h"
#include "own_data.h"
#include "preview.h"
#include "unsaved.h"
#include <berpijar/player.h>
#include <berpijar/session.h>

struct loop {
	struct bp_player_options options; /* the learner is that of this visit */
	struct bp_session session;
	struct bp_app *app;
	struct front front;
	bool shown;    /* the front is open */
	bool followed; /* it is plain lines because of the learner's setting */
	struct bp_settings settings; /* from the record, at the start */
	struct own_data own;
	struct unsaved unsaved;
	int64_t next_try; /* ms since 1970: recording is not tried again earlier */
	bool opened;      /* a module was, since memory was last given back */
	bool quit;
	bool shared;             /* nobody was named: several may learn under one login */
	bool change;             /* another learner is going to follow */
	struct preview *preview; /* NULL: a learner learns, and it is recorded */
	struct bp_buf adopted;   /* what was previewed is going to be learned: its id */
	struct bp_buf learner;   /* who was chosen; empty: the question was not asked */
};

/* The functions by which the app reads the record (app.h); their context is the loop. recall.c */
struct bp_recall bp_loop_recall(struct loop *loop);
/* A module as it is now, of a preview as its author has it; NULL: err says why not. */
struct bp_document *bp_loop_document(const struct loop *loop,
	const struct bp_course *course, const struct bp_module *module,
	struct bp_error *err);

/* Makes the app, and opens the place of the options; play.c. */
bool bp_loop_start(struct loop *loop, struct bp_effects *effects, struct bp_error *err);

/* Starts recording if this session could only read because of another one that has ended
 * since. True: it records from now on, and the learner should be told. */
bool bp_loop_record_again(struct loop *loop);
void bp_loop_tell_again(struct loop *loop); /* call it after the key went to the app */

/* Does what the app asks for, until it asks for nothing more. */
void bp_loop_carry_out(struct loop *loop, struct bp_effects *effects);

#endif
