/* All keymaps of the player, see keymaps.c. */
#ifndef BERPIJAR_APP_KEYMAPS_H
#define BERPIJAR_APP_KEYMAPS_H

#include <berpijar/input.h>

extern const struct bp_keymap bp_keymap_catalogue, bp_keymap_course, bp_keymap_reader,
	bp_keymap_question, bp_keymap_graded, bp_keymap_field, bp_keymap_essay,
	bp_keymap_ordering, bp_keymap_sending, bp_keymap_result, bp_keymap_help,
	bp_keymap_terms, bp_keymap_finding, bp_keymap_contents, bp_keymap_link,
	bp_keymap_percent, bp_keymap_review, bp_keymap_exam, bp_keymap_settings,
	bp_keymap_code, bp_keymap_prompt, bp_keymap_saving, bp_keymap_search,
	bp_keymap_marks, bp_keymap_note, bp_keymap_ledger, bp_keymap_proof,
	bp_keymap_proof_save, bp_keymap_person, bp_keymap_person_typing, bp_keymap_data,
	bp_keymap_who, bp_keymap_busy, bp_keymap_notice, bp_keymap_new;

#endif
