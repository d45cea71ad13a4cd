/* The app's inside: the stack of modes, and what belongs to none of them. */
#ifndef BERPIJAR_APP_PRIVATE_H
#define BERPIJAR_APP_PRIVATE_H

#include "effects.h"
#include "facts.h"
#include "field.h"
#include "history.h"
#include "keymaps.h"
#include "list.h"
#include "modes.h"
#include "preview.h"
#include "prompt.h"
#include "study.h"
#include <berpijar/app.h>
#include <berpijar/page.h>

/*
 * A screen of the player. What it has to remember while it is on the stack is a struct of
 * its own file, `size` bytes of zeros when it is pushed, found again by bp_mode_state(). A
 * list that it shows is in its frame: bp_mode_list().
 *
 * A mode's functions may also be called while it is not at the top: the help screen asks
 * for its keys, a prompt shows its view below.
 */
struct bp_mode {
	size_t size; /* bytes of its state; 0: it has none */
	/* Frees what the state owns, not the state; may be NULL. */
	void (*release)(void *state);
	/* Opens the screen, or says why it cannot; bp_mode_begin() calls it. What `with` points
	 * to is said at the function. NULL: the mode is only pushed. */
	void (*begin)(struct bp_app *app, const void *with);
	const struct bp_keymap *keymap;
	/* The keymap that is in force, where that depends on the mode's state; NULL: it is
	 * always `keymap`. */
	const struct bp_keymap *(*keys)(const struct bp_app *app);
	/* Takes a key before the keymap does (text fields, letters of choices), and
	 * returns true if it did; may be NULL. */
	bool (*key)(struct bp_app *app, uint32_t key);
	/* The field that a paste goes into, NULL if nothing is typed now; `typed` is called
	 * after the paste. Both may be NULL. */
	struct field *(*field)(struct bp_app *app);
	void (*typed)(struct bp_app *app);
	void (*act)(struct bp_app *app, enum bp_action action);
	/* What typing the number of an item of its list does, once that is selected;
	 * BP_ACT_NONE: its items have no numbers, or only show them. */
	enum bp_action numbers;
	/* Whether an action can be done now; NULL: all can. */
	bool (*can)(const struct bp_app *app, enum bp_action action);
	/* Whether an action that can be done has a place in the bottom line now; NULL: all
	 * have. */
	bool (*offers)(const struct bp_app *app, enum bp_action action);
	void (*view)(struct bp_app *app, struct bp_view *view);
	void (*leave)(struct bp_app *app); /* about to be popped; may be NULL */
	/* The mode that was above it has been popped; may be NULL. */
	void (*back)(struct bp_app *app);
};

/* A mode on the stack, with what it remembers. */
struct bp_frame {
	const struct bp_mode *mode;
	struct bp_frame *below; /* NULL: this is the first screen */
	bool kept; /* it is not freed when it is popped, see bp_way_back_note() */
	struct list_state list;
	void *state;
};

#define BP_MODE_EXTERN(id, name) extern const struct bp_mode bp_mode_##name;
BP_MODES(BP_MODE_EXTERN)
#undef BP_MODE_EXTERN

/* The list that led to where the reader stands: back leads to it. */
struct way_back {
	struct bp_frame *list;          /* as it was left; we own it. NULL: none */
	const struct bp_mode *from;     /* the screen below it … */
	const struct bp_course *listed; /* … and the course there, study.listed */
};

/* The proof that was written last. */
struct saved_proof {
	const struct bp_course *course; /* NULL: none was */
	struct bp_buf path;
	char number[16];
};

/* The draft of the note that is being recorded: it goes with that. */
struct note_draft {
	const struct bp_course *course;
	const struct bp_module *module; /* NULL: there is none */
	char name[24];
};

struct bp_app {
	struct bp_app_options options;
	struct bp_settings settings;
	const char *const
		*own_symbols; /* what the terminal can show; see settings.ascii */
	int64_t now, last_key;
	bool away;     /* the player was suspended since the last key */
	bool ending;   /* nobody chose to leave the screens that are left now */
	uint64_t seed; /* of the next draw by chance */

	const struct bp_mode *const *modes; /* by enum bp_mode_id */
	struct bp_frame *top;
	struct way_back way_back;

	struct bp_effects *effects;    /* of the call in progress */
	struct bp_arena *effect_arena; /* of all texts in them */
	size_t effect_room, event_room;
	/* What is done once the events of the last call have been recorded; NULL: nothing. */
	void (*then)(struct bp_app *app);

	struct bp_arena *view_arena; /* of the last view */
	/* The last view: rows of lists that were made for it stand while keys only move in a
	 * list, or type below it. */
	unsigned views;    /* how many began with an empty arena */
	uint64_t versions; /* of rows of lists, all together */
	bool steady;       /* nothing else has been done since */
	int rows, columns;
	struct bp_arena_mark viewed;
	char message[512];
	enum bp_color message_color;
	char notice[512]; /* what was to be told when the player began; empty: nothing */
	char told[512];   /* the last message, kept when it is gone from the screen */
	char announced[512];       /* by those who run the server; empty: nothing */
	struct bp_key_names keys;  /* that lessons name; empty in plain lines */
	const char *keys_language; /* that they are in */
	size_t number; /* of a list item, as far as its digits have been typed; 0: no digit */

	struct study study;
	struct arrival arrival; /* of the module that is asked for, or was opened last */
	struct history history;
	struct changed changed;
	struct {
		bool known;
		size_t count;
	} due; /* how many questions are to be asked again; counted anew if not known */
	struct note_draft note_draft;
	struct saved_proof saved_proof;
	struct preview_state *preview; /* NULL: a learner learns */
	bool code_inverted; /* QR codes are drawn white on black, for the rest of the session */
};

/* ---- the stack ---- */

/* Opens a screen in its own way. */
void bp_mode_begin(struct bp_app *app, enum bp_mode_id id, const void *with);
/* Puts a mode on top; returns its state, all zero. Nothing is selected in its list. */
void *bp_mode_push(struct bp_app *app, enum bp_mode_id id);
void bp_app_pop(struct bp_app *app);
/* Pops until this mode is at the top; if it is not on the stack, until one mode is left. */
void bp_app_pop_to(struct bp_app *app, enum bp_mode_id id);
bool bp_app_is_at(const struct bp_app *app, enum bp_mode_id id);
/* State and list of the topmost frame of a mode; NULL: it is not on the stack. */
void *bp_mode_state(const struct bp_app *app, enum bp_mode_id id);
struct list_state *bp_mode_list(const struct bp_app *app, enum bp_mode_id id);
/* Frees everything on the stack and the way back; no mode's leave() is called. */
void bp_app_clear(struct bp_app *app);

/* Remembers that the list at the top leads into a lesson: when it is popped it is kept, and
 * going back from the lesson leads to it as it was left. */
void bp_way_back_note(struct bp_app *app);
void bp_way_back_forget(struct bp_app *app);
void bp_way_back_go(struct bp_app *app);

/* The keymap of a mode on the stack, whether an action can be done in it now, and which
 * action a key does: if the map's own cannot be done now, the first of a parent's map that
 * can. */
const struct bp_keymap *bp_app_keymap(
	const struct bp_app *app, const struct bp_frame *frame);
bool bp_app_can(
	const struct bp_app *app, const struct bp_frame *frame, enum bp_action action);
enum bp_action bp_app_action(
	const struct bp_app *app, const struct bp_frame *frame, uint32_t key);
/* Does what a key does in the mode at the top. */
void bp_app_press(struct bp_app *app, uint32_t key);
/* The line is gone or we are told to end: everything open is left as by its own key. */
void bp_app_hang_up(struct bp_app *app);

/* Names the keys for lessons, in the language that is in force. */
void bp_app_name_keys(struct bp_app *app);

/* ---- what the screen says ---- */

/* Says that something has been recorded; in a preview that nothing is. */
void bp_app_say_kept(struct bp_app *app, const char *message);
/* A text from outside, as it may be shown; in the view arena. */
const char *bp_app_clean(struct bp_app *app, const char *text);
const char *bp_app_text(struct bp_app *app, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
