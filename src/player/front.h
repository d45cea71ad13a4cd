/* How the player is shown and driven: on the full screen, or in plain lines. */
#ifndef BERPIJAR_PLAYER_FRONT_H
#define BERPIJAR_PLAYER_FRONT_H

#include <berpijar/app.h>
#include <berpijar/config.h>
#include <berpijar/plain.h>

struct front;

struct front_kind {
	bool spoken; /* the app tells everything in words */
	enum bp_symbol_set (*symbols)(void);
	bool (*open)(struct front *front, const struct bp_config *config,
		struct bp_error *err);
	void (*close)(struct front *front);
	/* Shows what the app shows; now: false if more keys are waiting already. */
	void (*show)(struct front *front, struct bp_app *app, bool now);
	bool (*pending)(struct front *front);
	/* The next key; BP_KEY_TICK if none comes for so many ms (-1: waits for ever). */
	uint32_t (*read)(struct front *front, int wait_ms);
	struct bp_str (*pasted)(const struct front *front); /* after BP_KEY_PASTE */
	void (*forget)(struct front *front);
	void (*suspend)(struct front *front);
	void (*theme)(struct front *front, enum bp_theme theme);
	int (*signal)(void); /* that asked us to end, or 0 */
	size_t (*bytes)(const struct front *front);
	size_t (*screens)(const struct front *front);
};

struct front {
	const struct front_kind *kind;
	struct bp_term *term; /* the full screen's */
	struct bp_screen screen;
	struct bp_plain *plain;
};

extern const struct front_kind front_screen, front_plain;

/* By the options and by what standard input and output are; NULL: nobody is there to
 * play, so the catalogue is printed. */
const struct front_kind *front_choose(const struct bp_config *config);

/* Shows the app, unless silent, and waits for what is pressed or pasted next, or for the
 * tick of its clock. */
uint32_t front_wait(struct front *front, struct bp_app *app, bool silent);
/* Gives it to the app. */
void front_give(struct front *front, struct bp_app *app, uint32_t key,
	struct bp_effects *effects);

/*
 * Asks one thing before anything else is open: an app with these options (library,
 * progress and looks are filled in) runs until `answered` returns true, which is called
 * for the effects of each turn. False: it was left.
 */
bool front_ask(struct front *front, const struct bp_app_options *options,
	bool (*answered)(
		void *context, struct bp_app *app, const struct bp_effects *effects),
	void *context);

#endif
