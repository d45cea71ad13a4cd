/* The app's inside: the stack of modes and what each keeps. */
#ifndef BERPIJAR_APP_PRIVATE_H
#define BERPIJAR_APP_PRIVATE_H

#include <berpijar/app.h>
#include <berpijar/grade.h>
#include <berpijar/score.h>
#include <berpijar/search.h>

#define STACK_LIMIT 8
#define FIELD_LIMIT 1024 /* bytes of a typed answer */

struct bp_app;

/* A screen of the player. Adding one is a new file, and one line where it is pushed. */
struct bp_mode {
	const struct bp_keymap *keymap;
	/* Takes a key before the keymap does (text fields, letters of choices); may be
	 * NULL. */
	bool (*key)(struct bp_app *app, uint32_t key);
	void (*act)(struct bp_app *app, enum bp_action action);
	/* Whether an action can be done now, for the bottom line; NULL: all can. */
	bool (*can)(const struct bp_app *app, enum bp_action action);
	void (*view)(struct bp_app *app, int rows, int columns, struct bp_view *view);
	void (*leave)(struct bp_app *app); /* about to be popped; may be NULL */
};

extern const struct bp_mode bp_mode_catalogue, bp_mode_course, bp_mode_reader,
	bp_mode_question, bp_mode_result, bp_mode_help, bp_mode_link, bp_mode_find,
	bp_mode_contents, bp_mode_percent;

extern const struct bp_keymap bp_keymap_catalogue, bp_keymap_course, bp_keymap_reader,
	bp_keymap_question, bp_keymap_graded, bp_keymap_field, bp_keymap_result,
	bp_keymap_help, bp_keymap_finding, bp_keymap_contents, bp_keymap_link,
	bp_keymap_percent;

/* A list on the screen: rows are made anew for each view, in the app's view arena. */
struct list_state {
	size_t selected, top;
	int page;
	struct bp_row *rows;
	size_t count, room;
};

/* A link or a question on the page that can be focused. */
struct item {
	size_t line;
	uint16_t link;  /* 0: a question */
	uint32_t block; /* of the question */
};

#define QUERY_LIMIT 200 /* bytes of what is searched for */

/* What was searched for in the open module, and where it was found. */
struct find_state {
	char query[QUERY_LIMIT + 1];
	size_t len;
	struct bp_hits hits;
	uint32_t hit; /* the one in hand */
	size_t from;  /* line at the top of the window when the search began */
	bool marked;  /* hits are marked on the page */
};

#define HISTORY_LIMIT 64

/* A place that was left by a jump. */
struct stop {
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_place place;
};

/* Places before the current one (undo) and behind it (redo), as in a browser. */
struct history {
	struct stop stops[HISTORY_LIMIT];
	size_t count, now; /* stops[now] is where the reader stands */
	bool going;        /* a module is opened to go to stops[now] */
};

struct reader_state {
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_document *document;
	struct bp_layout *layout; /* NULL: to be made at the next view */
	struct bp_card *cards;    /* for each question; in the document's arena */
	char (*card_texts)[64];
	struct item *items;
	size_t item_count, item_room;
	size_t focus; /* into items; >= item_count: none */
	size_t top, cursor;
	int rows, columns, margin, shift;
	int percent_shown;
	uint32_t visit; /* counts the modules that were opened */
	struct bp_place place;
	bool place_dirty; /* the place differs from the one that was last saved */
	double active_seconds;
};

struct question_state {
	uint32_t block;
	const struct bp_question *question;
	size_t index;
	struct bp_arena *arena;           /* texts of choices and feedback */
	struct bp_document *texts;        /* of choices, or of pairs' left sides */
	uint8_t order[BP_MAX_CHOICES];    /* shown place → author's index */
	uint8_t partners[BP_MAX_CHOICES]; /* matching: shown letter → pair with that right
					     side */
	size_t count, partner_count;
	struct bp_response response;
	char field[FIELD_LIMIT + 1];
	size_t field_len, field_cursor;
	char note[128];
	size_t selected;
	bool graded;
	struct bp_grade grade;
	char verdict[160];
	int top, page;
	bool follow;
	int64_t since; /* when the question was opened or tried again */
};

/* What happens when the events in hand have been recorded. */
enum pending { PENDING_NOTHING, PENDING_GRADE, PENDING_DONE };

struct bp_app {
	struct bp_app_options options;
	const struct bp_mode *stack[STACK_LIMIT];
	size_t depth;
	struct bp_effects *effects; /* of the call in progress */
	int64_t now, last_key;
	enum pending pending;
	struct bp_buf body;                  /* JSON of the event in hand */
	struct bp_buf draft, draft_question; /* of the effects in hand */
	char message[512];
	enum bp_color message_color;
	struct bp_arena *view_arena; /* of the last view */
	struct list_state catalogue, course_list, result, help, contents;
	const struct bp_course *course;
	struct reader_state reader;
	struct find_state find;
	struct history history;
	int percent; /* typed to go to; -1: none yet */
	struct question_state question;
	bool finished;    /* the open module was completed by the last answer */
	bool show_result; /* its result comes when the question is left */
	const char *jump; /* heading to go to when the module asked for is open */
	char jump_text[128];
	char link[2048];
	int link_top;
};

void bp_app_push(struct bp_app *app, const struct bp_mode *mode);
void bp_app_pop(struct bp_app *app);
const struct bp_mode *bp_app_mode(const struct bp_app *app);

/* Asks for a module; false: says why it cannot be opened. */
bool bp_app_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module);
/* The module `step` modules further in the course of the open one, NULL if there is none.
 */
const struct bp_module *bp_app_neighbour(const struct bp_app *app, int step);
/* Adds an event of the open module; NULL question: of the module. Ignored if not
 * recording. */
struct bp_event *bp_app_record(
	struct bp_app *app, enum bp_verb verb, const struct bp_question *question);

/* Rows of lists: text in the view arena. */
struct bp_row *bp_list_add(
	struct list_state *list, enum bp_row_kind kind, const char *text);
/* Shows the mode of a list, from its top; the mode picks what is selected. */
void bp_list_begin(
	struct bp_app *app, struct list_state *list, const struct bp_mode *mode);
void bp_list_start(struct list_state *list);
/* Items before the selected one, and the row of the nth item from 0. */
size_t bp_list_nth(const struct list_state *list);
size_t bp_list_row(const struct list_state *list, size_t nth);
/* Moves the selection to the next item in a direction (or the first, last); returns false
 * if there is none. */
bool bp_list_act(struct list_state *list, enum bp_action action);
void bp_list_fix(
	struct list_state *list); /* the selection stands on an item, if there is one */
void bp_list_view(struct list_state *list, int label_columns, struct bp_view *view);
const char *bp_app_text(struct bp_app *app, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Reader. */
void bp_reader_open(struct bp_app *app, struct bp_document *document);
void bp_reader_close(struct bp_app *app);
void bp_reader_forget_layout(struct bp_app *app);
/* A jump is about to be made from here. */
void bp_history_note(struct bp_app *app);
/* The last note was for nothing. */
void bp_history_drop(struct bp_app *app);
void bp_history_go(struct bp_app *app, bool forward);
/* Jumps to another module of the course, if it can be opened. */
void bp_history_open(struct bp_app *app, const struct bp_module *module);
/* Goes to a place in the open module. */
void bp_reader_go_to_place(struct bp_app *app, const struct bp_place *place);

/* Brings a line into view, not at its edges; nothing is focused then. */
void bp_reader_show_line(struct bp_app *app, size_t line);
/* Links and questions, in the order of the page. */
void bp_reader_find_items(struct reader_state *reader);
void bp_reader_describe_cards(struct bp_app *app);
void bp_reader_view(struct bp_app *app, int rows, int columns, struct bp_view *view);
void bp_reader_go_to_line(struct bp_app *app, size_t line); /* to the top of the window */
void bp_reader_go_to_percent(struct bp_app *app, int percent); /* a jump */
void bp_reader_go_to_block(struct bp_app *app, uint32_t block);
void bp_reader_save_place(struct bp_app *app);
/* Completes the open module if all that it asks for has been done; adds the event. */
void bp_reader_complete(struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered);
/* What the open module's questions add up to; `answered` with its grade counts too. */
struct bp_score bp_reader_score(const struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered);

/* Asks for the per cent to go to; digit: typed already, -1: none. */
void bp_percent_begin(struct bp_app *app, int digit);

/* Finding: asks for words; goes to another hit and tells which. */
void bp_find_begin(struct bp_app *app);
void bp_find_next(struct bp_app *app, bool forward);

/* Goes where a link of the lesson leads. */
void bp_link_follow(struct bp_app *app, struct bp_str url);
/* Where it leads: an address, or the words of a footnote; in the view arena. */
const char *bp_link_words(struct bp_app *app, uint16_t link);

/* The course whose modules are listed. */
void bp_course_choose(struct bp_app *app, const struct bp_course *course);

/* Question. */
void bp_question_open(struct bp_app *app, uint32_t block);
void bp_question_close(struct bp_app *app);
void bp_question_graded_now(struct bp_app *app);

/* Words that several screens share. */
const char *bp_words_jp(struct bp_app *app, int halves);      /* "1,5" */
const char *bp_words_grade(struct bp_app *app, double grade); /* "0,5" */
void bp_words_module_state(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_row *row);
/* Modules done, and half JP earned in a course. */
size_t bp_course_done(
	const struct bp_app *app, const struct bp_course *course, int *jp_halves);
/* The first module that has to be finished before this one; NULL: it is open. */
const struct bp_module *bp_module_lock(const struct bp_app *app,
	const struct bp_course *course, const struct bp_module *module);
const struct bp_module_record *bp_module_record_of(const struct bp_app *app,
	const struct bp_course *course, const struct bp_module *module);

#endif
