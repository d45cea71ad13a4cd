/*
 * The line to a learning record store (LRS): requests of xAPI over HTTPS, each with a time by
 * which it must have ended, an answer that is bounded, and the tries that a line which fails is
 * worth. The account stands in a netrc file and nowhere else. The only user of libcurl.
 */
#ifndef BERPIJAR_SYNC_LRS_H
#define BERPIJAR_SYNC_LRS_H

#include "link.h"

#define LRS_TIMEOUT      60 /* seconds for a request, if nothing else is said */
#define LRS_TIMEOUT_MOST 3600

/* What became of a request. */
enum lrs_verdict {
	LRS_TAKEN,
	LRS_LARGE,   /* it was too large: half of it may go */
	LRS_SLOW,    /* it was not answered in time: half of it may be */
	LRS_BAD,     /* something in it is refused */
	LRS_DOWN,    /* no line, or a fault that passes: it was tried as often as said */
	LRS_REFUSED, /* whatever is sent is refused */
};

struct lrs {
	const char *url; /* of xAPI there, without "/statements"; it outlives the line */
	bool plain;      /* http to another machine is wanted */
	int timeout;     /* seconds */
	int rate;        /* bytes a second; 0: no limit */
	int tries;       /* of a request, 1 or more */
	void *line;      /* libcurl's */
	struct bp_buf netrc;  /* the file with the account; empty: none */
	int status;           /* of the last answer; 0: there was none */
	struct bp_buf answer; /* its text */
	size_t head;          /* bytes of its head */
	bool huge;            /* it was longer than an answer may be */
};

/* Whether an address can be used: https, or http on this machine (with `plain`, anywhere),
 * without an account in it. *place: the host, port and path, for messages and marks. */
bool lrs_look(const char *url, bool plain, char place[LINK_PLACE], struct bp_error *err);

/* Makes a line ready whose url, plain, timeout, rate and tries are set. Close it in either
 * case. */
bool lrs_open(struct lrs *lrs, struct bp_error *err);
void lrs_close(struct lrs *lrs);

/* Sends statements, a JSON array. What is not LRS_TAKEN has its reason in err. */
enum lrs_verdict lrs_post(
	struct lrs *lrs, struct bp_str statements, struct bp_error *err);
/* Asks for a statement. */
enum lrs_verdict lrs_get(struct lrs *lrs, const uint8_t id[16], struct bp_error *err);

#endif
