/*
 * The session page, which holds the place and the draft of the module that is being read
 * (session_page.c), and the tables that they are settled into (tables.c).
 */
#ifndef BERPIJAR_STORE_SESSION_PAGE_H
#define BERPIJAR_STORE_SESSION_PAGE_H

#include <berpijar/store.h>

#define SLOT_TEXTS  1920  /* bytes of ids, question and draft together */
#define PAGE_MINUTE 60000 /* ms between two settlings of a place that keeps changing */

/* What the page holds; its layout is that of the lock file. */
struct slot {
	uint64_t count; /* of two slots the one with more is newer; 0: empty */
	uint64_t sum;
	int64_t at, settled_at; /* ms since 1970 */
	struct bp_place place;
	uint16_t course, module, question,
		draft;     /* lengths of its texts; question 0: no draft */
	uint8_t has_place; /* a flag; any bytes may be in the file */
	char texts[SLOT_TEXTS];
};

/* Opening and peeking take over what an earlier session left on the page. */
void page_open(struct bp_store *store);
void page_peek(struct bp_store *store);
void page_close(struct bp_store *store);
/* Writes what the page holds into the tables and empties it. */
bool page_settle(struct bp_store *store, struct bp_error *err);

/* Each returns false if the page cannot hold it, so that it must go into the tables; err
 * is set if they have failed already. */
bool page_save_place(struct bp_store *store, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at, struct bp_error *err);
bool page_save_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text, struct bp_error *err);
/* Each returns false, and changes nothing, if it is not on the page. */
bool page_forget_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question);
bool page_load_place(const struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_place *place);
bool page_load_draft(const struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out);

/* Into the tables, past the page. An empty text removes the draft. */
bool table_save_place(struct bp_store *store, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at, struct bp_error *err);
bool table_save_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text, struct bp_error *err);

#endif
