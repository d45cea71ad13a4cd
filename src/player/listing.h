/* What is printed where there is neither a terminal nor input. */
#ifndef BERPIJAR_PLAYER_LISTING_H
#define BERPIJAR_PLAYER_LISTING_H

#include <berpijar/session.h>

/* Each returns the exit status. */
int bp_listing_courses(struct bp_session *session);
int bp_listing_review(const struct bp_session *session);

#endif
