/*
 * The text of a paragraph as a flat list of runs: pieces in one style. So a line can be cut
 * at any byte, whatever styles begin and end around it.
 */
#ifndef BERPIJAR_WORD_RUNS_H
#define BERPIJAR_WORD_RUNS_H

#include <berpijar/arena.h>
#include <jansson.h>

enum run_kind { RUN_TEXT, RUN_BREAK, RUN_CODE, RUN_MATH, RUN_IMAGE, RUN_NOTE };

enum run_style {
	RUN_STRONG = 1,
	RUN_EMPHASIS = 2,
	RUN_UNDERLINE = 4,
	RUN_STRIKE = 8,
	RUN_RAISED = 16,
	RUN_LOWERED = 32,
	RUN_MARKED = 64, /* highlighted */
};
/* What authors mark the right choice with. */
#define RUN_MARKS (RUN_STRONG | RUN_UNDERLINE | RUN_MARKED)

struct runs {
	struct run *at;
	size_t count, room;
};

struct run {
	enum run_kind kind;
	unsigned style;
	bool display;       /* a formula that stands alone */
	struct bp_str text; /* of an image: its description; of a break: a blank */
	struct bp_str
		target; /* of the link that it is in, or of the image; empty: none */
	struct runs note;
};

/* Reads pandoc's list of inlines. What is nested too deep is left out, and *deep set. */
void runs_read(
	struct bp_arena *arena, const json_t *inlines, struct runs *runs, bool *deep);

/* The text without its styles: all runs but images and notes, in which offsets count. */
struct bp_str runs_text(struct bp_arena *arena, const struct runs *runs);
/* The runs between two offsets in that text, with what has no text at both of them. */
struct runs runs_part(
	struct bp_arena *arena, const struct runs *runs, size_t from, size_t to);
/* The same without white space at its ends. */
struct runs runs_trim(struct bp_arena *arena, const struct runs *runs);
void runs_add(struct bp_arena *arena, struct runs *runs, const struct runs *more);
void runs_add_text(struct bp_arena *arena, struct runs *runs, const char *text);
void runs_add_break(struct bp_arena *arena, struct runs *runs);
/* Takes styles away from all of them. */
void runs_plain(struct runs *runs, unsigned styles);
/* Whether all that is more than white space has one of the styles. */
bool runs_all(const struct runs *runs, unsigned styles);
bool runs_has(const struct runs *runs, enum run_kind kind);

#endif
