/*
 * The line to a centre: one connection of libpq, statements without names (a pool in
 * transaction mode has no others), each with a time by which it must have ended, and the
 * tries that a line which fails is worth. The only user of libpq.
 */
#ifndef BERPIJAR_SYNC_LINK_H
#define BERPIJAR_SYNC_LINK_H

#include <berpijar/error.h>
#include <berpijar/text.h>
#include <libpq-fe.h>
#include <stdint.h>

enum link_why {
	LINK_WELL,
	LINK_DOWN,    /* no line, or a fault that passes: it was tried as often as said */
	LINK_POISON,  /* the server refuses what this statement holds */
	LINK_REFUSED, /* the server refuses this statement, whatever it holds */
	LINK_OLDER,   /* it lacks a table: it was prepared for a program of before */
	LINK_STRANGE, /* what came cannot be the answer: it is not asked for again */
};

/* What came in the place of an answer. */
enum link_fault {
	LINK_SOUND,
	LINK_LATE, /* not all of it in time */
	LINK_LARGE,
	LINK_MANY, /* more rows than were asked for */
	LINK_OTHER /* rows that nobody asked for, or none of PostgreSQL's answers */
};

#define LINK_TIMEOUT 30 /* s */

struct link {
	const char *url;
	PGconn *conn;
	int tries;             /* of a statement, 1 or more */
	int rate;              /* bytes a second; 0: no limit */
	int timeout;           /* s, of a statement with its answer, however it comes */
	enum link_why why;     /* the last statement failed */
	enum link_fault fault; /* … in this way */
	int64_t written;       /* bytes of values that were sent */
	int64_t free_at;  /* the rate lets the next statement go then; clock_steady() */
	int64_t until;    /* the try must have ended then; clock_steady() */
	int64_t received; /* bytes on this connection before it */
	uint64_t statements; /* that were answered */
};

/* Types of values, as PostgreSQL numbers them in each of its versions. */
#define LINK_UUID  2950
#define LINK_INT8  20
#define LINK_INT4  23
#define LINK_TEXT  25
#define LINK_BYTEA 17
#define LINK_FLOAT 701

/* Values of a statement, as texts; NULL is NULL. With `sizes`, one that has a size there is in
 * PostgreSQL's binary form of its type, which costs neither side the making of a text. */
struct link_values {
	const char *const *at;
	const Oid *types;
	int count;
	const int *sizes;   /* bytes; 0: a text */
	const int *formats; /* 1 where there is a size; with sizes */
};

/* Rows, as texts. */
struct link_rows {
	PGresult **at; /* one row each */
	size_t count, room, bytes;
};

#define LINK_PLACE 256
/* Whether an address can be used: one of PostgreSQL (postgresql://… or service=NAME) without
 * a password in it. *place: the host, port and database, for messages and marks. */
bool link_look(const char *url, char place[LINK_PLACE], struct bp_error *err);

void link_close(struct link *link);
/* Runs a statement; with `rows`, which are released by the caller, it may give so many at
 * most. Tries again what may pass. link->why says what kind of failure it was. */
bool link_run(struct link *link, const char *sql, const struct link_values *values,
	struct link_rows *rows, size_t most, struct bp_error *err);
void link_release(struct link_rows *rows);
/* A field; "" for NULL. */
struct bp_str link_field(const struct link_rows *rows, size_t row, int column);
int64_t link_number(const struct link_rows *rows, size_t row, int column);
/* A number below `most`, by chance. */
int64_t link_chance(int64_t most);
/* Waits for about so long: between half of it and all of it, by chance. */
void link_rest(int64_t milliseconds);

#endif
