/* The two clocks of berpijar-sync, in ms: one for how long something takes, which nobody sets
 * and which goes on while the machine sleeps, and that of the machine, since 1970. `watch`
 * runs for months, so what time it is is asked anew each time. */
#ifndef BERPIJAR_SYNC_CLOCK_H
#define BERPIJAR_SYNC_CLOCK_H

#include <stdint.h>

int64_t clock_steady(void);
int64_t clock_wall(void);

#endif
