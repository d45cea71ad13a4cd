/* Lines for whoever runs it. */
#include "sync.h"
#include <stdio.h>

void sync_tell(const char *learner, const char *what)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, "berpijar-sync: %s%s%s", learner ? learner : "",
		learner ? ": " : "", what);
	bp_print_clean_line(stderr, bp_buf_str(&line));
	fputc('\n', stderr);
	bp_buf_release(&line);
}

void sync_say(const struct sync *sync, const char *learner, const char *what)
{
	struct bp_buf line = {0};

	if (sync->quiet)
		return;
	bp_buf_printf(&line, "%s%s%s", learner ? learner : "", learner ? ": " : "", what);
	bp_print_clean_line(stdout, bp_buf_str(&line));
	putchar('\n');
	fflush(stdout);
	bp_buf_release(&line);
}
