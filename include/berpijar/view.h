/*
 * View models: what a screen says, without how it is drawn. A mode of the app
 * fills one; bp_view_draw() puts it into cells, and plain lines print the same.
 *
 * A view borrows everything and lives for one draw.
 */
#ifndef BERPIJAR_VIEW_H
#define BERPIJAR_VIEW_H

#include <berpijar/input.h>
#include <berpijar/layout.h>
#include <berpijar/screen.h>
#include <berpijar/search.h>

enum bp_view_kind {
	BP_VIEW_LIST,
	BP_VIEW_READER,
	BP_VIEW_QUESTION,
	BP_VIEW_TEXT,
	BP_VIEW_QR
};

struct bp_hint_view {
	const char *keys, *label;
	bool stays;   /* it is never dropped, however narrow the window: the way out */
	bool scrolls; /* it is hidden while the whole body is in view */
	bool late; /* drawn behind the others, before the last: those stay where they are */
	enum bp_action action;
};
#define BP_HINT_COUNT 16

/* A row of a list. Only items can be selected. */
enum bp_row_kind { BP_ROW_BLANK, BP_ROW_HEADING, BP_ROW_ITEM, BP_ROW_TEXT, BP_ROW_FAULT };

struct bp_row {
	enum bp_row_kind kind;
	const char *text;    /* wrapped if need be in text rows, else cut */
	size_t mark, marked; /* the offset and the bytes of a marked part of an item's
			      * text; 0 bytes: none */
	const char *label;   /* in front of an item or a text: "1", "?" */
	const char *detail;  /* second line of an item, faint */
	const char *side;    /* at the right: "1 JP" */
	const char *state;   /* at the far right: "✔ selesai" */
	enum bp_color color; /* of the state */
	int bar;             /* progress 0..1000 before the state; -1: none */
	uint32_t items;      /* that stand above it */
};

/* Where each row of a list stands: the list's owner keeps it from draw to draw, so that
 * moving in a long list lays out the rows that are seen, and no others. Zeroed it is empty. */
struct bp_list_places {
	uint64_t version; /* of the rows … */
	int columns;      /* … and the width of the list, that it is for */
	int *first;       /* the line of each row, and that behind the last */
	size_t room;
	int side, state; /* the widest of the rows */
	bool bars;       /* there are any */
};

struct bp_list_view {
	const struct bp_row *rows;
	size_t count;
	uint64_t version;              /* another one for other rows; 0: not known */
	struct bp_list_places *places; /* kept by the owner, set by drawing; NULL: none */
	size_t selected;               /* a row; >= count: none */
	bool loose;                    /* the selected row may be out of view */
	size_t *top; /* first line shown; kept by the owner, moved by drawing so that
			  * the selected row is seen unless `loose` */
	int *hidden; /* set by drawing: how many lines the selected row is below the
			  * window (negative: above it) */
	int *page;   /* set by drawing: how many rows a page has */
	int label_columns;
	int state_columns; /* the states take so many at least */
};

/* The mark in the margin beside a block. */
enum bp_margin { BP_MARGIN_NONE, BP_MARGIN_MARK, BP_MARGIN_CHANGED, BP_MARGIN_NEW };

struct bp_reader_view {
	const struct bp_layout *layout;
	size_t top;    /* line at the top of the window */
	int margin;    /* of the text */
	int shift;     /* columns that lines of code are shifted left */
	size_t cursor; /* line where the hardware cursor stands: what is read or focused
			*/
	uint16_t focus_link;        /* as in runs; 0: none */
	const struct bp_hits *hits; /* found words to be marked; NULL: none */
	uint32_t hit;               /* the current one */
	uint32_t focus_block;       /* block of the focused question; UINT32_MAX: none */
	const uint8_t *waits; /* for each question: not 0 where it is not answered */
	size_t pointed; /* line of the question that Enter opens: it need not be focused;
			 * SIZE_MAX: none */
	uint32_t moves; /* counts the jumps to the cursor */
	const uint8_t *margins; /* an enum bp_margin for each block; NULL: none */
	uint32_t visit;         /* it changes whenever a module is opened */
	size_t *told; /* where plain lines say how many lines of the window they told: the
		       * next page begins behind them; 0: all */
};

enum bp_choice_kind { BP_CHOICE_RADIO, BP_CHOICE_CHECK, BP_CHOICE_PAIR, BP_CHOICE_ITEM };

struct bp_choice_view {
	const struct bp_document *text;
	const char *answer; /* pair: the partner given, or NULL */
	bool marked;
	const char *verdict; /* "✔ benar", NULL: none */
	enum bp_color color;
};

/* A paragraph of feedback with a title in front. */
struct bp_feedback_view {
	const char *title; /* "Mengapa bukan a:", NULL: none */
	const struct bp_document *text;
};

/* A line of a checklist that the learner ticks. */
struct bp_check_view {
	const struct bp_document *text;
	bool ticked;
};

struct bp_field_view {
	struct bp_str text;
	size_t cursor;    /* byte offset */
	const char *note; /* "dibaca sebagai 1,5" */
	bool done;        /* handed in: no cursor in it */
	bool number;      /* it asks for one */
	bool lines;       /* it has several; else the rest is NULL */
	int *columns;     /* where to say how wide they are */
	const char *send; /* below them, what hands it in: "Kirim jawaban" */
	bool sending;     /* that is pointed at */
};

struct bp_question_view {
	/* "Soal 1 dari 8", "pilihan ganda": the question is in a card, as in the lesson that
	 * it stands in. NULL: the title says it. */
	const char *number, *type;
	const struct bp_document *above; /* texts that it asks about, in their order */
	size_t above_count;
	const struct bp_document *stem;
	enum bp_choice_kind choice_kind;
	const struct bp_choice_view *choices;
	size_t choice_count;
	size_t selected;             /* >= choice_count: none */
	const char *const *partners; /* matching: texts of the right side, a b c … */
	const char *const *uses; /* the rows that each was given to: "1, 3"; NULL: none */
	size_t partner_count;
	const struct bp_field_view *field; /* text types; NULL: none */
	const char *verdict; /* "BENAR · nilai 1,0 · tersimpan"; NULL: not graded yet */
	enum bp_color verdict_color;
	const struct bp_feedback_view *feedback;
	size_t feedback_count;
	const struct bp_check_view *checks; /* below the feedback */
	size_t check_count;
	size_t check;           /* pointed at; check_count: the line that goes on */
	const char *check_hint; /* above them; NULL: the author's words are */
	const char *check_on;   /* the line that goes on; NULL: none can be ticked */
	int *top;    /* first line shown; kept by the owner, moved by drawing */
	int *page;   /* where to say how many lines a page has */
	bool follow; /* move top so that the selected choice or the verdict is seen */
};

/* A text that is being written, in lines. */
struct bp_text_view {
	const char *caption; /* what it is about; wrapped */
	struct bp_str text;
	size_t cursor; /* byte offset */
	int *top;      /* first line shown; kept by the owner, moved by drawing */
	int *columns;  /* where to say how wide its lines are */
};

/* A QR code. */
struct bp_qr_view {
	const uint8_t *modules; /* size × size, row by row; 1: black */
	int size;
	bool inverted; /* white on black: where reverse is not the paper's colour */
};

struct bp_view {
	int rows, columns; /* of the window that it is made for */
	enum bp_view_kind kind;
	const char *title, *side; /* top line, left and right */
	const char *
		sign; /* a state to be seen on every screen, as "TIDAK DICATAT"; or NULL */
	bool timed;   /* the side says how much time there is */
	const char *message; /* above the keys, NULL: none */
	enum bp_color message_color;
	const char
		*notice; /* what has just happened: above a message that is being typed,
			     * and in plain lines; NULL: none */
	enum bp_color notice_color;
	const char *warning; /* for plain lines: what is told once, though no key came, as
			      * soon as it cuts into no text; NULL: none */
	const char *strip; /* in the message's place while there is none; NULL: none … */
	const char *strip_side; /* … and what stands at its right, never cut */
	enum bp_color strip_color;
	int message_cursor; /* bytes of the message before the cursor; 0: it is elsewhere
			     */
	struct bp_hint_view hints[BP_HINT_COUNT];
	size_t hint_count;
	const struct bp_keymap *keymap; /* of the mode on top */
	const char *const *symbols;
	const struct bp_key_names *keys; /* that its texts name; NULL: their words */
	int measure;                     /* columns of text at most; 0: BP_MEASURE */
	union {
		struct bp_list_view list;
		struct bp_reader_view reader;
		struct bp_question_view question;
		struct bp_text_view text;
		struct bp_qr_view qr;
	} as;
};

void bp_list_places_release(struct bp_list_places *places);

/* Draws a view into the screen (cleared first), at whatever size it has. */
void bp_view_draw(const struct bp_view *view, struct bp_screen *screen);

/* Whether a QR code of so many modules can be shown in a window of that size. */
bool bp_qr_fits(int size, int rows, int columns, const char *const *symbols);

/* Rows between the top and the bottom line in a window of so many rows. */
int bp_view_body(int rows);

#endif
