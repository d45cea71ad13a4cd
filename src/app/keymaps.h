/* Keys that several screens share. The own keys of a screen are in its file. */
#ifndef BERPIJAR_APP_KEYMAPS_H
#define BERPIJAR_APP_KEYMAPS_H

#include <berpijar/input.h>

extern const struct bp_keymap bp_keymap_everywhere;
extern const struct bp_keymap bp_keymap_moving;  /* through a list or a text */
extern const struct bp_keymap bp_keymap_drawing; /* over a screen where a line is typed */
extern const struct bp_keymap bp_keymap_typing;  /* in a field */

/* The bindings and hints of a list of which one is picked: to open it, or to go on; and of
 * a text. Hints need not end with the way back and the menu: those are added. */
extern const struct bp_binding bp_list_keys[], bp_text_keys[];
extern const struct bp_hint bp_list_hints[], bp_list_choices[], bp_text_hints[];

/* ---- mode_prompt.c: a line is typed ---- */

extern const struct bp_keymap bp_keymap_saving, bp_keymap_person_typing;

/* ---- question_rows.c: rows are picked ---- */

extern const struct bp_keymap bp_keymap_question;

/* ---- question_keys.c: it has been answered ---- */

extern const struct bp_keymap bp_keymap_graded;

#endif
