/* What the parts of the reader mode share. */
#ifndef BERPIJAR_APP_READER_H
#define BERPIJAR_APP_READER_H

#include "app.h"

/* ---- reader_move.c ---- */

/* Rows of text in the window. */
size_t bp_reader_rows(const struct reader_state *reader);
/* The line at the top when the last one is in view. */
size_t bp_reader_last_top(const struct reader_state *reader);
bool bp_reader_at_end(const struct reader_state *reader);
/* The end is in view, and was come to by reading; what fits the window is read. */
bool bp_reader_has_read_to_end(const struct reader_state *reader);

void bp_reader_by_page(struct bp_app *app, bool down);
void bp_reader_by_line(struct bp_app *app, bool down);
/* Puts a line at the top; a jump can be undone. */
void bp_reader_move_to(struct bp_app *app, size_t top);
void bp_reader_jump_to(struct bp_app *app, size_t top);
/* Puts a question or link into focus, and into sight. */
void bp_reader_focus(struct bp_app *app, size_t item);
void bp_reader_move_focus(struct bp_app *app, bool forward);
bool bp_reader_in_view(const struct reader_state *reader, size_t item);

/* ---- reader_done.c ---- */

/* A module without questions is done when its end has been read. */
void bp_reader_note_end(struct bp_app *app);
/* Going on past the end: the result, or what is missing. */
void bp_reader_end_of_module(struct bp_app *app);

/* ---- mode_reader.c ---- */

/* Where the learner is, to be kept. */
void bp_reader_note_place(struct bp_app *app);
void bp_reader_put_cursor(struct reader_state *reader, const struct bp_place *place);

#endif
