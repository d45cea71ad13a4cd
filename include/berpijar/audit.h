/*
 * An audit: some learners of a store, drawn so that anybody draws the same ones, whose
 * results are derived anew from all their events, and what of a record its events do not
 * bear out, what cannot be, and what hardly can.
 *
 * The draw: the SHA-256 of the seed, a newline and the learner's id, in the order of its
 * hexadecimal digits; the first ones are drawn. So it is the same on every machine, with any
 * program: printf '2026\nani' | sha256sum. Who is drawn from: the roster, else all records of
 * the store.
 *
 * A finding is a sentence about an event, and no verdict: what is odd has to be asked about.
 */
#ifndef BERPIJAR_AUDIT_H
#define BERPIJAR_AUDIT_H

#include <berpijar/course.h>
#include <berpijar/store.h>

#define BP_AUDIT_FAST_PERCENT 10 /* of a module's planned time: finished in less is odd */
#define BP_AUDIT_CLOCK_MS     INT64_C(60000) /* clocks are set by so much without a word */
#define BP_AUDIT_SLACK_SEC    60 /* by so much reading may be longer than the clock says */
#define BP_AUDIT_TWIN_COMMON  8 /* questions that two learners must have in common, … */
#define BP_AUDIT_TWIN_WRONG   5 /* … of which so many have the same wrong answer, … */
#define BP_AUDIT_TWIN_PERCENT 90 /* … and so many per cent the same answer */

enum bp_audit_weight {
	BP_AUDIT_UNPROVED,   /* the events do not bear it out */
	BP_AUDIT_IMPOSSIBLE, /* it cannot be */
	BP_AUDIT_ODD,        /* it hardly can */
};
#define BP_AUDIT_WEIGHTS (BP_AUDIT_ODD + 1)

/* The rules, in the order in which findings are told: name for programs, weight, and what it
 * says. docs/audit.md has a paragraph on each. */
#define BP_AUDIT_RULES(X)                                                             \
	X(UNREAD, "unread", UNPROVED, N_("catatan tidak terbaca"))                    \
	X(ABSENT, "absent", UNPROVED, N_("tidak ada catatan"))                        \
	X(CHANGED, "changed", UNPROVED, N_("kejadian diubah"))                        \
	X(MISSING, "missing", UNPROVED, N_("nomor kejadian hilang"))                  \
	X(VANISHED, "vanished", UNPROVED, N_("kejadian terakhir hilang"))             \
	X(MISFOLDED, "misfolded", UNPROVED, N_("hasil simpanan bukan hasilnya"))      \
	X(ANSWER, "answer-grade", UNPROVED, N_("nilai jawaban tidak sesuai kunci"))   \
	X(EXAM, "exam-score", UNPROVED, N_("nilai ujian tidak sesuai jawabannya"))    \
	X(SCORE, "module-score", UNPROVED, N_("nilai modul tidak sesuai jawabannya")) \
	X(JP, "jp", UNPROVED, N_("JP lebih dari rencana modul"))                      \
	X(UNOPENED, "unopened", IMPOSSIBLE, N_("selesai tanpa pernah dibuka"))        \
	X(EARLY, "too-early", IMPOSSIBLE, N_("dijawab sebelum modul dibuka"))         \
	X(MINUTES, "minutes", IMPOSSIBLE, N_("menit baca melebihi jam"))              \
	X(FUTURE, "future", IMPOSSIBLE, N_("waktu yang belum tiba"))                  \
	X(CLOCK, "clock-back", ODD, N_("jam mundur"))                                 \
	X(FAST, "too-fast", ODD, N_("selesai terlalu cepat"))                         \
	X(TWINS, "twins", ODD, N_("jawaban dua orang sama"))
#define BP_AUDIT_ID(id, name, weight, text) BP_AUDIT_##id,
enum bp_audit_rule { BP_AUDIT_RULES(BP_AUDIT_ID) BP_AUDIT_RULE_COUNT };

const char *bp_audit_rule_name(enum bp_audit_rule rule);
const char *bp_audit_rule_text(enum bp_audit_rule rule); /* in the user's language */
enum bp_audit_weight bp_audit_rule_weight(enum bp_audit_rule rule);
/* "unproved" …, and in the user's language. */
const char *bp_audit_weight_name(enum bp_audit_weight weight);
const char *bp_audit_weight_text(enum bp_audit_weight weight);

struct bp_audit_finding {
	enum bp_audit_rule rule;
	size_t person;     /* its number among those that were drawn */
	int64_t seq, at;   /* of the event; 0: it is about no single one */
	const char *place; /* "course/module" or "course/module/question"; "" */
	const char *text;  /* the figures, in the user's language */
};

/* What the events of a learner in a course come to. */
struct bp_audit_course {
	const char *id;
	size_t modules, done; /* begun; finished */
	size_t answers, attempts;
	int jp_halves;
	double active_seconds;
	double exam; /* 0..1, the lowest of the best of its exams; negative: none */
	int64_t first_at, last_at;
	struct bp_chain chain; /* of the course, as a proof names it */
};

struct bp_audit_person {
	const char *id, *name;
	struct bp_digest rank;   /* by which the draw is ordered */
	bool there;              /* has a record */
	int64_t events, brought; /* brought: came by an import, so were not seen here */
	struct bp_audit_course *courses;
	size_t course_count, course_room;
};

struct bp_audit {
	struct bp_arena *arena;
	struct bp_library *library; /* of the courses that can be read, for their keys */
	const char *store, *seed;
	int64_t now;
	size_t population; /* who is drawn from */
	struct bp_audit_person
		*people; /* all until the draw, then who was drawn, in its order */
	size_t count, room;
	struct bp_audit_finding *findings; /* by person, then in the order of the rules */
	size_t finding_count, finding_room;
	size_t weights[BP_AUDIT_WEIGHTS];
	struct audit_work *work; /* until bp_audit_run() returns */
};

/* Begins with nobody. The texts, the store's path and the library are borrowed. */
struct bp_audit *bp_audit_new(
	const char *store, const char *seed, struct bp_library *library, int64_t now);
void bp_audit_free(struct bp_audit *audit); /* NULL is fine */
/* Somebody to draw from; name: "" if not known. */
void bp_audit_add(struct bp_audit *audit, const char *id, const char *name);
/* Draws so many, reads their records, and finds. Of the others only answers are read, to
 * compare them. */
void bp_audit_run(struct bp_audit *audit, size_t sample);

/* Append the audit in one of its forms. */
void bp_audit_text(const struct bp_audit *audit, struct bp_buf *out);
void bp_audit_json(const struct bp_audit *audit, struct bp_buf *out);
void bp_audit_csv(const struct bp_audit *audit, struct bp_buf *out);
void bp_audit_html(const struct bp_audit *audit, struct bp_buf *out);

#endif
