/*
 * A preview: the player on what a path names, for its author. What is done is kept in
 * memory alone, so that the screens are those of a learner; no store is opened.
 */
#ifndef BERPIJAR_PLAYER_PREVIEW_H
#define BERPIJAR_PLAYER_PREVIEW_H

#include <berpijar/app.h>
#include <berpijar/check.h>
#include <berpijar/config.h>
#include <berpijar/follow.h>

struct loop;

/* What was done in it: events, by whose ids their bodies are asked for, and places. */
struct preview_log {
	struct bp_arena *arena;
	struct preview_event {
		uint8_t id[16];
		struct bp_str body;
	} * events;
	size_t count, room;
	struct preview_place {
		const char *course, *module;
		struct bp_place place;
	} * places;
	size_t place_count, place_room;
};

struct preview {
	const char *path;   /* as it was named */
	struct bp_buf root; /* what is read: the course of a module, else the path */
	char *file; /* its real path if it is a lone file, which may be gone at times;
			     * NULL: a folder */
	const char *module; /* file of that course to begin with; NULL: none */
	bool bank;          /* a file of questions */
	struct bp_follow *follow;
	struct bp_check check;
	struct bp_preview shown;
	struct preview_log log;
	struct bp_stand stand;
	bool stands;         /* nothing was pressed since the stand was noted */
	bool flawed;         /* what is shown had faults of its own when it was read */
	bool touched;        /* it was, and must be looked at again */
	struct bp_buf adopt; /* the learner's own folder of courses */
	enum bp_preview_wish wish;
	int64_t hurry;
	bool wished;
};

/* Whether a path is to be previewed: it is there, and not in the library. */
bool bp_preview_takes(const struct bp_config *config, const char *place);

struct preview *bp_preview_new_of(const char *path);
void bp_preview_free(struct preview *preview); /* NULL is fine */

/* In place of bp_session_open(). */
bool bp_preview_open(struct loop *loop, struct bp_error *err);
/* Says on the first screen that nothing is recorded, and how it would be. */
void bp_preview_tell(const struct preview *preview, struct bp_error *notice);
/* The first screen is there: what is followed can end a wait from now on. */
void bp_preview_begin(struct loop *loop);
/* The place to begin at, as bp_app_go() takes it; NULL: the list of courses. */
char *bp_preview_place(const struct loop *loop);

/* What the loop does in place of asking the store. */
void bp_preview_record(struct loop *loop, struct bp_event *events, size_t count);
bool bp_preview_body(
	const struct preview *preview, const uint8_t id[16], struct bp_buf *out);
void bp_preview_keep_place(struct preview *preview, const char *course,
	const char *module, const struct bp_place *place);
bool bp_preview_recall_place(const struct preview *preview, const char *course,
	const char *module, struct bp_place *place);
/* Reads a module; of a file of questions, all of them. */
struct bp_document *bp_preview_document(const struct preview *preview,
	const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults, struct bp_error *err);

/* After each key, or when a wait is over: looks whether files have changed, and does what
 * the author wished. Whether the screen was made anew. */
bool bp_preview_turn(struct loop *loop, uint32_t key);

/* ---- what its files share ---- */

/* Appends "FOLDER" of "FOLDER/FILE"; what follows the last slash. */
void bp_preview_folder(const char *path, struct bp_buf *out);
const char *bp_preview_file_name(const char *path);
/* preview_bank.c: adds the course that a file of questions is. */
void bp_preview_add_bank(const struct preview *preview, struct bp_library *library);
/* Notes where the author stands, unless nothing was pressed since. */
void bp_preview_note_stand(struct loop *loop);
/* Makes the app anew, at the same stand. */
void bp_preview_renew(struct loop *loop);
/* Reads everything anew; always: shows it even if it is at fault. */
void bp_preview_reload(struct loop *loop, bool always);
/* preview_wish.c: does what the author wished. */
void bp_preview_grant(struct loop *loop);

/* preview_copy.c: copies it to the learner's own courses; *place gets its id. */
bool bp_preview_copy(struct loop *loop, struct bp_buf *place, struct bp_error *err);

#endif
