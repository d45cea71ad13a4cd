/* What the player's loop holds, and what it does for the app. */
#ifndef BERPIJAR_PLAYER_LOOP_H
#define BERPIJAR_PLAYER_LOOP_H

#include "front.h"
#include "own_data.h"
#include "unsaved.h"
#include <berpijar/player.h>
#include <berpijar/session.h>

struct loop {
	struct bp_player_options options; /* of the one who is learning now */
	struct bp_session session;
	struct bp_app *app;
	struct front front;
	bool shown;                  /* the front is open */
	struct bp_settings settings; /* as kept, at the start */
	struct own_data own;
	struct unsaved unsaved;
	int64_t next_try; /* ms since 1970: to record again, not before */
	bool quit;
	bool shared;           /* several may learn here under one login */
	bool change;           /* somebody else is going to learn */
	struct bp_buf learner; /* who was chosen; empty: nobody was asked */
};

/* What the app asks back for (app.h); the context is the loop. */
struct bp_recall loop_recall(struct loop *loop);

/* Where another session recorded when this one began, and has ended since, this one does
 * from now on: true. */
bool loop_record_again(struct loop *loop);
void loop_tell_again(struct loop *loop); /* once the key has been given to the app */

/* Does what the app asks for, and what it asks for then. */
void loop_carry_out(struct loop *loop, struct bp_effects *effects);

#endif
