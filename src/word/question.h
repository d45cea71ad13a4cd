/*
 * Questions, as authors type them: a numbered line, choices with letters, and a key that
 * stands below ("Kunci: b"), in a list at the end ("1. B 2. C"), or in how the right choice
 * looks.
 */
#ifndef BERPIJAR_WORD_QUESTION_H
#define BERPIJAR_WORD_QUESTION_H

#include "lines.h"
#include <berpijar/quiz.h>

struct question_choice {
	struct runs runs;
	struct bp_str text;
	bool right; /* it is marked so */
};

struct question {
	size_t first, end; /* its lines: from first on, before end */
	int number;        /* 0: it has none */
	struct runs stem;
	struct bp_str text; /* of that */
	struct question_choice *choices;
	size_t choice_count, choice_room;
	bool bullets;      /* the choices have no letters */
	struct bp_str key; /* as it was written; empty: none */
	struct runs why;   /* an explanation */
	bool quiz;         /* it stands under a heading of questions */
	bool truth;        /* its heading says that it is right or wrong */
	bool is;           /* it is a question, and no numbered paragraph */
	const char *fault; /* why it cannot be asked; NULL: it can */
};

struct questions {
	struct question *at;
	size_t count, room;
};

/* Finds the questions of a document, with their keys, and notes in the lines which are
 * theirs; keys that belong to none are among the losses. */
void questions_find(struct bp_word *word, const struct blocks *blocks,
	struct lines *lines, struct questions *questions);

/* Whether its text asks for something: "?", "adalah ...". */
bool question_asks(const struct question *question);
/* Whether a choice looks right. */
bool question_looks_keyed(const struct question *question);

/* ---- question_key.c: what a key says ---- */

/* Whether the text is the key line of a question: its value is *key. */
bool question_key_line(struct bp_str text, struct bp_str *key);
/* Reads letters of choices, "b", "A dan C", "b. Syarat"; false: these are none. A letter
 * beyond the choices leaves *count 0. */
bool question_key_letters(
	struct bp_str key, size_t choices, bool right[BP_MAX_CHOICES], size_t *count);
/* Whether the text says right or wrong: *value. One letter alone does if `letters`. */
bool question_key_truth(struct bp_str key, bool letters, bool *value);
/* Whether the text is a number, which is appended with a point. */
bool question_key_number(struct bp_str key, struct bp_buf *number);

/* ---- question_keys.c: lists of keys ---- */

/* Gives the questions from `since` on their keys of a list that begins at a line, if one
 * does. Returns the line behind it; `line`: there is none. */
size_t question_keys_read(struct bp_word *word, const struct blocks *blocks,
	struct lines *lines, size_t line, struct questions *questions, size_t since);

/* ---- question_make.c ---- */

struct markdown;

/* Writes a sound question as GIFT in its fence; or, as a comment, one that is not. */
void question_write(const struct question *question, const struct lines *lines,
	size_t number, struct markdown *markdown, struct bp_buf *out);
/* Finds out what is wrong with a question, which it keeps. */
void question_judge(struct question *question);
/* Whether it becomes an essay, which nobody grades. */
bool question_is_essay(const struct question *question);

#endif
