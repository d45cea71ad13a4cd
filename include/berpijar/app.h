/*
 * The player as a state machine: a stack of modes. A key goes in; a new state and
 * effects come out. It never touches a terminal, a clock, a file or the store.
 *
 * Effects are carried out by whoever owns the app, who then says how it went:
 *
 *	bp_app_key(app, key, now, &effects);
 *	while (effects.count)
 *		carry out, then bp_app_recorded() if there are events, else
 *		bp_app_opened(); both may ask for more
 *
 * Record before feedback: a graded answer is an event in the effects, and the
 * app says "benar" or "salah" only after bp_app_recorded(app, true, …).
 */
#ifndef BERPIJAR_APP_H
#define BERPIJAR_APP_H

#include <berpijar/course.h>
#include <berpijar/document.h>
#include <berpijar/error.h>
#include <berpijar/marks.h>
#include <berpijar/outbox.h>
#include <berpijar/policy.h>
#include <berpijar/progress.h>
#include <berpijar/proof.h>
#include <berpijar/time.h>
#include <berpijar/view.h>

/* What a learner set, as numbers of the choices. */
struct bp_settings {
	int language;   /* 0 Indonesian, 1 English */
	int theme;      /* enum bp_theme */
	int spaced;     /* an empty line after each line of a text */
	int measure;    /* columns of text at most; 0: BP_MEASURE */
	int plain;      /* plain lines, from the next start on */
	int ascii;      /* nothing but ASCII is sent, whatever the locale says */
	int employment; /* enum bp_employment */
};

/* The names under which they are kept, "lang", "theme" …; NULL after the last. */
const char *bp_setting_name(size_t n);
/* Sets one from the word that was kept; unknown names and words change nothing. */
void bp_settings_set(struct bp_settings *settings, const char *name, struct bp_str word);

/* What a proof can be written as. */

/* What the owner of the app is asked to do. */
enum bp_effect_kind {
	BP_EFFECT_PLACE,          /* keep where a module was left */
	BP_EFFECT_DRAFT,          /* keep what is being written; empty: forget it */
	BP_EFFECT_SETTING,        /* keep a setting */
	BP_EFFECT_CHANGE_LEARNER, /* end here, and ask who is going to learn */
	BP_EFFECT_QUIT,
	BP_EFFECT_REDRAW,
	BP_EFFECT_SUSPEND,
	BP_EFFECT_COPY,   /* write a copy of all that is kept; bp_app_say() how it went */
	BP_EFFECT_BUNDLE, /* write a bundle (store.h); bp_app_say() how it went */
	BP_EFFECT_PROOF, /* write a proof, then bp_app_proof_saved(), or ask a server for it,
			  * then bp_app_proof_asked(); or bp_app_say() why not */
	BP_EFFECT_PRINT,     /* print a proof at the terminal; bp_app_say() how it went */
	BP_EFFECT_PAGES,     /* write what is looked through; bp_app_say() how it went */
	BP_EFFECT_WORKS,     /* write the works of a course; bp_app_say() how it went */
	BP_EFFECT_HAND_OVER, /* choose what of the outbox is due; bp_app_say() how it went */
	BP_EFFECT_ERASE,     /* destroy all that is kept, and end */
	BP_EFFECT_LEARNER,   /* who is going to learn; bp_app_say() if there is nobody */
	BP_EFFECT_TAKE_OVER, /* end the session that records, and record here */
	BP_EFFECT_READ_ONLY, /* leave it alone, and only read */
	BP_EFFECT_PREVIEW,   /* of an author; only with bp_app_options.preview */
	/* At most one of each of these, to be carried out after all others. */
	BP_EFFECT_RECORD, /* record events, all or none, then bp_app_recorded() */
	BP_EFFECT_OPEN,   /* read a module, then bp_app_opened() */
	BP_EFFECT_KINDS
};

/* What an author wants of a preview. After all but the last three the owner makes the app
 * anew, see struct bp_stand. */
enum bp_preview_wish {
	BP_PREVIEW_RELOAD, /* read the files, whatever they hold */
	BP_PREVIEW_LOOK,   /* plain lines, or back to the full screen */
	BP_PREVIEW_NEW,    /* forget all that was done */
	BP_PREVIEW_FAILED, /* … and fail the open module twice: bp_app_fail() */
	BP_PREVIEW_LANG,   /* the other language */
	BP_PREVIEW_ADOPT,  /* copy it to the learner's own courses, and go on there */
	BP_PREVIEW_CUT,    /* the next size of the window */
	BP_PREVIEW_HURRY,  /* put the clock forward */
	BP_PREVIEW_WISHES
};

/* Texts are the app's, until its next call. */
struct bp_effect {
	enum bp_effect_kind kind;
	union {
		struct {
			const struct bp_course *course;
			const struct bp_module *module;
			struct bp_place place;
		} place;
		struct {
			const struct bp_course *course;
			const struct bp_module *module;
			struct bp_str name, text;
		} draft;
		struct {
			const char *name, *value;
			/* All of them as they are in force; NULL: it is none of these. The
			 * theme is left to the terminal. */
			const struct bp_settings *settings;
		} setting;
		struct {
			const struct bp_course *course;
			struct bp_person person;
			enum bp_proof_form form;
			bool keep_person; /* in the record as well */
		} proof;
		struct {
			const struct bp_course *course;
			struct bp_str text; /* Markdown */
		} works;
		const struct bp_course *printed; /* whose proof it is */
		const char *learner;             /* an id */
		const char *path;                /* of the file for the pages */
		const char *file;                /* of the outbox: its name */
		bool named;                      /* the bundle: with name and unit */
		struct {
			enum bp_preview_wish wish;
			int64_t hurry; /* ms */
		} preview;
		struct {
			struct bp_event *events;
			size_t count;
			bool quiet; /* the screen does not wait for them: draw first */
		} record;
		struct {
			const struct bp_course *course;
			const struct bp_module *module;
		} open;
	} as;
};

/* In the order in which they were asked for. */
struct bp_effects {
	struct bp_effect *at;
	size_t count;
};

/* The one of a kind; NULL: there is none. */
const struct bp_effect *bp_effects_find(
	const struct bp_effects *effects, enum bp_effect_kind kind);

struct bp_app;
struct bp_page; /* page.h */

/* How much of a record has come to a centre. */
struct bp_sending {
	bool known; /* false: nothing of this very record has */
	int64_t at; /* of the last acknowledgement, ms; 0: none */
	int64_t answers,
		results; /* that wait: answers; modules finished, exams handed in */
};

/* What the app asks back for when it opens a module or a question; NULL: never anything.
 */
struct bp_recall {
	bool (*place)(void *context, const struct bp_course *course,
		const struct bp_module *module, struct bp_place *place);
	/* Appends to out. */
	bool (*draft)(void *context, const struct bp_course *course,
		const struct bp_module *module, struct bp_str question,
		struct bp_buf *out);
	/* Appends the body of the event with an id. */
	bool (*body)(void *context, const uint8_t id[16], struct bp_buf *out);
	/* The module as it is now, for searching in it; the app frees it. NULL: none. */
	struct bp_document *(*document)(void *context, const struct bp_course *course,
		const struct bp_module *module);
	/* What the proof of a finished course says now; in the arena. */
	bool (*proof)(void *context, const struct bp_course *course,
		struct bp_arena *arena, struct bp_proof *proof,
		struct bp_proof_rows *rows, struct bp_error *err);
	/* Whether an exam may begin now; appends what the learner should know of it. NULL: any
	 * may, at any time. */
	bool (*may_begin)(void *context, const struct bp_course *course,
		const struct bp_module *module, struct bp_buf *why);
	/* What became of the wish to have it signed, texts in the arena. NULL: nobody else
	 * signs here, and BP_EFFECT_PROOF writes the proof. */
	void (*signing)(void *context, const struct bp_course *course,
		struct bp_arena *arena, struct bp_signing *signing);
	/* What is kept under the name of a setting; appends to out. */
	bool (*setting)(void *context, const char *name, struct bp_buf *out);
	/* What of the record a centre has. False: nothing is sent from here. */
	bool (*sent)(void *context, struct bp_sending *sending);
	/* Appends the SHA-256 of a file in hexadecimal. NULL: no path can be named here. */
	bool (*digest)(void *context, const char *path, struct bp_buf *out,
		struct bp_error *err);
	/* The files of a kiosk's outbox, in the arena; the text of one, appended to out. */
	bool (*outbox)(void *context, struct bp_arena *arena,
		struct bp_outbox_files *files, struct bp_error *err);
	bool (*outbox_text)(void *context, const char *name, struct bp_buf *out,
		struct bp_error *err);
	void *context;
};

/* What "Data Anda" tells, and what it offers. */
struct bp_own_data {
	const char *learner; /* id */
	const char *name;    /* for the catalogue; NULL: nobody else learns here */
	const char *file;    /* of the record; NULL: a kiosk does not name it */
	const char *copies;  /* folder into which a copy, or a proof, goes; NULL: none can
			      * be made. Of a kiosk it is the learner's outbox */
	const char *erase;   /* what is to be typed to destroy all; NULL: cannot be */
	bool printer; /* a proof may go to the printer at the terminal (config.h) */
};

/* Somebody who may be going to learn. */
struct bp_known_learner {
	const char *id, *name; /* name NULL: not known */
	const char *last;      /* the last day of learning, or a word; NULL: never */
};

/* What an author is told beside the learner's screens. It may change between calls. */
struct bp_preview {
	const struct bp_diagnostics *faults; /* sorted */
	bool stale; /* what is shown is older than the files, which are at fault now */
	const char *adopt; /* the folder that BP_PREVIEW_ADOPT copies into; NULL: none */
};

struct bp_app_options {
	struct bp_library *library;
	const struct bp_progress *progress; /* the owner applies recorded events to it */
	const char *const *symbols;
	struct bp_recall recall;
	struct bp_settings settings;
	bool spoken;   /* for plain lines: everything is told in words */
	uint64_t seed; /* of what is drawn by chance: another one each time */
	uint64_t
		learner; /* of the order of choices in lessons: always that of the learner */
	enum bp_zone zone; /* in which times are told */
	bool recording;    /* false: the store cannot be written */
	bool colorless;    /* themes change nothing */
	bool pdf;          /* proofs can be written as PDF */
	bool shared;       /* others learn under this login: change_learner is offered */
	struct bp_policy policy;
	const struct bp_own_data *data; /* NULL: the screen is not offered */
	const struct bp_known_learner
		*people;     /* to choose from, before any record is opened: */
	size_t person_count; /* then nothing else is shown; 0: nobody is asked */
	bool (*valid_learner)(struct bp_str id); /* to be set with people */
	const struct bp_page *page; /* to look through, and nothing else; NULL: none */
	const char
		*page_file; /* the name that saving it offers; NULL: it cannot be saved */
	bool busy;          /* another session records: asks what to do, and no more */
	const struct bp_preview
		*preview;   /* an author looks at it; NULL: a learner learns */
	const char *notice; /* one line to show on the first screen, or NULL */
	int64_t now;
};

/* The names of the keys that do each action on the full screen, as lessons name them. */
void bp_app_key_names(const char *const *symbols, struct bp_key_names *names);

struct bp_app *bp_app_new(const struct bp_app_options *options);
void bp_app_free(struct bp_app *app); /* NULL is fine */

/* Goes straight to a course, a module, a heading (NULL: none) as the command line names
 * it. */
bool bp_app_go(struct bp_app *app, const char *course, const char *module,
	const char *heading, int64_t now, struct bp_effects *effects,
	struct bp_error *err);

/* Goes to the questions that are to be asked again. */
void bp_app_review(struct bp_app *app, int64_t now, struct bp_effects *effects);

/* `now`: milliseconds since 1970. Effects are set anew. */
void bp_app_key(
	struct bp_app *app, uint32_t key, int64_t now, struct bp_effects *effects);

/* A text was pasted: it goes into the field that is typed into, its line ends as blanks
 * where that has one line; without a field nothing happens. Never acts as keys. */
void bp_app_paste(
	struct bp_app *app, struct bp_str text, int64_t now, struct bp_effects *effects);

/* The module asked for was read: the app owns the document from now on. With document
 * NULL, err says why not. */
void bp_app_opened(struct bp_app *app, struct bp_document *document,
	const struct bp_error *err, int64_t now, struct bp_effects *effects);

/* The events of the last effects were recorded, or err says why not. A module that was
 * asked for together with them is asked for again, either way. */
void bp_app_recorded(struct bp_app *app, bool ok, const struct bp_error *err, int64_t now,
	struct bp_effects *effects);

/* What is done from now on is recorded, which was not possible until now. */
void bp_app_records(struct bp_app *app);

/* The proof that was asked for was written to this path; both are copied. */
void bp_app_proof_saved(struct bp_app *app, const char *path, const char *number);

/* The server was asked to sign it. */
void bp_app_proof_asked(struct bp_app *app);

/* Milliseconds after which the app wants to be woken with BP_KEY_TICK if no key comes;
 * -1: never. */
int64_t bp_app_wake(const struct bp_app *app);

/* One line that the top mode shows above the keys until the next key; copied. */
void bp_app_say(struct bp_app *app, enum bp_color color, const char *message);

/* The same for what those say who run the server: it stands behind what the last key brought,
 * and is kept for the screen of messages. */
void bp_app_announce(struct bp_app *app, const char *message);
/* Whether an exam runs on the screen, or below it. */
bool bp_app_is_examined(const struct bp_app *app);

/* Fills the view for a window of this size; borrowed until the next call of any kind. */
void bp_app_view(struct bp_app *app, int rows, int columns, struct bp_view *view);

/* ---- previews ---- */

/* Where an author stands in a preview, in words that another app finds it by after an edit.
 * It owns its texts; zeroed it is the first screen. */
struct bp_stand {
	struct bp_arena *arena;
	const char *course, *module; /* ids; NULL: the list of courses, of modules */
	struct bp_mark mark;         /* at the top of a lesson … */
	uint32_t below;              /* … so many blocks below its heading */
	size_t focus;           /* the item that is pointed at there; SIZE_MAX: none */
	struct bp_str question; /* that is open; empty: none */
	bool faults, sheet;     /* that list stands over it */
	uint64_t *blocks;       /* hashes of the module's blocks */
	uint32_t block_count;
};

/* Notes where the app stands; what was noted before is forgotten. */
void bp_app_stand(const struct bp_app *app, struct bp_stand *stand);
void bp_stand_release(struct bp_stand *stand);
/* Takes the same stand in an app that has the module open. */
void bp_app_stand_again(struct bp_app *app, const struct bp_stand *stand, int64_t now,
	struct bp_effects *effects);
/* What options.preview points to is another one than it was. */
void bp_app_preview_changed(struct bp_app *app);
/* Whether something is being typed that a new app would lose. */
bool bp_app_is_typing(struct bp_app *app);
/* Records what a learner does who fails the open module so many times. */
void bp_app_fail(
	struct bp_app *app, unsigned times, int64_t now, struct bp_effects *effects);

#endif
