/* Words and figures that several screens share; all in the view arena. */
#ifndef BERPIJAR_APP_WORDS_H
#define BERPIJAR_APP_WORDS_H

#include "app.h"
#include <berpijar/year.h>

const char *bp_words_number(struct bp_app *app, double value); /* "22,5" */
const char *bp_words_jp(struct bp_app *app, int halves);       /* "1,5" */
/* "7,5 + 6 dari 20": here and from elsewhere, of what the learner is measured by. */
const char *bp_words_year(struct bp_app *app, const struct bp_year *year);
/* A bar and a blank. It looks full or empty only if it is; in plain lines there is none. */
const char *bp_words_bar(struct bp_app *app, int part, int whole, int columns);
/* The same of halves of JP in a year, which is full at what the learner is measured by. */
const char *bp_words_year_bar(struct bp_app *app, int halves, int columns);
/* The beginning of a question's text, as one line. */
const char *bp_words_stem(
	struct bp_app *app, const struct bp_document *stem, int columns);
/* How an answer with this grade went, with its symbol. Question NULL: it has been deleted.
 * right: the answer was, even if earlier tries have lowered its grade. */
const char *bp_words_outcome(struct bp_app *app, const struct bp_question *question,
	double grade, bool right, enum bp_color *color);
/* "edisi percobaan: 3 dari 8 modul"; NULL: the course is complete. */
const char *bp_words_edition(struct bp_app *app, const struct bp_course *course);
/* The state of a module, into its row. */
void bp_words_module_state(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_row *row);
/* What of the record has come to the centre: "terkirim 14.32 WIB", "3 jawaban menunggu
 * sambungan". NULL: nothing is sent from here, or nothing is known. */
const char *bp_words_sent(struct bp_app *app);

#endif
