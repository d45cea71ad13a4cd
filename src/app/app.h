/* The app's inside: the stack of modes and what each keeps. */
#ifndef BERPIJAR_APP_PRIVATE_H
#define BERPIJAR_APP_PRIVATE_H

#include "effects.h"
#include "field.h"
#include "list.h"
#include "modes.h"
#include "prompt.h"
#include "study.h"
#include <berpijar/app.h>
#include <berpijar/grade.h>
#include <berpijar/link.h>
#include <berpijar/marks.h>
#include <berpijar/proof.h>
#include <berpijar/score.h>
#include <berpijar/search.h>

/*
 * A screen of the player. What it has to remember while it is on the stack is a struct of
 * its own file, `size` bytes of zeros when it is pushed, found again by bp_mode_state(). A
 * list that it shows is in its frame: bp_mode_list().
 *
 * A mode's functions may also be called while it is not at the top: the help screen asks
 * for its keys, a prompt shows its view below.
 */
struct bp_mode {
	size_t size; /* bytes of its state; 0: it has none */
	/* Frees what the state owns, not the state; may be NULL. */
	void (*release)(void *state);
	/* Opens the screen, or says why not: what bp_mode_begin() calls. `with` is what the
	 * mode's header says. NULL: it is pushed, and the list of its frame is at its top. */
	void (*begin)(struct bp_app *app, const void *with);
	const struct bp_keymap *keymap;
	/* The one in force, where that depends on the mode's state; NULL: `keymap`. */
	const struct bp_keymap *(*keys)(const struct bp_app *app);
	/* Takes a key before the keymap does (text fields, letters of choices); may be
	 * NULL. */
	bool (*key)(struct bp_app *app, uint32_t key);
	/* The text that is typed into now, NULL: none; `typed` is told of what was pasted
	 * into it. Both may be NULL. */
	struct field *(*field)(struct bp_app *app);
	void (*typed)(struct bp_app *app);
	void (*act)(struct bp_app *app, enum bp_action action);
	/* Whether an action can be done now; NULL: all can. */
	bool (*can)(const struct bp_app *app, enum bp_action action);
	/* Whether an action that can be done has a place in the bottom line now; NULL: all
	 * have. */
	bool (*offers)(const struct bp_app *app, enum bp_action action);
	void (*view)(struct bp_app *app, int rows, int columns, struct bp_view *view);
	void (*leave)(struct bp_app *app); /* about to be popped; may be NULL */
	/* The mode that was above it has been popped; may be NULL. */
	void (*back)(struct bp_app *app);
};

/* A mode on the stack, with what it remembers. */
struct bp_frame {
	const struct bp_mode *mode;
	struct bp_frame *below; /* NULL: this is the first screen */
	bool kept; /* it is not freed when it is popped, see bp_way_back_note() */
	struct list_state list;
	void *state;
};

#define BP_MODE_EXTERN(id, name) extern const struct bp_mode bp_mode_##name;
BP_MODES(BP_MODE_EXTERN)
#undef BP_MODE_EXTERN

extern const struct bp_keymap bp_keymap_catalogue, bp_keymap_course, bp_keymap_reader,
	bp_keymap_question, bp_keymap_graded, bp_keymap_field, bp_keymap_essay,
	bp_keymap_ordering, bp_keymap_sending, bp_keymap_result, bp_keymap_help,
	bp_keymap_terms, bp_keymap_finding, bp_keymap_contents, bp_keymap_link,
	bp_keymap_percent, bp_keymap_review, bp_keymap_exam, bp_keymap_settings,
	bp_keymap_code, bp_keymap_prompt, bp_keymap_saving, bp_keymap_search,
	bp_keymap_marks, bp_keymap_note, bp_keymap_ledger, bp_keymap_proof,
	bp_keymap_proof_save, bp_keymap_person, bp_keymap_person_typing, bp_keymap_data,
	bp_keymap_who, bp_keymap_busy, bp_keymap_notice, bp_keymap_new;

/* A link or a question on the page that can be focused. */
struct item {
	size_t line;
	uint16_t link;  /* 0: a question */
	uint32_t block; /* of the question */
};

#define QUERY_LIMIT 200 /* bytes of what is searched for */

/* What was searched for in the open module, and where it was found. */
struct find_state {
	struct field query;
	struct bp_hits hits;
	uint32_t hit;  /* the one in hand */
	size_t from;   /* line at the top of the window when the search began */
	bool marked;   /* hits are marked on the page */
	bool arriving; /* mark them in the module asked for, the one at its place in hand
			*/
};

/* A hit of a search through modules. */
struct result {
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_place place;
	struct bp_str context; /* the line that it stands on … */
	size_t mark, marked;   /* … and the hit in it: from where, and its bytes */
};

/* A search through the modules of a course, or of all. */
struct search_state {
	struct list_state list;
	char query[QUERY_LIMIT + 1];
	const struct bp_course *course; /* NULL: all */
	struct bp_arena *arena;         /* of the results; NULL: none */
	struct result *results;
	size_t count, room;
	size_t left_out; /* hits beyond the limit */
};

/* The list that led to where the reader stands: back leads to it. */
struct way_back {
	struct bp_frame *list;          /* as it was left; we own it. NULL: none */
	const struct bp_mode *from;     /* the screen below it … */
	const struct bp_course *listed; /* … and the course there, study.listed */
};

/* The list of bookmarks and notes. */
struct marks_state {
	struct list_state list;
	const struct bp_mark **shown; /* what the rows show */
	size_t count;
	char filter[QUERY_LIMIT + 1];
	bool removing; /* the next press removes */
};

/* A note, or the name of a bookmark, that is being written. */
struct note_state {
	struct bp_mark mark; /* as it was; verb and place are set for a new one */
	bool exists;
	struct field field;
	int top, columns;
	char heading[256]; /* above its place */
	char words[BP_MARK_WORDS + 1];
};

/* The proof that is shown. */
struct proof_state {
	struct list_state list;
	struct bp_arena *arena; /* of all it says; NULL: none */
	const struct bp_course *course;
	struct bp_proof proof;
	struct bp_proof_rows rows;
	const struct bp_course *saved; /* of the file that was written last; NULL: none */
	struct bp_buf saved_path;
	char saved_number[sizeof(((struct bp_proof *)0)->number)];
};

/* Whom proofs are about, while it is asked for or looked at. */
struct person_state {
	struct list_state list;
	struct bp_buf kept[BP_PERSON_FIELDS]; /* in the record */
	struct bp_buf typed[BP_PERSON_FIELDS];
	size_t step;        /* what is asked for: a field, or what comes after them */
	struct field field; /* that is typed into */
	bool offered;       /* it holds an offer: the first letter takes its place */
	const char *doubt;  /* about the NIP in it, told; NULL: none */
	bool keep;          /* what was typed */
};

/* The exam that is open in the reader's place. */
struct exam_state {
	struct list_state list;
	bool shown; /* an attempt is: running, or to be looked at again */
	uint8_t attempt[16];
	size_t at;       /* question in hand, in the order drawn */
	size_t kept;     /* question whose answer is being recorded by leaving it */
	int64_t elapsed; /* ms of the attempt that were over … */
	int64_t since;   /* … at this time */
	bool flagged[BP_MAX_QUESTIONS];
	bool confirming; /* the next Enter hands in */
};

/* The year whose JP and minutes are shown. */
struct ledger_state {
	struct list_state list;
	int year;
};

/* Questions that come back. */
struct bp_due;
struct review_state {
	struct list_state list;
	size_t due; /* how many; only if `known` */
	bool known;
	struct bp_due *queue;
	size_t count, at; /* of the queue; the next one */
	size_t asked, right;
	int64_t since;
	bool opening; /* the module of the next question is asked for */
	bool asking;  /* a question is open */
	bool leaving; /* it was left without an answer */
	bool over;    /* ten minutes are */
};

#define HISTORY_LIMIT 64

/* A place that was left by a jump. */
struct stop {
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_place place;  /* at the top of the window */
	struct bp_place cursor; /* … and where the cursor stood */
};

/* Places before the current one (undo) and behind it (redo), as in a browser. */
struct history {
	struct stop stops[HISTORY_LIMIT];
	size_t count, now; /* stops[now] is where the reader stands */
};

struct reader_state {
	struct bp_layout *layout; /* NULL: to be made at the next view */
	struct bp_card *cards;    /* for each question; in the document's arena */
	char (*card_texts)[64];
	struct item *items;
	size_t item_count, item_room;
	size_t focus; /* into items; >= item_count: none */
	size_t top, cursor;
	int rows, columns, margin, shift;
	int percent_shown;
	uint32_t moves; /* counts jumps in them */
	struct bp_place place;
	struct bp_place target; /* where the cursor is to stand in the next layout */
	bool place_dirty;       /* the place differs from the one that was last saved */
	bool jumped; /* nothing was read since a jump led here: an end in view is not read
		      */
	uint8_t *changes; /* enum bp_change for each block; in the document's arena */
	uint8_t *margins; /* enum bp_margin for each block; likewise */
	size_t changed;   /* blocks that are new or edited since they were read */
	bool end_noted;   /* that this text was read to its end has been recorded */
};

struct bp_app {
	struct bp_app_options options;
	const struct bp_mode *const *modes; /* by enum bp_mode_id */
	struct bp_frame *top;
	struct bp_effects *effects; /* of the call in progress */
	int64_t now, last_key;
	bool away; /* was suspended since the last key */
	/* What is done once the events in hand have been recorded; NULL: nothing. */
	void (*then)(struct bp_app *app);
	struct bp_arena *effect_arena; /* of all texts in them */
	size_t effect_room, event_room;
	char message[512];
	char notice[512], told[512]; /* of the beginning; what was said last */
	enum bp_color message_color;
	struct bp_arena *view_arena; /* of the last view */
	struct list_state catalogue, course_list, result, menu, help, contents,
		settings_list, data_list, who_list, busy_list, notice_list, new_list;
	struct bp_settings settings;
	struct study study;
	struct search_state search;
	struct way_back way_back;
	struct marks_state marks;
	bool marking; /* the module of this mark is being opened */
	struct bp_mark mark_arriving;
	struct note_state note;
	struct proof_state proof;
	struct person_state person;
	struct exam_state exam;
	struct review_state review;
	struct ledger_state ledger;
	uint64_t seed;        /* moves on with each draw */
	struct bp_qr *code;   /* that is shown; NULL: none */
	char code_text[2048]; /* what it says */
	bool code_inverted, code_shown;
	const struct bp_course *changes_of; /* course whose changed modules are known */
	uint16_t *changed_blocks;           /* of each of its modules */
	struct reader_state reader;
	struct find_state find;
	struct history history;
	struct field percent; /* typed to go to */
	size_t number;        /* of an item, as far as it is typed; 0: none is */
	bool arriving;        /* go to this place in the module asked for */
	struct stop arrival;
	const char *jump; /* heading to go to when the module asked for is open */
	char jump_text[128];
	char learner[80];   /* that was typed */
	struct bp_buf link; /* the address that is shown */
	enum bp_link_kind link_kind;
	int link_top;
};

/* ---- the stack ---- */

/* Opens a screen in its own way. */
void bp_mode_begin(struct bp_app *app, enum bp_mode_id id, const void *with);
/* Puts a mode on top; returns its state, all zero. Nothing is selected in its list. */
void *bp_mode_push(struct bp_app *app, enum bp_mode_id id);
void bp_app_pop(struct bp_app *app);
/* Until this one is at the top; without it, until one mode is left. */
void bp_app_pop_to(struct bp_app *app, enum bp_mode_id id);
bool bp_app_is_at(const struct bp_app *app, enum bp_mode_id id);
/* State and list of the topmost frame of a mode; NULL: it is not on the stack. */
void *bp_mode_state(const struct bp_app *app, enum bp_mode_id id);
struct list_state *bp_mode_list(const struct bp_app *app, enum bp_mode_id id);
/* Everything on the stack and the way back are freed, the modes are not asked. */
void bp_app_clear(struct bp_app *app);

/* The list at the top leads into a lesson; back from there leads to it, as it was left. */
void bp_way_back_note(struct bp_app *app);
void bp_way_back_forget(struct bp_app *app);
void bp_way_back_go(struct bp_app *app);

/* The keys of a mode on the stack, as they are now; what can be done with them; and what
 * one does: where its action cannot be done, that of a parent's map that can. */
const struct bp_keymap *bp_app_keymap(
	const struct bp_app *app, const struct bp_frame *frame);
bool bp_app_can(
	const struct bp_app *app, const struct bp_frame *frame, enum bp_action action);
enum bp_action bp_app_action(
	const struct bp_app *app, const struct bp_frame *frame, uint32_t key);
/* Does what a key does in the mode at the top. */
void bp_app_press(struct bp_app *app, uint32_t key);
/* The line is gone or we are told to end: everything open is left as by its own key. */
void bp_app_hang_up(struct bp_app *app);

/* Asks for a module; false: says why it cannot be opened. */
bool bp_app_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module);
/* Asks for a module whatever it is, without a word. */
void bp_app_ask_for(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module);

/* A text from outside, as it may be shown; in the view arena. */
const char *bp_app_clean(struct bp_app *app, const char *text);
const char *bp_app_text(struct bp_app *app, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Reader. */
void bp_reader_open(struct bp_app *app, struct bp_document *document);
/* The same without saying that the module was opened. */
void bp_reader_take(struct bp_app *app, struct bp_document *document);
void bp_reader_close(struct bp_app *app);
/* As when its mode is left: place and time are kept, the module is closed. */
void bp_reader_leave(struct bp_app *app);
void bp_reader_forget_layout(struct bp_app *app);
/* A jump is about to be made from here. */
void bp_history_note(struct bp_app *app);
/* The last note was for nothing. */
void bp_history_drop(struct bp_app *app);
void bp_history_go(struct bp_app *app, bool forward);
/* Jumps to another module, NULL place: to app->jump, or to where it was left; false if it
 * cannot be opened. */
bool bp_history_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct bp_place *place);
/* Goes to a place in the open module; the cursor stands on it, too, or elsewhere. */
void bp_reader_go_to_place(struct bp_app *app, const struct bp_place *place);
void bp_reader_go_back_to(
	struct bp_app *app, const struct bp_place *place, const struct bp_place *cursor);
/* Where the cursor stands. */
struct bp_place bp_reader_target(const struct bp_app *app);

/* Brings a line into view, not at its edges; nothing is focused then. */
void bp_reader_show_line(struct bp_app *app, size_t line);
/* Links and questions, in the order of the page. */
void bp_reader_find_items(struct bp_app *app);
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
/* Marks the hits of the query, and takes the one at a place in hand. */
void bp_find_at(struct bp_app *app, const struct bp_place *place);
/* The same in a module that was just opened: the line that it was opened at. */
void bp_find_arrive(struct bp_app *app, size_t line);

/* Goes where a link of the lesson leads. */
void bp_link_follow(struct bp_app *app, struct bp_str url);
/* Where it leads: an address, or the words of a footnote; in the view arena. */
const char *bp_link_words(struct bp_app *app, uint16_t link);

/* Searches the modules of a course, NULL: of all courses, after asking for what. */
void bp_search_begin(struct bp_app *app, const struct bp_course *course);
void bp_search_close(struct bp_app *app);

/* Bookmarks and notes: at the place in hand, and the list of all. */
/* Whether they can be recorded now; if not, says so. */
bool bp_marks_writable(struct bp_app *app);
void bp_marks_bookmark(struct bp_app *app);
void bp_note_begin(struct bp_app *app);
void bp_note_here(struct bp_app *app, struct bp_mark *mark); /* one to be written */
/* Goes to the mark in hand in the open module, and says if it is not as it was. */
void bp_mark_arrive(struct bp_app *app);
/* What was written has been recorded. */
void bp_note_recorded(struct bp_app *app);
/* The module that a mark stands in; NULL if there is none any more. */
const struct bp_module *bp_mark_module(const struct bp_app *app,
	const struct bp_mark *mark, const struct bp_course **course);
void bp_note_edit(struct bp_app *app, const struct bp_mark *mark);
/* Records that a mark has this text from now on (empty: that it is gone). */
void bp_mark_record(
	struct bp_app *app, const struct bp_mark *mark, bool exists, struct bp_str text);
/* All of them, by place; in the view arena. */
const struct bp_mark **bp_app_marks(struct bp_app *app, size_t *count);
/* What stands in the margins of the open module. */
void bp_reader_find_margins(struct bp_app *app);
/* The block that a bookmark or note is put at. */
uint32_t bp_reader_block_in_hand(const struct bp_app *app);

/* What changed since a module was read: how many blocks; 0 if it is not known. */
void bp_changes_open(struct bp_app *app);
void bp_changes_next(struct bp_app *app, bool forward);
/* That the text of the open module has been read to its end: added to an event. */
void bp_changes_note(struct bp_app *app, struct bp_event *event);
/* … or which version of its course. */
void bp_changes_note_version(struct bp_app *app, struct bp_event *event);
unsigned bp_changes_in(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module);
void bp_changes_forget(struct bp_app *app);

/* Questions that come back: how many are due, and asking them. */
size_t bp_review_count(struct bp_app *app);
const char *bp_review_words(struct bp_app *app);
void bp_review_begin(struct bp_app *app);
bool bp_review_asking(const struct bp_app *app); /* a question of it is open */
/* Which of how many that is, from 1. */
void bp_review_number(const struct bp_app *app, int *nth, int *all);
void bp_review_opened(struct bp_app *app, struct bp_document *document);

void bp_ledger_begin(struct bp_app *app);
void bp_terms_begin(struct bp_app *app);
bool bp_terms_any(const struct bp_app *app);
bool bp_terms_on_page(const struct bp_app *app);
void bp_settings_language(struct bp_app *app);
/* Shows a text as a QR code. */
void bp_code_begin(struct bp_app *app, struct bp_str text);
void bp_code_close(struct bp_app *app);

/* The proof of a course; any: the course is finished, so there is one. */
void bp_proof_begin(struct bp_app *app, const struct bp_course *course);
bool bp_proof_any(const struct bp_app *app, const struct bp_course *course);

/* Asks whom the proof in hand is about and in what form it is wanted, and has it saved.
 */
void bp_proof_save_begin(struct bp_app *app);

/* Whom proofs are about, as it is kept: shown, changed, removed. */
void bp_person_begin(struct bp_app *app);
/* Fetches what is kept; what was typed is that, too, from now on. */
void bp_person_recall(struct bp_app *app);
void bp_person_release(struct person_state *state);
/* Asks for a field, offering what is typed in it already. */
void bp_person_type(struct bp_app *app, enum bp_person_field field);
/* A key in the field that is asked for; false: it is none for a text. */
bool bp_person_key(struct bp_app *app, uint32_t key);
/* The field for what is pasted, which takes the place of an offer. */
struct field *bp_person_field(struct bp_app *app);
/* Takes what was typed; false: it looks wrong and that was not told so far. */
bool bp_person_take(struct bp_app *app);
/* The line that is typed, above the keys. */
void bp_person_ask(struct bp_app *app, struct bp_view *view);
const char *bp_person_label(enum bp_person_field field);
/* One value as it may be shown, an NIP masked; empty: "-". */
const char *bp_person_shown(struct bp_app *app, enum bp_person_field field);
/* All of them, in one line; NULL: there is none. */
const char *bp_person_summary(struct bp_app *app);

/* The course whose modules are listed. */
void bp_course_choose(struct bp_app *app, const struct bp_course *course);

/* Words that several screens share. */
const char *bp_words_number(struct bp_app *app, double value); /* "22,5" */
const char *bp_words_jp(struct bp_app *app, int halves);       /* "1,5" */
/* The beginning of a question's text, as one line. */
const char *bp_words_stem(
	struct bp_app *app, const struct bp_question *question, int columns);
/* How an answer with this grade went, with its symbol; question NULL: it is gone; right:
 * it was, even if its grade is less because of earlier tries. */
const char *bp_words_outcome(struct bp_app *app, const struct bp_question *question,
	double grade, bool right, enum bp_color *color);
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
