/*
 * The lines of a document: its paragraphs, parted where lines break and where choices stand
 * side by side, each with the mark in front of it, whether a list or an author set that.
 */
#ifndef BERPIJAR_WORD_LINES_H
#define BERPIJAR_WORD_LINES_H

#include "blocks.h"

struct line {
	size_t block;
	struct runs whole;  /* with the mark, if that was typed */
	struct runs runs;   /* without it */
	struct bp_str text; /* of them, trimmed */
	char mark;          /* as of a block; 0: none */
	int number;         /* 1 for "1." and for "a." */
	bool marked;        /* all of it is bold, underlined or highlighted */
	bool quiz;          /* a heading above says that questions follow */
	bool truth;         /* that they are right or wrong */
	size_t question;    /* 1 + the question that it belongs to; 0: none */
	bool taken;         /* it stands in no text: a line of a key */
};

struct lines {
	struct line *at;
	size_t count, room;
};

/* All lines of all blocks; a block without a text has one that is empty. */
void lines_read(struct bp_arena *arena, const struct blocks *blocks, struct lines *lines);

/* The bytes of a mark that was typed in front of a text, "1." "(a)" "B)", with what is blank
 * behind it; 0: there is none. */
size_t lines_typed_mark(struct bp_str text, char *mark, int *number);

/* Takes a sign that authors put at a right choice, such as "(benar)", off a text. */
bool lines_take_sign(struct bp_arena *arena, struct runs *runs);

/* Whether one of the words (ended by NULL) stands in a text as words of their own, whatever
 * their case. */
bool lines_has_word(struct bp_str text, const char *const *words);
/* Whether it begins with one of them. */
bool lines_starts_with(struct bp_str text, const char *const *words);
/* The text behind one of the words and a ":" or "=", or an empty one with at NULL. */
struct bp_str lines_behind(struct bp_str text, const char *const *words);

#endif
