/* What the parts of plain lines share. */
#ifndef BERPIJAR_PLAIN_PRIVATE_H
#define BERPIJAR_PLAIN_PRIVATE_H

#include "lines.h"
#include <berpijar/plain.h>

#define LINE_LIMIT 4096 /* bytes of an input line; what is over is left out */

/* What an input line asks for, one thing after another. Most are keys; the others
 * become keys when their turn comes, by what the view shows then. */
enum step_kind {
	STEP_KEY,
	STEP_ROW,      /* arrows to the nth item of a list or row of a question */
	STEP_QUESTION, /* Tab to the nth question of a lesson, from 0, and open it */
	STEP_LINK,     /* the same for a link */
	STEP_TEXT,     /* what follows is text: dropped where none is asked for */
	STEP_SUBMIT,   /* Enter, unless it was noted how the text is read */
};

struct step {
	enum step_kind kind;
	uint32_t key;
	size_t n;
	size_t before; /* where the last press led, to see that it leads on */
	bool pressed;
};

struct said_reader {
	uint32_t visit, moves;
	size_t count;    /* lines of the layout */
	size_t top, end; /* the window; what is before the end has been said */
	size_t cursor;
	uint16_t focus_link;
	uint32_t focus_block;
	uint64_t hit;
};

/* What has been printed and need not be told again. */
struct said {
	bool any;
	enum bp_view_kind kind;
	struct bp_buf title, side, message;
	struct said_reader reader;
	struct lines lines; /* of a list or a question */
	size_t window, end; /* the page; what is before its end has been printed */
	size_t selected;
	const struct bp_document *stem;
	bool graded;
};

struct bp_plain {
	bool utf8;
	struct bp_view view;
	int rows, columns;
	struct said said;
	struct lines lines; /* of the list or question in the view */
	size_t window, window_end;
	struct bp_buf out;
	struct bp_buf doubted; /* an answer that is a word of command as well */
	struct step *steps;    /* from `step` on still to be done */
	size_t step, step_count, step_room;
	char input[LINE_LIMIT + 1];
	size_t input_len, line_len; /* bytes read; of the line in hand */
	bool ended;                 /* no more input */
	int wait_ms;                /* for a line; -1: for ever */
	bool ticked;                /* it was over */
	bool asked;                 /* the prompt stands there, and no line came yet */
	size_t lead;                /* bytes to be sent that say nothing */
	size_t bytes, answers;
};

/* ---- printing ---- */

int plain_body(const struct bp_plain *plain); /* lines of a page */
/* Adds a line to what is printed next, cleaned. */
void plain_put(struct bp_plain *plain, struct bp_str text);
/* The same for words of ours, wrapped. */
void plain_put_words(struct bp_plain *plain, const char *words);
/* Adds lines first..end-1. */
void plain_put_lines(
	struct bp_plain *plain, const struct lines *lines, size_t first, size_t end);
void plain_prompt(struct bp_plain *plain);

/* What of a page from `top` to *end is to be printed where one from said_top to said_end
 * is known: returns the first line, and changes *end. */
size_t plain_new_lines(const struct bp_plain *plain, size_t said_top, size_t said_end,
	size_t top, size_t *end);

/* Whether the view has the title of the last one; and of its kind. */
bool plain_goes_on(const struct bp_plain *plain);

/* The lines of the view, and what of them is new. */
void plain_fill_list(struct bp_plain *plain);
void plain_say_list(struct bp_plain *plain);
void plain_fill_question(struct bp_plain *plain);
void plain_say_question(struct bp_plain *plain);
void plain_say_reader(struct bp_plain *plain);
void plain_say_text(struct bp_plain *plain);

/* ---- understanding ---- */

/* Whether a line that is typed now is text: an answer, or what is searched for. */
bool plain_asks_text(const struct bp_view *view);
/* Whether a question is open that takes letters and numbers. */
bool plain_asks_choice(const struct bp_view *view);
bool plain_is_graded(const struct bp_view *view);
size_t plain_item_count(const struct bp_list_view *list);
size_t plain_item_of(const struct bp_list_view *list, size_t row); /* SIZE_MAX: none */

/* Whether the selected item stands on the page that is shown. */
bool plain_shows_selected(const struct bp_plain *plain);
/* On to the next page of what stands above the first item; false: it has been told. */
bool plain_turn_page(struct bp_plain *plain);
/* The item of a list to point at so that another page is shown; SIZE_MAX: the action
 * turns no page, or there is none. */
size_t plain_item_of_page(const struct bp_plain *plain, enum bp_action action);

void plain_step(struct bp_plain *plain, enum step_kind kind, uint32_t key, size_t n);
void plain_type(
	struct bp_plain *plain, struct bp_str text); /* a key for each character */
/* The key to press for the step in hand; BP_KEY_NONE: it is done. */
uint32_t plain_next_key(struct bp_plain *plain);

/* A whole line → steps, or a message. */
void plain_understand(struct bp_plain *plain, struct bp_str line);
/* A question's answer, or what is wrong with it; false: the line is none. */
bool plain_answer(struct bp_plain *plain, struct bp_str line);

/* The key that does an action in the view's keymap; BP_KEY_NONE: it cannot be done. */
uint32_t plain_key_of(const struct bp_view *view, enum bp_action action);
/* Whether it is an action's whole word. */
bool plain_is_word(const struct bp_plain *plain, struct bp_str word);
/* The action that a word, or its start, means; false: it was said why there is none. */
bool plain_find_word(struct bp_plain *plain, struct bp_str word, enum bp_action *action);
uint32_t plain_find_key(struct bp_str name); /* "pgdn"; BP_KEY_NONE: no key's name */

#endif
