/*
 * What two of these programs say to each other over any carrier that has two ways, such as
 * ssh: lines of text, and counted bytes. The other end is a stranger: whatever comes from it is
 * bounded, and one that falls silent is left.
 */
#ifndef BERPIJAR_SYNC_TALK_H
#define BERPIJAR_SYNC_TALK_H

#include <berpijar/error.h>
#include <berpijar/text.h>
#include <sys/types.h>

struct talk {
	int in, out;
	char bytes[4096];
	size_t at, end; /* of them that were not taken */
};

/* Starts a carrier with its input and output at a socket of ours; what it complains of is
 * shown. Its end is talk_end(), which waits for it; not `well`: there is nothing more to wait
 * for, and it is told to end. */
bool talk_start(struct talk *talk, char **words, pid_t *pid, struct bp_error *err);
void talk_end(struct talk *talk, pid_t pid, bool well);
/* The first byte that comes, which stays there; -1: none. */
int talk_first(struct talk *talk);
/* Takes at most so many bytes; 0: they have ended. */
bool talk_take(
	struct talk *talk, char *into, size_t most, size_t *taken, struct bp_error *err);
/* Appends a line without its end, of at most so many bytes. */
bool talk_hear(struct talk *talk, struct bp_buf *line, size_t most, struct bp_error *err);
/* False: says that the line was cut, and what to do. */
bool talk_lost(struct bp_error *err);
bool talk_say(struct talk *talk, struct bp_str words, struct bp_error *err);

#endif
