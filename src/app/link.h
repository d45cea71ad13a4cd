/* The links of a lesson. */
#ifndef BERPIJAR_APP_LINK_H
#define BERPIJAR_APP_LINK_H

#include "app.h"

/* Goes where a link leads. */
void bp_link_follow(struct bp_app *app, struct bp_str url);
/* What is told of a link that has the focus: the title or heading that it leads to, the
 * words of a footnote, else its address; in the view arena. */
const char *bp_link_words(struct bp_app *app, uint16_t link);

#endif
