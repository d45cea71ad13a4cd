/* What the reader remembers, and what its files share: reader*.c, find.c, changes.c, and the
 * modes of reading and of finding. */
#ifndef BERPIJAR_APP_READER_STATE_H
#define BERPIJAR_APP_READER_STATE_H

#include "reader.h"
#include <berpijar/story.h>

/* A link, a question or a summary on the page that can be focused. */
struct item {
	size_t line;
	uint16_t link;  /* 0: a question or a summary */
	uint32_t block; /* of it */
};

/* How much a question waits for an answer: what waits most is opened first. */
enum reader_waits {
	READER_ANSWERED,
	READER_OPEN,
	READER_HALF, /* an answer was begun */
};

/* What was searched for in the lesson, and where it was found. */
struct find {
	struct field query;
	struct bp_hits hits;
	uint32_t hit;  /* the one that the cursor is on */
	size_t from;   /* line at the top of the window when the search began */
	bool marked;   /* hits are marked on the page */
	bool arriving; /* to be searched in the first layout, from the line at its top */
};

struct reader {
	struct bp_layout *layout; /* NULL: to be made at the next view */
	struct bp_card *cards;    /* for each question; in the document's arena */
	char (*card_texts)[64];
	uint8_t *folds; /* enum bp_fold for each block; likewise */
	uint8_t *waits; /* enum reader_waits for each question; likewise */
	struct item *items;
	size_t item_count, item_room;
	size_t focus; /* into items; >= item_count: none */
	size_t top, cursor;
	size_t told; /* lines from the top on that plain lines told; 0: all in view */
	int rows, columns, margin, shift;
	int percent_shown;
	uint32_t moves; /* counts jumps */
	struct bp_place place;
	struct bp_place target; /* where the cursor is to stand in the next layout */
	bool place_dirty;       /* the place differs from the one that was last saved */
	bool jumped; /* nothing was read since a jump led here: that the end is in view does
		      * not mean that it was read */
	uint8_t *changes; /* enum bp_change for each block; in the document's arena */
	uint8_t *margins; /* enum bp_margin for each block; likewise */
	size_t changed;   /* blocks that are new or edited since they were read */
	bool end_noted;   /* that this text was read to its end has been recorded */
	struct bp_story *story; /* likewise; NULL: the module has no forks */
	int64_t since;          /* when the module was opened: its clock began */
	bool clockless;         /* the learner does not want to see it */
	struct find find;
};

struct reader *bp_reader_of(const struct bp_app *app);

/* ---- reader.c ---- */

/* Makes the layout for a window; the old one is kept as long as it fits. */
void bp_reader_make_layout(struct bp_app *app, int rows, int columns);

/* The reader moved: what is at the top of the window is the place to come back to. */
void bp_reader_note_place(struct bp_app *app);
void bp_reader_save_place(struct bp_app *app);
/* Puts the cursor on what is focused, else at a place if it is in the window. */
void bp_reader_put_cursor(struct reader *reader, const struct bp_place *place);

/* ---- reader_move.c ---- */

/* Rows of text in the window. */
size_t bp_reader_rows(const struct reader *reader);
/* The line at the top when the last one is in view. */
size_t bp_reader_last_top(const struct reader *reader);
/* The same of the text itself, which is read then: 100 per cent. */
size_t bp_reader_text_top(const struct reader *reader);
/* The line at the top for a place: what stands before the text is shown with its beginning. */
size_t bp_reader_top_of(const struct reader *reader, const struct bp_place *place);
bool bp_reader_at_end(const struct reader *reader);
/* The end of the text is in view, and was come to by reading; what fits the window is read.
 * Its sources may be behind it. */
bool bp_reader_has_read_to_end(const struct reader *reader);

void bp_reader_by_page(struct bp_app *app, bool down);
void bp_reader_by_line(struct bp_app *app, bool down);
/* Puts a line at the top, as a jump that can be undone. */
void bp_reader_jump_to(struct bp_app *app, size_t top);
void bp_reader_go_to_line(struct bp_app *app, size_t line);
/* Brings a line into view, not at its edges; nothing is focused then. */
void bp_reader_show_line(struct bp_app *app, size_t line);
/* Puts a question or link into focus, and into sight. */
void bp_reader_focus(struct bp_app *app, size_t item);
void bp_reader_move_focus(struct bp_app *app, bool forward);
/* How much an item waits for an answer; links do not. */
uint8_t bp_reader_waits(const struct bp_app *app, size_t item);
/* After an answer: puts the next open question into focus, unless text that has not been
 * in view lies before it. Then, or if there is none, nothing is focused. */
void bp_reader_focus_next_open(struct bp_app *app, uint32_t answered);
/* After an answer, to go on from it: true if nothing is to be read before the next open
 * question, which is then in focus and *next its block. Else the question that was answered
 * is put at the top of the window, with what follows below it. */
bool bp_reader_go_on(struct bp_app *app, uint32_t answered, uint32_t *next);
/* Puts the first open question of the module into focus; false: all are answered. */
bool bp_reader_return_to_open(struct bp_app *app);
/* The item that Enter opens: the focus, else the question in view that waits most for an
 * answer; SIZE_MAX if there is none. */
size_t bp_reader_pointed(const struct bp_app *app);
bool bp_reader_in_view(const struct reader *reader, size_t item);
/* After the window changed: what is in focus stays in sight. The place that is kept stays as
 * it was, so that a window that grows again shows what it showed. */
void bp_reader_keep_focus(struct reader *reader);

/* ---- reader_items.c ---- */

/* Finds the links and questions of the page, in its order. */
void bp_reader_find_items(struct bp_app *app);

/* ---- reader_folds.c ---- */

/* Shuts all details of a module that is opened. */
void bp_folds_begin(struct bp_app *app);
/* Opens those that a block is hidden in, or all: for what is gone to, or searched. */
void bp_folds_open(struct bp_app *app, uint32_t block);
void bp_folds_open_all(struct bp_app *app);
/* Opens or shuts those that a block is the summary of; it is focused then. */
void bp_folds_turn(struct bp_app *app, uint32_t block);

/* ---- reader_story.c: forks, and what is on the path ---- */

void bp_reader_begin_story(struct bp_app *app);
/* Follows the path that was taken in this round. */
void bp_reader_follow_story(struct bp_app *app);
/* After a fork that is left to go on: goes where it leads; false: it leads on as any question
 * does, or is none. */
bool bp_reader_go_on_story(struct bp_app *app, uint32_t block);
/* What the story's clock says; NULL: it has none, or none is wanted. */
const char *bp_reader_clock(struct bp_app *app);
bool bp_reader_has_clock(const struct bp_app *app);
void bp_reader_switch_clock(struct bp_app *app);
/* The score, in a story that of the path alone, as it is once `answered` was answered too. */
struct bp_score bp_reader_score_story(
	const struct bp_app *app, const struct bp_question *answered, double grade);

/* ---- reader_done.c ---- */

/* A module without questions is done when its end has been read. */
void bp_reader_note_end(struct bp_app *app);
/* The result of the module; if the last thing done finished the course, that over it. */
void bp_reader_show_result(struct bp_app *app, bool finished);
/* Whether the answer that was just left is the last one of a module that is not passed. */
bool bp_reader_failed(const struct bp_app *app, bool graded);
/* Going on past the end: the result, or what is missing. */
void bp_reader_end_of_module(struct bp_app *app);

/* ---- changes.c ---- */

/* What has changed since the module was read to its end. */
void bp_changes_open(struct bp_app *app);
void bp_changes_next(struct bp_app *app, bool forward);
/* Adds to an event that the text of the module has been read to its end. */
void bp_changes_note(struct bp_app *app, struct bp_event *event);

/* ---- find.c ---- */

/* Searches from where the search began. */
void bp_find_search(struct bp_app *app);
/* Goes to the hit, to the next one, and says which it is. */
void bp_find_show(struct bp_app *app);
void bp_find_step(struct bp_app *app, bool forward);
void bp_find_next(struct bp_app *app, bool forward);
/* Searches from a line on, and marks the hits. */
void bp_find_from(struct bp_app *app, size_t line);
/* "2 dari 5" */
const char *bp_find_count(struct bp_app *app);
void bp_find_say_missed(struct bp_app *app);

#endif
