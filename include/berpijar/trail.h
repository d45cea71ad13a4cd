/*
 * Who did what with whose record: a file of the store, STORE/trail, apart from the records.
 *
 * Lines are only ever added, each with a link to the one before it:
 *
 *	2026-11-30T21:00:00.000Z erase learner=ani command=learner-erase by=rina login=rina
 *	reason="…" LINK
 *
 * on one line, where LINK is the SHA-256 of the link before it, a newline and what stands
 * before " LINK", in hexadecimal digits; the first line has 64 zeros before it. So a line that
 * is changed or taken out shows; lines that are cut off at the end do not: a server's system
 * log has them as well (log.h), and so has who keeps the newest link elsewhere.
 *
 * It says who, by the accounts that the system knows, and no more of a learner than the ID. A
 * record that is erased leaves that there.
 */
#ifndef BERPIJAR_TRAIL_H
#define BERPIJAR_TRAIL_H

#include <berpijar/arena.h>
#include <berpijar/error.h>
#include <berpijar/seal.h>

#define BP_TRAIL_FILE        "trail"
#define BP_TRAIL_LINE        1000 /* bytes of a line */
#define BP_TRAIL_REASON_MOST 300  /* bytes */

/* What was done, in one word. A look changes nothing. */
#define BP_TRAIL_LOOK "look"

struct bp_trail_entry {
	const char *action, *learner, *command;
	const char *reason; /* NULL: none */
};

/* Appends who runs this program: " by=NAME" of the account, and " login=NAME" of who logged
 * in to the machine, if that is another and the system knows it. */
void bp_trail_add_who(struct bp_buf *out);

/*
 * Notes something in the trail and, on a server, in the system's log. A learner who looks at
 * their own record leaves no line. What is no look is on the disk when it returns. False: one
 * of the two did not take it. A store that is not there, or cannot be written and is no
 * server's, has no trail of looks, which is no failure.
 */
bool bp_trail_note(const char *store, const struct bp_trail_entry *entry);

struct bp_trail_line {
	const char *at, *action, *learner, *command, *by, *login,
		*reason; /* "" for none */
	bool holds;      /* its link follows from the line before */
};
struct bp_trail {
	struct bp_trail_line *lines; /* oldest first, in the arena */
	size_t count, room;
	size_t broken; /* lines whose link does not follow */
	struct bp_digest link;
};
/* Reads all of it; a store without one has no lines. */
bool bp_trail_read(const char *store, struct bp_arena *arena, struct bp_trail *trail,
	struct bp_error *err);

#endif
