/* What the files of control share: control.c, messages.c, gates.c. */
#ifndef BERPIJAR_SESSION_CONTROL_H
#define BERPIJAR_SESSION_CONTROL_H

#include <berpijar/arena.h>
#include <berpijar/control.h>
#include <time.h>

#define CONTROL_GATES      "gates" /* the trainers' folder */
#define CONTROL_FILE_LIMIT (128 * 1024)
#define MESSAGES_MOST      8

struct control_message {
	int64_t at, until; /* at: also what it goes by; no two are of the same instant */
	struct bp_str text;
};

struct control_messages {
	struct control_message list[MESSAGES_MOST];
	size_t count;
};

struct control_closing {
	bool set;
	int64_t at, grace;  /* ms since 1970; seconds */
	struct bp_str text; /* empty: nothing was said */
};

struct control_gates {
	enum { GATES_NONE, GATES_READ, GATES_DAMAGED } state;
	struct bp_gate *list;
	size_t count, room;
};

struct bp_control {
	int folder, gates_folder; /* -1: is not there */
	bool unreadable; /* the trainers' folder is there, and cannot be opened */
	enum bp_zone zone;
	struct timespec changed; /* of what was read last … */
	bool settled; /* … and it cannot have changed again in the same instant */
	struct bp_arena *arena; /* of what was read */
	struct control_messages messages;
	struct control_closing closing;
	struct control_gates gates;
	int64_t begun, shown; /* the session's begin; the message that was told last */
	/* What was told of the closing: of which instant, and when. 0: nothing was. */
	int64_t told_of, told_at;
};

enum control_read { CONTROL_MISSING, CONTROL_READ, CONTROL_BAD };

/* Appends a file of a folder of control. BAD: it cannot be read, is no regular file, too
 * large, or can be written to by everybody. */
enum control_read control_read(int folder, const char *name, struct bp_buf *text);
/* The same of a store's, for a command; `below` names the folder in control, or is "". */
enum control_read control_read_at(
	const char *store, const char *below, const char *name, struct bp_buf *text);

/* A change: the folder is locked until control_unlock(). -1: err says why not. */
int control_lock(const char *store, const char *below, struct bp_error *err);
bool control_unlock(int lock, bool ok);
/* Writes a file, and lets the sessions know. */
bool control_write(const char *store, const char *below, const char *name,
	struct bp_str text, struct bp_error *err);
void control_touch(const char *store);

/* Takes the next line, or the next field of a line, off a text. */
struct bp_str control_take(struct bp_str *text, char end);
bool control_read_time(struct bp_str text, int64_t *at);

/* What the texts of files say, in the arena; false: damaged. */
bool messages_parse(
	struct control_messages *messages, struct bp_arena *arena, struct bp_str text);
bool closing_parse(
	struct control_closing *closing, struct bp_arena *arena, struct bp_str text);
bool gates_parse(struct control_gates *gates, struct bp_arena *arena, struct bp_str text);

#endif
