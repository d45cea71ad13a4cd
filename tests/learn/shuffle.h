/* Events in another order each time: what they add up to may not depend on it. */
#ifndef SHUFFLE_H
#define SHUFFLE_H

#include <berpijar/lottery.h>
#include <berpijar/progress.h>

/* The same for the same seed, which moves on. */
static inline void shuffle_events(struct bp_event *events, size_t count, uint64_t *seed)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = bp_random_below(seed, i);
		struct bp_event held = events[i - 1];
		events[i - 1] = events[other];
		events[other] = held;
	}
}

#endif
