/* The two front ends of the player, the full screen and plain lines, behind one table of
 * functions, so that the loop is the same for both. */
#ifndef BERPIJAR_PLAYER_FRONT_H
#define BERPIJAR_PLAYER_FRONT_H

#include <berpijar/app.h>
#include <berpijar/config.h>
#include <berpijar/plain.h>

struct front;

struct front_kind {
	bool spoken; /* the app must say in words what a screen shows by its place */
	enum bp_symbol_set (*symbols)(void);
	bool (*open)(struct front *front, const struct bp_config *config,
		struct bp_error *err);
	void (*close)(struct front *front);
	/* Draws what the app shows. now: false while more keys wait; then nothing is
	 * sent. */
	void (*show)(struct front *front, struct bp_app *app, bool now);
	bool (*pending)(struct front *front);
	bool (*idle)(struct front *front); /* no key, no line and no signal has come */
	/* The next key; BP_KEY_TICK if none comes within wait_ms (-1: waits for ever). */
	uint32_t (*read)(struct front *front, int wait_ms);
	struct bp_str (*pasted)(const struct front *front); /* after BP_KEY_PASTE */
	/* Hands a text to the printer at the terminal; NULL: none can be there. */
	void (*print)(struct front *front, struct bp_str text);
	void (*forget)(struct front *front);
	/* A descriptor that ends a wait, as if its time were over; -1: none. */
	void (*also)(struct front *front, int fd);
	void (*suspend)(struct front *front);
	void (*look)(struct front *front, const struct bp_settings *settings);
	int (*signal)(void); /* the signal that asked the program to end, or 0 */
	size_t (*bytes)(const struct front *front);
	size_t (*screens)(const struct front *front);
};

struct front {
	const struct front_kind *kind;
	struct bp_term *term; /* of the full screen, as is the next */
	struct bp_screen screen;
	struct bp_plain *plain;      /* of plain lines */
	const char *why;             /* they are used, as a noun for "karena %s" */
	int look_ms;                 /* a wait takes no longer; 0 or less: it may */
	int most_rows, most_columns; /* the screen is cut to these; 0: it is not */
	struct bp_screen cut;        /* … and drawn here first */
	struct bp_policy policy;
	int64_t last_key; /* ms since 1970; 0: none came yet */
	bool idled;       /* nobody pressed a key for too long, so it ended */
	bool shut;        /* the server is closed, so it ended */
};

extern const struct front_kind bp_front_screen, bp_front_plain;

/* Chooses by the configuration and by what standard input and output are. The kind is NULL
 * where there is neither a terminal nor input, so that nobody can play. */
struct front bp_front_choose(const struct bp_config *config);
/* Makes it plain lines, which are still to be opened; why: see above. */
void bp_front_become_plain(struct front *front, const char *why);

/* Shows the app (unless silent), and waits for the next key, for pasted text, or for the
 * time at which the app's clock changes. BP_KEY_HANGUP as well if the policy ends a session
 * at which nobody is. */
/* The two halves of bp_front_wait(): shows the screen, and waits for a key. */
void bp_front_show(struct front *front, struct bp_app *app, bool silent);
uint32_t bp_front_read(struct front *front, struct bp_app *app);
uint32_t bp_front_wait(struct front *front, struct bp_app *app, bool silent);
/* Hands the key, or the pasted text, to the app. */
void bp_front_give(struct front *front, struct bp_app *app, uint32_t key,
	struct bp_effects *effects);

/*
 * Asks one question before a record is open. An app with these options runs (library,
 * progress and looks are filled in), and `answered` gets the effects after each key until
 * it returns true. False: the learner left instead.
 */
bool bp_front_ask(struct front *front, const struct bp_app_options *options,
	bool (*answered)(
		void *context, struct bp_app *app, const struct bp_effects *effects),
	void *context);

#endif
