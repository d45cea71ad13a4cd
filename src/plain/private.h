/* What the parts of plain lines share. */
#ifndef BERPIJAR_PLAIN_PRIVATE_H
#define BERPIJAR_PLAIN_PRIVATE_H

#include "lines.h"
#include <berpijar/plain.h>
#include <signal.h>

#define LINE_LIMIT 4096 /* bytes of an input line; what is over is left out */

/* An input line becomes steps, done one after another. Most are keys; the others become
 * keys when their turn comes, since which keys they take depends on the view then. */
enum step_kind {
	STEP_KEY,
	STEP_ROW,      /* arrows to the nth item of a list or row of a question */
	STEP_QUESTION, /* Tab to the nth question of a lesson, from 0, and open it; SIZE_MAX:
			* the first that is not answered, else the next one */
	STEP_LINK,     /* the same for a link */
	STEP_TEXT,   /* the steps after it type a text: dropped unless one is asked for */
	STEP_SUBMIT, /* Enter, unless the field explains how it reads the answer */
};

struct step {
	enum step_kind kind;
	uint32_t key;
	size_t n;
	size_t before; /* the place before the last press; a press that stays there ends it */
	bool pressed;
};

/* A place in the lines of a lesson. */
struct spot {
	size_t line, byte;
};

struct said_reader {
	uint32_t visit, moves;
	size_t count;       /* lines of the layout */
	size_t top, bottom; /* the window */
	struct spot end;    /* what stands before it has been said */
	size_t cursor;
	uint16_t focus_link;
	uint32_t focus_block;
	uint64_t hit;
};

/* What has been said and need not be said again. */
struct said {
	bool any;
	enum bp_view_kind kind;
	struct bp_buf title, side, message, notice, warning;
	struct lines prompt; /* its words */
	struct said_reader reader;
	struct lines lines; /* of a list or a question */
	size_t window, end; /* the page; lines before its end have been said */
	size_t selected;
	const struct bp_document *stem;
	bool graded;
};

struct bp_plain {
	bool utf8;
	struct bp_buf mode; /* the first line; empty: it has been said */
	struct bp_view view;
	int rows, columns;
	struct said said;
	struct lines lines; /* of the list or question in the view */
	size_t window, window_end;
	struct bp_buf out;
	struct bp_buf
		doubted;    /* an answer that is also a command; given again, it counts */
	struct step *steps; /* those from `step` on are still to be done */
	size_t step, step_count, step_room;
	char input[LINE_LIMIT + 1];
	size_t input_len;   /* bytes of `input` */
	sigset_t unblocked; /* the signals' mask while we wait for input */
	bool ended;         /* no more input */
	int wait_ms;        /* how long to wait for a line; -1: for ever */
	int write_ms;       /* within which a line must take bytes */
	int also;           /* a descriptor that ends a wait as well; -1: none */
	bool ticked;        /* that time went by without a line */
	bool asked;         /* the prompt has been sent, and no line came yet */
	bool arrived;       /* the title is new since the last prompt */
	size_t lead;        /* bytes at the start of `out` that say nothing */
	size_t bytes, answers;
};

/* ---- printing ---- */

/* Sends all of `out` in one write(). */
void plain_flush(struct bp_plain *plain);
/* Adds the view's title, what it shows at the side, or both, as a sentence. */
void plain_put_title(struct bp_plain *plain, bool title, bool side);
int plain_body(const struct bp_plain *plain); /* lines of a page */
/* Adds a line to what is printed next, cleaned. */
void plain_put(struct bp_plain *plain, struct bp_str text);
/* The same for our own words, wrapped. */
void plain_put_words(struct bp_plain *plain, const char *words);
/* Adds lines first..end-1. */
void plain_put_lines(
	struct bp_plain *plain, const struct lines *lines, size_t first, size_t end);
void plain_prompt(struct bp_plain *plain);

/* Which lines of the page top..*end are new, if those of said_top..said_end have been
 * said: returns the first one and shortens *end. */
size_t plain_new_lines(const struct bp_plain *plain, size_t said_top, size_t said_end,
	size_t top, size_t *end);

/* Whether the view is of the same kind and has the same title as the last one. */
bool plain_goes_on(const struct bp_plain *plain);

/* For each kind of view: fill makes its lines, say prints those that are new. */
void plain_fill_list(struct bp_plain *plain);
void plain_say_list(struct bp_plain *plain);
void plain_fill_question(struct bp_plain *plain);
void plain_say_question(struct bp_plain *plain);
void plain_say_reader(struct bp_plain *plain);
void plain_say_text(struct bp_plain *plain);
/* Whether the view is the next page of the lesson that was said. */
bool plain_reads_on(const struct bp_plain *plain);

/* The end of the first sentence that ends behind an offset: behind its marks; SIZE_MAX if
 * none ends in the text. */
size_t plain_sentence_end(struct bp_str text, size_t from);
/* Whether a text ends as a sentence does. */
bool plain_is_sentence(struct bp_str text);
bool plain_line_is_blank(const struct bp_layout *layout, size_t line);
/* Where the sentence begins to which a place belongs, and where it ends. Code and tables are
 * sentences line by line and row by row. */
struct spot plain_sentence_start(const struct bp_layout *layout, struct spot spot);
struct spot plain_sentence_stop(const struct bp_layout *layout, struct spot spot);
/* Where a page should end that begins at `from` and has room for the lines before `end`:
 * below a line with which a block or a sentence ends, if there is one near, else behind the
 * last sentence of its second half, else with its last line. A heading is not its last
 * line. */
struct spot plain_page_end(const struct bp_layout *layout, struct spot from, size_t end);

/* ---- reading ---- */

/* Handles the signals that ask to end: bp_plain_signal() tells which one came. */
void plain_open_signals(struct bp_plain *plain);

/* ---- understanding ---- */

/* Whether a line is taken as text now: an answer, a note, or words to search for. */
bool plain_asks_text(const struct bp_view *view);
/* Whether a question is open that takes letters and numbers. */
bool plain_asks_choice(const struct bp_view *view);
bool plain_is_graded(const struct bp_view *view);
/* … with a checklist whose lines can be ticked. */
bool plain_has_checks(const struct bp_view *view);
size_t plain_item_count(const struct bp_list_view *list);
size_t plain_item_of(const struct bp_list_view *list, size_t row); /* SIZE_MAX: none */

/* Whether the selected item stands on the page that is shown. */
bool plain_shows_selected(const struct bp_plain *plain);
/* Shows the next page of the text above a list's first item; false if there is none. */
bool plain_turn_page(struct bp_plain *plain);
/* The item to select so that the page before or after is shown; SIZE_MAX if the action is
 * not one that turns pages, or there is no such page. */
size_t plain_item_of_page(const struct bp_plain *plain, enum bp_action action);

void plain_step(struct bp_plain *plain, enum step_kind kind, uint32_t key, size_t n);
void plain_type(
	struct bp_plain *plain, struct bp_str text); /* a key for each character */
/* The next key of the steps; BP_KEY_NONE if all are done. */
uint32_t plain_next_key(struct bp_plain *plain);

/* A whole line → steps, or a message. */
void plain_understand(struct bp_plain *plain, struct bp_str line);
/* Answers a question, or says what is wrong with the answer; false if the line does not
 * look like one. */
bool plain_answer(struct bp_plain *plain, struct bp_str line);

/* The key that does an action in the view's keymap; BP_KEY_NONE: it cannot be done. */
uint32_t plain_key_of(const struct bp_view *view, enum bp_action action);
/* Whether it is an action's whole word. */
bool plain_is_word(const struct bp_plain *plain, struct bp_str word);
/* Whether a word begins with the typed text; *left: bytes of the word behind it. */
bool plain_word_begins(struct bp_str word, struct bp_str typed, size_t *left);
/* Opens the item of a list whose text is this or begins so; false: there is none. If there
 * are several, that is said. */
bool plain_find_item(struct bp_plain *plain, struct bp_str line);
/* The action that a word, or the start of one, means; false if it is none or several,
 * which has then been said, or if it began an item, which is then opened. */
bool plain_find_word(struct bp_plain *plain, struct bp_str word, enum bp_action *action);
uint32_t plain_find_key(struct bp_str name); /* "pgdn"; BP_KEY_NONE: no key's name */

#endif
