/*
 * A document laid out for a width: lines, which are made of runs in one style.
 */
#ifndef BERPIJAR_LAYOUT_H
#define BERPIJAR_LAYOUT_H

#include <berpijar/action.h>
#include <berpijar/document.h>
#include <berpijar/screen.h>

#define BP_LAYOUT_MIN 20 /* columns; narrower windows get lines of 20, cut */
#define BP_LAYOUT_MAX 300

/* Offsets of a block's lines: 0 the empty line before it, then titles, then its text. What
 * stands before the whole text has the first block and 0, what stands behind it the last
 * block and more than any text. */
#define BP_OFFSET_TEXT   32
#define BP_OFFSET_BEHIND UINT32_C(0x80000000)

/* What a run is: searches and tests only look at the author's words. */
enum bp_role {
	BP_ROLE_TEXT,   /* the author's words */
	BP_ROLE_MARKER, /* list markers, bars of quotes, titles of callouts */
	BP_ROLE_RULE,   /* rules, lines under headings and table headers */
	BP_ROLE_FRAME,  /* frames of questions and images and what is written in them */
};

struct bp_run {
	struct bp_str text; /* borrowed from the document or the layout's arena */
	int column;         /* from the layout's left edge */
	int columns;        /* its width; code may reach beyond the layout's */
	uint16_t link;      /* as in the document's spans */
	bp_style style;
	uint8_t role;
	uint8_t cell; /* of a table's row, from 1; 0: in no cell */
};

struct bp_line {
	uint32_t first; /* its runs: layout->runs[first .. first + count) */
	uint32_t count;
	uint32_t block;
	uint32_t
		offset; /* of its first character in its block's text; grows in a block */
	bool joined;    /* it goes on with a word that was too long for the line above */
	bool row;       /* it goes on with the cells of the line above */
	bool code;      /* may be wider than the layout: it scrolls sideways */
};

/* The state of a question, as its card shows it. */
struct bp_card {
	const char *state; /* "belum dijawab", "✔ benar · nilai 100"; NULL: none */
	enum bp_color color;
};

/* Of a block that opens details. */
enum bp_fold { BP_FOLD_NONE, BP_FOLD_OPEN, BP_FOLD_SHUT };

struct bp_layout_options {
	int width;                   /* columns */
	const char *const *symbols;  /* bp_symbols() */
	const struct bp_card *cards; /* one for each question, or NULL */
	bool spaced;                 /* an empty line after each line of a text */
	bool wrap_code;              /* wrap code lines instead of leaving them wide */
	bool unstyled; /* no bold, no underlines: each heading has a line below */
	bool spoken;   /* for plain lines: words tell what would be drawn */
	const struct bp_key_names *keys; /* what stands for "{key:…}"; NULL: the words of
					  * plain lines. They outlive the layout. */
	bool unended; /* a story goes on: what stands behind the text is left out */
	const uint8_t *hidden; /* for each block: not 0: it is left out; NULL: none is */
	const uint8_t *folds;  /* an enum bp_fold for each block; NULL: all is open */
	/* What they say of themselves stands around the text; NULL: nothing does. */
	const struct bp_course *course;
	const struct bp_module *module;
};

struct bp_layout {
	const struct bp_document *document;
	struct bp_arena *arena;
	int width;
	struct bp_line *lines;
	size_t count, room;
	size_t first, end; /* the lines of the text itself */
	struct bp_run *runs;
	size_t run_count, run_room;
	int code_width; /* of the widest code line */
};

struct bp_layout *bp_layout_new(
	const struct bp_document *document, const struct bp_layout_options *options);
void bp_layout_free(struct bp_layout *layout); /* NULL is fine */

#define BP_MEASURE 72 /* columns of text, unless the user wants another width */

/* The width of text in a window of `window` columns, at most `most` (0: BP_MEASURE), and its
 * left edge. */
int bp_measure(int window, int most, int *margin);

/*
 * Wraps a typed text: returns the end of the line that begins at offset `start`, in
 * `columns` columns. *next: where the next line begins; SIZE_MAX: there is none.
 */
size_t bp_wrap_line(struct bp_str text, size_t start, int columns, size_t *next);

/* The line that shows `offset` (as in struct bp_line) of a block. */
size_t bp_layout_find(const struct bp_layout *layout, uint32_t block, uint32_t offset);

#endif
