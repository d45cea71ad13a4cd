/*
 * JP from elsewhere: what a learner learned with another organiser, as entered by the
 * learner, who has its certificate. It is counted and shown apart from what was learned
 * here, and says nothing in a proof, a score or a row of a register.
 *
 * Each is a BP_ATTENDED event without a course. It is taken back by voiding the event; a
 * correction voids it too and records a new one, which names ("of") what was entered
 * first: where two machines corrected the same one, the later correction counts, and taking
 * it back takes the earlier one back as well. A body that holds what cannot be says nothing.
 */
#ifndef BERPIJAR_ELSEWHERE_H
#define BERPIJAR_ELSEWHERE_H

#include <berpijar/arena.h>
#include <berpijar/error.h>
#include <berpijar/progress.h>
#include <berpijar/seal.h>

#define BP_ELSEWHERE_TEXT_MOST   200    /* bytes of each text */
#define BP_ELSEWHERE_HALVES_MOST 1999   /* of one: 999.5 JP */
#define BP_ELSEWHERE_YEAR_LEAST  1970   /* in which one may have been */
#define BP_ELSEWHERE_YEAR_HALVES 199998 /* a sum that is more is told as this */

struct bp_elsewhere {
	uint8_t id[16]; /* of its event; all zero: not recorded yet */
	uint8_t of[16]; /* of what was entered first; all zero: of this one */
	int64_t at;     /* entered; ms since 1970 */
	struct bp_str title, organizer;
	struct bp_str number; /* of the certificate; may be empty */
	struct bp_day begins, ends;
	int jp_halves; /* 1..BP_ELSEWHERE_HALVES_MOST; counts in the year of `ends` */
	struct bp_str sha256; /* of the certificate's file, hexadecimal; may be empty */
};

/* ---- as it is typed ---- */

enum bp_elsewhere_field {
	BP_ELSEWHERE_TITLE,
	BP_ELSEWHERE_ORGANIZER,
	BP_ELSEWHERE_NUMBER,
	BP_ELSEWHERE_BEGINS, /* 02-03-2026 or 2026-03-02; empty: the day on which it ends */
	BP_ELSEWHERE_ENDS,
	BP_ELSEWHERE_JP, /* "6", "7,5", "7.5" */
	BP_ELSEWHERE_SHA256,
	BP_ELSEWHERE_FIELDS
};

/* "Judul", "Penyelenggara" …, in the user's language. */
const char *bp_elsewhere_label(enum bp_elsewhere_field field);

/* Reads what was typed on a day, anywhere in Indonesia, that is not before any of it. Texts are trimmed and
 * borrowed; id, of and at stay as they are. False: *at is the field that is at fault, and
 * err says why. */
bool bp_elsewhere_read(const struct bp_str typed[BP_ELSEWHERE_FIELDS], int64_t now,
	struct bp_elsewhere *out, enum bp_elsewhere_field *at, struct bp_error *err);
/* Whether one field can be so, whatever is wrong with others; err says why not. */
bool bp_elsewhere_fits(const struct bp_str typed[BP_ELSEWHERE_FIELDS], int64_t now,
	enum bp_elsewhere_field field, struct bp_error *err);
/* The other way round; dates as 02-03-2026. Borrowed, or in the arena. */
void bp_elsewhere_type(const struct bp_elsewhere *one, struct bp_arena *arena,
	struct bp_str typed[BP_ELSEWHERE_FIELDS]);

/* Makes what was read over an old one the correction of it. */
void bp_elsewhere_correct(const struct bp_elsewhere *old, struct bp_elsewhere *one);

/* "2 Mar 2026", or "2 Mar 2026 - 4 Mar 2026"; in the arena. */
const char *bp_elsewhere_days(const struct bp_elsewhere *one, struct bp_arena *arena);

/* Appends the body of the event that records it, or of the one that takes it back. */
void bp_elsewhere_write(const struct bp_elsewhere *one, struct bp_buf *out);
void bp_elsewhere_write_void(const struct bp_elsewhere *one, struct bp_buf *out);

/* ---- what is recorded ---- */

/* The latest first. Borrowed until the next event. */
struct bp_elsewheres;
const struct bp_elsewhere *bp_elsewhere_list(
	struct bp_elsewheres *elsewheres, size_t *count);
/* The one that says the same as this: title, organiser, number, days; a correction may say
 * the same as what it corrects. NULL: there is none. */
const struct bp_elsewhere *bp_elsewhere_same(
	struct bp_elsewheres *elsewheres, const struct bp_elsewhere *one);
/* The n-th correction from another machine that stands behind this one, and would stand in
 * its place if only this one were taken back. NULL: there are no more. */
const struct bp_elsewhere *bp_elsewhere_behind(
	struct bp_elsewheres *elsewheres, const struct bp_elsewhere *one, size_t n);
struct bp_elsewheres *bp_progress_elsewheres(const struct bp_progress *progress);

#endif
