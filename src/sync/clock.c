/* The two clocks (clock.h). */
#include "clock.h"
#include <time.h>

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_steady(void)
{
	return clock_ms(CLOCK_BOOTTIME);
}

int64_t clock_wall(void)
{
	return clock_ms(CLOCK_REALTIME);
}
