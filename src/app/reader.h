/* The lesson that is open in the reader, for the modes that stand over it. */
#ifndef BERPIJAR_APP_READER_H
#define BERPIJAR_APP_READER_H

#include "app.h"
#include <berpijar/grade.h>
#include <berpijar/score.h>

/* Whether a lesson is open. Nothing else here may be called without one, unless it says
 * so. */
bool bp_reader_is_open(const struct bp_app *app);

void bp_reader_view(struct bp_app *app, struct bp_view *view);
/* The top line: the module, and how far one is in it. */
void bp_reader_fill_title(struct bp_app *app, struct bp_view *view);
/* The page is laid out anew for the next view; without a lesson, nothing happens. */
void bp_reader_forget_layout(struct bp_app *app);
/* What the questions of the page say is made anew. */
void bp_reader_describe_cards(struct bp_app *app);
const struct bp_card *bp_reader_card(const struct bp_app *app, size_t question);
/* A lesson that branches, with the path as it was followed last; NULL: it is none, or no lesson
 * is open. Whether a block is not on the path. What was chosen at a fork; NULL: nothing yet. */
struct bp_story;
const struct bp_story *bp_reader_story(const struct bp_app *app);
bool bp_reader_hides(const struct bp_app *app, uint32_t block);
/* The path of any lesson as it was recorded, in the document's arena; NULL: it has no forks. */
struct bp_story *bp_reader_path(const struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_document *document);
const struct bp_choice *bp_reader_choice(
	const struct bp_app *app, const struct bp_question *fork);
/* What stands in the margins is made anew; without a lesson, nothing happens. */
void bp_reader_find_margins(struct bp_app *app);

/* The place at the top of the window, and where the cursor stands. */
struct bp_place bp_reader_place(const struct bp_app *app);
struct bp_place bp_reader_target(const struct bp_app *app);
/* The blocks in view; false: none has been shown yet. */
bool bp_reader_blocks(const struct bp_app *app, uint32_t *first, uint32_t *last);
/* The item that is pointed at; none if it is beyond them. */
size_t bp_reader_focused(const struct bp_app *app);
/* Nothing was shown yet: it will begin at a place, and point at an item if that is in view. */
void bp_reader_begin_at(struct bp_app *app, const struct bp_place *place, size_t focus);
/* The block that a bookmark or note is put at. */
uint32_t bp_reader_block(const struct bp_app *app);
/* Whether words stand in the window. */
bool bp_reader_shows(const struct bp_app *app, struct bp_str words);

/* Goes to a place; the cursor stands there, too, or elsewhere. */
void bp_reader_go_back_to(
	struct bp_app *app, const struct bp_place *place, const struct bp_place *cursor);
void bp_reader_go_to_block(struct bp_app *app, uint32_t block);
void bp_reader_go_to_percent(struct bp_app *app, int percent); /* a jump */
/* Marks the hits of these words, and goes to the one at a place. */
void bp_reader_go_to_hit(
	struct bp_app *app, struct bp_str words, const struct bp_place *place);
/* Goes to a mark, and says if the text at that place has changed since it was made. */
void bp_reader_go_to_mark(struct bp_app *app, const struct bp_mark *mark);

/* Completes the module if all that it asks for has been done; adds the event. The answer
 * to a question, if there is one, counts with this grade. */
void bp_reader_complete(struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered);
/* Whether something stands behind the last answer, and the end has not been read. */
bool bp_reader_has_rest(const struct bp_app *app);
/* The score of the module's questions; likewise. */
struct bp_score bp_reader_score(const struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered);

#endif
